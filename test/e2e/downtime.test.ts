// The bot was away while mission time went on: one note, what rang is named, and the rest is spread, not called at once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ending, MISSION_MS } from '../support/bot-scenes.ts';
import { counts, isFullRun } from '../support/counts.ts';
import { eventually } from '../support/programs.ts';
import type { LogEntry } from '../support/sandbox.ts';
import { begin, boot, kill, openSite, running, type Site } from './kill-site.ts';
import { auditShops, finished } from './wire.ts';

const MINUTE = 60_000;
const SPEED = counts(600, 60);
let site: Site;

beforeEach(async () => {
  site = await openSite({ speed: SPEED });
});
afterEach(() => site.close());

/** `from Sun 23:50 to 0:15 (25 min)`: another day than today's is named. */
const AWAY = /from (?:\w+ )?(\d\d?:\d\d) to (?:\w+ )?(\d\d?:\d\d) \(/;
/** From `moment`, epoch ms, to the next time that a clock in Greenwich shows `time`, min. */
function minutesAfter(moment: number, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const day = 24 * 60;
  return (hour * 60 + minute - (Math.floor(moment / MINUTE) % day) + day) % day;
}

const dials = (log: readonly LogEntry[]): readonly LogEntry[] => log.filter((entry) => entry.dial !== undefined);

/** Mission time goes on to `until` with nobody there, event by event. */
async function timePasses(until: number): Promise<void> {
  for (let { now } = await site.simulator.clock(); now < until; { now } = await site.simulator.clock())
    await site.simulator.setClock({ idleUntil: new Date(until).toISOString() });
}

test.runIf(isFullRun)(
  'away for 25 minutes: one note from when to when, and calls a minute apart again',
  {
    timeout: 2 * MISSION_MS,
  },
  async () => {
    const reference = await begin(site, 'store-hours', 12);
    await eventually(
      () => 'four calls',
      async () => (dials(await site.simulator.log()).length >= 4 ? true : undefined),
    );
    await kill(site);
    const from = (await site.simulator.clock()).now;
    await timePasses(from + 25 * MINUTE);
    const rang = dials(await site.simulator.log()).filter((entry) => Date.parse(entry.at) >= from);
    const bot = await boot(site);
    const to = (await site.simulator.clock()).now;
    const note = await bot.until('the note', (message) => message.text.includes('I WAS AWAY'));
    const [, begun = '', ended = ''] = AWAY.exec(note.text) ?? [];
    expect([begun, ended], note.text).not.toContain('');
    // What the note calls the end lies between the last moment of the absence and this one, perhaps after midnight.
    const earliest = from + 25 * MINUTE;
    expect(minutesAfter(earliest, ended), note.text).toBeLessThanOrEqual(Math.ceil((to - earliest) / MINUTE));
    // What rang in the last moments before the kill may be named too.
    for (const { dial } of rang) expect(note.text).toContain(`Shop ${Number(dial?.to.slice(-4)) - 1999}`);
    await ending(running(site), reference);
    const notes = (await bot.shown()).filter((message) => message.text.includes('I WAS AWAY'));
    expect(notes).toHaveLength(1);
    // The auditor counts starts of one mission under a minute apart, calls twice, and calls nobody ordered.
    expect(auditShops(SPEED, await finished(site.simulator))).toEqual([]);
  },
);

test.runIf(isFullRun)('away for five minutes: no note, the mission just goes on', { timeout: MISSION_MS }, async () => {
  const reference = await begin(site, 'store-hours', 4);
  await eventually(
    () => 'a call',
    async () => (dials(await site.simulator.log()).length >= 1 ? true : undefined),
  );
  await kill(site);
  await timePasses((await site.simulator.clock()).now + 5 * MINUTE);
  const bot = await boot(site);
  await ending(bot, reference);
  expect((await bot.shown()).filter((message) => message.text.includes('I WAS AWAY'))).toEqual([]);
  expect(auditShops(SPEED, await finished(site.simulator))).toEqual([]);
});
