import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/missions/terms.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA, BEN } from '../../support/random-mission-events.ts';
import { buttonCalled, createWorld, file, THREAD, textOf, type World } from './desk-world.ts';

const TOM: Actor = { id: 'slack:T1/U5', name: 'Tom' };

/** Acme, Borealis, Cobalt proposed, Delta in reserve; Ana and Ben decide. */
function atDecision(quorum = 1): World {
  const world = createWorld();
  world.journals.set('M-104', [...Story.atDecision({ quorum, sandbox: true }).records]);
  return world;
}

const inThread = (actor: Actor, more = {}) => ({ actor, place: THREAD, ...more });
const types = (world: World) => world.sent.map((one) => one.command.type);
const gate = (world: World) => world.view('M-104').gates[0];

describe('plain replies in the thread of a decision', () => {
  it('R230 a bare yes approves the list that stands, with its number', async () => {
    const world = atDecision();
    await world.say('approved', inThread(ANA));
    expect(world.sent[0]?.command).toEqual({ type: 'Approve', gate: 'gate-1', list: 1 });
    expect(gate(world)?.status).toBe('approved');
  });

  it('a yes or a no counts with a file beside it', async () => {
    const pdf = file('quote.pdf', '%PDF-1.4');
    const yes = atDecision();
    await yes.say('approved', inThread(ANA, { files: [pdf], addressed: false }));
    expect(types(yes)).toEqual(['Approve']);
    const no = atDecision();
    await no.say('no, too expensive', inThread(ANA, { files: [pdf] }));
    expect(types(no)).toEqual(['Reject']);
  });

  it('a yes with a file beside it counts for somebody who writes a draft, too', async () => {
    const world = atDecision();
    await world.say('new compare prices', { actor: ANA });
    await world.say('approved', inThread(ANA, { files: [file('quote.csv', 'name,phone\nAcme,+13125550101\n')] }));
    expect(types(world)).toEqual(['Approve']);
  });

  it.each(['yes, all three', 'approve all'])(
    '"%s" is asked back as the list that stands; a yes then counts',
    async (text) => {
      const world = atDecision();
      const asked = await world.say(text, inThread(ANA));
      expect(textOf(asked)).toContain('Did you mean to approve list 1: Acme Print, Borealis and Cobalt Press?');
      expect(types(world)).toEqual([]);
      await world.say('yes', inThread(ANA));
      expect(types(world)).toEqual(['Approve']);
    },
  );

  it('the button for the list that stands asks for a yes instead of a change', async () => {
    const world = atDecision();
    const asked = await world.say('all', inThread(ANA));
    const tap = buttonCalled(asked, /^Acme Print, Borealis, Cobalt Press$/);
    const again = await world.press(tap.action, tap.value, inThread(ANA));
    expect(types(world)).toEqual([]);
    const yes = buttonCalled(again, /^Approve list 1$/);
    await world.press(yes.action, yes.value, inThread(ANA));
    expect(types(world)).toEqual(['Approve']);
  });

  it('a yes after somebody else has spoken is asked back, with a button that counts', async () => {
    const world = atDecision();
    await world.say('shall we meet at noon', inThread(BEN));
    const asked = await world.say('yes', inThread(ANA));
    expect(types(world)).toEqual([]);
    expect(textOf(asked)).toContain('Did you mean to approve list 1: Acme Print, Borealis and Cobalt Press?');
    const tap = buttonCalled(asked, /^Approve list 1$/);
    await world.press(tap.action, tap.value, inThread(ANA));
    expect(gate(world)?.status).toBe('approved');
  });

  it('a yes to that question counts when nobody else speaks in between', async () => {
    const world = atDecision();
    await world.say('hm', inThread(BEN));
    await world.say('yes', inThread(ANA));
    await world.say('yes', inThread(ANA));
    expect(types(world)).toEqual(['Approve']);
  });

  it('a yes to a question about several lists never approves', async () => {
    const world = atDecision();
    const asked = await world.say('4 instead of 2, or 3?', inThread(ANA));
    expect(types(world)).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    const again = await world.say('yes', inThread(ANA));
    expect(types(world)).toEqual([]);
    expect(textOf(again)).toContain('Did you mean to approve list 1');
  });

  it('an explicit reply to the decision counts whoever spoke in between; a reply to a person does not', async () => {
    const world = atDecision();
    world.posted.set('m-1', { mission: 'M-104', kind: 'decision', gate: 'gate-1', list: 1 });
    await world.say('hm', inThread(BEN));
    await world.say('yes', inThread(ANA, { answers: 'm-of-ben' }));
    expect(types(world)).toEqual([]);
    await world.say('yes', inThread(ANA, { answers: 'm-1' }));
    expect(types(world)).toEqual(['Approve']);
  });

  it('naming the list is direct enough', async () => {
    const world = atDecision();
    await world.say('hm', inThread(BEN));
    await world.say('approve list 1', inThread(ANA));
    expect(types(world)).toEqual(['Approve']);
  });

  it('a reason rejects, a bare no after others have spoken is asked', async () => {
    const world = atDecision();
    await world.say('hm', inThread(BEN));
    await world.say('no', inThread(ANA));
    expect(types(world)).toEqual([]);
    await world.say('no, too expensive', inThread(ANA));
    expect(world.sent[0]?.command).toMatchObject({
      type: 'Reject',
      list: 1,
      reason: expect.stringContaining('too expensive'),
    });
  });

  it('R230 a swap becomes a list that counts only when its author says yes', async () => {
    const world = atDecision();
    await world.say('yes, but 4 instead of 2', inThread(ANA));
    expect(world.sent[0]?.command).toEqual({
      type: 'ProposeList',
      gate: 'gate-1',
      list: 1,
      targets: expect.arrayContaining(['t1', 't3', 't4']),
      said: 'yes, but 4 instead of 2',
    });
    expect(gate(world)).toMatchObject({ status: 'open', list: 1 });
    const told = await world.say('yes', inThread(BEN));
    expect(textOf(told)).toContain('Only Ana can confirm');
    expect(types(world)).toEqual(['ProposeList']);
    // Ben has spoken since: Ana's bare yes is asked back, her button is not.
    const asked = await world.say('yes', inThread(ANA));
    const tap = buttonCalled(asked, /^Yes, list 2$/);
    await world.press(tap.action, tap.value, inThread(ANA));
    expect(gate(world)).toMatchObject({ status: 'approved', list: 2 });
  });

  it('"confirm" and "no" answer the echo of one’s own change', async () => {
    const yes = atDecision();
    await yes.say('drop 2', inThread(ANA));
    await yes.say('yes', inThread(ANA));
    expect(types(yes)).toEqual(['ProposeList', 'ConfirmList']);
    const no = atDecision();
    await no.say('drop 2', inThread(ANA));
    await no.say('no', inThread(ANA));
    expect(types(no)).toEqual(['ProposeList', 'DropList']);
    expect(gate(no)).toMatchObject({ status: 'open', list: 1 });
  });

  it('a yes to the older list’s message while a change waits is asked, not counted', async () => {
    const world = atDecision();
    world.posted.set('m-1', { mission: 'M-104', kind: 'decision', gate: 'gate-1', list: 1 });
    await world.say('drop 2', inThread(ANA));
    expect(textOf(await world.say('yes', inThread(ANA, { answers: 'm-1' })))).toContain('Do you confirm your change');
    expect(types(world)).toEqual(['ProposeList']);
  });

  it('a reply to an older list says what stands now', async () => {
    const world = atDecision(2);
    world.posted.set('m-1', { mission: 'M-104', kind: 'decision', gate: 'gate-1', list: 1 });
    await world.say('drop 2', inThread(ANA));
    await world.say('yes', inThread(ANA));
    expect(gate(world)?.list).toBe(2);
    const stale = await world.say('approved', inThread(BEN, { answers: 'm-1' }));
    expect(textOf(stale)).toContain('Your reply was to list 1. By now it is list 2: Acme Print and Cobalt Press');
    expect(types(world)).toEqual(['ProposeList', 'ConfirmList']);
    const tap = buttonCalled(stale, /^Approve list 2$/);
    await world.press(tap.action, tap.value, inThread(BEN));
    expect(gate(world)?.status).toBe('approved');
  });

  it('what can be read in two ways is asked with a button for each', async () => {
    const world = atDecision();
    const asked = await world.say('only 3', inThread(ANA));
    expect(types(world)).toEqual([]);
    const tap = buttonCalled(asked, /Only Cobalt Press/);
    expect(Buffer.byteLength(`${tap.action}|${tap.value}`)).toBeLessThanOrEqual(60);
    await world.press(tap.action, tap.value, inThread(ANA));
    expect(world.sent[0]?.command).toMatchObject({ type: 'ProposeList', list: 1, targets: ['t3'] });
    // The question was about list 1 without a change: its buttons are over now.
    expect(textOf(await world.press(tap.action, tap.value, inThread(BEN)))).toContain(
      'The list has changed since that question',
    );
  });

  it('R230 after a change numbers are not guessed: the card counts on by the first ranking', async () => {
    const world = atDecision(2);
    await world.say('4 instead of 2', inThread(ANA));
    await world.press('confirm-list', 'M-104:gate-1:1', inThread(ANA));
    expect(gate(world)).toMatchObject({ list: 2, proposed: expect.arrayContaining(['t1', 't3', 't4']) });
    const asked = await world.say('drop 3', inThread(BEN));
    expect(textOf(asked)).toContain('a number could mean the wrong one');
    await world.say('drop Cobalt', inThread(BEN));
    expect(world.sent.at(-1)?.command).toMatchObject({ type: 'ProposeList', list: 2, targets: ['t1', 't4'] });
  });

  it('criticism of somebody who does not decide is an objection, their yes decides nothing', async () => {
    const world = atDecision();
    await world.say('Cobalt was late twice in spring', inThread(TOM));
    expect(world.sent[0]?.command).toEqual({
      type: 'NoteObjection',
      gate: 'gate-1',
      said: 'Cobalt was late twice in spring',
    });
    expect(await world.say('ok, see you at noon', inThread(TOM))).toEqual([]);
    const fresh = atDecision();
    const thanks = await fresh.say('yes', inThread(TOM));
    expect(thanks[0]?.how).toBe('private');
    expect(types(fresh)).toEqual([]);
    expect(gate(fresh)?.status).toBe('open');
  });

  it('talk among people is left alone, a word in the thread is no command while a decision is open', async () => {
    const world = atDecision();
    await world.say('hm', inThread(BEN));
    expect(await world.say('did anybody see the game last night', inThread(ANA, { addressed: false }))).toEqual([]);
    await world.say('approve, but drop 3', inThread(ANA));
    expect(types(world)).toEqual(['ProposeList']);
  });
});

describe('buttons of a decision', () => {
  it('an older list is never approved by its button', async () => {
    const world = atDecision(2);
    await world.say('drop 2', inThread(ANA));
    await world.say('yes', inThread(ANA));
    const stale = await world.press('approve', 'M-104:gate-1:1', inThread(BEN));
    expect(textOf(stale)).toContain('That was list 1. By now it is list 2');
    expect(gate(world)?.status).toBe('open');
  });

  it('approve, change by hand, reject, object and undo', async () => {
    const world = atDecision();
    const [change] = await world.press('change', 'M-104:gate-1:1', inThread(ANA));
    expect(change).toMatchObject({ how: 'form', form: { id: 'change:M-104:gate-1:1' } });
    expect(await world.desk.check('change:M-104:gate-1:1', { people: '' }, [], ANA)).toEqual({
      people: expect.any(String),
    });
    await world.submit('change:M-104:gate-1:1', { people: 't1,t4' }, inThread(ANA));
    await world.press('drop-list', 'M-104:gate-1:1', inThread(ANA));
    await world.submit('object:M-104:gate-1:1', { said: 'They were late' }, inThread(TOM));
    await world.press('approve', 'M-104:gate-1:1', inThread(ANA));
    expect(gate(world)?.status).toBe('approved');
    await world.press('undo', 'M-104:gate-1:1', inThread(ANA));
    expect(gate(world)?.status).toBe('open');
    await world.submit('reject:M-104:gate-1:1', { reason: 'too expensive' }, inThread(BEN));
    expect(gate(world)).toMatchObject({ status: 'rejected', rejectReason: 'too expensive' });
    await world.press('end-here', 'M-104:gate-1:1', inThread(ANA));
    expect(types(world)).toEqual([
      'ProposeList',
      'DropList',
      'NoteObjection',
      'Approve',
      'UndoDecision',
      'Reject',
      'EndHere',
    ]);
  });

  it('somebody who does not decide is told so privately', async () => {
    const world = atDecision();
    const refused = await world.press('approve', 'M-104:gate-1:1', inThread(TOM));
    expect(refused).toMatchObject([{ how: 'private' }]);
    expect(gate(world)?.status).toBe('open');
  });
});
