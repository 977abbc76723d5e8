/**
 * What was said in the threads of open decisions while nobody listened: read after each start and reconnect, handed on like
 * any message. What was heard already has the same id and counts once.
 *
 * Where reading begins: at the thread's own cursor; else at the floor, the last time everything was read. What was said
 * before that in a thread without an open decision answered no decision, and must not answer one that opens later.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenThreads } from '../../chat/surface.ts';
import type { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { SlackApi } from './api.ts';
import { type SlackFailure, toFailure } from './failure.ts';
import type { Hearing } from './hearing.ts';
import type { Place } from './inbound.ts';
import type { SlackLog } from './log.ts';
import { toSaid } from './payloads.ts';

/** Durable: key to Slack's ts. */
export interface Cursors {
  get(key: string): Promise<string | undefined>;
  set(key: string, ts: string): Promise<void>;
  delete(key: string): Promise<void>;
  entries(): Promise<readonly (readonly [string, string])[]>;
}

export interface CatchUpDeps {
  readonly api: SlackApi;
  readonly hearing: Hearing;
  readonly lanes: KeyedQueue;
  readonly cursors: Cursors;
  readonly openThreads: OpenThreads;
  readonly log: SlackLog;
  /** Wall time, epoch ms. */
  readonly wall: () => number;
}

export interface CatchUp {
  /** Reads now; while a reading runs, once more after it. */
  begin(): void;
  stop(): Promise<void>;
}

interface Thread {
  readonly channel: string;
  readonly thread: string;
}

const FLOOR = 'floor';
const PAGE = 200;
const RETRY_MS = 10_000;
/** A message that was sent just before the reading began may not be in the answer yet. */
const OVERLAP_MS = 60_000;

export function createCatchUp(deps: CatchUpDeps): CatchUp {
  const { log } = deps;
  const reader = createReader(deps);
  const stopped = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  /** Until it succeeds: what is not read here, nobody reads. */
  async function run(): Promise<void> {
    do {
      again = false;
      try {
        await reader(stopped.signal);
      } catch (error) {
        const failure = toFailure(error, 'reading the threads of open decisions');
        log.error({ error: failure }, 'the threads of open decisions could not be read; trying again');
        again = true;
        await sleep(failure.retryAfterMs ?? RETRY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    } while (again && !stopped.signal.aborted);
  }

  function begin(): void {
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      if (again && !stopped.signal.aborted) begin();
    });
  }

  async function stop(): Promise<void> {
    stopped.abort();
    await running;
  }

  return { begin, stop };
}

/** One reading of all threads of open decisions. */
function createReader({
  api,
  hearing,
  lanes,
  cursors,
  openThreads,
  log,
  wall,
}: CatchUpDeps): (stopped: AbortSignal) => Promise<void> {
  async function readAll(stopped: AbortSignal): Promise<void> {
    const floor = toTs(wall() - OVERLAP_MS);
    const threads = (await openThreads()).flatMap(asThread);
    const failures: SlackFailure[] = [];
    for (const thread of threads) {
      await readThread(thread, stopped).catch((error: unknown) => {
        const failure = toFailure(error, 'conversations.replies');
        log.warn({ error, thread: keyOf(thread) }, 'the thread of an open decision could not be read');
        // A thread that is gone, or that the bot may not see, holds up no other.
        if (failure.retryable) failures.push(failure);
      });
    }
    // Only when all was read may the floor rise.
    if (failures[0] !== undefined) throw failures[0];
    const open = new Set(threads.map(keyOf));
    for (const [key] of await cursors.entries()) if (key !== FLOOR && !open.has(key)) await cursors.delete(key);
    await cursors.set(FLOOR, floor);
  }

  /** In the lane of its channel: what is said meanwhile waits, so that the order stays. */
  function readThread(thread: Thread, stopped: AbortSignal): Promise<void> {
    return lanes.run(thread.channel, async () => {
      const key = keyOf(thread);
      const from = (await cursors.get(key)) ?? later(thread.thread, await cursors.get(FLOOR));
      let page: string | undefined;
      do {
        page = await readPage(thread, from, page);
      } while (page !== undefined && !stopped.aborted);
    });
  }

  async function readPage(thread: Thread, from: string, page: string | undefined): Promise<string | undefined> {
    const answer = await api.call('conversations.replies', (client) =>
      client.conversations.replies({
        channel: thread.channel,
        ts: thread.thread,
        oldest: from,
        limit: PAGE,
        ...(page === undefined ? {} : { cursor: page }),
      }),
    );
    for (const raw of answer.messages ?? []) {
      const message = toSaid(raw, thread.channel);
      // The first message of the thread comes along with every page.
      if (message === undefined || !isLater(message.ts, from)) continue;
      await hearing.hear(message);
      await cursors.set(keyOf(thread), message.ts);
    }
    const next = answer.response_metadata?.next_cursor ?? '';
    return answer.has_more === true && next !== '' ? next : undefined;
  }

  return readAll;
}

const asThread = ({ surface, channel, thread }: Place): readonly Thread[] =>
  surface === 'slack' && thread !== undefined ? [{ channel, thread }] : [];

const keyOf = ({ channel, thread }: Thread): string => `${channel}/${thread}`;

/** Epoch ms as Slack writes it. */
const toTs = (ms: number): string => `${Math.floor(ms / 1000)}.000000`;

/** `1700000000.000100`: seconds, and a counter of fixed length. */
const isLater = (ts: string, than: string): boolean => ts.padStart(20, '0') > than.padStart(20, '0');

const later = (ts: string, other: string | undefined): string =>
  other !== undefined && isLater(other, ts) ? other : ts;
