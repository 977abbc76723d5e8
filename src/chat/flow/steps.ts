/**
 * The pages of the guided flow as forms, and in which order they are asked. Every page is prefilled with what is known, so
 * that it can be sent off as it is; at most six fields each, as many as a template asks for. What a page asks and how it is
 * read stands in `pages/`.
 */
import type { Form, FormField } from '../card.ts';
import { asksOf } from './details.ts';
import type { Draft } from './draft.ts';
import type { Page, StepOptions } from './page.ts';
import { ACTION, PICK } from './pages/action.ts';
import { DETAILS } from './pages/details.ts';
import { KIND, kindFields, listField } from './pages/kind.ts';
import { MANDATE, numbersOf } from './pages/mandate.ts';
import { ORDER } from './pages/order.ts';
import { PEOPLE } from './pages/people.ts';
import { WHEN } from './pages/when.ts';
import { wordsPage } from './pages/words.ts';
import { STEPS, type Step, WORD_STEPS } from './step-names.ts';

/** The pages whose reading needs nothing but what was typed; the other two take a list as well. */
export const PAGES: Readonly<Record<Exclude<Step, 'kind' | 'numbers'>, Page>> = {
  details: DETAILS,
  words: wordsPage(0),
  second: wordsPage(1),
  third: wordsPage(2),
  fourth: wordsPage(3),
  action: ACTION,
  pick: PICK,
  mandate: MANDATE,
  order: ORDER,
  when: WHEN,
  people: PEOPLE,
};

const NUMBERS = {
  label: 'The numbers',
  title: 'The numbers',
  intro: 'A CSV file, or one person a line: name, number, anything else worth knowing.',
};

const shownOf = (step: Step): Pick<Page, 'label' | 'title' | 'intro'> =>
  step === 'kind' ? KIND : step === 'numbers' ? NUMBERS : PAGES[step];

/** On the buttons under "Change". */
export const labelOf = (step: Step): string => shownOf(step).label;

/** Whether this draft has such a page; a mission that calls once has no second call to word. */
function has(draft: Draft, step: Step): boolean {
  switch (step) {
    case 'second':
    case 'third':
    case 'fourth':
      return draft.rounds.length > WORD_STEPS.indexOf(step);
    case 'details':
      return (draft.source?.asks.length ?? 0) > 0;
    case 'action':
    case 'pick':
      return draft.class === 'action';
    case 'mandate':
      return draft.class === 'negotiation' || (draft.class === 'action' && numbersOf(draft).length > 0);
    case 'order':
      return draft.class === 'negotiation';
    default:
      return true;
  }
}

export const stepsOf = (draft: Draft): readonly Step[] => STEPS.filter((step) => has(draft, step));

/** Filled in with what nearly everybody wants, or not needed: only changed, never asked. */
const isAsked = (draft: Draft, step: Step): boolean =>
  step !== 'numbers' &&
  step !== 'people' &&
  step !== 'pick' &&
  (step !== 'mandate' || draft.class === 'negotiation') &&
  (step !== 'details' || asksOf(draft).some((ask) => ask.required));

/** The next page that is still to be filled in; undefined = all are known. */
export function nextStep(draft: Draft): Step | undefined {
  if (!draft.answered.includes('kind')) return 'kind';
  if (draft.list === undefined) return 'numbers';
  return stepsOf(draft).find((step) => isAsked(draft, step) && !draft.answered.includes(step));
}

/** `draft` is undefined for the first page of a mission that has none yet. */
export function stepForm(step: Step, draft: Draft | undefined, options: StepOptions): Form {
  const shown = shownOf(draft === undefined ? 'kind' : step);
  const fields = draft === undefined ? kindFields(undefined) : fieldsOf(step, draft, options);
  return {
    kind: 'form',
    id: `new:${draft?.id ?? ''}:${draft === undefined ? 'kind' : step}`,
    title: shown.title,
    intro: shown.intro,
    fields: fields.map((field) => dressed(field, options)),
    submit: 'Go on',
    sandbox: options.sandbox,
  };
}

function dressed(field: FormField, { errors, typed }: StepOptions): FormField {
  const value = typed?.[field.name];
  const error = errors?.[field.name];
  return { ...field, ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) };
}

function fieldsOf(step: Step, draft: Draft, options: StepOptions): readonly FormField[] {
  if (step === 'kind') return kindFields(draft);
  return step === 'numbers' ? [listField(draft, false)] : PAGES[step].fields(draft, options);
}
