// How long to wait before the next try: exponential with jitter, and never sooner than the server said.
// Pure: the attempt, the jitter and the present time are arguments; whoever waits owns the timer.

export interface BackoffPolicy {
  /** Wait after the first failure, before jitter. */
  readonly baseMs: number;
  /** Upper bound of our own waits; a longer Retry-After still holds. */
  readonly maxMs: number;
  /** Growth per failure; 2 by default. */
  readonly factor?: number;
}

export interface BackoffInput {
  /** Failures so far: 1 after the first one. */
  readonly attempt: number;
  /** From 0 (half of the wait) to 1 (all of it), so that many clients do not come back at once. */
  readonly jitter: number;
  /** What the server asked for; the wait is never shorter. */
  readonly retryAfterMs?: number | undefined;
}

/** Milliseconds to wait, a whole number. */
export function backoffMs(policy: BackoffPolicy, { attempt, jitter, retryAfterMs }: BackoffInput): number {
  const failures = Math.max(1, Math.floor(attempt));
  const ceiling = Math.min(policy.maxMs, policy.baseMs * (policy.factor ?? 2) ** (failures - 1));
  const share = 0.5 + 0.5 * Math.min(1, Math.max(0, jitter));
  return Math.ceil(Math.max(ceiling * share, retryAfterMs ?? 0));
}

/** Reads a Retry-After header (seconds or an HTTP date) to milliseconds from `nowMs`; undefined when it says nothing usable. */
export function retryAfterToMs(header: string | null | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const dateMs = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
