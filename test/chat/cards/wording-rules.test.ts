import { expect, test } from 'vitest';
import { aboutOf, BUTTON_BYTES, buttonBytes, isAction, parseValue } from '../../../src/chat/actions.ts';
import { type Announcement, announce } from '../../../src/chat/announce.ts';
import type { Card, Message } from '../../../src/chat/card.ts';
import { resultsCard } from '../../../src/chat/results.ts';
import type { MissionView } from '../../../src/projections/mission-view.ts';
import { forbiddenIn } from '../../../src/projections/plain-words.ts';
import { foldView, viewOf } from '../../../src/projections/view-fold.ts';
import { readMessage } from '../../support/card-text.ts';
import { counts } from '../../support/counts.ts';
import { randomMission } from '../../support/random-mission-events.ts';

const OPTIONS = { zone: 'Europe/Berlin' };
const MISSIONS = counts(100, 1000);

interface Shown {
  readonly message: Message;
  readonly view: MissionView;
  readonly seed: number;
}

/** All that 1,000 random missions ever show, once for all rules: what is announced, and the results asked for between. */
function everythingShown(): {
  readonly shown: readonly Shown[];
  readonly announced: readonly (readonly Announcement[])[];
} {
  const shown: Shown[] = [];
  const announced: Announcement[][] = [];
  for (let seed = 0; seed < MISSIONS; seed += 1) {
    let before: MissionView | undefined;
    const all: Announcement[] = [];
    for (const record of randomMission(seed, { trouble: 0.4 })) {
      const after = foldView(before, record);
      const now = announce(before, after, record, OPTIONS);
      all.push(...now);
      for (const one of now)
        shown.push({ message: one.kind === 'live-card' ? one.card : one.message, view: after, seed });
      before = after;
    }
    if (before !== undefined)
      shown.push({ message: resultsCard(before, before.changedAt, OPTIONS), view: before, seed });
    announced.push(all);
  }
  return { shown, announced };
}

const { shown, announced } = everythingShown();
const cards = shown.filter((one): one is Shown & { message: Card } => one.message.kind === 'card');

/** The first few offenders with their seed, so that one can be looked at. */
const offenders = <Item extends { readonly seed: number }>(
  items: readonly Item[],
  say: (item: Item) => readonly string[],
) => items.flatMap((item) => say(item).map((text) => `seed ${item.seed}: ${text}`)).slice(0, 5);

test('the random missions show every kind of card', () => {
  const states = new Set(cards.map((one) => one.message.state));
  for (const state of [
    'STARTING',
    'RUNNING',
    'WAITING',
    'WAITING FOR A DECISION',
    'WAITING FOR YOU',
    'HELD, NEEDS YOU',
    'PAUSED',
    'ENDING',
    'DONE',
    'ENDED',
    'DECISION NEEDED',
    'NOT COUNTED YET',
    'APPROVED',
    'REJECTED',
    'OUTDATED',
    'DO NOT CALL',
    'NEEDS YOU',
    'ENDED, STOPPED',
    'ENDED, LIST REJECTED',
    'ENDED, NO USEFUL ANSWER',
    'RESULTS',
    'RESULTS SO FAR',
  ]) {
    if (state !== 'RESULTS SO FAR') expect(states, state).toContain(state);
  }
});

test('no forbidden word stands on any card, what people are quoted with apart', () => {
  expect(
    offenders(shown, ({ message }) => readMessage(message).ours.filter((text) => forbiddenIn(text).length > 0)),
  ).toEqual([]);
});

test('a sentence ends once, whatever people and machines wrote into it', () => {
  const twice = /[.!?…]\.|\.["”]\.|\. \./;
  expect(offenders(shown, ({ message }) => readMessage(message).ours.filter((text) => twice.test(text)))).toEqual([]);
});

test('no phone number stands in any post, not even in a quote', () => {
  const number = /\+\d{7,}|\d{3} \d{3} \d{4}/;
  expect(
    offenders(shown, ({ message }) =>
      [...readMessage(message).ours, ...readMessage(message).quoted].filter((text) => number.test(text)),
    ),
  ).toEqual([]);
});

test('the first line is a state in capitals, the last says what happens next', () => {
  expect(
    offenders(cards, ({ message }) => (message.state === message.state.toUpperCase() ? [] : [message.state])),
  ).toEqual([]);
  expect(
    offenders(cards, ({ message }) =>
      /^Next: .+\.$/.test(readable(message)) ? [] : [`${message.state}: ${readable(message)}`],
    ),
  ).toEqual([]);
});

const readable = (card: Card): string =>
  (card.next ?? []).map((part) => (typeof part === 'string' ? part : '[time]')).join('');

test("a clock time inside a text is the callee's; all others are left to the reader's zone", () => {
  const strange = /\d{1,2}:\d{2}(?![^()]*theirs\))/;
  expect(offenders(shown, ({ message }) => readMessage(message).ours.filter((text) => strange.test(text)))).toEqual([]);
});

test('the lock-screen line says SANDBOX exactly in the sandbox, and quotes nobody', () => {
  expect(offenders(shown, ({ message, view }) => (message.sandbox === view.sandbox ? [] : [message.kind]))).toEqual([]);
  expect(
    offenders(cards, ({ message, view }) =>
      message.lock.startsWith('SANDBOX · ') === view.sandbox ? [] : [message.lock],
    ),
  ).toEqual([]);
  const said = /five hundred|null and void|312|••/;
  expect(
    offenders(cards, ({ message }) => (said.test(message.lock) || message.lock.length > 140 ? [message.lock] : [])),
  ).toEqual([]);
});

test('one filled button at most, and it is the first; a dangerous one says its object and asks', () => {
  const wrong = ({ message }: Shown): readonly string[] => {
    const { buttons } = readMessage(message);
    const filled = buttons.map((one) => one.style === 'primary');
    const danger = buttons.filter((one) => one.style === 'danger');
    return [
      ...(filled.filter(Boolean).length > 1 ? ['two filled'] : []),
      ...danger
        .filter((one) => !/\d+ planned calls?$|this mission$/.test(one.label) || one.confirm === undefined)
        .map((one) => one.label),
    ];
  };
  expect(offenders(shown, wrong)).toEqual([]);
});

test('every button can be read back and fits the bound', () => {
  const wrong = ({ message, view }: Shown): readonly string[] =>
    readMessage(message).buttons.flatMap((one) => {
      if (!isAction(one.action)) return [`no action ${one.action}`];
      const subject = parseValue(one.action, one.value);
      if (subject === undefined || subject.about !== aboutOf(one.action)) return [`${one.action} ${one.value}`];
      if (subject.about !== 'draft' && subject.mission !== view.id) return [one.value];
      return buttonBytes(one.action, one.value) <= BUTTON_BYTES ? [] : [one.value];
    });
  expect(offenders(shown, wrong)).toEqual([]);
});

test('a progress bar has its words beside it and never counts beyond its end', () => {
  const bars = cards.flatMap(({ message, seed }) =>
    message.blocks.filter((block) => block.kind === 'progress').map((block) => ({ ...block, seed })),
  );
  expect(bars.length).toBeGreaterThan(500);
  expect(
    offenders(bars, (bar) => (bar.words === `${bar.done} of ${bar.total}` && bar.done <= bar.total ? [] : [bar.words])),
  ).toEqual([]);
});

test('an announcement has a key of its own, and an edit names one that was posted', () => {
  for (const [seed, all] of announced.entries()) {
    const posted = all.flatMap((one) => (one.kind === 'thread' || one.kind === 'channel' ? [one.key] : []));
    expect(new Set(posted).size, `seed ${seed}`).toBe(posted.length);
    const known = new Set(posted);
    for (const one of all)
      if (one.kind === 'edit-posted') expect(known.has(one.ofKey), `seed ${seed}: ${one.ofKey}`).toBe(true);
  }
});

test('no decision of an ended mission can still be pressed', () => {
  for (const [seed, all] of announced.entries()) {
    const newest = new Map<string, Message>();
    for (const one of all) {
      if (one.kind === 'thread' || one.kind === 'channel') newest.set(one.key, one.message);
      if (one.kind === 'edit-posted') newest.set(one.ofKey, one.message);
    }
    const view = viewOf(randomMission(seed, { trouble: 0.4 }));
    if (view?.endedAt === undefined) continue;
    const live = [...newest.values()]
      .flatMap((message) => readMessage(message).buttons)
      .filter((one) => ['approve', 'confirm-list', 'undo', 'change', 'next-list', 'end-here'].includes(one.action));
    expect(live, `seed ${seed}`).toEqual([]);
  }
});

test('a decision and the final result ring, and nothing else does in the channel', () => {
  const ringing = new Set(
    announced
      .flat()
      .flatMap((one) => (one.kind === 'channel' && one.message.kind === 'card' ? [one.message.state] : [])),
  );
  expect([...ringing].filter((state) => state !== 'DONE' && !state.startsWith('ENDED')).toSorted()).toEqual([
    'DECISION NEEDED',
  ]);
});

test('after a no there are at least three ways on while the mission is open', () => {
  const rejections = announced
    .flat()
    .flatMap((one) =>
      one.kind === 'thread' && one.message.kind === 'card' && one.message.state === 'REJECTED' ? [one.message] : [],
    );
  expect(rejections.length).toBeGreaterThan(5);
  for (const card of rejections) expect(card.buttons.length).toBeGreaterThanOrEqual(3);
});
