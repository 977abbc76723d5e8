/** The end of a mission as Telnyx and people hear of it, whatever led to it. */
import { describe, expect, it, test } from 'vitest';
import type { MirrorOp } from '../../src/engine/mirror-op.ts';
import { mirrorOps } from '../../src/engine/mirror-ops.ts';
import { evolve } from '../../src/missions/evolve.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { DAY, Play } from '../support/given.ts';
import { people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

function told(play: Play): readonly MirrorOp[] {
  let state: MissionState | undefined;
  return play.records.flatMap((record) =>
    record.events.flatMap((event) => {
      state = evolve(state, event, record);
      return mirrorOps(state, event);
    }),
  );
}

const gate = (): Play => new Play(roundsBrief(), people(5)).provision().answerAll();
const ENDINGS = {
  succeeded: () => new Play(sweepBrief(), 3).provision().answerAll(),
  'succeeded after two rounds': () => gate().tell({ type: 'Approve' }).provision().answerAll(),
  'failed, nobody answered': () =>
    new Play(sweepBrief({ maxRetries: 0 }), 2).provision().call('no-answer').call('busy'),
  'ended at the gate': () => gate().tell({ type: 'Reject' }).tell({ type: 'EndHere' }),
  'cancelled before a call': () => new Play(sweepBrief(), 2).provision().tell({ type: 'CancelMission' }),
  'cancelled at the gate': () => gate().tell({ type: 'CancelMission' }),
} as const satisfies Readonly<Record<string, () => Play>>;
const endings = Object.entries(ENDINGS);

const FINAL = ['succeeded', 'failed', 'cancelled'];
const OPEN = ['pending', 'in_progress'];

describe('however it ends', () => {
  it.each(endings)(
    'R33 R299 R300 %s: one request closes the run, with status, summary and payload',
    (_name, ending) => {
      const ops = told(ending());
      const closing = ops.filter((op) => op.kind === 'run' && FINAL.includes(op.status ?? ''));
      expect(closing).toEqual([ops.at(-1)]);
      expect(closing[0]).toMatchObject({
        summary: expect.stringMatching(/people, \d+ answered/),
        payload: expect.any(Object),
      });
    },
  );

  it.each(endings)('R177 R305 %s: no step stays open, here or at Telnyx', (_name, ending) => {
    const play = ending();
    const statusAtTelnyx = new Map(play.state.plan.map((step) => [step.id, 'pending']));
    for (const op of told(play)) if (op.kind === 'step') statusAtTelnyx.set(op.step, op.status);
    expect([...play.state.steps.values()].filter((status) => OPEN.includes(status))).toEqual([]);
    expect([...statusAtTelnyx]).toEqual([...play.state.steps]);
  });

  it.each(endings)('R302 P7 %s: the payload has counts as numbers and a list of the recommended', (_name, ending) => {
    const last = told(ending()).at(-1);
    expect(last).toMatchObject({
      payload: {
        people: expect.any(Number),
        answered: expect.any(Number),
        calls: expect.any(Number),
        recommended: expect.any(Array),
      },
    });
  });
});

test('R305 what will not happen is skipped, what was done stays done', () => {
  const play = ENDINGS['ended at the gate']();
  expect(Object.fromEntries(play.state.steps)).toMatchObject({
    'round-1-calls': 'completed',
    'round-2-setup': 'skipped',
    'round-2-calls': 'skipped',
    'final-analysis': 'skipped',
  });
});

test('R28 R304 the last step is completed and logged, then the run succeeds', () => {
  expect(told(ENDINGS.succeeded()).slice(-3)).toMatchObject([
    { kind: 'step', step: 'analyze', status: 'completed' },
    { kind: 'event', type: 'step_completed', step: 'analyze' },
    { kind: 'run', status: 'succeeded' },
  ]);
});

test('R31 while a retry is allowed neither step nor mission fails', () => {
  const play = new Play(sweepBrief({ maxRetries: 1 }), 1).provision().call('no-answer');
  expect(play.state.steps.get('calls')).toBe('in_progress');
  expect(play.state.stage.kind).toBe('calling');
  play.call('no-answer');
  expect(play.state.stage).toMatchObject({ kind: 'finished', status: 'failed' });
});

test('R32 P39 a mission that fails: step failed, the error with its reason, the rest skipped, run failed, and no work', () => {
  const play = ENDINGS['failed, nobody answered']();
  const ops = told(play);
  const from = ops.findIndex((op) => op.kind === 'step' && op.status === 'failed');
  expect(ops.slice(from).filter((op) => op.kind !== 'event' || op.type === 'error')).toMatchObject([
    { kind: 'step', step: 'calls', status: 'failed' },
    { kind: 'event', type: 'error', step: 'calls', summary: expect.stringMatching(/^Failed: \S/) },
    { kind: 'step', step: 'poll', status: 'skipped' },
    { kind: 'step', step: 'analyze', status: 'skipped' },
    { kind: 'run', status: 'failed', error: expect.any(String) },
  ]);
});

describe('the bot is its own scheduler', () => {
  it.each(endings)(
    'R24 R162 R168 P19 P41 %s: once the talks are read and the number is given back no work is left',
    (_name, ending) => {
      const play = ending();
      for (const work of play.work()) {
        if (work.kind === 'talk') play.world({ type: 'RecordTalk', call: work.call, turns: [] });
        if (work.kind === 'release-number') {
          const what = work.what.replace('/number', '/released');
          play.world({ type: 'RecordProvisioned', what, id: 'given back' });
        }
      }
      expect(play.after(30 * DAY).work()).toEqual([]);
    },
  );
});
