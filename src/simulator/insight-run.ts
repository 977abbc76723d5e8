// The insights that run after a call: one run a group, of which nothing is seen at first, then that it is pending, in
// progress, and some seconds after the hang-up completed or failed.
import { randomUUID } from 'node:crypto';
import { mayOf } from './bookings.ts';
import { emptyKind, type InsightCall, insightResult } from './insights.ts';
import type { Account } from './new-leg.ts';
import { type AssistantRow, asJson, type InsightRunRow, type LegRow, type TemplateRow } from './rows.ts';
import { assistantLanguage } from './speech.ts';
import type { Store } from './store.ts';

/** After the hang-up, mission time: listed as pending, in progress, done. */
export const INSIGHT_STAGES_MS = [2000, 4000, 7000] as const;

/** The runs of a call that has just ended; none without a conversation or without a group on the assistant. */
export function startInsights({ store, seed }: Account, leg: LegRow, nowMs: number): readonly InsightRunRow[] {
  const assistant = store.get('assistants', leg.assistantId);
  const groupId = assistant === undefined ? undefined : groupIdOf(assistant);
  if (assistant === undefined || groupId === undefined || leg.conversationId === null) return [];
  const call = insightCall(seed, leg, assistant);
  const run: InsightRunRow = {
    id: randomUUID(),
    conversationId: leg.conversationId,
    groupId,
    endedMs: nowMs,
    final: leg.script?.insightStatus ?? 'completed',
    results: resultsOf(templatesOf(store, assistant), call),
  };
  store.put('insightRuns', run.id, run);
  return [run];
}

/** The templates in the group that the assistant runs after each conversation. */
export function templatesOf(store: Store, assistant: AssistantRow): readonly TemplateRow[] {
  const groupId = groupIdOf(assistant);
  const group = groupId === undefined ? undefined : store.get('groups', groupId);
  return (group?.insightIds ?? []).flatMap((id) => store.get('templates', id) ?? []);
}

export function insightCall(seed: number, leg: LegRow, assistant: AssistantRow): InsightCall {
  return {
    seed,
    number: leg.to,
    attempt: leg.attempt,
    outcome: leg.outcome,
    overrides: leg.script?.insights ?? {},
    may: mayOf(leg.variables),
    ...(typeof leg.variables.name === 'string' && leg.variables.name !== '' ? { called: leg.variables.name } : {}),
    language: assistantLanguage(assistant),
  };
}

/** As the wire shows it; undefined while nothing is to be seen yet. */
export function insightRunOnWire(run: InsightRunRow, nowMs: number) {
  const [pendingMs, inProgressMs, doneMs] = INSIGHT_STAGES_MS;
  const age = nowMs - run.endedMs;
  if (age < pendingMs) return undefined;
  const status = age < inProgressMs ? 'pending' : age < doneMs ? 'in_progress' : run.final;
  return {
    id: run.id,
    status,
    created_at: new Date(run.endedMs + pendingMs).toISOString(),
    conversation_insights: status === 'completed' ? run.results : [],
  };
}

function resultsOf(templates: readonly TemplateRow[], call: InsightCall): InsightRunRow['results'] {
  if (call.outcome !== 'empty-insights') {
    return templates.map((template) => ({ insight_id: template.id, result: insightResult(template, call) }));
  }
  return emptyKind(call) === 'no-entries' ? [] : templates.map(({ id }) => ({ insight_id: id, result: '' }));
}

function groupIdOf(assistant: AssistantRow): string | undefined {
  const id = asJson(assistant.insight_settings).insight_group_id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
