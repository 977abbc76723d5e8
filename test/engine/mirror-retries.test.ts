/** What Telnyx hears of tries, giving up and a slower pace: one event each, with what the playbook asks for (R70 to R72). */
import { expect, test } from 'vitest';
import type { MirrorOp } from '../../src/engine/mirror-op.ts';
import { mirrorOps } from '../../src/engine/mirror-ops.ts';
import { evolve } from '../../src/missions/evolve.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { MINUTE, Play } from '../support/given.ts';
import { sweepBrief } from '../support/sandbox.ts';

function told(play: Play): readonly (MirrorOp & { readonly cause: string })[] {
  let state: MissionState | undefined;
  return play.records.flatMap((record) =>
    record.events.flatMap((event) => {
      state = evolve(state, event, record);
      return mirrorOps(state, event).map((op) => ({ ...op, cause: event.type }));
    }),
  );
}

test('R70 R71 R270 P23 P29 each retry is one event with dial, reason and state of the line; the last failure is an error', () => {
  const play = new Play(sweepBrief({ maxRetries: 2 }), 1).provision().call('busy').call('no-answer').call('busy');
  const of = (cause: string) => told(play).filter((op) => op.cause === cause);
  expect(of('RetryPlanned')).toMatchObject([
    {
      type: 'custom',
      summary: 'Retry #2 for Vendor 1: line was busy',
      payload: { phone: '+13125552000', attempt: 2, reason: 'line was busy', call_status: 'busy' },
    },
    { summary: 'Retry #3 for Vendor 1: no answer', payload: { attempt: 3, call_status: 'no-answer' } },
  ]);
  expect(of('TargetGivenUp')).toMatchObject([
    { type: 'error', payload: { phone: '+13125552000', attempts: 3, call_status: 'busy' } },
  ]);
});

test('R275 R268 R176 state, limit, plan, log: the failure is told before the retry it leads to', () => {
  const play = new Play(sweepBrief(), 1).provision().call('no-answer');
  const causes = told(play).map((op) => op.cause);
  expect(causes.slice(causes.indexOf('CallWentUnanswered'))).toEqual(['CallWentUnanswered', 'RetryPlanned']);
});

test('R173 R174 R65 each finished call is told with its conversation, and a step moves before its event', () => {
  const play = new Play(sweepBrief(), 2)
    .provision()
    .call({ values: { price: 4 } })
    .call({ values: { price: 5 } });
  const ops = told(play);
  const results = ops.flatMap((op) => (op.cause === 'PersonAnswered' && op.kind === 'event' ? [op.payload] : []));
  expect(results).toMatchObject([
    { conversation_id: 'conversation round-1/t1:1' },
    { conversation_id: 'conversation round-1/t2:1' },
  ]);
  for (const [index, op] of ops.entries())
    if (op.kind === 'event' && op.type === 'step_completed')
      expect(ops[index - 1]).toMatchObject({ kind: 'step', status: 'completed' });
});

test('R253 a slower pace and its end are told in words and numbers', () => {
  const play = new Play(sweepBrief({ batchSize: 5, spacingSecs: 60 }), 3).provision();
  play
    .world({ type: 'RecordThrottled' })
    .after(11 * MINUTE)
    .world({ type: 'Wake' });
  expect(told(play).filter((op) => op.cause === 'PaceChanged')).toMatchObject([
    { summary: 'Slower, too many requests: 2 at once, 120 s apart', payload: { batch_size: 2, spacing_secs: 120 } },
    { summary: 'Faster again: 4 at once, 60 s apart' },
  ]);
});
