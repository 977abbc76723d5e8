/** Runs mutants, two at a time, in one vitest of its own; answers the state of each one's test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, root } from './mutant.ts';

/** `failed` is what it should be; anything else is `passed`, `not found`, or what kept the file from running. */
export async function runMutants(mutants: readonly Mutant[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'callsheet-mutants-'));
  const order = join(folder, 'order.json');
  try {
    await writeFile(order, JSON.stringify(mutants));
    const { FULL: _, VITEST: __, VITEST_POOL_ID: ___, VITEST_WORKER_ID: ____, ...env } = process.env;
    const run = spawn(
      process.execPath,
      [`${root}node_modules/vitest/vitest.mjs`, 'run', '--config', `${root}test/mutants/vitest.config.ts`],
      { cwd: root, env: { ...env, MUTANTS: order }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const said: string[] = [];
    run.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    run.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await once(run, 'close');
    const done = await readFile(`${order}.done`, 'utf8').catch(() => {
      throw new Error(`The mutants did not run: ${said.join('')}`);
    });
    return JSON.parse(done);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
