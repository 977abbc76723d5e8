/**
 * A Bot API server of our own on loopback, for the real grammY: long polling with offsets, strict checks, planned faults.
 * The bot is given `url` as its API root (TELEGRAM_API_ROOT); the test acts as the people, and waits for what they see.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ApiError, answer, BOT, newFileId } from './methods.ts';
import { type ApiCall, readCall } from './request.ts';
import { type Key, type Person, type StoredMessage, World } from './world.ts';

export interface Spot {
  /** Chat id; the person's own id is their private chat, negative ids are groups. */
  readonly chat?: number;
  readonly topic?: number;
  readonly replyTo?: number;
}

export interface Fault {
  readonly method: string;
  readonly status: number;
  readonly description: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** How often; 1 when left out. */
  times?: number;
}

export const TOKEN = '4242:stand-in-token-of-thirty-five-signs';

export class TelegramStandIn {
  readonly world = new World();
  readonly calls: ApiCall[] = [];
  /** Answered instead of what was asked for. */
  readonly faults: Fault[] = [];
  /** Methods whose next call finds the connection broken. */
  readonly broken: string[] = [];
  /** Offset of the last getUpdates: everything below is confirmed. */
  confirmed = 0;
  url = '';
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private poller = 0;

  async listen(port: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.server.listen(port, '127.0.0.1', resolve);
    await promise;
    const address = this.server.address();
    if (typeof address === 'object' && address !== null) this.url = `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.poller = -1;
    this.world.wake();
    this.server.close(() => resolve());
    this.server.closeAllConnections();
    await promise;
  }

  /** Somebody writes; in private unless a chat is named. Answers the message id. */
  say(person: Person, text: string, spot: Spot = {}): number {
    return this.arrive(person, spot, { text, ...entitiesOf(text) }, text);
  }

  reply(person: Person, to: StoredMessage, text: string): number {
    const topic = to.topic === undefined ? {} : { topic: to.topic };
    return this.say(person, text, { chat: to.chat, replyTo: to.id, ...topic });
  }

  sendDocument(person: Person, name: string, content: string | Buffer, spot: Spot & { caption?: string } = {}): number {
    const bytes = Buffer.from(content);
    const id = newFileId();
    this.world.files.set(id, bytes);
    const document = { file_id: id, file_unique_id: id, file_name: name, file_size: bytes.length };
    return this.arrive(
      person,
      spot,
      { document, ...(spot.caption === undefined ? {} : { caption: spot.caption }) },
      '',
    );
  }

  /** Taps the key with this label, or one that begins with it. Answers the id of the tap. */
  press(person: Person, message: StoredMessage, label: string): string {
    const keys = message.keyboard.flat();
    const key = keys.find((one) => one.text === label) ?? keys.find((one) => one.text.startsWith(label));
    if (key?.callback_data === undefined) {
      throw new Error(
        `No key "${label}" on "${message.text.slice(0, 60)}", only ${keys.map((one) => one.text).join(', ')}.`,
      );
    }
    return this.pressData(person, message, key.callback_data);
  }

  pressData(person: Person, message: StoredMessage, data: string): string {
    const id = String(Math.floor(Math.random() * 1e15));
    const shown = {
      message_id: message.id,
      date: 0,
      chat: chatOf(person, message.chat),
      from: BOT,
      text: message.text,
    };
    const query = { id, from: userOf(person), chat_instance: '1', message: shown, data };
    this.world.addUpdate({ callback_query: query });
    return id;
  }

  /** What the bot wrote into a chat, oldest first. */
  messages(chat?: number): readonly StoredMessage[] {
    return this.world.messages.filter(
      (one) => one.fromBot && !one.deleted && (chat === undefined || one.chat === chat),
    );
  }

  /** Waits for a message of the bot that fits, at most ten seconds. */
  async message(fits: (message: StoredMessage) => boolean, what = 'a message'): Promise<StoredMessage> {
    const found = await this.until(() => this.messages().findLast(fits));
    if (found !== undefined) return found;
    const seen = this.messages().map((one) => `${one.id}: ${one.text.slice(0, 200)} [${keysOf(one)}]`);
    throw new Error(`${what} did not come. There is:\n${seen.join('\n')}`);
  }

  /** Looks again after every change. */
  async until<T>(look: () => T | undefined | false, ms = 10_000): Promise<T | undefined> {
    const end = performance.now() + ms;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      if (performance.now() >= end) return undefined;
      await this.world.change(Math.min(100, end - performance.now()));
    }
  }

  private arrive(person: Person, spot: Spot, content: Readonly<Record<string, unknown>>, text: string): number {
    const chat = spot.chat ?? person.id;
    const id = this.world.newMessageId();
    const replied = spot.replyTo === undefined ? undefined : this.world.find(chat, spot.replyTo);
    const original = replied === undefined ? {} : { reply_to_message: asReply(person, replied) };
    const topic = spot.topic === undefined ? {} : { message_thread_id: spot.topic, is_topic_message: true };
    const place = { chat: chatOf(person, chat), ...topic };
    this.world.messages.push({
      chat,
      id,
      fromBot: false,
      text,
      html: text,
      keyboard: [],
      silent: false,
      edits: 0,
      deleted: false,
    });
    this.world.addUpdate({
      message: { message_id: id, date: 0, from: userOf(person), ...place, ...original, ...content },
    });
    return id;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
    const [, kind = '', ...rest] = pathname.split('/');
    if (kind === 'file') return this.serveFile(response, rest.at(-1) ?? '');
    const [method = ''] = rest;
    if (this.broken.includes(method)) {
      this.broken.splice(this.broken.indexOf(method), 1);
      request.socket.destroy();
      return;
    }
    try {
      const call = await readCall(request, method, searchParams);
      if (kind !== `bot${TOKEN}`) throw new ApiError(401, 'Unauthorized');
      this.calls.push(call);
      this.throwPlanned(method);
      const result = method === 'getUpdates' ? await this.getUpdates(call, request) : answer(this.world, call);
      send(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, message: description, parameters } = error;
      send(response, status, { ok: false, error_code: status, description, parameters });
    }
  }

  private serveFile(response: ServerResponse, id: string): void {
    const bytes = this.world.files.get(id);
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  }

  private throwPlanned(method: string): void {
    const fault = this.faults.find((one) => one.method === method);
    if (fault === undefined) return;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times <= 0) this.faults.splice(this.faults.indexOf(fault), 1);
    throw new ApiError(fault.status, fault.description, fault.parameters);
  }

  /** A newer request ends an older one, as on Telegram. */
  private async getUpdates({ fields }: ApiCall, request: IncomingMessage): Promise<unknown> {
    if (this.world.webhook !== '') {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.poller += 1;
    const mine = this.poller;
    this.world.wake();
    const offset = Number(fields.offset ?? 0);
    if (offset > 0) {
      this.world.updates = this.world.updates.filter((one) => one.update_id >= offset);
      this.confirmed = offset;
      this.world.wake();
    }
    const end = performance.now() + Number(fields.timeout ?? 0) * 1000;
    while (this.world.updates.length === 0 && performance.now() < end && !request.socket.destroyed) {
      await this.world.change(Math.min(1000, end - performance.now()));
      if (this.poller === -1) return [];
      if (this.poller !== mine) {
        throw new ApiError(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        );
      }
    }
    return this.world.updates.slice(0, Number(fields.limit ?? 100));
  }
}

export async function startTelegramStandIn(port = 0): Promise<TelegramStandIn> {
  const standIn = new TelegramStandIn();
  await standIn.listen(port);
  return standIn;
}

export const keysOf = (message: StoredMessage): readonly string[] =>
  message.keyboard.flat().map((key: Key) => key.text);

const userOf = ({ id, name, username }: Person) => {
  const [first = name, ...last] = name.split(' ');
  const more = last.length === 0 ? {} : { last_name: last.join(' ') };
  return { id, is_bot: false, first_name: first, ...more, ...(username === undefined ? {} : { username }) };
};

const chatOf = (person: Person, chat: number) =>
  chat === person.id
    ? { id: chat, type: 'private', first_name: person.name }
    : { id: chat, type: 'supergroup', title: `Group ${-chat}` };

const asReply = (person: Person, message: StoredMessage) => ({
  message_id: message.id,
  date: 0,
  chat: chatOf(person, message.chat),
  from: message.fromBot ? BOT : userOf(person),
  text: message.text,
});

function entitiesOf(text: string): { readonly entities?: readonly unknown[] } {
  const entities = [...text.matchAll(/(?<=^|\s)(\/[a-z_]+(?:@\w+)?|@\w+)/gi)].map((match) => ({
    type: match[0].startsWith('/') ? 'bot_command' : 'mention',
    offset: match.index,
    length: match[0].length,
  }));
  return entities.length === 0 ? {} : { entities };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
