/** Slack's payloads, read as far as they are needed; whatever else stands in them is left alone. Pure. */
import type { RespondFn } from '@slack/bolt';
import type { Act } from './answers.ts';
import { readPress, type SlackAction } from './block-kit/buttons.ts';
import type { SlackFile, ViewValues } from './block-kit/modal.ts';
import { placeOf, type SlackSaid } from './inbound.ts';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A message event, a mention, or one message of a thread (which does not name its channel). Undefined: no message. */
export function toSaid(raw: unknown, inChannel?: string): SlackSaid | undefined {
  if (!isRecord(raw)) return undefined;
  const channel = inChannel ?? text(raw.channel);
  const ts = text(raw.ts);
  if (channel === undefined || ts === undefined) return undefined;
  return {
    channel,
    ts,
    user: text(raw.user),
    bot_id: text(raw.bot_id),
    subtype: text(raw.subtype),
    text: text(raw.text),
    thread_ts: text(raw.thread_ts),
    user_team: text(raw.user_team),
    team: text(raw.team),
    files: Array.isArray(raw.files) ? raw.files.filter(isRecord).map(toFile) : [],
  };
}

const toFile = (raw: Record<string, unknown>): SlackFile => ({
  id: text(raw.id),
  name: text(raw.name),
  size: typeof raw.size === 'number' ? raw.size : undefined,
  url_private: text(raw.url_private),
  url_private_download: text(raw.url_private_download),
});

export interface Press {
  readonly action: string;
  readonly value: string;
  readonly user: string;
  readonly team: string | undefined;
  readonly named: string | undefined;
  /** The ts of the message that was pressed, and of the press. */
  readonly message: string;
  readonly at: string;
  readonly act: Omit<Act, 'actor'>;
}

/** Undefined: not a button of ours in a message. */
export function toPress(
  action: SlackAction & { readonly action_ts?: string },
  body: object,
  respond: RespondFn,
): Press | undefined {
  const pressed = readPress(action);
  if (pressed === undefined || !isRecord(body)) return undefined;
  const user = isRecord(body.user) ? body.user : {};
  const container = isRecord(body.container) ? body.container : {};
  const shown = isRecord(body.message) ? body.message : {};
  const channel = text(container.channel_id) ?? (isRecord(body.channel) ? text(body.channel.id) : undefined);
  const message = text(container.message_ts) ?? text(shown.ts);
  const id = text(user.id);
  if (channel === undefined || message === undefined || id === undefined) return undefined;
  return {
    ...pressed,
    user: id,
    team: text(user.team_id) ?? (isRecord(body.team) ? text(body.team.id) : undefined),
    named: text(user.name) ?? text(user.username),
    message,
    at: action.action_ts ?? '',
    act: {
      place: placeOf(channel, text(shown.thread_ts) ?? text(container.thread_ts)),
      trigger: text(body.trigger_id),
      respond,
      message,
      ephemeral: container.is_ephemeral === true,
    },
  };
}

/** Where the sentence about an unreadable file stands: under the input that held it. */
export function fileErrors(state: ViewValues, problems: readonly string[]): Readonly<Record<string, string>> {
  const used = Object.entries(state).find(([, inputs]) =>
    Object.values(inputs).some((typed) => (typed.files ?? []).length > 0),
  );
  return { [used?.[0].replace(/\.file$/, '') ?? '']: problems.join(' ') };
}
