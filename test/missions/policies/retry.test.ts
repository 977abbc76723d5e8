/** The retry tables row by row, played on whole missions: dials in total, and when the next one is planned. */
import { describe, expect, test } from 'vitest';
import type { RecipientType } from '../../../src/missions/brief.ts';
import type { CallFact } from '../../../src/missions/event.ts';
import { businessDaysLater } from '../../../src/missions/policies/hours.ts';
import { DAILY_LIMIT, inWords, retryAfter } from '../../../src/missions/policies/retry.ts';
import { MINUTE, Play } from '../../support/given.ts';
import { sweepBrief } from '../../support/sandbox.ts';

const allDay = { days: [1, 2, 3, 4, 5, 6, 7], open: { from: 0, to: 24 * 60 }, closed: [] };

/** One person to whom the same thing happens again and again. */
function always(recipients: RecipientType, fact: CallFact, maxRetries?: number) {
  const play = new Play(
    sweepBrief({ recipients, hours: allDay, ...(maxRetries === undefined ? {} : { maxRetries }) }),
    1,
  ).provision();
  const gaps: number[] = [];
  let dials = 0;
  while (play.state.stage.kind === 'calling' && dials < 20) {
    const call = play.handOver();
    dials += 1;
    play.after(3 * MINUTE).world({ type: 'RecordFact', call, fact });
    const progress = play.state.rounds[0]?.progress.get('t1');
    if (progress?.status === 'open') gaps.push((progress.notBefore - play.at) / MINUTE);
  }
  return { dials, gaps, play };
}

const NO_ANSWER: CallFact = { type: 'CallWentUnanswered' };
const BUSY: CallFact = { type: 'LineWasBusy' };
const FAILED: CallFact = { type: 'CallFailed', detail: 'network' };
const VOICEMAIL: CallFact = { type: 'VoicemailReached' };
const NOTHING: CallFact = { type: 'NothingLearnt' };
const MENU: CallFact = { type: 'MenuNotPassed' };

describe('gaps in minutes', () => {
  test.each<[string, RecipientType, CallFact, number, number, number]>([
    ['R273 R274 default, no answer', 'general', NO_ANSWER, 4, 30, 120],
    ['R139 R274 default, busy', 'general', BUSY, 4, 10, 15],
    ['R141 R274 default, failed', 'general', FAILED, 4, 5, 10],
    ['R276 automated, no answer', 'automated', NO_ANSWER, 4, 15, 15],
    ['R277 automated, busy', 'automated', BUSY, 4, 10, 10],
    ['R278 automated, failed', 'automated', FAILED, 3, 5, 5],
    ['R279 automated, nothing learnt', 'automated', NOTHING, 3, 15, 15],
    ['R279 automated, stuck in the menu', 'automated', MENU, 3, 15, 15],
    ['R281 service, no answer', 'service', NO_ANSWER, 4, 30, 120],
    ['R282 service, busy', 'service', BUSY, 4, 15, 30],
    ['R284 service, nothing learnt', 'service', NOTHING, 3, 60, 60],
    ['R288 professional, busy', 'professional', BUSY, 3, 120, 240],
  ])('%s', (_name, recipients, fact, dials, least, most) => {
    const seen = always(recipients, fact);
    expect(seen.dials).toBe(dials);
    for (const gap of seen.gaps) {
      expect(gap).toBeGreaterThanOrEqual(least);
      expect(gap).toBeLessThanOrEqual(most);
    }
    expect(seen.play.state.rounds[0]?.progress.get('t1')).toMatchObject({
      status: 'given-up',
      reason: inWords(fact.type),
    });
  });
});

describe('gaps in business days', () => {
  test.each<[string, RecipientType, CallFact, number]>([
    ['R283 service, voicemail: once more, next business day', 'service', VOICEMAIL, 2],
    ['R286 R290 professional, no answer', 'professional', NO_ANSWER, 3],
    ['R289 R290 professional, nothing learnt', 'professional', NOTHING, 2],
  ])('%s', (_name, recipients, fact, dials) => {
    const { play, ...seen } = always(recipients, fact);
    expect(seen.dials).toBe(dials);
    const planned = play.records.flatMap(({ at, events }) =>
      events.flatMap((event) => (event.type === 'RetryPlanned' ? [{ at, notBefore: event.notBefore }] : [])),
    );
    for (const { at, notBefore } of planned) {
      const tomorrow = businessDaysLater(at, 'America/Chicago', 1, allDay);
      expect(notBefore).toBeGreaterThanOrEqual(tomorrow);
      expect(notBefore).toBeLessThan(tomorrow + 2 * 24 * 60 * MINUTE);
    }
  });

  test('R287 professional, voicemail: not again', () => {
    expect(always('professional', VOICEMAIL).dials).toBe(1);
  });
});

describe('limits', () => {
  test('R273 a limit of the user counts retries, not dials', () => {
    expect(always('general', NO_ANSWER, 1).dials).toBe(2);
    expect(always('general', NO_ANSWER, 0).dials).toBe(1);
  });

  test('R269 all kinds together never go beyond the limit', () => {
    const play = new Play(sweepBrief({ hours: allDay }), 1).provision();
    let dials = 0;
    for (const ending of ['no-answer', 'busy', 'failed', 'no-answer', 'busy', 'failed'] as const) {
      if (play.state.stage.kind !== 'calling') break;
      play.call(ending);
      dials += 1;
    }
    expect(dials).toBe(4);
  });

  test('R138-R141 refusals, wrong people and opt-outs are not called again', () => {
    for (const type of ['CalleeRefused', 'WrongPersonReached', 'CalleeOptedOut', 'CallCanceled'] as const)
      expect(always('general', { type }).dials).toBe(1);
  });

  test('what became of a call nobody can say: no other dial, a person is asked for a day, then it goes on without', () => {
    const play = new Play(sweepBrief({ hours: allDay }), 1).provision();
    const call = play.handOver();
    play.after(3 * MINUTE).world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: '' } });
    expect(play.state.stage.kind).toBe('calling');
    play.after(24 * 60 * MINUTE).world({ type: 'Wake' });
    expect(play.state.stage.kind).toBe('finished');
  });

  test('failures of our own side come back, count for nobody, and end all the same', () => {
    const { dials, gaps } = always('professional', { type: 'CallNeverRang', detail: 'D1', limit: true });
    expect(dials).toBe(13);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10);
  });

  test('R292 a professional is dialled once a day at most, others as their tables need', () => {
    expect(DAILY_LIMIT.professional).toBe(1);
    expect(DAILY_LIMIT.general).toBeGreaterThanOrEqual(4);
    expect(DAILY_LIMIT.automated).toBeGreaterThanOrEqual(4);
    expect(DAILY_LIMIT.service).toBeGreaterThanOrEqual(4);
  });

  test('R271 every kind of recipient has a rule for every way a call can go wrong', () => {
    for (const recipients of ['automated', 'service', 'professional', 'general'] as const)
      for (const fact of [NO_ANSWER, BUSY, FAILED])
        expect(retryAfter(recipients, fact.type, 1, 1, undefined)).toBeDefined();
  });
});
