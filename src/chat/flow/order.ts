/**
 * In which order a serial mission calls (playbook R221): weakest first and preferred last, or a reliable baseline before them.
 * How much somebody is wanted stands in a column of the list, or is the order of the list itself. Sorted here, before the
 * start; the mission calls its people in the order it gets them. Pure.
 */
import type { Target } from '../../missions/target.ts';
import type { Draft, DraftList, Preference } from './draft.ts';

/** Columns that are taken for a mark of preference by their name. */
const MARKS = /^(?:preference|preferred|rank|ranking|priority|prio|favou?rite|rang|praeferenz|praferenz|wunsch)$/;

/** The column that looks like one, else the order of the list. */
export function guessPreference(list: DraftList | undefined): Preference {
  const column = (list?.variables ?? []).find((variable) => MARKS.test(variable));
  return column === undefined ? { by: 'list' } : { by: 'column', column };
}

const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:high|hoch|best|preferred|favou?rite|yes|ja|y|j|x|\*+)$/i, 1],
  [/^(?:medium|mid|mittel)$/i, 2],
  [/^(?:low|niedrig|least|no|nein|n)$/i, 3],
];

/** 1 = wanted most. Numbers, letters from A to H, or high, medium, low; undefined when it is none of them. */
export function readMark(text: string): number | undefined {
  const mark = text.trim().replace(/[.)]$/, '');
  if (/^\d{1,4}$/.test(mark)) return Number(mark);
  if (/^[a-h]$/i.test(mark)) return mark.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  return WORDS.find(([pattern]) => pattern.test(mark))?.[1];
}

/** Whoever has a mark that cannot be read; an empty one means: wanted least. */
export function unreadMark(list: DraftList | undefined, preference: Preference): Target | undefined {
  if (preference.by === 'list') return undefined;
  const { column } = preference;
  return list?.targets.find((target) => {
    const mark = target.variables[column] ?? '';
    return mark.trim() !== '' && readMark(mark) === undefined;
  });
}

const LEAST = Number.POSITIVE_INFINITY;

/** From the one who is wanted least to the one who is wanted most; equals stay as they stand. */
function rising(targets: readonly Target[], preference: Preference): readonly Target[] {
  if (preference.by === 'list') return targets.toReversed();
  const { column } = preference;
  const markOf = (target: Target) => readMark(target.variables[column] ?? '') ?? LEAST;
  return targets.toSorted((one, other) => falling(markOf(one), markOf(other)));
}

const falling = (one: number, other: number): number => (one === other ? 0 : one > other ? -1 : 1);

type Ordered = Pick<Draft, 'class' | 'list' | 'order' | 'preference' | 'baseline' | 'only'>;

/** Who is called, in the order of the calls. */
export function callingOrder({ class: kind, list, order, preference, baseline, only }: Ordered): readonly Target[] {
  const targets = list?.targets ?? [];
  const sorted =
    kind !== 'negotiation' || order === undefined || order === 'as-listed'
      ? targets
      : weakestFirst(targets, preference ?? guessPreference(list), order === 'baseline-first' ? baseline : undefined);
  return only === undefined ? sorted : sorted.slice(0, only);
}

function weakestFirst(
  targets: readonly Target[],
  preference: Preference,
  baseline: string | undefined,
): readonly Target[] {
  const sorted = rising(targets, preference);
  const first = sorted.filter((target) => target.id === baseline);
  return [...first, ...sorted.filter((target) => target.id !== baseline)];
}

/** `t1`, `t2` … in calling order: the ids that the mission knows its people by. */
export const numbered = (targets: readonly Target[]): readonly Target[] =>
  targets.map((target, index) => ({ ...target, id: `t${index + 1}` }));
