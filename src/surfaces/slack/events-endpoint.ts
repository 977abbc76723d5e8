/**
 * Slack over HTTP instead of a socket: one handler for `POST /slack/events` that http/ mounts. The same promises as over
 * the socket: an event is acknowledged after it was accepted, and what was not accepted is not acknowledged.
 */
import { type App, type Receiver, type ReceiverEvent, verifySlackRequest } from '@slack/bolt';
import type { SlackLog } from './log.ts';
import { isRecord } from './payloads.ts';

export interface EventsEndpoint {
  readonly receiver: Receiver;
  readonly events: (request: Request) => Promise<Response>;
}

const MAX_BODY_CHARS = 4_000_000;

export function createEventsEndpoint(signingSecret: string, log: SlackLog): EventsEndpoint {
  let app: App | undefined;
  const receiver: Receiver = {
    init: (given) => {
      app = given;
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };

  async function events(request: Request): Promise<Response> {
    const raw = await request.text();
    if (raw.length > MAX_BODY_CHARS) return new Response(null, { status: 413 });
    if (!isSigned(request, raw, signingSecret)) return new Response(null, { status: 401 });
    const body = readBody(raw, request.headers.get('content-type') ?? '');
    if (body === undefined) return new Response(null, { status: 400 });
    if (body.type === 'url_verification') return Response.json({ challenge: body.challenge });
    if (body.ssl_check !== undefined) return new Response(null, { status: 200 });
    if (app === undefined) return new Response(null, { status: 503 });
    return deliver(app, body, request, log);
  }

  return { receiver, events };
}

function isSigned(request: Request, body: string, signingSecret: string): boolean {
  const signature = request.headers.get('x-slack-signature');
  const timestamp = Number(request.headers.get('x-slack-request-timestamp'));
  if (signature === null || signingSecret === '' || !Number.isFinite(timestamp)) return false;
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
    });
    return true;
  } catch {
    return false;
  }
}

/** Events come as JSON, the rest as a form, with or without a charset behind the type. */
function readBody(raw: string, type: string): Record<string, unknown> | undefined {
  try {
    const form = type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(raw) : undefined;
    const payload = form === undefined ? raw : form.get('payload');
    const body: unknown = payload === null ? Object.fromEntries(form ?? []) : JSON.parse(payload);
    return isRecord(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

async function deliver(app: App, body: Record<string, unknown>, request: Request, log: SlackLog): Promise<Response> {
  const held = body.type === 'event_callback' || body.event !== undefined;
  // `app_rate_limited` has no event, and Bolt finds nothing to do with it.
  if (body.type === 'app_rate_limited') return new Response(null, { status: 200 });
  const answered = Promise.withResolvers<Response>();
  const event: ReceiverEvent = {
    body,
    ack: async (answer) => {
      if (!held) answered.resolve(toResponse(answer));
    },
    ...retryOf(request),
  };
  app.processEvent(event).then(
    () => answered.resolve(new Response(null, { status: held ? 200 : 404 })),
    (error: unknown) => {
      log.error({ error, type: body.type }, 'a delivery of Slack was not acknowledged');
      answered.resolve(new Response(null, { status: 500 }));
    },
  );
  return answered.promise;
}

function toResponse(answer: unknown): Response {
  if (answer === undefined || answer === '') return new Response(null, { status: 200 });
  return typeof answer === 'string' ? new Response(answer, { status: 200 }) : Response.json(answer);
}

function retryOf(request: Request): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const count = request.headers.get('x-slack-retry-num');
  const reason = request.headers.get('x-slack-retry-reason');
  return {
    ...(count === null ? {} : { retryNum: Number(count) }),
    ...(reason === null ? {} : { retryReason: reason }),
  };
}
