/** The bot owns the lifecycle: after every change it asks what follows, in order, over a restart too. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/missions/decide.ts';
import { isRejection } from '../../src/missions/decision.ts';
import { fold } from '../../src/missions/evolve.ts';
import { nextResource } from '../../src/missions/provision.ts';
import { MINUTE, Play } from '../support/given.ts';
import { ANA, negotiationBrief, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const MISSIONS = {
  sweep: () => new Play(sweepBrief(), 3).provision().answerAll(),
  negotiation: () => new Play(negotiationBrief(), 3).provision().answerAll(),
  rounds: () =>
    new Play(roundsBrief(), people(5)).provision().answerAll().tell({ type: 'Approve' }).provision().answerAll(),
} as const;
const missions = Object.entries(MISSIONS);

/** What stands first in a record and lets other things follow from it alone. */
const CAUSES = ['MissionStarted', 'Provisioned', 'PersonAnswered'];

describe('after every change', () => {
  test.each(missions)(
    'R27 %s: a change without what follows from it is gone on from at the next look',
    (_name, play) => {
      const { records, state } = play();
      const caused = records.filter(({ events }) => CAUSES.includes(events[0]?.type ?? '') && events.length > 1);
      expect(caused.length).toBeGreaterThan(2);
      for (const record of caused) {
        const [cause, ...followed] = record.events;
        const alone = fold([
          ...records.slice(0, record.seq),
          { ...record, events: cause === undefined ? [] : [cause] },
        ]);
        const drawn = decide(alone, { type: 'Wake' }, { now: record.at, by: ANA });
        expect(isRejection(drawn) ? drawn.sentence : drawn).toEqual(followed);
      }
      expect(state.stage).toMatchObject({ kind: 'finished', status: 'succeeded' });
    },
  );

  test.each(missions)('R29 %s: the steps begin in the order of the plan and none is left out', (_name, play) => {
    const { events, state } = play();
    const began = events.flatMap((event) => (event.type === 'StepStarted' ? [event.step] : []));
    expect(began).toEqual(state.plan.map(({ id }) => id));
    expect([...state.steps.values()].every((status) => status === 'completed')).toBe(true);
  });

  test('R73 R100 until the id of what was made stands in the journal nothing else is to be made or called', () => {
    const play = new Play(sweepBrief(), 2);
    const made: string[] = [];
    for (let what = nextResource(play.state); what !== undefined; what = nextResource(play.state)) {
      made.push(what);
      expect(play.work()).toMatchObject([{ kind: 'provision', what }]);
      play.world({ type: 'RecordProvisioned', what, id: `id-${what}`, detail: { phone: '+13125550102' } });
      expect(play.state.provisioned.get(what)?.id).toBe(`id-${what}`);
    }
    expect(made).toEqual(expect.arrayContaining(['mission', 'run', 'round-1/assistant', 'round-1/number']));
    expect(play.work().every(({ kind }) => kind === 'place')).toBe(true);
  });

  test('R30 as long as a call is out it is to be looked after, and no longer', () => {
    const play = new Play(sweepBrief(), 2).provision();
    const calls = [play.handOver('t1'), play.handOver('t2')];
    expect(play.work().flatMap((work) => (work.kind === 'look' ? work.calls : []))).toEqual(calls);
    play.end(calls[0] ?? '', { values: { price: 7 } });
    expect(play.work().flatMap((work) => (work.kind === 'look' ? work.calls : []))).toEqual([calls[1]]);
    play.end(calls[1] ?? '', { values: { price: 8 } });
    expect(
      play
        .after(MINUTE)
        .work()
        .some((work) => work.kind === 'look'),
    ).toBe(false);
  });
});
