/** What calls are taken for: the labelled cases, the page made of them, and the evidence that each outcome keeps. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CallFact } from '../../src/missions/event.ts';
import { factOfEnd } from '../../src/missions/outcome/line.ts';
import { factOfInsight } from '../../src/missions/outcome.ts';
import type { Values } from '../../src/missions/terms.ts';
import { judgedCalls } from '../../tools/outcomes/labelled.ts';
import { figuresOf, outcomesPage } from '../../tools/outcomes/page.ts';
import { sweepBrief } from '../support/sandbox.ts';

const [round] = sweepBrief().rounds;
if (round === undefined) throw new Error('no round');

const fact = (values: Values | undefined): CallFact => factOfInsight(round, values);
const evidenceOf = (one: CallFact | undefined) => one?.evidence?.private;

describe('labelled calls', () => {
  test('R137 R267 P43 a completed call is a success only when its answers say so: false successes stay under 1 in 100', () => {
    const [tuned, heldOut] = [figuresOf(judgedCalls('tuned')), figuresOf(judgedCalls('held-out'))];
    expect(tuned.cases + heldOut.cases).toBeGreaterThanOrEqual(300);
    expect(heldOut.cases * 3).toBeGreaterThan(tuned.cases);
    for (const { falseSuccesses, withoutSuccess, right, cases } of [tuned, heldOut]) {
      expect(falseSuccesses / withoutSuccess).toBeLessThanOrEqual(0.01);
      expect(right / cases).toBeGreaterThanOrEqual(0.95);
    }
  });

  test('docs/outcomes.md is what the code makes of them; else run "npm run outcomes"', () => {
    expect(readFileSync(new URL('../../docs/outcomes.md', import.meta.url), 'utf8')).toBe(outcomesPage());
  });
});

describe('evidence', () => {
  test('R65 the line tells its status and its error', () => {
    expect(evidenceOf(factOfEnd('failed', ['SIP 503', 'carrier']))).toMatchObject({ line: 'failed: SIP 503; carrier' });
    expect(evidenceOf(factOfEnd('busy', []))).toEqual({ because: 'The line was busy.', line: 'busy' });
    expect(factOfEnd('completed', [])).toBeUndefined();
  });

  test('contradicting fields are kept beside the sign that decided', () => {
    const values = { call_outcome: 'answered', reached_voicemail: true, price: 9, callee_words: 'Leave a message.' };
    expect(fact(values)).toMatchObject({
      type: 'VoicemailReached',
      evidence: { private: { because: 'Marked as answered, but a machine took the call.', fields: values } },
    });
  });

  test('an answer keeps its values once, and its evidence apart from them', () => {
    expect(fact({ call_outcome: 'answered', price: 9, callee_words: 'Nine.' })).toEqual({
      type: 'PersonAnswered',
      values: { private: { price: 9 } },
      words: { private: 'Nine.' },
      evidence: {
        private: {
          because: 'The right person answered.',
          fields: { call_outcome: 'answered', callee_words: 'Nine.' },
        },
      },
    });
  });

  test('no evidence holds a word that never stands on a card', () => {
    for (const values of [undefined, {}, { call_outcome: 'refused' }, { do_not_call: true }, { call_outcome: 'menu' }])
      expect(evidenceOf(fact(values))?.because).not.toMatch(/\b(?:insight|JSON|payload|null|undefined|gate|run)\b/i);
  });
});

describe('numbers with a unit', () => {
  test.each([
    [{ price: '$1,250 a piece' }, { price: 1250, price_said: '$1,250 a piece' }],
    [{ price: 'zwölf Euro fünfzig' }, { price: 12.5, price_said: 'zwölf Euro fünfzig' }],
    [{ price: 'between 8 and 12 thousand' }, { price_said: 'between 8 and 12 thousand' }],
    [
      { price: 12, price_said: 'twelve, plus tax' },
      { price: 12, price_said: 'twelve, plus tax' },
    ],
    [{ price: 12, price_said: 'N/A' }, { price: 12 }],
    [{ price: '12.500' }, { price: 12500, price_said: '12.500' }],
  ])('%j is kept with the words it was said in', (given, kept) => {
    expect(fact({ call_outcome: 'answered', ...given })).toMatchObject({ values: { private: kept } });
  });
});
