/** What a change of a running mission does to what people see: the view says what the state says. */
import { describe, expect, test } from 'vitest';
import type { MissionChange } from '../../src/missions/edit/event.ts';
import type { EnlistedTarget } from '../../src/missions/terms.ts';
import type { MissionView } from '../../src/projections/mission-view.ts';
import { timelineOf } from '../../src/projections/timeline.ts';
import { foldView, viewOf } from '../../src/projections/view-fold.ts';
import { BEN, DAY, EVE, Play } from '../support/given.ts';
import { ANA, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

function viewIn(play: Play): MissionView {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no view');
  let step: MissionView | undefined;
  for (const record of play.records) step = foldView(step, record);
  expect(step).toEqual(view);
  return view;
}
const edit = (play: Play, change: MissionChange, add: readonly EnlistedTarget[] = []): Play =>
  play.tell({ type: 'EditMission', change, add });
const four = people(6);

describe('a changed mission', () => {
  test('who joins stands in the round and is counted; who is called again waits with the earlier answer', () => {
    const play = new Play(sweepBrief(), 2).provision().call({ values: { price: 7 } }, 't1');
    edit(play, { callAgain: ['t1'], batchSize: 2 }, four.slice(2, 4));
    const view = viewIn(play);
    expect(view.rows.map((row) => [row.target, row.name, row.status])).toEqual([
      ['t1', 'Vendor 1', 'retry'],
      ['t2', 'Vendor 2', 'planned'],
      ['t3', 'Vendor 3', 'planned'],
      ['t4', 'Vendor 4', 'planned'],
    ]);
    expect(view.rounds[0]?.targets).toEqual(['t1', 't2', 't3', 't4']);
    expect(view.counts).toMatchObject({ total: 4, asked: 0 });
    expect(view.brief.batchSize).toBe(2);
    expect(view.rows[0]?.values).toEqual({ price: 7 });
  });

  test('called again in vain: the answer stands, on the card as in the state', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 2).provision().call({ values: { price: 7 } }, 't1');
    edit(play, { callAgain: ['t1'] }).call('no-answer', 't1');
    const view = viewIn(play);
    expect(view.rows[0]).toMatchObject({ status: 'answered', values: { price: 7 }, attempts: 2 });
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('answered');
  });

  test('a decision shows who decides now, whose votes count, and its new list', () => {
    const approval = { approvers: [ANA.id, BEN.id], quorum: 2, remindAfterMs: DAY };
    const play = new Play(roundsBrief({ approval }), 5).provision().answerAll().tell({ type: 'Approve' }, BEN);
    edit(play, { approval: { ...approval, approvers: [ANA.id, EVE.id] }, remove: ['t2'] }, four.slice(5));
    const gate = viewIn(play).gates[0];
    const is = play.state.gates.get('gate-1');
    expect(gate).toMatchObject({
      list: 2,
      proposed: is?.proposed,
      reserve: is?.reserve,
      deciders: is?.deciders,
      quorum: is?.quorum,
      votes: [],
      status: 'open',
    });
    expect(gate?.effect.calls).toBe(3);
  });

  test('new words stand in the round, with their questions', () => {
    const play = new Play(roundsBrief(), 3).provision();
    const [field] = roundsBrief().rounds[1]?.fields ?? [];
    if (field === undefined) throw new Error('no field');
    edit(play, { words: { round: 'round-2', fields: [{ ...field, label: 'Final price' }] } });
    expect(viewIn(play).rounds[1]?.fields[0]?.label).toBe('Final price');
    expect(viewIn(play).brief.rounds[1]?.revision).toBe(1);
  });

  test('the audit trail says what was changed, by whom, with names', () => {
    const play = new Play(sweepBrief(), 3).provision();
    edit(play, { hours: { days: [1], open: { from: 540, to: 1080 }, closed: [] }, remove: ['t1'] }, four.slice(4, 5));
    play.tell({ type: 'SaveMemory', key: 'parking', value: 'x' });
    const texts = timelineOf(play.records).map((one) => one.text);
    expect(texts).toContain('Ana changed the mission: hours, Vendor 5 added, Vendor 1 taken off');
    expect(texts).toContain('Ana noted parking');
    expect(edit(play, { deadlineAt: null, batchSize: 2 }) && timelineOf(play.records).at(-1)?.text).toBe(
      'Ana changed the mission: calls at once',
    );
  });
});
