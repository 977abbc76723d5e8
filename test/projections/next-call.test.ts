/** Every person who waits has a next call, or a reason why there is no time for one. */
import { describe, expect, test } from 'vitest';
import type { Brief, CallingHours } from '../../src/missions/brief.ts';
import { BUSINESS_HOURS } from '../../src/missions/policies/hours.ts';
import { whyClosed } from '../../src/missions/policies/why-closed.ts';
import { foretoldTurns } from '../../src/projections/foretold.ts';
import { type NextCall, nextCalls } from '../../src/projections/next-call.ts';
import { forbiddenIn } from '../../src/projections/plain-words.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { DAY, HOUR, MINUTE, Play, TUESDAY } from '../support/given.ts';
import { people, sweepBrief } from '../support/sandbox.ts';

/** The person's next call as of now, in a mission that has come so far. */
function next(play: Play, target = 't1'): NextCall | undefined {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no view');
  const found = nextCalls(view, play.at, foretoldTurns(view, play.at, 5)).get(target);
  expect(forbiddenIn(found?.because ?? '')).toEqual([]);
  return found;
}

const calling = (change: Partial<Brief> = {}, count = 3) => new Play(sweepBrief(change), count).provision();
const chicago = (at: number | undefined): string =>
  at === undefined
    ? 'no time'
    : new Intl.DateTimeFormat('en-GB', {
        timeZone: 'America/Chicago',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }).format(at);
/** The midnight that ends the day in Chicago, six hours behind UTC in winter. */
const chicagoMidnight = (ms: number): number => (Math.floor((ms - 6 * HOUR) / DAY) + 1) * DAY + 6 * HOUR;
const span = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
const at = (play: Play, ms: number): Play => play.after(ms - play.at);

describe('next call at …, because …', () => {
  test('P31 their turn: as soon as a line is free, with how many are before them', () => {
    const play = calling();
    expect(next(play, 't1')).toMatchObject({ at: TUESDAY + 75_000, about: true, because: 'as soon as a line is free' });
    expect(next(play, 't3')).toMatchObject({ about: true, because: 'as soon as a line is free, 2 before them' });
    expect(next(play, 't3')?.at).toBe(TUESDAY + 75_000 + 2 * MINUTE);
  });

  test('R122 their hours, R281 the busy ones, days without calls, and the person’s own clock', () => {
    const early = at(calling(), TUESDAY - 3 * HOUR);
    expect(next(early)).toMatchObject({ because: 'their calling hours begin then' });
    expect(chicago(next(early)?.at)).toBe('Tue 09:00');
    const lunch: CallingHours = { ...BUSINESS_HOURS, closed: [span(12, 14)] };
    const noon = at(calling({ hours: lunch }), TUESDAY + 3 * HOUR + 20 * MINUTE);
    expect(next(noon)).toMatchObject({ because: 'not during their busy hours' });
    expect(chicago(next(noon)?.at)).toBe('Tue 14:00');
    const weekend = at(calling(), TUESDAY + 4 * DAY);
    expect(next(weekend)).toMatchObject({ because: 'nobody is called on the days before' });
    expect(chicago(next(weekend)?.at)).toBe('Mon 09:00');
  });

  test('R123 a holiday is named, also when the day before is what is over', () => {
    const holidays = [{ date: '2026-11-26', name: 'Thanksgiving Day', region: 'US' }];
    const hours = { ...BUSINESS_HOURS, holidays };
    for (const [hours_, when] of [
      [hours, TUESDAY + 2 * DAY],
      [hours, TUESDAY + DAY + 9 * HOUR],
    ] as const) {
      const play = at(calling({ hours: hours_ }), when);
      expect(next(play)).toMatchObject({ because: 'not on Thanksgiving Day' });
      expect(chicago(next(play)?.at)).toBe('Fri 09:00');
    }
    expect(whyClosed(TUESDAY + 2 * DAY, ['America/Chicago'], hours, 'CA')).toBeUndefined();
  });

  test('a retry says how the last call went, and when it is', () => {
    const play = calling().call('busy', 't1');
    const planned = play.state.rounds[0]?.progress.get('t1')?.notBefore;
    expect(next(play)).toEqual({ at: planned, because: 'line was busy' });
  });

  test('R292 the day’s limit over all missions', () => {
    const until = TUESDAY + DAY;
    const play = calling().world({ type: 'RecordRefused', target: 't1', reason: 'was called today already', until });
    expect(next(play)).toMatchObject({ at: until, because: 'was called today already' });
  });

  test('R292 the limit ends at midnight: it decides the time, not the hours that begin after it; the same everywhere', () => {
    const until = chicagoMidnight(TUESDAY);
    const limited = (change: Partial<Brief> = {}, from = TUESDAY): Play =>
      at(calling(change, 1), from).world({
        type: 'RecordRefused',
        target: 't1',
        reason: 'was called today already',
        until,
      });
    const play = limited();
    expect(next(play)).toEqual({ at: until + 9 * HOUR, because: 'was called today already' });
    expect(viewOf(play.records)).toMatchObject({
      nextAt: until + 9 * HOUR,
      nextBecause: 'Vendor 1: was called today already',
    });
    // In the evening the hours alone come to the same, and over a day without calls they decide.
    expect(next(limited({}, TUESDAY + 9 * HOUR))).toMatchObject({ because: 'their calling hours begin then' });
    const days = { ...BUSINESS_HOURS, days: [2, 4] };
    expect(next(limited({ hours: days }))).toMatchObject({ because: 'nobody is called on the days before' });
  });

  test('of several who are called again the soonest is the one whose hours open first', () => {
    const play = calling({}, 2)
      .world({
        type: 'RecordRefused',
        target: 't1',
        reason: 'was called today already',
        until: chicagoMidnight(TUESDAY),
      })
      .call('no-answer', 't2');
    const planned = play.state.rounds[0]?.progress.get('t2')?.notBefore;
    expect(viewOf(play.records)).toMatchObject({ nextAt: planned, nextBecause: 'Vendor 2: no answer' });
  });

  test('what is handed over has its time', () => {
    const play = calling();
    const call = play.handOver('t1');
    expect(next(play)).toMatchObject({ at: play.state.calls.get(call)?.dueAt, because: 'it is their turn' });
  });

  test('a start that was set, and the time in which Callsheet was not running', () => {
    const startAtMs = TUESDAY + 2 * HOUR;
    expect(next(calling({ startAtMs }))).toEqual({ at: startAtMs, because: 'that is when it may begin' });
    const down = calling().world({ type: 'SpreadAfterDowntime', downFrom: TUESDAY - HOUR, downTo: TUESDAY, rang: [] });
    expect(next(down)?.at).toBeGreaterThanOrEqual(TUESDAY);
  });

  test('a number, a cure, a decision, a person’s pause', () => {
    const number = calling().world({ type: 'HoldMission', what: 'round-1/number', reason: 'No number is free.' });
    expect(next(number)).toEqual({ because: 'waiting for a free number' });
    const held = calling().world({ type: 'HoldMission', what: 'calls', reason: 'The balance is used up.' });
    expect(next(held)).toEqual({ because: 'held until somebody has cured it' });
    expect(next(calling().tell({ type: 'PauseMission' }))).toEqual({ because: 'paused by Ana' });
    expect(next(new Play(sweepBrief(), 2))).toEqual({ because: 'the calls are being set up' });
    const trial = calling({ tryFirst: 1 });
    expect(next(trial, 't2')).toEqual({ because: 'after somebody has looked at the first 1' });
    trial.call({ values: { price: 9 } }, 't1');
    expect(next(trial, 't2')).toEqual({ because: 'waiting for a decision' });
  });

  test('P33 a deadline: whose time would be after it is told so', () => {
    const deadlineAt = TUESDAY + 10 * HOUR;
    const play = at(calling({ deadlineAt }), TUESDAY + 9 * HOUR);
    expect(next(play)).toEqual({ because: 'not any more: that would be after the deadline' });
  });

  test('P33 whose turn is foretold to come after the deadline is told so, too; without a forecast nobody is told a time', () => {
    const play = calling({ deadlineAt: TUESDAY + 2 * MINUTE, spacingSecs: 60 });
    expect(next(play, 't1')).toMatchObject({ at: TUESDAY + 75_000, because: 'as soon as a line is free' });
    expect(next(play, 't2')).toEqual({ because: 'probably not any more: their turn would come after the deadline' });
    const view = viewOf(play.records);
    expect(view && nextCalls(view, play.at).get('t2')).toEqual({
      about: true,
      because: 'as soon as a line is free, 1 before them',
    });
  });

  test('R214 one after the other says after whom', () => {
    const mandate = { field: 'price', nameCompetitor: false };
    const play = calling({ class: 'negotiation', mandate });
    expect(next(play, 't1')).toMatchObject({ because: 'as soon as a line is free' });
    expect(next(play, 't2')).toEqual({ because: 'one after the other, after Vendor 1' });
  });

  test('P34 the next ones of the list are called only if nobody before them can', () => {
    const [first] = sweepBrief().rounds;
    const yesNo = (name: string) => ({ name, label: name, type: 'boolean', question: name, required: true }) as const;
    const rounds = first === undefined ? [] : [{ ...first, fields: [yesNo('can'), yesNo('done')] }];
    const action = { what: 'book', available: 'can', done: 'done', conditions: [], bestOf: 1, width: 2 };
    const play = calling({ class: 'action', action, rounds, recipients: 'service' }, 4);
    expect(next(play, 't2')).toMatchObject({ about: true });
    expect(next(play, 't3')).toEqual({ because: 'only if nobody before them can' });
  });

  test('whoever is through, on the phone or off the list has none; nor has anybody once it is over', () => {
    const play = calling({}, 2).call({ values: { price: 9 } }, 't1');
    expect(next(play, 't1')).toBeUndefined();
    play.world({ type: 'DropPerson', target: 't2', because: 'on the do-not-call list' });
    expect(next(play, 't2')).toBeUndefined();
    expect(play.state.stage.kind).toBe('finished');
  });

  test('everybody open has one, whatever has happened', () => {
    const play = calling({}, 6).call('no-answer', 't1').call('busy', 't2');
    play.handOver('t3');
    const view = viewOf(play.records);
    const open = [...(play.state.rounds[0]?.progress.values() ?? [])].filter((one) => one.status === 'open');
    const all = view === undefined ? new Map() : nextCalls(view, play.at);
    expect([...all.keys()].toSorted()).toEqual(open.map((one) => one.target).toSorted());
  });

  test('a list of thousands is told as well', () => {
    const play = new Play(sweepBrief({ tryFirst: 5 }), people(3000));
    const view = viewOf(play.records);
    expect(view === undefined ? 0 : nextCalls(view, play.at).size).toBe(3000);
  });
});
