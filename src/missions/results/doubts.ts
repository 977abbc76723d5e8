/**
 * Which values are "to be checked" and why. A doubted value is never ranked first, never used in a later call, never ends a
 * mission as good enough and never counts as a done action; a person's word (confirmed, corrected, added by hand) ends the doubt.
 */
import { amountInWords } from '../amount.ts';
import type { Brief, Field, RoundSpec } from '../brief.ts';
import { saidField } from '../schema.ts';
import type { MissionState, Progress, RoundState } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { Values } from '../terms.ts';
import { doubtOfAction } from './action-doubts.ts';
import { isMoney } from './asked.ts';
import { doubtOfWords, holdsNumber, usualOf } from './said.ts';
import { soundsLikeJoke } from './said-words.ts';
import { type Saying, sayingOf } from './saying.ts';

/** One person's answers of one round, as a fold keeps them. */
export type DoubtRow = Pick<Progress, 'target' | 'values' | 'checked' | 'excluded' | 'byHand' | 'words'>;

/** Why a value is to be checked, by person and field. */
export type Doubts = ReadonlyMap<TargetId, ReadonlyMap<string, string>>;

/** What a person said beforehand about what is normal and what is done. */
type Told = Pick<Brief, 'mandate' | 'action'>;

/** Fewer values than this cannot say what is usual. */
const ENOUGH_TO_COMPARE = 4;
/** How many times the usual distance from the middle is far. */
const FAR = 5;
/** Beside two that agree, a tenth or ten times as much is no offer of the same thing. */
const ANOTHER_SIZE = 10;

const numberIn = (values: Values | undefined, field: string): number | undefined => {
  const value = values?.[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

const sayings = new WeakMap<Values, Map<string, Saying>>();

/** The number in the callee's own words, where the field keeps them; each is read once. */
function sayingIn(values: Values | undefined, field: string): Saying | undefined {
  const said = values?.[saidField(field)];
  if (values === undefined || typeof said !== 'string' || said.trim() === '') return undefined;
  const ofPerson = sayings.get(values) ?? new Map<string, Saying>();
  const saying = ofPerson.get(field) ?? sayingOf(said);
  sayings.set(values, ofPerson.set(field, saying));
  return saying;
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** Median and median distance: one joke among four does not move them. `all` holds `value` itself. */
function isFar(value: number, all: readonly number[]): boolean {
  const others = all.toSpliced(all.indexOf(value), 1);
  if (others.length >= 2) {
    const usual = median(others);
    const agree = Math.max(...others) <= 2 * Math.min(...others) && usual > 0;
    if (agree && (value * ANOTHER_SIZE <= usual || value >= usual * ANOTHER_SIZE)) return true;
  }
  if (all.length < ENOUGH_TO_COMPARE) return false;
  const centre = median(all);
  // Where nearly all say the same, a tenth of it is still no distance to wonder at.
  const distance = Math.max(median(all.map((one) => Math.abs(one - centre))), Math.abs(centre) * 0.1);
  return distance > 0 && Math.abs(value - centre) > FAR * distance;
}

/** With what the others said, as far as they agree: "far from the other answers ($4,000 to $9,000)". */
function farFrom(value: number, all: readonly number[], { unit }: Field): string {
  const others = all.toSpliced(all.indexOf(value), 1).filter((one) => !isFar(one, all));
  const [low, high] = [Math.min(...others), Math.max(...others)];
  const range = low === high ? amountInWords(low, unit) : `${amountInWords(low, unit)} to ${amountInWords(high, unit)}`;
  return `far from the other answers${others.length === 0 ? '' : ` (${range})`}`;
}

function outside(value: number, field: Field, brief: Told): string | undefined {
  const mandate = brief.mandate?.field === field.name ? brief.mandate : undefined;
  const low = Math.max(mandate?.min ?? Number.NEGATIVE_INFINITY, field.min ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(mandate?.max ?? Number.POSITIVE_INFINITY, field.max ?? Number.POSITIVE_INFINITY);
  if (value < low) return `below the normal range, which begins at ${amountInWords(low, field.unit)}`;
  if (value > high) return `above the normal range, which ends at ${amountInWords(high, field.unit)}`;
  return isMoney(field) && value <= 0 ? 'no amount' : undefined;
}

function doubtsOfField(brief: Told, field: Field, rows: readonly DoubtRow[]): readonly [TargetId, string][] {
  const told = rows.flatMap((row) => {
    const value = numberIn(row.values, field.name);
    return value === undefined ? [] : [{ value, saying: sayingIn(row.values, field.name) }];
  });
  const all = told.map(({ value }) => value);
  const usual = usualOf(field, told);
  const why = (row: DoubtRow): string | undefined => {
    const value = numberIn(row.values, field.name);
    const saying = sayingIn(row.values, field.name);
    if (value === undefined) {
      const isNoNumber = saying !== undefined && holdsNumber(field, saying);
      return isNoNumber ? 'their words hold no single number' : undefined;
    }
    const joke = saying === undefined && soundsLikeJoke(row.words ?? '') ? 'it sounds like a joke' : undefined;
    return (
      outside(value, field, brief) ??
      joke ??
      (saying === undefined ? undefined : doubtOfWords(field, value, saying, usual)) ??
      (comparesWell(brief, field) && isFar(value, all) ? farFrom(value, all, field) : undefined)
    );
  };
  return rows.flatMap((row): [TargetId, string][] => {
    const reason = isSettledByPerson(row, field.name) ? undefined : why(row);
    return reason === undefined ? [] : [[row.target, reason]];
  });
}

/** Marks differ as people do, and what a person called normal is normal. */
function comparesWell({ mandate }: Told, field: Field): boolean {
  const named = mandate?.field === field.name && mandate.min !== undefined && mandate.max !== undefined;
  return field.unit !== undefined && !named;
}

const isSettledByPerson = (row: DoubtRow, field: string): boolean =>
  row.byHand === true || row.checked?.includes(field) === true;

/** `rows` are the answers of one round; who was left out is neither doubted nor compared with. */
export function doubts(brief: Told, round: RoundSpec, rows: readonly DoubtRow[]): Doubts {
  const counted = rows.filter((row) => row.excluded === undefined && row.values !== undefined);
  const found = new Map<TargetId, Map<string, string>>();
  const add = (target: TargetId, field: string, why: string) => {
    const ofTarget = found.get(target) ?? new Map<string, string>();
    found.set(target, ofTarget.set(field, why));
  };
  for (const field of round.fields)
    if (field.type === 'number')
      for (const [target, why] of doubtsOfField(brief, field, counted)) add(target, field.name, why);
  for (const row of counted)
    for (const [field, why] of doubtOfAction(brief, row))
      if (!isSettledByPerson(row, field)) add(row.target, field, why);
  return found;
}

const known = new WeakMap<RoundState, { readonly brief: Brief; readonly doubts: Doubts }>();

/** The doubts of a round as it stands now; a round that did not change is not read again. */
export function doubtsIn(state: MissionState, roundId: string): Doubts {
  const round = state.rounds.find((one) => one.id === roundId);
  const spec = state.brief.rounds.find((one) => one.id === roundId);
  if (round === undefined || spec === undefined) return new Map();
  const before = known.get(round);
  if (before?.brief === state.brief) return before.doubts;
  const answered = [...round.progress.values()].filter((one) => one.status === 'answered');
  const found = doubts(state.brief, spec, answered);
  known.set(round, { brief: state.brief, doubts: found });
  return found;
}

/**
 * Why each of these answers by a person would be doubted if a call had told it. What they said on the phone was about other
 * values and counts for none of these.
 */
export function doubtsOfTold(
  state: MissionState,
  roundId: string,
  target: TargetId,
  told: Values,
): Readonly<Record<string, string>> {
  const round = state.rounds.find((one) => one.id === roundId);
  const spec = state.brief.rounds.find((one) => one.id === roundId);
  if (round === undefined || spec === undefined) return {};
  const others = [...round.progress.values()].filter((one) => one.status === 'answered' && one.target !== target);
  const heard = Object.keys(told).map(saidField);
  const kept = Object.entries(round.progress.get(target)?.values ?? {}).filter(([name]) => !heard.includes(name));
  const found = doubts(state.brief, spec, [...others, { target, values: { ...Object.fromEntries(kept), ...told } }]);
  return Object.fromEntries([...(found.get(target) ?? [])].filter(([name]) => told[name] !== undefined));
}

/** The newest round in which this field of theirs was answered, if it may be relied on. */
function reliable(state: MissionState, target: TargetId, field: string): Values | undefined {
  const round = state.rounds.findLast((one) => one.progress.get(target)?.values?.[field] !== undefined);
  const progress = round?.progress.get(target);
  if (round === undefined || progress?.status !== 'answered' || progress.excluded !== undefined) return undefined;
  return doubtsIn(state, round.id).get(target)?.has(field) === true ? undefined : progress.values;
}

/** The number a later call, a comparison or an end may rest on; undefined while it is to be checked or left out. */
export const believable = (state: MissionState, target: TargetId, field: string): number | undefined =>
  numberIn(reliable(state, target, field), field);

/** A plain yes that is not to be checked: what class 5 may act on, and call done. */
export const believableYes = (state: MissionState, target: TargetId, field: string): boolean =>
  reliable(state, target, field)?.[field] === true;
