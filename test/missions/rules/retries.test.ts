/** The rows of the retry tables (playbook 17.2 to 17.4) through the real decider: dials in total and minutes from dial to dial. */
import { describe, expect, test } from 'vitest';
import type { RecipientType } from '../../../src/missions/brief.ts';
import { BUSINESS_HOURS } from '../../../src/missions/policies/hours.ts';
import { inWords } from '../../../src/missions/policies/retry.ts';
import { afterEarlierCalls } from '../../../src/missions/script.ts';
import { MINUTE, TUESDAY } from '../../support/given.ts';
import { ALL_DAY, dialling, MENU, NOTHING, partsOfDay, type Told, VOICEMAIL, type Way } from './dialling.ts';

/** The dial itself may wait a little for the minute it takes to hand a call over. */
const SLACK = 2;
const RESTAURANT = {
  days: [1, 2, 3, 4, 5, 6, 7],
  open: { from: 9 * 60, to: 23 * 60 },
  closed: [
    { from: 12 * 60, to: 14 * 60 },
    { from: 18 * 60, to: 21 * 60 },
  ],
};

const always = (recipients: RecipientType, way: Way, more: Parameters<typeof dialling>[0]['brief'] = {}): Told =>
  dialling({ brief: { recipients, ...more }, ways: [way] });

describe('minutes from dial to dial', () => {
  test.each<[string, RecipientType, Way, number, number, number]>([
    ['R138 R273 R274 by default, no answer', 'general', 'no-answer', 4, 30, 120],
    ['R139 R274 P9 by default, busy', 'general', 'busy', 4, 10, 15],
    ['R141 R274 by default, failed', 'general', 'failed', 4, 5, 10],
    ['R276 R280 automated, no answer', 'automated', 'no-answer', 4, 15, 15],
    ['R277 R280 P9 automated, busy', 'automated', 'busy', 4, 10, 10],
    ['R278 R280 automated, failed', 'automated', 'failed', 3, 5, 5],
    ['R279 R280 automated, nothing learnt', 'automated', NOTHING, 3, 15, 15],
    ['R279 R280 automated, stuck in the menu', 'automated', MENU, 3, 15, 15],
    ['R281 R285 service, no answer', 'service', 'no-answer', 4, 30, 120],
    ['R282 P9 service, busy', 'service', 'busy', 4, 15, 30],
    ['R284 service, nothing learnt', 'service', NOTHING, 3, 60, 60],
    ['R141 P8 service, failed: no row of its own', 'service', 'failed', 4, 5, 10],
  ])('%s', (_name, recipients, way, dials, least, most) => {
    const told = always(recipients, way);
    expect(told.dials).toHaveLength(dials);
    for (const gap of told.gapsInMinutes) {
      expect(gap).toBeGreaterThanOrEqual(least);
      expect(gap).toBeLessThanOrEqual(most + SLACK);
    }
    const reason = typeof way === 'string' ? told.progress?.reason : inWords(way.type);
    expect(told.progress).toMatchObject({ status: 'given-up', reason });
  });

  test('R138 R274 R281 who does not answer is rung in another part of the day each time', () => {
    for (const recipients of ['general', 'service'] as const) {
      const parts = partsOfDay(always(recipients, 'no-answer').clock);
      for (const [index, part] of parts.entries()) if (index > 0) expect(part).not.toBe(parts[index - 1]);
    }
  });
});

describe('days', () => {
  test('R283 service, voicemail: once more, on the next business day', () => {
    const told = always('service', VOICEMAIL, { hours: BUSINESS_HOURS });
    expect(told.clock.map((at) => at.toISODate())).toEqual(['2026-11-24', '2026-11-25']);
  });

  test('R286 R290 professional, no answer: three dials on business days, at different times, over a weekend', () => {
    const thursday = TUESDAY + 2 * 24 * 60 * MINUTE;
    const told = dialling({
      brief: { recipients: 'professional', hours: BUSINESS_HOURS },
      ways: ['no-answer'],
      from: thursday,
    });
    expect(told.clock.map((at) => at.toISODate())).toEqual(['2026-11-26', '2026-11-27', '2026-11-30']);
    const parts = partsOfDay(told.clock);
    expect(parts[1]).not.toBe(parts[0]);
    expect(parts[2]).not.toBe(parts[1]);
  });

  test('R287 professional, voicemail: no further call of ours; who has a message calls back or is called in another mission', () => {
    expect(always('professional', VOICEMAIL).dials).toHaveLength(1);
  });

  test('R289 R290 professional, nothing learnt: once more, on the next business day', () => {
    const told = always('professional', NOTHING);
    expect(told.clock.map((at) => at.toISODate())).toEqual(['2026-11-24', '2026-11-25']);
  });

  test('R288 R292 P47 professional, busy: the person comes before the row, so the next try is tomorrow and says why', () => {
    const told = always('professional', 'busy');
    expect(told.clock.map((at) => at.toISODate())).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
    expect(told.reasons[0]).toBe('line was busy, and only one call a day');
  });

  test('R288 R292 professional who asked to be called again, busy: 2 to 4 hours later on the same day', () => {
    const told = dialling({
      brief: { recipients: 'professional' },
      ways: [{ type: 'CalleeAskedForCallback', when: '2026-11-24T10:30:00' }, 'busy', 'busy', 'no-answer'],
    });
    expect(told.clock[1]?.toFormat('yyyy-MM-dd HH:mm')).toBe('2026-11-24 10:30');
    for (const gap of told.gapsInMinutes.slice(1, 3)) {
      expect(gap).toBeGreaterThanOrEqual(120);
      expect(gap).toBeLessThanOrEqual(240);
    }
    expect(told.clock[2]?.toISODate()).toBe('2026-11-24');
  });

  test('R290 R292 P8 professional, failed: by default minutes, but not twice on one day', () => {
    const told = always('professional', 'failed');
    expect(told.clock.map((at) => at.toISODate())).toEqual(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']);
  });
});

describe('hours', () => {
  test('R281 R285 P47 service, no answer: never at lunch or dinner, and a closed stretch is waited out with the reason', () => {
    const told = always('service', 'no-answer', { hours: RESTAURANT });
    expect(told.dials).toHaveLength(4);
    for (const at of told.clock) {
      const minute = at.hour * 60 + at.minute;
      expect(RESTAURANT.closed.some((one) => minute >= one.from && minute < one.to)).toBe(false);
    }
    for (const [index, gap] of told.gapsInMinutes.entries()) {
      expect(gap).toBeGreaterThanOrEqual(30);
      if (gap > 120 + SLACK) expect(told.reasons[index]).toBe('no answer, their calling hours begin then');
    }
    // 9:01, 10:00, and before lunch once more, as the range still reaches it.
    expect(told.clock.slice(0, 3).map((at) => at.hour)).toEqual([9, 10, 11]);
    expect(told.clock[3]?.hour).toBe(14);
  });

  test('R293 P47 retries to professionals lie between 9:00 and 17:00 of their own day, however long the mission may call', () => {
    for (const way of ['no-answer', 'busy', NOTHING] as const) {
      const told = dialling({ brief: { recipients: 'professional', hours: ALL_DAY }, ways: [way], zone: 'Asia/Tokyo' });
      expect(told.clock.length).toBeGreaterThan(1);
      for (const at of told.clock.slice(1)) {
        expect(at.hour).toBeGreaterThanOrEqual(9);
        expect(at.hour).toBeLessThan(17);
      }
    }
  });

  test('R290 P47 late in the day the next try moves to the next day the hours are open', () => {
    const evening = TUESDAY + (7 * 60 + 50) * MINUTE;
    const told = dialling({ brief: { hours: BUSINESS_HOURS }, ways: ['busy'], from: evening });
    expect(told.clock.slice(0, 2).map((at) => at.toFormat('MM-dd HH'))).toEqual(['11-24 16', '11-25 09']);
    expect(told.reasons[0]).toBe('line was busy, their calling hours begin then');
  });
});

describe('spread', () => {
  test('R296 P24 without a kind of recipient and with many numbers: 15 to 30 min, then 2 to 4 h or the next day, again and again', () => {
    const told = dialling({ brief: { hours: BUSINESS_HOURS }, ways: ['no-answer'], among: 12 });
    expect(told.dials).toHaveLength(4);
    const [second, ...later] = told.gapsInMinutes;
    expect(second).toBeGreaterThanOrEqual(15);
    expect(second).toBeLessThanOrEqual(30 + SLACK);
    for (const [index, gap] of later.entries()) {
      const sameDay = told.clock[index + 2]?.toISODate() === told.clock[index + 1]?.toISODate();
      expect(gap).toBeGreaterThanOrEqual(120);
      if (sameDay) expect(gap).toBeLessThanOrEqual(240 + SLACK);
    }
  });

  test('R296 P47 with a row of their own, or with few numbers, nothing is spread', () => {
    expect(dialling({ brief: { recipients: 'automated' }, ways: ['no-answer'], among: 12 }).gapsInMinutes[0]).toBe(15);
    expect(always('general', 'no-answer').gapsInMinutes[0]).toBeGreaterThanOrEqual(30);
    expect(dialling({ ways: ['busy'], among: 12 }).gapsInMinutes[0]).toBeLessThanOrEqual(15 + SLACK);
  });
});

describe('prepared differently', () => {
  test('R194 R279 R284 R289 after each call in vain the next one carries other instructions, never those of the one before', () => {
    const told = [0, 1, 2, 3].map((times) =>
      JSON.stringify(afterEarlierCalls(0, times === 0 ? {} : { NothingLearnt: times })),
    );
    expect(new Set(told).size).toBe(4);
    expect(afterEarlierCalls(0, { MenuNotPassed: 1 }).earlier_call).toContain('stuck in a phone menu');
  });
});
