/**
 * Numbers to call from (playbook R92, R107-R114, P35): unassigned ones, or one that this mission's earlier round is done
 * with. Others' numbers are never touched. They are handed out one at a time over all missions.
 */
import { maskPhone } from '../../lib/redact.ts';
import type { RoundSpec } from '../../missions/brief.ts';
import { resource } from '../../missions/provision.ts';
import { isOut, type MissionState } from '../../missions/state.ts';
import type { NumberInfo } from '../ports.ts';
import { assistantOf, type EffectContext } from './context.ts';

export const NO_NUMBER =
  'No free phone number in your Telnyx account. Buy one at https://portal.telnyx.com under Numbers; then this goes on by itself.';

interface Held {
  readonly mission: string;
  readonly round: string;
  readonly numberId: string;
  readonly phone: string;
}

/** Numbers that open missions hold: taken and not given back. */
function heldBy(states: readonly MissionState[]): readonly Held[] {
  return states.flatMap((state) =>
    state.brief.rounds.flatMap((round): Held[] => {
      const number = state.provisioned.get(resource(round.id, 'number'));
      if (number === undefined || state.provisioned.has(`${round.id}/released`)) return [];
      return [{ mission: state.id, round: round.id, numberId: number.id, phone: number.detail.phone ?? '' }];
    }),
  );
}

/** R109 HD first, then one of the callees' country. */
function best(numbers: readonly NumberInfo[], regions: ReadonlySet<string>): NumberInfo | undefined {
  const worth = (one: NumberInfo): number =>
    (one.hd ? 2 : 0) + (one.region !== undefined && regions.has(one.region) ? 1 : 0);
  return numbers.toSorted((a, b) => worth(b) - worth(a)).at(0);
}

/** Written down before the next one may look: whoever gives a number back must see who else holds it. */
export const takeNumber = (context: EffectContext, state: MissionState, round: RoundSpec): Promise<undefined> =>
  context.alone('numbers', async () => {
    const taken = await takeNow(context, state, round);
    if (taken !== undefined)
      await context.tell({ type: 'RecordProvisioned', what: resource(round.id, 'number'), ...taken });
    return undefined;
  });

async function takeNow(context: EffectContext, state: MissionState, round: RoundSpec) {
  const id = assistantOf(state, round.id);
  const known = state.provisioned.get(resource(round.id, 'assistant'))?.detail.connectionId;
  const connection =
    known ?? (id === undefined ? undefined : (await context.backend.readAssistant(id)).voiceConnectionId);
  if (connection === undefined) {
    await context.tell({
      type: 'HoldMission',
      what: resource(round.id, 'number'),
      reason:
        'Telnyx made the assistant without a phone connection. Check that your account may use AI assistants for calls, then look again.',
    });
    return undefined;
  }
  const active = (await context.backend.listNumbers()).filter((one) => one.active);
  const held = heldBy([...context.others(), state]);
  const regions = new Set([...state.people.values()].flatMap((person) => person.details?.region ?? []));
  const earlier = held.filter((one) => one.mission === state.id && one.round !== round.id).map((one) => one.numberId);
  const calling = [...state.calls.values()].some(isOut);
  const mine = active.filter((one) => one.voiceConnectionId === connection);
  const movable = calling ? [] : active.filter((one) => earlier.includes(one.id));
  const free = active.filter((one) => one.voiceConnectionId === undefined);
  const chosen = best(mine, regions) ?? best(movable, regions) ?? best(free, regions);
  if (chosen === undefined) {
    const waits = held.filter((one) => one.mission !== state.id);
    const reason =
      waits.length === 0
        ? NO_NUMBER
        : `Waits for a number: ${waits.map((one) => `${maskPhone(one.phone)} is used by ${one.mission}`).join(', ')}. Goes on by itself when one is free.`;
    await context.tell({ type: 'HoldMission', what: resource(round.id, 'number'), reason });
    return undefined;
  }
  if (chosen.voiceConnectionId !== connection) await context.backend.assignNumber(chosen.id, connection);
  return { id: chosen.id, detail: { phone: chosen.phone, connectionId: connection } };
}

/** Gives a round's number back, unless somebody of ours still calls from it or it was moved meanwhile. */
export function releaseNumber(context: EffectContext, state: MissionState, round: string): Promise<void> {
  return context.alone('numbers', async () => {
    const number = state.provisioned.get(resource(round, 'number'));
    if (number === undefined) return;
    const shared = heldBy(context.others()).some((one) => one.numberId === number.id);
    const now = (await context.backend.listNumbers()).find((one) => one.id === number.id);
    if (!shared && now?.voiceConnectionId === number.detail.connectionId)
      await context.backend.releaseNumber(number.id);
    await context.tell({ type: 'RecordProvisioned', what: `${round}/released`, id: number.id });
  });
}
