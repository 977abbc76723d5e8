/** Messages to Slack: posted, edited, whispered, with their files. What Slack refuses as too long goes without its body. */
import type { FileOut, Message } from '../../chat/card.ts';
import type { Posted } from '../../chat/surface.ts';
import type { SlackApi } from './api.ts';
import { renderMessage, type SlackMessage } from './block-kit/message.ts';
import { SlackFailure } from './failure.ts';
import type { Files } from './files.ts';
import { isDirect, type Place, placeOf } from './inbound.ts';
import type { SlackLog } from './log.ts';
import type { Actor } from './people.ts';

export interface Posting {
  post(place: Place, message: Message, broadcast?: boolean): Promise<Posted>;
  edit(posted: Posted, message: Message): Promise<void>;
  whisper(place: Place, actor: Actor, message: Message): Promise<void>;
}

const TOO_LONG: ReadonlySet<string> = new Set(['msg_blocks_too_long', 'invalid_blocks', 'msg_too_long']);
/** The person cannot be reached inside this channel. */
const UNREACHABLE: ReadonlySet<string> = new Set(['user_not_in_channel', 'not_in_channel', 'channel_not_found']);

const QUIET = { unfurl_links: false, unfurl_media: false } as const;

/** Renders and sends; a second time without the body when Slack finds it too long. */
type Send = <T>(message: Message, work: (rendered: SlackMessage) => Promise<T>) => Promise<T>;

const sender =
  (zone: string, log: SlackLog): Send =>
  async (message, work) => {
    try {
      return await work(renderMessage(message, zone));
    } catch (error) {
      if (!(error instanceof SlackFailure) || !TOO_LONG.has(error.code) || message.kind === 'form') throw error;
      log.error({ error, kind: message.kind }, 'Slack refused the body of a message');
      return work(renderMessage({ ...message, blocks: [] }, zone));
    }
  };

/** A decision or a result stands in the mission's thread and shows in the channel as well. */
function threadOf(thread: string | undefined, broadcast: boolean) {
  if (thread === undefined) return {};
  return broadcast ? { thread_ts: thread, reply_broadcast: true as const } : { thread_ts: thread };
}

export function createPosting(api: SlackApi, files: Files, zone: string, log: SlackLog): Posting {
  const send = sender(zone, log);
  const { post, attach } = createPosts(api, files, send, log);

  async function edit({ id, place }: Posted, message: Message): Promise<void> {
    await send(message, (rendered) =>
      api.call('chat.update', (client) => client.chat.update({ channel: place.channel, ts: id, ...rendered })),
    );
    await attach({ ...place, thread: place.thread ?? id }, message);
  }

  async function whisper(place: Place, actor: Actor, message: Message): Promise<void> {
    const user = userOf(actor);
    const hasFiles = message.kind === 'note' && (message.files?.length ?? 0) > 0;
    // A direct chat is private as it is; and a file can be shown to one person only there.
    if (isDirect(place.channel)) return void (await post(place, message));
    if (hasFiles) return direct(user, message);
    try {
      await send(message, (rendered) =>
        api.call('chat.postEphemeral', (client) =>
          client.chat.postEphemeral({
            channel: place.channel,
            user,
            ...rendered,
            ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
          }),
        ),
      );
    } catch (error) {
      if (!(error instanceof SlackFailure) || !UNREACHABLE.has(error.code)) throw error;
      await direct(user, message);
    }
  }

  async function direct(user: string, message: Message): Promise<void> {
    const opened = await api.call('conversations.open', (client) => client.conversations.open({ users: user }));
    await post(placeOf(opened.channel?.id ?? user, undefined), message);
  }

  return { post, edit, whisper };
}

interface Posts {
  readonly post: Posting['post'];
  readonly attach: (place: Place, message: Message) => Promise<void>;
}

function createPosts(api: SlackApi, files: Files, send: Send, log: SlackLog): Posts {
  async function post(place: Place, message: Message, broadcast = false): Promise<Posted> {
    const { channel, thread } = place;
    const answer = await send(message, (rendered) =>
      api.call('chat.postMessage', (client) =>
        client.chat.postMessage({
          channel,
          ...rendered,
          ...QUIET,
          ...threadOf(thread, broadcast),
        }),
      ),
    );
    const id = answer.ts ?? '';
    const where = placeOf(answer.channel ?? channel, thread ?? id);
    await attach(where, message);
    return { id, place: where };
  }

  /** The message stands already: a file that fails is said, so that nobody posts the message a second time. */
  async function attach(place: Place, message: Message): Promise<void> {
    const out: readonly FileOut[] = message.kind === 'note' ? (message.files ?? []) : [];
    if (out.length === 0) return;
    try {
      await files.send(place.channel, place.thread, out);
    } catch (error) {
      log.error({ error, files: out.map((file) => file.name) }, 'a file could not be sent');
      const names = out.map((file) => file.name).join(', ');
      const why = error instanceof SlackFailure ? error.sentence : 'Slack did not take it.';
      await post(place, {
        kind: 'note',
        text: [`${names} could not be attached. ${why} Ask for it again.`],
        sandbox: message.sandbox,
      });
    }
  }

  return { post, attach };
}

/** `slack:T1/U1` -> `U1`. */
function userOf(actor: Actor): string {
  const user = /^slack:[^/]+\/(.+)$/.exec(actor.id)?.[1];
  if (user === undefined)
    throw new SlackFailure(`${actor.name} has no account in this Slack workspace.`, {
      code: 'no_slack_user',
      retryable: false,
    });
  return user;
}
