import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/chat/surface.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA } from '../../support/random-mission-events.ts';
import { createWorld, THREAD, textOf } from './desk-world.ts';

const YES: Inbound = {
  kind: 'said',
  id: 'slack:Ev1',
  actor: ANA,
  place: THREAD,
  text: 'approved',
  files: [],
  addressed: true,
};

function atDecision(changes: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld(changes);
  world.journals.set('M-104', [...Story.atDecision({ sandbox: true }).records]);
  return world;
}

describe('no yes is lost', () => {
  it('a second delivery is recognised, before and after it was carried out', async () => {
    const world = atDecision();
    expect(await world.desk.accept(YES)).toBe(true);
    expect(await world.desk.accept(YES)).toBe(false);
    await world.desk.handle(YES);
    expect(await world.desk.accept(YES)).toBe(false);
    expect(await world.desk.handle(YES)).toEqual([]);
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.cause).toBe('slack:Ev1');
  });

  it('what was accepted before the process ended is carried out at the next start, once', async () => {
    const world = atDecision();
    await world.desk.accept(YES);
    const after = world.restarted();
    await after.recover();
    expect(world.view('M-104').gates[0]?.status).toBe('approved');
    await world.restarted().recover();
    expect(world.sent).toHaveLength(1);
    expect(await after.accept(YES)).toBe(false);
  });

  it('a delivery that comes again after a kill is carried out although its first write is there', async () => {
    const world = atDecision();
    await world.desk.accept(YES);
    const after = world.restarted();
    expect(await after.accept(YES)).toBe(true);
    await after.handle(YES);
    expect(world.view('M-104').gates[0]?.status).toBe('approved');
  });

  it('answers of recovered questions reach the person', async () => {
    const world = atDecision();
    await world.desk.accept({ ...YES, text: 'only 3 or perhaps 4?' });
    await world.restarted().recover();
    expect(textOf(world.delivered)).not.toBe('');
  });

  it('no write in time: no acknowledgement, and nothing is carried out later', async () => {
    const world = atDecision({ within: () => Promise.reject(new Error('too slow')) });
    await expect(world.desk.accept(YES)).rejects.toThrow('too slow');
    await expect.poll(() => world.tables.inbox.size).toBe(0);
    await world.restarted().recover();
    expect(world.sent).toHaveLength(0);
  });

  it('a fault is one private sentence, and is not carried out behind the back of the person', async () => {
    const world = atDecision({ readTargets: () => Promise.reject(new Error('disk full')) });
    const replies = await world.say('Acme, +1 312 555 0101', { id: 'x1' });
    expect(replies).toMatchObject([{ how: 'private' }]);
    expect(textOf(replies)).toContain('Something on my side failed');
    expect(textOf(replies)).not.toContain('disk full');
    expect(world.tables.inbox.get('x1')).toMatchObject({ done: true });
  });

  it('messages of one chat are carried out in the order they came', async () => {
    const world = atDecision();
    const other: Inbound = {
      ...YES,
      id: 'slack:Ev0',
      actor: { id: 'slack:T1/U2', name: 'Ben' },
      text: 'wait a moment',
    };
    await world.desk.accept(other);
    await world.desk.accept(YES);
    const [, answer] = await Promise.all([world.desk.handle(other), world.desk.handle(YES)]);
    expect(textOf(answer ?? [])).toContain('Did you mean');
    expect(world.sent).toHaveLength(0);
  });

  it('forgets what was done long ago', async () => {
    let wall = 1_000_000;
    const world = atDecision({ wall: () => wall });
    await world.say('hello', { id: 'old' });
    wall += 8 * 24 * 60 * 60_000;
    await world.desk.recover();
    expect(world.tables.inbox.has('old')).toBe(false);
  });
});
