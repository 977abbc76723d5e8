/** How long `npm start` takes to the address it prints, and a bare bot that only loads the same three libraries. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BARE =
  "await Promise.all(['@slack/bolt', 'grammy', 'hono'].map((name) => import(name))); console.log('Console: ');";
const TURNS = 5;

export interface OpeningTimes {
  readonly oursMs: readonly number[];
  readonly bareMs: readonly number[];
}

/** Milliseconds until it prints `Console: `; then it is ended. */
async function opened(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const begun = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Console: ')) break;
  }
  const took = performance.now() - begun;
  // npm and all it started.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await gone;
  if (!said.includes('Console: ')) throw new Error(`${command} ${args.join(' ')} ended before it was open.`);
  return took;
}

/** `npm start` on a state of its own: the one before may still be closing its. */
async function ours(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'callsheet-bench-'));
  try {
    return await opened('npm', ['start'], { STATE_URL: `sqlite://${folder}/state.sqlite`, PORT: '0', SIM_PORT: '0' });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const bare = (): Promise<number> => opened('npm', ['exec', '--', 'node', '--input-type=module', '-e', BARE], {});

/** Turn about; the first turn of each warms up what is kept on disk between starts. */
export async function openingTimes(): Promise<OpeningTimes> {
  const pairs: (readonly [number, number])[] = [];
  for (let turn = 0; turn <= TURNS; turn += 1) pairs.push([await ours(), await bare()]);
  const counted = pairs.slice(1);
  return { oursMs: counted.map(([one]) => one), bareMs: counted.map(([, other]) => other) };
}
