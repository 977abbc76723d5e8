/** The bot as `npm start` starts it, with the tokens of a stand-in: the way in of every test in this folder. */
import { appendFileSync } from 'node:fs';
import { type Bot, botEnvironment, openBot } from '../support/bot.ts';
import { type Environment, run } from '../support/programs.ts';

/** Ten times the sandbox's own speed. */
export const SPEED = 600;
/** Of whole missions on a busy machine, wall ms. */
export const MISSION_MS = 180_000;

/** Through the preflight, on the pinned Node that runs the tests. */
export function startPlatformBot(folder: string, env: Environment): Promise<Bot> {
  const program = run(
    process.execPath,
    ['tools/preflight.cjs', 'src/main.ts'],
    botEnvironment(folder, { CLOCK_SPEED: `${SPEED}`, ...env }),
  );
  return openBot(program, {});
}

/** `TRANSCRIPT=FILE`: what the people of the test saw, for somebody who wants to read it. */
export function keepTranscript(title: string, text: string): void {
  const file = process.env.TRANSCRIPT;
  if (file !== undefined && file !== '') appendFileSync(file, `\n######## ${title}\n${text}\n`);
}
