/** What can be changed of a running mission, page by page, and who of its people it is about. Pure. */
import type { MissionView, RoundView, RowView } from '../../projections/mission-view.ts';
import { withoutNumbers } from '../wording.ts';

export const PARTS = ['people', 'words', 'hours', 'deadline', 'deciders', 'pace'] as const;
export type Part = (typeof PARTS)[number];

/** `hours`, `words-2`. */
export interface Page {
  readonly part: Part;
  /** Of the words: the round they belong to, counted from 0. */
  readonly round: number;
}

export const LABELS: Readonly<Record<Part, string>> = {
  people: 'People',
  words: 'Words',
  hours: 'Hours',
  deadline: 'Deadline',
  deciders: 'Who decides',
  pace: 'Calls at once, tries',
};

export const isPart = (text: string): text is Part => PARTS.some((part) => part === text);

export function readPage(text: string): Page | undefined {
  const match = /^([a-z]+)(?:-(\d{1,2}))?$/.exec(text);
  const part = match?.[1] ?? '';
  if (!isPart(part) || (match?.[2] !== undefined && part !== 'words')) return undefined;
  return { part, round: Math.max(0, Number(match?.[2] ?? 1) - 1) };
}

export const pageId = ({ part, round }: Page): string => (part === 'words' ? `words-${round + 1}` : part);

/** Rounds whose words can still change. */
export const openRounds = (view: MissionView): readonly number[] =>
  view.rounds.flatMap((round, index) => (round.status === 'finished' ? [] : [index]));

/** Somebody decides in this mission, now or later. */
export const hasDecisions = ({ brief, gates }: MissionView): boolean =>
  gates.length > 0 || brief.class === 'rounds' || brief.class === 'action' || brief.tryFirst !== undefined;

/** The pages this mission has now, in order. */
export function pagesOf(view: MissionView): readonly Page[] {
  return PARTS.flatMap((part): readonly Page[] => {
    if (part === 'words') return openRounds(view).map((round) => ({ part, round }));
    return part === 'deciders' && !hasDecisions(view) ? [] : [{ part, round: 0 }];
  });
}

export const labelOf = (view: MissionView, { part, round }: Page): string =>
  part === 'words' && view.rounds.length > 1 ? `Words of round ${round + 1}` : LABELS[part];

/** The round that is being called, if any: also while it waits for a person's word. */
export const roundAtHand = (view: MissionView): RoundView | undefined =>
  view.rounds.find((one) => one.status === 'calling');

const CALLED: ReadonlySet<RowView['status']> = new Set([
  'answered',
  'not-reached',
  'refused',
  'wrong-person',
  'nothing-learnt',
  'unknown',
]);

export const onTheList = (view: MissionView): readonly RowView[] =>
  view.rows.filter((row) => row.removed === undefined);

/** Who was called in the round at hand and is through with it: could be called again, when somebody ticks them. */
export function calledAlready(view: MissionView): readonly RowView[] {
  const round = roundAtHand(view);
  const inRound = new Set(round?.targets);
  return onTheList(view).filter((row) => inRound.has(row.target) && CALLED.has(row.status));
}

/** The people that are meant by what was typed: ids as a form sends them, else names or the beginning of one. */
export function readNames(
  text: string,
  rows: readonly RowView[],
): { readonly ok: true; readonly targets: readonly string[] } | { readonly ok: false; readonly error: string } {
  const targets: string[] = [];
  for (const typed of text.split(/[,;\n]|\band\b/i).map((one) => one.trim())) {
    if (typed === '') continue;
    const found = matching(typed, rows);
    const [only] = found;
    if (only === undefined)
      return { ok: false, error: `Nobody on the list is called "${typed}". Write a name of the list.` };
    if (found.length > 1) {
      const names = found.slice(0, 3).map((row) => withoutNumbers(row.name));
      return { ok: false, error: `"${typed}" could be ${names.join(' or ')}. Write the whole name.` };
    }
    targets.push(only.target);
  }
  return { ok: true, targets: [...new Set(targets)] };
}

function matching(typed: string, rows: readonly RowView[]): readonly RowView[] {
  const lower = typed.toLowerCase();
  const exact = rows.filter((row) => row.target === lower || row.name.toLowerCase() === lower);
  return exact.length > 0 ? exact : rows.filter((row) => row.name.toLowerCase().startsWith(lower));
}
