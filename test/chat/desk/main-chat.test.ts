import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/missions/terms.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA, BEN, type TestRecord } from '../../support/random-mission-events.ts';
import { buttonCalled, buttonsOf, createWorld, MAIN, THREAD, textOf, type World } from './desk-world.ts';

const TOM: Actor = { id: 'slack:T1/U5', name: 'Tom' };

/** Acme, Borealis, Cobalt proposed, Delta in reserve; Ana and Ben decide; each mission's card stands in the main chat. */
function atDecision(missions: readonly string[] = ['M-104']): World {
  const world = createWorld();
  for (const id of missions) world.journals.set(id, named(id));
  return world;
}

function named(id: string): TestRecord[] {
  const records = Story.atDecision({ sandbox: true }).records;
  return records.map((record) => ({
    ...record,
    events: record.events.map((event) =>
      event.type === 'MissionStarted' ? { ...event, id, brief: { ...event.brief, name: `Print ${id}` } } : event,
    ),
  }));
}

const as = (actor: Actor, more = {}) => ({ actor, place: MAIN, ...more });
const types = (world: World) => world.sent.map((one) => one.command.type);
const gate = (world: World, id = 'M-104') => world.view(id).gates[0];

describe('an answer typed in the main chat', () => {
  it('R230 counts for the one open decision', async () => {
    const world = atDecision();
    await world.say('approved', as(ANA));
    expect(world.sent).toMatchObject([{ mission: 'M-104', command: { type: 'Approve', gate: 'gate-1', list: 1 } }]);
  });

  it.each(['approve', '/approve', '/mission approve', 'yes'])('"%s" without a number counts, too', async (words) => {
    const world = atDecision();
    await world.say(words, as(ANA));
    expect(types(world)).toEqual(['Approve']);
  });

  it.each(['/mission reject too expensive', 'reject too expensive', 'no, too expensive'])(
    '"%s" rejects with its reason',
    async (words) => {
      const world = atDecision();
      await world.say(words, as(ANA));
      expect(world.sent).toMatchObject([{ command: { type: 'Reject', reason: expect.stringContaining('expensive') } }]);
    },
  );

  it('a change is echoed and confirmed there', async () => {
    const world = atDecision();
    await world.say('yes, but 4 instead of 2', as(ANA));
    await world.say('approved', as(ANA));
    expect(types(world)).toEqual(['ProposeList', 'ConfirmList']);
    expect(gate(world)).toMatchObject({ status: 'approved', list: 2 });
  });

  it('after a no, the next ones instead are confirmed in words', async () => {
    const world = atDecision();
    await world.say('no, too expensive', as(ANA));
    await world.press('next-list', 'M-104:gate-1:1', { actor: ANA, place: THREAD });
    await world.say('approved', as(ANA));
    expect(types(world)).toEqual(['Reject', 'ProposeList', 'ConfirmList']);
    expect(gate(world)).toMatchObject({ status: 'approved', list: 2 });
  });

  it('in the thread, too, the next ones after a no are confirmed in words', async () => {
    const world = atDecision();
    await world.say('no, too expensive', { actor: ANA, place: THREAD });
    await world.press('next-list', 'M-104:gate-1:1', { actor: ANA, place: THREAD });
    await world.say('yes', { actor: ANA, place: THREAD });
    expect(types(world)).toEqual(['Reject', 'ProposeList', 'ConfirmList']);
  });

  it('a bare yes after somebody else has spoken is asked back; a yes to that question counts', async () => {
    const world = atDecision();
    await world.say('lunch?', as(BEN, { addressed: false }));
    const asked = await world.say('yes', as(ANA));
    expect(types(world)).toEqual([]);
    expect(textOf(asked)).toContain('Did you mean to approve list 1');
    await world.say('yes', as(ANA));
    expect(types(world)).toEqual(['Approve']);
  });

  it('a bare yes after the bot asked something else there is asked back', async () => {
    const world = atDecision();
    await world.say('new compare prices', as(ANA));
    const asked = await world.say('yes', as(ANA));
    expect(types(world)).toEqual([]);
    expect(textOf(asked)).toContain('Did you mean to approve list 1');
  });

  it('a bare yes does not fall on an older decision than the one asked last', async () => {
    const world = atDecision();
    const newer = named('M-105').map((record) => ({ ...record, at: record.at + 60_000 }));
    world.journals.set('M-105', newer);
    await world.press('approve', 'M-105:gate-1:1', { actor: ANA, place: THREAD });
    const asked = await world.say('yes', as(ANA));
    expect(types(world)).toEqual(['Approve']);
    expect(textOf(asked)).toContain('Did you mean to approve list 1');
  });

  it('several open decisions: it asks which one, with one button for each', async () => {
    const world = atDecision(['M-104', 'M-105']);
    const asked = await world.say('approved', as(ANA));
    expect(types(world)).toEqual([]);
    expect(textOf(asked)).toContain('2 decisions are open here. Which one do you mean?');
    expect(buttonsOf(asked).map((one) => one.label)).toHaveLength(2);
    const tap = buttonCalled(asked, /Print M-105.*approve list 1/);
    await world.press(tap.action, tap.value, as(ANA));
    expect(world.sent).toMatchObject([{ mission: 'M-105', command: { type: 'Approve' } }]);
  });

  it('several open decisions: the same change of either list has a button that proposes it', async () => {
    const world = atDecision(['M-104', 'M-105']);
    const asked = await world.say('drop 2', as(ANA));
    expect(types(world)).toEqual([]);
    const tap = buttonCalled(asked, /Print M-104/);
    await world.press(tap.action, tap.value, as(ANA));
    expect(world.sent).toMatchObject([{ mission: 'M-104', command: { type: 'ProposeList', targets: ['t1', 't3'] } }]);
  });

  it('other words there go on as before, and nobody else decides', async () => {
    const world = atDecision();
    expect(textOf(await world.say('what can you do', as(ANA)))).toContain('I make phone calls for you');
    expect(await world.say('approved', as(TOM))).toMatchObject([{ how: 'private' }]);
    expect(await world.say('approved', as(ANA, { addressed: false }))).toEqual([]);
    expect(await world.say('approved', as(ANA, { place: { ...MAIN, channel: 'other' } }))).not.toEqual([]);
    expect(types(world)).toEqual([]);
  });
});

describe('a bare "cancel" or "stop"', () => {
  it.each(['cancel', 'stop', '/cancel', 'Stop!'])('"%s" in a thread asks before it ends a mission', async (words) => {
    const world = createWorld();
    world.journals.set('M-104', [...new Story({ sandbox: true }).opens('round-1', ['t1', 't2', 't3']).records]);
    const asked = await world.say(words, as(ANA, { place: THREAD }));
    expect(types(world)).toEqual([]);
    expect(textOf(asked)).toMatch(/Stop 3 planned calls of/);
    const tap = buttonCalled(asked, /^Stop 3 planned calls$/);
    await world.press(tap.action, tap.value, as(ANA, { place: THREAD }));
    expect(types(world)).toEqual(['CancelMission']);
  });

  it('drops a change that waits for this person', async () => {
    const world = atDecision();
    await world.say('drop 2', as(ANA, { place: THREAD }));
    await world.say('cancel', as(ANA, { place: THREAD }));
    expect(types(world)).toEqual(['ProposeList', 'DropList']);
    expect(gate(world)).toMatchObject({ status: 'open', list: 1 });
  });

  it('at a decision it asks, and a yes behind that approves nothing', async () => {
    const world = atDecision();
    expect(textOf(await world.say('cancel', as(ANA, { place: THREAD })))).toContain('End "Print M-104" now?');
    await world.say('yes', as(ANA, { place: THREAD }));
    expect(types(world)).toEqual([]);
  });

  it('in full it ends the mission', async () => {
    const world = atDecision();
    await world.say('cancel M-104', as(ANA));
    expect(types(world)).toEqual(['CancelMission']);
  });
});
