/**
 * The numbers of the account as a mission sees them: whose they are, who calls from them, which one is the best to take
 * (playbook R92, R109, P35).
 */
import { isBusy, keptUntil } from '../../missions/callback/kept.ts';
import { samePhone } from '../../missions/callback/match.ts';
import { type HeldNumber, heldNumbers } from '../../missions/provision.ts';
import type { MissionState } from '../../missions/state.ts';
import type { NumberInfo } from '../ports.ts';
import type { EffectContext } from './context.ts';

/** A number that an open mission took and has not given back. */
export interface Holder extends HeldNumber {
  readonly state: MissionState;
  readonly busy: boolean;
  /** Answered for people who call back, as far as this mission goes. */
  readonly keptUntil: number;
}

export const holdersIn = (states: readonly MissionState[]): readonly Holder[] =>
  states.flatMap((state) =>
    heldNumbers(state).map((held) => ({
      ...held,
      state,
      busy: isBusy(state, held),
      keptUntil: keptUntil(state, held),
    })),
  );

export interface Candidate {
  readonly number: NumberInfo;
  readonly holders: readonly Holder[];
  /** On an assistant of ours, where we put it ourselves. */
  readonly ours: boolean;
  /** An admin named it, or none was named. */
  readonly allowed: boolean;
}

const isFree = ({ number }: Candidate): boolean => number.voiceConnectionId === undefined;
const isIdle = ({ holders }: Candidate): boolean => !holders.some((one) => one.busy);

export async function candidates(
  context: Pick<EffectContext, 'book' | 'everybody'>,
  all: readonly NumberInfo[],
  pool: readonly string[] | undefined,
): Promise<readonly Candidate[]> {
  const holders = holdersIn(context.everybody());
  return Promise.all(
    all.map(async (number): Promise<Candidate> => {
      const own = holders.filter((one) => one.numberId === number.id);
      const put = await context.book.ours(number.id);
      const at = number.voiceConnectionId;
      const ours = at !== undefined && (put.includes(at) || own.some((one) => one.connectionId === at));
      const allowed = pool === undefined || pool.some((named) => samePhone(named, number.phone));
      return { number, holders: own, ours, allowed };
    }),
  );
}

/** R109 HD first, then one of the callees' country, then the one that was kept the longest. */
function best(all: readonly Candidate[], regions: ReadonlySet<string>): Candidate | undefined {
  const worth = ({ number }: Candidate): number =>
    (number.hd ? 2 : 0) + (number.region !== undefined && regions.has(number.region) ? 1 : 0);
  const kept = ({ holders }: Candidate): number => Math.max(0, ...holders.map((one) => one.keptUntil));
  return all.toSorted((a, b) => worth(b) - worth(a) || kept(a) - kept(b)).at(0);
}

/** Left behind by nobody who still holds it: as good as free. */
const isLeft = ({ ours, holders }: Candidate): boolean => ours && holders.length === 0;

/** The sandbox has nobody to disturb: there our own numbers move as if an admin had named them. */
export const movesAtOnce = (pool: readonly string[] | undefined, sandbox: boolean): boolean =>
  pool !== undefined || sandbox;

/** Any mission could take it at once. */
export const isToBeHad = (one: Candidate, mayMove: boolean): boolean =>
  one.number.active && one.allowed && isIdle(one) && (isFree(one) || isLeft(one) || (one.ours && mayMove));

/** Its own assistant's, then its own earlier round's, then free ones, then one that is only kept for callers (P35). */
export function choose(all: readonly Candidate[], state: MissionState, connection: string, mayMove: boolean) {
  const regions = new Set([...state.people.values()].flatMap((person) => person.details?.region ?? []));
  const heldHere = (one: Candidate): boolean => one.holders.some((holder) => holder.state.id === state.id);
  const tiers: readonly ((one: Candidate) => boolean)[] = [
    (one) => one.number.voiceConnectionId === connection,
    (one) => one.ours && heldHere(one) && isIdle(one),
    (one) => isToBeHad(one, false),
    (one) => isToBeHad(one, mayMove),
  ];
  for (const tier of tiers) {
    const found = best(all.filter(tier), regions);
    if (found !== undefined) return found.number;
  }
  return undefined;
}
