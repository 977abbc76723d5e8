// Everything that can be wrong with a set-up ends the start with one sentence that names the thing and the cure: exit
// code 1, nothing on stdout, no stack.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WRONG } from '../config/wrong-variables.ts';
import { launchBot, startBot } from '../support/bot.ts';
import { isFullRun } from '../support/counts.ts';
import { type Ended, type Environment, freePort, type Program, printed, stateFolder } from '../support/programs.ts';

let folder: ReturnType<typeof stateFolder>;
let programs: Program[] = [];
let servers: Server[] = [];

beforeEach(() => {
  folder = stateFolder();
  programs = [];
  servers = [];
});
afterEach(async () => {
  for (const program of programs) await program.killGroup();
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

function launch(env: Environment = {}): Program {
  const program = launchBot(folder.path, env);
  programs.push(program);
  return program;
}

/** A port that another program listens on. */
async function takenPort(wanted = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

function expectOneSentence(end: Ended, named: RegExp, cure: RegExp): void {
  expect(end, end.stderr).toMatchObject({ code: 1, stdout: '' });
  expect(end.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(end.stderr).toMatch(named);
  expect(end.stderr).toMatch(cure);
  expect(end.stderr).not.toMatch(/\bat .+:\d+:\d+|Error:/);
}

describe('wrong variables', () => {
  // Each is looked at without a process in test/config; here the process tells them, some in the quick set.
  const told = WRONG.filter((_, index) => isFullRun || index === 0);

  test.each(told)('%s', async (_, env, named, cure) => {
    expectOneSentence(await launch(env).ended, named, cure);
  });

  test('several at once get a sentence each', async () => {
    const end = await launch({ TIMEZONE: 'Berlin', ADMINS: 'ana' }).ended;
    expect(end.code).toBe(1);
    expect(end.stderr.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('a wrong surrounding', () => {
  test.runIf(isFullRun)('PORT is taken', async () => {
    const port = await takenPort();
    expectOneSentence(await launch({ PORT: String(port) }).ended, new RegExp(`${port}`), /PORT/);
  });

  test.runIf(isFullRun)('SIM_PORT is taken', async () => {
    const port = await takenPort();
    expectOneSentence(await launch({ SIM_PORT: String(port) }).ended, new RegExp(`${port}`), /SIM_PORT/);
  });

  test('another process works on this state; the first goes on', async () => {
    const first = await startBot({ folder: folder.path });
    programs.push(first);
    const second = await launch().ended;
    expectOneSentence(second, /sandbox\.sqlite/, /stop it first, or set STATE_URL/);
    expect(second.stderr).toContain(`runs already at ${first.url} `);
    expect(second.stderr).toContain('"/mission doctor"');
    expect((await first.messages()).length).toBeGreaterThan(0);
  });

  test.runIf(isFullRun)('a state that is no database', async () => {
    writeFileSync(`${folder.path}/sandbox.sqlite`, 'this is a letter to my grandmother, not a database\n'.repeat(100));
    expectOneSentence(await launch().ended, /sandbox\.sqlite/, /STATE_URL|move|delete|remove/i);
  });

  test.runIf(isFullRun)('a world of the sandbox that cannot be read', async () => {
    writeFileSync(`${folder.path}/sandbox-world.jsonl`, 'not a world\nat all\n');
    expectOneSentence(await launch().ended, /sandbox-world\.jsonl/, /move|delete|remove/i);
  });

  test.runIf(isFullRun)('a folder that cannot be made, because a file is in its place', async () => {
    writeFileSync(`${folder.path}/data`, '');
    expectOneSentence(
      await launch({ STATE_URL: `sqlite://${folder.path}/data/x.sqlite` }).ended,
      /data/,
      /STATE_URL|folder/,
    );
  });

  // Root may write anywhere.
  test.skipIf(process.getuid?.() === 0)('a folder that is not writable', async () => {
    mkdirSync(`${folder.path}/locked`);
    chmodSync(`${folder.path}/locked`, 0o500);
    expectOneSentence(await launch({ STATE_URL: `sqlite://${folder.path}/locked/x.sqlite` }).ended, /locked/, /writ/);
  });

  test.runIf(isFullRun)('a HOST that is not of this machine', async () => {
    expectOneSentence(await launch({ HOST: '192.0.2.1' }).ended, /192\.0\.2\.1|HOST/, /HOST/);
  });

  test.runIf(isFullRun)('a simulator that is not there', async () => {
    const address = `http://127.0.0.1:${await freePort()}/v2`;
    expectOneSentence(await launch({ TELNYX_BASE_URL: address }).ended, /127\.0\.0\.1/, /remove TELNYX_BASE_URL/);
  });
});

describe('ports nobody asked for', () => {
  test.runIf(isFullRun)('where 3000 and 4010 are taken the next ones are used, and it says so', async () => {
    // Taken already by somebody else is as good.
    for (const port of [3000, 4010]) await takenPort(port).catch(() => undefined);
    const program = launch({ PORT: '', SIM_PORT: '' });
    const url = await printed(program, /Console: (\S+)/);
    await printed(program, /(Next: )/);
    expect(url).not.toBe('http://127.0.0.1:3000');
    expect(program.stdout()).toMatch(/Port 3000 is taken by another program, so this is port 30\d\d\./);
    expect(program.stdout()).toMatch(/Simulated Telnyx: http:\/\/127\.0\.0\.1:40(1[1-9]|2\d)/);
  });
});
