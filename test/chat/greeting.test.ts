import { expect, test } from 'vitest';
import { greeting } from '../../src/chat/greeting.ts';

const URL = 'http://127.0.0.1:3000';
const facts = {
  backend: 'Telnyx',
  simulator: undefined,
  surfaces: [{ name: 'console' }],
  foreign: [],
  templates: { all: [], faults: [] },
} as const;
const last = (lines: readonly string[]): string => lines.at(-1) ?? '';

test('the sandbox says where it is and to tap one of the three missions', () => {
  const lines = greeting({
    ...facts,
    console: { url: URL, door: 'open' },
    config: { sandbox: true },
    simulator: 'http://127.0.0.1:4010',
  });
  expect(lines).toEqual([
    `Console: ${URL}`,
    'Simulated Telnyx: http://127.0.0.1:4010',
    'SANDBOX: phones are simulated, nobody is really called.',
    `Next: open ${URL} and tap one of the three missions.`,
  ]);
});

test('real calls without a token: the console is closed, and there is nothing to tap', () => {
  const closed = { ...facts, console: { url: URL, door: 'closed' }, config: { sandbox: false } } as const;
  expect(last(greeting(closed))).toMatch(
    /^Next: put CONSOLE_TOKEN into \.env .+ closed with real calls until CONSOLE_TOKEN is set/,
  );
  const surfaces = [{ name: 'console' }, { name: 'slack' }, { name: 'telegram' }] as const;
  expect(last(greeting({ ...closed, surfaces }))).toMatch(
    /^Next: write "\/mission new" in Slack or Telegram; the console is closed/,
  );
});

test('with a token it is asked for, under the public address too', () => {
  const lines = greeting({
    ...facts,
    console: { url: URL, door: 'token' },
    config: { sandbox: false, publicUrl: 'https://callsheet.example.com' },
  });
  expect(lines).toContain('From elsewhere: https://callsheet.example.com');
  expect(last(lines)).toBe(`Next: open ${URL} and enter the token (CONSOLE_TOKEN).`);
});

test('a template file that is left out is named with line and field, one line a file', () => {
  const broken = {
    file: 'templates/plumbers.yaml',
    line: 14,
    field: 'rounds[0].fields[2].type',
    problem: 'Write text.',
  };
  const lines = greeting({
    ...facts,
    console: { url: URL, door: 'open' },
    config: { sandbox: true },
    templates: {
      all: [],
      faults: [
        broken,
        { ...broken, line: 20, field: 'name' },
        { file: 'templates/empty.yaml', field: '', problem: 'The file cannot be read. Look at its permissions.' },
      ],
    },
  });
  expect(lines.filter((line) => line.includes('templates/'))).toEqual([
    'Left out: templates/plumbers.yaml, line 14, rounds[0].fields[2].type: Write text. (And 1 more; "/mission doctor" lists it.)',
    'Left out: templates/empty.yaml: The file cannot be read. Look at its permissions.',
  ]);
  expect(last(lines)).toMatch(/^Next:/);
});
