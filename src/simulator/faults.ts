// Faults that a test has ordered: which request they strike, and what then happens instead of the plain answer.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { errorBody } from './api-error.ts';
import type { FAULT, FaultRow } from './orders.ts';
import type { Store } from './store.ts';

/** Puts `faults` in the place of all that are left. */
export function setFaults(store: Store, faults: readonly z.infer<typeof FAULT>[]): void {
  for (const { id } of store.list('faults')) store.remove('faults', id);
  for (const fault of faults) {
    const id = randomUUID();
    store.put('faults', id, { ...fault, id });
  }
}

/** The fault that strikes this request, counted down; undefined when none does. */
export function takeFault(store: Store, method: string, pathAndQuery: string): FaultRow | undefined {
  for (const fault of store.list('faults')) {
    const { match } = fault;
    if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
    if (!new RegExp(match.path).test(pathAndQuery)) continue;
    if (fault.skip > 0) {
      store.put('faults', fault.id, { ...fault, skip: fault.skip - 1 });
      continue;
    }
    if (fault.times > 1) store.put('faults', fault.id, { ...fault, times: fault.times - 1 });
    else store.remove('faults', fault.id);
    return fault;
  }
  return undefined;
}

/** Whether the request takes effect before the fault strikes. */
export function strikesAfter(fault: FaultRow): boolean {
  return fault.kind.endsWith('-after') || fault.kind === 'slow-body' || fault.kind === 'delay';
}

/** The answer that a fault gives in place of the real one; undefined when it gives none or the real one. */
export function faultAnswer(
  fault: FaultRow,
): { status: number; headers: Record<string, string>; text: string } | undefined {
  if (fault.kind.startsWith('html502')) {
    const text = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
    return { status: 502, headers: { 'content-type': 'text/html', ...fault.headers }, text };
  }
  if (!fault.kind.startsWith('status')) return undefined;
  const status = fault.status ?? 500;
  const limits = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' };
  const headers = { 'content-type': 'application/json', ...(status === 429 ? limits : {}), ...fault.headers };
  const body = fault.body ?? standardBody(status);
  return { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
}

function standardBody(status: number): unknown {
  if (status === 429)
    return errorBody([
      {
        code: '10011',
        title: 'Too many requests',
        detail: 'You have exceeded the maximum number of allowed requests.',
      },
    ]);
  if (status === 401)
    return errorBody([{ code: '10009', title: 'Authentication failed', detail: 'The API key looks malformed.' }]);
  if (status === 408)
    return errorBody([{ code: '10008', title: 'Request timeout', detail: 'The request took too long.' }]);
  return errorBody([{ code: '10007', title: 'Unexpected error', detail: 'An unexpected error occurred.' }]);
}
