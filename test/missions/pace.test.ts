/** Throttling (playbook R253): half as many at once and twice the time between them, then back step by step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paceLine } from '../../src/chat/cards/tries-and-pace.ts';
import { backToSpeedAt, faster, slower } from '../../src/missions/pace/pace.ts';
import { batchSizeOf, spacingMsOf } from '../../src/missions/placing.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { counts } from '../support/counts.ts';
import { MINUTE, Play } from '../support/given.ts';
import { sweepBrief } from '../support/sandbox.ts';

const start = (batchSize = 5, spacingSecs = 60): Play =>
  new Play(sweepBrief({ batchSize, spacingSecs }), 20).provision();
const refused = (play: Play): Play => play.world({ type: 'RecordThrottled' });
const speedOf = ({ state }: Play): readonly number[] => [batchSizeOf(state), spacingMsOf(state) / 1000];
const cardOf = (play: Play): string => {
  const view = viewOf(play.records);
  const block = view && paceLine(view, play.at, { zone: 'America/Chicago' });
  return block?.kind === 'line' ? block.text.filter((part) => typeof part === 'string').join('') : '';
};

describe('slower', () => {
  test('R253 after a 429 the batch is half and the spacing double, down to one call and eight minutes', () => {
    const play = refused(start());
    const seen = [speedOf(play)];
    for (let nth = 0; nth < 4; nth += 1) seen.push(speedOf(refused(play.after(2 * MINUTE))));
    expect(seen).toEqual([
      [2, 120],
      [1, 240],
      [1, 480],
      [1, 480],
      [1, 480],
    ]);
  });

  test('R253 refusals that come together are one, the next one after a minute is another', () => {
    const play = refused(refused(start()).after(30_000));
    expect(speedOf(play)).toEqual([2, 120]);
    expect(speedOf(refused(play.after(40_000)))).toEqual([1, 240]);
  });

  test('R253 R251 R252 what is proposed keeps the slower size and spacing', () => {
    const play = refused(start());
    const due = play.work().flatMap((work) => (work.kind === 'place' ? [work.dueAt] : []));
    expect(due).toHaveLength(2);
    expect((due[1] ?? 0) - (due[0] ?? 0)).toBe(2 * MINUTE);
  });

  test('R253 a call that was prepared at the old pace is derived anew', () => {
    const play = start();
    play.handOver();
    const early = play.work().find((work) => work.kind === 'place');
    if (early?.kind !== 'place') throw new Error('nobody');
    refused(play);
    const { call, dueAt, step, purpose } = early;
    const records = play.records.length;
    play.world({ type: 'IntendCall', call, dueAt, key: 'k', body: '{}', from: '+1', step, purpose });
    expect(play.records).toHaveLength(records);
  });
});

describe('faster', () => {
  test('R253 P31 after ten calm minutes one step back, until it is as the brief says and nothing is remembered', () => {
    const play = refused(refused(start()).after(2 * MINUTE));
    const seen: (readonly number[])[] = [];
    for (let step = 0; step < 3; step += 1) {
      const wake = play.work().find((work) => work.kind === 'wake');
      expect((wake?.at ?? 0) - play.at).toBe(10 * MINUTE);
      seen.push(speedOf(play.after(10 * MINUTE).world({ type: 'Wake' })));
    }
    expect(seen).toEqual([
      [2, 120],
      [4, 60],
      [5, 60],
    ]);
    expect(play.state.pace).toBeUndefined();
    expect(play.work().some((work) => work.kind === 'wake')).toBe(false);
  });

  test('R253 a calm of an hour is several steps at once, and a new refusal counts from there', () => {
    const play = refused(start())
      .after(60 * MINUTE)
      .world({ type: 'Wake' });
    expect(play.state.pace).toBeUndefined();
    expect(speedOf(refused(play))).toEqual([2, 120]);
  });

  test('R253 R254 the pace is in the journal: whoever folds it goes on as slowly', () => {
    const play = refused(start());
    const changed = play.events.find((event) => event.type === 'PaceChanged');
    expect(changed).toEqual({ type: 'PaceChanged', batchSize: 2, spacingSecs: 120, because: 'refused' });
    expect(play.state.pace).toMatchObject({ batchSize: 2, spacingSecs: 120 });
  });

  test('R253 whatever the brief: slower is never faster, and it always comes back to the brief', () => {
    const speed = fc.record({
      batchSize: fc.integer({ min: 1, max: 10 }),
      spacingSecs: fc.integer({ min: 60, max: 900 }),
    });
    fc.assert(
      fc.property(speed, fc.integer({ min: 1, max: 12 }), (wished, refusals) => {
        const brief = sweepBrief(wished);
        let now: { readonly batchSize: number; readonly spacingSecs: number } = wished;
        for (let nth = 0; nth < refusals; nth += 1) {
          const next = slower(now);
          expect(next.batchSize).toBeLessThanOrEqual(now.batchSize);
          expect(next.spacingSecs).toBeGreaterThanOrEqual(now.spacingSecs);
          expect(next.batchSize).toBeGreaterThanOrEqual(1);
          now = next;
        }
        const back = backToSpeedAt(now, 0, brief);
        for (let at = 0; at < back; at += 10 * MINUTE) now = faster(now, brief);
        expect(now).toEqual(wished);
      }),
      { numRuns: counts(100, 2000) },
    );
  });
});

describe('told', () => {
  test('R253 the card says it in plain words with the time it ends, and no longer once it is over', () => {
    const play = refused(refused(start()).after(2 * MINUTE));
    expect(cardOf(play)).toBe('The phone service asked us to slow down: 1 call at a time, 4 min apart, until about .');
    expect(viewOf(play.records)?.pace?.until).toBe(play.at + 30 * MINUTE);
    expect(cardOf(play.after(31 * MINUTE).world({ type: 'Wake' }))).toBe('');
  });
});
