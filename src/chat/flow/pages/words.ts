/** What the assistant says and asks, of one round; how a class wants its questions is said where they are typed. */
import type { RoundSpec } from '../../../missions/brief.ts';
import type { FormField } from '../../card.ts';
import { reword } from '../../templates/all.ts';
import { suggestedFields, WORD_HINTS } from '../blank.ts';
import type { Draft } from '../draft.ts';
import { formatFields, parseFields } from '../fields.ts';
import {
  errorsIn,
  fail,
  isFine,
  type Page,
  type StepOptions,
  type Taken,
  taken,
  typedIn,
  type Values,
} from '../page.ts';
import { lackOf } from '../rubric.ts';

const FIRST_INTRO =
  'The opening line is the first thing they hear. {{name}} and every column of your list may stand in it.';

const ORDINALS = ['first', 'second', 'third', 'fourth'] as const;

export function wordsPage(index: number): Page {
  const ordinal = ORDINALS[index] ?? 'next';
  const title = index === 0 ? 'What to say and ask' : `The ${ordinal} call`;
  return {
    label: title,
    title,
    intro: index === 0 ? FIRST_INTRO : `Only the people that somebody approved are called a ${ordinal} time.`,
    fields: (draft, options) => wordFields(draft, index, options),
    take: (draft, values) => takeWords(draft, index, values),
  };
}

function wordFields(draft: Draft, index: number, { organisation }: StepOptions): readonly FormField[] {
  const round = draft.rounds[index];
  if (round === undefined) return [];
  const hints = WORD_HINTS[draft.class];
  const shared: readonly FormField[] = [
    {
      name: 'say',
      label: 'What should the assistant say and do?',
      type: 'multiline',
      value: round.say,
      placeholder: hints.say,
    },
    {
      name: 'opening',
      label: 'The first sentence they hear',
      type: 'multiline',
      value: round.opening,
      hint: 'It says that an AI is calling, and for whom.',
    },
    {
      name: 'fields',
      label: 'What to find out, one a line',
      type: 'multiline',
      value: round.fields.length === 0 ? suggestedFields(draft.class, draft.language) : formatFields(round),
      placeholder: hints.fields,
      hint: hints.brackets,
    },
  ];
  if (index > 0) return shared;
  const who: FormField = {
    name: 'onBehalfOf',
    label: 'On whose behalf do we call?',
    type: 'text',
    value: draft.onBehalfOf || organisation,
    placeholder: 'Northwind',
  };
  const text: FormField = {
    name: 'text',
    label: 'A text to whoever cannot be reached',
    type: 'multiline',
    value: draft.text ?? '',
    placeholder: 'We tried to call you about {{product}}. Please call us back on this number.',
    hint: 'May be left empty: then nobody is texted. Who sends it and how to stop it are added where they are missing.',
    optional: true,
  };
  return [who, ...shared, text];
}

function takeWords(draft: Draft, index: number, values: Values): Taken {
  const round = draft.rounds[index];
  if (round === undefined) return taken(draft);
  const onBehalfOf = index === 0 ? typedIn(values, 'onBehalfOf') : draft.onBehalfOf;
  const say = values.say ?? '';
  const opening = typedIn(values, 'opening');
  const read = parseFields(values.fields ?? '', round.fields);
  const errors = errorsIn({
    onBehalfOf: onBehalfOf === '' ? 'Say on whose behalf; it is the first thing they hear.' : undefined,
    say: say.trim() === '' ? 'Say what the assistant should do on the phone.' : undefined,
    opening:
      opening === ''
        ? 'Write the first sentence, for example: Hello, this is an AI assistant calling on behalf of Northwind.'
        : undefined,
    fields: read.ok ? lackOf(draft.class, read) : read.error,
  });
  if (!read.ok || !isFine(errors)) return fail(errors);
  const rounds = draft.rounds.map((one, at) =>
    at === index
      ? { ...one, purpose: purposeOf(one, say, draft), say, opening, fields: read.fields, ranking: read.ranking }
      : one,
  );
  const worded: Draft = { ...withText(draft, index, values), rounds, request: requestOf(draft, index, say) };
  // An opening line that was left alone follows the organisation; one that was typed stays as it is.
  return taken(reword(worded, { onBehalfOf }));
}

/** Only the first page asks for it; emptied, nobody is texted. */
function withText(draft: Draft, index: number, values: Values): Draft {
  if (index > 0 || values.text === undefined) return draft;
  const { text: _, ...rest } = draft;
  const text = typedIn(values, 'text');
  return text === '' ? rest : { ...rest, text };
}

/** A few words on what the calls are for: the first sentence of what the person wrote. */
function purposeOf(round: RoundSpec, say: string, draft: Draft): string {
  if (round.purpose !== '' && say === round.say) return round.purpose;
  const first = say.trim().split(/(?<=[.!?])\s|\n/)[0] ?? '';
  return first === '' ? draft.name : first.replace(/[.!?]+$/, '').slice(0, 120);
}

/** The words of the first page that was written freely are what the person asked for (playbook R74). */
function requestOf(draft: Draft, index: number, say: string): string {
  return index === 0 && draft.template === undefined ? say : draft.request;
}
