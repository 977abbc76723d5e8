/**
 * One thing that a person did: written down by the desk, then carried out, its answers shown as they come. The same
 * request sent twice counts once and is answered twice; the answer waits for the desk, but not for ever.
 */
import type { Desk, Inbound, Reply } from '../../chat/surface.ts';
import type { ConsoleMessage } from './message.ts';
import { isFor, type MessageLog } from './message-log.ts';

export interface Refusal {
  readonly ok: false;
  /** For HTTP. */
  readonly status: 400 | 404 | 422 | 503;
  /** One sentence for the person. */
  readonly error: string;
  /** By field name. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly messages: readonly ConsoleMessage[];
}

export type Answer =
  /** `pending`: the desk is still at it; the rest arrives by the stream. */
  { readonly ok: true; readonly messages: readonly ConsoleMessage[]; readonly pending?: true } | Refusal;

export const refused = (status: Refusal['status'], error: string): Refusal => ({
  ok: false,
  status,
  error,
  messages: [],
});

export interface Showing {
  /** After the desk has it in writing, before it is carried out: the person's own words, the closed form. */
  readonly taken?: () => Promise<unknown>;
  readonly show: (reply: Reply) => Promise<ConsoleMessage>;
}

export interface Turns {
  take(desk: Desk, inbound: Inbound, showing: Showing): Promise<Answer>;
  /** Resolves when nothing is being carried out. */
  idle(): Promise<void>;
}

export interface TurnsOptions {
  readonly log: MessageLog;
  readonly answerWithinMs: number;
  readonly onError: (facts: Readonly<Record<string, unknown>>, message: string) => void;
}

const NOT_SAVED = 'This could not be saved, so nothing was done. Please try it again in a moment.';

interface Running {
  readonly shown: ConsoleMessage[];
  readonly done: Promise<void>;
}

export function createTurns({ log, answerWithinMs, onError }: TurnsOptions): Turns {
  const running = new Map<string, Running>();

  async function take(desk: Desk, inbound: Inbound, showing: Showing): Promise<Answer> {
    const same = running.get(inbound.id);
    if (same !== undefined) return answerOf(same);
    let isNew: boolean;
    try {
      isNew = await desk.accept(inbound);
    } catch (error) {
      onError({ inbound: inbound.id, error }, 'an inbound could not be written down');
      return refused(503, NOT_SAVED);
    }
    if (!isNew)
      return running.has(inbound.id) ? take(desk, inbound, showing) : { ok: true, messages: answered(inbound) };
    const shown: ConsoleMessage[] = [];
    const done = carryOut(desk, inbound, showing, shown)
      .catch((error: unknown) => onError({ inbound: inbound.id, error }, 'an answer could not be shown'))
      .finally(() => running.delete(inbound.id));
    const turn = { shown, done };
    running.set(inbound.id, turn);
    return answerOf(turn);
  }

  async function carryOut(desk: Desk, inbound: Inbound, showing: Showing, shown: ConsoleMessage[]): Promise<void> {
    await showing.taken?.();
    for (const reply of await desk.handle(inbound)) shown.push(await showing.show(reply));
  }

  /** What a request that was carried out before was answered with. */
  const answered = (inbound: Inbound): readonly ConsoleMessage[] =>
    log
      .since(0)
      .filter((message) => message.cause === inbound.id && message.kind !== 'said' && isFor(message, inbound.actor.id));

  async function answerOf({ shown, done }: Running): Promise<Answer> {
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), answerWithinMs);
    const end = await Promise.race([done, late]);
    clearTimeout(timer);
    return { ok: true, messages: [...shown], ...(end === 'late' ? { pending: true } : {}) };
  }

  return {
    take,
    idle: async () => {
      await Promise.all([...running.values()].map((turn) => turn.done));
    },
  };
}
