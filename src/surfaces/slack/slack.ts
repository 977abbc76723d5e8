/**
 * The Slack surface: Bolt over a socket (or over HTTP requests that http/ hands in), Block Kit outwards. It acknowledges,
 * translates and nothing else; what is to be done is decided behind the desk.
 */
import type { Desk, Finding, Surface } from '../../chat/surface.ts';
import { clientOptions, createSlackApi } from './api.ts';
import { checkSlack, tokenFindings } from './check.ts';
import { createEventsEndpoint } from './events-endpoint.ts';
import { SlackFailure } from './failure.ts';
import { createFiles } from './files.ts';
import { createPosting } from './posting.ts';
import { createSession, type Session } from './session.ts';
import type { SlackConfig, SlackDeps } from './slack-deps.ts';

export interface SlackSurface extends Surface {
  /** For `POST /slack/events`; only in http mode, answers 503 before `start`. */
  readonly events?: (request: Request) => Promise<Response>;
}

/** `start` throws a `SlackFailure` with one sentence when the set-up is wrong. */
export function createSlackSurface(config: SlackConfig, deps: SlackDeps): SlackSurface {
  const { log } = deps;
  const options = clientOptions(config.apiUrl, log);
  const api = createSlackApi(config.botToken, options);
  const files = createFiles(api, config);
  const posting = createPosting(api, files, config.zone, log);
  const endpoint = config.mode === 'http' ? createEventsEndpoint(config.signingSecret ?? '', log) : undefined;
  const channels = new Set<string>();
  let session: Session | undefined;

  async function start(desk: Desk): Promise<void> {
    const wrong = tokenFindings(config.botToken, config.appToken, config.mode).find((one) => !one.ok);
    if (wrong !== undefined) throw new SlackFailure(wrong.sentence, { code: 'wrong_token', retryable: false });
    const answer = await api.call('auth.test', (client) => client.auth.test());
    const identity = { team: answer.team_id ?? '', botUser: answer.user_id ?? '', botId: answer.bot_id };
    session = createSession({ config, deps, identity, desk, api, files, posting, options, endpoint });
    await session.open();
    log.info({ team: answer.team, bot: answer.user }, 'Slack is connected');
  }

  async function stop(): Promise<void> {
    api.stop();
    await session?.close();
  }

  const check = (): Promise<readonly Finding[]> =>
    checkSlack({
      api,
      botToken: config.botToken,
      appToken: config.appToken,
      mode: config.mode,
      clientOptions: options,
      openThreads: deps.openThreads,
      usedChannels: () => [...channels],
      isConnected: () => session?.isOpen() ?? false,
    });

  return {
    name: 'slack',
    start,
    stop,
    check,
    ...posting,
    post(place, message, broadcast) {
      channels.add(place.channel);
      return posting.post(place, message, broadcast);
    },
    ...(endpoint === undefined ? {} : { events: endpoint.events }),
  };
}
