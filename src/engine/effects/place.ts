/**
 * Handing a call over (what must hold, 2 and 3): the ledger's reservation, the intent with its exact bytes, the request.
 * A repeat passes every check again; when it may no longer ring nothing is repeated, it is looked for.
 */

import { strategyFor } from '../../missions/classes/index.ts';
import { hasVoicemail } from '../../missions/ledger.ts';
import { mayStillRing } from '../../missions/placing.ts';
import { NEVER_REACHED } from '../../missions/policies/own-side.ts';
import { TOO_LATE_MS } from '../../missions/policies/pacing.ts';
import { baseIsReady, resourceNow, revisionOf } from '../../missions/provision.ts';
import { afterEarlierCalls, metadataOf, variablesOf } from '../../missions/script.ts';
import type { CallState, MissionState, RoundState } from '../../missions/state.ts';
import type { Target } from '../../missions/target.ts';
import { mayHandOver, type Work } from '../../missions/work.ts';
import { callersFirst } from './callbacks.ts';
import { assistantOfCall, callMetadata, type EffectContext, isFailure, runRef } from './context.ts';

type Place = Extract<Work, { kind: 'place' }>;

/** Two looks a minute apart that do not find it mean that it was not placed. */
const SECOND_LOOK_MS = 60_000;
const AROUND_MS = 2 * 60_000;

export async function place(context: EffectContext, state: MissionState, work: Place): Promise<void> {
  const person = state.people.get(work.target);
  const target = person?.details;
  const round = state.rounds.at(-1);
  const zone = target?.zones[0];
  const now = context.clock.now();
  if (target === undefined || person === undefined || round === undefined || zone === undefined) return;
  if (!baseIsReady(state)) return;
  // The clock went on while this work waited: it is derived anew with a later time.
  if (work.dueAt - now < TOO_LATE_MS || !mayHandOver(work.dueAt, now)) return;
  if (!mayStillRing(state, work.target, work.dueAt)) return;
  await callersFirst(context, state, work.target);
  if (await rangAfterAll(context, state, work.target)) return;
  const answer = await context.ledger.reserve(
    {
      type: 'Reserve',
      id: `${state.id}/${work.call}`,
      mission: state.id,
      person: person.person,
      recipients: state.brief.recipients,
      dueAt: work.dueAt,
      zone,
      limit: context.limit,
      askedFor:
        state.brief.rehearsal === true || round.progress.get(work.target)?.facts.CalleeAskedForCallback !== undefined,
    },
    work.call,
  );
  if (!answer.granted) {
    if (answer.why === 'blocked')
      await context.tell({ type: 'DropPerson', target: work.target, because: answer.reason });
    else if (answer.until !== undefined)
      await context.tell({ type: 'RecordRefused', target: work.target, reason: answer.reason, until: answer.until });
    return;
  }
  const heardUs = person.voicemails > 0 || hasVoicemail(context.ledger.state(), person.person, work.dueAt);
  const { from, body } = encode(context, state, round, heardUs, target, work);
  const revision = revisionOf(state, round.id);
  const after = await context.tell({
    type: 'IntendCall',
    call: work.call,
    dueAt: work.dueAt,
    key: context.newId(),
    body,
    from,
    step: work.step,
    purpose: work.purpose,
    ...(revision === 0 ? {} : { revision }),
  });
  const call = after?.calls.get(work.call);
  if (after !== undefined && call?.phase === 'intended') await handOver(context, after, call);
  // Paused or stopped while it was being prepared: the line is free again.
  if (call === undefined)
    await context.ledger.send({ type: 'Release', id: `${state.id}/${work.call}`, counted: false }, work.call);
}

/** The exact bytes of the request, and the number it goes out from. */
function encode(
  context: EffectContext,
  state: MissionState,
  round: RoundState,
  heardUs: boolean,
  target: Target,
  work: Place,
): { readonly from: string; readonly body: string } {
  const from = state.provisioned.get(resourceNow(state, round.id, 'number'))?.detail.phone ?? '';
  const metadata = metadataOf({
    run: runRef(state),
    step: work.step,
    ref: `${state.origin.account}:${state.id}`,
    call: work.call,
    target: work.target,
  });
  const variables = variablesOf(target, {
    ...afterEarlierCalls(heardUs ? 1 : 0, round.progress.get(work.target)?.facts ?? {}),
    ...strategyFor(state.brief.class).variables(state, work),
  });
  return { from, body: context.backend.encodeCall({ to: target.phone, from, dueAt: work.dueAt, variables, metadata }) };
}

/** What must hold, 4: before a person is called again, conversations of calls that were taken back are looked for. */
async function rangAfterAll(context: EffectContext, state: MissionState, target: string): Promise<boolean> {
  const earlier = [...state.calls.values()].filter((call) => call.target === target && call.phase === 'taken-back');
  for (const call of earlier) {
    const conversations = await context.backend.findConversations(callMetadata(state, call));
    if (conversations.length === 0) continue;
    const fact = { type: 'CallBecameUnknown', detail: 'it rang although it had been taken back' } as const;
    await context.tell({ type: 'RecordFact', call: call.call, fact });
    return true;
  }
  return false;
}

/** Sends, or sends again, the bytes of an intent. */
export async function handOver(context: EffectContext, before: MissionState, intended: CallState): Promise<void> {
  const state = context.current() ?? before;
  const call = state.calls.get(intended.call);
  const assistant = assistantOfCall(state, intended);
  if (call === undefined || call.phase !== 'intended' || call.takeBack !== undefined || assistant === undefined) return;
  const now = context.clock.now();
  const mayRing =
    !state.paused &&
    !state.cancelled &&
    !state.holds.has('audit') &&
    state.people.get(call.target)?.removed === undefined &&
    mayStillRing(state, call.target, call.dueAt);
  if (!mayRing || call.dueAt - now < TOO_LATE_MS || call.body === undefined) return find(context, state, call);
  try {
    const { eventId } = await context.backend.placeCall(assistant, call.body, call.key);
    await context.tell({ type: 'RecordHandedOver', call: call.call, eventId });
  } catch (error) {
    await refused(context, state, call, error);
  }
}

async function refused(context: EffectContext, state: MissionState, call: CallState, error: unknown): Promise<void> {
  if (!isFailure(error)) throw error;
  const late = call.dueAt - context.clock.now() < TOO_LATE_MS;
  const maybeTaken = error.uncertain || error.retryable || error.status === 409;
  if (error.status === 429) await context.tell({ type: 'RecordThrottled' });
  if (maybeTaken) {
    if (late) return find(context, state, call);
    throw error;
  }
  await context.tell({ type: 'RecordNotPlaced', call: call.call, reason: error.sentence });
  // One person's number is no reason to keep the others waiting.
  if (error.code === 'country-not-allowed') {
    await context.tell({ type: 'RecordRefused', target: call.target, reason: error.sentence });
    return;
  }
  // A time that is past by now is nobody's fault: the next intent has a later one.
  if (!late && error.code !== 'past-time')
    await context.tell({ type: 'HoldMission', what: 'calls', reason: error.sentence });
}

/** Adopts the call when the backend has it; else, after a second look a minute later, it was not placed. */
export async function find(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  const assistant = assistantOfCall(state, call);
  if (assistant === undefined) return;
  const listed = await context.backend.listCalls(assistant, call.dueAt - AROUND_MS, call.dueAt + AROUND_MS);
  const wanted = callMetadata(state, call);
  const found = listed.find((one) => Object.entries(wanted).every(([key, value]) => one.metadata[key] === value));
  const now = context.clock.now();
  if (found !== undefined) {
    context.missedSince.delete(call.key);
    await context.tell({ type: 'RecordHandedOver', call: call.call, eventId: found.eventId });
    return;
  }
  const since = context.missedSince.get(call.key);
  if (since === undefined) context.missedSince.set(call.key, now);
  else if (now - since >= SECOND_LOOK_MS) {
    context.missedSince.delete(call.key);
    await context.tell({ type: 'RecordNotPlaced', call: call.call, reason: NEVER_REACHED });
  }
}
