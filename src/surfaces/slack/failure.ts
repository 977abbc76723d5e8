/**
 * What Slack answered, as one kind of error: may it be sent again, when, and one sentence with the cure. The announcer
 * reads `retryable` and `retryAfterMs`; nothing outside this folder knows Slack's error codes.
 */
import { webApi } from '@slack/bolt';

export interface FailureFacts {
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  /** Slack may have done it although no answer came. */
  readonly uncertain?: boolean;
}

export class SlackFailure extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly uncertain: boolean;
  readonly sentence: string;

  constructor(sentence: string, facts: FailureFacts, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'SlackFailure';
    this.sentence = sentence;
    this.code = facts.code;
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
    this.uncertain = facts.uncertain ?? false;
  }
}

const REINSTALL = 'create the tokens anew under "OAuth & Permissions" of the Slack app, then start again';

/** Slack's codes that somebody can cure. */
const CURES: Readonly<Record<string, string>> = {
  not_authed: `Slack got no token: set SLACK_BOT_TOKEN (xoxb-…) and SLACK_APP_TOKEN (xapp-…), then start again.`,
  invalid_auth: `Slack does not accept the token: ${REINSTALL}.`,
  account_inactive: `The bot was removed from the Slack workspace: install the app again, then ${REINSTALL}.`,
  token_revoked: `The Slack token was revoked: ${REINSTALL}.`,
  token_expired: `The Slack token has expired: ${REINSTALL}.`,
  user_removed_from_team: `The bot was removed from the Slack workspace: install the app again, then ${REINSTALL}.`,
  team_disabled: 'The Slack workspace is disabled: ask an owner of the workspace, or use tokens of another one.',
  not_allowed_token_type:
    'Slack wants the other kind of token here: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.',
  missing_scope: 'The Slack app lacks a permission: paste manifest.yml into its settings and install it again.',
  no_permission: 'The Slack app lacks a permission: paste manifest.yml into its settings and install it again.',
  not_in_channel: 'I am not a member of this Slack channel: invite me with "/invite @Callsheet", then say it again.',
  channel_not_found: 'I cannot see this Slack channel: invite me with "/invite @Callsheet", then say it again.',
  is_archived: 'This Slack channel is archived: go on in another one.',
  restricted_action: 'A rule of the workspace forbids the bot to post in this channel: ask an admin of the workspace.',
};

const UNRECOVERABLE: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
]);

/** Trying again does not help before somebody has changed the set-up. */
export const isUnrecoverable = (failure: SlackFailure): boolean => UNRECOVERABLE.has(failure.code);

/** `doing`: the method, for the sentence of an error nobody expected. */
export function toFailure(error: unknown, doing: string): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const seconds = error.retryAfter;
    return new SlackFailure(
      `Slack asks to slow down; the next try is in ${seconds} s.`,
      { code: 'ratelimited', retryable: true, retryAfterMs: seconds * 1000 },
      error,
    );
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    const cure = CURES[code] ?? `Slack refused ${doing}: ${code}.`;
    return new SlackFailure(cure, { code, retryable: TRANSIENT.has(code) }, error);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const retryable = error.statusCode >= 500;
    return new SlackFailure(
      `Slack answered ${error.statusCode} to ${doing}: try again in a minute, or look at status.slack.com.`,
      { code: `http_${error.statusCode}`, retryable, uncertain: retryable },
      error,
    );
  }
  return new SlackFailure(
    `Slack could not be reached for ${doing}: check the network of this machine.`,
    { code: 'unreachable', retryable: true, uncertain: true },
    error,
  );
}

const TRANSIENT: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
