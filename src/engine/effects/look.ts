/** Looking after calls: one list request answers for all calls of an assistant (P40); then insights and, in the sandbox, the talk. */

import { CALLBACK_GIVE_UP_MS } from '../../missions/callback/times.ts';
import type { CallFact } from '../../missions/event.ts';
import { lineLimit } from '../../missions/ledger.ts';
import { factOfInsight } from '../../missions/outcome.ts';
import { INSIGHT_GIVE_UP_MS } from '../../missions/policies/polling.ts';
import { idOf, resource, SUMMARY_INSIGHT } from '../../missions/provision.ts';
import type { CallState, MissionState } from '../../missions/state.ts';
import { insightsKey, type Work } from '../../missions/work.ts';
import type { InsightRun, ScheduledCall } from '../ports.ts';
import { assistantOfCall, callMetadata, type EffectContext, isFailure } from './context.ts';

const AROUND_MS = 60_000;

export async function look(
  context: EffectContext,
  state: MissionState,
  work: Extract<Work, { kind: 'look' }>,
): Promise<void> {
  const calls = work.calls.flatMap((id) => state.calls.get(id) ?? []).filter((call) => call.eventId !== undefined);
  const assistant = calls[0] === undefined ? undefined : assistantOfCall(state, calls[0]);
  const only = calls.length === 1 ? calls[0] : undefined;
  if (assistant === undefined || calls.length === 0) return;
  const seen =
    only?.eventId !== undefined
      ? [await context.backend.readCall(assistant, only.eventId)].flatMap((one) => one ?? [])
      : await context.backend.listCalls(
          assistant,
          Math.min(...calls.map((call) => call.dueAt)) - AROUND_MS,
          Math.max(...calls.map((call) => call.dueAt)) + AROUND_MS,
        );
  const byId = new Map(seen.map((one) => [one.eventId, one]));
  for (const call of calls) {
    context.looked(call.call);
    const one = call.eventId === undefined ? undefined : byId.get(call.eventId);
    if (one !== undefined) await report(context, call, one);
    else if (call.takeBack === undefined) await vanished(context, state, call, assistant);
  }
}

/** A 404 that we did not cause: nobody can say whether it rang (what must hold, 4). */
async function vanished(
  context: EffectContext,
  state: MissionState,
  call: CallState,
  assistant: string,
): Promise<void> {
  const again = call.eventId === undefined ? undefined : await context.backend.readCall(assistant, call.eventId);
  const now = context.current()?.calls.get(call.call);
  if (again !== undefined || now === undefined || now.takeBack !== undefined || now.phase !== call.phase) return;
  await context.tell({
    type: 'RecordFact',
    call: call.call,
    fact: { type: 'CallBecameUnknown', detail: 'the phone service does not know this call any more' },
  });
  context.log.warn({ mission: state.id, call: call.call }, 'a call vanished from the backend');
}

/** R134: the call's own status decides before the event's. */
async function report(context: EffectContext, call: CallState, seen: ScheduledCall): Promise<void> {
  const ids = {
    ...(seen.controlId === undefined ? {} : { controlId: seen.controlId }),
    ...(seen.conversationId === undefined ? {} : { conversationId: seen.conversationId }),
  };
  const status = seen.callStatus ?? (seen.state === 'completed' || seen.state === 'failed' ? seen.state : undefined);
  if (status === 'ringing' || status === 'in-progress') {
    await context.tell({ type: 'RecordProgress', call: call.call, status, ...ids });
    return;
  }
  if (status === undefined || status === 'unknown' || seen.state === 'pending') return;
  const conversation = seen.conversationId ?? call.conversationId;
  const after = await context.tell({
    type: 'RecordEnded',
    call: call.call,
    status,
    errors: seen.errors,
    ...(conversation === undefined ? {} : { conversationId: conversation }),
    ...(seen.seconds === undefined ? {} : { seconds: seen.seconds }),
  });
  const fact = after?.calls.get(call.call)?.fact;
  if (fact?.type !== 'CallNeverRang' || !fact.limit) return;
  const before = lineLimit(context.ledger.state(), context.limit, context.clock.now());
  const limit = Math.max(1, Math.min(before - 1, onLineAt(context, call.dueAt)));
  await context.ledger.send({ type: 'LearnLimit', limit }, call.call);
}

const RING_MS = 20_000;

/** Calls of ours that were on a line at `at`: that many the account did allow when it refused one more. */
function onLineAt(context: EffectContext, at: number): number {
  const missions = [...context.others(), context.current()].flatMap((state) => state ?? []);
  const calls = missions.flatMap((state) => [...state.calls.values()]);
  return calls.filter((call) => {
    if (call.inbound === true) return false;
    const rang = call.inProgressAt !== undefined || (call.endedAt !== undefined && call.fact?.type !== 'CallNeverRang');
    const until = call.seconds === undefined ? (call.endedAt ?? at + 1) : call.dueAt + RING_MS + call.seconds * 1000;
    return rang && call.dueAt <= at && until > at;
  }).length;
}

/** R182-R184: only a completed insight counts; given up after 20 minutes. */
export async function insights(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  context.looked(insightsKey(call.call));
  const round = state.brief.rounds.find((one) => one.id === call.round);
  const structured = state.provisioned.get(resource(call.round, 'insight', call.revision))?.id;
  const conversation =
    call.conversationId ?? (await context.backend.findConversations(callMetadata(state, call))).at(0)?.id;
  if (round === undefined) return;
  const patience = call.inbound === true ? CALLBACK_GIVE_UP_MS : INSIGHT_GIVE_UP_MS;
  const givenUp = context.clock.now() - (call.endedAt ?? 0) >= patience;
  const runs = conversation === undefined ? [] : await insightRuns(context, conversation, givenUp);
  const open = runs.some((run) => run.status === 'pending' || run.status === 'in_progress' || run.status === 'unknown');
  const results = runs.filter((run) => run.status === 'completed').flatMap((run) => run.results);
  // A caller may have reached the assistant of another round or mission: every schema of ours has the outcome.
  const values =
    results.find((one) => one.insightId === structured && one.values !== undefined)?.values ??
    (call.inbound === true ? results.find((one) => one.values?.call_outcome !== undefined)?.values : undefined);
  // The talk first: what was said stands in the thread before what came of it.
  if (state.origin.sandbox && !call.hasTalk && conversation !== undefined && values !== undefined)
    await talk(context, state, { ...call, conversationId: conversation });
  if (values === undefined && (runs.length === 0 || open) && !givenUp) return;
  const fact = withSummary(factOfInsight(round, values), summaryOf(state, results));
  await context.tell({ type: 'RecordFact', call: call.call, fact });
}

/** R185: the account's own summary comes in the same answer; it costs nothing to keep. */
function summaryOf(state: MissionState, results: InsightRun['results']): string | undefined {
  const standard = idOf(state, SUMMARY_INSIGHT);
  const text = results.find((one) => one.insightId === standard)?.text.trim() ?? '';
  return text === '' ? undefined : text;
}

function withSummary(fact: CallFact, summary: string | undefined): CallFact {
  const evidence = fact.evidence?.private;
  if (summary === undefined || evidence === undefined) return fact;
  return { ...fact, evidence: { private: { ...evidence, summary } } };
}

/** After 20 minutes a refusal is an answer too: nothing will be learnt. */
async function insightRuns(
  context: EffectContext,
  conversation: string,
  givenUp: boolean,
): Promise<readonly InsightRun[]> {
  try {
    return await context.backend.readInsights(conversation);
  } catch (error) {
    if (givenUp && isFailure(error)) return [];
    throw error;
  }
}

export async function talk(context: EffectContext, _state: MissionState, call: CallState): Promise<void> {
  if (call.conversationId === undefined) return;
  const turns = await context.backend.readTalk(call.conversationId);
  await context.tell({ type: 'RecordTalk', call: call.call, turns });
}
