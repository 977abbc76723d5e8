/**
 * The Telegram surface: puts the parts together. Station (1) of the flow; it fetches updates itself because the inbox write
 * must come before the offset moves, acknowledges, translates, and shows what the desk answers.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { apiThrottler } from '@grammyjs/transformer-throttler';
import { Bot, type Transformer } from 'grammy';
import type { Update } from 'grammy/types';
import type { Message } from '../../chat/card.ts';
import type { Desk, Finding, Inbound, Posted, Reply, Surface } from '../../chat/surface.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { createKeyedQueue } from '../../lib/keyed-queue.ts';
import { redactText } from '../../lib/redact.ts';
import { checkTelegram } from './check.ts';
import { cutTo, LIMITS, menuName } from './limits.ts';
import { listen } from './listeners.ts';
import { Outbox } from './outbox.ts';
import type { Actor, Place } from './place.ts';
import { createPolling, type Polling } from './polling.ts';
import type { Pace, TelegramConfig, TelegramDeps } from './telegram-deps.ts';
import { type TelegramError, telegramError } from './telegram-error.ts';
import { createThreads } from './threads.ts';
import { Walks } from './walks.ts';

const POLL_SECONDS = 30;
const REQUEST_SECONDS = 45;
/** What is in hand when the bot stops has so long to be said. */
const STOP_MS = 1_500;
/** Telegram: about one message a second in a chat, 20 a minute in a group; short bursts pass. */
const PRIVATE_PACE: Pace = { messages: 5, perMs: 5_000 };
const GROUP_PACE: Pace = { messages: 20, perMs: 60_000 };
/** An update that our own code chokes on is given up after so many tries; one that cannot be written down never is. */
const MOST_TRIES = 5;

const SHOW_TRIES = 3;

/** The desk could not write it down. */
class NotAccepted extends Error {}

/** `start` rejects with a `TelegramError` when the token is refused; other trouble is waited out and logged once. */
export function createTelegramSurface(config: TelegramConfig, deps: TelegramDeps): Surface {
  return new TelegramSurface(config, deps);
}

class TelegramSurface implements Surface {
  readonly name = 'telegram';
  private readonly deps: TelegramDeps;
  private readonly bot: Bot;
  /** What is to be shown, in the order of each chat. */
  private readonly shows = createKeyedQueue();
  /** What is to be done, in the order of each person: "pause" never waits for messages that are sent slowly. */
  private readonly deeds = createKeyedQueue();
  private readonly outbox: Outbox;
  private readonly walks: Walks;
  private readonly polling: Polling;
  private desk: Desk | undefined;
  private stopped = false;
  private trouble: TelegramError | undefined;

  constructor(config: TelegramConfig, deps: TelegramDeps) {
    this.deps = deps;
    this.bot = new Bot(config.token, {
      client: { timeoutSeconds: REQUEST_SECONDS, ...(config.apiRoot === undefined ? {} : { apiRoot: config.apiRoot }) },
    });
    slowDown(this.bot, config.pace, () => this.stopped);
    const threads = createThreads(deps.tables.messages);
    const { api } = this.bot;
    const shared = { ...deps, api, threads, config, zone: config.zone };
    const steps = {
      desk: () => this.theDesk(),
      accept: (inbound: Inbound) => this.accept(inbound),
      carryOut: (inbound: Inbound) => this.carryOut(inbound),
      later: (place: Place, work: () => Promise<void>) => this.later(place, work),
    };
    const botName = () => (this.bot.isInited() ? this.bot.botInfo.username : undefined);
    this.outbox = new Outbox({ ...shared, botName });
    this.walks = new Walks({ ...shared, ...steps, outbox: this.outbox });
    listen(this.bot, { ...shared, ...steps, outbox: this.outbox, walks: this.walks });
    this.polling = createPolling({
      connect: () => connect(this.bot, this.theDesk(), deps.log),
      fetch: (offset, signal) => fetchUpdates(this.bot, offset, signal),
      take: createTaker(this.bot, deps.log),
      trouble: (error) => this.inTrouble(error),
      recovered: () => this.recovered(),
      random: deps.random,
    });
  }

  async start(desk: Desk): Promise<void> {
    this.desk = desk;
    await this.polling.start();
    await this.walks.resume();
  }

  async stop(): Promise<void> {
    const over = new AbortController();
    await this.polling.stop();
    const idle = this.deeds.idle().then(() => this.shows.idle());
    await Promise.race([idle, sleep(STOP_MS, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
    this.stopped = true;
  }

  post(place: Place, message: Message, rings = false): Promise<Posted> {
    return this.outbox.post(place, message, rings);
  }

  edit(posted: Posted, message: Message): Promise<void> {
    return this.outbox.edit(posted, message);
  }

  whisper(place: Place, actor: Actor, message: Message): Promise<void> {
    return this.outbox.whisper(place, actor, message);
  }

  check(): Promise<readonly Finding[]> {
    return checkTelegram(this.bot.api, this.deps.tables.chats, this.trouble?.message);
  }

  private theDesk(): Desk {
    if (this.desk === undefined) throw new Error('The Telegram surface was not started.');
    return this.desk;
  }

  private async accept(inbound: Inbound): Promise<boolean> {
    try {
      return await this.theDesk().accept(inbound);
    } catch (cause) {
      throw new NotAccepted('The inbox could not be written.', { cause });
    }
  }

  /** In the order of the chat, after the update was written down. */
  private later(place: Place, work: () => Promise<void>): void {
    this.shows.run(place.channel, work).catch((error: unknown) => {
      const facts = { surface: 'telegram', error: redactText(String(error)) };
      if (!this.stopped) this.deps.log.error(facts, telegramError(error).message);
    });
  }

  private carryOut(inbound: Inbound): void {
    const { place, actor } = inbound;
    const handled = this.deeds.run(`${place.channel}/${actor.id}`, () => this.theDesk().handle(inbound));
    // It is looked at when the chat's turn comes; until then a rejection is nobody's.
    handled.catch(() => undefined);
    this.later(place, async () => {
      for (const reply of await handled) await this.persist(() => this.show(reply, inbound));
    });
  }

  /** Nobody repeats an answer for us; it may then stand there twice, which is better than not at all. */
  private async persist(show: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await show();
      } catch (error) {
        if (tries >= SHOW_TRIES || !telegramError(error).retryable || this.stopped) throw error;
        await sleep(tries * 1_000, undefined, { ref: false });
      }
    }
  }

  private async show(reply: Reply, inbound: Inbound): Promise<void> {
    switch (reply.how) {
      case 'post':
        await this.outbox.post(reply.place, reply.message);
        return;
      case 'private':
        return this.outbox.whisper(reply.place, reply.actor, reply.message);
      case 'form':
        return this.walks.begin(reply.form, reply.place, reply.actor, `${inbound.id}/form`);
      case 'replace':
        if (inbound.kind === 'pressed')
          return this.outbox.edit({ id: inbound.message, place: inbound.place }, reply.message);
        await this.outbox.post(reply.place, reply.message);
        return;
      default:
        return assertNever(reply, 'reply');
    }
  }

  private inTrouble(error: TelegramError): void {
    this.trouble = error;
    this.deps.log.error({ surface: 'telegram', code: error.code }, error.message);
  }

  private recovered(): void {
    this.trouble = undefined;
    this.deps.log.info({ surface: 'telegram' }, 'Telegram is reachable again.');
  }
}

/** grammY's types name the signal of a package, which the platform's own has long replaced; at run time both will do. */
type GrammySignal = NonNullable<Parameters<Bot['api']['getUpdates']>[1]>;

function fetchUpdates(bot: Bot, offset: number, signal: AbortSignal): Promise<readonly Update[]> {
  const options = { offset, timeout: POLL_SECONDS, allowed_updates: UPDATES };
  return bot.api.getUpdates(options, signal as unknown as GrammySignal);
}

async function connect(bot: Bot, desk: Desk, log: TelegramDeps['log']): Promise<void> {
  await bot.init();
  await bot.api.deleteWebhook();
  const commands = [MISSION, ...desk.commands].map(({ name, help }) => ({
    command: menuName(name),
    description: cutTo(help, LIMITS.commandDescription),
  }));
  try {
    await bot.api.setMyCommands(commands.slice(0, LIMITS.commands));
  } catch (error) {
    log.error({ surface: 'telegram' }, `The command menu could not be set. ${telegramError(error).message}`);
  }
}

const UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
const MISSION = { name: 'mission', help: 'Everything about phone missions; /mission help explains it' };

/** Innermost first: nothing goes out after the stop; every chat at its pace, edits too; 429 is waited out. */
function slowDown(bot: Bot, pace: Pace | undefined, isStopped: () => boolean): void {
  const wall: Transformer = (prev, method, payload, signal) =>
    isStopped() ? Promise.reject(new Error('The bot has stopped.')) : prev(method, payload, signal);
  const toBottleneck = ({ messages, perMs }: Pace) => ({
    maxConcurrent: 1,
    reservoir: messages,
    reservoirRefreshAmount: messages,
    reservoirRefreshInterval: perMs,
  });
  const retry = autoRetry({ maxRetryAttempts: 3, maxDelaySeconds: 90, rethrowHttpErrors: true });
  const paced = apiThrottler({ out: toBottleneck(pace ?? PRIVATE_PACE), group: toBottleneck(pace ?? GROUP_PACE) });
  bot.api.config.use(
    wall,
    (prev, method, payload, signal) =>
      /^(send|edit)/.test(method) ? paced(prev, method, payload, signal) : prev(method, payload, signal),
    // The loop waits by itself, and ends at once when the bot stops.
    (prev, method, payload, signal) =>
      method === 'getUpdates' ? prev(method, payload, signal) : retry(prev, method, payload, signal),
  );
}

/** Hands one update to the listeners; throws when it has to come again. */
function createTaker(bot: Bot, log: TelegramDeps['log']) {
  let trying = { id: -1, tries: 0 };
  return async function take(update: Update): Promise<void> {
    const tries = trying.id === update.update_id ? trying.tries + 1 : 1;
    trying = { id: update.update_id, tries };
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      const cause = error instanceof Error && 'error' in error ? error.error : error;
      const facts = { surface: 'telegram', update: update.update_id, tries, error: redactText(String(cause)) };
      if (!(cause instanceof NotAccepted) && tries >= MOST_TRIES) {
        log.error(facts, 'A message from Telegram could not be read; it was left out.');
        return;
      }
      log.error(facts, 'A message from Telegram could not be written down; it is taken again.');
      if (tries === 1) await tellNotNoted(bot, update).catch(() => undefined);
      throw error;
    }
  };
}

/** The same update comes again by itself; a tap keeps its little clock until then. */
async function tellNotNoted(bot: Bot, update: Update): Promise<void> {
  if (update.message === undefined) return;
  await bot.api.sendMessage(update.message.chat.id, NOT_NOTED);
}

const NOT_NOTED = 'That did not count yet: I could not write it down. I try again by myself.';
