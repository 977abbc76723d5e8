// Every message the bot can send, held to Telegram's limits and to the wording rules of its cards; the stand-in's strict
// reader of HTML is the judge.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announce } from '../../../src/chat/announce.ts';
import type { Block, Button, Card, Form, Note, Text } from '../../../src/chat/card.ts';
import { withoutNumbers } from '../../../src/chat/wording.ts';
import type { MissionView } from '../../../src/projections/mission-view.ts';
import { foldView } from '../../../src/projections/view-fold.ts';
import { openData, pressData, readData } from '../../../src/surfaces/telegram/callback-data.ts';
import type { Piece } from '../../../src/surfaces/telegram/html.ts';
import { isDangerous, keyboardOf } from '../../../src/surfaces/telegram/keyboard.ts';
import { LIMITS } from '../../../src/surfaces/telegram/limits.ts';
import { questionOf } from '../../../src/surfaces/telegram/question.ts';
import { renderCard, renderNote } from '../../../src/surfaces/telegram/render.ts';
import { answerWalk, askAgain, beginWalk, fieldNow, type Walk } from '../../../src/surfaces/telegram/walk.ts';
import { counts } from '../../support/counts.ts';
import { randomMission } from '../../support/random-mission-events.ts';
import { parseHtml } from '../../support/telegram-stand-in/html-check.ts';
import { memoryTable, note } from './telegram-bench.ts';

const ZONE = 'Europe/Berlin';
const RUNS = { numRuns: counts(60, 2_000) };
const ANA = { id: 'telegram:101', name: 'Ana' };
const AT = Date.UTC(2026, 10, 24, 14, 0);

/** As Telegram reads it; fails on anything that Telegram would refuse. */
function read({ html, length, entities }: Piece): string {
  const parsed = parseHtml(html);
  if ('error' in parsed) throw new Error(`${parsed.error}: ${html.slice(0, 300)}`);
  expect(parsed.text.trim()).not.toBe('');
  expect(parsed.text.length).toBe(length);
  expect(parsed.entities).toBe(entities);
  expect(length).toBeLessThanOrEqual(LIMITS.text);
  expect(entities).toBeLessThanOrEqual(LIMITS.entities);
  return parsed.text;
}

function readKeys(keys: Awaited<ReturnType<typeof keyboardOf>>): void {
  const all = keys.flat();
  expect(all.length).toBeLessThanOrEqual(LIMITS.buttons);
  for (const row of keys) expect(row.length).toBeLessThanOrEqual(2);
  for (const { text, callback_data } of all) {
    expect(text.trim()).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(LIMITS.buttonText);
    const bytes = Buffer.byteLength(callback_data);
    expect(bytes).toBeGreaterThanOrEqual(1);
    expect(bytes).toBeLessThanOrEqual(LIMITS.callbackData);
  }
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<b>',
    '&amp;',
    '</blockquote>',
    '"',
    'O’Neill <i>',
    '',
    ' ',
    '\n\n',
    '😀'.repeat(40),
    'ß'.repeat(2_000),
    '\ud800',
    '& < >',
  ),
  fc.string({ minLength: 500, maxLength: 3_000 }),
);
const text: fc.Arbitrary<Text> = fc.array(
  fc.oneof(nasty, fc.record({ bold: nasty }), fc.constant({ time: AT, style: 'day-time' } as const)),
  { maxLength: 6 },
);
const entry = fc.record(
  {
    mark: nasty,
    title: nasty,
    score: nasty,
    facts: fc.array(nasty, { maxLength: 5 }),
    quote: nasty,
    quiet: fc.boolean(),
  },
  { requiredKeys: ['mark', 'title', 'facts'] },
);
const turn = fc.record({ who: fc.constantFrom('assistant', 'callee'), text: nasty });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('line'), text, quiet: fc.boolean() }),
  fc.record({ kind: fc.constant('progress'), done: fc.integer(), total: fc.integer(), words: nasty }),
  fc.record({ kind: fc.constant('facts'), rows: fc.array(fc.record({ label: nasty, text }), { maxLength: 20 }) }),
  fc.record({ kind: fc.constant('entries'), entries: fc.array(entry, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('quote'), text: nasty }),
  fc.record({ kind: fc.constant('talk'), with: nasty, turns: fc.array(turn, { maxLength: 30 }) }),
);
const button: fc.Arbitrary<Button> = fc.record(
  {
    action: fc.constantFrom('approve', 'cancel', 'gate-answer', 'x'),
    value: nasty,
    label: nasty,
    style: fc.constantFrom('primary', 'danger'),
    confirm: nasty,
  },
  { requiredKeys: ['action', 'value', 'label'] },
);
const buttons = fc.array(button, { maxLength: 130 });
const blocks = fc.array(block, { maxLength: 25 });
const card: fc.Arbitrary<Card> = fc.record({
  kind: fc.constant('card'),
  state: fc.constantFrom('RUNNING', 'DECISION NEEDED'),
  name: nasty,
  ref: nasty,
  sandbox: fc.boolean(),
  headline: text,
  blocks,
  next: text,
  buttons,
  lock: nasty,
});

test('any card and any note is HTML that Telegram takes, within its limits', () => {
  fc.assert(
    fc.property(card, text, (one, words) => {
      read(renderCard(one, ZONE));
      const pages = renderNote({ kind: 'note', text: words, blocks: one.blocks, sandbox: one.sandbox }, ZONE);
      expect(pages.length).toBeGreaterThanOrEqual(1);
      expect(pages.length).toBeLessThanOrEqual(4);
      for (const page of pages) read(page);
    }),
    RUNS,
  );
});

test('a row that is too long for any message leaves no empty page behind it', () => {
  const long = 'ß'.repeat(2_000);
  const entry = { mark: long, title: 'Acme', score: long, facts: [], quote: '! '.repeat(100) };
  const note: Note = { kind: 'note', text: [], blocks: [{ kind: 'entries', entries: [entry] }], sandbox: false };
  const pages = renderNote(note, ZONE).map(read);
  expect(pages).toEqual([expect.stringMatching(/^…/), '… 1 more, see results']);
});

test('any buttons are a keyboard that Telegram takes, and every key leads back to its button', async () => {
  await fc.assert(
    fc.asyncProperty(buttons, async (all) => {
      const taps = memoryTable<never>();
      readKeys(await keyboardOf(taps, all));
      const open = await keyboardOf(taps, all, { how: 'all' });
      readKeys(open);
      for (const [index, key] of open.flat().entries()) {
        const { action, value } = all[index] ?? { action: '', value: '' };
        const kind = all[index] !== undefined && isDangerous(all[index]) ? 'ask' : 'press';
        expect(await readData(taps, key.callback_data)).toEqual({ kind, action, value });
        const confirm = await keyboardOf(taps, all, { how: 'confirm', action, value });
        readKeys(confirm);
        expect(await readData(taps, confirm[0]?.[0]?.callback_data ?? '')).toEqual({ kind: 'press', action, value });
        if (index > 5) break;
      }
    }),
    RUNS,
  );
});

test('data of a button at the limit of 64 bytes stands as it is, one byte more goes into the table', async () => {
  const taps = memoryTable<never>();
  // One byte is kept for the sign of a first tap.
  const fits = `pause|${'ü'.repeat(28)}x`;
  expect(Buffer.byteLength(fits)).toBe(LIMITS.callbackData - 1);
  const [, value = ''] = fits.split('|');
  expect(await pressData(taps, 'pause', value, false)).toBe(fits);
  expect(await pressData(taps, 'pause', value, true)).toBe(`?${fits}`);
  expect(await taps.entries()).toEqual([]);
  expect(Buffer.byteLength(await pressData(taps, 'pause', `${value}y`, true))).toBeLessThanOrEqual(LIMITS.callbackData);
  expect(await taps.entries()).toHaveLength(1);
});

const field = fc.record(
  {
    label: nasty,
    type: fc.constantFrom('text', 'multiline', 'choice', 'choices', 'file-or-text'),
    value: nasty,
    hint: nasty,
    placeholder: nasty,
    optional: fc.boolean(),
    error: nasty,
  },
  { requiredKeys: ['label', 'type'] },
);
const form: fc.Arbitrary<Form> = fc
  .record({
    title: nasty,
    intro: nasty,
    fields: fc.array(field, { minLength: 1, maxLength: 6 }),
    submit: nasty,
    options: fc.nat({ max: 300 }),
  })
  .map(({ title, intro, fields, submit, options }) => ({
    kind: 'form',
    id: 'new:D-7:words',
    title,
    intro,
    submit,
    sandbox: true,
    fields: fields.map((one, index) => ({
      ...one,
      name: `f${index}`,
      options: Array.from({ length: options }, (_, at) => ({ value: `v${at}`, label: `${at} ${one.label}` })),
    })),
  }));
const answers = fc.array(
  fc.oneof(
    nasty.map((words) => ({ kind: 'text', text: words }) as const),
    fc
      .constantFrom('d', 'k', 's', 'b', 'r', 'o0', 'o1', 'o299', 'p1', 'p99', 'o', 'zz')
      .map((what) => ({ kind: 'tap', what }) as const),
    fc.constant({ kind: 'file', file: { name: 'a.csv', base64: '' } } as const),
  ),
  { maxLength: 25 },
);

test('any walk through any form asks questions that Telegram takes, and never gets stuck or loses a field', async () => {
  await fc.assert(
    fc.asyncProperty(form, answers, fc.boolean(), async (one, given, group) => {
      let walk: Walk = beginWalk(one, {
        id: 'abc123',
        place: { surface: 'telegram', channel: '101' },
        actor: ANA,
        lastId: '',
        at: 0,
      });
      for (const answer of given) {
        const { text: words, keys } = questionOf(walk, group);
        read(words);
        readKeys(keys);
        const walked = answerWalk(walk, answer);
        if (walked.to === 'ask') walk = walked.walk;
        if (walked.to === 'submit') {
          expect(Object.keys(walked.walk.values).toSorted()).toEqual(one.fields.map((each) => each.name).toSorted());
          walk = askAgain(walked.walk, { f0: 'Not that.', elsewhere: 'Nor that.' });
        }
        expect(fieldNow(walk)).toBeDefined();
        expect(walk.asked.length + walk.left.length).toBeGreaterThan(0);
      }
      expect(Buffer.byteLength(await openData(memoryTable<never>(), one))).toBeLessThanOrEqual(LIMITS.callbackData);
    }),
    { numRuns: counts(25, 700) },
  );
});

test('every announcement of random missions fits, says SANDBOX, and shows a lock screen neither a number nor their words', () => {
  for (let seed = 1; seed <= counts(20, 300); seed += 1) {
    let view: MissionView | undefined;
    for (const record of randomMission(seed, { sandbox: true, trouble: 0.3 })) {
      const before: MissionView | undefined = view;
      view = foldView(view, record);
      for (const one of announce(before, view, record, { zone: ZONE })) {
        const message = one.kind === 'live-card' ? one.card : one.message;
        if (message.kind === 'form') continue;
        const pages = message.kind === 'card' ? [renderCard(message, ZONE)] : renderNote(message, ZONE);
        const [first = ''] = pages.map(read);
        expect(first.startsWith('SANDBOX · ')).toBe(true);
        const lock = first.slice(0, LIMITS.lockScreen);
        expect(withoutNumbers(lock), lock).toBe(lock);
        expect(quotedIn(message).filter((words) => words.length > 12 && lock.includes(words.slice(0, 12)))).toEqual([]);
        for (const page of pages) expect(page.html).not.toMatch(/<(code|pre)/);
      }
    }
  }
});

function quotedIn(message: Card | Note): readonly string[] {
  return (message.blocks ?? []).flatMap((one) => {
    if (one.kind === 'quote') return [one.text];
    if (one.kind === 'talk') return one.turns.map((each) => each.text);
    return one.kind === 'entries' ? one.entries.flatMap((each) => (each.quote === undefined ? [] : [each.quote])) : [];
  });
}

test('a decision reads as on the drawing board: two lines an entry, words in italics, times with their owner', () => {
  const decision: Card = {
    kind: 'card',
    state: 'DECISION NEEDED',
    name: 'Vendor selection',
    ref: 'M-104 · list 1',
    sandbox: false,
    headline: [{ bold: '8 of 10 answered.' }],
    blocks: [
      {
        kind: 'entries',
        title: 'Proposed',
        entries: [
          {
            mark: '1',
            title: 'Acme Print',
            score: '8.5',
            facts: ['$12', '14 days'],
            quote: 'start with five hundred',
          },
          { mark: '2', title: 'Elm & Sons', score: '6.9', facts: ['$13.10'], quiet: true },
        ],
      },
      {
        kind: 'line',
        text: [
          { bold: 'A yes does this: ' },
          '3 calls, at the earliest ',
          { time: AT, style: 'day-time' },
          ' (9:00 theirs)',
        ],
      },
      { kind: 'progress', done: 13, total: 40, words: '13 of 40' },
    ],
    next: ['Next: it waits.'],
    buttons: [],
    lock: 'Decision needed',
  };
  expect(read(renderCard(decision, ZONE))).toBe(
    [
      'DECISION NEEDED · Vendor selection',
      '8 of 10 answered · M-104 · list 1',
      '',
      'Proposed',
      '1 Acme Print · 8.5',
      '  $12 · 14 days · "start with five hundred"',
      '2 Elm & Sons · 6.9',
      '  $13.10',
      'A yes does this: 3 calls, at the earliest Tue 24 Nov 15:00 Berlin (9:00 theirs)',
      '▰▰▰▱▱▱▱▱▱▱ 13 of 40',
      '',
      'Next: it waits.',
    ].join('\n'),
  );
});

test('what does not fit is counted, and the last line stays', () => {
  const entries = Array.from({ length: 200 }, (_, index) => ({
    mark: String(index + 1),
    title: `Firm ${index + 1}`,
    facts: ['x'.repeat(60)],
  }));
  const long: Card = {
    kind: 'card',
    state: 'DONE',
    name: 'Long',
    ref: 'M-1',
    sandbox: true,
    headline: ['200 of 200 answered.'],
    blocks: [{ kind: 'entries', entries }],
    next: ['Next: nothing more is called.'],
    buttons: [],
    lock: 'SANDBOX · Done',
  };
  const shown = read(renderCard(long, ZONE));
  const missing = Number(/… (\d+) more, see results/.exec(shown)?.[1]);
  expect(shown.match(/Firm \d+/g)?.length).toBe(200 - missing);
  expect(shown.endsWith('Next: nothing more is called.')).toBe(true);
});

test('a number or somebody’s words at the very beginning stand below a line that fills the lock screen', () => {
  const [number] = renderNote(note('Acme Print: +1 312 555 0101'), ZONE).map(read);
  expect(number?.slice(0, LIMITS.lockScreen)).not.toMatch(/312/);
  expect(number).toContain('+1 312 555 0101');
  const [quote] = renderNote(note('First.', { blocks: [{ kind: 'quote', text: 'we hold it until three' }] }), ZONE).map(
    read,
  );
  expect(quote?.slice(0, LIMITS.lockScreen)).not.toContain('hold');
  expect(quote).toContain('we hold it until three');
});
