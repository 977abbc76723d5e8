/**
 * What has to be known before anybody is called (playbook R239): the answers to what a template asks for, and the lines of a
 * booking of one's own. They go along with each call as variables; on cards they are filled in. Pure.
 */
import type { Target } from '../../missions/target.ts';
import { renderTemplate } from '../../missions/template-text.ts';
import { type Answers, spokenAnswers } from '../templates/asks.ts';
import type { Ask } from '../templates/template.ts';
import type { Draft } from './draft.ts';
import { toldBy, withNeeds } from './needs.ts';
import { callingOrder } from './order.ts';

export const asksOf = ({ source }: Pick<Draft, 'source'>): readonly Ask[] => source?.asks ?? [];

export const answerTo = ({ answers }: Pick<Draft, 'answers'>, { name }: Ask): string => (answers?.[name] ?? '').trim();

/** What is needed and not known. */
export const unanswered = (draft: Draft): readonly Ask[] =>
  asksOf(draft).filter((ask) => ask.required && answerTo(draft, ask) === '');

/** Cards are in English, whatever is spoken on the phone. */
const CARDS = 'en-GB';

/** Everything that is told, as it is said in this language. */
const saidIn = (draft: Draft, language: string): Answers => ({
  ...spokenAnswers(asksOf(draft), draft.answers ?? {}, language),
  ...toldBy(draft.needs ?? []),
});

const onThePhone = (draft: Draft): Answers => saidIn(draft, draft.language);

/** For the cards: `On which day: Friday 27 November`. */
export function toldText(draft: Draft): readonly string[] {
  const said = saidIn(draft, CARDS);
  const asked = asksOf(draft).map((ask) => ({ label: ask.label, value: said[ask.name] ?? '' }));
  return [...asked, ...(draft.needs ?? [])]
    .filter(({ value }) => value !== '')
    .map(({ label, value }) => `${label.replace(/[?:.\s]+$/, '')}: ${value}`);
}

/** The day and time that are asked for, for the cards: `Friday 27 November, 19:30`. */
export function whenAsked(draft: Draft): string | undefined {
  const said = saidIn(draft, CARDS);
  const times = asksOf(draft).filter(({ type }) => type === 'date' || type === 'time');
  const told = times.map(({ name }) => said[name] ?? '').filter((value) => value !== '');
  return told.length === 0 ? undefined : told.join(', ');
}

/** The rows with the answers as variables of their calls; a column of their own that is called the same comes first. */
const withAnswers = (rows: readonly Target[], answers: Answers): readonly Target[] =>
  rows.map((row) => {
    const own = Object.entries(row.variables).filter(([, value]) => value.trim() !== '');
    return { ...row, variables: { ...row.variables, ...answers, ...Object.fromEntries(own) } };
  });

/** Who is called, in the order of the calls, with everything that is told to them. */
export const toldTargets = (draft: Draft): readonly Target[] => withAnswers(callingOrder(draft), onThePhone(draft));

/** Texts that stand on cards, and the alternative, which itself goes along as a variable. */
function filled(draft: Draft, open: Answers): Draft {
  const { action } = draft;
  const put = (text: string, answers: Answers): string =>
    text.includes('{{') ? renderTemplate(text, { ...open, ...answers }).text : text;
  const fill = (text: string): string => put(text, saidIn(draft, CARDS));
  const rounds = draft.rounds.map((round) => ({ ...round, purpose: fill(round.purpose) }));
  if (action === undefined) return { ...draft, rounds };
  const { alternative } = action;
  const other = alternative === undefined ? {} : { alternative: put(alternative, onThePhone(draft)) };
  return { ...draft, rounds, action: { ...action, what: fill(action.what), ...other } };
}

/** The draft as a mission is told it: what its cards say is filled in, what they need to know stands in its words (R239). */
export function told(draft: Draft): Draft {
  const whole = filled(draft, {});
  const [first, ...more] = whole.rounds;
  if (first === undefined || draft.needs === undefined) return whole;
  return { ...whole, rounds: [{ ...first, say: withNeeds(first.say, draft.needs) }, ...more] };
}

/** The draft as its people would hear it, in the order of the calls; what is not known yet is named in round brackets. */
export function asHeard(draft: Draft): Draft {
  const open = unanswered(draft).map((ask) => [ask.name, `(${ask.label.replace(/[?:.\s]+$/, '')})`] as const);
  const answers: Answers = { ...Object.fromEntries(open), ...onThePhone(draft) };
  const whole = filled(draft, Object.fromEntries(open));
  if (draft.list === undefined) return whole;
  const names = [...asksOf(draft).map((ask) => ask.name), ...Object.keys(answers)];
  const list = {
    ...draft.list,
    targets: withAnswers(callingOrder(draft), answers),
    variables: [...new Set([...draft.list.variables, ...names])],
  };
  return { ...whole, list };
}
