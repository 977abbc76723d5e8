// The client and gateway as the product builds them, with short waits and the log kept for looking at.
import { createHttp, type Log } from '../../src/gateways/http.ts';
import { createTelnyxClient } from '../../src/gateways/telnyx/client.ts';
import { createTelnyxGateway } from '../../src/gateways/telnyx/gateway.ts';
import { knownRefusal } from '../../src/gateways/telnyx/refusals.ts';

export const API_KEY = 'opaque-0199SECRETSECRET-abcdef';
/** Wall time of the tests: 2026-03-02T10:00:00Z. */
export const NOW = Date.UTC(2026, 2, 2, 10);

export function keptLog() {
  const lines: string[] = [];
  const log: Log = (level, message, fields) => lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  return { lines, log };
}

export function quickClient(url: string, options: { readonly timeoutMs?: number; readonly maxWaitMs?: number } = {}) {
  const { lines, log } = keptLog();
  const http = createHttp({
    vendor: 'Telnyx',
    baseUrl: `${url}/v2`,
    bearer: API_KEY,
    now: () => NOW,
    log,
    known: knownRefusal,
    backoff: { baseMs: 1, maxMs: 2 },
    ...options,
  });
  return { client: createTelnyxClient(http), http, lines };
}

export function quickGateway(url: string) {
  const { lines, log } = keptLog();
  const baseUrl = `${url}/v2`;
  const gateway = createTelnyxGateway({
    apiKey: API_KEY,
    baseUrl,
    account: 'test',
    sandbox: true,
    now: () => NOW,
    log,
  });
  return { gateway, lines };
}
