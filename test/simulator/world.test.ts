// The world apart from the wire: time, log, restart, and what the default numbers do.
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '../../src/simulator/clock.ts';
import { insightValues } from '../../src/simulator/insights.ts';
import { renderMustache } from '../../src/simulator/mustache.ts';
import { seededOutcome } from '../../src/simulator/outcome.ts';
import { clientOf, readyToCall, SCHEMA, START, simulator, stageOf, TARGET } from './support.ts';

const AT = '2026-11-24T15:05:00.000Z';
const LATER = '2026-11-24T16:00:00.000Z';
const MAIN = 'src/simulator/main.ts';

test('a stepped clock stands still between requests and jumps to the sooner of idleUntil and its own next event', async () => {
  const { api, stage } = await simulator();
  const { call } = await readyToCall(api);
  await call(TARGET, AT);
  expect(await stage.clock()).toEqual({ now: START, speed: 0 });
  expect(await stage.idle(null)).toEqual({ now: START, speed: 0 });
  expect((await stage.idle('2026-11-24T15:01:00Z')).now).toBe('2026-11-24T15:01:00.000Z');
  expect((await stage.idle(LATER)).now).toBe(AT);
  expect((await stage.idle(START)).now).toBe(AT);
});

test('a running clock keeps its pace, jumps over what would take long, and stands still when nobody asks', () => {
  let wall = 0;
  const clock = createClock({ startMs: 0, speed: 60, wall: () => wall, frozen: false });
  wall = 1000;
  expect(clock.read(true)).toBe(60_000);
  expect(clock.jump(120_000)).toBe(60_000);
  expect(clock.jump(121_000)).toBe(121_000);
  // In real time a person sees every stretch of it.
  clock.setSpeed(1);
  expect(clock.jump(500_000)).toBe(121_000);
  clock.setSpeed(60);
  wall = 60_000;
  expect(clock.read(false)).toBe(121_000 + 5 * 60_000);
  wall = 70_000;
  expect(clock.read(true)).toBe(121_000 + 5 * 60_000);
  wall = 71_000;
  expect(clock.read(true)).toBe(121_000 + 6 * 60_000);
});

test('the log has requests and dials in one numbering, in mission time, without the key', async () => {
  const { api, stage } = await simulator();
  const { call, look, number } = await readyToCall(api);
  await stage.script({ [TARGET]: ['busy'] });
  const event = await call(TARGET, AT);
  await stage.reach(LATER);
  await look(event);
  const log = await stage.log();
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(JSON.stringify(log)).not.toContain('KEY-of-a-test');
  expect(log.at(-2)).toEqual({
    seq: log.length - 1,
    at: AT,
    dial: {
      event: Object(event).scheduled_event_id,
      from: number.phone_number,
      to: TARGET,
      attempt: 1,
      outcome: 'busy',
    },
  });
  expect(log.at(-1)).toMatchObject({
    at: LATER,
    method: 'GET',
    query: {},
    body: null,
    status: 200,
    response: { call_status: 'busy' },
  });
});

test('after kill -9 the clock, the calls and the log go on where they were', async () => {
  const state = join(temporaryFolder(), 'world.jsonl');
  const args = ['--port', '0', '--speed', '0', '--start', START, '--state', state];
  const first = await spawned(args);
  const { call, look, assistant } = await readyToCall(clientOf(first.url));
  await stageOf(first.url).script({ [TARGET]: ['no-answer', { outcome: 'answered', talkSeconds: 120 }] });
  const one = await call(TARGET, AT);
  const two = await call(TARGET, '2026-11-24T15:20:00Z');
  await stageOf(first.url).reach('2026-11-24T15:10:00.000Z');
  expect(await look(one)).toMatchObject({ call_status: 'no-answer' });
  const before = await stageOf(first.url).log();
  await killed(first.child);

  const second = await spawned(args);
  const stage = stageOf(second.url);
  expect((await stage.clock()).now).toBe('2026-11-24T15:10:00.000Z');
  expect(await stage.log()).toEqual(before);
  await stage.reach(LATER);
  const event = await clientOf(second.url).ai.assistants.scheduledEvents.retrieve(
    String(Object(two).scheduled_event_id),
    {
      assistant_id: assistant.id,
    },
  );
  expect(event).toMatchObject({ status: 'completed', call_duration: 120 });
  expect(await stage.dials()).toMatchObject([{ attempt: 1 }, { attempt: 2, outcome: 'answered' }]);
});

test('a line torn by a kill is dropped, and what was answered before it stays', async () => {
  const stateFile = join(temporaryFolder(), 'world.jsonl');
  const first = await simulator({ stateFile });
  await first.api.ai.missions.create({ name: 'Kept' });
  await first.stop();
  appendFileSync(stateFile, '{"head":{"nowMs":1');
  for (const expected of [1, 2]) {
    const again = await simulator({ stateFile });
    expect((await again.api.ai.missions.list()).data).toHaveLength(expected);
    await again.api.ai.missions.create({ name: 'Added' });
    await again.stop();
  }
});

test('the same script sent again, as after a restart, goes on where it was', async () => {
  const { api, stage } = await simulator();
  const { call } = await readyToCall(api);
  const script = { [TARGET]: ['busy', 'voicemail', 'answered'] };
  for (const at of ['2026-11-24T15:05:00.000Z', '2026-11-24T15:10:00.000Z', '2026-11-24T15:15:00.000Z']) {
    await stage.script(script);
    await call(TARGET, at);
    await stage.reach(at);
  }
  expect((await stage.dials()).map(({ outcome }) => outcome)).toEqual(script[TARGET]);
});

test('a child ends when its parent goes', async () => {
  const { child } = await spawned(['--port', '0', '--quiet']);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  expect(await ended).toBe(0);
});

test('a taken port and a broken state file get one sentence with the cure', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const port = Object(server.address()).port;
  expect(await complaint(['--port', String(port)])).toBe(
    `Port ${port} is taken by another program: stop that one, or start the simulator with --port ${port + 1}.\n`,
  );
  const file = join(temporaryFolder(), 'broken');
  writeFileSync(file, 'no\nstate\n');
  expect(await complaint(['--port', '0', '--state', file])).toContain('delete the file to begin a new world');
  expect(await complaint(['--speed', 'fast'])).toBe('--speed must be a number from 0 on, for example 60.\n');
  expect(await complaint(['--port', 'abc'])).toBe('--port must be a whole number from 0 to 65535, for example 4010.\n');
  expect(await complaint(['--sped', '1'])).toContain('Use: npm run sim');
});

test('default outcomes depend on seed, number and attempt, are mostly answers, and rise with the attempts', () => {
  const numbers = Array.from({ length: 2000 }, (_, index) => `+1312${5_550_000 + index}`);
  const answered = (attempt: number) =>
    numbers.filter((number) => seededOutcome(1, number, attempt) === 'answered').length;
  expect(answered(1)).toBeGreaterThan(1000);
  expect(answered(2)).toBeGreaterThan(answered(1));
  expect(answered(3)).toBeGreaterThan(answered(2));
  const kinds = new Set(numbers.map((number) => seededOutcome(1, number, 1)));
  for (const kind of [
    'no-answer',
    'busy',
    'voicemail',
    'wrong-person',
    'refused',
    'opted-out',
    'call-back',
    'empty-insights',
  ]) {
    expect(kinds).toContain(kind);
  }
});

test('insight values fit the schema, match the outcome, and are the same whenever they are asked for', () => {
  const template = {
    id: 't',
    name: 'Facts',
    instructions: 'Read it.',
    insight_type: 'custom',
    json_schema: SCHEMA,
    webhook: '',
    created_at: START,
  } as const;
  const values = (number: string, outcome: 'answered' | 'voicemail' | 'opted-out', language: 'en' | 'de' = 'en') =>
    insightValues(template, { seed: 1, number, attempt: 1, outcome, overrides: {}, language });
  const prices = Array.from({ length: 50 }, (_, index) => Number(values(`+1${index}`, 'answered').price));
  expect(Math.min(...prices)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...prices) / Math.min(...prices)).toBeLessThan(2);
  expect(new Set(prices).size).toBeGreaterThan(10);
  expect(values('+1', 'answered')).toEqual(values('+1', 'answered'));
  expect(values('+1', 'voicemail')).toMatchObject({ call_outcome: 'voicemail', do_not_call: false });
  expect(values('+1', 'voicemail')).not.toHaveProperty('price');
  expect(values('+1', 'opted-out')).toMatchObject({ call_outcome: 'opted_out', do_not_call: true });
  expect(String(values('+1', 'opted-out', 'de').callee_words)).toMatch(/nie wieder|nicht mehr/);
});

test('variables render as mustache does; what does not parse is spoken as it stands', () => {
  expect(renderMustache('{{#a}}A {{a}}{{/a}}{{^b}} none{{/b}}', { a: 'x' })).toBe('A x none');
  expect(renderMustache('{{#a}}A{{/a}}', { a: '' })).toBe('');
  expect(renderMustache('{{#if a}}A{{/if}}', { a: 'x' })).toBe('{{#if a}}A{{/if}}');
  expect(renderMustache('{{#a}}A', { a: 'x' })).toBe('{{#a}}A');
});

test('a call that hangs outlasts the limit of its assistant and can be hung up', async () => {
  const { api, stage } = await simulator();
  const { call, look } = await readyToCall(api, { telephony_settings: { time_limit_secs: 60 } });
  await stage.script({ [TARGET]: [{ outcome: 'answered', talkSeconds: 7200 }] });
  const event = await call(TARGET, AT);
  await stage.reach(LATER);
  const talking = Object(await look(event));
  expect(talking.call_status).toBe('in-progress');
  await api.calls.actions.hangup(talking.call_attempts[0].telnyx_call_control_id, {});
  expect(await look(event)).toMatchObject({ status: 'completed', call_status: 'completed' });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function spawned(args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => killed(child));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(Object(message).url)));
    child.once('exit', (code) => reject(new Error(`The simulator ended with ${code}`)));
  });
  return { child, url };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** What a start that must fail says; it ends with 1. */
async function complaint(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  return said;
}
