// What the simulator's log tells of a mission as a whole.
import { z } from 'zod';
import { ask, eventually, type Stage } from '../support/programs.ts';
import type { LogEntry } from '../support/sandbox.ts';

const change = z.object({
  status: z.string().optional(),
  result_summary: z.string().optional(),
  result_payload: z.unknown().optional(),
});

const changes = (entry: LogEntry): z.infer<typeof change> =>
  entry.method === 'PATCH' && /\/runs\/[^/]+$/.test(entry.path ?? '') ? change.parse(entry.body) : {};

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

/** How runs were closed. */
export const closings = (log: readonly LogEntry[]): readonly object[] =>
  log.flatMap((entry) => {
    const { status, result_summary: summary, result_payload: payload } = changes(entry);
    return status !== undefined && /^(succeeded|failed|cancelled)$/.test(status) ? [{ status, summary, payload }] : [];
  });

const numbersShape = z.object({ data: z.array(z.object({ connection_id: z.string().nullish() })) });

/** How many numbers an assistant holds; waits a little for those that are being given back. */
export async function heldNumbers(stage: Stage): Promise<number> {
  let held = 0;
  const noneHeld = async (): Promise<true | undefined> => {
    const { body } = await ask(`${stage.url}/v2/phone_numbers`, { headers: { authorization: 'Bearer KEYtest' } });
    held = numbersShape.parse(body).data.filter((one) => (one.connection_id ?? '') !== '').length;
    return held === 0 ? true : undefined;
  };
  await eventually(() => `${held} numbers are held`, noneHeld, 20_000).catch(() => undefined);
  return held;
}
