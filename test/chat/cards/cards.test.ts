import { expect, test } from 'vitest';
import { announce } from '../../../src/chat/announce.ts';
import type { Card, Message } from '../../../src/chat/card.ts';
import { changeCard } from '../../../src/chat/cards/change-card.ts';
import { decidedCard, nextOfList } from '../../../src/chat/cards/decided-card.ts';
import { decisionCard } from '../../../src/chat/cards/decision-card.ts';
import { doNotCallCard } from '../../../src/chat/cards/do-not-call-card.ts';
import { downtimeNote } from '../../../src/chat/cards/downtime-note.ts';
import { holdCard } from '../../../src/chat/cards/hold-card.ts';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import { cureOf } from '../../../src/missions/policies/own-side.ts';
import type { GateView, MissionView } from '../../../src/projections/mission-view.ts';
import { plain, readMessage } from '../../support/card-text.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA, BEN } from '../../support/random-mission-events.ts';

const BERLIN = { zone: 'Europe/Berlin' };
const MINUTE = 60_000;

const gateOf = (view: MissionView): GateView => {
  const gate = view.gates.at(-1);
  if (gate === undefined) throw new Error('no decision');
  return gate;
};
const lines = (message: Message): string => readMessage(message).ours.join('\n');
const labels = (card: Card): readonly string[] => card.buttons.map((one) => one.label);
const next = (card: Card): string => plain(card.next ?? []);

test('running: the number, who is on the phone, the next call with both clocks, stop says how many', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2', 't3', 't4', 't5']).answers('t1', 12, 14);
  story
    .places('t2:1', 't2')
    .happens({ type: 'CallProgressed', call: 't2:1', status: 'in-progress' })
    .places('t3:1', 't3');
  const card = liveCard(story.view, story.at - MINUTE, BERLIN);
  expect([card.state, card.name, card.ref]).toEqual(['RUNNING', 'Vendor selection', 'M-104']);
  expect(plain(card.headline)).toBe('1 of 5 asked · 1 on the phone now');
  expect(lines(card)).toContain('On the phone\nBorealis');
  expect(lines(card)).toContain('1 answered');
  expect(next(card)).toBe('Next: call [time] (3:12 theirs) to Cobalt Press.');
  expect(labels(card)).toEqual(['Pause', 'Results so far', 'Stop 3 planned calls', 'Change it']);
});

test('waiting: a retry of tomorrow says why and when, in their time too', () => {
  const story = new Story({ rounds: 1, people: 1 }).opens('round-1', ['t1']).places('t1:1', 't1');
  story.happens(
    { type: 'CallWentUnanswered', call: 't1:1', target: 't1' },
    { type: 'RetryPlanned', target: 't1', attempt: 2, notBefore: Date.UTC(2026, 10, 24, 14, 0), reason: 'no-answer' },
  );
  const card = liveCard(story.view, story.at, BERLIN);
  expect(card.state).toBe('WAITING');
  expect(next(card)).toBe('Next: call [time] (9:00 theirs) to Acme Print (no answer).');
  expect(card.next?.find((part) => typeof part === 'object' && 'time' in part)).toEqual({
    time: Date.UTC(2026, 10, 24, 14, 0),
    style: 'day-time',
  });
});

test('paused: by whom, what was taken back, who can no longer be kept from the phone', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2', 't3']).places('t1:1', 't1').places('t2:1', 't2');
  story.happens(
    { type: 'MissionPaused', by: BEN, because: { private: 'wait for the price list' } },
    { type: 'CallCouldNotBeTakenBack', call: 't1:1' },
    { type: 'TakeBackStarted', call: 't2:1', because: 'paused' },
  );
  story.happens({ type: 'CallTakenBack', call: 't2:1' });
  const card = liveCard(story.view, story.at, BERLIN);
  expect(card.state).toBe('PAUSED');
  expect(lines(card)).toContain('Paused by Ben [time]: "wait for the price list". 1 planned call taken back.');
  expect(lines(card)).toContain('Still on the phone or about to ring: Acme Print.');
  expect(labels(card)[0]).toMatch(/^Resume \d+ calls?$/);
  story.happens({ type: 'CallEnded', call: 't1:1', status: 'completed' });
  expect(story.view.stillOut).toEqual([]);
});

test('R231 a decision shows rank, name, score and two facts for each, evidence, what a yes does, and how to answer', () => {
  const story = Story.atDecision();
  const card = decisionCard(story.view, gateOf(story.view), story.at, BERLIN);
  expect([card.state, card.ref]).toEqual(['DECISION NEEDED', 'M-104 · round 1 · list 1']);
  expect(plain(card.headline)).toBe('4 of 5 answered. 3 proposed for round 2.');
  const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
  expect(entries.map((one) => [one.mark, one.title, one.score, one.facts])).toEqual([
    ['1', 'Acme Print', '8.5', ['$12', '14 days']],
    ['2', 'Borealis', '7.8', ['$14', '7 days']],
    ['3', 'Cobalt Press', '7.2', ['$11', '21 days']],
    ['4', 'Delta Works', '7.0', ['$12.50', '10 days']],
  ]);
  expect(entries[0]?.quote).toBe('we can start with five hundred');
  const text = lines(card);
  expect(text).toContain('without an answer: Elm & Sons (no answer)');
  expect(text).toContain('Score from 1 to 10 = price 40 % + lead time 60 %');
  expect(text).toContain(
    'A yes does this: 3 calls, at the earliest [time] (9:00 theirs), at most 75 min on the phone.',
  );
  expect(text).toContain('0 of 1 needed · asked: 2 people.');
  expect(text).toContain('or reply: approve · 4 instead of 3 · drop 3 · no, too expensive');
  expect(labels(card).slice(0, 3)).toEqual(['Approve list 1', 'Change the list', 'Reject']);
  expect(card.buttons[0]).toMatchObject({ action: 'approve', value: 'M-104:gate-1:1', style: 'primary' });
  expect(card.lock).toBe('Decision needed: Vendor selection, 3 of 5 proposed. Nobody is called without a yes');
  expect(next(card)).toContain('silence is never a yes');
});

test('votes for another list do not count, objections stand with their name, numbers stay when the list changes', () => {
  const story = Story.atDecision({ quorum: 2 });
  story.happens({ type: 'VoteCast', gate: 'gate-1', by: BEN, list: 1, verdict: 'approve' });
  story.happens({
    type: 'ObjectionNoted',
    gate: 'gate-1',
    by: { id: 'slack:T1/U5', name: 'Tom' },
    said: { private: 'Cobalt was late twice' },
  });
  story.happens({ type: 'ListChanged', gate: 'gate-1', by: ANA, list: 2, targets: ['t1', 't3', 't4'], digest: 'x' });
  const card = decisionCard(story.view, gateOf(story.view), story.at, BERLIN);
  expect(lines(card)).toContain(
    "0 of 2 needed · asked: Ana and Ben. Ben's yes was for list 1 and does not count for this one.",
  );
  expect(lines(card)).toContain('Tom: "Cobalt was late twice"');
  const proposed = card.blocks.find((block) => block.kind === 'entries');
  expect(proposed?.kind === 'entries' ? proposed.entries.map((one) => `${one.mark} ${one.title}`) : []).toEqual([
    '1 Acme Print',
    '3 Cobalt Press',
    '4 Delta Works',
  ]);
  expect(labels(card)[0]).toBe('Approve list 2');
});

test('a changed list is echoed in names and facts, with what it costs the others, and counts for nothing yet', () => {
  const story = Story.atDecision({ quorum: 2 });
  story.happens({ type: 'VoteCast', gate: 'gate-1', by: BEN, list: 1, verdict: 'approve' });
  story.happens({
    type: 'ListChangeProposed',
    gate: 'gate-1',
    by: ANA,
    base: 1,
    targets: ['t1', 't3', 't4'],
    said: { private: 'yes, but 4 instead of 2' },
  });
  const card = changeCard(story.view, gateOf(story.view), story.at, BERLIN);
  if (card === undefined) throw new Error('no change');
  expect(card.state).toBe('NOT COUNTED YET');
  expect(plain(card.headline)).toBe(
    'Ana, I read "yes, but 4 instead of 2" as list 2: Acme Print, Cobalt Press and Delta Works.',
  );
  const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
  expect(entries.map((one) => [one.mark, one.title, one.facts.join(' ')])).toEqual([
    ['2', 'Borealis', '$14 7 days'],
    ['4', 'Delta Works', '$12.50 10 days'],
  ]);
  expect(lines(card)).toContain('Stay: 1 Acme Print · 3 Cobalt Press');
  expect(lines(card)).toContain('With list 2 the yes of Ben no longer counts; Ben is asked again.');
  expect(labels(card)).toEqual(['Yes, list 2', 'No, leave list 1', 'Change by hand']);
  expect(next(card)).toContain('only Ana can confirm');
  expect(gateOf(story.view).list).toBe(1);
});

test('a yes can be taken back until the first phone rings, then not any more', () => {
  const story = Story.atDecision()
    .approved()
    .opens('round-2', ['t1', 't2', 't3'])
    .places('round-2/t1:1', 't1', 'round-2');
  const before = decidedCard(story.view, gateOf(story.view), story.at, BERLIN);
  expect(plain(before.headline)).toContain('Ana approved list 1');
  expect(labels(before)).toEqual(['Undo: hold back 3 calls']);
  story.happens({ type: 'CallProgressed', call: 'round-2/t1:1', status: 'ringing' });
  expect(decidedCard(story.view, gateOf(story.view), story.at, BERLIN).buttons).toEqual([]);
});

test('a no leads on: another list, the next ones, ask again, end here', () => {
  const story = Story.atDecision();
  const reason = { private: 'too expensive' };
  story.happens({ type: 'GateRejected', gate: 'gate-1', by: BEN, reason });
  const card = decidedCard(story.view, gateOf(story.view), story.at, BERLIN);
  expect(card.state).toBe('REJECTED');
  expect(lines(card)).toContain('Reason: "too expensive"');
  expect(card.buttons.map((one) => one.action)).toEqual(['change', 'next-list', 'undo', 'end-here']);
  expect(nextOfList(story.view, gateOf(story.view))).toEqual(['t4']);
  expect(liveCard(story.view, story.at, BERLIN).state).toBe('WAITING FOR YOU');
});

test('done: the best answer first, what an unanswered second call leaves, who decided, effort; the number only on a tap', () => {
  const story = Story.atDecision().approved().opens('round-2', ['t1', 't2', 't3']);
  story.answers('t1', 11.4, 14, undefined, 'round-2').answers('t2', 13, 7, undefined, 'round-2').fails('t3', 'round-2');
  story.happens(
    {
      type: 'RoundFinished',
      round: 'round-2',
      ranking: [{ target: 't1', score: 9.1 }, { target: 't2', score: 8 }, { target: 't3' }],
    },
    {
      type: 'MissionFinished',
      status: 'succeeded',
      reason: 'all-called',
      summary: { private: 's' },
      payload: { private: { recommended: [{ id: 't1' }] } },
    },
  );
  const card = resultCard(story.view, story.at, BERLIN);
  expect([card.state, card.ref]).toEqual(['DONE', 'M-104 · Mon 23 Nov']);
  expect(plain(card.headline)).toBe('Acme Print: $11.40 · 14 days. 4 of 5 people answered.');
  expect(card.lock).toBe('Done: Vendor selection. Recommended: Acme Print');
  const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
  expect(entries.map((one) => [one.mark, one.title, one.score])).toEqual([
    ['1', 'Acme Print', 'round 2: 9.1'],
    ['2', 'Borealis', 'round 2: 8.0'],
    ['–', 'Cobalt Press', undefined],
    ['4', 'Delta Works', 'round 1: 7.0'],
    ['–', 'Elm & Sons', undefined],
  ]);
  expect(entries[2]?.facts.at(-1)).toBe('round 2: no answer. The earlier answers are kept');
  expect(lines(card)).toContain('Decided by\nAna: list 1, [time]');
  expect(lines(card)).toContain('Effort\n5 people, 8 calls, 9 min on the phone');
  expect(card.buttons.map((one) => one.action)).toEqual(['csv', 'show-number', 'calls', 'correct', 'again', 'save']);
  expect(lines(resultCard(story.view, story.at, { ...BERLIN, repeats: true }))).toContain('repeats a message');
});

test('stopped: the first word says so, then who and why', () => {
  const story = new Story({ rounds: 1, sandbox: true }).opens('round-1', ['t1', 't2']).answers('t1', 12, 14);
  story.happens({ type: 'MissionCancelled', by: BEN, because: { private: 'found one' } });
  story.happens({
    type: 'MissionFinished',
    status: 'cancelled',
    reason: 'cancelled',
    summary: { private: '' },
    payload: { private: {} },
  });
  const card = resultCard(story.view, story.at, BERLIN);
  expect(card.state).toBe('ENDED, STOPPED');
  expect(lines(card)).toContain('Stopped by Ben: "found one".');
  expect(card.lock).toMatch(/^SANDBOX · Ended: /);
});

test('held: the cure, that nobody was disturbed, and that it goes on by itself', () => {
  const story = new Story().happens({
    type: 'MissionHeld',
    what: 'balance',
    reason: 'The Telnyx balance is used up ($0.04). Top up at portal.telnyx.com > Billing.',
  });
  const [hold] = story.view.holds ?? [];
  if (hold === undefined) throw new Error('not held');
  const card = holdCard(story.view, hold, story.at, BERLIN);
  expect(plain(card.headline)).toBe(
    '5 calls wait. The Telnyx balance is used up ($0.04). Top up at portal.telnyx.com > Billing.',
  );
  expect(lines(card)).toContain("Disturbed\nnobody. It is nobody's try.");
  expect(liveCard(story.view, story.at, BERLIN).state).toBe('HELD, NEEDS YOU');
  story.happens({ type: 'HoldLifted', what: 'balance' });
  expect(story.view.hold).toBeUndefined();
});

test('held for our own side: the address where it is cured comes from the backend', () => {
  const story = new Story().happens({
    type: 'MissionHeld',
    what: 'our-side',
    reason: cureOf('Insufficient funds D19'),
  });
  const [hold] = story.view.holds ?? [];
  if (hold === undefined) throw new Error('not held');
  const card = holdCard(story.view, hold, story.at, { ...BERLIN, portal: 'https://portal.example.com' });
  expect(plain(card.headline)).toContain('Add funds in its portal, under Billing.');
  expect(lines(card)).toContain('Portal\nhttps://portal.example.com');
});

test('do not call: their words, where they came from, a masked number, a lock line that names nobody', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2']).places('t1:1', 't1');
  story.happens({ type: 'CallEnded', call: 't1:1', status: 'completed', seconds: 38 });
  story.happens({ type: 'CalleeOptedOut', call: 't1:1', target: 't1', words: { private: 'Never call here again.' } });
  const [row] = story.view.rows;
  if (row === undefined) throw new Error('nobody');
  const card = doNotCallCard(story.view, row, 'Never call here again.', story.at, BERLIN);
  expect([card.state, card.name]).toEqual(['DO NOT CALL', 'Acme Print, +1 312 ••00']);
  expect(plain(card.headline)).toBe('Blocked for calls and texts in all missions, for good. The talk took 38 s.');
  expect(readMessage(card).quoted).toEqual(['Never call here again.']);
  expect(lines(card)).toContain('row 2 of vendors.csv, brought by Mira [time]');
  expect(card.lock).toBe('Somebody asked not to be called again. Blocked. Please read');
});

test('do not call: what they said in an earlier call is not their reason', () => {
  const story = Story.atDecision().approved().opens('round-2', ['t1']).places('round-2/t1:1', 't1', 'round-2');
  story.happens({ type: 'CallEnded', call: 'round-2/t1:1', status: 'completed', seconds: 9 });
  story.happens({ type: 'CalleeOptedOut', call: 'round-2/t1:1', target: 't1' });
  const posts = announce(story.before, story.view, story.last, BERLIN);
  const card = posts.flatMap((one) => (one.kind === 'thread' && one.message.kind === 'card' ? [one.message] : []))[0];
  if (card === undefined) throw new Error('no card');
  expect(readMessage(card).quoted).toEqual([]);
  expect(lines(card)).toContain('Their words were not kept.');
});

test('one note after the bot was away: from when to when, what rang, what moved', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2', 't3']).places('t1:1', 't1');
  const from = story.at;
  story.at += 90 * MINUTE;
  story.happens({
    type: 'CallsRescheduled',
    downFrom: from,
    downTo: story.at,
    rang: ['t1:1'],
    moved: ['t2', 't3'],
    resumeFrom: story.at + 5 * MINUTE,
  });
  const note = downtimeNote(story.view, story.at, BERLIN);
  expect(note === undefined ? '' : plain(note.text)).toBe(
    'I WAS AWAY · Vendor selection: from [time] to [time] (1 h 30 min). Called meanwhile, as planned before: Acme Print. 2 calls were moved and spread from [time] on.',
  );
});

test('when the last call is over it says that answers are read, and ending asks in plain words', () => {
  const story = new Story({ rounds: 1, people: 1 }).opens('round-1', ['t1']).places('t1:1', 't1');
  expect(next(liveCard(story.view, story.at - MINUTE, BERLIN))).toBe('Next: call [time] (3:04 theirs) to Acme Print.');
  story.happens({ type: 'CallEnded', call: 't1:1', status: 'completed', seconds: 60 });
  const card = liveCard(story.view, story.at, BERLIN);
  expect(next(card)).toBe('Next: the last answers are being read, then they are compared.');
  expect(card.buttons.at(-2)).toMatchObject({
    label: 'End this mission',
    confirm: 'End "Vendor selection" now? What was learnt is kept.',
  });
});
