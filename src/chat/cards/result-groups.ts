/** Everybody of a result as entries: best first, by the round that scored them, then who could not be compared or reached. */
import type { Field } from '../../missions/brief.ts';
import type { TargetId } from '../../missions/target.ts';
import { mergedRanking, type RankedPerson } from '../../projections/merge-ranking.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { hasAnswer } from '../../projections/who-counts.ts';
import type { Block, Entry } from '../card.ts';
import { doubtLines, personLines, scoreLines } from '../result-marks.ts';
import { fieldsOf, withoutNumbers } from '../wording.ts';
import { entryOf, quietLine, whyNot } from './mission-parts.ts';
import { textFacts } from './text-lines.ts';

/** Something is compared; without it places and points say nothing. */
export const isRanked = (view: MissionView): boolean => view.brief.rounds.some((round) => round.ranking.length > 0);

/** The place to be shown; undefined where nothing is compared, nobody has a score, or every one is to be checked. */
export function shownRank(view: MissionView, one: RankedPerson): number | undefined {
  const isOpen = one.ranked?.toCheck !== undefined && one.ranked.rank === undefined;
  return shownScore(view, one) === undefined || isOpen ? undefined : one.rank;
}

export const shownScore = ({ brief }: MissionView, { round, score }: RankedPerson): number | undefined =>
  brief.rounds.some((one) => one.id === round && one.ranking.length > 0) ? score : undefined;

/** The first `most` people of the result, and how many more there are. `waits`: what those still to be called wait for. */
export function listOf(view: MissionView, most: number, waits: Waits = new Map()): readonly Block[] {
  const groups = resultGroups(view, waits);
  let shown = 0;
  const blocks: Block[] = [];
  for (const { title, entries } of groups) {
    const some = entries.slice(0, most - shown);
    if (some.length === 0) continue;
    blocks.push({ kind: 'entries', ...(title === undefined ? {} : { title }), entries: some });
    shown += some.length;
  }
  const hidden = groups.reduce((sum, group) => sum + group.entries.length, 0) - shown;
  const shared = hasTies(view) ? [quietLine('Equal scores share a place and stand in the order of the list.')] : [];
  return [...blocks, ...shared, ...(hidden === 0 ? [] : [quietLine(`${hidden} more in the table.`)])];
}

function hasTies(view: MissionView): boolean {
  const ranks = mergedRanking(view).flatMap((one) => shownRank(view, one) ?? []);
  return new Set(ranks).size < ranks.length;
}

type Waits = ReadonlyMap<TargetId, string>;

interface ResultGroup {
  /** Which round's scores these are; absent where all are of one. Scores of different rounds do not compare. */
  readonly title?: string;
  readonly entries: readonly Entry[];
}

/** Everybody of the mission, best first, one line each; who was called again in vain keeps the earlier answer. */
function resultGroups(view: MissionView, waits: Waits): readonly ResultGroup[] {
  const fields = fieldsOf(view);
  const merged = mergedRanking(view);
  const listed = new Set(merged.map((one) => one.row.target));
  const rest = view.rows.filter((row) => !listed.has(row.target));
  const answered = merged.filter((one) => hasAnswer(one.row));
  const uncompared = rest.filter((row) => hasAnswer(row));
  const silent = [...merged.map((one) => one.row), ...rest].filter((row) => !hasAnswer(row));
  const byRound = [...Map.groupBy(answered, (one) => one.round)];
  const groups = byRound.map(([round, people]) => ({
    title: roundTitle(view, round),
    entries: people.map((one) => withRound(view, one, rankedEntry(view, one, fields), byRound.length > 1)),
  }));
  const others = [
    ...uncompared.map((row) =>
      entryOf('–', row, fields, { quiet: true, facts: [...doubtLines(row, fields), ...personLines(row)] }),
    ),
    ...silent.map((row) =>
      entryOf('–', row, fields, { quiet: true, facts: [waits.get(row.target) ?? whyNot(row), ...textFacts(row)] }),
    ),
  ];
  const all: readonly ResultGroup[] =
    others.length === 0 ? groups : [...groups, { title: 'Not ranked', entries: others }];
  return groups.length > 1 ? all : [{ entries: all.flatMap((group) => group.entries) }];
}

/** `round 1: 6.7`, where there are several: each round compares its own people only. */
function withRound(view: MissionView, { round }: RankedPerson, entry: Entry, several: boolean): Entry {
  if (!several || entry.score === undefined) return entry;
  return { ...entry, score: `round ${view.rounds.findIndex((one) => one.id === round) + 1}: ${entry.score}` };
}

function roundTitle(view: MissionView, id: string): string {
  const number = view.rounds.findIndex((round) => round.id === id) + 1;
  return number === view.rounds.length ? `Round ${number}` : `Round ${number} only`;
}

function rankedEntry(view: MissionView, one: RankedPerson, fields: readonly Field[]): Entry {
  const newest = one.row.byRound?.at(-1);
  const kept = newest !== undefined && newest.status !== 'answered';
  const number = view.rounds.findIndex((round) => round.id === newest?.round) + 1;
  const facts = [
    ...(kept ? [`round ${number}: ${whyNot(one.row)}. The earlier answers are kept`] : []),
    ...doubtLines(one.row, fields),
    ...(one.score === undefined ? [] : scoreLines(one.ranked, fields)),
    ...personLines(one.row),
    ...(one.row.removed === undefined ? [] : [`off the list: ${withoutNumbers(one.row.removed)}`]),
  ];
  return entryOf(String(shownRank(view, one) ?? '–'), one.row, fields, {
    score: shownScore(view, one),
    quiet: one.score === undefined,
    facts,
  });
}
