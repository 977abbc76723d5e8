/** "First N, then ask me": nobody else is called before a person has looked. */
import { describe, expect, test } from 'vitest';
import { HOUR, Play } from '../../support/given.ts';
import { negotiationBrief, sweepBrief } from '../../support/sandbox.ts';

const price = (value: number) => ({ values: { price: value } });
const tried = (count = 6): Play => {
  const play = new Play(sweepBrief({ tryFirst: 2, maxRetries: 0 }), count).provision();
  return play.call(price(10)).call('no-answer');
};

describe('first N, then ask me', () => {
  test('only the first N may be called', () => {
    const play = new Play(sweepBrief({ tryFirst: 2 }), 6).provision();
    expect(play.dials).toEqual(['t1 ask', 't2 ask']);
  });

  test('waits for the retries of the first N, then asks and calls nobody', () => {
    const play = new Play(sweepBrief({ tryFirst: 2 }), 6).provision();
    play.call(price(10)).call('no-answer');
    expect(play.dials).toEqual(['t2 ask']);
    expect(play.state.stage.kind).toBe('calling');
    const asked = tried();
    expect(asked.state.stage).toEqual({ kind: 'deciding', gate: 'gate-trial' });
    expect(asked.state.gates.get('gate-trial')).toMatchObject({ kind: 'trial', proposed: ['t3', 't4', 't5', 't6'] });
    asked.after(48 * HOUR).try({ type: 'Wake' });
    expect(asked.dials).toEqual([]);
  });

  test('a yes calls the others, to the same end as ever', () => {
    const play = tried().tell({ type: 'Approve' });
    expect(play.state.stage).toEqual({ kind: 'calling', round: 0 });
    expect(play.dials).toHaveLength(4);
    play.answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('"only t4" calls t4 and lets the others go, with the reason', () => {
    const play = tried()
      .tell({ type: 'ProposeList', targets: ['t4'], said: 'only 4' })
      .tell({ type: 'ConfirmList' });
    expect(play.dials).toEqual(['t4 ask']);
    expect(play.state.rounds[0]?.progress.get('t5')).toMatchObject({
      status: 'given-up',
      reason: 'left out after the first calls',
    });
  });

  test('taken back before the first of the others rings, also those who were left out', () => {
    const play = tried()
      .tell({ type: 'ProposeList', targets: ['t4'], said: 'only 4' })
      .tell({ type: 'ConfirmList' });
    const call = play.handOver();
    play.tell({ type: 'UndoDecision' });
    expect(play.state.calls.get(call)?.takeBack).toBeDefined();
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-trial' });
    expect(play.state.rounds[0]?.progress.get('t5')?.status).toBe('open');
  });

  test('a no and "end here" close the mission with what is known', () => {
    const play = tried().tell({ type: 'Reject' }).tell({ type: 'EndHere' });
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('does not ask when the list is no longer than N', () => {
    const play = new Play(sweepBrief({ tryFirst: 5, maxRetries: 0 }), 2).provision().answerAll();
    expect(play.state.gates.size).toBe(0);
    expect(play.state.stage.kind).toBe('finished');
  });

  test('holds for a serial class too', () => {
    const play = new Play(negotiationBrief({ tryFirst: 1, recipients: 'service' }), 3).provision().call(price(500));
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-trial' });
    expect(play.tell({ type: 'Approve' }).dials).toEqual(['t2 ask']);
  });
});
