// Scheduled calls and what came of them: place, look, take back, hang up; conversations, insights, talk.
// Deleting is sent once and only when asked: whoever asks has looked at the event first (what must hold, 4).
import { BackendError } from '../../engine/errors.ts';
import type { CallBackend } from '../../engine/ports.ts';
import { encodeCall, encodeText } from './call-body.ts';
import type { Output, TelnyxClient } from './client.ts';
import { type TelnyxMap, toConversation, toTurns } from './map.ts';

const CONVERSATIONS_AT_ONCE = 100;

type CallMethods = Pick<
  CallBackend,
  | 'encodeCall'
  | 'encodeText'
  | 'placeCall'
  | 'readCall'
  | 'listCalls'
  | 'listTexts'
  | 'deleteCall'
  | 'hangUp'
  | 'findConversations'
  | 'readInsights'
  | 'readTalk'
>;

export function callMethods(client: TelnyxClient, map: TelnyxMap): CallMethods {
  const listed =
    (channel: 'phone_call' | 'sms_chat'): CallBackend['listCalls'] =>
    async (assistant, from, to) => {
      const query = {
        conversation_channel: channel,
        from_date: new Date(from).toISOString(),
        to_date: new Date(to).toISOString(),
      };
      const path = { assistant };
      const events = client.list('listScheduledEvents', { path, query }, (item) => item.scheduled_event_id);
      return (await Array.fromAsync(events)).map(map.toCall);
    };
  return {
    encodeCall,
    encodeText,
    placeCall: async (assistant, body, key) => {
      const event = await client.call('createScheduledEvent', { path: { assistant }, bytes: body, key });
      return { eventId: map.toCall(event).eventId };
    },
    readCall: async (assistant, event) => {
      try {
        return map.toCall(await client.call('readScheduledEvent', { path: { assistant, event } }));
      } catch (error) {
        if (error instanceof BackendError && error.status === 404) return undefined;
        throw error;
      }
    },
    listCalls: listed('phone_call'),
    listTexts: listed('sms_chat'),
    deleteCall: async (assistant, event) => {
      await client.call('deleteScheduledEvent', { path: { assistant, event } });
    },
    hangUp: async (call) => {
      await client.call('hangUp', { path: { call }, body: {} });
    },
    findConversations: async (metadata) => {
      const filters = Object.entries(metadata).map(([key, value]) => [`metadata->${key}`, `eq.${value}`]);
      const query = { ...Object.fromEntries(filters), order: 'created_at.desc', limit: CONVERSATIONS_AT_ONCE };
      return (await client.call('listConversations', { query })).map(toConversation);
    },
    readInsights: async (conversation) =>
      (await client.call('listConversationInsights', { path: { conversation } })).map(map.toInsightRun),
    readTalk: async (conversation) => {
      // Messages have no id; the same words at the same moment are one message.
      const markOf = ({ role, text, sent_at, created_at }: Output<'listMessages'>) => {
        const time = sent_at ?? created_at;
        return time ? `${time} ${role} ${text ?? ''}` : undefined;
      };
      return toTurns(await Array.fromAsync(client.list('listMessages', { path: { conversation } }, markOf)));
    },
  };
}
