// Starts a small program on a state of its own as another process would, and reads the lines it prints.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Worker {
  readonly child: ChildProcess;
  /** Lines as they come; ends with the process. */
  readonly lines: AsyncIterableIterator<string>;
  /** Exit code or signal, once it has ended. */
  readonly ended: Promise<number | string>;
}

export interface WorkerOptions {
  /** A command that starts the rest of its arguments, e.g. `['sh', '-c', 'ulimit … && exec "$@"', 'sh']`. */
  readonly through?: readonly string[];
  readonly uid?: number;
}

export function runWorker(program: string, args: readonly string[], options: WorkerOptions = {}): Worker {
  const script = fileURLToPath(new URL(program, import.meta.url));
  const [command = process.execPath, ...rest] = [...(options.through ?? []), process.execPath, script, ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), ended };
}
