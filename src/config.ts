/**
 * The only reader of the environment. `readConfig` answers a checked configuration or the sentences that say what is wrong
 * and what to do; nothing is half-started on a wrong one.
 */
import { z } from 'zod';

const text = z.string().trim().min(1).optional();
/** One sentence whatever is wrong with it: not a number, not whole, too small, too big. */
const whole = (least: number, most: number, example: number) => {
  const message = `must be a whole number from ${least} to ${most}, for example ${example}`;
  return z.coerce.number({ message }).int({ message }).min(least, message).max(most, message).optional();
};
const port = (example: number) => whole(0, 65_535, example);
const list = z
  .string()
  .transform((value) => value.split(/[,\s]+/).filter((one) => one !== ''))
  .default([]);
const actorId = /^(slack:[A-Z0-9]+\/[A-Z0-9]+|telegram:\d+|console:[\w.-]+)$/;
const actors = list.refine((ids) => ids.every((id) => actorId.test(id)), {
  message: 'must hold ids such as slack:T0123/U0456, telegram:123456 or console:name, separated by commas',
});
const address = z
  .url({ protocol: /^https?$/, message: 'must be an address that begins with http:// or https://' })
  .optional();

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
};

const CLOCK_SPEED = 'must be a number above 0, for example 60';

const schema = z.object({
  TELNYX_API_KEY: text,
  TELNYX_BASE_URL: address,
  BACKEND: z
    .enum(['telnyx'], { message: 'must be telnyx; ClawdTalk is not supported by this version' })
    .default('telnyx'),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith(
      'xoxb-',
      'must be the bot token that begins with xoxb-; the one with xapp- belongs into SLACK_APP_TOKEN',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith(
      'xapp-',
      'must be the app-level token that begins with xapp-; the one with xoxb- belongs into SLACK_BOT_TOKEN',
    )
    .optional(),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: address,
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'must look like 123456:ABC… as BotFather shows it')
    .optional(),
  TELEGRAM_API_ROOT: address,
  STATE_URL: z
    .string()
    .regex(
      /^(sqlite:\/\/.+|memory:)$/,
      'must be sqlite://PATH, for example sqlite://./data/callsheet.sqlite; this version keeps its state in SQLite',
    )
    .default('sqlite://./data/callsheet.sqlite'),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: port(3000),
  SIM_PORT: port(4010),
  PUBLIC_URL: address,
  CONSOLE_TOKEN: z.string().min(16, 'must have at least 16 characters; `openssl rand -hex 16` makes one').optional(),
  CLOCK_SPEED: z.coerce.number({ message: CLOCK_SPEED }).positive(CLOCK_SPEED).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      message: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('warn'),
  ORGANISATION: text,
  DEFAULT_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country in two capital letters, for example US or DE')
    .default('US'),
  TIMEZONE: z.string().refine(isZone, 'must be a time zone such as Europe/Berlin or America/New_York').optional(),
  MAX_CONCURRENT_CALLS: whole(1, 10, 2),
  ADMINS: actors,
  OPERATORS: actors,
  APPROVERS: actors,
});

type Environment = z.infer<typeof schema>;

export interface Config {
  /** Absent: nothing is real, everything runs on the simulator (what must hold, 7). */
  readonly telnyxKey?: string;
  /** With `/v2`. Absent in the sandbox: the simulator is started. */
  readonly telnyxUrl?: string;
  readonly sandbox: boolean;
  /** Socket Mode with the app token; with a signing secret instead, events come over HTTP. */
  readonly slack?: {
    readonly mode: 'socket' | 'http';
    readonly botToken: string;
    readonly appToken?: string;
    readonly signingSecret?: string;
    readonly apiUrl?: string;
  };
  readonly telegram?: { readonly token: string; readonly apiRoot?: string };
  /** The state of what is real, or of the sandbox. */
  readonly stateUrl: string;
  /** Where the sandbox keeps its world; only in the sandbox, and not when it has no file. */
  readonly worldFile?: string;
  readonly host: string;
  readonly port: { readonly number: number; readonly chosen: boolean };
  /** Under which people reach this server from elsewhere, without a slash at its end. */
  readonly publicUrl?: string;
  readonly simulatorPort: { readonly number: number; readonly chosen: boolean };
  readonly consoleToken?: string;
  /** Undefined: 60 in the sandbox, real time else. */
  readonly clockSpeed?: number;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly organisation?: string;
  readonly defaultRegion: string;
  readonly zone: string;
  /** Undefined: as the account says, else two (playbook R250). */
  readonly maxConcurrentCalls?: number;
  readonly admins: readonly string[];
  readonly operators: readonly string[];
  readonly approvers: readonly string[];
}

const TELNYX = 'https://api.telnyx.com/v2';
const LOOPBACK = /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?(\/|$)/;

export const isLoopback = (url: string): boolean => LOOPBACK.test(url);

/** The sandbox lives beside the real state and never in it. */
function sandboxState(stateUrl: string): { stateUrl: string; worldFile?: string } {
  if (stateUrl === 'memory:') return { stateUrl };
  const folder = stateUrl.slice('sqlite://'.length).replace(/[^/]*$/, '');
  return { stateUrl: `sqlite://${folder}sandbox.sqlite`, worldFile: `${folder}sandbox-world.jsonl` };
}

/** What no single value shows: values that do not go together. */
function problemsBetween(env: Environment): readonly string[] {
  const problems: string[] = [];
  if (env.SLACK_BOT_TOKEN !== undefined && env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined)
    problems.push(
      'SLACK_APP_TOKEN is missing: Slack needs both tokens. Make an app-level token (xapp-) with connections:write in the Slack app settings (or, for events over HTTP, set SLACK_SIGNING_SECRET).',
    );
  if (env.SLACK_APP_TOKEN !== undefined && env.SLACK_BOT_TOKEN === undefined)
    problems.push(
      'SLACK_BOT_TOKEN is missing: Slack needs both tokens. Install the Slack app and copy its bot token (xoxb-).',
    );
  const real = env.TELNYX_API_KEY !== undefined;
  const url = env.TELNYX_BASE_URL ?? TELNYX;
  if (real && (env.CLOCK_SPEED ?? 1) !== 1 && !isLoopback(url))
    problems.push(
      'CLOCK_SPEED must be 1 with a real Telnyx account: real people are called in real time. Remove CLOCK_SPEED.',
    );
  if (!real && env.TELNYX_BASE_URL !== undefined && !isLoopback(env.TELNYX_BASE_URL))
    problems.push(
      'TELNYX_BASE_URL points to a real service but TELNYX_API_KEY is missing. Set the key, or remove TELNYX_BASE_URL for the sandbox.',
    );
  if (env.PUBLIC_URL !== undefined && env.CONSOLE_TOKEN === undefined)
    problems.push(
      'PUBLIC_URL needs CONSOLE_TOKEN: beyond this machine the console opens only for who knows it. Set it too; `openssl rand -hex 16` makes one.',
    );
  return problems;
}

const withoutEmpty = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined || value.trim() === '' ? [] : [[key, value]])),
  );

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });

function slackOf(env: Environment): Config['slack'] {
  if (env.SLACK_BOT_TOKEN === undefined) return undefined;
  const common = { botToken: env.SLACK_BOT_TOKEN, ...optional('apiUrl', env.SLACK_API_URL) };
  if (env.SLACK_APP_TOKEN !== undefined) return { mode: 'socket', ...common, appToken: env.SLACK_APP_TOKEN };
  return { mode: 'http', ...common, ...optional('signingSecret', env.SLACK_SIGNING_SECRET) };
}

function toConfig(env: Environment): Config {
  const sandbox = env.TELNYX_API_KEY === undefined;
  const state = sandbox ? sandboxState(env.STATE_URL) : { stateUrl: env.STATE_URL };
  const slack = slackOf(env);
  const telegram =
    env.TELEGRAM_BOT_TOKEN === undefined
      ? undefined
      : { token: env.TELEGRAM_BOT_TOKEN, ...optional('apiRoot', env.TELEGRAM_API_ROOT) };
  return {
    ...optional('telnyxKey', env.TELNYX_API_KEY),
    ...optional('telnyxUrl', env.TELNYX_BASE_URL?.replace(/\/+$/, '') ?? (sandbox ? undefined : TELNYX)),
    sandbox,
    ...optional('slack', slack),
    ...optional('telegram', telegram),
    ...state,
    host: env.HOST,
    port: { number: env.PORT ?? 3000, chosen: env.PORT !== undefined },
    simulatorPort: { number: env.SIM_PORT ?? 4010, chosen: env.SIM_PORT !== undefined },
    ...optional('publicUrl', env.PUBLIC_URL?.replace(/\/+$/, '')),
    ...optional('consoleToken', env.CONSOLE_TOKEN),
    ...optional('clockSpeed', env.CLOCK_SPEED),
    logLevel: env.LOG_LEVEL,
    ...optional('organisation', env.ORGANISATION),
    defaultRegion: env.DEFAULT_REGION,
    zone: env.TIMEZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...optional('maxConcurrentCalls', env.MAX_CONCURRENT_CALLS),
    admins: env.ADMINS,
    operators: env.OPERATORS,
    approvers: env.APPROVERS,
  };
}

/** Every name that Callsheet reads, for `.env.example` and its test. */
export const ENVIRONMENT_NAMES: readonly string[] = Object.keys(schema.shape);

export type ConfigResult = { readonly config: Config } | { readonly problems: readonly string[] };

export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = schema.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${sentence(issue.message)}`);
    return { problems };
  }
  const problems = problemsBetween(parsed.data);
  return problems.length > 0 ? { problems } : { config: toConfig(parsed.data) };
}

const sentence = (message: string): string =>
  `${message.startsWith('must') ? message : `is not valid: ${message}`}.`.replace(/\.\.$/, '.');

export const readEnvironment = (): ConfigResult => readConfig(process.env);
