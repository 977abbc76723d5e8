// One bot at a time on one state, behind a tripwire that can kill it at any request, with a simulator that lives on and
// whose clock stands still while the bot is down.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, launchBot, openBot } from '../support/bot.ts';
import { numbers, ownList, start } from '../support/bot-scenes.ts';
import { type SimulatorProgram, startSimulatorProgram, stateFolder } from '../support/programs.ts';
import { startTripwire, type Trap, type Tripwire } from '../support/tripwire.ts';

/** Tuesday, 9:00 in Chicago, where everybody of the list lives. */
const MORNING = '2026-11-24T15:00:00Z';

export interface Site {
  readonly simulator: SimulatorProgram;
  readonly wire: Tripwire;
  readonly folder: string;
  /** The one that runs, or ran last. */
  bot: Bot | undefined;
  close(): Promise<void>;
}

export async function openSite(options: { readonly speed?: number } = {}): Promise<Site> {
  const folder = stateFolder();
  const speed = String(options.speed ?? 0);
  const simulator = await startSimulatorProgram(['--speed', speed, '--seed', '7', '--start', MORNING]);
  const wire = await startTripwire(simulator.url);
  const site: Site = {
    simulator,
    wire,
    folder: folder.path,
    bot: undefined,
    async close() {
      await site.bot?.killGroup();
      await wire.stop();
      await simulator.killGroup();
      folder.remove();
    },
  };
  return site;
}

export async function boot(site: Site): Promise<Bot> {
  const program = launchBot(site.folder, { TELNYX_BASE_URL: `${site.wire.url}/v2` });
  site.bot = await openBot(program, {});
  return site.bot;
}

export function running(site: Site): Bot {
  if (site.bot === undefined) throw new Error('It does not run.');
  return site.bot;
}

/** A bot and its first mission, just started. */
export async function begin(site: Site, template: string, people: number): Promise<string> {
  const bot = await boot(site);
  return start(bot, await ownList(bot, template, numbers(people)));
}

/** Kills the bot at once; nothing it had under way is answered or goes on. */
export async function kill(site: Site): Promise<void> {
  site.wire.set(() => true);
  await site.bot?.killGroup();
  site.wire.set(undefined);
}

/**
 * Lets the bot run until `trap` is sprung and kills it there: the request that sprung it has had its effect or not, and its
 * answer is lost. With `laterMs` it is let through and the kill comes that much later. Resolves when the bot is dead.
 */
export function killAt(site: Site, trap: Trap, laterMs?: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let sprung = false;
  site.wire.set((passing) => {
    if (sprung || !trap(passing)) return sprung && laterMs === undefined;
    sprung = true;
    const dead = async (): Promise<string> => {
      if (laterMs !== undefined) await sleep(laterMs);
      await kill(site);
      return `${laterMs === undefined ? passing.when : `${laterMs.toFixed(1)} ms after`} ${passing.method} ${passing.path}`;
    };
    dead().then(resolve, reject);
    return laterMs === undefined;
  });
  return promise;
}
