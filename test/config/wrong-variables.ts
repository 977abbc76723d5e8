// Environments that the start refuses: what is wrong, the variables, what the sentence names, and a word of its cure.
const SLACK_BOT = 'xoxb-1-2-abcdefghij';
const SLACK_APP = 'xapp-1-A1-2-abcdefghij';

export type WrongVariables = readonly [string, Readonly<Record<string, string>>, RegExp, RegExp];

export const WRONG: readonly WrongVariables[] = [
  [
    'swapped Slack tokens (bot)',
    { SLACK_BOT_TOKEN: SLACK_APP, SLACK_APP_TOKEN: SLACK_APP },
    /SLACK_BOT_TOKEN/,
    /xoxb-/,
  ],
  [
    'swapped Slack tokens (app)',
    { SLACK_BOT_TOKEN: SLACK_BOT, SLACK_APP_TOKEN: SLACK_BOT },
    /SLACK_APP_TOKEN/,
    /xapp-/,
  ],
  ['only the bot token of Slack', { SLACK_BOT_TOKEN: SLACK_BOT }, /SLACK_APP_TOKEN/, /connections:write/],
  ['only the app token of Slack', { SLACK_APP_TOKEN: SLACK_APP }, /SLACK_BOT_TOKEN/, /Install the Slack app/],
  ['a malformed Telegram token', { TELEGRAM_BOT_TOKEN: '123456' }, /TELEGRAM_BOT_TOKEN/, /BotFather/],
  ['a backend of a later version', { BACKEND: 'clawdtalk' }, /BACKEND/, /telnyx/],
  [
    'a fast clock with real calls',
    { TELNYX_API_KEY: 'KEYtest', CLOCK_SPEED: '60' },
    /CLOCK_SPEED/,
    /Remove CLOCK_SPEED/,
  ],
  [
    'a clock speed that is none',
    { CLOCK_SPEED: 'fast' },
    /CLOCK_SPEED/,
    /^CLOCK_SPEED must be a number above 0, for example 60\.$/m,
  ],
  ['a short console token', { CONSOLE_TOKEN: 'secret' }, /CONSOLE_TOKEN/, /openssl rand/],
  ['a time zone that is none', { TIMEZONE: 'Berlin' }, /TIMEZONE/, /Europe\/Berlin/],
  ['a region that is none', { DEFAULT_REGION: 'Germany' }, /DEFAULT_REGION/, /US or DE/],
  ['too many calls at once', { MAX_CONCURRENT_CALLS: '99' }, /MAX_CONCURRENT_CALLS/, /1 to 10/],
  ['no calls at once', { MAX_CONCURRENT_CALLS: '0' }, /MAX_CONCURRENT_CALLS/, /1 to 10/],
  ['calls at once that are no number', { MAX_CONCURRENT_CALLS: 'two' }, /MAX_CONCURRENT_CALLS/, /1 to 10/],
  ['admins without their platform', { ADMINS: 'ana' }, /ADMINS/, /slack:T0123\/U0456/],
  ['state in PostgreSQL', { STATE_URL: 'postgres://localhost/x' }, /STATE_URL/, /sqlite:\/\//],
  ['a base address that is none', { TELNYX_BASE_URL: 'api.telnyx.com' }, /TELNYX_BASE_URL/, /https?:\/\//],
  [
    'a real base address without a key',
    { TELNYX_BASE_URL: 'https://api.telnyx.com/v2' },
    /TELNYX_API_KEY/,
    /Set the key/,
  ],
  ['a port that is none', { PORT: '99999' }, /PORT/, /0 to 65535/],
  ['a port in words', { PORT: 'http' }, /PORT/, /^PORT must be a whole number from 0 to 65535, for example 3000\.$/m],
  ['a public address that is none', { PUBLIC_URL: 'callsheet.example.com' }, /PUBLIC_URL/, /https:\/\//],
  ['a public address without a token', { PUBLIC_URL: 'https://c.example.com' }, /PUBLIC_URL/, /Set it too/],
  ['a log level that is none', { LOG_LEVEL: 'loud' }, /LOG_LEVEL/, /debug/],
];
