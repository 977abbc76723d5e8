/**
 * The pages of the guided flow as forms: what kind, the words, the numbers, when, who decides. Every page is prefilled with
 * what is known, so that it can be sent off as it is; at most six fields each. What comes back is read in take.ts.
 */
import type { Form, FormField } from '../card.ts';
import { SPEECHES } from '../templates/languages.ts';
import { whenText } from '../times.ts';
import type { Draft } from './draft.ts';
import { formatFields } from './fields.ts';
import { sayDays, sayHours } from './hours.ts';

export const STEPS = ['kind', 'words', 'second', 'numbers', 'when', 'people'] as const;
export type Step = (typeof STEPS)[number];

export const isStep = (text: string): text is Step => STEPS.some((step) => step === text);

/** On the buttons under "Change". */
export const STEP_LABELS: Readonly<Record<Step, string>> = {
  kind: 'Name and kind',
  words: 'What to say and ask',
  second: 'The second call',
  numbers: 'The numbers',
  when: 'When, and why they may be called',
  people: 'Who decides, language and voice',
};

export interface StepOptions {
  readonly sandbox: boolean;
  readonly zone: string;
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly organisation: string;
  readonly errors?: Readonly<Record<string, string>>;
  /** What was typed and not taken, shown again beside the errors. */
  readonly typed?: Readonly<Record<string, string>>;
}

export const BASES: readonly string[] = [
  'Public business number',
  'They asked us to call',
  'Existing customer or supplier',
  'They applied with us',
  'Our own company',
];

const option = (value: string, label = value) => ({ value, label });

/** The steps that this draft has; a mission that calls once has no second call to word. */
export function stepsOf(draft: Pick<Draft, 'class'>): readonly Step[] {
  return STEPS.filter((step) => step !== 'second' || draft.class === 'rounds');
}

/** The next page that is still to be filled in; undefined = all are known. */
export function nextStep(draft: Draft): Step | undefined {
  if (!draft.answered.includes('kind')) return 'kind';
  if (draft.list === undefined) return 'numbers';
  return stepsOf(draft).find((step) => step !== 'numbers' && step !== 'people' && !draft.answered.includes(step));
}

/** `draft` is undefined for the first page of a mission that has none yet. */
export function stepForm(step: Step, draft: Draft | undefined, options: StepOptions): Form {
  const fields = draft === undefined ? kindFields(undefined) : fieldsOf(step, draft, options);
  return {
    kind: 'form',
    id: `new:${draft?.id ?? ''}:${draft === undefined ? 'kind' : step}`,
    title: TITLES[step],
    intro: INTROS[step],
    fields: fields.map((field) => dressed(field, options)),
    submit: 'Go on',
    sandbox: options.sandbox,
  };
}

const TITLES: Readonly<Record<Step, string>> = {
  kind: 'New mission',
  words: 'What to say and ask',
  second: 'The second call',
  numbers: 'The numbers',
  when: 'When and why',
  people: 'Who decides, language',
};

const INTROS: Readonly<Record<Step, string>> = {
  kind: 'Nobody is called before you have seen a preview and tapped Start.',
  words: 'The opening line is the first thing they hear. {{name}} and every column of your list may stand in it.',
  second: 'Only the people that somebody approved are called a second time.',
  numbers: 'A CSV file, or one person a line: name, number, anything else worth knowing.',
  when: 'Calls are made inside these hours, in the time of the person who is called.',
  people: 'A decision waits until enough of these people said yes. It never decides by itself.',
};

function dressed(field: FormField, { errors, typed }: StepOptions): FormField {
  const value = typed?.[field.name];
  const error = errors?.[field.name];
  return { ...field, ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) };
}

function fieldsOf(step: Step, draft: Draft, options: StepOptions): readonly FormField[] {
  switch (step) {
    case 'kind':
      return kindFields(draft);
    case 'words':
      return wordFields(draft, 0, options);
    case 'second':
      return wordFields(draft, 1, options);
    case 'numbers':
      return [listField(draft, false)];
    case 'when':
      return whenFields(draft, options);
    case 'people':
      return peopleFields(draft);
  }
}

function kindFields(draft: Draft | undefined): readonly FormField[] {
  return [
    {
      name: 'kind',
      label: 'What should the calls do?',
      type: 'choice',
      options: [
        option('sweep', 'Ask everybody the same questions'),
        option('rounds', 'Compare, then call the best again after a yes'),
      ],
      value: draft?.class ?? 'sweep',
    },
    {
      name: 'name',
      label: 'Name of the mission',
      type: 'text',
      value: draft?.name ?? '',
      placeholder: 'Price check November',
    },
    listField(draft, true),
  ];
}

function listField(draft: Draft | undefined, optional: boolean): FormField {
  const kept =
    draft?.list === undefined ? '' : ` Left empty, ${draft.list.name} with ${draft.list.targets.length} people stays.`;
  return {
    name: 'list',
    label: 'Who is called',
    type: 'file-or-text',
    hint: `A CSV file, or paste the lines.${optional && kept === '' ? ' You can also drop the file here later.' : kept}`,
    placeholder: 'Acme Print, +1 312 555 0101',
    optional: optional || kept !== '',
  };
}

function wordFields(draft: Draft, index: number, { organisation }: StepOptions): readonly FormField[] {
  const round = draft.rounds[index];
  if (round === undefined) return [];
  const shared: readonly FormField[] = [
    {
      name: 'say',
      label: 'What should the assistant say and do?',
      type: 'multiline',
      value: round.say,
      placeholder: 'Ask for the price of 1,000 printed mugs. We need them in May.',
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
      value: formatFields(round),
      placeholder: 'Price in USD (number, lower is better)\nCan they print in two colours (yes/no)',
      hint: 'In brackets, with commas: number, yes/no, one of: a / b, needed, lower is better, weight 40 (1 to 100).',
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
  return [who, ...shared];
}

function whenFields(draft: Draft, { zone, now }: StepOptions): readonly FormField[] {
  const start = draft.startAtMs === undefined || draft.startAtMs <= now ? 'now' : isoLike(draft.startAtMs, zone);
  const known = draft.basis === '' || BASES.includes(draft.basis) ? BASES : [draft.basis, ...BASES];
  return [
    {
      name: 'start',
      label: 'First call',
      type: 'text',
      value: start,
      hint: `now, 14:30, tomorrow 9:00 or 2026-11-24 15:00 (time of ${zone}; it is ${whenText(now, now, zone)}).`,
    },
    {
      name: 'hours',
      label: 'Hours, in their own time',
      type: 'text',
      value: sayHours(draft.hours),
      hint: '9:00-17:00, or 9:00-17:00, not 12:00-14:00',
    },
    { name: 'days', label: 'Days', type: 'text', value: sayDays(draft.hours.days), hint: 'Mon-Fri' },
    {
      name: 'recipients',
      label: 'Who picks up?',
      type: 'choice',
      options: [
        option('service', 'Shops, front desks, firms'),
        option('professional', 'People at work'),
        option('automated', 'Recorded lines and phone menus'),
        option('general', 'Mixed, or not known'),
      ],
      value: draft.recipients,
      hint: 'It decides how often and when somebody is tried again.',
    },
    {
      name: 'basis',
      label: 'Why may these people be called?',
      type: 'choice',
      options: known.map((basis) => option(basis)),
      ...(draft.basis === '' ? {} : { value: draft.basis }),
      hint: 'Kept with the mission.',
    },
  ];
}

/** `2026-11-24 15:00` in the zone: what the field reads back. */
function isoLike(at: number, zone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return `${day} ${time}`;
}

function peopleFields(draft: Draft): readonly FormField[] {
  const shortlist = draft.rounds.find((round) => round.shortlist !== undefined)?.shortlist;
  const decision: readonly FormField[] =
    draft.class === 'sweep'
      ? []
      : [
          {
            name: 'approvers',
            label: 'Who decides?',
            type: 'text',
            value: draft.approvers.join(', '),
            optional: true,
            hint: 'Mention them. Left empty, it is you.',
          },
          { name: 'quorum', label: 'How many of them must say yes?', type: 'text', value: String(draft.quorum) },
          { name: 'shortlist', label: 'How many are proposed?', type: 'text', value: String(shortlist ?? '') },
        ];
  return [
    ...decision,
    {
      name: 'language',
      label: 'Language of the calls',
      type: 'choice',
      options: SPEECHES.map((one) => option(one.language, one.name)),
      value: draft.language,
    },
    {
      name: 'voice',
      label: 'Voice',
      type: 'text',
      value: draft.voice,
      optional: true,
      hint: 'Left empty, the usual voice of that language.',
    },
  ];
}
