/**
 * Processes of this project as tests start them: in a group of their own, what they print kept, their ends awaited; and
 * the strings behind the simulator's stage.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LogEntry } from './sandbox.ts';

export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url));
const SIMULATOR = 'src/simulator/main.ts';
/** A machine that does ten things at once starts a process slowly. */
const OPEN_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 40;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of this project with what it says; killed with its children when the test is over. */
export interface Program {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** The process and all its children at once, as a machine that loses power. */
  killGroup(): Promise<Ended>;
}

export type Environment = Readonly<Record<string, string>>;

/** A folder of one's own that is gone after `remove`. */
export function stateFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'bot-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function watch(child: ChildProcess): Program {
  const { pid } = child;
  if (pid === undefined) throw new Error(`${child.spawnfile} could not be started.`);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  return {
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    kill: (signal) => void child.kill(signal),
    async killGroup() {
      signalGroup('SIGKILL');
      return ended;
    },
  };
}

/** In a process group of its own; the loopback guard of the tests comes along in NODE_OPTIONS. */
export function run(command: string, args: readonly string[], env: Environment = {}, cwd = ROOT): Program {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  return watch(spawn(command, [...args], { cwd, detached: true, stdio, env: { ...process.env, ...env } }));
}

export const runNode = (args: readonly string[], env: Environment = {}): Program => run(process.execPath, args, env);

/** Asks until there is an answer. Rejects with `what` when there is none in `ms` wall time. */
export async function eventually<T>(
  what: () => string,
  ask: () => Promise<T | undefined> | T | undefined,
  ms = OPEN_WITHIN_MS,
): Promise<T> {
  for (const deadline = Date.now() + ms; ; ) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Not in ${ms} ms: ${what()}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** The first group of `pattern` in what the program prints; its end before that is an error with all it said. */
export async function printed(program: Program, pattern: RegExp, ms = OPEN_WITHIN_MS): Promise<string> {
  let end: Ended | undefined;
  void program.ended.then((ended) => {
    end = ended;
  });
  return eventually(
    () => `${pattern} of ${program.stdout()}${program.stderr()}`,
    () => {
      const found = pattern.exec(program.stdout())?.[1];
      if (found === undefined && end !== undefined)
        throw new Error(`It ended (${end.code ?? end.signal}) before ${pattern}: ${end.stdout}${end.stderr}`);
      return found;
    },
    ms,
  );
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

export async function ask(
  url: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const answer = await fetch(url, { ...init, headers: { connection: 'close', ...init.headers } });
  return { status: answer.status, body: await answer.json() };
}

export const post = (body: unknown, headers: Environment = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const logged = z.array(
  z.object({
    seq: z.number(),
    at: z.string(),
    method: z.string().optional(),
    path: z.string().optional(),
    query: z.record(z.string(), z.string()).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    status: z.number().optional(),
    response: z.unknown().optional(),
    dial: z
      .object({ event: z.string(), from: z.string(), to: z.string(), attempt: z.number(), outcome: z.string() })
      .optional(),
  }),
);
const clockShape = z.object({ now: z.string(), speed: z.number() });

/** The strings behind the simulator's stage, wherever it runs. */
export interface Stage {
  readonly url: string;
  log(): Promise<readonly LogEntry[]>;
  clock(): Promise<{ readonly now: number; readonly speed: number }>;
  setClock(change: { readonly speed?: number; readonly idleUntil?: string | null }): Promise<void>;
  script(numbers: Readonly<Record<string, readonly unknown[]>>): Promise<void>;
  faults(faults: readonly object[]): Promise<void>;
}

export function stageAt(url: string): Stage {
  const tell = async (path: string, body: unknown): Promise<void> => {
    const { status, body: answer } = await ask(`${url}${path}`, post(body));
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  };
  return {
    url,
    log: async () => logged.parse((await ask(`${url}/_sim/log`)).body),
    async clock() {
      const { now, speed } = clockShape.parse((await ask(`${url}/_sim/clock`)).body);
      return { now: Date.parse(now), speed };
    },
    setClock: (change) => tell('/_sim/clock', change),
    script: (numbers) => tell('/_sim/script', numbers),
    faults: (faults) => tell('/_sim/faults', faults),
  };
}

export interface SimulatorProgram extends Stage, Program {}

/** `npm run sim` as a process of its own. */
export async function startSimulatorProgram(args: readonly string[] = []): Promise<SimulatorProgram> {
  const program = runNode([SIMULATOR, '--port', '0', ...args]);
  const url = await printed(program, /Simulated Telnyx: (http:\/\/[\d.:]+)\/v2/);
  return { ...program, ...stageAt(url) };
}
