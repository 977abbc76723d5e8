/**
 * The insight schema of a round: the person's questions plus the fields that every schema gets from us, which alone decide
 * whether a completed call was a success (playbook R186-R193, P43). JSON Schema, draft 2020-12 subset.
 */
import type { Field, RoundSpec } from './brief.ts';

export const OUTCOMES = [
  'answered',
  'wrong_person',
  'voicemail',
  'menu',
  'refused',
  'opted_out',
  'call_back',
  'nothing_learnt',
] as const;
export type InsightOutcome = (typeof OUTCOMES)[number];

const OUTCOME_FIELDS = {
  call_outcome: {
    type: 'string',
    enum: OUTCOMES,
    description:
      'How the call went: answered = the right person talked and answered questions; wrong_person; voicemail = a machine or mailbox; menu = stuck in a phone menu or a recording; refused = did not want to talk; opted_out = asked never to be called again; call_back = asked to be called another time; nothing_learnt = talked but no question was answered.',
  },
  reached_voicemail: { type: 'boolean', description: 'A voicemail or answering machine took the call.' },
  do_not_call: {
    type: 'boolean',
    description: 'The person asked not to be called again. "Call me next week" is not that.',
  },
  callback_time: {
    type: 'string',
    description:
      'When they asked to be called back, ISO 8601 with offset where possible, else in their words. Empty if they did not.',
  },
  callee_words: {
    type: 'string',
    description: 'One short sentence of the other side that matters most, word for word in their language.',
  },
} as const;

export type Schema = Readonly<Record<string, unknown>>;

/** Beside a number with a unit: the same as it was said, so that currency, time and doubt are not lost. */
export const saidField = (field: string): string => `${field}_said`;

export const keepsWords = (field: Field): boolean => field.type === 'number' && field.unit !== undefined;

const saidProperty = (field: Field): Schema => ({
  type: 'string',
  description: `${field.label} word for word as it was said, in their language: the number with its currency, what it is per, with or without tax, and any "about" or "it depends". Empty if it was not said.`,
});

function property(field: Field): Schema {
  const description = field.unit === undefined ? field.question : `${field.question} (in ${field.unit})`;
  switch (field.type) {
    case 'number':
      return {
        type: 'number',
        description,
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      };
    case 'boolean':
      return { type: 'boolean', description };
    case 'choice':
      return { type: 'string', enum: field.options ?? [], description };
    case 'text':
      return { type: 'string', description };
  }
}

/** Only the outcome is required: a voicemail has no price. */
export function schemaOf(round: RoundSpec): Schema {
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(
        round.fields.filter(keepsWords).map((field) => [saidField(field.name), saidProperty(field)]),
      ),
      ...Object.fromEntries(round.fields.map((field) => [field.name, property(field)])),
      ...OUTCOME_FIELDS,
    },
    required: ['call_outcome'],
  };
}

export const insightInstructions = (round: RoundSpec): string =>
  [
    `Read the call about "${round.purpose}" and fill in the fields.`,
    'Write down only what was said. Leave a field out when the call gave no answer to it; never guess.',
    'Numbers are plain numbers in the unit the field names.',
    ...round.fields.filter((field) => field.required).map((field) => `${field.name} matters most.`),
  ].join(' ');

/** R190: the open summary asks for these six points; used only when the account has no stock "Summary". */
export const SUMMARY_NAME = 'Summary';
export const CONVERSATION_SUMMARY = {
  name: 'Conversation Summary',
  instructions:
    'Summarise the call: everything that was discussed, what was asked, what was answered, alternatives that were offered, the tone of the other side, and any further useful facts.',
} as const;
