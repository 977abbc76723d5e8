/**
 * What the bot hears: messages, taps, being added to a chat. Each is accepted (one durable write) before it returns, so that
 * the update may be confirmed; what follows from it is carried out afterwards, in the order of the chat.
 */
import type { Api, Bot, Context } from 'grammy';
import type { CallbackQuery, Chat, Message, User } from 'grammy/types';
import type { Desk, Inbound } from '../../chat/surface.ts';
import { readData, type Tap } from './callback-data.ts';
import { download } from './download.ts';
import { plain } from './html.ts';
import { actorOf, isForAnotherBot, messageId, saidOf, tapId, withPeople, wordsOf } from './inbound.ts';
import { findButton } from './keyboard.ts';
import { cutTo, LIMITS } from './limits.ts';
import type { Outbox } from './outbox.ts';
import type { Place } from './place.ts';
import type { TelegramConfig, TelegramDeps } from './telegram-deps.ts';
import { repliedTo, type Threads } from './threads.ts';
import type { Walks } from './walks.ts';

export interface ListenerPorts extends Pick<TelegramDeps, 'tables' | 'log'> {
  readonly config: TelegramConfig;
  readonly api: Api;
  readonly threads: Threads;
  readonly outbox: Outbox;
  readonly walks: Walks;
  desk(): Desk;
  accept(inbound: Inbound): Promise<boolean>;
  carryOut(inbound: Inbound): void;
  later(place: Place, work: () => Promise<void>): void;
}

export function listen(bot: Bot, ports: ListenerPorts): void {
  bot.on('message', (ctx) => heard(ctx, ctx.message, ports));
  bot.on('callback_query:data', (ctx) => tapped(ctx, ctx.callbackQuery, ports));
  bot.on('my_chat_member', async ({ myChatMember: { chat, new_chat_member } }) => {
    const gone = new_chat_member.status === 'left' || new_chat_member.status === 'kicked';
    if (gone) await ports.tables.chats.delete(String(chat.id));
    else await rememberChat(ports, chat);
  });
}

async function heard(ctx: Context, message: Message, ports: ListenerPorts): Promise<void> {
  if (message.from === undefined || isForAnotherBot(message, ctx.me)) return;
  if (wordsOf(message) === '' && message.document === undefined) return;
  const place = await ports.threads.placeOf(message);
  const anonymous = message.sender_chat !== undefined;
  if (anonymous || message.from.is_bot) {
    if (anonymous && message.text?.startsWith('/') === true) sayTo(ports, place, ANONYMOUS);
    return;
  }
  await remember(ports, message.from, message.chat);
  const actor = actorOf(message.from);
  const reply = repliedTo(message);
  const said = {
    id: messageId(message),
    text: wordsOf(message),
    ...(reply === undefined ? {} : { replyTo: String(reply.message_id) }),
  };
  const isAnswer = await ports.walks.isAnswer(place, actor, said);
  const loaded = await download(ctx.api, message, ports.config);
  if ('sentence' in loaded) return sayTo(ports, place, loaded.sentence);
  const [file] = loaded.files;
  if (isAnswer) {
    const words = file === undefined ? await withPeople(message, ports.tables.people) : '';
    await ports.walks.answer(
      place,
      actor,
      said.id,
      file === undefined ? { kind: 'text', text: words } : { kind: 'file', file },
    );
    return;
  }
  const answers = await answeredId(ports, place, said.replyTo);
  const { people } = ports.tables;
  const inbound = await saidOf(message, place, ctx.me, { actor, files: loaded.files, people, ...answers });
  if (await ports.accept(inbound)) ports.carryOut(inbound);
}

const ANONYMOUS =
  'I cannot see who you are while you write as an anonymous admin: turn "Remain anonymous" off for yourself, then say it again.';

const sayTo = (ports: ListenerPorts, place: Place, words: string): void =>
  ports.later(place, async () => void (await ports.outbox.send(place, plain(words), [])));

/** The id by which the rest of the bot knows the message that was replied to. */
async function answeredId(
  { threads }: ListenerPorts,
  { channel }: Place,
  id: string | undefined,
): Promise<{ readonly answers?: string }> {
  if (id === undefined) return {};
  return { answers: (await threads.get(channel, id))?.standsFor ?? id };
}

async function tapped(ctx: Context, query: CallbackQuery, ports: ListenerPorts): Promise<void> {
  const { message, data } = query;
  const tap = data === undefined ? undefined : await readData(ports.tables.taps, data);
  if (message === undefined || tap === undefined)
    return answer(ctx, 'That button is too old. Send /list and open the mission anew.');
  await remember(ports, query.from, message.chat);
  const place = await ports.threads.placeOfOwn(message.chat.id, message.message_id);
  const row = await ports.threads.get(place.channel, String(message.message_id));
  const shown = {
    id: String(message.message_id),
    buttons: row?.buttons ?? [],
    knownAs: row?.standsFor ?? String(message.message_id),
  };
  await answer(ctx, await follow(query, tap, place, shown, ports));
}

/** Does what a tap asks for; answers the short text that the person sees at once. */
async function follow(
  query: CallbackQuery,
  tap: Tap,
  place: Place,
  shown: { readonly id: string; readonly knownAs: string; readonly buttons: Parameters<typeof findButton>[0] },
  { outbox, walks, later, accept, carryOut }: ListenerPorts,
): Promise<string | undefined> {
  const actor = actorOf(query.from);
  const id = tapId(query);
  switch (tap.kind) {
    case 'more':
    case 'back':
      later(place, () => outbox.turn(place, shown.id, { how: tap.kind === 'more' ? 'all' : 'first' }));
      return undefined;
    case 'ask': {
      const button = findButton(shown.buttons, tap.action, tap.value);
      if (button === undefined) return 'That button is not there any more.';
      later(place, () => outbox.turn(place, shown.id, { how: 'confirm', action: tap.action, value: tap.value }));
      return button.confirm ?? `${button.label}?`;
    }
    case 'open':
      await walks.begin(tap.form, place, actor, id);
      return undefined;
    case 'walk':
      return walks.answer(place, actor, id, { kind: 'tap', what: tap.what }, tap);
    case 'press': {
      const inbound: Inbound = {
        kind: 'pressed',
        id,
        actor,
        place,
        message: shown.knownAs,
        action: tap.action,
        value: tap.value,
      };
      if (!(await accept(inbound))) return 'Noted already.';
      if (shown.buttons.length > 0) later(place, () => outbox.turn(place, shown.id, { how: 'first' }));
      carryOut(inbound);
      return 'Noted.';
    }
  }
}

/** A tap that is answered late or twice is no loss: the little clock on the button ends by itself. */
const answer = async (ctx: Context, text: string | undefined): Promise<void> => {
  await ctx
    .answerCallbackQuery(text === undefined ? {} : { text: cutTo(text, LIMITS.callbackAnswer) })
    .catch(() => undefined);
};

async function remember(ports: ListenerPorts, user: User, chat: Chat): Promise<void> {
  const { people } = ports.tables;
  const known = await people.get(String(user.id));
  const reachable = chat.type === 'private' || known?.reachable === true;
  const { name } = actorOf(user);
  const row = { id: user.id, name, reachable };
  if (known === undefined || known.name !== name || known.reachable !== reachable) {
    await people.set(String(user.id), row);
    if (user.username !== undefined) await people.set(`@${user.username.toLowerCase()}`, row);
  }
  await rememberChat(ports, chat);
}

async function rememberChat({ tables }: ListenerPorts, chat: Chat): Promise<void> {
  const title = chat.title ?? chat.first_name ?? String(chat.id);
  const known = await tables.chats.get(String(chat.id));
  if (known?.title !== title) await tables.chats.set(String(chat.id), { title, group: chat.type !== 'private' });
}
