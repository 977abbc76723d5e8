/** Class 1 from start to finish, decision by decision. */
import { describe, expect, test } from 'vitest';
import { given, MINUTE, Play, SANDBOX, starting, TUESDAY } from '../support/given.ts';
import { people, sweepBrief } from '../support/sandbox.ts';

const types = (events: readonly { readonly type: string }[]): readonly string[] => events.map((event) => event.type);
const finished = (play: Play) => play.state.stage;

describe('a sweep', () => {
  test('R75 R207 starts with its plan of four steps, numbered from one', () => {
    given()
      .when(starting(sweepBrief(), people(2)))
      .happens({
        type: 'MissionStarted',
        plan: ['setup', 'calls', 'poll', 'analyze'].map((id, i) => ({ id, sequence: i + 1 })),
      });
  });

  test('R75 R76 R77 R116 makes things in order: mission, run, plan, running, insight, group, assistant, link, number', () => {
    const play = new Play().provision();
    const made = play.events.flatMap((event) => (event.type === 'Provisioned' ? [event.what] : []));
    expect(made).toEqual([
      'mission',
      'run',
      'plan',
      'running',
      'summary-insight',
      'round-1/insight',
      'round-1/group',
      'round-1/assistant',
      'round-1/link',
      'round-1/number',
    ]);
  });

  test('R57 R58 the setup step opens when the base stands and closes when the number does; then the calls open', () => {
    const play = new Play().provision();
    const steps = play.events.filter((event) => event.type.startsWith('Step') || event.type === 'RoundOpened');
    expect(steps).toMatchObject([
      { type: 'StepStarted', step: 'setup' },
      { type: 'StepCompleted', step: 'setup' },
      { type: 'RoundOpened', round: 'round-1', targets: ['t1', 't2', 't3'] },
      { type: 'StepStarted', step: 'calls' },
    ]);
  });

  test('R206 R298 R304 analyses only when all calls are final, closes each step, then finishes', () => {
    const play = new Play(sweepBrief(), 2).provision();
    play.call({ values: { price: 7 } });
    expect(play.state.steps.get('poll')).toBe('pending');
    play.call({ values: { price: 9 } });
    expect(types(play.records.at(-1)?.events ?? [])).toEqual([
      'PersonAnswered',
      'StepCompleted',
      'StepStarted',
      'StepCompleted',
      'StepStarted',
      'RoundFinished',
      'StepCompleted',
      'MissionFinished',
    ]);
    expect(finished(play)).toEqual({ kind: 'finished', status: 'succeeded' });
    expect([...play.state.steps.values()]).toEqual(['completed', 'completed', 'completed', 'completed']);
  });

  test('R33 R299 ends failed, with every step final, when nobody answered', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 2).provision();
    play.call('no-answer').call('busy');
    expect(finished(play)).toEqual({ kind: 'finished', status: 'failed' });
    expect([...play.state.steps.values()].filter((one) => one === 'pending' || one === 'in_progress')).toEqual([]);
  });

  test('R132 R167 the same answer twice changes nothing', () => {
    const play = new Play().provision();
    const call = play.handOver();
    play.end(call, { values: { price: 7 } });
    for (const status of ['completed', 'busy', 'no-answer'])
      expect(play.try({ type: 'RecordEnded', call, status })).toEqual([]);
    expect(play.try({ type: 'RecordFact', call, fact: { type: 'NothingLearnt' } })).toEqual([]);
    expect(play.try({ type: 'RecordHandedOver', call, eventId: 'other' })).toEqual([]);
    expect(play.try({ type: 'RecordNotPlaced', call, reason: 'late' })).toEqual([]);
    expect(play.try({ type: 'RecordTakenBack', call, done: true })).toEqual([]);
  });

  test('R267 what we took back is no try, what our own side failed is no try', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 1).provision();
    play.call('D1');
    expect(play.state.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'open', attempts: 0 });
    const call = play.handOver();
    play.tell({ type: 'PauseMission' });
    play.world({ type: 'RecordTakenBack', call, done: true }).tell({ type: 'ResumeMission' });
    expect(play.state.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'open', attempts: 0 });
    play.call('no-answer');
    expect(finished(play)).toEqual({ kind: 'finished', status: 'failed' });
  });

  test('R140 a call that was hung up elsewhere is given up, not dialled again', () => {
    const play = new Play(sweepBrief(), 2).provision().call('canceled', 't1');
    expect(play.state.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'given-up' });
  });

  test('an opt-out removes the person from everything to come', () => {
    const play = new Play(sweepBrief(), 2).provision();
    const call = play.handOver('t1');
    play.after(3 * MINUTE).world({ type: 'RecordFact', call, fact: { type: 'CalleeOptedOut' } });
    expect(play.events.at(-1)).toMatchObject({ type: 'TargetRemoved', target: 't1' });
    expect(play.work().filter((work) => work.kind === 'place')).toMatchObject([{ target: 't2' }]);
  });

  test('a callback is planned for the time asked for, read in the time zone of the person', () => {
    const asked = (when: string) => {
      const play = new Play(sweepBrief(), 1).provision();
      const call = play.handOver();
      play.after(3 * MINUTE).world({ type: 'RecordFact', call, fact: { type: 'CalleeAskedForCallback', when } });
      return play.state.rounds[0]?.progress.get('t1')?.notBefore ?? 0;
    };
    expect(new Date(asked('2026-11-24T16:30:00-06:00')).toISOString()).toBe('2026-11-24T22:30:00.000Z');
    // Without an offset it is their own clock (Chicago), wherever this process runs.
    expect(new Date(asked('2026-11-24T14:00:00')).toISOString()).toBe('2026-11-24T20:00:00.000Z');
    // Words are read; what is no time at all means the next business day, and nothing said an hour.
    expect(new Date(asked('tomorrow after lunch')).toISOString()).toBe('2026-11-25T19:00:00.000Z');
    expect(new Date(asked('3')).toISOString()).toBe('2026-11-25T15:00:00.000Z');
    expect(asked('')).toBeLessThan(TUESDAY + 90 * MINUTE);
  });

  test('a callback years ahead does not keep a mission open for years', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const call = play.handOver();
    play
      .after(3 * MINUTE)
      .world({ type: 'RecordFact', call, fact: { type: 'CalleeAskedForCallback', when: '2031-01-08T10:00:00-06:00' } });
    expect(play.state.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'given-up' });
    expect(finished(play)).toMatchObject({ kind: 'finished' });
  });

  test('a person whose possible zones are never open together is given up, and the mission can end', () => {
    const nowhere = people(2).map((one, index) => ({
      ...one,
      details: {
        private:
          one.details.private === undefined || index === 1
            ? one.details.private
            : { ...one.details.private, zones: ['America/New_York', 'Asia/Tokyo'] },
      },
    }));
    const play = new Play(sweepBrief(), nowhere).provision();
    expect(play.state.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'given-up' });
    play.call({ values: { price: 7 } });
    expect(finished(play)).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('a person whose data was deleted while the mission ran is not waited for', () => {
    const play = new Play(sweepBrief(), 2).provision().call({ values: { price: 7 } }, 't1');
    const forgotten = play.records.map((record) => ({
      ...record,
      events: record.events.map((event) =>
        event.type === 'MissionStarted'
          ? {
              ...event,
              targets: event.targets.map((one) =>
                one.id === 't2' ? { ...one, details: { private: undefined } } : one,
              ),
            }
          : event,
      ),
    }));
    play.records.splice(0, play.records.length, ...forgotten);
    play.world({ type: 'Wake' });
    expect(finished(play)).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('cancelling waits for the call that is on the phone and names it; then all steps are final', () => {
    const play = new Play(sweepBrief(), 3).provision();
    const call = play.handOver();
    play.after(30_000).tell({ type: 'CancelMission' });
    expect(types(play.records.at(-1)?.events ?? [])).toEqual(['MissionCancelled', 'CallCouldNotBeTakenBack']);
    expect(play.state.stage.kind).toBe('calling');
    play.end(call, 'no-answer');
    expect(finished(play)).toEqual({ kind: 'finished', status: 'cancelled' });
    expect([...play.state.steps.values()]).not.toContain('pending');
  });

  test('a call that rang although it was being taken back is named, also when it was over before anybody looked', () => {
    const play = new Play(sweepBrief(), 2).provision();
    const call = play.handOver();
    play.tell({ type: 'PauseMission' });
    expect(play.state.calls.get(call)?.takeBack).toBe('paused');
    play.end(call, 'no-answer');
    expect(types(play.records.at(-1)?.events ?? [])).toContain('CallCouldNotBeTakenBack');
  });

  test('refuses a start without people, without questions, of a class that is not built, or for the second time', () => {
    given().when(starting(sweepBrief(), [])).rejects('invalid');
    given()
      .when(starting(sweepBrief({ rounds: [] }), people(1)))
      .rejects('invalid');
    given()
      .when(starting(sweepBrief({ class: 'negotiation' }), people(1)))
      .rejects('invalid');
    const started = new Play().records.map((record) => record.events);
    given(...started)
      .when(starting(sweepBrief(), people(1)))
      .rejects('already-exists');
    given().when({ type: 'PauseMission' }).rejects('no-such-mission');
    expect(new Play().state.origin).toEqual(SANDBOX);
  });
});
