/**
 * Numbers to call from (playbook R92, R107-R114, P35): unassigned ones, or one of ours that nobody calls from any more. A
 * number of ours moves straight to another assistant of ours when an admin named it for the pool; others' numbers are never
 * touched. They are handed out one at a time over all missions.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { type HeldNumber, heldNumbers, partsOf, resource } from '../../missions/provision.ts';
import type { MissionState } from '../../missions/state.ts';
import { assistantOf, type EffectContext } from './context.ts';
import { candidates, choose, holdersIn, movesAtOnce } from './number-candidates.ts';
import { whyNone } from './number-wait.ts';
import { releaseTexting } from './texting.ts';

const numberOf = (round: RoundSpec): string => resource(round.id, 'number', round.revision);

/** Written down before the next one may look: whoever gives a number back must see who else holds it. */
export const takeNumber = (context: EffectContext, state: MissionState, round: RoundSpec): Promise<undefined> =>
  context.alone('numbers', async () => {
    const taken = await takeNow(context, context.current() ?? state, round);
    if (taken !== undefined) await context.tell({ type: 'RecordProvisioned', what: numberOf(round), ...taken });
    return undefined;
  });

async function takeNow(context: EffectContext, state: MissionState, round: RoundSpec) {
  const id = assistantOf(state, round.id);
  const known = state.provisioned.get(resource(round.id, 'assistant', round.revision))?.detail.connectionId;
  const connection =
    known ?? (id === undefined ? undefined : (await context.backend.readAssistant(id)).voiceConnectionId);
  if (connection === undefined) {
    await context.tell({
      type: 'HoldMission',
      what: numberOf(round),
      reason: `${context.backend.words.name} made the assistant without a phone connection. Check that your account may use AI assistants for calls, then look again.`,
    });
    return undefined;
  }
  const pool = await context.book.pool();
  const mayMove = movesAtOnce(pool, state.origin.sandbox);
  const active = (await context.backend.listNumbers()).filter((one) => one.active);
  const all = await candidates(context, active, pool);
  const chosen = choose(all, state, connection, mayMove);
  if (chosen === undefined) {
    const now = context.clock.now();
    const { words } = context.backend;
    const why = whyNone({ all, mission: state.id, now, mayMove, pooled: pool !== undefined, words });
    await context.tell({ type: 'HoldMission', what: numberOf(round), ...why });
    return undefined;
  }
  if (chosen.voiceConnectionId !== connection) {
    await context.book.put(chosen.id, connection);
    await context.backend.assignNumber(chosen.id, connection, await context.book.hd());
  }
  return { id: chosen.id, detail: { phone: chosen.phone, connectionId: connection } };
}

/** Gives a number back, unless somebody of ours still has it, or somebody else has it by now. */
export function releaseNumber(context: EffectContext, state: MissionState, what: string): Promise<void> {
  return context.alone('numbers', async () => {
    const now = context.current() ?? state;
    const held = heldNumbers(now).find((one) => one.what === what);
    const name = partsOf(what);
    if (held === undefined || name === undefined) return;
    const shared = holdersIn(context.everybody()).some(
      (one) => one.numberId === held.numberId && (one.state.id !== state.id || one.what !== what),
    );
    if (!shared) await free(context, held);
    await releaseTexting(context, now, held.numberId);
    const released = resource(name.round, 'released', name.revision);
    await context.tell({ type: 'RecordProvisioned', what: released, id: held.numberId });
  });
}

async function free({ backend, book }: EffectContext, held: HeldNumber): Promise<void> {
  const now = (await backend.listNumbers()).find((one) => one.id === held.numberId)?.voiceConnectionId;
  const ours = now !== undefined && (now === held.connectionId || (await book.ours(held.numberId)).includes(now));
  if (!ours) return;
  await backend.releaseNumber(held.numberId);
  await book.freed(held.numberId);
}
