/** Mutants of the texts to who was not reached. */
import { type Mutant, mutant } from './mutant.ts';

const LEDGER = 'src/missions/ledger.ts';
const WHO = 'src/missions/texts/who.ts';
const DECIDE = 'src/missions/texts/decide.ts';
const TEXTS_TEST = 'test/missions/texts.test.ts';

export const textMutants: readonly Mutant[] = [
  mutant(
    'R126',
    'texts somebody on the do-not-call list',
    [
      LEDGER,
      "if (blocked) return { granted: false, why: 'blocked', reason: 'on the do-not-call list' };\n  if (hasText",
      "if (blocked && texts.length > 0) return { granted: false, why: 'blocked', reason: '' };\n  if (hasText",
    ],
    [TEXTS_TEST, 'R126 nobody on the do-not-call list, whoever asks'],
  ),
  mutant(
    'R126',
    'texts a person twice on one day',
    [LEDGER, 'if (!others.some((one) => one.date === date))', "if (!others.some((one) => one.date === ''))"],
    [TEXTS_TEST, 'R126 one text a day over all missions, on their own day; asking again gives the same answer'],
  ),
  mutant(
    'R126',
    'texts somebody who talked to us',
    [WHO, '(call.fact !== undefined && !IN_VAIN.has(call.fact.type) && !TELLS_NOTHING.has(call.fact.type))', 'false'],
    [TEXTS_TEST, 'R126 somebody who asked for a call after a try in vain is not texted'],
  ),
  mutant(
    'R126',
    'texts once more where nobody knows whether it arrived',
    [
      DECIDE,
      "if (news.refused === undefined) return [{ type: 'TextBecameUnknown', target, reason: trouble.reason }];",
      'if (news.refused === undefined) return planAgain(text, now, trouble.reason);',
    ],
    [TEXTS_TEST, 'R126 a failure that nobody knows: unclear, and never sent a second time'],
  ),
];
