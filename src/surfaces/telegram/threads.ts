/**
 * Telegram has no threads in groups: a reply names one message. This keeps, for every message of the bot and every reply to
 * one, the message its thread began with, and the forum topic it stands in. `topic:7` is a topic without a thread.
 */
import type { Message } from 'grammy/types';
import type { DeskTable } from '../../chat/desk-deps.ts';
import type { Place } from './place.ts';
import type { MessageRow } from './telegram-deps.ts';

const TOPIC = 'topic:';

export interface Threads {
  /** Of a message that came in: the thread it continues, if any. */
  placeOf(message: Message): Promise<Place>;
  /** Of a message of the bot that was pressed. */
  placeOfOwn(chat: number, id: number): Promise<Place>;
  /** Where a message to this place goes. */
  target(place: Place): Promise<{ readonly root?: number; readonly topic?: number }>;
  get(channel: string, id: string): Promise<MessageRow | undefined>;
  keep(channel: string, id: string, row: MessageRow): Promise<void>;
}

export const chatId = (place: Place): number | string => {
  const number = Number(place.channel);
  return Number.isSafeInteger(number) ? number : place.channel;
};

/** The message that this one is an explicit reply to; in a topic every message "replies" to the topic's first one. */
export function repliedTo(message: Message): Message | undefined {
  const reply = message.reply_to_message;
  return reply === undefined || reply.forum_topic_created !== undefined ? undefined : reply;
}

export const topicOf = (message: Message): number | undefined =>
  message.is_topic_message === true ? message.message_thread_id : undefined;

export function createThreads(messages: DeskTable<MessageRow>): Threads {
  const key = (channel: string, id: string | number): string => `${channel}/${id}`;

  const inTopic = (channel: string, topic: number | undefined): Place => ({
    surface: 'telegram',
    channel,
    ...(topic === undefined ? {} : { thread: `${TOPIC}${topic}` }),
  });

  async function placeOf(message: Message): Promise<Place> {
    const channel = String(message.chat.id);
    const topic = topicOf(message);
    const reply = repliedTo(message);
    if (reply === undefined) return inTopic(channel, topic);
    const known = await messages.get(key(channel, reply.message_id));
    const ours = reply.from?.is_bot === true;
    if (known === undefined && !ours) return inTopic(channel, topic);
    const root = known?.root ?? String(reply.message_id);
    // A reply to this reply stays in the thread.
    await messages.set(key(channel, message.message_id), { root, ...(topic === undefined ? {} : { topic }) });
    return { surface: 'telegram', channel, thread: root };
  }

  return {
    placeOf,
    async placeOfOwn(chat, id) {
      const channel = String(chat);
      const known = await messages.get(key(channel, id));
      return { surface: 'telegram', channel, thread: known?.root ?? String(id) };
    },
    async target(place) {
      const { thread, channel } = place;
      if (thread === undefined) return {};
      if (thread.startsWith(TOPIC)) return { topic: Number(thread.slice(TOPIC.length)) };
      const known = await messages.get(key(channel, thread));
      const root = Number(known?.movedTo ?? thread);
      return { root, ...(known?.topic === undefined ? {} : { topic: known.topic }) };
    },
    get: (channel, id) => messages.get(key(channel, id)),
    keep: (channel, id, row) => messages.set(key(channel, id), row),
  };
}
