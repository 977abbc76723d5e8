import { describe, expect, it } from 'vitest';
import type { Actor, Turn } from '../../../src/missions/terms.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA } from '../../support/random-mission-events.ts';
import { buttonsOf, createWorld, textOf } from './desk-world.ts';

const TOM: Actor = { id: 'slack:T1/U6', name: 'Tom' };
const OLA: Actor = { id: 'slack:T1/U8', name: 'Ola' };
const PLACE = { surface: 'slack', channel: 'C1' } as const;
const REAL = {
  origin: { backend: 'telnyx', account: 'a', sandbox: false } as const,
  roles: { admins: [], operators: [OLA.id], approvers: [ANA.id] },
};
const TALK: readonly Turn[] = [
  { who: 'assistant', text: 'Hello, this is an AI assistant.' },
  { who: 'callee', text: 'Ring me on +13125550142 tomorrow.' },
];

function withTalks(answer: () => Promise<readonly Turn[]> = async () => TALK) {
  const asked: string[] = [];
  const world = createWorld({
    ...REAL,
    readTalk: (mission, conversation) => {
      asked.push(`${mission} ${conversation}`);
      return answer();
    },
  });
  world.journals.set('M-104', [...Story.atDecision().records]);
  return { world, asked };
}

describe('reading a call with a real person', () => {
  it('R181 P37 the words are fetched on a tap only, and shown to that person alone with numbers masked', async () => {
    const { world, asked } = withTalks();
    const calls = await world.press('calls', 'M-104', { actor: OLA, place: PLACE });
    const read = buttonsOf(calls).filter((one) => one.action === 'read-call');
    expect(read).toHaveLength(4);
    expect(asked).toEqual([]);
    const replies = await world.press('read-call', read[0]?.value ?? '', { actor: OLA, place: PLACE });
    expect(asked).toEqual(['M-104 c-t4:1']);
    expect(replies).toMatchObject([{ how: 'private', actor: OLA }]);
    expect(textOf(replies)).toContain('Hello, this is an AI assistant.');
    expect(textOf(replies)).toContain('Ring me on +1 312 ••42 tomorrow.');
    expect(textOf(replies)).not.toContain('+13125550142');
  });

  it('those who decide may read, lookers-on may not and nothing is fetched for them', async () => {
    const { world, asked } = withTalks();
    expect(textOf(await world.press('read-call', 'M-104:t1:1', { actor: ANA, place: PLACE }))).toContain('Hello');
    const refused = await world.press('read-call', 'M-104:t1:1', { actor: TOM, place: PLACE });
    expect(textOf(refused)).toContain('Sorry, Tom, only operators and those who decide in M-104');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['refused', () => Promise.reject(new Error('403 forbidden')), 'could not be fetched just now'],
    ['empty', async () => [], 'Nothing was said in that call'],
  ] as const)('%s: one sentence, to that person', async (_, answer, sentence) => {
    const { world } = withTalks(answer);
    const replies = await world.press('read-call', 'M-104:t1:1', { actor: OLA, place: PLACE });
    expect(replies).toMatchObject([{ how: 'private', actor: OLA }]);
    expect(textOf(replies)).toContain(sentence);
    expect(textOf(replies)).not.toContain('403');
  });

  it('a call nobody answered, and one that is not known, are said to have no words', async () => {
    const { world, asked } = withTalks();
    expect(textOf(await world.press('read-call', 'M-104:t5:1', { actor: OLA, place: PLACE }))).toContain(
      'no words kept',
    );
    expect(textOf(await world.press('read-call', 'M-104:t7:1', { actor: OLA, place: PLACE }))).toContain(
      'no such call in M-104',
    );
    expect(asked).toEqual([]);
  });
});
