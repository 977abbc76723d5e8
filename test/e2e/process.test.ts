// `npm start` as a person types it: open soon, ended cleanly, nothing left behind.
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bot, botEnvironment, launchBot, openBot } from '../support/bot.ts';
import { about, ending, MISSION_MS, numbers, ownList, start } from '../support/bot-scenes.ts';
import { isFullRun } from '../support/counts.ts';
import { eventually, freePort, type Program, printed, run, stateFolder } from '../support/programs.ts';

/** What hangs, hangs for longer, however busy the machine is; how long a start takes is for `npm run bench`. */
const GONE_MS = 10_000;

let folder: ReturnType<typeof stateFolder>;
let program: Program | undefined;

beforeEach(() => {
  folder = stateFolder();
});
afterEach(async () => {
  await program?.killGroup();
  folder.remove();
});

/** Somebody answers there. */
async function listening(url: string): Promise<boolean> {
  return fetch(url, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  );
}

test('R8 npm start opens the sandbox, says where it is, and keeps its state where STATE_URL says', async () => {
  const here = (): readonly string[] => readdirSync('.').toSorted();
  const before = here();
  program = run('npm', ['start'], botEnvironment(folder.path));
  const url = await printed(program, /Console: (\S+)/);
  const next = await printed(program, /(Next: .+)/);
  expect(await listening(url)).toBe(true);
  expect(next).toContain(url);
  expect(program.stdout()).toMatch(/Simulated Telnyx: http:\/\/127\.0\.0\.1:\d+/);
  expect(program.stdout()).toContain('SANDBOX');
  expect(readdirSync(folder.path)).toEqual(expect.arrayContaining(['sandbox.sqlite', 'sandbox-world.jsonl']));
  expect(here()).toEqual(before);
});

test.runIf(isFullRun)(
  'a whole mission with a restart in the middle: the terminal has nothing to say on the way',
  {
    timeout: MISSION_MS,
  },
  async () => {
    const ports = { PORT: String(await freePort()), SIM_PORT: String(await freePort()) };
    const open = async (): Promise<Bot> => {
      program = launchBot(folder.path, { ...ports, LOG_LEVEL: 'warn', CLOCK_SPEED: '600' });
      return openBot(program, {});
    };
    const first = await open();
    const reference = await start(first, await ownList(first, 'store-hours', numbers(3)));
    // A second one beside it: it takes the number that refuses HD voice.
    await start(first, await ownList(first, 'store-hours', numbers(2, 3)));
    await first.until('its card', (message) => message.kind === 'card' && about(reference)(message));
    const { stderr } = await first.stop();
    expect(stderr).toBe('');
    const second = await open();
    await ending(second, reference);
    expect(await second.stop()).toMatchObject({ code: 0, stderr: '' });
  },
);

describe('an end that was asked for', () => {
  test.each(isFullRun ? (['SIGINT', 'SIGTERM'] as const) : (['SIGTERM'] as const))(
    '%s: code 0 soon, the simulator goes along',
    async (signal) => {
      program = launchBot(folder.path);
      const bot = await openBot(program, {});
      const simulator = bot.stage().url;
      const begun = performance.now();
      bot.kill(signal);
      const end = await bot.ended;
      expect(performance.now() - begun).toBeLessThan(GONE_MS);
      expect(end).toMatchObject({ code: 0, signal: null, stderr: '' });
      await eventually(
        () => 'the end of the simulator',
        async () => ((await listening(simulator)) ? undefined : true),
      );
    },
  );

  test.runIf(isFullRun)('a page that is open does not hold it up', async () => {
    program = launchBot(folder.path);
    const bot = await openBot(program, {});
    const stream = await fetch(`${bot.url}/api/stream?user=ana`);
    bot.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    await stream.body?.cancel().catch(() => undefined);
  });

  test.runIf(isFullRun)(
    'the whole group at once and once more through npm, as Ctrl-C in a terminal sends it: silent, code 0',
    async () => {
      program = launchBot(folder.path, { LOG_LEVEL: 'warn' });
      const bot = await openBot(program, {});
      const begun = performance.now();
      process.kill(-bot.pid, 'SIGINT');
      bot.kill('SIGINT');
      expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
      expect(performance.now() - begun).toBeLessThan(GONE_MS);
    },
  );

  test('killed without warning, the simulator does not outlive it', async () => {
    program = launchBot(folder.path);
    const bot = await openBot(program, {});
    const simulator = bot.stage().url;
    bot.kill('SIGKILL');
    await eventually(
      () => 'the end of the simulator',
      async () => ((await listening(simulator)) ? undefined : true),
    );
  });
});
