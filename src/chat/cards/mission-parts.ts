/** Lines and buttons that several cards share: who stands where, the stop button, what the sandbox is. */

import type { Field } from '../../missions/brief.ts';
import type { GateView, MissionView, RowStatus, RowView } from '../../projections/mission-view.ts';
import { statusWords } from '../../projections/outcome-words.ts';
import { hasAnswer, peopleOfRound } from '../../projections/who-counts.ts';
import type { Block, Button, Entry, Text } from '../card.ts';
import { theirs } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  factsOf,
  personName,
  quoteOf,
  scoreText,
  someOf,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';

const TO_CALL: ReadonlySet<RowStatus> = new Set(['planned', 'scheduled', 'retry']);

/** People of this round whom the mission would still call. */
export const stillToCall = (view: MissionView): number =>
  peopleOfRound(view).filter((row) => row.removed === undefined && TO_CALL.has(row.status)).length;

export const rejectedGate = (view: MissionView): GateView | undefined =>
  view.gates.find((gate) => gate.status === 'rejected');

/** `8 answered · 2 no answer · 1 wrong person`: every outcome with its number, answers first. */
export function standings(view: MissionView): string {
  const words = new Map<string, number>();
  for (const row of peopleOfRound(view)) {
    const word = standingWord(row);
    if (word !== undefined) words.set(word, (words.get(word) ?? 0) + 1);
  }
  const answered = words.get('answered') ?? 0;
  words.delete('answered');
  const rest = [...words].toSorted((one, other) => other[1] - one[1]).map(([word, number]) => `${number} ${word}`);
  return [`${answered} answered`, ...rest].join(' · ');
}

function standingWord(row: RowView): string | undefined {
  switch (row.status) {
    case 'planned':
    case 'scheduled':
    case 'on-the-phone':
      return undefined;
    case 'answered':
      return 'answered';
    case 'retry':
      return 'to be tried again';
    case 'not-reached':
      return 'not reached';
    case 'refused':
      return 'did not want to talk';
    case 'opted-out':
      return 'asked not to be called';
    case 'wrong-person':
      return 'wrong person';
    case 'nothing-learnt':
      return 'answered without telling anything';
    case 'unknown':
      return 'unclear';
    case 'not-called':
      return 'not called';
  }
}

/** `Still on the phone`: the calls that a stop came too late for. */
export function stillOutLine(view: MissionView): Block | undefined {
  if (view.stillOut.length === 0) return undefined;
  const names = view.stillOut
    .map((one) => view.rows.find((row) => row.name === one.name))
    .flatMap((row) => (row === undefined ? [] : [personName(row)]));
  return { kind: 'line', text: [stopped(`Still on the phone or about to ring: ${someOf(names, 5)}`)] };
}

/** `1 not called: Delta Works, asked not to be called`: who was taken off the list meanwhile, each with the reason. */
export function takenOffLine(view: MissionView): Block | undefined {
  const gone = view.rows.filter((row) => row.removed !== undefined && !hasAnswer(row));
  if (gone.length === 0) return undefined;
  const called = gone.some((row) => row.attempts > 0);
  const people = gone
    .slice(0, TAKEN_OFF_SHOWN)
    .map((row) => `${personName(row)}, ${withoutNumbers(row.removed ?? '')}`);
  const more = gone.length > TAKEN_OFF_SHOWN ? ` · ${gone.length - TAKEN_OFF_SHOWN} more in the table` : '';
  return line(stopped(`${gone.length} not called${called ? ' any more' : ''}: ${people.join(' · ')}${more}`));
}

const TAKEN_OFF_SHOWN = 5;

/** Ends the mission; says what it stops. */
export function stopButton(view: MissionView): Button {
  const left = stillToCall(view);
  const label = left === 0 ? 'End this mission' : `Stop ${count(left, 'planned call')}`;
  const what = left === 0 ? `End "${view.brief.name}" now?` : `${label} of "${view.brief.name}"?`;
  return button('cancel', { about: 'mission', mission: view.id }, label, {
    style: 'danger',
    confirm: `${what} What was learnt is kept.`,
  });
}

/** One person as a line of a list. */
export function entryOf(
  mark: string,
  row: RowView,
  fields: readonly Field[],
  more: { readonly score?: number | undefined; readonly quiet?: boolean; readonly facts?: readonly string[] } = {},
): Entry {
  const quote = quoteOf(row);
  return {
    mark,
    title: personName(row),
    ...(more.score === undefined ? {} : { score: scoreText(more.score) }),
    facts: [...factsOf(row, fields), ...(more.facts ?? [])],
    ...(quote === undefined ? {} : { quote }),
    ...(more.quiet === true ? { quiet: true } : {}),
  };
}

/** Why a person has no answer, with the tries: `no answer, 3 tries`; of a call that is not through, how far it is. */
export function whyNot(row: RowView): string {
  if (row.status === 'on-the-phone') return statusWords(row);
  const reason = row.reason ?? statusWords(row);
  const newest = row.byRound?.at(-1);
  return newest === undefined || newest.attempts < 2 ? reason : `${reason}, ${count(newest.attempts, 'try', 'tries')}`;
}

/** ` (9:00 theirs)` for several people at once. */
export const theirsOf = (ms: number, rows: readonly RowView[], options: CardOptions): string =>
  theirs(ms, [...new Set(rows.flatMap((row) => row.details?.zones ?? []))], options.zone);

export const line = (...parts: readonly (Text | string)[]): Block => ({ kind: 'line', text: textOf(...parts) });
export const quietLine = (...parts: readonly (Text | string)[]): Block => ({
  kind: 'line',
  text: textOf(...parts),
  quiet: true,
});
