// Reads whatever a server answered instead of success into one set of facts: five known shapes, HTML and silence included.
// Station: between the transport (http.ts) and the sentences of a vendor (telnyx/refusals.ts). Nothing here is shown as it is:
// texts are stripped of numbers and keys on the way in.
import { retryAfterToMs } from '../lib/backoff.ts';
import { redactText } from '../lib/redact.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a refusal said, whatever its shape. Texts are redacted. */
export interface Refusal {
  readonly status: number;
  readonly codes: readonly string[];
  /** Titles, details and messages in the order given. */
  readonly texts: readonly string[];
  /** JSON pointers, parameter names or FastAPI locations of what was wrong. */
  readonly pointers: readonly string[];
  readonly retryAfterMs?: number;
  readonly requestId?: string;
}

/** A refusal the vendor is known for: stable code and a sentence with the cure. */
export interface KnownRefusal {
  readonly code: string;
  readonly sentence: string;
  /** Where the status alone says too little: a limit that frees itself. */
  readonly retryable?: boolean;
}

const TEXT_LIMIT = 300;

export function readRefusal(status: number, headers: Headers, body: string, nowMs: number): Refusal {
  const retryAfterMs = waitAsked(status, headers, nowMs);
  const requestId = headerOf(headers, 'x-request-id');
  const facts = readBody(body);
  return {
    status,
    codes: facts.codes,
    texts: facts.texts.filter((text) => text !== '').map(maskText),
    pointers: facts.pointers,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** Without secrets and numbers, in any of their spellings, and short enough for one sentence. */
export function maskText(text: string): string {
  return redactText(text.slice(0, TEXT_LIMIT)).replace(/\d{7,}/g, (digits) => `••${digits.slice(-2)}`);
}

/** `Retry-After` wins; `x-ratelimit-reset` counts only where the rate was the reason. */
function waitAsked(status: number, headers: Headers, nowMs: number): number | undefined {
  const asked = retryAfterToMs(headerOf(headers, 'retry-after'), nowMs);
  if (asked !== undefined || status !== 429) return asked;
  const reset = headerOf(headers, 'x-ratelimit-reset')?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(reset) ? Math.ceil(Number(reset) * 1000) : undefined;
}

interface Facts {
  readonly codes: readonly string[];
  readonly texts: readonly string[];
  readonly pointers: readonly string[];
}

function readBody(body: string): Facts {
  const json = parseJson(body);
  if (typeof json === 'string') return said(json);
  if (!isRecord(json)) return json === undefined && !/^\s*</.test(body) ? said(body.trim()) : said('');
  if (Array.isArray(json.errors)) return joined(json.errors.map(readEntry));
  const { detail } = json;
  if (Array.isArray(detail)) return joined(detail.map(readEntry));
  if (isRecord(detail)) return readEntry(detail);
  if (typeof detail === 'string') return said(detail);
  return readEntry(json);
}

/** One entry of any shape: Telnyx error, FastAPI validation, telephony refusal, plain message. */
function readEntry(entry: unknown): Facts {
  if (typeof entry === 'string') return said(entry);
  if (!isRecord(entry)) return said('');
  const source = isRecord(entry.source) ? entry.source : {};
  const location = Array.isArray(entry.loc) ? entry.loc.map(String).join('/') : undefined;
  return {
    codes: [entry.code].filter((code) => typeof code === 'string' || typeof code === 'number').map(String),
    texts: [entry.title, entry.detail, entry.msg, entry.message, entry.error].filter(isText),
    pointers: [source.pointer, source.parameter, location].filter(isText),
  };
}

function said(text: string): Facts {
  return { codes: [], texts: [text], pointers: [] };
}

function joined(entries: readonly Facts[]): Facts {
  return {
    codes: entries.flatMap((entry) => entry.codes),
    texts: entries.flatMap((entry) => entry.texts),
    pointers: entries.flatMap((entry) => entry.pointers),
  };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
