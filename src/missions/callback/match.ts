/** Who called back: the person and the mission an inbound conversation belongs to (playbook U15). */
import type { CallState, MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';

export interface Caller {
  /** Our number that was called. */
  readonly number: string;
  readonly phone: string;
  /** When they called, mission time; a call that is due later was not what they call back about. */
  readonly at?: number;
}

export interface CalledBack {
  readonly mission: string;
  readonly target: TargetId;
}

const digits = (phone: string): string => phone.replace(/\D/g, '');
export const samePhone = (one: string, other: string): boolean => digits(one) === digits(other) && digits(one) !== '';

/** Two clocks never agree to the second. */
const APART_MS = 30_000;

const wasOut = (call: CallState, { at }: Caller): boolean =>
  call.phase !== 'taken-back' && call.phase !== 'not-placed' && (at === undefined || call.dueAt <= at + APART_MS);

interface Candidate extends CalledBack {
  /** They were called from this very number. */
  readonly fromHere: boolean;
  readonly last: number;
}

function candidatesIn(state: MissionState, caller: Caller): readonly Candidate[] {
  // A rehearsal is played: nobody waits for its callback.
  if (state.brief.rehearsal === true) return [];
  return [...state.people.values()].flatMap((person): Candidate[] => {
    if (person.details === undefined || !samePhone(person.details.phone, caller.phone)) return [];
    const calls = [...state.calls.values()].filter((call) => call.target === person.id && wasOut(call, caller));
    const here = calls.filter((call) => samePhone(call.from, caller.number));
    const last = Math.max(state.startedAt, ...(here.length > 0 ? here : calls).map((call) => call.dueAt));
    return [{ mission: state.id, target: person.id, fromHere: here.length > 0, last }];
  });
}

/** The latest call from that number decides, whichever mission placed it; `undefined` when nobody knows the caller. */
export function missionOfCaller(states: readonly MissionState[], caller: Caller): CalledBack | undefined {
  return states
    .flatMap((state) => candidatesIn(state, caller))
    .toSorted((a, b) => Number(b.fromHere) - Number(a.fromHere) || b.last - a.last)
    .at(0);
}
