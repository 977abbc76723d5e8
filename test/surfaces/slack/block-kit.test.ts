// What is rendered holds Slack's limits whatever stands in it, and says what the card says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Button, Card, Entry, Form, FormField, Message, Text } from '../../../src/chat/card.ts';
import { readPress } from '../../../src/surfaces/slack/block-kit/buttons.ts';
import { clip } from '../../../src/surfaces/slack/block-kit/limits.ts';
import { renderMessage } from '../../../src/surfaces/slack/block-kit/message.ts';
import { readOrigin, readValues, renderModal } from '../../../src/surfaces/slack/block-kit/modal.ts';
import { toMrkdwn } from '../../../src/surfaces/slack/block-kit/text.ts';
import { counts } from '../../support/counts.ts';
import { findButton, viewState } from '../../support/slack-stand-in/hands.ts';
import { blockViolations, viewViolations } from '../../support/slack-stand-in/rules.ts';

const ZONE = 'Europe/Berlin';

/** Short and long, with everything that Slack reads as a sign. */
const words: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '<!channel>',
    'a & b < c > d',
    '*bold* _it_ `code`',
    '',
    ' ',
    '\n',
    '<@U1|x',
    '&amp;',
    'Müller 🍕',
    '**',
  ),
  fc
    .tuple(fc.constantFrom('&', '<', '>', 'ä', '🍕', 'word ', '\n', '*'), fc.integer({ min: 1, max: 4000 }))
    .map(([part, times]) => part.repeat(times)),
);
const inline = fc.oneof(
  words,
  words.map((bold) => ({ bold })),
  fc.record({
    time: fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
    style: fc.constantFrom('time' as const, 'day-time' as const, 'date' as const),
  }),
);
const text: fc.Arbitrary<Text> = fc.array(inline, { maxLength: 6 });
const entry: fc.Arbitrary<Entry> = fc
  .tuple(words, words, fc.array(words, { maxLength: 4 }), fc.option(words), fc.option(words), fc.boolean())
  .map(([mark, title, facts, score, quote, quiet]) => ({
    mark,
    title,
    facts,
    quiet,
    ...(score === null ? {} : { score }),
    ...(quote === null ? {} : { quote }),
  }));
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('line' as const), text, quiet: fc.boolean() }),
  fc.record({ kind: fc.constant('progress' as const), done: fc.integer(), total: fc.integer(), words }),
  fc.record({
    kind: fc.constant('facts' as const),
    rows: fc.array(fc.record({ label: words, text }), { maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('entries' as const), title: words, entries: fc.array(entry, { maxLength: 20 }) }),
  fc.record({ kind: fc.constant('quote' as const), text: words }),
  fc.record({
    kind: fc.constant('talk' as const),
    with: words,
    turns: fc.array(fc.record({ who: fc.constantFrom('assistant' as const, 'callee' as const), text: words }), {
      maxLength: 10,
    }),
  }),
);
const button: fc.Arbitrary<Button> = fc
  .tuple(
    fc.constantFrom('approve', 'reject', 'settle-retry'),
    fc.string({ maxLength: 40 }),
    words,
    fc.option(fc.constantFrom('primary' as const, 'danger' as const)),
    fc.option(words),
  )
  .map(([action, value, label, style, confirm]) => ({
    action,
    value,
    label,
    ...(style === null ? {} : { style }),
    ...(confirm === null ? {} : { confirm }),
  }));
const body = {
  blocks: fc.array(block, { maxLength: 60 }),
  buttons: fc.array(button, { maxLength: 14 }),
  sandbox: fc.boolean(),
};
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    kind: fc.constant('card' as const),
    state: words,
    name: words,
    ref: words,
    headline: text,
    next: text,
    lock: words,
    ...body,
  }),
  fc.record({ kind: fc.constant('note' as const), text, ...body }),
);
const field: fc.Arbitrary<FormField> = fc
  .record({
    label: words,
    type: fc.constantFrom(
      'text' as const,
      'multiline' as const,
      'choice' as const,
      'choices' as const,
      'file-or-text' as const,
    ),
    options: fc.uniqueArray(fc.record({ value: words, label: words }), { maxLength: 30, selector: (one) => one.value }),
    value: words,
    hint: words,
    placeholder: words,
    optional: fc.boolean(),
    error: words,
  })
  .map((one) => ({ ...one, name: '' }));
const form: fc.Arbitrary<Form> = fc
  .record({
    kind: fc.constant('form' as const),
    id: fc.string({ maxLength: 60 }),
    title: words,
    intro: words,
    fields: fc.array(field, { maxLength: 12 }),
    submit: words,
    sandbox: fc.boolean(),
  })
  .map((one) => ({ ...one, fields: one.fields.map((each, index) => ({ ...each, name: `field${index}` })) }));

const runs = { numRuns: counts(150, 1500) };

describe('limits', () => {
  it('holds for every message: blocks, texts, ids, the whole', () => {
    fc.assert(
      fc.property(message, (one) => {
        const rendered = renderMessage(one, ZONE);
        expect(blockViolations(rendered.blocks, 'message')).toEqual([]);
        expect(rendered.text.length).toBeGreaterThan(0);
        expect(rendered.text.length).toBeLessThanOrEqual(3000);
        expect(rendered.text).not.toMatch(/<|&(?!(?:amp|lt|gt);)/);
      }),
      runs,
    );
  });

  it('holds for every form, and every form can be sent off', () => {
    fc.assert(
      fc.property(form, (one) => {
        const view = renderModal(one, { channel: 'C1', thread: '1.1', message: '1.2' });
        expect(viewViolations(view)).toEqual([]);
        expect(readOrigin(view.private_metadata ?? '')).toEqual({
          form: one.id,
          channel: 'C1',
          thread: '1.1',
          message: '1.2',
        });
      }),
      runs,
    );
  });

  it('leaves every button in reach, with its action, its value and its question', () => {
    fc.assert(
      fc.property(fc.array(button, { maxLength: 12 }), (buttons) => {
        const labelled = buttons.map((one, index) => ({ ...one, label: `Button ${index}` }));
        const { blocks } = renderMessage({ kind: 'note', text: ['x'], buttons: labelled, sandbox: false }, ZONE);
        const shown = JSON.parse(JSON.stringify(blocks));
        for (const one of labelled) {
          const pressed = findButton({ blocks: shown, text: '' }, one.label);
          expect(readPress({ action_id: '', ...pressed })).toEqual({ action: one.action, value: one.value });
        }
        const visible = blocks
          .flatMap((block) => (block.type === 'actions' && block.block_id === 'buttons' ? block.elements : []))
          .filter((element) => element.type === 'button');
        expect(visible.length).toBeLessThanOrEqual(3);
        expect(JSON.stringify(blocks).split('"confirm":{"title"').length - 1).toBe(
          labelled.filter((one) => one.confirm !== undefined).length,
        );
      }),
      runs,
    );
  });

  it('uses all fifty blocks and not one more', () => {
    const blocks = (count: number) =>
      renderMessage(
        {
          kind: 'note',
          text: ['x'],
          blocks: Array.from({ length: count }, () => ({ kind: 'line' as const, text: ['y'] })),
          buttons: [{ action: 'status', value: 'M-1', label: 'Status' }],
          sandbox: true,
        },
        ZONE,
      ).blocks;
    expect(blocks(47)).toHaveLength(50);
    expect(JSON.stringify(blocks(47))).not.toContain('does not fit');
    expect(blocks(48)).toHaveLength(50);
    expect(JSON.stringify(blocks(48))).toContain('does not fit');
  });

  it('cuts at the limit and not before, and never through an escape or a character', () => {
    expect(clip('x'.repeat(150), 150)).toBe('x'.repeat(150));
    expect(clip('x'.repeat(151), 150)).toBe(`${'x'.repeat(149)}…`);
    expect(clip('ab&amp;cd', 6)).toBe('ab…');
    expect(clip('ab🍕cd', 4)).toBe('ab…');
    expect(clip('at <!date^1^{time}|9:00> sharp', 10)).toBe('at…');
  });
});

describe('text', () => {
  it('shows a moment in the zone of the reader, and in ours where that is not to be had', () => {
    const at = Date.parse('2026-11-24T14:05:00Z');
    expect(toMrkdwn([{ time: at, style: 'time' }], ZONE)).toBe(`<!date^${at / 1000}^{time}|15:05>`);
    expect(toMrkdwn([{ time: at, style: 'day-time' }], ZONE)).toBe(
      `<!date^${at / 1000}^{date_short_pretty} {time}|Tue 24 Nov 15:05>`,
    );
    expect(toMrkdwn([{ time: at, style: 'date' }], ZONE)).toBe(`<!date^${at / 1000}^{date_short_pretty}|Tue 24 Nov>`);
  });

  it('keeps bold bold beside spaces, and lets nobody mention a channel', () => {
    expect(toMrkdwn([{ bold: 'A yes does this: ' }, '3 calls'], ZONE)).toBe('*A yes does this:* 3 calls');
    expect(toMrkdwn(['<!channel> & ', { bold: 'a*b' }], ZONE)).toBe('&lt;!channel&gt; &amp; *a∗b*');
  });
});

describe('a card', () => {
  const card: Card = {
    kind: 'card',
    state: 'DECISION NEEDED',
    name: 'Vendors',
    ref: 'M-104 · list 1',
    sandbox: true,
    headline: [{ bold: '8 of 10 answered.' }],
    blocks: [
      { kind: 'progress', done: 13, total: 40, words: '13 of 40' },
      {
        kind: 'entries',
        title: 'Proposed',
        entries: [{ mark: '1', title: 'Acme', score: '8.5', facts: ['$12', '14 days'], quote: 'we can start' }],
      },
      {
        kind: 'talk',
        with: 'Acme',
        turns: [
          { who: 'assistant', text: 'Hello' },
          { who: 'callee', text: 'Hi' },
        ],
      },
    ],
    next: ['Next: a reminder.'],
    buttons: [{ action: 'approve', value: 'M-104:gate-1:1', label: 'Approve list 1', style: 'primary' }],
    lock: 'SANDBOX. Decision needed: Vendors',
  };

  it('begins with its state and name, says SANDBOX, ends with what is next and the buttons', () => {
    const { text: line, blocks } = renderMessage(card, ZONE);
    expect(line).toBe('SANDBOX. Decision needed: Vendors');
    expect(blocks.map((one) => one.type)).toEqual([
      'header',
      'context',
      'section',
      'section',
      'section',
      'section',
      'section',
      'actions',
    ]);
    expect(JSON.stringify(blocks[0])).toContain('DECISION NEEDED · Vendors');
    expect(JSON.stringify(blocks[1])).toContain('SANDBOX, nobody is really called · M-104 · list 1');
    expect(JSON.stringify(blocks[3])).toContain('13 of 40');
    expect(JSON.stringify(blocks[4])).toContain('1  *Acme* · *8.5* · $12 · 14 days\\n      “we can start”');
    expect(JSON.stringify(blocks[5])).toContain('> Assistant: Hello\\n> Acme: Hi');
  });

  it('keeps its first lines, what is next and the buttons when the body is too long, and says so', () => {
    const long = {
      ...card,
      blocks: Array.from({ length: 80 }, () => ({ kind: 'quote' as const, text: 'x'.repeat(900) })),
    };
    const { blocks } = renderMessage(long, ZONE);
    expect(blocks.slice(-3).map((one) => one.type)).toEqual(['context', 'section', 'actions']);
    expect(JSON.stringify(blocks.at(-3))).toContain('The rest does not fit here');
  });

  it('lets no number through to the lock screen of a note', () => {
    const { text: line } = renderMessage({ kind: 'note', text: ['Acme: +13125550101'], sandbox: true }, ZONE);
    expect(line).toBe('SANDBOX: Acme: +1 312 ••01');
  });
});

describe('a form', () => {
  it('gives back what it was opened with, by field', () => {
    const fields: readonly FormField[] = [
      { name: 'say', label: 'Say', type: 'multiline', value: 'hello' },
      {
        name: 'kind',
        label: 'Kind',
        type: 'choice',
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
        value: 'b',
      },
      {
        name: 'keep',
        label: 'Keep',
        type: 'choices',
        options: [
          { value: 'x', label: 'X' },
          { value: 'y', label: 'Y' },
          { value: 'z', label: 'Z' },
        ],
        value: 'x,z',
      },
      { name: 'list', label: 'List', type: 'file-or-text' },
    ];
    const view = renderModal(
      { kind: 'form', id: 'f', title: 'T', fields, submit: 'Go', sandbox: true },
      { channel: 'C1' },
    );
    const state = viewState(JSON.parse(JSON.stringify(view)), {}, () => ({}));
    expect(readValues(JSON.parse(JSON.stringify(state)))).toEqual({
      values: { say: 'hello', kind: 'b', keep: 'x,z', list: '' },
      files: [],
    });
  });
});
