/** The methods of the Bot API that the bot uses, with the checks that make a wrong call fail here as it would there. */
import { randomUUID } from 'node:crypto';
import { parseHtml } from './html-check.ts';
import type { ApiCall } from './request.ts';
import type { Key, World } from './world.ts';

export const BOT = { id: 4242, is_bot: true, first_name: 'Callsheet', username: 'callsheet_test_bot' } as const;

export class ApiError extends Error {
  readonly status: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  constructor(status: number, description: string, parameters: Readonly<Record<string, unknown>> = {}) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }
}

const bad = (description: string) => new ApiError(400, `Bad Request: ${description}`);

export function answer(world: World, { method, fields, files }: ApiCall): unknown {
  switch (method) {
    case 'getMe':
      return { ...BOT, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };
    case 'getWebhookInfo':
      return { url: world.webhook, has_custom_certificate: false, pending_update_count: world.updates.length };
    case 'deleteWebhook':
      world.webhook = '';
      return true;
    case 'setMyCommands':
      return setCommands(world, fields.commands);
    case 'sendMessage':
      return sendMessage(world, fields);
    case 'editMessageText':
      return editText(world, fields);
    case 'editMessageReplyMarkup':
      return editKeyboard(world, fields);
    case 'answerCallbackQuery': {
      const text = textIn(fields, 'text');
      if (text.length > 200) throw bad('MESSAGE_TOO_LONG');
      world.answers.push({ query: textIn(fields, 'callback_query_id'), text });
      world.wake();
      return true;
    }
    case 'sendDocument':
      return sendDocument(world, fields, files);
    case 'getFile': {
      const id = textIn(fields, 'file_id');
      if (!world.files.has(id)) throw bad('wrong file_id or the file is temporarily unavailable');
      return { file_id: id, file_unique_id: id, file_path: `documents/${id}` };
    }
    case 'getChatMember':
      if (world.closed.has(numberIn(fields, 'chat_id'))) throw bad('chat not found');
      return { status: 'member', user: BOT };
    default:
      throw new ApiError(404, `Not Found: the stand-in does not know ${method}`);
  }
}

const textIn = (fields: ApiCall['fields'], name: string): string => {
  const value = fields[name];
  return value === undefined ? '' : String(value);
};

const numberIn = (fields: ApiCall['fields'], name: string): number => Number(fields[name]);

const objectIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

function setCommands(world: World, value: unknown): true {
  if (!Array.isArray(value) || value.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH');
  world.commands = value.map((one) => {
    const { command, description } = objectIn(one);
    if (!/^[a-z0-9_]{1,32}$/.test(String(command))) throw bad('BOT_COMMAND_INVALID');
    if (String(description).length < 1 || String(description).length > 256)
      throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
    return { command: String(command), description: String(description) };
  });
  return true;
}

/** The text of a call as Telegram reads it. */
function parsedText(fields: ApiCall['fields']): { readonly html: string; readonly text: string } {
  const html = textIn(fields, 'text');
  const parsed = fields.parse_mode === 'HTML' ? parseHtml(html) : { text: html, entities: 0 };
  if ('error' in parsed) throw bad(parsed.error);
  const text = parsed.text.trim();
  if (text === '') throw bad('message text is empty');
  if (text.length > 4096) throw bad('message is too long');
  if (parsed.entities > 100) throw bad('too many entities');
  return { html, text };
}

function keyboardIn(fields: ApiCall['fields']): readonly (readonly Key[])[] {
  const rows = objectIn(fields.reply_markup).inline_keyboard ?? [];
  if (!Array.isArray(rows) || rows.flat().length > 100) throw bad('reply markup is too long');
  return rows.map((row) => {
    if (!Array.isArray(row)) throw bad('object expected as reply markup');
    return row.map(keyOf);
  });
}

function keyOf(value: unknown): Key {
  const { text, callback_data: data, style } = objectIn(value);
  if (typeof text !== 'string' || text.trim() === '') throw bad('inline keyboard button text must be non-empty');
  if (typeof data !== 'string') throw bad('text buttons are not allowed in the inline keyboard');
  const bytes = Buffer.byteLength(data);
  if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID');
  if (style !== undefined && !['danger', 'success', 'primary'].includes(String(style)))
    throw bad('invalid button style');
  return { text, callback_data: data, ...(style === undefined ? {} : { style: String(style) }) };
}

function reachable(world: World, chat: number): void {
  if (!Number.isFinite(chat)) throw bad('chat not found');
  if (world.closed.has(chat)) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
}

function replyIn(world: World, fields: ApiCall['fields'], chat: number): { readonly replyTo?: number } {
  const reply = objectIn(fields.reply_parameters);
  if (reply.message_id === undefined) return {};
  const id = Number(reply.message_id);
  if (world.find(chat, id) !== undefined) return { replyTo: id };
  if (reply.allow_sending_without_reply === true) return {};
  throw bad('message to be replied not found');
}

function sendMessage(world: World, fields: ApiCall['fields']): unknown {
  const chat = numberIn(fields, 'chat_id');
  reachable(world, chat);
  return stored(world, fields, chat, { ...parsedText(fields), keyboard: keyboardIn(fields) });
}

function sendDocument(world: World, fields: ApiCall['fields'], files: ApiCall['files']): unknown {
  const chat = numberIn(fields, 'chat_id');
  reachable(world, chat);
  const part = textIn(fields, 'document').replace('attach://', '');
  const file = files.get(part);
  if (file === undefined) throw bad('there is no document in the request');
  const caption = textIn(fields, 'caption');
  if (caption.length > 1024) throw bad('message caption is too long');
  const content = { name: file.name, text: file.bytes.toString('utf8') };
  return stored(world, fields, chat, { html: caption, text: caption, keyboard: [], file: content });
}

function stored(
  world: World,
  fields: ApiCall['fields'],
  chat: number,
  content: {
    readonly html: string;
    readonly text: string;
    readonly keyboard: readonly (readonly Key[])[];
    readonly file?: { name: string; text: string };
  },
): unknown {
  const id = world.newMessageId();
  const topic = fields.message_thread_id === undefined ? {} : { topic: Number(fields.message_thread_id) };
  const reply = replyIn(world, fields, chat);
  const silent = fields.disable_notification === true;
  world.messages.push({ chat, id, fromBot: true, ...content, ...topic, ...reply, silent, edits: 0, deleted: false });
  world.wake();
  return { message_id: id, date: 0, chat: { id: chat, type: chat < 0 ? 'supergroup' : 'private' }, text: content.text };
}

function editable(world: World, fields: ApiCall['fields']) {
  const message = world.find(numberIn(fields, 'chat_id'), numberIn(fields, 'message_id'));
  if (message === undefined) throw bad('message to edit not found');
  if (!message.fromBot) throw bad("message can't be edited");
  return message;
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

function editText(world: World, fields: ApiCall['fields']): unknown {
  const message = editable(world, fields);
  const { html, text } = parsedText(fields);
  const keyboard = keyboardIn(fields);
  const same = message.html === html && JSON.stringify(message.keyboard) === JSON.stringify(keyboard);
  if (same) throw bad(NOT_MODIFIED);
  Object.assign(message, { html, text, keyboard, edits: message.edits + 1 });
  world.wake();
  return { message_id: message.id, date: 0, chat: { id: message.chat, type: 'private' }, text };
}

function editKeyboard(world: World, fields: ApiCall['fields']): unknown {
  const message = editable(world, fields);
  const keyboard = keyboardIn(fields);
  if (JSON.stringify(message.keyboard) === JSON.stringify(keyboard)) throw bad(NOT_MODIFIED);
  Object.assign(message, { keyboard, edits: message.edits + 1 });
  world.wake();
  return { message_id: message.id, date: 0, chat: { id: message.chat, type: 'private' } };
}

export const newFileId = (): string => randomUUID();
