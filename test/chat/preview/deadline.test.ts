/** "Done by": what the preview says of it, and the ways out. */
import { describe, expect, it } from 'vitest';
import { buttonCalled, buttonsOf, createWorld, file, textOf, type World } from '../desk/desk-world.ts';

const HOUR = 60 * 60_000;
const WHEN = { start: 'now', hours: '9-17', days: 'Mon-Fri', recipients: 'service', basis: 'Public business number' };

/** Forty people in New York, where it is morning when the test begins. */
async function forty(world: World, deadline: string, people = 40) {
  const rows = Array.from({ length: people }, (_, index) => `Shop ${index + 1},+1 212 555 0${String(100 + index)}`);
  const list = file('shops.csv', ['name,phone', ...rows].join('\n'));
  await world.submit('new::kind', { kind: 'sweep', name: 'Shops' }, { files: [list] });
  await world.submit('new:D-1:words', {
    onBehalfOf: 'Northwind',
    say: 'Ask for the price.',
    opening: 'An AI assistant on behalf of Northwind.',
    fields: 'Price (number)',
  });
  return world.submit('new:D-1:when', { ...WHEN, deadline });
}

/** In the zone of the desk. */
const berlin = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }).format(at);

const atNewYorkMorning = (hours: number): number => Date.UTC(2026, 10, 23, 14) + hours * HOUR;

describe('P33 a deadline', () => {
  it('that fits is said to fit, in the second line', async () => {
    const world = createWorld();
    const preview = await forty(world, '2026-11-27 22:00', 5);
    expect(textOf(preview)).toMatch(/Must be done by \[time\]: it fits\./);
    expect(buttonsOf(preview)[0]?.label).toBe('Start 5 calls');
    expect(buttonsOf(preview).map((one) => one.action)).not.toContain('fit');
  });

  it('that leaves somebody out says how many, offers ways out first, and asks before a start', async () => {
    const world = createWorld({ now: () => atNewYorkMorning(0) });
    const preview = await forty(world, berlin(atNewYorkMorning(0.5)));
    const text = textOf(preview);
    const left = Number(/: (\d+) people would not be asked\./.exec(text)?.[1]);
    expect(left).toBeGreaterThan(10);
    const labels = buttonsOf(preview).map((one) => one.label);
    expect(labels).toContain(`Call only the first ${40 - left}`);
    expect(labels.find((label) => label.startsWith('Done by'))).toMatch(/\(Berlin\)$/);
    expect(labels.indexOf('Start 40 calls all the same')).toBeGreaterThan(0);
    expect(text).toContain('Start all the same? Who is not called before the deadline is not called at all.');

    const fewer = await world.press('fit', buttonCalled(preview, /^Call only the first/).value);
    expect(textOf(fewer)).toContain(`${40 - left} to call, ${left} left out because of the deadline`);
    expect(textOf(fewer)).not.toContain('would not be asked');
    await world.press('start', buttonCalled(fewer, new RegExp(`^Start ${40 - left} calls$`)).value);
    const command = world.sent.at(-1)?.command;
    expect(command?.type === 'StartMission' && command.targets.length).toBe(40 - left);
  });

  it('another time brings everybody back', async () => {
    const world = createWorld({ now: () => atNewYorkMorning(0) });
    const preview = await forty(world, berlin(atNewYorkMorning(0.5)));
    await world.press('fit', buttonCalled(preview, /^Call only the first/).value);
    const later = await world.press('fit', buttonCalled(preview, /^Done by/).value);
    expect(textOf(later)).toContain('40 rows in shops.csv: 40 to call');
    expect(textOf(later)).not.toContain('left out');
    expect(world.tables.drafts.get('D-1')?.only).toBeUndefined();
  });

  it('longer hours, fewer tries and more calls at once are taken as they stand on the button; anything else is not', async () => {
    const world = createWorld({ now: () => atNewYorkMorning(0) });
    await forty(world, berlin(atNewYorkMorning(0.5)));
    await world.press('fit', 'D-1:hours-480-1200-123456');
    await world.press('fit', 'D-1:tries-1');
    await world.press('fit', 'D-1:lines-20');
    const wanted = {
      hours: { open: { from: 480, to: 1200 }, days: [1, 2, 3, 4, 5, 6] },
      maxRetries: 1,
      batchSize: 10,
    };
    expect(world.tables.drafts.get('D-1')).toMatchObject(wanted);
    for (const part of ['hours-0-1440-1', 'first-0', 'by-x', 'nonsense', 'hours-600-500-1'])
      expect(textOf(await world.press('fit', `D-1:${part}`))).toContain('Shops');
    expect(world.tables.drafts.get('D-1')).toMatchObject(wanted);
    expect(textOf(await world.press('fit', 'D-1:by-1000'))).toContain('That time is over by now');
  });

  it('before the first call could be made stops the start', async () => {
    const world = createWorld({ now: () => atNewYorkMorning(-5) });
    const preview = await forty(world, berlin(atNewYorkMorning(-1)));
    expect(textOf(preview)).toContain('NOT READY YET');
    expect(textOf(preview)).toContain('Nobody could be called before it must be done.');
    buttonCalled(preview, /^Say when and why$/);
  });

  it('that only a verified account could keep says so, where calls are real', async () => {
    const real = { origin: { backend: 'telnyx', account: 'a1', sandbox: false } } as const;
    const world = createWorld({ ...real, now: () => atNewYorkMorning(0) });
    const text = textOf(await forty(world, berlin(atNewYorkMorning(1))));
    expect(text).toContain('With 10 calls at once it would be in time; your account allows 2.');
    expect(text).toContain(
      'Start all the same? Who is not called before the deadline is not called at all. Real people',
    );
  });
});
