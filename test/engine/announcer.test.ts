/** What a mission has to say goes to the place it was started in, and its end is told once, over a restart too. */
import { describe, expect, test } from 'vitest';
import { announce } from '../../src/chat/announce.ts';
import type { Message } from '../../src/chat/card.ts';
import type { PostedMessage } from '../../src/engine/announcement.ts';
import { createAnnouncer } from '../../src/engine/announcer.ts';
import type { MissionRecord, Missions, Reader } from '../../src/engine/missions.ts';
import { fold } from '../../src/missions/evolve.ts';
import type { Place } from '../../src/missions/terms.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { openOnShelf } from '../../src/store/open.ts';
import { readMessage } from '../support/card-text.ts';
import { Play } from '../support/given.ts';
import { ANA, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let wall = 0;
/** Each look at the clock is two seconds later: nothing waits for the pause between two edits. */
const clock = { now: () => 0, wall: () => (wall += 2000), idle: async () => false, toWall: () => 0 };

/** The records of a played mission, as the journal would hand them on, started at `place`. */
function recordsOf(play: Play, place: Place): readonly MissionRecord[] {
  return play.records.map((record) => {
    const events = record.events.map((event) => (event.type === 'MissionStarted' ? { ...event, place } : event));
    return { ...record, events, v: 1, stream: 'mission:M-1', epoch: 0, wallAt: 0, actor: ANA, cause: 'x', prev: '' };
  }) as unknown as readonly MissionRecord[];
}

/** Two surfaces and what reached each; the tables are the durable part, a process is made anew over them. */
async function house() {
  const said: Record<'slack' | 'telegram', string[]> = { slack: [], telegram: [] };
  const store = await openOnShelf(openMemoryShelf(createMemoryState()), 'memory:');
  const posts = store.table<PostedMessage>('posts');
  const cursors = store.table<number>('cursors');
  let count = 0;
  const poster = (surface: string) => {
    const heard = surface === 'slack' ? said.slack : surface === 'telegram' ? said.telegram : undefined;
    return heard === undefined
      ? undefined
      : {
          async post(place: Place, message: Message): Promise<PostedMessage> {
            count += 1;
            heard.push(readMessage(message).ours.join('\n'));
            return { id: String(count), place };
          },
          edit: async () => undefined,
        };
  };
  const process = (records: readonly MissionRecord[]) => {
    let tell: Reader = () => undefined;
    const missions = {
      subscribe: (reader: Reader) => {
        tell = reader;
      },
      records: async () => records,
    } as unknown as Missions;
    const announcer = createAnnouncer<Message>({
      missions,
      clock,
      log,
      cursors,
      posts,
      poster,
      announce: (before, after, record, repeats) => announce(before, after, record, { zone: 'UTC', repeats }),
      posted: async () => undefined,
      undeliverable: async () => undefined,
      changed: () => undefined,
    });
    const feed = async (): Promise<void> => {
      announcer.begin();
      for (const [index, record] of records.entries()) {
        const [before, after] = [fold(records.slice(0, index)), fold(records.slice(0, index + 1))];
        if (after !== undefined) tell(record, before, after);
      }
      await expect.poll(() => announcer.isDone('M-1')).toBe(true);
    };
    return { announcer, feed };
  };
  return { said, process };
}

const TELEGRAM: Place = { surface: 'telegram', channel: '12' };
const ends = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => /\b(DONE|ENDED)\b/.test(text.split('\n')[0] ?? ''));

describe('where', () => {
  test.each(['slack', 'telegram'] as const)(
    'R249 a decision is asked in %s, where the mission was started',
    async (surface) => {
      const { said, process } = await house();
      const play = new Play(roundsBrief(), people(5)).provision().answerAll();
      const { announcer, feed } = process(recordsOf(play, { surface, channel: 'c1' }));
      await feed();
      await announcer.stop();
      const other = surface === 'slack' ? 'telegram' : 'slack';
      expect(said[surface].filter((text) => text.includes('DECISION NEEDED'))).toHaveLength(1);
      expect(said[other]).toEqual([]);
    },
  );
});

describe('the start', () => {
  test('nothing is sent before the surfaces are open, then all that waited, in order', async () => {
    const { said, process } = await house();
    const play = new Play(sweepBrief(), 2).provision().answerAll();
    const { announcer } = process(recordsOf(play, TELEGRAM));
    await announcer.load(['M-1']);
    expect(said.telegram).toEqual([]);
    announcer.begin();
    await expect.poll(() => announcer.isDone('M-1')).toBe(true);
    expect(ends(said.telegram)).toHaveLength(1);
    expect(said.telegram.at(-1)).toBe(ends(said.telegram)[0]);
    await announcer.stop();
  });

  test('stopped before they were, it says nothing', async () => {
    const { said, process } = await house();
    const { announcer } = process(recordsOf(new Play(sweepBrief(), 2).provision().answerAll(), TELEGRAM));
    await announcer.load(['M-1']);
    await announcer.stop();
    expect(said.telegram).toEqual([]);
  });
});

describe('the end', () => {
  const endings = {
    succeeded: () => new Play(sweepBrief(), 2).provision().answerAll(),
    failed: () => new Play(sweepBrief({ maxRetries: 0 }), 2).provision().call('no-answer').call('no-answer'),
    cancelled: () => new Play(sweepBrief(), 2).tell({ type: 'CancelMission' }),
  };
  test.each(Object.keys(endings) as (keyof typeof endings)[])(
    'R163 R178 R307 %s: one report, to the place it was started in, and none again after a restart',
    async (ending) => {
      const { said, process } = await house();
      const play = endings[ending]();
      expect(play.state.stage).toMatchObject({ kind: 'finished', status: ending });
      const records = recordsOf(play, TELEGRAM);
      const first = process(records);
      await first.feed();
      await first.announcer.stop();
      const told = said.telegram.length;
      expect(ends(said.telegram)).toHaveLength(1);
      const second = process(records);
      await second.announcer.load(['M-1']);
      second.announcer.begin();
      await expect.poll(() => second.announcer.isDone('M-1')).toBe(true);
      await second.announcer.stop();
      expect(said.telegram).toHaveLength(told);
      expect(said.slack).toEqual([]);
    },
  );
});
