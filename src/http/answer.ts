/** How the console's HTTP side says no: the shape of every answer, with one sentence. */
import type { Context } from 'hono';

export type FailStatus = 400 | 401 | 403 | 404 | 413 | 415 | 422 | 429 | 503;

export const fail = (c: Context, status: FailStatus, error: string): Response =>
  c.json({ ok: false, error, messages: [] }, status);
