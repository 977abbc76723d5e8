/**
 * What the Telegram surface is given: its configuration, its durable tables, the wall clock and a log. The rows of the
 * tables stand here because every part of the surface reads them.
 */
import type { Button, Form } from '../../chat/card.ts';
import type { DeskLog, DeskTable } from '../../chat/desk-deps.ts';
import type { WalkRow } from './walk.ts';

export interface TelegramConfig {
  /** From BotFather: `123456:ABC…`. */
  readonly token: string;
  /** Where the Bot API answers; Telegram's own server when left out. No slash at the end. */
  readonly apiRoot?: string;
  readonly sandbox: boolean;
  /** IANA zone that times are shown in. */
  readonly zone: string;
  /** How fast one chat may be written to; Telegram's published pace when left out. */
  readonly pace?: Pace;
}

export interface Pace {
  /** At most so many messages and edits ... */
  readonly messages: number;
  /** ... in so many wall milliseconds. */
  readonly perMs: number;
}

/** One message of the bot, or one of a person that belongs to a thread. Key: `chat/message`. */
export interface MessageRow {
  /** The message that the thread began with; itself when it began one. */
  readonly root: string;
  /** Forum topic it stands in. */
  readonly topic?: number;
  /** All buttons of a message that does not show them all at once. */
  readonly buttons?: readonly Button[];
  /** The message that took its place when it could no longer be edited. */
  readonly movedTo?: string;
  /** The message whose place it took: by that id the rest of the bot knows it. */
  readonly standsFor?: string;
}

/** What a button means whose data would be longer than Telegram takes. Key: fingerprint. */
export type TapRow =
  | { readonly kind: 'press'; readonly action: string; readonly value: string }
  | { readonly kind: 'form'; readonly form: Form };

/** Key: user id, and `@username` in small letters. */
export interface PersonRow {
  readonly id: number;
  readonly name: string;
  /** They have written to the bot in private, so it may write to them. */
  readonly reachable: boolean;
}

/** Key: chat id. */
export interface ChatRow {
  readonly title: string;
  readonly group: boolean;
}

export interface TelegramTables {
  readonly walks: DeskTable<WalkRow>;
  readonly messages: DeskTable<MessageRow>;
  readonly taps: DeskTable<TapRow>;
  readonly people: DeskTable<PersonRow>;
  readonly chats: DeskTable<ChatRow>;
}

export interface TelegramDeps {
  readonly log: DeskLog;
  readonly tables: TelegramTables;
  /** Wall time, epoch ms. */
  wall(): number;
  /** From 0 to 1: spreads waits, names form walks. */
  random(): number;
}

/** The tables under their fixed names; `table` is the store's. */
export function telegramTables(table: <V>(name: string) => DeskTable<V>): TelegramTables {
  return {
    walks: table('telegram-walks'),
    messages: table('telegram-messages'),
    taps: table('telegram-taps'),
    people: table('telegram-people'),
    chats: table('telegram-chats'),
  };
}
