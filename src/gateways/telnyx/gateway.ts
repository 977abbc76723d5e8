// The port `CallBackend` spoken in Telnyx: which operations, in which order, for what the engine wants.
// Station 9 of the house. Shapes are map.ts's, bytes call-body.ts's, sending client.ts's; no decision about missions is made here.
import type { CallBackend } from '../../engine/ports.ts';
import { createHttp, type Log } from '../http.ts';
import { callerMethods } from './callers.ts';
import { callMethods } from './calls.ts';
import { createTelnyxClient } from './client.ts';
import { createTelnyxMap } from './map.ts';
import { messagingMethods } from './messaging.ts';
import { missionMethods } from './missions.ts';
import { knownRefusal } from './refusals.ts';
import { setUpMethods } from './set-up.ts';
import { TELNYX } from './words.ts';

export interface TelnyxGatewayConfig {
  readonly apiKey: string;
  /** With `/v2`. */
  readonly baseUrl: string;
  /** `sandbox` or a fingerprint of the account; goes into `origin`. */
  readonly account: string;
  readonly sandbox: boolean;
  /** Wall time, epoch ms. */
  now(): number;
  readonly log: Log;
  /** One exchange, body included; 20 s unless a test wants less. */
  readonly timeoutMs?: number;
}

/** Methods throw `BackendError`s; close() ends what is under way. */
export function createTelnyxGateway(config: TelnyxGatewayConfig): CallBackend {
  const http = createHttp({
    vendor: TELNYX.name,
    baseUrl: config.baseUrl,
    bearer: config.apiKey,
    now: () => config.now(),
    log: config.log,
    known: knownRefusal,
    ...(config.timeoutMs === undefined ? {} : { timeoutMs: config.timeoutMs }),
  });
  const client = createTelnyxClient(http);
  const map = createTelnyxMap(config.log);
  return {
    origin: { backend: 'telnyx', account: config.account, sandbox: config.sandbox },
    words: TELNYX,
    ...missionMethods(client, map),
    ...setUpMethods(client),
    ...callMethods(client, map),
    ...callerMethods(client),
    ...messagingMethods(client),
    close: () => http.close(),
  };
}
