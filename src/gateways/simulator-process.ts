/**
 * The sandbox's Telnyx: the simulator as a child process. It ends with this process, keeps its world in a file, and stands
 * still while nobody drives it, so a sandbox that was killed goes on where it stood.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface SimulatorProcess {
  readonly url: string;
  stop(): Promise<void>;
}

export interface SimulatorProcessOptions {
  readonly number: number;
  /** Named by the person: another one is not taken instead. */
  readonly chosen: boolean;
  /** Mission seconds a wall second. */
  readonly speed: number | undefined;
  readonly worldFile: string | undefined;
}

const PROGRAM = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));
/** A simulator of a process that was just killed needs a moment to let its port and its file go. */
const TRIES = 20;
const PAUSE_MS = 150;
/** The sandbox's pace: a call of two minutes takes two seconds. */
const SPEED = 60;
const READY_MS = 20_000;

interface Attempt {
  readonly process?: SimulatorProcess;
  readonly problem: string;
}

function attempt(port: number, options: SimulatorProcessOptions): Promise<Attempt> {
  const args = ['--port', String(port), '--speed', String(options.speed ?? SPEED), '--quiet'];
  if (options.worldFile !== undefined) args.push('--state', options.worldFile);
  const child = fork(PROGRAM, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const { promise, resolve } = Promise.withResolvers<Attempt>();
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const gone = new Promise<void>((done) => void child.once('exit', () => done()));
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  void gone.then(() => resolve({ problem: said.join('').trim() || 'The simulator did not start.' }));
  child.on('message', (message) => {
    if (typeof message !== 'object' || message === null || !('url' in message) || typeof message.url !== 'string')
      return;
    const { url } = message;
    const stop = async (): Promise<void> => {
      if (child.connected) child.disconnect();
      await gone;
    };
    resolve({ process: { url, stop }, problem: '' });
  });
  return promise.finally(() => clearTimeout(timer));
}

/** Throws one sentence when it cannot start. A default port that is taken is replaced by the next free one. */
export async function startSimulatorProcess(options: SimulatorProcessOptions): Promise<SimulatorProcess> {
  let problem = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    // The first tries wait for a predecessor to go; after that a neighbour's port is tried unless this one was asked for.
    const offset = options.chosen || tries < TRIES / 2 ? 0 : tries - TRIES / 2 + 1;
    const result = await attempt(options.number === 0 ? 0 : options.number + offset, options);
    if (result.process !== undefined) return result.process;
    problem = result.problem;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  throw new Error(problem);
}
