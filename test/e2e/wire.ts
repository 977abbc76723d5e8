// What the simulator's log tells of a mission as a whole.
import { z } from 'zod';
import { type AuditRules, audit } from '../support/auditor.ts';
import { ask, eventually, type Stage } from '../support/programs.ts';
import type { LogEntry } from '../support/sandbox.ts';

const change = z.object({
  status: z.string().optional(),
  result_summary: z.string().optional(),
  result_payload: z.unknown().optional(),
});

const changes = (entry: LogEntry): z.infer<typeof change> =>
  entry.method === 'PATCH' && /\/runs\/[^/]+$/.test(entry.path ?? '') ? change.parse(entry.body) : {};

const isDone = ({ status = 0 }: LogEntry): boolean => status >= 200 && status < 300;

function chapter(entry: LogEntry): string | undefined {
  const { method, path = '', status = 0 } = entry;
  if (entry.dial !== undefined) return 'calls';
  if (status < 200 || status > 299) return undefined;
  if (method === 'POST' && path.endsWith('/missions')) return 'mission';
  if (method === 'POST' && path.endsWith('/runs')) return 'run';
  if (method === 'POST' && path.endsWith('/plan')) return 'plan';
  return changes(entry).status;
}

/** The chapters of the only mission in `log` in the order they began. */
export const story = (log: readonly LogEntry[]): readonly string[] => [
  ...new Set(log.flatMap((entry) => chapter(entry) ?? [])),
];

const planned = z.object({ steps: z.array(z.object({ step_id: z.string(), sequence: z.number() })) });

/** The step ids of the plan of the only mission in `log`, in their order. */
export function planOf(log: readonly LogEntry[]): readonly string[] {
  const made = log.find((entry) => entry.method === 'POST' && isDone(entry) && entry.path?.endsWith('/plan') === true);
  const steps = made === undefined ? [] : planned.parse(made.body).steps;
  return steps.toSorted((a, b) => a.sequence - b.sequence).map((step) => step.step_id);
}

const scheduled = z.object({ dynamic_variables: z.record(z.string(), z.string()).default({}) });

/** What each call was told, in the order in which they were handed over. */
export const toldToCalls = (log: readonly LogEntry[]): readonly Readonly<Record<string, string>>[] =>
  log
    .filter((entry) => entry.method === 'POST' && isDone(entry) && /\/scheduled_events$/.test(entry.path ?? ''))
    .map((entry) => scheduled.parse(entry.body).dynamic_variables);

/** The instructions of the assistants that were made. */
export const instructionsIn = (log: readonly LogEntry[]): readonly string[] =>
  log
    .filter((entry) => entry.method === 'POST' && isDone(entry) && /\/ai\/assistants$/.test(entry.path ?? ''))
    .map((entry) => z.object({ instructions: z.string() }).parse(entry.body).instructions);

/** How runs were closed: by a last status, or cancelled by an action of its own after the result was written. */
export function closings(log: readonly LogEntry[]): readonly object[] {
  const results = new Map<string, z.infer<typeof change>>();
  return log.flatMap((entry) => {
    const run = /\/runs\/[^/]+/.exec(entry.path ?? '')?.[0] ?? '';
    const told = { ...results.get(run), ...changes(entry) };
    results.set(run, told);
    const isCancel = entry.method === 'POST' && entry.path?.endsWith('/cancel') === true;
    const status = isCancel ? 'cancelled' : changes(entry).status;
    if (!isDone(entry) || status === undefined || !/^(succeeded|failed|cancelled)$/.test(status)) return [];
    return [{ status, summary: told.result_summary, payload: told.result_payload }];
  });
}

const keyed = z.object({ idempotency_key: z.string() });

/** An event that was sent again under its key is the same event: Telnyx keeps one. */
function withoutRepeats(log: readonly LogEntry[]): readonly LogEntry[] {
  const seen = new Set<string>();
  return log.filter((entry) => {
    if (entry.method !== 'POST' || !isDone(entry) || !/\/runs\/[^/]+\/events$/.test(entry.path ?? '')) return true;
    const key = `${entry.path} ${keyed.parse(entry.body).idempotency_key}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The log once every run in it is closed: the result may be read a moment before the last line is written. */
export function finished(stage: Stage): Promise<readonly LogEntry[]> {
  const isOver = async (): Promise<readonly LogEntry[] | undefined> => {
    const log = await stage.log();
    const runs = log.filter(
      ({ method, path, status }) => method === 'POST' && status === 201 && /\/runs$/.test(path ?? ''),
    );
    return closings(log).length >= runs.length ? withoutRepeats(log) : undefined;
  };
  return eventually(() => 'a run that is not closed', isOver, 20_000);
}

const numbersShape = z.object({ data: z.array(z.object({ id: z.string(), connection_id: z.string().nullish() })) });

/** Ids of the numbers that something holds, in order. */
export async function heldNumbers(stage: Stage): Promise<readonly string[]> {
  const { body } = await ask(`${stage.url}/v2/phone_numbers`, { headers: { authorization: 'Bearer KEYtest' } });
  const held = numbersShape.parse(body).data.filter((one) => (one.connection_id ?? '') !== '');
  return held.map((one) => one.id).toSorted();
}

const CALLBACK_TIME_MS = 49 * 3_600_000;

/** Resolves when the numbers held are these: a number is given back when the time for calls back is over, which passes here. */
export async function numbersAreFree(stage: Stage, othersHold: readonly string[]): Promise<void> {
  let held: readonly string[] = [];
  await eventually(
    () => `held: ${held.join(', ')}, of others: ${othersHold.join(', ')}`,
    async () => {
      const { now } = await stage.clock();
      await stage.setClock({ idleUntil: new Date(now + CALLBACK_TIME_MS).toISOString() });
      held = await heldNumbers(stage);
      return held.join() === othersHold.join() ? true : undefined;
    },
    60_000,
  );
}

/** What the auditor finds, less what is right here: shops may be called on Saturdays until five. */
export const auditShops = (speed: number, log: readonly LogEntry[], rules: AuditRules = {}): readonly string[] =>
  audit(log, { ...rules, speed }).filter((finding) => !/ rang at Sat (09|1[0-6]):\d\d local$/.test(finding));
