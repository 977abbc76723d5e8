/**
 * Everybody who is still to be rung in a forecast, so that the next one is found without asking all of them: whose hours open
 * first, and of equal ones the first of the list. Pure.
 */
import { createHeap, type Heap } from '../../lib/heap.ts';
import type { Brief } from '../brief.ts';
import type { Target } from '../target.ts';
import { nextOpen } from './hours.ts';
import { retryHours } from './retry.ts';

const MINUTE_MS = 60_000;

/** The first moment at or after `at` at which these people may be rung. */
export type Opening = (at: number) => number | undefined;

/** When people of the same zones may be rung; kept for all courses of a forecast. */
export interface Openings {
  readonly first: (target: Target) => Opening;
  readonly again: (target: Target, asked: boolean) => Opening;
}

export function openingsOf(brief: Pick<Brief, 'recipients' | 'hours'>): Openings {
  const known = new Map<string, Opening>();
  const opening = (kind: string, hours: Brief['hours'], { zones, region }: Target): Opening => {
    const key = `${kind} ${zones.join()} ${region}`;
    const found = known.get(key) ?? keptByMinute((at) => nextOpen(at, zones, hours, region));
    known.set(key, found);
    return found;
  };
  return {
    first: (target) => opening('first', brief.hours, target),
    again: (target, asked) => opening(asked ? 'first' : 'again', retryHours(brief, asked), target),
  };
}

/** Whether a minute is open holds for all of it, and so does when it opens next. */
function keptByMinute(ask: Opening): Opening {
  const minutes = new Map<number, number | undefined>();
  return (at) => {
    const start = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    if (!minutes.has(start)) minutes.set(start, ask(start));
    const opens = minutes.get(start);
    return opens === start ? at : opens;
  };
}

export interface Waiting {
  /** Place in the list. */
  readonly index: number;
  readonly target: Target;
  readonly notBefore: number;
  readonly opening: Opening;
}

export interface NextRing {
  readonly waiting: Waiting;
  readonly dueAt: number;
}

export interface WaitingRoom {
  add(one: Waiting): void;
  /** Who rings next where nothing may ring before `earliest`; stays in the room. */
  next(earliest: number): NextRing | undefined;
  take(ring: NextRing): void;
}

/** People of one opening: those whose time has come in the order of the list, the others by their time. */
interface Queue {
  readonly ready: Heap<Waiting>;
  readonly later: Heap<Waiting>;
}

const newQueue = (): Queue => ({
  ready: createHeap((one, other) => one.index < other.index),
  later: createHeap((one, other) => one.notBefore < other.notBefore),
});

export function createWaitingRoom(): WaitingRoom {
  const queues = new Map<Opening, Queue>();

  function nextOf(queue: Queue, opening: Opening, earliest: number): NextRing | undefined {
    for (let one = queue.later.peek(); one !== undefined && one.notBefore <= earliest; one = queue.later.peek()) {
      queue.later.pop();
      queue.ready.push(one);
    }
    const waiting = queue.ready.peek() ?? queue.later.peek();
    const dueAt = waiting === undefined ? undefined : opening(Math.max(earliest, waiting.notBefore));
    return waiting === undefined || dueAt === undefined ? undefined : { waiting, dueAt };
  }

  return {
    add(one) {
      const queue = queues.get(one.opening) ?? newQueue();
      queues.set(one.opening, queue);
      queue.later.push(one);
    },
    next(earliest) {
      let best: NextRing | undefined;
      for (const [opening, queue] of queues) {
        const ring = nextOf(queue, opening, earliest);
        if (ring !== undefined && (best === undefined || isBefore(ring, best))) best = ring;
      }
      return best;
    },
    take({ waiting }) {
      const queue = queues.get(waiting.opening);
      if (queue?.ready.peek() === waiting) queue.ready.pop();
      else queue?.later.pop();
    },
  };
}

const isBefore = (one: NextRing, other: NextRing): boolean =>
  one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.waiting.index < other.waiting.index);
