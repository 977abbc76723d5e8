// Carries the scheduled events through mission time: pending, ringing, talking, final. Nothing here waits: whoever asks
// the simulator something first has everything done that was due until now, each thing at its own moment.
import { type Agenda, createAgenda } from './agenda.ts';
import { openConversation, openTextConversation } from './conversation.ts';
import { assistantAt, inboundLeg } from './inbound-leg.ts';
import { INSIGHT_STAGES_MS, startInsights } from './insight-run.ts';
import { type Account, newLeg } from './new-leg.ts';
import type { Inbound } from './orders.ts';
import { isPickedUp, statusNotPickedUp } from './outcome.ts';
import type { AssistantRow, CallAttempt, LegRow, ScheduledRow } from './rows.ts';
import { textError } from './text-delivery.ts';

export interface Dialer {
  /** Does everything that is due up to `nowMs`, in order. */
  advance(nowMs: number): void;
  /** When the next thing happens by itself, epoch ms. */
  nextMs(): number | undefined;
  /** A new pending event. */
  schedule(event: ScheduledRow): void;
  /** Starts a pending event before its time: the race with a DELETE. */
  dispatch(event: ScheduledRow, nowMs: number): void;
  hangUp(leg: LegRow, nowMs: number): void;
  /** Somebody calls a number of the account at `atMs`. */
  callIn(call: Inbound, atMs: number): void;
}

export interface DialerOptions extends Account {
  readonly logDial: (atMs: number, dial: Readonly<Record<string, unknown>>) => void;
  readonly logInbound: (atMs: number, inbound: Readonly<Record<string, unknown>>) => void;
}

interface Exchange extends DialerOptions {
  readonly agenda: Agenda;
}

const LIMIT_ERROR = 'User channel limit exceeded D1';
const iso = (ms: number) => new Date(ms).toISOString();

export function createDialer(options: DialerOptions): Dialer {
  const { store } = options;
  const agenda = createAgenda(({ kind, id, atMs }) => {
    if (kind === 'leg') return store.get('legs', id)?.wakeMs === atMs;
    if (kind === 'insight') return store.get('insightRuns', id) !== undefined;
    const event = store.get('scheduled', id);
    return event?.status === 'pending' && event.dueMs === atMs;
  });
  const exchange: Exchange = { ...options, agenda };
  refill(exchange);
  return {
    advance: (nowMs) => {
      for (let next = agenda.peek(); next !== undefined && next.atMs <= nowMs; next = agenda.peek()) {
        agenda.take();
        const leg = next.kind === 'leg' ? store.get('legs', next.id) : undefined;
        const event = next.kind === 'event' ? store.get('scheduled', next.id) : undefined;
        if (leg !== undefined) goOn(exchange, leg, next.atMs);
        if (event !== undefined) dispatch(exchange, event, next.atMs);
      }
    },
    nextMs: () => agenda.peek()?.atMs,
    schedule: (event) => schedule(exchange, event),
    dispatch: (event, nowMs) => dispatch(exchange, event, nowMs),
    callIn: (call, atMs) => setLeg(exchange, inboundLeg(options, call, atMs)),
    hangUp: (leg, nowMs) => end(exchange, leg, leg.stage === 'talking' ? 'completed' : 'canceled', nowMs),
  };
}

function refill({ agenda, store }: Exchange): void {
  for (const { status, dueMs, scheduled_event_id: id } of store.list('scheduled')) {
    if (status === 'pending') agenda.add({ atMs: dueMs, kind: 'event', id });
  }
  for (const { wakeMs, callControlId: id } of store.list('legs')) {
    if (wakeMs !== null) agenda.add({ atMs: wakeMs, kind: 'leg', id });
  }
  for (const { id, endedMs } of store.list('insightRuns')) {
    for (const after of INSIGHT_STAGES_MS) agenda.add({ atMs: endedMs + after, kind: 'insight', id });
  }
}

function schedule({ store, agenda }: Exchange, event: ScheduledRow): void {
  store.put('scheduled', event.scheduled_event_id, event);
  agenda.add({ atMs: event.dueMs, kind: 'event', id: event.scheduled_event_id });
}

function setLeg({ store, agenda }: Exchange, leg: LegRow): void {
  store.put('legs', leg.callControlId, leg);
  if (leg.wakeMs !== null) agenda.add({ atMs: leg.wakeMs, kind: 'leg', id: leg.callControlId });
}

/** Its record may have been destroyed meanwhile; the call goes on without it. */
function changeEvent({ store }: Exchange, { eventId }: LegRow, change: (event: ScheduledRow) => ScheduledRow): void {
  const event = store.get('scheduled', eventId);
  if (event !== undefined) store.put('scheduled', eventId, change(event));
}

function dispatch(exchange: Exchange, event: ScheduledRow, nowMs: number): void {
  const { store } = exchange;
  const id = event.scheduled_event_id;
  const assistant = store.get('assistants', event.assistant_id);
  const dispatched: ScheduledRow = { ...event, dispatched_at: iso(nowMs), status: 'in_progress' };
  if (assistant === undefined) {
    const errors = [...event.errors, `Assistant ${event.assistant_id} does not exist any more`];
    store.put('scheduled', id, { ...dispatched, status: 'failed', call_status: 'failed', errors });
  } else if (event.telnyx_conversation_channel === 'sms_chat') {
    const error = textError(event.telnyx_end_user_target);
    const end: Partial<ScheduledRow> =
      error === undefined
        ? { status: 'completed', conversation_id: openTextConversation(store, event, assistant, nowMs) }
        : { status: 'failed', errors: [...event.errors, error] };
    store.put('scheduled', id, { ...dispatched, ...end });
  } else ring(exchange, dispatched, assistant, nowMs);
}

function ring(exchange: Exchange, event: ScheduledRow, assistant: AssistantRow, nowMs: number): void {
  const leg = newLeg(exchange, event, assistant, nowMs);
  const attempt: CallAttempt = {
    attempt_number: event.call_attempts.length + 1,
    attempted_at: iso(nowMs),
    call_status: 'ringing',
    telnyx_call_control_id: leg.callControlId,
  };
  const call_attempts = [...event.call_attempts, attempt];
  exchange.store.put('scheduled', leg.eventId, { ...event, call_status: 'ringing', call_attempts });
  setLeg(exchange, leg);
  const { eventId, from, to, attempt: nth, outcome } = leg;
  exchange.logDial(nowMs, { event: eventId, from, to, attempt: nth, outcome });
}

function goOn(exchange: Exchange, leg: LegRow, nowMs: number): void {
  if (leg.inbound === true && leg.stage === 'ringing') pickUp(exchange, leg, nowMs);
  else if (leg.stage === 'talking') end(exchange, leg, 'completed', nowMs);
  else if (isPickedUp(leg.outcome)) answer(exchange, leg, nowMs);
  else end(exchange, leg, statusNotPickedUp(leg.outcome), nowMs);
}

/** Whoever the number is connected to at this moment answers; a number of nobody's rings out. */
function pickUp(exchange: Exchange, ringing: LegRow, nowMs: number): void {
  const { from: to, to: from } = ringing;
  const assistant = assistantAt(exchange.store, to);
  if (assistant === undefined) {
    exchange.logInbound(nowMs, { from, to, answered: false });
    setLeg(exchange, { ...ringing, stage: 'ended', endedMs: nowMs, wakeMs: null });
    return;
  }
  const leg: LegRow = { ...ringing, assistantId: assistant.id };
  answer(exchange, leg, nowMs);
  const conversation = exchange.store.get('legs', leg.callControlId)?.conversationId ?? null;
  const said = conversation === null ? [] : (exchange.store.get('conversations', conversation)?.messages ?? []);
  const heard = said.find((message) => message.role === 'assistant')?.text ?? '';
  exchange.logInbound(nowMs, { from, to, answered: true, assistant: assistant.id, conversation, heard });
}

function answer(exchange: Exchange, leg: LegRow, nowMs: number): void {
  const answered: LegRow = { ...leg, stage: 'talking', answeredMs: nowMs, wakeMs: nowMs + leg.talkMs };
  const conversationId = openConversation(exchange, answered, nowMs);
  setLeg(exchange, { ...answered, conversationId });
  changeEvent(exchange, leg, (event) => ({
    ...event,
    call_status: 'in-progress',
    ...(conversationId === null ? {} : { conversation_id: conversationId }),
    call_attempts: withLastAttempt(event, { call_status: 'in-progress' }),
  }));
}

function end(exchange: Exchange, leg: LegRow, callStatus: string, nowMs: number): void {
  const { agenda } = exchange;
  setLeg(exchange, { ...leg, stage: 'ended', endedMs: nowMs, wakeMs: null });
  for (const { id } of startInsights(exchange, leg, nowMs)) {
    for (const after of INSIGHT_STAGES_MS) agenda.add({ atMs: nowMs + after, kind: 'insight', id });
  }
  const duration = leg.answeredMs === null ? {} : { call_duration: Math.round((nowMs - leg.answeredMs) / 1000) };
  changeEvent(exchange, leg, (event) => ({
    ...event,
    status: callStatus === 'completed' ? 'completed' : 'failed',
    call_status: callStatus,
    ...duration,
    errors: leg.outcome === 'limit' ? [...event.errors, LIMIT_ERROR] : event.errors,
    call_attempts: withLastAttempt(event, { call_status: callStatus, ...duration }),
  }));
  if (callStatus !== 'completed') redial(exchange, leg, nowMs);
  const back = leg.script?.callsBack;
  if (back === undefined || leg.inbound === true) return;
  const { afterSeconds, ...call } = back;
  setLeg(exchange, inboundLeg(exchange, { from: leg.to, to: leg.from, ...call }, nowMs + afterSeconds * 1000));
}

/** Telnyx's own redials, for a client that asked for them. */
function redial(exchange: Exchange, { eventId }: LegRow, nowMs: number): void {
  const event = exchange.store.get('scheduled', eventId);
  if (event === undefined || event.call_attempts.length > event.max_retries_client_errors) return;
  const dueMs = nowMs + event.retry_interval_secs * 1000;
  schedule(exchange, { ...event, status: 'pending', dueMs, scheduled_at_fixed_datetime: iso(dueMs) });
}

function withLastAttempt(event: ScheduledRow, change: Partial<CallAttempt>): readonly CallAttempt[] {
  const last = event.call_attempts.length - 1;
  return event.call_attempts.map((attempt, index) => (index === last ? { ...attempt, ...change } : attempt));
}
