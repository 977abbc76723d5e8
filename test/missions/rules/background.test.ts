/** The work of the background (playbook 11.5), derived from the state: what it does by itself, and what it never does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallFact } from '../../../src/missions/event.ts';
import { counts } from '../../support/counts.ts';
import { BEN, type Ending, HOUR, MINUTE, Play } from '../../support/given.ts';
import { sweepBrief } from '../../support/sandbox.ts';
import { ALL_DAY } from './dialling.ts';

const start = (people = 5): Play => new Play(sweepBrief({ hours: ALL_DAY }), people).provision();

/** Writing down a call to this person now, whatever the open work says. */
function dial(play: Play, target: string, call = `round-1/${target}:9`): number {
  const before = play.records.length;
  const dueAt = Math.max(play.at, play.state.lastDueAt) + 5 * MINUTE;
  play.world({ type: 'IntendCall', call, dueAt, key: call, body: '{}', from: '+1' });
  return play.records.length - before;
}

describe('one round of work', () => {
  test('R161 R171 R172 looks at what is out, reads what is over, and calls again what is due, all from one state', () => {
    const play = start();
    play.call('no-answer', 't1');
    const talking = play.handOver('t2');
    play.world({ type: 'RecordProgress', call: talking, status: 'in-progress' });
    const read = play.handOver('t3');
    play.after(4 * MINUTE).world({ type: 'RecordEnded', call: read, status: 'completed', conversationId: 'c' });
    play.after(3 * HOUR);
    const work = play.work();
    expect(work.filter((one) => one.kind === 'look')).toMatchObject([{ calls: [talking] }]);
    expect(work.filter((one) => one.kind === 'insights')).toMatchObject([{ call: read }]);
    expect(work.flatMap((one) => (one.kind === 'place' ? [one.target] : []))).toContain('t1');
  });

  test('R149 R179 R206 when all calls are final the analysis happens once, and nothing is left to do', () => {
    const play = start(2).answerAll();
    const steps = play.events.flatMap((event) => (event.type === 'StepCompleted' ? [event.step] : []));
    expect(steps.filter((step) => step === 'analyze')).toHaveLength(1);
    expect(play.events.filter((event) => event.type === 'RoundFinished')).toHaveLength(1);
    const records = play.records.length;
    play.after(HOUR).world({ type: 'Wake' });
    expect(play.records).toHaveLength(records);
    expect(play.work().some((one) => ['place', 'look', 'insights'].includes(one.kind))).toBe(false);
  });
});

describe('who may be called', () => {
  test('R166 R165 only who is on the list, open, below the limit and not on a line: everything else writes nothing', () => {
    const none: readonly (readonly [string, (play: Play) => unknown])[] = [
      ['nobody of this list', (play) => dial(play, 't77')],
      ['answered', (play) => dial(play.call({ values: { price: 3 } }, 't1'), 't1')],
      ['on the line', (play) => dial(onTheLine(play), 't1')],
      ['not heard to the end', (play) => dial(play.world(endedOf(play, play.handOver('t1'))), 't1')],
      ['taken off', (play) => dial(play.world({ type: 'DropPerson', target: 't1', because: 'x' }), 't1')],
      ['given up', (play) => dial(play.call('canceled', 't1'), 't1')],
      ['unknown', (play) => dial(unknown(play), 't1')],
      ['paused', (play) => dial(play.tell({ type: 'PauseMission' }, BEN), 't1')],
    ];
    for (const [name, tried] of none) expect(tried(start()), name).toBe(0);
    expect(dial(start(), 't1')).toBe(1);
  });

  const endedOf = (play: Play, call: string) =>
    ({ type: 'RecordEnded', call, status: 'completed', conversationId: `c ${play.at}` }) as const;

  function onTheLine(play: Play): Play {
    play.handOver('t1');
    return play;
  }

  function unknown(play: Play): Play {
    const fact: CallFact = { type: 'CallBecameUnknown', detail: 'x' };
    return play.world({ type: 'RecordFact', call: play.handOver('t1'), fact });
  }

  test('R167 R166 the same dial written down twice is one', () => {
    const play = start();
    expect(dial(play, 't1')).toBe(1);
    expect(dial(play, 't1')).toBe(0);
    expect(dial(play, 't1', 'round-1/t1:10')).toBe(0);
  });

  const ending = fc.oneof(
    fc.constantFrom<Ending>('no-answer', 'busy', 'failed', 'canceled'),
    fc.constant<Ending>({ values: { price: 5 } }),
    fc.constant<Ending>({ values: undefined }),
  );
  test('R165 R166 R269 whatever became of the calls, whom it would call is open, below the limit and alone on the line', () => {
    fc.assert(
      fc.property(fc.array(ending, { maxLength: 10 }), (endings) => {
        const play = start(3);
        for (const end of endings) {
          if (!play.work().some((one) => one.kind === 'place')) break;
          for (const work of play.work()) {
            if (work.kind !== 'place') continue;
            const progress = play.state.rounds[0]?.progress.get(work.target);
            expect(progress?.status).toBe('open');
            expect(progress?.attempts).toBeLessThan(4);
          }
          play.call(end);
        }
      }),
      { numRuns: counts(30, 1000) },
    );
  });
});
