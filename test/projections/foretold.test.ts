/** The forecast of a mission that is under way: the preview's, from where the mission stands. */
import { describe, expect, test } from 'vitest';
import type { Brief } from '../../src/missions/brief.ts';
import { type Fit, fitOf } from '../../src/missions/policies/fits.ts';
import { stillFits } from '../../src/projections/foretold.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { DAY, HOUR, MINUTE, Play, TUESDAY } from '../support/given.ts';
import { people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const calling = (change: Partial<Brief> = {}, count = 4) => new Play(sweepBrief(change), count).provision();

function forecast(play: Play, lines = 5): Fit | undefined {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no view');
  return stillFits(view, play.at, lines);
}
const names = (found: Fit | undefined): readonly string[] => found?.leftOut.map((one) => one.name) ?? [];

describe('P33 whether it still fits', () => {
  test('before the first call it is what the preview said', () => {
    for (const minutes of [4, 10, 26 * 60]) {
      const brief = sweepBrief({ deadlineAt: TUESDAY + minutes * MINUTE, batchSize: 2 });
      const targets = people(8).flatMap((one) => one.details.private ?? []);
      const said = fitOf({ brief, targets, lines: 2, now: TUESDAY, courses: 9 });
      const now = forecast(new Play(brief, 8).provision(), 2);
      expect(now?.fits).toBe(said?.fits);
      expect(names(now)).toEqual(names(said));
      expect(now?.prediction.endAt).toBe(said?.prediction.endAt);
    }
  });

  test('whoever was called or is on the phone is not left out; the others fall behind as time goes by', () => {
    const play = calling({ deadlineAt: TUESDAY + 9 * MINUTE, spacingSecs: 120 }).call({ values: { price: 7 } }, 't1');
    play.handOver('t2');
    expect(names(forecast(play))).toEqual([]);
    expect(names(forecast(play.after(3 * MINUTE)))).toEqual(['Vendor 4']);
    expect(names(forecast(play, 1)).length).toBeGreaterThan(0);
  });

  test('a further try after the deadline: everybody was called, not everybody can be tried again', () => {
    const play = calling({ deadlineAt: TUESDAY + HOUR, recipients: 'service' }, 1).call('no-answer', 't1');
    expect(play.state.stage.kind).toBe('calling');
    expect(forecast(play)).toMatchObject({ fits: 'once', leftOut: [], prediction: { firstCalls: [] } });
    expect(forecast(play)?.prediction.endAt).toBeGreaterThan(play.state.rounds[0]?.progress.get('t1')?.notBefore ?? 0);
  });

  test('slower than was asked for, and after a look at the first answers', () => {
    const slow = calling({ deadlineAt: TUESDAY + 10 * MINUTE, maxRetries: 0 }, 6);
    expect(names(forecast(slow))).toEqual([]);
    slow.handOver('t1');
    slow.world({ type: 'RecordThrottled' });
    expect(names(forecast(slow)).length).toBeGreaterThan(0);
    const trial = calling({ deadlineAt: TUESDAY + 5 * HOUR, tryFirst: 1, maxRetries: 0 }).call({
      values: { price: 7 },
    });
    expect(forecast(trial)).toBeUndefined();
    expect(forecast(trial.tell({ type: 'Approve' }))).toMatchObject({ fits: 'yes' });
  });

  test('the second round of a mission, with those who were approved alone', () => {
    const brief = roundsBrief({ deadlineAt: TUESDAY + 5 * HOUR, maxRetries: 0 });
    const play = new Play(brief, people(5)).provision();
    expect(forecast(play)?.fits).toBe('yes');
    play.answerAll();
    expect(forecast(play)).toBeUndefined();
    play.tell({ type: 'Approve' }).provision();
    expect(forecast(play)?.prediction.firstCalls).toHaveLength(play.state.rounds[1]?.progress.size ?? 0);
  });

  test('nothing is foretold without a deadline, once it has passed, or once it is over', () => {
    expect(forecast(calling())).toBeUndefined();
    expect(forecast(calling({ deadlineAt: TUESDAY + HOUR }).after(2 * HOUR))).toBeUndefined();
    expect(forecast(calling({ deadlineAt: TUESDAY + DAY }).tell({ type: 'CancelMission' }))).toBeUndefined();
  });

  test('a list of thousands does not fit a day', () => {
    const view = viewOf(new Play(sweepBrief({ deadlineAt: TUESDAY + DAY }), people(3000)).records);
    expect(view === undefined ? undefined : stillFits(view, TUESDAY, 5)?.fits).toBe('no');
  });
});
