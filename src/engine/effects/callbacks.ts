/**
 * Who called us back (playbook P36, U15): one list request for all our numbers, each caller matched to a person and a
 * mission, or noted once as a stranger. What was said is read by the same work as after any other call.
 */
import { maskPhone } from '../../lib/redact.ts';
import { missionOfCaller } from '../../missions/callback/match.ts';
import { heldNumbers } from '../../missions/provision.ts';
import type { MissionState } from '../../missions/state.ts';
import type { TargetId } from '../../missions/target.ts';
import type { CallBackend, InboundCall } from '../ports.ts';
import { type EffectContext, isFailure } from './context.ts';

/** Two clocks never agree to the second, and a list may lag behind. */
const OVERLAP_MS = 10 * 60_000;
/** Two missions are due at the same time: the second finds that the first has asked. */
const JUST_NOW_MS = 30_000;
/** Before a dial a look may be this old. */
const FRESH_MS = 60_000;

type Listening = Pick<
  EffectContext,
  'alone' | 'book' | 'callersSeen' | 'clock' | 'everybody' | 'log' | 'sawCallers' | 'tellIn'
> & { readonly backend: Pick<CallBackend, 'listCallers'> };

export const lookForCallers = (context: Listening): Promise<void> =>
  context.alone('callers', async () => {
    const now = context.clock.now();
    const seen = context.callersSeen();
    if (seen !== undefined && now - seen < JUST_NOW_MS) return;
    const states = context.everybody();
    const numbers = [...new Set(states.flatMap((state) => heldNumbers(state).map((held) => held.phone)))];
    const since = seen === undefined ? Math.min(now, ...states.map((state) => state.startedAt)) : seen;
    const callers = numbers.length === 0 ? [] : await context.backend.listCallers(numbers, since - OVERLAP_MS);
    context.sawCallers(now);
    for (const one of callers) await note(context, one);
  });

/**
 * Whoever was called before may just have called back: asked before they are dialled once more. A list that cannot be had
 * just now keeps nobody waiting.
 */
export async function callersFirst(context: Listening, state: MissionState, target: TargetId): Promise<void> {
  const seen = context.callersSeen();
  const isFresh = seen !== undefined && context.clock.now() - seen < FRESH_MS;
  if (isFresh || ![...state.calls.values()].some((call) => call.target === target)) return;
  try {
    await lookForCallers(context);
  } catch (error) {
    if (!isFailure(error)) throw error;
    context.log.warn({ mission: state.id, code: error.code }, 'who called back could not be asked before a call');
  }
}

/** Deciding knows the conversations it has; a stranger is noted once. */
async function note(context: Listening, call: InboundCall): Promise<void> {
  const { conversationId, number, phone, at } = call;
  const found = missionOfCaller(context.everybody(), { number, phone, at });
  if (found !== undefined) {
    await context.tellIn(found.mission, { type: 'RecordCallback', target: found.target, conversationId, number, at });
    return;
  }
  const isNew = await context.book.noteStranger(conversationId, { at, number, caller: maskPhone(phone) });
  if (isNew) context.log.info({ number: maskPhone(number), caller: maskPhone(phone) }, 'somebody unknown called');
}
