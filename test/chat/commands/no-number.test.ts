/** A command without a mission's number in the chat itself: the only open mission is taken, and named in the answer. */
import { describe, expect, it } from 'vitest';
import { Story } from '../../support/mission-story.ts';
import { ANA } from '../../support/random-mission-events.ts';
import { buttonsOf, createWorld, MAIN, THREAD, textOf, type World } from '../desk/desk-world.ts';

function oneOpen(): World {
  const world = createWorld();
  world.journals.set('M-104', [...Story.atDecision({ sandbox: true }).records]);
  return world;
}

const types = (world: World) => world.sent.map((one) => one.command.type);

describe('with one mission open', () => {
  it('pause and resume say which one it was, in its own thread nothing besides', async () => {
    const world = oneOpen();
    expect(textOf(await world.say('pause'))).toContain('M-104 "Vendor selection" is paused, by Anna.');
    expect(textOf(await world.say('resume'))).toContain('M-104 "Vendor selection" goes on, by Anna.');
    expect(await world.say('pause', { place: THREAD })).toEqual([]);
    expect(types(world)).toEqual(['PauseMission', 'ResumeMission', 'PauseMission']);
  });

  it.each(['cancel', 'cancel please', 'stop', '/cancel', '/mission cancel'])(
    '"%s" stops nothing: it asks with a button that names the mission',
    async (words) => {
      const world = oneOpen();
      const asked = await world.say(words);
      expect(textOf(asked)).toContain('M-104: End "Vendor selection" now?');
      expect(world.sent).toEqual([]);
      const [stop] = buttonsOf(asked);
      expect(textOf(await world.press(stop?.action ?? '', stop?.value ?? ''))).toContain(
        'M-104 "Vendor selection" is stopped, by Anna.',
      );
      expect(types(world)).toEqual(['CancelMission']);
    },
  );

  it('a yes behind that question is no yes to the open decision', async () => {
    const world = oneOpen();
    await world.say('cancel', { actor: ANA });
    expect(textOf(await world.say('yes', { actor: ANA }))).toContain('Did you mean to approve list 1');
    expect(world.sent).toEqual([]);
  });

  it.each(['status', 'results', 'note They close at noon', 'clone', 'edit', 'memory', 'remember parking: behind'])(
    '"%s" takes it and says so',
    async (words) => {
      expect(textOf(await oneOpen().say(words))).toContain('M-104');
    },
  );

  it.each(['save', 'correct'])('"%s" asks in a form that names it', async (words) => {
    const [reply] = await oneOpen().say(words);
    const form = reply?.how === 'form' ? reply.form : undefined;
    expect(`${form?.title} ${form?.intro}`).toContain('M-104');
  });

  it.each(['/mission approve', '/mission reject'])(
    '"%s" is not guessed where no decision is of this chat',
    async (words) => {
      const world = oneOpen();
      const place = { ...MAIN, channel: 'elsewhere' };
      expect(textOf(await world.say(words, { actor: ANA, place }))).toContain(
        'Only M-104 Vendor selection is open. Write its number with it.',
      );
      expect(world.sent).toEqual([]);
    },
  );

  it.each(['approve', '/mission reject'])('"%s" without a decision says that it waits for none', async (words) => {
    const world = createWorld();
    world.journals.set('M-104', [...new Story({ sandbox: true }).records]);
    expect(textOf(await world.say(words, { actor: ANA }))).toMatch(/decision/);
  });

  it('undo names it, too', async () => {
    const world = oneOpen();
    await world.say('/mission reject M-104', { actor: ANA });
    expect(textOf(await world.say('undo', { actor: ANA }))).toContain('M-104');
    expect(types(world).at(-1)).toBe('UndoDecision');
  });
});

describe('with none open', () => {
  it('the last one is named', async () => {
    const world = oneOpen();
    await world.say('cancel M-104');
    expect(textOf(await world.say('results'))).toContain('None is open. The last one was M-104 Vendor selection.');
  });

  it('"stop" asks about the draft in hand', async () => {
    const world = createWorld();
    await world.press('new', ':store-hours');
    const asked = await world.say('stop');
    expect(buttonsOf(asked).map((button) => button.action)).toContain('discard');
  });
});

describe('a word of politeness', () => {
  it.each(['please', 'Please!', 'bitte', 'bitte sehr', 'pls, thanks', 'danke'])('"%s" is no reason', async (word) => {
    const world = oneOpen();
    await world.say(`pause M-104 ${word}`);
    await world.say('resume');
    await world.say(`cancel M-104 ${word}`);
    expect(world.sent.map((one) => one.command)).toEqual([
      { type: 'PauseMission' },
      { type: 'ResumeMission' },
      { type: 'CancelMission' },
    ]);
  });

  it('does not stand in the way of a command, in a thread neither', async () => {
    const world = oneOpen();
    expect(textOf(await world.say('status please'))).toContain('DECISION');
    await world.say('pause please', { place: THREAD });
    expect(types(world)).toEqual(['PauseMission']);
  });

  it('stays with a reason, and may be all of a note', async () => {
    const world = oneOpen();
    await world.say('pause M-104 no budget, please');
    await world.say('note M-104 thanks');
    expect(world.sent.map((one) => one.command)).toEqual([
      { type: 'PauseMission', because: 'no budget, please' },
      { type: 'AddNote', note: 'thanks' },
    ]);
  });
});
