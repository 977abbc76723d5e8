/** The labelled replies beside this file, and what must hold for any text on any list. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { GateVerdict } from '../../../src/missions/gate-reply/verdict.ts';
import { readGateReply } from '../../../src/missions/gate-reply.ts';
import { counts } from '../../support/counts.ts';

const labelled = z.array(
  z.object({
    name: z.string(),
    proposed: z.array(z.string()),
    reserve: z.array(z.string()),
    replies: z.array(
      z.object({
        text: z.string(),
        verdict: z.enum(['approve', 'reject', 'list', 'ask']),
        list: z.array(z.string()).optional(),
      }),
    ),
  }),
);

interface Score {
  readonly total: number;
  readonly right: number;
  readonly falseApprovals: readonly string[];
  readonly wrongLists: readonly string[];
  readonly missed: readonly string[];
}

function listOf(verdict: GateVerdict): string {
  return verdict.verdict === 'list' ? verdict.list.join(' | ') : '';
}

function scoreOf(file: string): Score {
  const gates = labelled.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
  const rows = gates.flatMap((gate) =>
    gate.replies.map((reply) => {
      const got = readGateReply(reply.text, gate);
      const right = got.verdict === reply.verdict && listOf(got) === (reply.list ?? []).join(' | ');
      const line = `${gate.name}: "${reply.text}" is ${reply.verdict} ${reply.list ?? ''}, read as ${got.verdict} ${listOf(got)}`;
      return { got, reply, right, line };
    }),
  );
  const lines = (wrong: (row: (typeof rows)[number]) => boolean) => rows.filter(wrong).map((row) => row.line);
  return {
    total: rows.length,
    right: rows.filter((row) => row.right).length,
    falseApprovals: lines(({ got, reply }) => got.verdict === 'approve' && reply.verdict !== 'approve'),
    wrongLists: lines(({ got, right }) => got.verdict === 'list' && !right),
    missed: lines(({ right }) => !right),
  };
}

describe('labelled replies', () => {
  test.each(['./replies.json', './held-out.json'])('%s: no false approval, no wrong list, 95 %% understood', (file) => {
    const score = scoreOf(file);
    process.stdout.write(
      `${file}: ${score.right} of ${score.total} right\n${score.missed.map((line) => `  ${line}\n`).join('')}`,
    );
    expect(score.total).toBeGreaterThanOrEqual(50);
    expect(score.falseApprovals).toEqual([]);
    expect(score.wrongLists).toEqual([]);
    expect(score.right / score.total).toBeGreaterThanOrEqual(0.95);
  });
});

describe('single replies', () => {
  const gate = { proposed: ['Acme', 'Borealis', 'Cobalt'], reserve: ['Delta', 'Elm', 'Fjord'] };
  const read = (text: string) => readGateReply(text, gate);

  test('R230 "swap 3 for 6" takes rank 6 in for rank 3', () => {
    expect(read('swap 3 for 6')).toEqual({ verdict: 'list', list: ['Acme', 'Borealis', 'Fjord'] });
  });

  test('R233 a swap takes one of the spare ranks in', () => {
    const five = { proposed: ['A1x', 'B2x', 'C3x', 'D4x', 'E5x'], reserve: ['F6x', 'G7x'] };
    expect(readGateReply('7 instead of 4', five)).toEqual({
      verdict: 'list',
      list: ['A1x', 'B2x', 'C3x', 'E5x', 'G7x'],
    });
  });

  test('R248 "approved" continues, "change 2 to 5" adapts the list', () => {
    expect(read('approved')).toEqual({ verdict: 'approve' });
    expect(read('change 2 to 5')).toEqual({ verdict: 'list', list: ['Acme', 'Cobalt', 'Elm'] });
  });

  test.each(['approve all', 'yes all', 'approve them all', 'ok, everyone', 'all yes', 'ja, alle'])(
    '"%s" is the list as it was proposed, which its author confirms, and never those in reserve',
    (text) => {
      expect(read(text)).toEqual({ verdict: 'list', list: ['Acme', 'Borealis', 'Cobalt'] });
    },
  );

  test.each([
    'all',
    'call them all',
    'no, approve all',
    'approve all but none',
    'yes all?',
    'yes all if cheap',
    'y',
    'n',
  ])('"%s" is asked about', (text) => {
    expect(read(text).verdict).toBe('ask');
  });

  test.each(['perfect, go', 'great, go ahead', 'perfekt, los'])('"%s" approves', (text) => {
    expect(read(text)).toEqual({ verdict: 'approve' });
  });

  test('a reject keeps its reason as it was written', () => {
    expect(read('No, too EXPENSIVE for us.')).toEqual({ verdict: 'reject', reason: 'too EXPENSIVE for us.' });
    expect(read('no')).toEqual({ verdict: 'reject' });
  });

  test('a number that could be a place or a count is asked with both readings', () => {
    const answer = read('5 instead of 3');
    expect(answer).toMatchObject({
      verdict: 'ask',
      readings: [{ list: ['Acme', 'Borealis', 'Elm'] }, { list: ['Acme', 'Borealis', 'Cobalt', 'Delta', 'Elm'] }],
    });
    expect(read('only 2')).toMatchObject({
      verdict: 'ask',
      readings: [{ label: 'Only Borealis', list: ['Borealis'] }, { list: ['Acme', 'Borealis'] }],
    });
  });

  test('an approval of a numbered list counts for that list only', () => {
    expect(readGateReply('approve list 2', { ...gate, number: 2 })).toEqual({ verdict: 'approve' });
    expect(readGateReply('approve list 1', { ...gate, number: 2 })).toMatchObject({ verdict: 'ask' });
  });

  test.each([
    ['drop 5', 'Elm (no. 5) is not among the proposed'],
    ['9 instead of 2', 'There is no number 9'],
    ['add Zenith', 'I do not find "zenith"'],
    ['yes no', 'both a yes and a no'],
    ['👍', 'A sign alone can mean "seen"'],
    ['+1', 'A sign alone can mean "seen"'],
    ['+ 1!', 'A sign alone can mean "seen"'],
    ['yes?', 'Your reply asks something'],
    ['yes, if it rains', 'tied to a condition'],
    ['drop 1, 2 and 3', 'nobody on the list'],
  ])('the question to "%s" names the trouble', (text, part) => {
    const answer = read(text);
    expect(answer.verdict === 'ask' ? answer.question : answer.verdict).toContain(part);
  });

  test('a vendor whose name is a consent makes that word a question', () => {
    expect(readGateReply('yes', { proposed: ['Yes', 'Acme'], reserve: [] }).verdict).toBe('ask');
    expect(readGateReply('go ahead', { proposed: ['Go Ahead Tours', 'Acme'], reserve: [] }).verdict).toBe('ask');
  });

  test('two people with the same word in their name are told apart or asked about', () => {
    const annas = { proposed: ['Anna Berg', 'Anna Holm'], reserve: [] };
    expect(readGateReply('drop Anna', annas)).toMatchObject({
      verdict: 'ask',
      question: expect.stringContaining('Anna Holm (no. 2)'),
    });
    expect(readGateReply('drop Holm', annas)).toEqual({ verdict: 'list', list: ['Anna Berg'] });
  });

  test.each([
    ['swap 1 for 2 and ', 40],
    ['1, ', 250],
    ['drop 1 and 5 instead of 2, ', 25],
    ['yes and ', 90],
  ])('a long repetitive text is asked about: %j %i times', (text, times) => {
    expect(read(text.repeat(times)).verdict).toBe('ask');
  });
});

describe('whatever is written', () => {
  const vocabulary =
    'yes no ok not approved drop only 1 2 3 5 7 instead of swap for add all but and or , . Acme Elm Sons first two ja nein statt if top except in out with keep rest list number the more vendors # - … "'.split(
      ' ',
    );
  const wordy = fc
    .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 })
    .map((words) => words.join(' '));
  const names = fc.uniqueArray(
    fc.oneof(
      fc.constantFrom('Acme', 'Acme Print', 'Elm & Sons', 'Yes', 'Only Two', '3M', '24'),
      fc.string({ minLength: 1 }),
    ),
    {
      minLength: 1,
      maxLength: 9,
    },
  );
  const gates = names.chain((all) =>
    fc.integer({ min: 1, max: all.length }).map((cut) => ({ proposed: all.slice(0, cut), reserve: all.slice(cut) })),
  );
  const runs = { numRuns: counts(500, 20_000) };

  test('a list is part of what was listed, in its order, without repeats, never empty', () => {
    fc.assert(
      fc.property(fc.oneof(wordy, fc.string({ unit: 'grapheme', maxLength: 60 })), gates, (text, gate) => {
        const answer = readGateReply(text, gate);
        const lists =
          answer.verdict === 'list'
            ? [answer.list]
            : answer.verdict === 'ask'
              ? (answer.readings ?? []).map(({ list }) => list)
              : [];
        const all = [...gate.proposed, ...gate.reserve];
        for (const list of lists) {
          expect(list.length).toBeGreaterThan(0);
          expect(list).toEqual(all.filter((name) => list.includes(name)));
        }
      }),
      runs,
    );
  });

  test('a text with a question mark decides nothing', () => {
    fc.assert(
      fc.property(fc.oneof(wordy, fc.string()), fc.oneof(wordy, fc.string()), gates, (before, after, gate) => {
        fc.pre(!after.includes('\n') && !before.includes('>'));
        expect(readGateReply(`${before}?${after}`, gate).verdict).toBe('ask');
      }),
      runs,
    );
  });

  test('random signs never approve', () => {
    const nonsense = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((text) => !/\p{L}{2}/u.test(text));
    fc.assert(
      fc.property(nonsense, gates, (text, gate) => {
        expect(readGateReply(text, gate).verdict).not.toBe('approve');
      }),
      runs,
    );
  });

  test('a consent with any word added that is not understood does not approve', () => {
    const word = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.constantFrom('yes', 'approved', 'ja', 'go ahead', 'lgtm'),
        word,
        fc.boolean(),
        gates,
        (consent, extra, first, gate) => {
          fc.pre(!/(.)\1\1/.test(extra));
          expect(readGateReply(first ? `${extra} ${consent}` : `${consent} ${extra}`, gate).verdict).not.toBe(
            'approve',
          );
        },
      ),
      runs,
    );
  });
});
