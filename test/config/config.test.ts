import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Config, ENVIRONMENT_NAMES, readConfig } from '../../src/config.ts';
import { WRONG } from './wrong-variables.ts';

function configOf(env: Readonly<Record<string, string>>): Config {
  const read = readConfig(env);
  if ('problems' in read) throw new Error(read.problems.join(' '));
  return read.config;
}

describe('an empty environment', () => {
  test('R1 P38 is the sandbox on loopback, with a state and a world of its own', () => {
    expect(configOf({})).toMatchObject({
      sandbox: true,
      host: '127.0.0.1',
      stateUrl: 'sqlite://./data/sandbox.sqlite',
      defaultRegion: 'US',
      admins: [],
    });
  });

  test('names no account, no surface and no token', () => {
    const config = configOf({});
    for (const name of ['telnyxKey', 'telnyxUrl', 'slack', 'telegram', 'consoleToken'] as const)
      expect(config).not.toHaveProperty(name);
  });

  test('is the same as one of empty and blank values, as a .env file has them', () => {
    const blank = Object.fromEntries(ENVIRONMENT_NAMES.map((name, index) => [name, index % 2 === 0 ? '' : '  ']));
    expect(configOf(blank)).toEqual(configOf({}));
  });
});

test('the public address comes with its token and without a slash at its end', () => {
  const env = { PUBLIC_URL: 'https://callsheet.example.com/', CONSOLE_TOKEN: '0123456789abcdef' };
  expect(configOf(env).publicUrl).toBe('https://callsheet.example.com');
});

describe('sandbox and real', () => {
  test('R8 the sandbox lies beside the real state, never in it', () => {
    const env = { STATE_URL: 'sqlite:///var/lib/callsheet/state.sqlite' };
    expect(configOf(env).stateUrl).toBe('sqlite:///var/lib/callsheet/sandbox.sqlite');
    expect(configOf({ ...env, TELNYX_API_KEY: 'KEY1' }).stateUrl).toBe(env.STATE_URL);
  });

  test('a key makes it real, against the real service unless an address is set', () => {
    expect(configOf({ TELNYX_API_KEY: 'KEY1' })).toMatchObject({
      sandbox: false,
      telnyxKey: 'KEY1',
      telnyxUrl: 'https://api.telnyx.com/v2',
    });
    const local = { TELNYX_API_KEY: 'KEY1', TELNYX_BASE_URL: 'http://127.0.0.1:4010/v2/' };
    expect(configOf(local).telnyxUrl).toBe('http://127.0.0.1:4010/v2');
  });

  test.each(['http://127.0.0.1:4010/v2', 'http://localhost:4010/v2', 'http://[::1]:4010/v2'])(
    'a clock of its own speed is for loopback only: %s',
    (address) => {
      const env = { TELNYX_API_KEY: 'KEY1', CLOCK_SPEED: '60', TELNYX_BASE_URL: address };
      expect(configOf(env).clockSpeed).toBe(60);
    },
  );

  test.each([
    'https://api.telnyx.com/v2',
    'http://127.0.0.1.example.com/v2',
    'http://localhost.example.com/v2',
    'http://127.0.0.1@example.com/v2',
    'http://localhost:80@example.com/v2',
  ])('an address that only looks like loopback is none: %s', (address) => {
    const read = readConfig({ TELNYX_API_KEY: 'KEY1', CLOCK_SPEED: '60', TELNYX_BASE_URL: address });
    expect(read).toEqual({ problems: [expect.stringMatching(/^CLOCK_SPEED /)] });
  });
});

describe('wrong values', () => {
  test.each(WRONG)('%s', (_, env, named, cure) => {
    const read = readConfig(env);
    const problems = 'problems' in read ? read.problems : [];
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(named);
    expect(problems[0]).toMatch(cure);
    expect(problems[0]).toMatch(/^[A-Z_]+ [^\n]+\.$/);
  });

  test('no sentence repeats a secret', () => {
    const env = {
      SLACK_BOT_TOKEN: 'xapp-secretsecret',
      TELEGRAM_BOT_TOKEN: '12:secretsecret',
      CONSOLE_TOKEN: 'secret',
    };
    const read = readConfig(env);
    expect('problems' in read && read.problems).toHaveLength(3);
    expect(JSON.stringify(read)).not.toContain('secret');
  });
});

test('people and places are lists, separated as one likes', () => {
  const { admins, approvers } = configOf({ ADMINS: 'slack:T1/U1, telegram:12\nconsole:ana', APPROVERS: 'slack:T1/U2' });
  expect(admins).toEqual(['slack:T1/U1', 'telegram:12', 'console:ana']);
  expect(approvers).toEqual(['slack:T1/U2']);
});

test('a port that was set is that port, one that was not may be another', () => {
  expect(configOf({}).port).toEqual({ number: 3000, chosen: false });
  expect(configOf({ PORT: '3000' }).port).toEqual({ number: 3000, chosen: true });
  expect(configOf({ PORT: '0' }).port).toEqual({ number: 0, chosen: true });
});

const example = new URL('../../.env.example', import.meta.url);

test.skipIf(!existsSync(example))('.env.example names every variable that is read, and no other', () => {
  const named = [...readFileSync(example, 'utf8').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...ENVIRONMENT_NAMES].toSorted());
});
