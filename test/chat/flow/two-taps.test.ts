import { describe, expect, it } from 'vitest';
import { createDesk } from '../../../src/chat/desk.ts';
import { buttonCalled, createWorld, file, MAIN, textOf } from '../desk/desk-world.ts';

describe('two taps', () => {
  it('R232 an example and Start: ten vendors, two rounds with rubrics and instructions of their own', async () => {
    const world = createWorld();
    const preview = await world.press('new', ':vendor-selection');
    expect(textOf(preview)).toContain('READY TO START');
    const start = buttonCalled(preview, /^Start 10 calls$/);
    const started = await world.press(start.action, start.value);

    expect(world.sent).toHaveLength(1);
    const command = world.sent[0]?.command;
    if (command?.type !== 'StartMission') throw new Error('not started');
    expect(command.brief.class).toBe('rounds');
    expect(command.brief.rounds.map((round) => round.fields.map((field) => field.name))).toEqual([
      expect.arrayContaining(['price_score', 'lead_time_days', 'meets_minimum', 'capability_match']),
      expect.arrayContaining(['api_support', 'sla_score', 'dr_plan', 'references_provided']),
    ]);
    expect(new Set(command.brief.rounds.map((round) => round.say)).size).toBe(2);
    expect(command.brief.rounds[0]?.shortlist).toBe(3);
    expect(command.targets).toHaveLength(10);
    expect(command.targets[0]?.details.private?.phone).toMatch(/^\+1312/);
    expect(command.place).toEqual(MAIN);
    expect(command.brief.language).toBe('en-US');
    expect(world.view('M-101').status).toBe('starting');
    expect(textOf(started)).toContain('M-101');
    expect(started[0]?.how).toBe('replace');
  });

  it('the shops are asked in the language of their country', async () => {
    const world = createWorld();
    const list = 'shop;telephone;city;question\nBlumen Löwe;030 1234567;Berlin;ob samstags geöffnet ist\n';
    const choices = await world.say('', { files: [file('shops.csv', list)] });
    const preview = await world.press('new', buttonCalled(choices, /opening hours/).value);
    expect(textOf(preview)).toContain('KI-Assistent');
    const why = {
      start: 'now',
      hours: '9-17',
      days: 'Mon-Fri',
      recipients: 'service',
      basis: 'Public business number',
    };
    const start = buttonCalled(await world.submit('new:D-1:when', why), /^Start/);
    await world.press(start.action, start.value);
    const command = world.sent[0]?.command;
    expect(command?.type === 'StartMission' && command.brief.language).toBe('de-DE');
    expect(command?.type === 'StartMission' && command.brief.class).toBe('sweep');
  });

  it('says SANDBOX on the preview, and with a real backend that real people are called', async () => {
    const sandbox = await createWorld().press('new', ':vendor-selection');
    expect(textOf(sandbox)).toContain('SANDBOX');
    const real = createWorld({
      origin: { backend: 'telnyx', account: 'a1', sandbox: false },
      organisation: 'Northwind',
    });
    const preview = await real.press('new', ':vendor-selection');
    expect(textOf(preview)).toContain('Real people are called');
    expect(textOf(preview)).not.toContain('SANDBOX');
    // Example numbers are no reason to call anybody: with real calls the basis is asked.
    expect(textOf(preview)).toContain('Say why these people may be called');
  });

  it('a second tap on Start starts nothing twice', async () => {
    const world = createWorld();
    const start = buttonCalled(await world.press('new', ':vendor-selection'), /^Start/);
    await world.press(start.action, start.value);
    expect(textOf(await world.press(start.action, start.value))).toContain('M-101');
    expect(world.sent).toHaveLength(1);
  });

  it('two taps at once in two chats start one mission', async () => {
    const world = createWorld();
    const start = buttonCalled(await world.press('new', ':vendor-selection'), /^Start 10/);
    const other = { surface: 'console', channel: 'other' } as const;
    await Promise.all([
      world.press(start.action, start.value),
      world.press(start.action, start.value, { place: other }),
    ]);
    expect([...world.journals.keys()]).toEqual(['M-101']);
  });

  it('a preview that is older than the last change starts nothing', async () => {
    const world = createWorld();
    const start = buttonCalled(await world.press('new', ':vendor-selection'), /^Start/);
    await world.submit('new:D-1:when', {
      start: 'now',
      hours: '10-16',
      days: 'Mon-Fri',
      recipients: 'service',
      basis: 'Public business number',
    });
    const answer = await world.press(start.action, start.value);
    expect(textOf(answer)).toContain('older than your last change');
    expect(world.sent).toHaveLength(0);
    await world.press('start', buttonCalled(answer, /^Start/).value);
    expect(world.sent).toHaveLength(1);
  });

  it('a kill between the mission and the note of it starts the same mission after the restart', async () => {
    const world = createWorld();
    const killed = createDesk({
      ...world.deps,
      async send(...args) {
        await world.deps.send(...args);
        return new Promise(() => undefined);
      },
    });
    const start = buttonCalled(await world.press('new', ':vendor-selection'), /^Start/);
    const inbound = {
      kind: 'pressed',
      id: 'tap',
      actor: { id: 'console:anna', name: 'Anna' },
      place: MAIN,
      message: 'm',
      action: 'start',
      value: start.value,
    } as const;
    expect(await killed.accept(inbound)).toBe(true);
    void killed.handle(inbound);
    await expect.poll(() => world.journals.size).toBe(1);
    await world.restarted().recover();
    expect([...world.journals.keys()]).toEqual(['M-101']);
    expect(textOf(world.delivered)).toContain('M-101');
    expect(world.tables.drafts.get('D-1')?.status).toBe('started');
    expect(world.tables.drafts.get('D-1')?.list).toBeUndefined();
  });
});
