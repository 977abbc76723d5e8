/** From Telegram's updates to what the desk understands: who, where, what, and whether the bot was spoken to. */
import type { CallbackQuery, Message, User, UserFromGetMe } from 'grammy/types';
import type { DeskTable } from '../../chat/desk-deps.ts';
import type { FileIn, Inbound } from '../../chat/surface.ts';
import type { Actor, Place } from './place.ts';
import type { PersonRow } from './telegram-deps.ts';
import { repliedTo } from './threads.ts';

export const actorOf = (user: User): Actor => ({
  id: `telegram:${user.id}`,
  name: [user.first_name, user.last_name].filter((part) => part !== undefined && part !== '').join(' ') || 'Somebody',
});

/** Message ids are unique in a chat for ever; update ids begin anew after a quiet week. */
export const messageId = (message: Message): string => `telegram:${message.chat.id}/${message.message_id}`;
export const tapId = (query: CallbackQuery): string => `telegram:tap/${query.id}`;

export const wordsOf = (message: Message): string => message.text ?? message.caption ?? '';

const COMMAND = /^\/[A-Za-z0-9_]+(?:@(\w+))?/;

/** `/status@another_bot`: none of our business. */
export function isForAnotherBot(message: Message, me: UserFromGetMe): boolean {
  const named = COMMAND.exec(wordsOf(message))?.[1];
  return named !== undefined && named.toLowerCase() !== me.username.toLowerCase();
}

function isAddressed(message: Message, me: UserFromGetMe): boolean {
  const text = wordsOf(message);
  if (message.chat.type === 'private' || COMMAND.test(text)) return true;
  if (text.toLowerCase().includes(`@${me.username.toLowerCase()}`)) return true;
  return repliedTo(message)?.from?.id === me.id;
}

/** Without the bot's own name at either end: "@callsheet_bot approved" is "approved". */
function withoutMention(text: string, me: UserFromGetMe): string {
  const name = `@${me.username}(?![A-Za-z0-9_])`;
  return text.replace(new RegExp(`^\\s*${name}[\\s,:]*`, 'i'), '').replace(new RegExp(`[\\s,]*${name}\\s*$`, 'i'), '');
}

/**
 * People named in a text as `telegram:123`, which the desk knows. Telegram says who is meant only for people without a user
 * name; the others are known once they have spoken.
 */
export async function withPeople(message: Message, people: DeskTable<PersonRow>): Promise<string> {
  const text = wordsOf(message);
  const entities = [...(message.entities ?? message.caption_entities ?? [])].toReversed();
  let named = text;
  for (const entity of entities) {
    const { offset, length } = entity;
    const id =
      entity.type === 'text_mention'
        ? entity.user.id
        : entity.type === 'mention'
          ? (await people.get(text.slice(offset, offset + length).toLowerCase()))?.id
          : undefined;
    if (id !== undefined) named = `${named.slice(0, offset)}telegram:${id}${named.slice(offset + length)}`;
  }
  return named;
}

export async function saidOf(
  message: Message,
  place: Place,
  me: UserFromGetMe,
  more: {
    readonly actor: Actor;
    readonly files: readonly FileIn[];
    readonly answers?: string;
    readonly people: DeskTable<PersonRow>;
  },
): Promise<Inbound> {
  const isCommand = COMMAND.test(wordsOf(message));
  const text = isCommand ? await withPeople(message, more.people) : withoutMention(wordsOf(message), me);
  return {
    kind: 'said',
    id: messageId(message),
    actor: more.actor,
    place,
    text,
    files: more.files,
    ...(more.answers === undefined ? {} : { answers: more.answers }),
    addressed: isAddressed(message, me),
  };
}
