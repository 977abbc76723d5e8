import { describe, expect, it } from 'vitest';
import { createDesk } from '../../../src/chat/desk.ts';
import type { Setting } from '../../../src/chat/desk-deps.ts';
import { createWorld, MAIN, memoryTable, textOf } from './desk-world.ts';

const DAY = 24 * 60 * 60_000;
const ADA = { id: 'slack:T1/U7', name: 'Ada' };

function atWall() {
  const clock = { wall: Date.UTC(2026, 10, 23) };
  const world = createWorld({ wall: () => clock.wall });
  return { clock, world };
}

describe('what is thrown away', () => {
  it('open drafts after 30 days, those that are over after 7, with all that belonged to them', async () => {
    const { clock, world } = atWall();
    await world.press('new', ':vendor-selection');
    await world.press('new', ':vendor-selection');
    await world.press('discard', 'D-2');
    await world.press('new', ':vendor-selection');
    const start = (await world.press('preview', 'D-3')).flatMap((one) =>
      one.how === 'post' && one.message.kind === 'card' ? one.message.buttons : [],
    )[0];
    await world.press('start', start?.value ?? '');
    clock.wall += 6 * DAY;
    await world.restarted().recover();
    expect([...world.tables.drafts.keys()]).toEqual(['D-1', 'D-2', 'D-3']);
    clock.wall += 2 * DAY;
    await world.restarted().recover();
    expect([...world.tables.drafts.keys()]).toEqual(['D-1']);
    expect([...world.tables.settings.keys()].filter((key) => key.startsWith('mission-of/'))).toEqual([]);
    clock.wall += 23 * DAY;
    await world.restarted().recover();
    expect([...world.tables.drafts.keys()]).toEqual([]);
    expect([...world.tables.settings.keys()].filter((key) => key.startsWith('writes/'))).toEqual([]);
    expect(textOf(await world.press('preview', 'D-1'))).toContain('There is no draft D-1 any more');
  });

  it('a draft that is still written on stays, and its second tap still starts the same mission', async () => {
    const { clock, world } = atWall();
    await world.press('new', ':vendor-selection');
    clock.wall += 29 * DAY;
    await world.submit('new:D-1:kind', { kind: 'rounds', name: 'Printers' });
    clock.wall += 29 * DAY;
    world.tables.settings.set('mission-of/D-1', 'M-777');
    await world.restarted().recover();
    expect(world.tables.drafts.get('D-1')?.name).toBe('Printers');
    const card = (await world.press('preview', 'D-1'))[0];
    const start = card?.how === 'post' && card.message.kind === 'card' ? card.message.buttons[0] : undefined;
    await world.press('start', start?.value ?? '');
    expect(world.sent.at(-1)?.mission).toBe('M-777');
  });

  it('numbers of drafts do not pile up and are never given twice', async () => {
    const { world } = atWall();
    for (let index = 0; index < 120; index += 1) await world.say(`/mission new number ${index}`);
    await world.restarted().recover();
    const taken = [...world.tables.settings.keys()].filter((key) => key.startsWith('draft-id/'));
    expect(taken.length).toBeLessThanOrEqual(50);
    await world.press('new', ':vendor-selection');
    expect(world.tables.drafts.has('D-121')).toBe(true);
    expect(world.tables.drafts.size).toBe(121);
  });

  it('a process that runs for long clears away once a day', async () => {
    const { clock, world } = atWall();
    await world.press('new', ':vendor-selection');
    await world.press('discard', 'D-1');
    clock.wall += 8 * DAY;
    await world.say('/mission list', { id: 'later' });
    expect(world.tables.drafts.size).toBe(0);
    expect([...world.tables.inbox.keys()]).toEqual(['later']);
  });
});

describe('roles and places', () => {
  it('are read once, and again after one was given', async () => {
    const settings = memoryTable<Setting>();
    let scans = 0;
    const base = createWorld({
      origin: { backend: 'telnyx', account: 'a', sandbox: false },
      roles: { admins: [ADA.id], operators: [], approvers: [] },
    });
    const counted = {
      ...settings,
      entries: () => {
        scans += 1;
        return settings.entries();
      },
    };
    const desk = createDesk({ ...base.deps, tables: { ...base.deps.tables, settings: counted } });
    let events = 0;
    const say = async (text: string, actor = ADA) => {
      events += 1;
      const place = { ...MAIN, surface: 'slack' } as const;
      const inbound = { kind: 'said', id: `s${events}`, actor, place, text, files: [], addressed: true } as const;
      await desk.accept(inbound);
      return textOf(await desk.handle(inbound));
    };
    const tom = { id: 'slack:T1/U5', name: 'Tom' };
    for (let turn = 0; turn < 5; turn += 1) await say('/mission list', tom);
    expect(scans).toBe(1);
    expect(await say('/mission new', tom)).toContain('Sorry, Tom');
    await say('/mission role <@U5> operator');
    expect(await say('/mission new', tom)).toContain('What shall I do');
    expect(scans).toBe(2);
  });
});
