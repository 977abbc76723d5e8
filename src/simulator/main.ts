// The simulator as a program: `npm run sim -- --port 4010 --speed 60 --seed 1`. As a child with an IPC channel it says
// when it is ready and ends with its parent.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type RunningSimulator, type SimulatorOptions, startSimulator } from './start-simulator.ts';
import { StateFileError } from './state-file.ts';

const USAGE =
  'npm run sim -- [--port 4010] [--speed 60] [--seed 1] [--state FILE] [--start ISO] [--numbers 2] [--limit 2] [--countries US,CA] [--quiet]';

/** One sentence whatever is wrong with it: not a number, not whole, too small, too big. */
const whole = (least: number, most: number, example: number) => {
  const message = `must be a whole number from ${least} to ${most}, for example ${example}`;
  return z.coerce.number({ message }).int({ message }).min(least, message).max(most, message);
};
const SPEED = 'must be a number from 0 on, for example 60';
const START = 'must be a time with its offset, for example 2026-11-24T15:00:00Z';

const ARGUMENTS = z.object({
  port: whole(0, 65_535, 4010).default(4010),
  speed: z.coerce.number({ message: SPEED }).min(0, SPEED).default(60),
  seed: whole(0, Number.MAX_SAFE_INTEGER, 1).default(1),
  state: z.string().optional(),
  start: z.iso.datetime({ offset: true, message: START }).optional(),
  numbers: whole(0, 500, 2).default(2),
  limit: whole(1, 1_000, 2).optional(),
  countries: z.string().optional(),
  quiet: z.boolean().default(false),
});

/** The process is told to go in one sentence. */
class Refusal extends Error {}

function readArguments(args: readonly string[]): z.infer<typeof ARGUMENTS> {
  const text = { type: 'string' } as const;
  const options = {
    port: text,
    speed: text,
    seed: text,
    state: text,
    start: text,
    numbers: text,
    limit: text,
    countries: text,
  };
  try {
    const { values } = parseArgs({ args: [...args], options: { ...options, quiet: { type: 'boolean' } } });
    return ARGUMENTS.parse(values);
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    if (issue !== undefined) throw new Refusal(`--${issue.path.join('.')} ${issue.message}.`);
    // An argument that there is not; `parseArgs` goes on about how to pass it nevertheless.
    const [what = ''] = error instanceof Error ? error.message.split(/(?<=')\. /) : [];
    throw new Refusal(`The simulator does not understand its arguments (${what}). Use: ${USAGE}`);
  }
}

async function start(options: SimulatorOptions): Promise<RunningSimulator> {
  try {
    return await startSimulator(options);
  } catch (error) {
    if (error instanceof StateFileError) throw new Refusal(error.message);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const { port } = options;
    if (code === 'EADDRINUSE') {
      throw new Refusal(
        `Port ${port} is taken by another program: stop that one, or start the simulator with --port ${port + 1}.`,
      );
    }
    if (code === 'EACCES')
      throw new Refusal(`Port ${port} needs more rights than this user has: choose one above 1023 with --port.`);
    throw error;
  }
}

async function main(): Promise<void> {
  const {
    port,
    speed,
    seed,
    state,
    start: startAt,
    numbers,
    limit,
    countries,
    quiet,
  } = readArguments(process.argv.slice(2));
  const simulator = await start({
    port,
    speed,
    seed,
    numbers,
    stateFile: state,
    startMs: startAt === undefined ? undefined : Date.parse(startAt),
    countries: countries?.split(','),
    ...(limit === undefined ? {} : { limit }),
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.stop().then(() => process.exit(0));
  };
  process.on('disconnect', stop);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.send?.({ ready: true, url: simulator.url });
  if (!quiet) process.stdout.write(`Simulated Telnyx: ${simulator.url}/v2 (log: ${simulator.url}/_sim/log)\n`);
}

main().catch((error: unknown) => {
  const text =
    error instanceof Refusal ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
