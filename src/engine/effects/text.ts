/**
 * One text to somebody who was not reached: the ledger's reservation, the intent with its exact bytes, the request, looking
 * after it, taking it back. As with a call nothing is repeated that may not be, and in doubt nobody is texted again.
 */

import { stepOfDial } from '../../missions/classes/dials.ts';
import { headOf, isBlocked } from '../../missions/ledger.ts';
import { TOO_LATE_MS } from '../../missions/policies/pacing.ts';
import { resource, resourceNow, revisionOf } from '../../missions/provision.ts';
import { metadataOf, variablesOf } from '../../missions/script.ts';
import { currentRound, type MissionState } from '../../missions/state.ts';
import type { Target, TargetId } from '../../missions/target.ts';
import type { TextNews } from '../../missions/texts/command.ts';
import { type SentOut, textId, textOf, textsOut } from '../../missions/texts/state.ts';
import { mayStillText, wasReached } from '../../missions/texts/who.ts';
import { textFor } from '../../missions/texts/words.ts';
import { TEXT_UNKNOWN_AFTER_MS, type TextWork, textKey } from '../../missions/texts/work.ts';
import type { ScheduledCall } from '../ports.ts';
import { callersFirst } from './callbacks.ts';
import { type EffectContext, isFailure, runRef } from './context.ts';

type PlaceText = Extract<TextWork, { kind: 'place-text' }>;

/** Two looks a minute apart that do not find it mean that it never arrived. */
const SECOND_LOOK_MS = 60_000;
const AROUND_MS = 2 * 60_000;

const outOf = (state: MissionState, target: TargetId): SentOut | undefined =>
  textsOut(state).find((text) => text.target === target);

/** The call id of a text, in what finds its event and conversation again. */
const markOf = ({ target, request }: Pick<SentOut, 'target' | 'request'>): string =>
  `${request.round}/text/${target}:${request.attempt}`;

const metadataFor = (state: MissionState, mark: string): Readonly<Record<string, string>> => ({
  callsheet_mission: `${state.origin.account}:${state.id}`,
  callsheet_call: mark,
});

const tell = (context: EffectContext, { target, request }: SentOut, news: TextNews) =>
  context.tell({ type: 'RecordText', target, attempt: request.attempt, news });

export async function placeText(context: EffectContext, before: MissionState, work: PlaceText): Promise<void> {
  const { target, dueAt } = work;
  // Who has just called back is no longer somebody we could not reach.
  await callersFirst(context, before, target);
  const state = context.current() ?? before;
  const { person, details } = state.people.get(target) ?? {};
  const zone = details?.zones[0];
  const now = context.clock.now();
  if (person === undefined || details === undefined || zone === undefined) return;
  if (dueAt - now < TOO_LATE_MS || !mayStillText(state, target, dueAt)) return;
  if (await wentOutAfterAll(context, state, target)) {
    await context.tell({
      type: 'RefuseText',
      target,
      reason: 'it went out while it was being taken back',
      wentOut: true,
    });
    return;
  }
  if (reachedElsewhere(context, state, target)) {
    await context.tell({ type: 'RefuseText', target, reason: 'they were reached under another number' });
    return;
  }
  const id = textId(state, target);
  const answer = await context.ledger.reserve(
    { type: 'ReserveText', id, mission: state.id, person, dueAt, zone },
    work.key,
  );
  if (!answer.granted) {
    const { reason, until } = answer;
    if (answer.why === 'blocked') await context.tell({ type: 'DropPerson', target, because: reason });
    else await context.tell({ type: 'RefuseText', target, reason, ...(until === undefined ? {} : { until }) });
    return;
  }
  const request = encode(context, state, details, work);
  if (request === undefined) return;
  const after = await context.tell({ type: 'IntendText', target, attempt: work.attempt, dueAt, ...request });
  const text = after === undefined ? undefined : outOf(after, target);
  if (after !== undefined && text?.phase === 'intended') await handOverText(context, after, target);
}

/** Before a person is texted again, conversations of what was taken back are looked for (what must hold, 4). */
async function wentOutAfterAll({ backend }: EffectContext, state: MissionState, target: TargetId): Promise<boolean> {
  const { request, takenBack = [] } = textOf(state, target) ?? {};
  if (request === undefined) return false;
  for (const attempt of takenBack) {
    const mark = markOf({ target, request: { ...request, attempt } });
    if ((await backend.findConversations(metadataFor(state, mark))).length > 0) return true;
  }
  return false;
}

/** Several rows of one person: a talk on any of them is a talk with them. */
function reachedElsewhere(context: EffectContext, state: MissionState, target: TargetId): boolean {
  const ledger = context.ledger.state();
  const head = headOf(ledger, state.people.get(target)?.person ?? '');
  return [...state.people.values()].some(
    (one) => one.id !== target && headOf(ledger, one.person) === head && wasReached(state, one.id),
  );
}

/** The exact bytes of the request. */
function encode(context: EffectContext, state: MissionState, details: Target, { target, attempt, dueAt }: PlaceText) {
  const round = currentRound(state);
  const words = state.brief.text;
  const from = round === undefined ? undefined : state.provisioned.get(resourceNow(state, round.id, 'number'));
  const phone = from?.detail.phone;
  if (round === undefined || words === undefined || phone === undefined) return undefined;
  const message = textFor(words, state.brief, details);
  const metadata = metadataOf({
    run: runRef(state),
    step: stepOfDial(state, round.id, target),
    ref: `${state.origin.account}:${state.id}`,
    call: `${round.id}/text/${target}:${attempt}`,
    target,
  });
  const variables = variablesOf(details, {});
  const spec = { to: details.phone, from: phone, dueAt, text: message, variables, metadata };
  const revision = revisionOf(state, round.id);
  const key = context.newId();
  return {
    key,
    message,
    from: phone,
    body: context.backend.encodeText(spec),
    ...(revision === 0 ? {} : { revision }),
  };
}

const assistantOfText = (state: MissionState, { request }: SentOut): string | undefined =>
  state.provisioned.get(resource(request.round, 'assistant', request.revision))?.id;

/** Sends, or sends again, the bytes of an intent. */
export async function handOverText(context: EffectContext, before: MissionState, target: TargetId): Promise<void> {
  const state = context.current() ?? before;
  const text = outOf(state, target);
  const assistant = text === undefined ? undefined : assistantOfText(state, text);
  const person = state.people.get(target)?.person;
  if (text?.phase !== 'intended' || assistant === undefined || person === undefined) return;
  const { request } = text;
  const mayGo = mayStillText(state, target, request.dueAt) && !isBlocked(context.ledger.state(), person);
  const late = request.dueAt - context.clock.now() < TOO_LATE_MS;
  if (!mayGo || late || request.body === undefined) return find(context, state, text, assistant);
  try {
    const { eventId } = await context.backend.placeCall(assistant, request.body, request.key);
    await tell(context, text, { kind: 'handed-over', eventId });
  } catch (error) {
    if (!isFailure(error)) throw error;
    const maybeTaken = error.uncertain || error.retryable || error.status === 409;
    const isTooLate = request.dueAt - context.clock.now() < TOO_LATE_MS;
    if (maybeTaken && isTooLate) return find(context, state, text, assistant);
    if (maybeTaken) throw error;
    // A time that is past by now is nobody's fault: the next intent has a later one.
    if (error.code === 'past-time') await tell(context, text, { kind: 'never-arrived' });
    else {
      const detail = [...(error.codes ?? []), error.sentence].join(' ');
      await tell(context, text, { kind: 'failed', detail, refused: error.sentence });
    }
  }
}

/** Adopts the text when the backend has it; else, after a second look a minute later, it never arrived. */
async function find(context: EffectContext, state: MissionState, text: SentOut, assistant: string): Promise<void> {
  const { request } = text;
  const listed = await context.backend.listTexts(assistant, request.dueAt - AROUND_MS, request.dueAt + AROUND_MS);
  const wanted = Object.entries(metadataFor(state, markOf(text)));
  const found = listed.find((one) => wanted.every(([key, value]) => one.metadata[key] === value));
  const now = context.clock.now();
  if (found !== undefined) {
    context.missedSince.delete(request.key);
    await tell(context, text, { kind: 'handed-over', eventId: found.eventId });
    return;
  }
  const since = context.missedSince.get(request.key);
  if (since === undefined) context.missedSince.set(request.key, now);
  else if (now - since >= SECOND_LOOK_MS && now >= request.dueAt) {
    context.missedSince.delete(request.key);
    await tell(context, text, { kind: 'never-arrived' });
  }
}

/** One request for all that are due for a look. */
export async function lookAtTexts(context: EffectContext, state: MissionState, targets: readonly TargetId[]) {
  const texts = targets.flatMap((target) => outOf(state, target) ?? []).filter((text) => text.phase === 'handed-over');
  for (const [assistant, group] of Map.groupBy(texts, (text) => assistantOfText(state, text))) {
    if (assistant === undefined) continue;
    const times = group.map((text) => text.request.dueAt);
    const [only, ...more] = group;
    const seen =
      only?.request.eventId !== undefined && more.length === 0
        ? [await context.backend.readCall(assistant, only.request.eventId)].flatMap((one) => one ?? [])
        : await context.backend.listTexts(assistant, Math.min(...times) - AROUND_MS, Math.max(...times) + AROUND_MS);
    for (const text of group) {
      context.looked(textKey(text.target));
      await report(
        context,
        text,
        seen.find((one) => one.eventId === text.request.eventId),
      );
    }
  }
}

async function report(context: EffectContext, text: SentOut, seen: ScheduledCall | undefined): Promise<void> {
  const overdue = context.clock.now() - text.request.dueAt;
  if (seen?.state === 'completed') await tell(context, text, { kind: 'sent' });
  else if (seen?.state === 'failed') await tell(context, text, { kind: 'failed', detail: seen.errors.join(' ') });
  else if (overdue >= TEXT_UNKNOWN_AFTER_MS)
    await tell(context, text, { kind: 'unknown', reason: 'the phone service does not say what became of it' });
}

/** Nothing is deleted within a minute of its time or unless it is pending; after it its conversation is looked for. */
export async function takeBackText(context: EffectContext, before: MissionState, target: TargetId): Promise<void> {
  const state = context.current() ?? before;
  const text = outOf(state, target);
  const assistant = text === undefined ? undefined : assistantOfText(state, text);
  const eventId = text?.request.eventId;
  if (text === undefined || assistant === undefined || eventId === undefined) return;
  if (mayStillText(state, target, text.request.dueAt)) return;
  const seen = await context.backend.readCall(assistant, eventId);
  const tooLate = text.request.dueAt - context.clock.now() < TOO_LATE_MS;
  if (tooLate || (seen !== undefined && seen.state !== 'pending')) return;
  if (seen !== undefined) await context.backend.deleteCall(assistant, eventId);
  const conversations = await context.backend.findConversations(metadataFor(state, markOf(text)));
  if (conversations.length === 0) await tell(context, text, { kind: 'taken-back' });
  else await tell(context, text, { kind: 'unknown', reason: 'it went out while it was being taken back' });
}
