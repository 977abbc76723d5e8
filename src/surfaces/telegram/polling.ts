/**
 * The loop that fetches updates. An update is confirmed to Telegram by the next request's offset, so the offset moves only
 * when `take` has resolved: what could not be written down is handed over again. A refused token ends it; nothing else does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { backoffMs } from '../../lib/backoff.ts';
import { type TelegramError, telegramError } from './telegram-error.ts';

export interface PollingPorts {
  /** Connects for the first time and again after trouble: who the bot is, no webhook. */
  connect(): Promise<void>;
  fetch(offset: number, signal: AbortSignal): Promise<readonly Update[]>;
  /** Durable when it resolves; throws when it could not be written down. */
  take(update: Update): Promise<void>;
  /** Said once per kind of trouble, until it is over. */
  trouble(error: TelegramError): void;
  recovered(): void;
  random(): number;
}

export interface Polling {
  /** Resolves after the first attempt to connect; rejects when the token is refused. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const WAIT = { baseMs: 1000, maxMs: 30_000 };

/** What `take` threw is not Telegram's fault: the loop waits and hands the same update over again. */
class NotTaken extends Error {}

export function createPolling(ports: PollingPorts): Polling {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> | undefined;
  let offset = 0;
  let connected = false;
  let failures = 0;
  let reported: string | undefined;

  async function turn(): Promise<void> {
    if (!connected) await ports.connect();
    connected = true;
    const updates = await ports.fetch(offset, signal);
    for (const update of updates) {
      if (signal.aborted) return;
      await ports.take(update).catch((cause: unknown) => {
        throw new NotTaken('not taken', { cause });
      });
      offset = update.update_id + 1;
    }
    if (reported !== undefined) ports.recovered();
    reported = undefined;
    failures = 0;
  }

  /** False when there is no use in going on. */
  async function failed(error: unknown): Promise<boolean> {
    if (signal.aborted) return false;
    failures += 1;
    const fault = error instanceof NotTaken ? undefined : telegramError(error);
    if (fault !== undefined && reported !== fault.code) ports.trouble(fault);
    if (fault !== undefined) reported = fault.code;
    if (fault?.code === 'token') return false;
    if (fault?.code === 'webhook') connected = false;
    const wait = backoffMs(WAIT, { attempt: failures, jitter: ports.random(), retryAfterMs: fault?.retryAfterMs });
    await sleep(wait, undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  async function loop(): Promise<void> {
    let going = true;
    while (going && !signal.aborted) {
      try {
        await turn();
      } catch (error) {
        going = await failed(error);
      }
    }
  }

  return {
    async start() {
      if (running !== undefined) throw new Error('The Telegram surface was started before.');
      try {
        await ports.connect();
        connected = true;
      } catch (error) {
        const fault = telegramError(error);
        if (fault.code === 'token') throw fault;
        ports.trouble(fault);
        reported = fault.code;
      }
      running = loop();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
