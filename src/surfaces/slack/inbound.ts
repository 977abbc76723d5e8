/**
 * Station (1), inwards: what Slack delivers as `Inbound`. The id of a message is its place and ts, so that the event, its
 * redelivery and the reading of the thread after a gap are the same message. Pure.
 */
import type { Inbound, Posted } from '../../chat/surface.ts';
import type { FormOrigin, SlackFile } from './block-kit/modal.ts';
import { unescapeText } from './block-kit/text.ts';

export type Place = Posted['place'];

/** Who we are in this workspace. */
export interface Identity {
  readonly team: string;
  readonly botUser: string;
  readonly botId: string | undefined;
}

/** What of a message is needed; the same fields in events and in what conversations.replies answers. */
export interface SlackSaid {
  readonly channel: string;
  readonly ts: string;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly subtype?: string | undefined;
  readonly text?: string | undefined;
  readonly thread_ts?: string | undefined;
  readonly user_team?: string | undefined;
  readonly team?: string | undefined;
  readonly files?: readonly SlackFile[] | undefined;
}

/** Messages that a person wrote; edits, joins and topics are others. */
const SAID: ReadonlySet<string> = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** A person's own words: neither ours, nor another bot's, nor a notice of Slack. */
export function isSaid(message: SlackSaid, identity: Identity): message is SlackSaid & { readonly user: string } {
  const { user, bot_id: bot, subtype = '' } = message;
  return user !== undefined && bot === undefined && user !== identity.botUser && SAID.has(subtype);
}

export const placeOf = (channel: string, thread: string | undefined): Place => ({
  surface: 'slack',
  channel,
  ...(thread === undefined ? {} : { thread }),
});

export const isDirect = (channel: string): boolean => channel.startsWith('D');

/** In a direct chat everything is meant for the bot; elsewhere what mentions it. */
export const isAddressed = (message: SlackSaid, identity: Identity): boolean =>
  isDirect(message.channel) || (message.text ?? '').includes(`<@${identity.botUser}`);

export const saidId = (identity: Identity, { channel, ts }: SlackSaid): string =>
  `slack:${identity.team}/${channel}/${ts}`;

/** A person of another workspace, in a shared channel, is known by the own one. */
export const teamOf = (message: SlackSaid, identity: Identity): string =>
  message.user_team ?? message.team ?? identity.team;

export const slashId = (identity: Identity, trigger: string): string => `slack:${identity.team}/slash/${trigger}`;

export const pressId = (identity: Identity, channel: string, message: string, user: string, at: string): string =>
  `slack:${identity.team}/press/${channel}/${message}/${user}/${at}`;

/** A modal is taken once, however often it is sent off. */
export const viewId = (identity: Identity, view: string): string => `slack:${identity.team}/view/${view}`;

export function submitted(
  id: string,
  actor: Inbound['actor'],
  origin: FormOrigin,
  values: Readonly<Record<string, string>>,
  files: Extract<Inbound, { kind: 'submitted' }>['files'],
): Extract<Inbound, { kind: 'submitted' }> {
  return {
    kind: 'submitted',
    id,
    actor,
    place: placeOf(origin.channel, origin.thread),
    form: origin.form,
    values,
    files,
  };
}

/** Numbers and addresses that Slack made links of become words again; mentions stay for whoever reads people. */
export function wordsOf(text: string): string {
  const unlinked = text.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (whole, target: string, label: string | undefined) => {
    if (target.startsWith('@')) return whole;
    if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
    return label ?? target.replace(/^(?:mailto:|tel:|!)/, '');
  });
  return unescapeText(unlinked);
}
