/** Coming back after a stop, and letting go of what is finished. */
import { heldNumbers, MISSION } from '../missions/provision.ts';
import { isInTheDark, isOut, isSettled, type MissionState } from '../missions/state.ts';
import { BOT } from './bot.ts';
import type { Mirror } from './mirror.ts';
import type { Missions } from './missions.ts';
import type { Clock } from './ports.ts';

/** Shorter absences are nobody's business. */
const DOWNTIME_MS = 10 * 60_000;

function isDone(state: MissionState, mirror: Mirror, now: number): boolean {
  const released = heldNumbers(state).length === 0;
  const settled = [...state.calls.values()].every((call) => isSettled(call) && !isInTheDark(call, now));
  // Where not even the mission was made there is nobody to tell.
  const told = !state.provisioned.has(MISSION) || mirror.mirrored(state.id) >= state.seq;
  return state.stage.kind === 'finished' && released && settled && told;
}

/** A finished mission whose every reader is done leaves memory and the index of open ones. */
export async function closeFinished(
  missions: Missions,
  mirror: Mirror,
  now: number,
  maySettle: (id: string) => boolean,
  forget: (id: string) => void,
): Promise<void> {
  for (const state of missions.open()) {
    if (!isDone(state, mirror, now) || !maySettle(state.id)) continue;
    await missions.close(state.id);
    await mirror.forget(state.id);
    forget(state.id);
  }
}

/** One note a mission when this process was away: from when to when, what rang meanwhile, what moved (operator.md g). */
export async function tellDowntime(missions: Missions, clock: Clock, downFrom: number | undefined): Promise<void> {
  const downTo = clock.now();
  if (downFrom === undefined || downTo - downFrom < DOWNTIME_MS) return;
  for (const state of missions.open()) {
    if (state.stage.kind !== 'calling') continue;
    const rang = [...state.calls.values()].filter(
      (call) => isOut(call) && call.phase !== 'intended' && call.dueAt > downFrom && call.dueAt <= downTo,
    );
    const command = { type: 'SpreadAfterDowntime', downFrom, downTo, rang: rang.map((call) => call.call) } as const;
    await missions.handle(state.id, command, BOT, `start ${downTo}`);
  }
}
