/**
 * The process: reads the configuration, starts the app, says where it is, and ends cleanly on a signal. Whatever is wrong
 * with the set-up ends in one sentence and exit code 1, never in a stack trace.
 */
import process from 'node:process';
import { createApp } from './app.ts';
import { readEnvironment } from './config.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

function end(error: unknown): never {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const read = readEnvironment();
if ('problems' in read) {
  for (const problem of read.problems) complain(problem);
  process.exit(1);
}

process.on('unhandledRejection', end);
process.on('uncaughtException', end);

const app = await createApp(read.config, end).catch(end);

if (process.argv[2] === 'doctor') {
  const findings = await app.doctor();
  for (const { ok, what, sentence } of findings) say(`${ok ? 'ok   ' : 'TO DO'} ${what}: ${sentence}`);
  await app.stop();
  process.exit(findings.every((one) => one.ok) ? 0 : 1);
}

/** npm hands on what the terminal has already sent to all: the same Ctrl-C twice is no second one. */
const SAME_SIGNAL_MS = 1000;
let stoppingSince: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    const now = performance.now();
    if (stoppingSince !== undefined && now - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
    if (stoppingSince !== undefined) return;
    stoppingSince = now;
    app.stop().then(() => process.exit(0), end);
  });
}

for (const line of await app.start().catch(end)) say(line);
