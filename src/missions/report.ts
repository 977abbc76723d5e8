/** The end of a mission in words and as data (playbook R298-R302): what the run is closed with and the result card says. */

import { strategyFor } from './classes/index.ts';
import type { MissionEvent } from './event.ts';
import { doubtsIn } from './results/doubts.ts';
import { isSettled, type MissionState, nameOf, type RoundState, valuesOf } from './state.ts';
import type { TargetId } from './target.ts';
import type { EndReason } from './terms.ts';

export interface Report {
  readonly summary: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Best first: the last ranking there is, people with a score only, nobody because of a value that is to be checked. */
function recommended(state: MissionState): readonly TargetId[] {
  const { holders } = strategyFor(state.brief.class);
  if (holders !== undefined) return holders(state);
  const ranked =
    state.rounds.findLast((round) => round.finished && round.ranking.some((row) => row.score !== undefined))?.ranking ??
    [];
  return ranked
    .filter((row) => row.score !== undefined && row.toCheck === undefined)
    .filter((row) => state.people.get(row.target)?.removed === undefined && !isLeftOut(state, row.target))
    .map((row) => row.target);
}

/** An earlier round's score does not bring back whose last answer was left out. */
const isLeftOut = (state: MissionState, target: TargetId): boolean =>
  state.rounds.findLast((round) => round.progress.get(target)?.status === 'answered')?.progress.get(target)
    ?.excluded !== undefined;

const answeredIn = (round: RoundState | undefined): number =>
  [...(round?.progress.values() ?? [])].filter((one) => one.status === 'answered').length;

function leadingOf(
  state: MissionState,
  status: 'succeeded' | 'failed' | 'cancelled',
  best: readonly TargetId[],
): string {
  if (status === 'cancelled') return 'Cancelled before the end.';
  const cameTo = strategyFor(state.brief.class).cameTo?.(state);
  if (cameTo !== undefined) return cameTo;
  if (status === 'failed') return 'Nobody could be reached with a useful answer.';
  if (best.length === 0) return 'No recommendation.';
  const isRanked = state.brief.class === 'rounds' || (state.brief.rounds.at(-1)?.ranking.length ?? 0) > 0;
  if (!isRanked) return `Answers from ${best.length}.`;
  const names = best.slice(0, 3).map((id) => nameOf(state, id));
  return `Recommended: ${names.join(', ')}.`;
}

/** R228, R232: everybody of a round with what was learnt, best first; what people changed is said. */
function roundPayload(state: MissionState, round: RoundState): Readonly<Record<string, unknown>> {
  const doubts = doubtsIn(state, round.id);
  return {
    candidates: [...round.progress.keys()].map((id) => nameOf(state, id)),
    results: round.ranking.map((row) => {
      const progress = round.progress.get(row.target);
      const doubted = doubts.get(row.target);
      return {
        name: nameOf(state, row.target),
        score: row.score ?? null,
        ...(row.rank === undefined ? {} : { rank: row.rank }),
        ...(progress?.values ?? {}),
        ...(row.missing === undefined ? {} : { not_learnt: row.missing }),
        ...(doubted === undefined ? {} : { to_be_checked: Object.fromEntries(doubted) }),
        ...(progress?.checked === undefined ? {} : { checked_by_a_person: progress.checked }),
        ...(progress?.byHand === undefined ? {} : { told_by_a_person: true }),
        ...(progress?.excluded === undefined ? {} : { left_out: progress.excluded }),
      };
    }),
  };
}

export function reportOf(state: MissionState, status: 'succeeded' | 'failed' | 'cancelled', reason: EndReason): Report {
  const dials = [...state.calls.values()].filter(
    (call) => !call.inbound && (call.phase === 'settled' || (isSettled(call) && call.fact !== undefined)),
  ).length;
  const answered = answeredIn(state.rounds.at(0));
  // A list that was rejected recommends nobody.
  const best = reason === 'rejected' ? [] : recommended(state);
  const sandbox = state.origin.sandbox ? 'SANDBOX, no real person was called. ' : '';
  const counts = `${state.people.size} people, ${answered} answered, ${dials} calls.`;
  const toCheck = new Set(state.rounds.flatMap((round) => [...doubtsIn(state, round.id).keys()])).size;
  const check = toCheck === 0 ? '' : ` ${toCheck} with a value to be checked.`;
  return {
    summary: `${sandbox}${state.brief.name}: ${counts} ${leadingOf(state, status, best)}${check}`,
    payload: {
      sandbox: state.origin.sandbox,
      reason,
      people: state.people.size,
      answered,
      calls: dials,
      to_be_checked: toCheck,
      recommended: best.slice(0, 3).map((id) => ({ id, name: nameOf(state, id), ...valuesOf(state, id) })),
      rounds: Object.fromEntries(state.rounds.map((round) => [round.id.replace('-', '_'), roundPayload(state, round)])),
    },
  };
}

export function finishEvent(
  state: MissionState,
  status: 'succeeded' | 'failed' | 'cancelled',
  reason: EndReason,
): MissionEvent {
  const { summary, payload } = reportOf(state, status, reason);
  return { type: 'MissionFinished', status, reason, summary: { private: summary }, payload: { private: payload } };
}
