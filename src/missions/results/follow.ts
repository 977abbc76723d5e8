/**
 * What follows from a result that a person put right, in the same record: the ranking, an open list that nobody changed by
 * hand, planned calls that would have used the old value, and after the end the report.
 */
import { strategyFor } from '../classes/index.ts';
import type { CommandMeta } from '../command.ts';
import type { MissionEvent } from '../event.ts';
import { digestOf } from '../gate.ts';
import { reportOf } from '../report.ts';
import { takeBackAll } from '../settle.ts';
import { rankingOf } from '../standing.ts';
import { type CallState, isOut, type MissionState, openGate } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { RankedRow } from '../terms.ts';
import type { ResultEvent } from './event.ts';
import { evolveResult } from './evolve.ts';

type Events = readonly MissionEvent[];

const folded = (state: MissionState, events: readonly ResultEvent[], meta: CommandMeta): MissionState =>
  events.reduce((next, event) => evolveResult(next, event, { seq: state.seq, at: meta.now }) ?? next, state);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Rounds that were ranked already; the round being called is ranked at its end. */
const revisedRankings = (state: MissionState): readonly ResultEvent[] =>
  state.rounds.flatMap((round): ResultEvent[] => {
    if (!round.finished) return [];
    const ranking = rankingOf(state, round.id);
    return same(ranking, round.ranking) ? [] : [{ type: 'RankingRevised', round: round.id, ranking }];
  });

/** Best first; who was taken off is on no list. */
const rankedPeople = (state: MissionState, ranking: readonly RankedRow[]): readonly TargetId[] =>
  ranking.flatMap((row) =>
    row.score === undefined || state.people.get(row.target)?.removed !== undefined ? [] : [row.target],
  );

/** The list follows the ranking as long as it is the bot's own; the votes of before were for another list. */
function listThatFollows(state: MissionState, meta: CommandMeta): Events {
  const gate = openGate(state);
  if (gate === undefined || gate.kind !== 'shortlist' || gate.status !== 'open') return [];
  if (gate.byHand === true || gate.pending !== undefined) return [];
  const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
  const ranking = state.rounds.find((one) => one.id === gate.round)?.ranking ?? [];
  const ranked = rankedPeople(state, ranking);
  const most = state.brief.rounds[round]?.shortlist ?? gate.proposed.length;
  const targets = ranked.slice(0, most);
  const reserve = ranked.slice(most);
  const isSame =
    same([...targets].sort(), [...gate.proposed].sort()) && same([...reserve].sort(), [...gate.reserve].sort());
  if (isSame) return [];
  const digest = digestOf(state, gate.kind, round, targets);
  const list = gate.list + 1;
  return [{ type: 'ListChanged', gate: gate.id, by: meta.by, list, targets, reserve, digest, because: 'corrected' }];
}

/** Calls that were told the old value, or go to somebody whose answer is there now. */
function callsToTakeBack(
  before: MissionState,
  after: MissionState,
  events: readonly ResultEvent[],
): readonly CallState[] {
  const { variables } = strategyFor(before.brief.class);
  const told = new Set(events.flatMap((event) => (event.type === 'ResultAdded' ? [event.target] : [])));
  return [...before.calls.values()].filter((call) => {
    if (!isOut(call) || call.takeBack !== undefined) return false;
    const dial = { target: call.target, purpose: call.purpose ?? 'ask', step: call.step ?? '' };
    const usedIt = call.round === before.rounds.at(-1)?.id && !same(variables(before, dial), variables(after, dial));
    return usedIt || told.has(call.target);
  });
}

/** Steps and run are closed; only the words of the result change (R299: the status was set once). */
function revisedReport(state: MissionState): readonly ResultEvent[] {
  if (state.stage.kind !== 'finished') return [];
  const { summary, payload } = reportOf(state, state.stage.status, state.ended ?? 'goal');
  return [{ type: 'ReportRevised', summary: { private: summary }, payload: { private: payload } }];
}

/** An answer that came in when its round was over already: somebody called back. */
export function afterLateAnswer(state: MissionState, meta: CommandMeta): Events {
  const rankings = revisedRankings(state);
  const ranked = folded(state, rankings, meta);
  return [...rankings, ...listThatFollows(ranked, meta), ...revisedReport(ranked)];
}

export function withConsequences(state: MissionState, first: readonly ResultEvent[], meta: CommandMeta): Events {
  const corrected = folded(state, first, meta);
  const rankings = revisedRankings(corrected);
  const ranked = folded(corrected, rankings, meta);
  return [
    ...first,
    ...rankings,
    ...listThatFollows(ranked, meta),
    ...takeBackAll(callsToTakeBack(state, ranked, first), meta.now, 'a result was corrected'),
    ...revisedReport(ranked),
  ];
}
