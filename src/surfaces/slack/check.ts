/** The set-up looked at from Slack's side: tokens, permissions, the socket, membership. Each finding is one sentence. */
import { webApi } from '@slack/bolt';
import type { Finding, OpenThreads } from '../../chat/surface.ts';
import type { SlackApi } from './api.ts';
import { type SlackFailure, toFailure } from './failure.ts';
import { isDirect } from './inbound.ts';
import { BOT_SCOPES } from './scopes.ts';

export interface CheckDeps {
  readonly api: SlackApi;
  readonly botToken: string;
  readonly appToken: string | undefined;
  readonly mode: 'socket' | 'http';
  readonly clientOptions: webApi.WebClientOptions;
  readonly openThreads: OpenThreads;
  /** Channels that somebody used the bot in since it started. */
  readonly usedChannels: () => readonly string[];
  readonly isConnected: () => boolean;
}

export async function checkSlack(deps: CheckDeps): Promise<readonly Finding[]> {
  const kinds = tokenFindings(deps.botToken, deps.appToken, deps.mode);
  if (kinds.some((one) => !one.ok)) return kinds;
  const access = await accessFindings(deps.api);
  const socket = deps.mode === 'socket' ? [await socketFinding(deps)] : [];
  const channels = access.every((one) => one.ok || one.what === 'Slack permissions') ? await channelFindings(deps) : [];
  return [...access, ...socket, ...channels];
}

const bad = (what: string, sentence: string): Finding => ({ what, ok: false, sentence });
const good = (what: string, sentence: string): Finding => ({ what, ok: true, sentence });

/** Looks at the letters alone: swapped tokens are the most frequent mistake. */
export function tokenFindings(
  botToken: string,
  appToken: string | undefined,
  mode: 'socket' | 'http',
): readonly Finding[] {
  const what = 'Slack tokens';
  if (botToken.startsWith('xapp-') && appToken?.startsWith('xoxb-') === true)
    return [
      bad(
        what,
        'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: the bot token begins with xoxb-, the app token with xapp-.',
      ),
    ];
  if (!botToken.startsWith('xoxb-'))
    return [
      bad(
        what,
        'SLACK_BOT_TOKEN is no bot token: copy the one that begins with xoxb- from "OAuth & Permissions" of the Slack app.',
      ),
    ];
  if (mode === 'socket' && appToken?.startsWith('xapp-') !== true)
    return [
      bad(
        what,
        'SLACK_APP_TOKEN is no app token: make one with connections:write under "Basic Information" of the Slack app; it begins with xapp-.',
      ),
    ];
  return [good(what, 'The Slack tokens are of the right kind.')];
}

async function accessFindings(api: SlackApi): Promise<readonly Finding[]> {
  const what = 'Slack workspace';
  try {
    const answer = await api.call('auth.test', (client) => client.auth.test(), false);
    const granted = answer.response_metadata?.scopes;
    const missing = granted === undefined ? [] : Object.keys(BOT_SCOPES).filter((scope) => !granted.includes(scope));
    const found = good(
      what,
      `Slack accepts the bot token; the bot is ${answer.user ?? 'known'} in ${answer.team ?? 'the workspace'}.`,
    );
    if (missing.length === 0) return [found, good('Slack permissions', 'The Slack app has all permissions it needs.')];
    return [
      found,
      bad(
        'Slack permissions',
        `The Slack app lacks ${missing.join(', ')}: paste manifest.yml into its settings and install it to the workspace again.`,
      ),
    ];
  } catch (error) {
    return [bad(what, toFailure(error, 'auth.test').sentence)];
  }
}

async function socketFinding({ appToken = '', clientOptions, isConnected }: CheckDeps): Promise<Finding> {
  const what = 'Slack connection';
  if (isConnected()) return good(what, 'The connection to Slack is open.');
  try {
    const client = new webApi.WebClient(appToken, { ...clientOptions, retryConfig: { retries: 1 } });
    await client.apps.connections.open();
    return good(what, 'Slack opens a connection with SLACK_APP_TOKEN.');
  } catch (error) {
    return bad(what, socketSentence(toFailure(error, 'apps.connections.open')));
  }
}

const socketSentence = ({ code, sentence }: SlackFailure): string =>
  code === 'invalid_auth' || code === 'not_authed' || code === 'missing_scope' || code === 'not_allowed_token_type'
    ? `Slack does not accept SLACK_APP_TOKEN (${code}): make an app token with connections:write under "Basic Information" of the Slack app.`
    : sentence;

async function channelFindings({ api, openThreads, usedChannels }: CheckDeps): Promise<readonly Finding[]> {
  const open = (await openThreads()).filter((place) => place.surface === 'slack').map((place) => place.channel);
  const channels = [...new Set([...open, ...usedChannels()])].filter((channel) => !isDirect(channel));
  const findings = await Promise.all(channels.map((channel) => membership(api, channel)));
  return findings.filter((one) => one !== undefined);
}

async function membership(api: SlackApi, channel: string): Promise<Finding | undefined> {
  const what = 'Slack channel';
  try {
    const { channel: found } = await api.call(
      'conversations.info',
      (client) => client.conversations.info({ channel }),
      false,
    );
    const name = found?.name === undefined ? channel : `#${found.name}`;
    if (found?.is_im === true || found?.is_mpim === true) return undefined;
    return found?.is_member === true
      ? good(what, `The bot is a member of ${name}.`)
      : bad(what, `The bot is not a member of ${name}: write "/invite @Callsheet" there, or it hears no replies.`);
  } catch (error) {
    const { code, sentence } = toFailure(error, 'conversations.info');
    return code === 'channel_not_found'
      ? bad(
          what,
          `The bot cannot see the channel ${channel}: write "/invite @Callsheet" there, or it hears no replies.`,
        )
      : bad(what, sentence);
  }
}
