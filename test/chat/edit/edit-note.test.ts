/** What the thread is told of a change: old and new, what became of calls, and once only. */
import { expect, test } from 'vitest';
import { type Announcement, announce } from '../../../src/chat/announce.ts';
import type { MissionChange } from '../../../src/missions/edit/event.ts';
import type { EnlistedTarget } from '../../../src/missions/terms.ts';
import { forbiddenIn } from '../../../src/projections/plain-words.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { readMessage } from '../../support/card-text.ts';
import { BEN, DAY, EVE, MINUTE, Play } from '../../support/given.ts';
import { ANA, people, roundsBrief, sweepBrief } from '../../support/sandbox.ts';

function toldOf(play: Play, change: MissionChange, add: readonly EnlistedTarget[] = []): readonly Announcement[] {
  const before = viewOf(play.records);
  play.tell({ type: 'EditMission', change, add });
  const after = viewOf(play.records);
  const record = play.records.at(-1);
  if (after === undefined || record === undefined) throw new Error('no record');
  return announce(before, after, record, { zone: 'Europe/Berlin' });
}
const threads = (told: readonly Announcement[]): readonly string[] =>
  told.flatMap((one) => (one.kind === 'thread' ? [readMessage(one.message).ours.join('\n')] : []));

test('hours, people, limits: side by side, in one note', () => {
  const hours = { days: [1, 2, 3, 4, 5], open: { from: 9 * 60, to: 19 * 60 }, closed: [] };
  const told = toldOf(
    new Play(sweepBrief(), 3).provision(),
    {
      hours,
      batchSize: 2,
      spacingSecs: 120,
      maxRetries: 1,
      deadlineAt: Date.parse('2026-11-27T16:00:00Z'),
      remove: ['t3'],
    },
    people(5).slice(3),
  );
  const [note, ...more] = threads(told);
  expect(more).toEqual([]);
  expect(note).toBe(
    'Ana changed M-1: 2 people added: Vendor 4 and Vendor 5; 1 person taken off: Vendor 3; hours (Mon-Fri 9:00-17:00 → Mon-Fri 9:00-19:00 theirs); deadline none → [time]; calls at once 5 → 2; calls start 1 min → 2 min apart; further tries as usual for these people → at most 1.',
  );
  expect(forbiddenIn(note ?? '')).toEqual([]);
});

test('new words: calls go on when the new assistant is ready; what was taken back, and who still hears the old ones', () => {
  const play = new Play(sweepBrief(), 3).provision();
  const rings = play.handOver('t1');
  play.after(2 * MINUTE).world({ type: 'RecordProgress', call: rings, status: 'ringing' });
  play.handOver('t2');
  const [note, ...more] = threads(toldOf(play, { words: { round: 'round-1', say: 'Ask for blue ones.' } }));
  expect(more).toEqual([]);
  expect(note?.split('\n')).toEqual([
    'Ana changed M-1: new words (what to do).',
    'Calls go on when the new assistant is ready. Nobody who was called is called again by it.',
    '1 planned call taken back and placed anew with the new words.',
    'On the phone or about to ring, with the old words: Vendor 1.',
  ]);
});

test('R245 an open decision: the old card is outdated, the new list is asked in the channel, a pending change falls away', () => {
  const approval = { approvers: [ANA.id, BEN.id], quorum: 2, remindAfterMs: DAY };
  const play = new Play(roundsBrief({ approval }), people(5)).provision().answerAll();
  play.tell({ type: 'ProposeList', targets: ['t5'], said: 'only t5' }, BEN);
  const told = toldOf(play, { words: { round: 'round-2', say: 'Ask for references.' } });
  const states = told.flatMap((one) =>
    'message' in one && one.message.kind === 'card' ? [`${one.kind} ${one.message.state} ${one.message.ref}`] : [],
  );
  expect(states).toContain('channel DECISION NEEDED M-1 · round 1 · list 2');
  expect(states).toContain('edit-posted OUTDATED M-1 · list 1');
  const edits = told.flatMap((one) => (one.kind === 'edit-posted' ? [readMessage(one.message).ours.join(' ')] : []));
  expect(edits.join(' ')).toContain('The mission was changed meanwhile: it is list 2 now. This change never counted.');
  expect(threads(told).join(' ')).toContain('it is list 2 now, and earlier yeses do not count');
});

test('other people decide: the card that asks says so at once', () => {
  const approval = { approvers: [ANA.id, BEN.id], quorum: 1, remindAfterMs: DAY };
  const play = new Play(roundsBrief({ approval }), people(5)).provision().answerAll();
  play.tell({ type: 'NoteObjection', said: 'late' }, EVE);
  const told = toldOf(play, { approval: { ...approval, approvers: [ANA.id, EVE.id], quorum: 2 } });
  const card = told.find((one) => one.kind === 'edit-posted')?.message;
  expect(card === undefined ? '' : readMessage(card).ours.join(' ')).toContain('0 of 2 needed · asked: Ana and Eve.');
  expect(threads(told)[0]).toContain('decided by Ana and ben (1 yes needed) → Ana and Eve (2 yeses needed)');
});
