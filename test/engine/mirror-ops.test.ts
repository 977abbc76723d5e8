/** What Telnyx is told of each event: step before event, the payloads and words the playbook names. */
import { describe, expect, test } from 'vitest';
import type { MirrorOp } from '../../src/engine/mirror-op.ts';
import { mirrorOps } from '../../src/engine/mirror-ops.ts';
import { evolve } from '../../src/missions/evolve.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { MINUTE, Play } from '../support/given.ts';
import { people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

/** All that is told of a played mission, in order, with the event that caused it. */
function told(play: Play): readonly (MirrorOp & { readonly cause: string })[] {
  let state: MissionState | undefined;
  return play.records.flatMap((record) =>
    record.events.flatMap((event) => {
      state = evolve(state, event, record);
      return mirrorOps(state, event).map((op) => ({ ...op, cause: event.type }));
    }),
  );
}
const of = (play: Play, cause: string) => told(play).filter((op) => op.cause === cause);

const two = (): Play =>
  new Play(roundsBrief(), people(5)).provision().answerAll().tell({ type: 'Approve' }).provision().answerAll();

describe('steps and events', () => {
  test('R34 R35 R57 R58 each step moves before its event is logged; the words are Starting, Completed', () => {
    const ops = told(two());
    for (const [index, op] of ops.entries()) {
      if (op.kind !== 'event' || (op.type !== 'step_started' && op.type !== 'step_completed')) continue;
      const status = op.type === 'step_started' ? 'in_progress' : 'completed';
      expect(ops[index - 1]).toMatchObject({ kind: 'step', step: op.step, status });
      expect(op.summary).toMatch(op.type === 'step_started' ? /^Starting: \S/ : /^Completed: \S/);
    }
  });

  test('R61 only the six types in use; R63 R79 every step named is in the plan', () => {
    const play = two();
    const steps = new Set(play.state.plan.map((step) => step.id));
    for (const op of told(play)) {
      if (op.kind === 'event')
        expect(['tool_call', 'custom', 'message', 'error', 'step_started', 'step_completed']).toContain(op.type);
      if ('step' in op && op.step !== undefined) expect(steps).toContain(op.step);
    }
  });

  test('R59 P6 a failed step: the step, then an error with the reason', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const failed = { type: 'StepFailed', step: 'calls', reason: 'no funds' } as const;
    expect(mirrorOps(play.state, failed)).toEqual([
      { kind: 'step', step: 'calls', status: 'failed' },
      { kind: 'event', type: 'error', summary: 'Failed: no funds', step: 'calls' },
    ]);
  });

  test('R26 R300 U3 the run is closed once, with summary and payload, after everything else', () => {
    const ops = told(two());
    const runs = ops.filter((op) => op.kind === 'run' && op.status === 'succeeded');
    expect(runs).toHaveLength(1);
    expect(ops.at(-1)).toMatchObject({
      kind: 'run',
      status: 'succeeded',
      summary: expect.any(String),
      payload: expect.any(Object),
    });
  });
});

describe('payloads', () => {
  test('R68 the number is told with assistant, phone and type, on the setup step', () => {
    const setup = of(new Play(sweepBrief(), 1).provision(), 'Provisioned').at(-1);
    expect(setup).toMatchObject({
      type: 'custom',
      step: 'setup',
      payload: { assistant_id: 'id-round-1/assistant', phone_number: '+13125550102', type: 'voice' },
    });
  });

  test('R53 R66 R128 a scheduled call has event id, target, phone and time', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const call = play.handOver();
    expect(of(play, 'CallHandedOver')).toMatchObject([
      {
        type: 'custom',
        step: 'calls',
        payload: {
          scheduled_event_id: `event ${call}`,
          contractor: 'Vendor 1',
          phone: '+13125552000',
          scheduled_for: new Date(play.state.calls.get(call)?.dueAt ?? 0).toISOString(),
        },
      },
    ]);
  });

  test('R54 R55 R65 R67 P45 a result is one event with conversation, target, outcome and the values', () => {
    const play = new Play(sweepBrief(), 1).provision().call({ values: { price: 7 } });
    expect(of(play, 'CallEnded')).toEqual([]);
    expect(of(play, 'PersonAnswered')).toMatchObject([
      {
        type: 'custom',
        payload: {
          conversation_id: expect.stringContaining('conversation'),
          contractor: 'Vendor 1',
          outcome: 'answered',
          price: 7,
        },
      },
    ]);
  });

  test('R65 a field of the mission cannot take the place of the conversation id', () => {
    const play = new Play(sweepBrief(), 1).provision().call({ values: { conversation_id: 'mine', outcome: 'theirs' } });
    expect(of(play, 'PersonAnswered')).toMatchObject([
      { payload: { conversation_id: expect.stringContaining('round-1/t1:1'), outcome: 'answered' } },
    ]);
  });

  test('R70 R72 P23 a retry names the phone, the number of the dial and the reason', () => {
    const play = new Play(sweepBrief(), 1).provision().call('busy');
    expect(of(play, 'RetryPlanned')).toMatchObject([
      {
        summary: 'Retry #2 for Vendor 1: line was busy',
        payload: { phone: '+13125552000', attempt: 2, reason: 'line was busy' },
      },
    ]);
  });

  test('R71 giving up is an error that names number and attempts', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 1).provision().call('no-answer');
    expect(of(play, 'TargetGivenUp')).toMatchObject([
      {
        type: 'error',
        summary: expect.stringContaining('after 1 attempts'),
        payload: { phone: '+13125552000', attempts: 1 },
      },
    ]);
  });

  test('R56 R245 R246 the gate is told with its text and pauses the run; the decision resumes it', () => {
    const play = new Play(roundsBrief(), people(5)).provision().answerAll();
    expect(of(play, 'GateOpened')).toMatchObject([
      { type: 'custom', payload: { awaiting_approval: true, approval_summary: expect.stringContaining('Vendor 1') } },
      { kind: 'run', status: 'paused' },
    ]);
    play.tell({ type: 'Approve' });
    expect(of(play, 'GateApproved')).toMatchObject([
      { type: 'message', payload: { awaiting_approval: false, advanced: ['Vendor 1', 'Vendor 2', 'Vendor 3'] } },
      { kind: 'run', status: 'running' },
    ]);
  });

  test('pausing pauses the run, resuming resumes it, but not while a decision is open', () => {
    const play = new Play(roundsBrief(), people(5)).provision();
    play.tell({ type: 'PauseMission' }).tell({ type: 'ResumeMission' });
    expect(told(play).flatMap((op) => (op.kind === 'run' ? [op.status] : []))).toEqual(['paused', 'running']);
    play.answerAll().tell({ type: 'PauseMission' }).tell({ type: 'ResumeMission' });
    expect(
      told(play)
        .flatMap((op) => (op.kind === 'run' ? [op.status] : []))
        .slice(2),
    ).toEqual(['paused', 'paused']);
  });

  test('what was too late to take back is told by name', () => {
    const play = new Play(sweepBrief(), 1).provision();
    play.handOver();
    play.after(MINUTE / 2).tell({ type: 'PauseMission' });
    expect(of(play, 'CallCouldNotBeTakenBack')).toMatchObject([
      { summary: 'Too late to take back the call to Vendor 1' },
    ]);
  });
});
