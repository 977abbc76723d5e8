/** The end of a mission in words and as data (playbook R298-R302): what the run is closed with and the result card says. */
import type { EndReason, MissionEvent } from './event.ts';
import { isSettled, type MissionState, nameOf, valuesOf } from './state.ts';
import type { TargetId } from './target.ts';

export interface Report {
  readonly summary: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Best first: the last finished round's ranking, people with an answer only. */
function recommended(state: MissionState): readonly TargetId[] {
  const ranked =
    state.rounds.findLast((round) => round.finished && round.ranking.some((row) => row.score !== undefined))?.ranking ??
    [];
  return ranked
    .filter((row) => row.score !== undefined && state.people.get(row.target)?.removed === undefined)
    .map((row) => row.target);
}

export function reportOf(state: MissionState, status: 'succeeded' | 'failed' | 'cancelled', reason: EndReason): Report {
  const dials = [...state.calls.values()].filter(
    (call) => call.phase === 'settled' || (isSettled(call) && call.fact !== undefined),
  ).length;
  const first = state.rounds.at(0);
  const answered = [...(first?.progress.values() ?? [])].filter((one) => one.status === 'answered').length;
  // A list that was rejected recommends nobody.
  const best = reason === 'rejected' ? [] : recommended(state);
  const sandbox = state.origin.sandbox ? 'SANDBOX, no real person was called. ' : '';
  const counts = `${state.people.size} people, ${answered} answered, ${dials} calls.`;
  const leading =
    status === 'failed'
      ? 'Nobody could be reached with a useful answer.'
      : status === 'cancelled'
        ? 'Cancelled before the end.'
        : best.length === 0
          ? 'No recommendation.'
          : state.brief.class === 'rounds' || (state.brief.rounds.at(-1)?.ranking.length ?? 0) > 0
            ? `Recommended: ${best
                .slice(0, 3)
                .map((id) => nameOf(state, id))
                .join(', ')}.`
            : `Answers from ${best.length}.`;
  return {
    summary: `${sandbox}${state.brief.name}: ${counts} ${leading}`,
    payload: {
      sandbox: state.origin.sandbox,
      reason,
      people: state.people.size,
      answered,
      calls: dials,
      recommended: best.slice(0, 3).map((id) => ({ id, name: nameOf(state, id), ...valuesOf(state, id) })),
      rounds: Object.fromEntries(
        state.rounds.map((round) => [
          round.id.replace('-', '_'),
          {
            candidates: [...round.progress.keys()].map((id) => nameOf(state, id)),
            results: round.ranking.map((row) => ({
              name: nameOf(state, row.target),
              score: row.score ?? null,
              ...(round.progress.get(row.target)?.values ?? {}),
            })),
          },
        ]),
      ),
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
