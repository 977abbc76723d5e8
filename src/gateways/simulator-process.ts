/**
 * The sandbox's Telnyx: the simulator as a child process. It ends with this process, keeps its world in a file, and stands
 * still while nobody drives it, so a sandbox that was killed goes on where it stood.
 */
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
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
/** The simulator of a process that was just killed needs a moment to let its port go. */
const PREDECESSOR_MS = 2000;
const PAUSE_MS = 50;
const PORTS_TRIED = 20;
/** The sandbox's pace: a call of two minutes takes two seconds. */
const SPEED = 60;
const READY_MS = 20_000;

/** The code of the error that listening there ends in; undefined = free. */
function listeningFails(port: number): Promise<string | undefined> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });
}

async function choosePort({ number: port, chosen }: SimulatorProcessOptions): Promise<number> {
  if (port === 0) return 0;
  let problem = await listeningFails(port);
  for (const deadline = Date.now() + PREDECESSOR_MS; problem === 'EADDRINUSE' && Date.now() < deadline; ) {
    await sleep(PAUSE_MS);
    problem = await listeningFails(port);
  }
  if (problem === 'EACCES')
    throw new Error(`SIM_PORT ${port} needs more rights than this user has. Set SIM_PORT to one above 1023.`);
  if (problem !== 'EADDRINUSE') return port;
  if (chosen)
    throw new Error(`SIM_PORT ${port} is taken by another program. Stop that one, or set SIM_PORT to another port.`);
  for (let next = port + 1; next <= port + PORTS_TRIED; next += 1)
    if ((await listeningFails(next)) === undefined) return next;
  throw new Error(`Ports ${port} to ${port + PORTS_TRIED} are all taken. Set SIM_PORT to a free one.`);
}

/** Throws one sentence when it cannot start. A default port that is taken is replaced by the next free one. */
export async function startSimulatorProcess(options: SimulatorProcessOptions): Promise<SimulatorProcess> {
  const args = ['--port', String(await choosePort(options)), '--speed', String(options.speed ?? SPEED), '--quiet'];
  if (options.worldFile !== undefined) args.push('--state', options.worldFile);
  // Ctrl-C in a terminal goes to the whole group: out of it, the simulator ends after its parent has, by the closed channel.
  const child = fork(PROGRAM, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const silent = new Promise<void>((done) => void child.stderr?.once('close', () => done()));
  const gone = new Promise<void>((done) => void child.once('exit', () => done()));
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  // What it said last may arrive after its end.
  void Promise.all([gone, silent]).then(() =>
    reject(new Error(said.join('').trim() || 'The simulator did not start.')),
  );
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'url' in message && typeof message.url === 'string')
      resolve(message.url);
  });
  const url = await promise.finally(() => clearTimeout(timer));
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await gone;
  };
  return { url, stop };
}
