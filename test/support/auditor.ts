/**
 * Reads nothing but the simulator's log and says what was wrong with the calls and with the audit trail: one sentence a
 * finding, none = clean. Knows neither the engine nor its journal.
 */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { LogEntry } from './sandbox.ts';

const MINUTE = 60_000;
/** An opt-out is known when the call's insight was read; until then a call to the same person may be out already. */
const OPT_OUT_KNOWN_MS = 10 * MINUTE;

export interface AuditRules {
  /** Local opening hours of everybody called, in whole hours. */
  readonly open?: { readonly from: number; readonly to: number };
  /** IANA zone of a number. */
  readonly zoneOf?: (phone: string) => string;
  /** Times at which everything had to stand still, until `to`; calls named then are allowed. */
  readonly stops?: readonly { readonly from: number; readonly to: number; readonly named: ReadonlySet<string> }[];
  /** Mission seconds a wall second: a slow request eats into the minute before a call; 0 = a stepped clock. */
  readonly speed?: number;
  /** Runs that must be closed; all of them unless told. */
  readonly mustEnd?: boolean;
}

const scheduling = z.object({
  telnyx_end_user_target: z.string(),
  telnyx_agent_target: z.string(),
  scheduled_at_fixed_datetime: z.string(),
  max_retries_client_errors: z.number().default(0),
  conversation_metadata: z.object({ callsheet_mission: z.string(), callsheet_call: z.string() }),
});

interface Order {
  readonly seq: number;
  readonly at: number;
  readonly due: number;
  readonly to: string;
  readonly mission: string;
  readonly call: string;
  readonly ref: string;
  readonly key: string;
  readonly body: string;
}

interface Dial {
  readonly at: number;
  readonly to: string;
  readonly outcome: string;
  readonly order: Order | undefined;
}

const effective = (entry: LogEntry): boolean =>
  entry.status === 201 || entry.status === 0 || (entry.status ?? 0) >= 500;

/** Every scheduling request that reached the simulator, also those whose answer was lost. */
function ordersOf(log: readonly LogEntry[]): readonly Order[] {
  return log.flatMap((entry): Order[] => {
    if (entry.method !== 'POST' || !/\/scheduled_events$/.test(entry.path ?? '')) return [];
    const body = scheduling.safeParse(entry.body);
    if (!body.success || !effective(entry)) return [];
    const { callsheet_mission: mission, callsheet_call: call } = body.data.conversation_metadata;
    return [
      {
        seq: entry.seq,
        at: Date.parse(entry.at),
        due: Date.parse(body.data.scheduled_at_fixed_datetime),
        to: body.data.telnyx_end_user_target,
        mission,
        call,
        ref: `${mission}/${call}`,
        key: entry.headers?.['idempotency-key'] ?? '',
        body: JSON.stringify(entry.body),
      },
    ];
  });
}

/** The order a dial carries out: by number and time, because an answer with the event's id may have been lost. */
function dialsOf(log: readonly LogEntry[], orders: readonly Order[]): readonly Dial[] {
  return log.flatMap((entry): Dial[] => {
    if (entry.dial === undefined) return [];
    const at = Date.parse(entry.at);
    const { to, outcome } = entry.dial;
    const order = orders.findLast((one) => one.to === to && one.seq < entry.seq && Math.abs(one.due - at) <= MINUTE);
    return [{ at, to, outcome, order }];
  });
}

const clock = (at: number): string => new Date(at).toISOString().slice(0, 19);

/** Wall ms that a request may take on a busy machine before what is due in a minute is due sooner. */
const SLOW_MS = 150;

function timing(orders: readonly Order[], log: readonly LogEntry[], speed: number): readonly string[] {
  const found: string[] = [];
  // A repeat with the same key asks for the same call; what it may not do is ring late or after a stop.
  const first = [...Map.groupBy(orders, (order) => order.key).values()].flatMap(([order]) => order ?? []);
  for (const { at, due, ref } of first) {
    if (due - at > 10 * MINUTE) found.push(`${ref} was handed over ${(due - at) / MINUTE} min before it was due`);
    if (due - at < MINUTE - SLOW_MS * speed)
      found.push(`${ref} was handed over ${(due - at) / 1000} s before it was due`);
  }
  for (const [key, same] of Map.groupBy(orders, (order) => order.key))
    if (key === '' || new Set(same.map((order) => order.body)).size > 1) found.push(`key "${key}" had two bodies`);
  const redialling = log.filter((entry) => {
    const body = scheduling.safeParse(entry.body);
    return body.success && body.data.max_retries_client_errors !== 0;
  });
  if (redialling.length > 0) found.push('the platform was asked to redial by itself');
  return found;
}

function twice(dials: readonly Dial[]): readonly string[] {
  const found: string[] = [];
  for (const [ref, same] of Map.groupBy(dials, (dial) => dial.order?.ref ?? ''))
    if (ref === '') found.push(`nobody ordered the call to ${same[0]?.to} at ${clock(same[0]?.at ?? 0)}`);
    else if (same.length > 1) found.push(`${ref} rang ${same.length} times`);
  for (const [to, same] of Map.groupBy(dials, (dial) => dial.to))
    for (const [index, dial] of same.entries()) {
      const before = same[index - 1];
      if (before !== undefined && dial.at - before.at < 3 * MINUTE)
        found.push(`${to} rang again after ${(dial.at - before.at) / 1000} s (${clock(dial.at)})`);
    }
  return found;
}

function manners(dials: readonly Dial[], rules: AuditRules): readonly string[] {
  const found: string[] = [];
  const { open = { from: 9, to: 17 }, zoneOf = () => 'America/Chicago' } = rules;
  const optedOut = new Map<string, number>();
  for (const { at, to, outcome, order } of dials) {
    const local = DateTime.fromMillis(at, { zone: zoneOf(to) });
    if (local.weekday > 5 || local.hour < open.from || local.hour >= open.to)
      found.push(`${to} rang at ${local.toFormat('ccc HH:mm')} local`);
    if (outcome === 'limit') found.push(`${order?.ref ?? to} was one call too many at ${clock(at)}`);
    const since = optedOut.get(to);
    if (since !== undefined && at > since + OPT_OUT_KNOWN_MS) found.push(`${to} rang after an opt-out (${clock(at)})`);
    if (outcome === 'opted-out') optedOut.set(to, at);
    const stop = rules.stops?.find((one) => at > one.from + 5000 && at <= one.to);
    if (stop !== undefined && !stop.named.has(order?.ref ?? '')) found.push(`${order?.ref ?? to} rang after the stop`);
  }
  for (const [mission, own] of Map.groupBy(dials, (dial) => dial.order?.mission ?? '')) {
    // By the time asked for: when the simulator gets to ring at a fast clock is its own affair.
    const times = own.map((dial) => dial.order?.due ?? dial.at).toSorted((a, b) => a - b);
    if (times.some((at, index) => index > 0 && at - (times[index - 1] ?? 0) < MINUTE))
      found.push(`calls of ${mission} began less than a minute apart`);
  }
  return found;
}

const runChange = z.object({
  status: z.string().optional(),
  result_summary: z.string().optional(),
  result_payload: z.unknown().optional(),
});
const stepChange = z.object({ status: z.string() });
const plan = z.object({ steps: z.array(z.object({ step_id: z.string() })) });
const logged = z.object({
  idempotency_key: z.string(),
  type: z.string(),
  step_id: z.string().optional(),
  summary: z.string(),
});
const FINAL = /^(succeeded|failed|cancelled)$/;
const ACTIONS: Readonly<Record<string, string>> = { pause: 'paused', resume: 'running', cancel: 'cancelled' };
const OPENS: Readonly<Record<string, string>> = { step_started: 'in_progress', step_completed: 'completed' };

/** One run's story on the wire: plan, running, steps before their events, links before calls, and a proper end. */
function story(run: string, log: readonly LogEntry[], mustEnd: boolean): readonly string[] {
  const found: string[] = [];
  // A plan whose answer was lost may stand; it is not sent again then.
  const own = log.filter(
    ({ path, method, status: answer = 0 }) =>
      path?.includes(run) && ((answer >= 200 && answer < 300) || (method === 'POST' && path.endsWith('/plan'))),
  );
  const steps = new Map<string, string>();
  const keys = new Set<string>();
  let status = 'pending';
  let closing = '';
  let told = { summary: false, payload: false };
  for (const entry of own) {
    const name = /\/plan\/steps\/([^/]+)$/.exec(entry.path ?? '')?.[1];
    const verb = /\/(pause|resume|cancel)$/.exec(entry.path ?? '')?.[1];
    if (entry.method === 'POST' && verb !== undefined) status = ACTIONS[verb] ?? status;
    else if (entry.method === 'POST' && entry.path?.endsWith('/plan'))
      for (const { step_id } of plan.parse(entry.body).steps) steps.set(step_id, steps.get(step_id) ?? 'pending');
    else if (entry.method === 'PATCH' && name !== undefined) {
      if (!steps.has(name)) found.push(`step ${name} is not in the plan`);
      if (/^(completed|failed|skipped)$/.test(steps.get(name) ?? '')) found.push(`step ${name} changed after its end`);
      steps.set(name, stepChange.parse(entry.body).status);
    } else if (entry.method === 'POST' && entry.path?.endsWith('/events')) {
      const { type, step_id, summary, idempotency_key: key } = logged.parse(entry.body);
      // Told again after a restart: Telnyx keeps the first one.
      if (keys.has(key)) continue;
      keys.add(key);
      if (steps.size === 0) found.push(`"${summary}" was logged before there was a plan`);
      if (step_id !== undefined && !steps.has(step_id))
        found.push(`"${summary}" names the step ${step_id}, not in the plan`);
      const wanted = OPENS[type];
      if (wanted !== undefined && steps.get(step_id ?? '') !== wanted)
        found.push(`"${summary}" was logged before the step moved`);
    } else if (entry.method === 'PATCH') {
      const change = runChange.parse(entry.body);
      // Told again after a kill, word for word: it changes nothing.
      const again = JSON.stringify(entry.body) === closing;
      if (FINAL.test(status) && !again) found.push('the run changed after its end');
      closing = JSON.stringify(entry.body);
      status = change.status ?? status;
      told = {
        summary: told.summary || change.result_summary !== undefined,
        payload: told.payload || change.result_payload !== undefined,
      };
    }
  }
  if (FINAL.test(status) && !(told.summary && told.payload))
    found.push('the run was closed without summary and payload');
  if (!mustEnd) return found;
  if (!FINAL.test(status)) found.push(`the run was left ${status}`);
  for (const [step, at] of steps)
    if (!/^(completed|failed|skipped)$/.test(at)) found.push(`step ${step} was left ${at}`);
  return found;
}

function stories(log: readonly LogEntry[], mustEnd: boolean): readonly string[] {
  const runs = new Set(log.flatMap((entry) => /\/runs\/([^/]+)/.exec(entry.path ?? '')?.[1] ?? []));
  return [...runs].flatMap((run) => story(run, log, mustEnd));
}

export function audit(log: readonly LogEntry[], rules: AuditRules = {}): readonly string[] {
  const orders = ordersOf(log);
  const dials = dialsOf(log, orders);
  return [
    ...timing(orders, log, rules.speed ?? 0),
    ...twice(dials),
    ...manners(dials, rules),
    ...stories(log, rules.mustEnd ?? true),
  ];
}

/** What was called, times left out: for comparing a disturbed run with an undisturbed one. */
export function callsMade(log: readonly LogEntry[]): readonly string[] {
  return dialsOf(log, ordersOf(log))
    .map((dial) => {
      const { scheduled_at_fixed_datetime: _, ...body } = JSON.parse(dial.order?.body ?? '{}');
      const { mission_id: __, mission_run_id: ___, ...metadata } = body.conversation_metadata ?? {};
      return JSON.stringify({ ...body, conversation_metadata: metadata });
    })
    .toSorted();
}

export const dialCount = (log: readonly LogEntry[]): number => log.filter((entry) => entry.dial !== undefined).length;
