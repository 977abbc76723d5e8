// The dial of an event at its first ring: who, the how-many-th time, and how it will go.
import { randomUUID } from 'node:crypto';
import type { ScriptEntry } from './orders.ts';
import { seededOutcome, timing } from './outcome.ts';
import { type AssistantRow, asJson, type LegRow, type ScheduledRow } from './rows.ts';
import type { Store } from './store.ts';

export interface Account {
  readonly store: Store;
  readonly seed: number;
  /** Calls at once, over the whole account. */
  readonly limit: number;
}

/** Counts the dial, unless it is over the limit: that one uses up nothing, so that what comes next stays the same story. */
export function newLeg(
  { store, seed, limit }: Account,
  event: ScheduledRow,
  assistant: AssistantRow,
  nowMs: number,
): LegRow {
  const to = event.telnyx_end_user_target;
  const counted = dialCount(store, to);
  const attempt = counted.dials + 1;
  const over = callsNow(store) >= limit;
  const script = over ? null : (nextScript(store, to) ?? null);
  const outcome = over ? 'limit' : (script?.outcome ?? seededOutcome(seed, to, attempt));
  if (!over) store.put('dialCounts', to, { ...counted, dials: attempt });
  const { ringMs, talkMs } = timing(seed, to, attempt, outcome, script, timeLimitSecs(assistant));
  const metadata = Object.entries(event.conversation_metadata).map(([key, value]) => [key, String(value)] as const);
  return {
    callControlId: `v3:${randomUUID()}`,
    eventId: event.scheduled_event_id,
    assistantId: assistant.id,
    from: event.telnyx_agent_target,
    to,
    attempt,
    outcome,
    script,
    stage: 'ringing',
    wakeMs: nowMs + ringMs,
    talkMs,
    startedMs: nowMs,
    answeredMs: null,
    endedMs: null,
    conversationId: null,
    metadata: Object.fromEntries(metadata),
    variables: event.dynamic_variables,
  };
}

/** What the script says about the number's next dial; its last entry repeats. */
export function nextScript(store: Store, number: string): ScriptEntry | undefined {
  const { script, dials, scriptFrom } = dialCount(store, number);
  return script[dials - scriptFrom] ?? script.at(-1);
}

export function dialCount(store: Store, number: string) {
  return store.get('dialCounts', number) ?? { number, dials: 0, script: [], scriptFrom: 0 };
}

function callsNow(store: Store): number {
  return store.list('legs').filter((leg) => leg.stage !== 'ended' && leg.outcome !== 'limit' && leg.inbound !== true)
    .length;
}

function timeLimitSecs(assistant: AssistantRow): number | undefined {
  const limit = asJson(assistant.telephony_settings).time_limit_secs;
  return typeof limit === 'number' ? limit : undefined;
}
