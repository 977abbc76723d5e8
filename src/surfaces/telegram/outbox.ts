/**
 * Everything the bot says on Telegram goes through here: posts, edits, private words, files. It renders, keeps which message
 * belongs to which thread, and turns Telegram's refusals into ours. What goes wrong is thrown: the announcer tries again.
 */
import { type Api, InputFile } from 'grammy';
import type { Button, Card, FileOut, Form, Message, Note } from '../../chat/card.ts';
import type { Posted } from '../../chat/surface.ts';
import { shorten } from '../../chat/wording.ts';
import { openData } from './callback-data.ts';
import { bold, joined, type Piece, plain } from './html.ts';
import { hasHiddenParts, type Keys, keyboardOf, type Shown } from './keyboard.ts';
import { createKeyboardStates, type KeyboardStates } from './keyboard-states.ts';
import { cutTo, LIMITS } from './limits.ts';
import type { Actor, Place } from './place.ts';
import { renderCard, renderNote, SANDBOX } from './render.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import { TelegramError, telegramError } from './telegram-error.ts';
import { chatId, type Threads } from './threads.ts';

export interface OutboxPorts extends Pick<TelegramDeps, 'tables' | 'wall'> {
  readonly api: Api;
  readonly zone: string;
  readonly threads: Threads;
  /** The bot's user name, once it is known. */
  botName(): string | undefined;
}

const keysIn = (keys: Keys) => (keys.length === 0 ? {} : { reply_markup: { inline_keyboard: keys } });

export class Outbox {
  private readonly ports: OutboxPorts;
  private readonly states: KeyboardStates;

  constructor(ports: OutboxPorts) {
    this.ports = ports;
    this.states = createKeyboardStates(ports.wall);
  }

  async send(place: Place, text: Piece, keys: Keys, quiet = false): Promise<string> {
    const { root, topic } = await this.ports.threads.target(place);
    const sent = await refined(
      this.ports.api.sendMessage(chatId(place), text.html, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...(quiet ? { disable_notification: true } : {}),
        ...(topic === undefined ? {} : { message_thread_id: topic }),
        ...(root === undefined ? {} : { reply_parameters: { message_id: root, allow_sending_without_reply: true } }),
        ...keysIn(keys),
      }),
    );
    return String(sent.message_id);
  }

  /** Keeps where the message belongs, and what its keyboard does not show. */
  private async keep(place: Place, id: string, buttons: readonly Button[], standsFor?: string): Promise<Posted> {
    const { root, topic } = await this.ports.threads.target(place);
    const thread = root === undefined ? (standsFor ?? id) : (place.thread ?? id);
    await this.ports.threads.keep(place.channel, id, {
      root: thread,
      ...(topic === undefined ? {} : { topic }),
      ...(hasHiddenParts(buttons) ? { buttons } : {}),
      ...(standsFor === undefined ? {} : { standsFor }),
    });
    return { id, place: { surface: 'telegram', channel: place.channel, thread } };
  }

  private async sendFiles(place: Place, files: readonly FileOut[], sandbox: boolean): Promise<void> {
    const { root, topic } = await this.ports.threads.target(place);
    for (const file of files) {
      const sent = await refined(
        this.ports.api.sendDocument(chatId(place), new InputFile(new TextEncoder().encode(file.text), file.name), {
          ...(sandbox ? { caption: 'SANDBOX: nobody real was called for this.' } : {}),
          ...(topic === undefined ? {} : { message_thread_id: topic }),
          ...(root === undefined ? {} : { reply_parameters: { message_id: root, allow_sending_without_reply: true } }),
        }),
      );
      await this.keep(place, String(sent.message_id), []);
    }
  }

  async post(place: Place, message: Message, rings = false): Promise<Posted> {
    if (message.kind === 'form') return this.postForm(place, message);
    const pages = this.pagesOf(message);
    const buttons = message.buttons ?? [];
    // Calm posts in a thread make no sound; what asks for something does.
    const quiet = !rings && message.kind === 'note' && place.thread !== undefined && buttons.length === 0;
    let posted: Posted | undefined;
    for (const [index, page] of pages.entries()) {
      const mine = index === pages.length - 1 ? buttons : [];
      const id = await this.send(place, page, await keyboardOf(this.ports.tables.taps, mine), quiet);
      posted = await this.keep(place, id, mine);
    }
    if (posted === undefined) throw new TelegramError('refused', 'There was nothing to post.');
    if (message.kind === 'note') await this.sendFiles(place, message.files ?? [], message.sandbox);
    return posted;
  }

  private pagesOf(message: Card | Note): readonly Piece[] {
    return message.kind === 'card' ? [renderCard(message, this.ports.zone)] : renderNote(message, this.ports.zone);
  }

  /** A form without a person at hand: a message with a button that asks its questions to whoever taps it. */
  private async postForm(place: Place, form: Form): Promise<Posted> {
    const title = bold(`${form.sandbox ? SANDBOX : ''}${shorten(form.title, 200)}`);
    const text = joined([title, plain(shorten(form.intro ?? '', 1000))], '\n');
    const open = {
      text: 'Fill it in',
      callback_data: await openData(this.ports.tables.taps, form),
      style: 'primary',
    } as const;
    return this.keep(place, await this.send(place, text, [[open]]), []);
  }

  async edit(posted: Posted, message: Message): Promise<void> {
    if (message.kind === 'form') {
      await this.postForm(posted.place, message);
      return;
    }
    const { place } = posted;
    const row = await this.ports.threads.get(place.channel, posted.id);
    const id = row?.movedTo ?? posted.id;
    const buttons = message.buttons ?? [];
    const text =
      message.kind === 'card'
        ? renderCard(message, this.ports.zone)
        : (renderNote(message, this.ports.zone, 1)[0] ?? plain('…'));
    const keys = await keyboardOf(this.ports.tables.taps, buttons, this.states.of(`${place.channel}/${id}`, buttons));
    if (await this.rewrite(place, id, text, keys)) {
      const { buttons: _, ...rest } = (await this.ports.threads.get(place.channel, id)) ?? { root: place.thread ?? id };
      await this.ports.threads.keep(place.channel, id, hasHiddenParts(buttons) ? { ...rest, buttons } : rest);
    } else {
      await this.postAnew(posted, text, buttons);
    }
    if (message.kind === 'note') await this.sendFiles(place, message.files ?? [], message.sandbox);
  }

  /** Too old, or deleted by somebody: the new message takes its place, and the rest of the bot need not know. */
  private async postAnew(posted: Posted, text: Piece, buttons: readonly Button[]): Promise<void> {
    const { place, id } = posted;
    const begins = place.thread === id;
    const { thread: _, ...open } = place;
    const row = await this.ports.threads.get(place.channel, id);
    const where = begins ? { ...open, ...(row?.topic === undefined ? {} : { thread: `topic:${row.topic}` }) } : place;
    const now = await this.send(where, text, await keyboardOf(this.ports.tables.taps, buttons));
    await this.keep(where, now, buttons, id);
    await this.ports.threads.keep(place.channel, id, { ...row, root: row?.root ?? place.thread ?? id, movedTo: now });
  }

  async rewrite(place: Place, id: string, text: Piece, keys: Keys): Promise<boolean> {
    try {
      await refined(
        this.ports.api.editMessageText(chatId(place), Number(id), text.html, {
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          ...keysIn(keys),
        }),
      );
    } catch (error) {
      const { code } = telegramError(error);
      if (code === 'not-editable') return false;
      if (code !== 'not-modified') throw error;
    }
    return true;
  }

  async turn(place: Place, id: string, shown: Shown): Promise<void> {
    const buttons = (await this.ports.threads.get(place.channel, id))?.buttons ?? [];
    if (buttons.length === 0) return;
    this.states.set(`${place.channel}/${id}`, shown);
    const keys = await keyboardOf(this.ports.tables.taps, buttons, shown);
    try {
      await refined(this.ports.api.editMessageReplyMarkup(chatId(place), Number(id), keysIn(keys)));
    } catch (error) {
      if (telegramError(error).code !== 'not-modified') throw error;
    }
  }

  async whisper(place: Place, actor: Actor, message: Message): Promise<void> {
    const user = actor.id.replace(/^telegram:/, '');
    if (place.channel === user) {
      await this.post(place, message);
      return;
    }
    const person = await this.ports.tables.people.get(user);
    if (person?.reachable === true) {
      try {
        await this.post({ surface: 'telegram', channel: user }, message);
        return;
      } catch (error) {
        if (telegramError(error).code !== 'cannot-reach') throw error;
        await this.ports.tables.people.set(user, { ...person, reachable: false });
      }
    }
    const bot = this.ports.botName();
    const where = bot === undefined ? 'me' : `@${bot}`;
    const hint = `${message.sandbox ? SANDBOX : ''}${cutTo(actor.name, 60)}, my answer is for you alone: open a private chat with ${where}, press Start, then do this again.`;
    await this.keep(place, await this.send(place, plain(cutTo(hint, LIMITS.text)), [], true), []);
  }
}

async function refined<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw telegramError(error);
  }
}
