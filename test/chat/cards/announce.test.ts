import { expect, test } from 'vitest';
import { type Announcement, announce } from '../../../src/chat/announce.ts';
import { plain, readMessage } from '../../support/card-text.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA, BEN } from '../../support/random-mission-events.ts';

const BERLIN = { zone: 'Europe/Berlin' };
const told = (story: Story): readonly Announcement[] => announce(story.before, story.view, story.last, BERLIN);
const kinds = (all: readonly Announcement[]): readonly string[] => all.map((one) => one.kind);
const stateOf = (one: Announcement | undefined): string => {
  if (one === undefined) return 'nothing';
  const message = one.kind === 'live-card' ? one.card : one.message;
  return message.kind === 'card' ? message.state : message.kind === 'note' ? plain(message.text) : message.title;
};

test('a real call in the middle of a mission only edits the live card', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2', 't3']).answers('t1', 12, 14);
  expect(told(story).map(stateOf).at(-1)).toMatch(/^First answer, from Acme Print: \$12 · 14 days\.$/);
  story.answers('t2', 13, 10);
  expect(kinds(told(story))).toEqual(['live-card']);
});

test('a talk of the sandbox is a bubble in the thread; a real one is never posted', () => {
  for (const sandbox of [true, false]) {
    const story = new Story({ rounds: 1, sandbox }).opens('round-1', ['t1']).places('t1:1', 't1');
    const turns = [
      { who: 'assistant', text: 'Hello.' },
      { who: 'callee', text: 'Hi.' },
    ] as const;
    story.happens({ type: 'TalkRecorded', call: 't1:1', turns: { private: turns } });
    expect(kinds(told(story))).toEqual(sandbox ? ['live-card', 'thread'] : ['live-card']);
  }
});

test('a decision rings with a message of its own, without a round note beside it', () => {
  const story = Story.atDecision();
  const all = told(story);
  expect(kinds(all)).toEqual(['live-card', 'channel']);
  expect(stateOf(all[1])).toBe('DECISION NEEDED');
  expect(all[1]).toMatchObject({ key: `${story.last.seq}:1` });
});

test('a confirmed change outdates the old card, takes the buttons off the echo and asks anew', () => {
  const story = Story.atDecision({ quorum: 2 });
  const asked = `${story.last.seq}:1`;
  story.happens({
    type: 'ListChangeProposed',
    gate: 'gate-1',
    by: ANA,
    base: 1,
    targets: ['t1', 't3', 't4'],
    said: { private: '4 instead of 2' },
  });
  const echoed = `${story.last.seq}:0`;
  expect(told(story).map(stateOf)).toEqual(['WAITING FOR A DECISION', 'NOT COUNTED YET']);
  story.happens(
    { type: 'ListChanged', gate: 'gate-1', by: ANA, list: 2, targets: ['t1', 't3', 't4'], digest: 'x' },
    { type: 'VoteCast', gate: 'gate-1', by: ANA, list: 2, verdict: 'approve' },
  );
  const all = told(story);
  expect(all.flatMap((one) => (one.kind === 'edit-posted' ? [one.ofKey] : []))).toEqual([echoed, asked]);
  expect(all.map(stateOf)).toEqual([
    'WAITING FOR A DECISION',
    'Ana confirmed the change: it is list 2 now.',
    'OUTDATED',
    'DECISION NEEDED',
  ]);
});

test('a change confirmed and approved in one go is not asked again', () => {
  const story = Story.atDecision();
  story.happens({
    type: 'ListChangeProposed',
    gate: 'gate-1',
    by: ANA,
    base: 1,
    targets: ['t1', 't4'],
    said: { private: 'only 1 and 4' },
  });
  story.happens(
    { type: 'ListChanged', gate: 'gate-1', by: ANA, list: 2, targets: ['t1', 't4'], digest: 'x' },
    { type: 'VoteCast', gate: 'gate-1', by: ANA, list: 2, verdict: 'approve' },
    { type: 'GateApproved', gate: 'gate-1', list: 2, targets: ['t1', 't4'], by: [ANA] },
  );
  const all = told(story);
  expect(kinds(all)).toEqual(['live-card', 'edit-posted', 'edit-posted', 'thread']);
  expect(stateOf(all[3])).toBe('APPROVED');
  expect(all[2]?.kind === 'edit-posted' ? readMessage(all[2].message).buttons : ['?']).toEqual([]);
});

test('the undo goes away with the first ring, and a decision taken back is asked anew', () => {
  const story = Story.atDecision().approved();
  const said = `${story.last.seq}:1`;
  story.opens('round-2', ['t1', 't2', 't3']).places('round-2/t1:1', 't1', 'round-2');
  const undone = new Story();
  undone.records.splice(0, 1, ...story.records);
  undone.at = story.at;
  undone.happens({ type: 'GateReopened', gate: 'gate-1', by: ANA, because: 'taken back' });
  expect(told(undone).map(stateOf)).toEqual([
    'WAITING FOR A DECISION',
    'OUTDATED',
    'Vendor selection: that decision was taken back.',
    'DECISION NEEDED',
  ]);
  story.happens({ type: 'CallProgressed', call: 'round-2/t1:1', status: 'ringing' });
  const edit = told(story).find((one) => one.kind === 'edit-posted');
  expect(edit?.kind === 'edit-posted' ? [edit.ofKey, readMessage(edit.message).buttons] : []).toEqual([said, []]);
});

test('a pause names who is on the phone, in the same post', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2']).places('t1:1', 't1').places('t2:1', 't2');
  story.happens(
    { type: 'MissionPaused', by: BEN },
    { type: 'CallCouldNotBeTakenBack', call: 't1:1' },
    { type: 'TakeBackStarted', call: 't2:1', because: 'paused' },
  );
  const all = told(story);
  expect(kinds(all)).toEqual(['live-card', 'thread']);
  const text = all[1]?.kind === 'thread' ? readMessage(all[1].message).ours.join(' ') : '';
  expect(text).toBe(
    'Paused by Ben [time]. 1 planned call being taken back. Still on the phone or about to ring: Acme Print.',
  );
});

test('a hold and an opt-out are urgent; the hold is edited when it is cured', () => {
  const story = new Story().happens({ type: 'MissionHeld', what: 'number', reason: 'No free number.' });
  expect(told(story)[1]).toMatchObject({ kind: 'thread', urgent: true, key: '1:0' });
  story.happens({ type: 'HoldLifted', what: 'number' });
  expect(told(story)[1]).toMatchObject({ kind: 'edit-posted', ofKey: '1:0' });
  const angry = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2']).places('t1:1', 't1');
  angry.happens({ type: 'CalleeOptedOut', call: 't1:1', target: 't1' });
  expect(told(angry)[1]).toMatchObject({ kind: 'thread', urgent: true });
});

const WAITS = {
  type: 'MissionHeld',
  what: 'round-1/number',
  reason: 'Waits for a number: +1 312 ••02 is used by M-101. Goes on by itself when one is free.',
} as const;

test('P35 a wait for a number is one card: later times edit it, since it began', () => {
  const story = new Story();
  const began = story.at;
  story.happens({ ...WAITS, until: began + 600_000 });
  expect(told(story)[1]).toMatchObject({ kind: 'thread', urgent: true, key: '1:0' });
  for (const [nth, reason] of [
    WAITS.reason,
    'Waits for a number: +1 312 ••02 is kept for calls back to M-101.',
  ].entries()) {
    story.happens({ ...WAITS, reason, until: began + (nth + 2) * 900_000 });
    expect(kinds(told(story))).toEqual(['live-card', 'edit-posted']);
    expect(told(story)[1]).toMatchObject({ ofKey: '1:0' });
    expect(story.view.holds).toMatchObject([{ since: began, reason, until: began + (nth + 2) * 900_000 }]);
  }
  story.happens({ type: 'HoldLifted', what: WAITS.what });
  expect(told(story)[1]).toMatchObject({ kind: 'edit-posted', ofKey: '1:0' });
});

test('a wait that needs somebody after all rings once more, and its old card says so', () => {
  const story = new Story().happens({ ...WAITS, until: 1 });
  story.happens({ ...WAITS, reason: 'No free phone number in your account.' });
  expect(told(story).map(stateOf)).toEqual([
    'HELD, NEEDS YOU',
    'Vendor selection is held for another reason by now; it stands below.',
    'HELD, NEEDS YOU',
  ]);
  expect(told(story)[2]).toMatchObject({ kind: 'thread', urgent: true });
});

test('a hold that kept nothing back is not told, and its end counts no calls', () => {
  const slow = { type: 'MissionHeld', what: 'our-side', reason: 'Slowed down.', until: 1 } as const;
  const story = Story.atDecision().happens(slow);
  expect(kinds(told(story))).toEqual(['live-card']);
  const held = Story.atDecision().happens({ type: 'MissionHeld', what: 'calls', reason: 'No funds.' });
  held.happens({ type: 'HoldLifted', what: 'calls' });
  expect(stateOf(told(held)[1])).toBe('CURED · Vendor selection, [time].');
});

test('the final result rings once, and the same record always gives the same key', () => {
  const story = new Story({ rounds: 1, people: 1 }).opens('round-1', ['t1']).answers('t1', 12, 14);
  story.happens(
    { type: 'RoundFinished', round: 'round-1', ranking: [{ target: 't1', score: 10 }] },
    {
      type: 'MissionFinished',
      status: 'succeeded',
      reason: 'all-called',
      summary: { private: '' },
      payload: { private: {} },
    },
  );
  expect(told(story).map((one) => [one.kind, stateOf(one)])).toEqual([
    ['live-card', 'DONE'],
    ['channel', 'DONE'],
  ]);
  expect(told(story)).toEqual(told(story));
});
