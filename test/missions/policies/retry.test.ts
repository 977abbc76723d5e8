/** What the retry tables allow at all: limits, whoever is not called again, failures of our own side. */
import { describe, expect, test } from 'vitest';
import type { CallFact } from '../../../src/missions/event.ts';
import { factOfEnd } from '../../../src/missions/outcome/line.ts';
import { ownSideCause } from '../../../src/missions/outcome/own-side-signs.ts';
import { causeOf } from '../../../src/missions/policies/own-side.ts';
import { DAILY_LIMIT, OWN_SIDE_LIMIT, retryAfter, triesAtMost } from '../../../src/missions/policies/retry.ts';
import { MINUTE, Play } from '../../support/given.ts';
import { sweepBrief } from '../../support/sandbox.ts';
import { ALL_DAY, dialling, NOTHING, VOICEMAIL, type Way } from '../rules/dialling.ts';

const dials = (way: Way, maxRetries?: number): number =>
  dialling({ brief: maxRetries === undefined ? {} : { maxRetries }, ways: [way] }).dials.length;
const NEVER_RANG = (detail: string): CallFact => ({ type: 'CallNeverRang', detail, limit: /D1/.test(detail) });

describe('limits', () => {
  test('R273 P24 a limit of the person counts retries, not dials, and may ask for more where nobody spoke', () => {
    expect(dials('no-answer', 1)).toBe(2);
    expect(dials('no-answer', 0)).toBe(1);
    expect(dials('no-answer', 5)).toBe(6);
    expect(dials(NOTHING, 5)).toBe(3);
    expect(dials(VOICEMAIL, 5)).toBe(2);
  });

  test('R269 R273 all kinds together never go beyond the limit, and nobody given up is rung again', () => {
    const told = dialling({ ways: ['no-answer', 'busy', 'failed', 'no-answer', 'busy'] });
    expect(told.dials).toHaveLength(4);
    expect(told.progress?.status).toBe('given-up');
    const two = new Play(sweepBrief({ hours: ALL_DAY, maxRetries: 0 }), 2).provision().call('no-answer', 't1');
    expect(two.dials).toEqual(['t2 ask']);
  });

  test('R140 refusals, wrong people and opt-outs are not called again', () => {
    for (const type of ['CalleeRefused', 'WrongPersonReached', 'CalleeOptedOut'] as const)
      expect(dials({ type })).toBe(1);
    expect(dials('canceled')).toBe(1);
  });

  test('a callback asked for is no retry: it is made also where none is allowed, and twice at most', () => {
    expect(dials({ type: 'CalleeAskedForCallback', when: 'in an hour' }, 0)).toBe(3);
  });

  test('R292 a professional is dialled once a day at most, others as their tables need', () => {
    expect(DAILY_LIMIT.professional).toBe(1);
    for (const recipients of ['general', 'automated', 'service'] as const)
      expect(DAILY_LIMIT[recipients]).toBeGreaterThanOrEqual(4);
  });

  test('R271 every kind of recipient has a rule for every way a call can go wrong', () => {
    for (const recipients of ['automated', 'service', 'professional', 'general'] as const)
      for (const fact of [
        'CallWentUnanswered',
        'LineWasBusy',
        'CallFailed',
        'NothingLearnt',
        'MenuNotPassed',
      ] as const) {
        const tries = { recipients, fact, seen: 1, attempts: 1, maxRetries: undefined, people: 1 };
        expect(retryAfter(tries)).toBeDefined();
        expect(triesAtMost(tries)).toBeGreaterThan(1);
      }
  });

  test('what became of a call nobody can say: no other dial, a person is asked for a day, then it goes on without', () => {
    const play = new Play(sweepBrief({ hours: ALL_DAY }), 1).provision();
    const call = play.handOver();
    play.after(3 * MINUTE).world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: '' } });
    expect(play.state.stage.kind).toBe('calling');
    play.after(24 * 60 * MINUTE).world({ type: 'Wake' });
    expect(play.state.stage.kind).toBe('finished');
  });
});

describe('our own side', () => {
  test('failures of our own side come back, count for nobody, and end all the same', () => {
    const told = dialling({ brief: { recipients: 'professional' }, ways: [NEVER_RANG('insufficient funds D19')] });
    expect(told.dials).toHaveLength(OWN_SIDE_LIMIT + 1);
    expect(told.progress).toMatchObject({ status: 'given-up', attempts: 0 });
    expect(Math.min(...told.gapsInMinutes)).toBeGreaterThanOrEqual(10);
  });

  const fails = (play: Play, detail: string): Play => {
    const call = play.handOver();
    return play.after(3 * MINUTE).world({ type: 'RecordFact', call, fact: NEVER_RANG(detail) });
  };
  const holds = (play: Play) => [...play.state.holds.values()].map((hold) => hold.reason);
  const list = () => new Play(sweepBrief({ hours: ALL_DAY }), 6).provision();

  test('after three in a row the mission is held once, with the cure in plain words, and nobody lost a try', () => {
    const play = fails(fails(list(), 'insufficient funds D19'), 'insufficient funds D19');
    expect(holds(play)).toEqual([]);
    fails(play, 'insufficient funds D19');
    expect(holds(play)).toEqual([
      expect.stringMatching(/^The balance of the account is used up\. Add funds in its portal/),
    ]);
    expect(play.work().filter((work) => work.kind === 'place' && work.at < play.at + 13 * MINUTE)).toEqual([]);
    expect([...(play.state.rounds[0]?.progress.values() ?? [])].map((one) => [one.status, one.attempts])).toEqual(
      Array(6).fill(['open', 0]),
    );
  });

  test('held for our side it tries one call at a time by itself, less and less often, under one hold until one gets through', () => {
    const play = list().call('D1').call('D1').call('D1');
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const places = play.work().flatMap((work) => (work.kind === 'place' ? [work.dueAt] : []));
      expect(places).toHaveLength(1);
      waits.push(((places[0] ?? 0) - play.at) / MINUTE);
      play.call('D1');
    }
    expect(waits.map(Math.round)).toEqual([15, 30, 60, 120, 240]);
    expect(play.events.filter((event) => event.type === 'MissionHeld')).toHaveLength(1);
    play.call('no-answer');
    expect(holds(play)).toEqual([]);
    expect(play.dials.length).toBeGreaterThan(1);
  });

  test('held for our side a person may ask for a try at once, and another hold stops it all the same', () => {
    const play = fails(fails(fails(list(), 'D1'), 'D1'), 'D1');
    play.tell({ type: 'LookAgain' });
    expect(play.work().find((work) => work.kind === 'place')?.at).toBeLessThan(play.at + 10 * MINUTE);
    play.world({ type: 'HoldMission', what: 'calls', reason: 'x' });
    expect(play.dials).toEqual([]);
  });

  test('R250 too many at once, seen of several calls that were out together, is one failure: the limit learnt is the cure', () => {
    const play = list();
    const out = [play.handOver(), play.handOver(), play.handOver(), play.handOver()];
    for (const call of out) play.end(call, 'D1');
    expect(holds(play)).toEqual([]);
  });

  test('an outage is our side: calls that never reached the phone service hold the mission, a late one does not', () => {
    const lost = (reason: string): Play => {
      const play = list();
      for (let nth = 0; nth < 3; nth += 1)
        play.world({ type: 'RecordNotPlaced', call: play.intend(), reason }).after(20 * MINUTE);
      return play;
    };
    expect(holds(lost('it never reached the phone service'))[0]).toContain('did not get through to the phone service');
    expect(holds(lost('The time of the call had already passed.'))).toEqual([]);
  });

  test('R253 too many requests slow the mission down and need nobody: lost calls as well as refused ones', () => {
    const refused = fails(fails(fails(list(), 'too many requests'), 'too many requests'), 'too many requests');
    const lost = list().world({ type: 'RecordThrottled' });
    for (let nth = 0; nth < 3; nth += 1)
      lost
        .world({ type: 'RecordNotPlaced', call: lost.intend(), reason: 'it never reached the phone service' })
        .after(3 * MINUTE);
    for (const play of [refused, lost]) {
      const hold = play.state.holds.get('our-side');
      expect(hold?.reason).toMatch(/goes on by itself, more slowly; nobody has to do anything/);
      expect(hold?.until).toBeGreaterThan(hold?.at ?? 0);
    }
    fails(refused.after(20 * MINUTE), 'Insufficient funds D19');
    expect(refused.state.holds.get('our-side')?.until).toBeUndefined();
  });

  test('a country the account may not call costs that one person and no try', () => {
    const play = fails(list(), 'Dialed number is not included in whitelisted countries D13');
    expect(play.state.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'given-up', attempts: 0 });
    expect(play.state.rounds[0]?.progress.get('t1')?.reason).toContain('may not call this country');
    expect(play.dials.length).toBeGreaterThan(1);
  });

  test.each([
    ['User channel limit exceeded D1', 'limit'],
    ['Insufficient funds D19', 'balance'],
    ['Dialed number is not included in whitelisted countries D13', 'country'],
    ['Cannot make outbound call with no outbound voice profile', 'profile'],
    ['Account is not verified 20014', 'account'],
    ['Telnyx has blocked the account.', 'account'],
    ['The account may not call this country. Add it to the outbound voice profile.', 'country'],
    ['Telnyx places no more calls at once for this account.', 'limit'],
    ['Caller number not allowed D51', 'unreached'],
    ['Too many requests', 'rate'],
    ['SIP 480', 'unreached'],
  ])('"%s" is understood as %s', (said, cause) => {
    expect(causeOf(said)).toBe(cause);
  });

  test.each(['SIP 480', 'call blocked by the called party', 'country code unknown', 'rebalanced trunk D130'])(
    '"%s" is none of our side',
    (said) => {
      expect(factOfEnd('failed', [said])).toMatchObject({ type: 'CallFailed' });
      expect(ownSideCause(said)).toBeUndefined();
    },
  );
});
