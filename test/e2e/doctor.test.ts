// What is wrong with the account and the set-up, each in one sentence with its cure: in a terminal and in the chat.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { botEnvironment, startBot } from '../support/bot.ts';
import { isFullRun } from '../support/counts.ts';
import {
  type Ended,
  type Environment,
  type Program,
  runNode,
  type SimulatorProgram,
  startSimulatorProgram,
  stateFolder,
} from '../support/programs.ts';

let folder: ReturnType<typeof stateFolder>;
let account: SimulatorProgram | undefined;
let programs: Program[] = [];

beforeEach(() => {
  folder = stateFolder();
  programs = [];
});
afterEach(async () => {
  for (const program of programs) await program.killGroup();
  await account?.killGroup();
  account = undefined;
  folder.remove();
});

/** `npm run doctor` against this account, as with real calls. */
async function doctor(
  args: readonly string[] = [],
  env: Environment = {},
  faults: readonly object[] = [],
): Promise<Ended> {
  account = await startSimulatorProgram(args);
  await account.faults(faults);
  const real = { TELNYX_API_KEY: 'KEYtest', TELNYX_BASE_URL: `${account.url}/v2` };
  const program = runNode(['src/main.ts', 'doctor'], botEnvironment(folder.path, { ...real, ...env }));
  programs.push(program);
  return program.ended;
}

const answer = (path: string, body: unknown, status = 200): object => ({
  match: { method: 'GET', path },
  kind: 'status',
  times: 20,
  status,
  body,
});

function expectFinding(end: Ended, finding: RegExp): void {
  expect(end.stdout).toMatch(finding);
  expect(end).toMatchObject({ code: 1, stderr: '' });
}

describe('npm run doctor', () => {
  test('R3 a new account is well: every line says ok, and the exit code is 0', async () => {
    const end = await doctor(['--start', new Date().toISOString(), '--speed', '1']);
    expect(end.stderr).toBe('');
    for (const line of end.stdout.trimEnd().split('\n')) expect(line).toMatch(/^ok {4}\S.+: .+\.$/);
    expect(end.code).toBe(0);
  });

  test.runIf(isFullRun)(
    'R1 R308 P38 without a key the sandbox is well, and it says what would make it real',
    async () => {
      const program = runNode(['src/main.ts', 'doctor'], botEnvironment(folder.path));
      programs.push(program);
      const end = await program.ended;
      expect(end).toMatchObject({ code: 0, stderr: '' });
      expect(end.stdout).toContain('SANDBOX');
      expect(end.stdout).toContain('TELNYX_API_KEY');
    },
  );

  test('everything that is wrong with an account, each with its cure', async () => {
    const off = { date: new Date(Date.now() - 3_600_000).toUTCString() };
    const balance = { data: { record_type: 'balance', balance: '0.40', available_credit: '0.40', currency: 'USD' } };
    const profile = {
      id: '1',
      name: 'Default',
      enabled: true,
      whitelisted_destinations: ['US'],
      concurrent_call_limit: 2,
    };
    const faults = [
      { ...answer('^/v2/balance', balance), headers: off },
      answer('^/v2/phone_numbers', { data: [], meta: { total_pages: 1 } }),
      answer('^/v2/outbound_voice_profiles', { data: [profile], meta: { total_pages: 1 } }),
    ];
    const end = await doctor([], { MAX_CONCURRENT_CALLS: '10' }, faults);
    expectFinding(end, /TO DO Numbers: There is no active phone number\. Buy one at/);
    expectFinding(end, /TO DO Balance: Only 0\.40 USD .+Top up at/);
    expectFinding(end, /TO DO Calls at once: MAX_CONCURRENT_CALLS is 10, but the account allows 2\. Set it to 2/);
    expectFinding(end, /TO DO Clock: This computer's clock is (59|60) minutes off\. Switch on automatic time/);
  });

  test.runIf(isFullRun)('no outbound profile', async () => {
    const none = answer('^/v2/outbound_voice_profiles', { data: [], meta: { total_pages: 1 } });
    expectFinding(await doctor([], {}, [none]), /TO DO Outbound profile: .+Enable one at/);
  });

  test.runIf(isFullRun)(
    'R3 R317 a wrong key is a finding that names the cure; the key itself is never shown',
    async () => {
      const error = { errors: [{ code: '10009', title: 'Authentication failed', detail: 'No key found' }] };
      const end = await doctor([], {}, [answer('^/v2/', error, 401)]);
      expectFinding(end, /TO DO Telnyx key: .+TELNYX_API_KEY.+npm run doctor.+\./);
      expect(end.stdout + end.stderr).not.toContain('KEYtest');
    },
  );
});

describe('doctor in the chat', () => {
  test.runIf(isFullRun)('finds the same', async () => {
    account = await startSimulatorProgram(['--numbers', '0']);
    const bot = await startBot({ folder: folder.path, env: { TELNYX_BASE_URL: `${account.url}/v2` } });
    programs.push(bot);
    const { messages } = await bot.say('/mission doctor');
    expect(messages.map((message) => message.text).join('\n')).toMatch(/Buy one|Numbers/);
  });
});
