/**
 * The labelled calls and quotes of test/fixtures/outcomes, and what the code makes of them. A label says what the case means;
 * it was written before the code was asked. Of the held-out ones nothing was learnt for the code.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Brief, Field, RoundSpec } from '../../src/missions/brief.ts';
import type { CallFact } from '../../src/missions/event.ts';
import { factOfEnd } from '../../src/missions/outcome/line.ts';
import { factOfInsight } from '../../src/missions/outcome.ts';
import { doubts } from '../../src/missions/results/doubts.ts';
import { saidField } from '../../src/missions/schema.ts';

/** As a person would name them, best first. */
export const MEANINGS: Readonly<Record<CallFact['type'], string>> = {
  PersonAnswered: 'answered',
  CalleeAskedForCallback: 'call-back',
  NothingLearnt: 'nothing-learnt',
  WrongPersonReached: 'wrong-person',
  VoicemailReached: 'voicemail',
  MenuNotPassed: 'menu',
  CalleeRefused: 'refused',
  CalleeOptedOut: 'opted-out',
  CallWentUnanswered: 'rang-out',
  LineWasBusy: 'busy',
  CallNeverRang: 'never-rang',
  CallFailed: 'failed',
  CallCanceled: 'canceled',
  CallBecameUnknown: 'unknown',
};

const value = z.union([z.string(), z.number(), z.boolean()]);
const calls = z.array(
  z.strictObject({
    means: z.enum(Object.values(MEANINGS) as [string, ...string[]]),
    because: z.string(),
    round: z.string(),
    line: z.string(),
    errors: z.array(z.string()).optional(),
    insight: z.record(z.string(), value).optional(),
  }),
);
const field = z.strictObject({
  name: z.string(),
  label: z.string(),
  type: z.enum(['text', 'number', 'boolean']),
  question: z.string(),
  required: z.boolean(),
  unit: z.string().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
});
const told = z.strictObject({ value: z.number(), said: z.string() });
const quotes = z.strictObject({
  asked: z.record(
    z.string(),
    z.strictObject({
      field,
      mandate: z
        .strictObject({ field: z.string(), min: z.number(), max: z.number(), nameCompetitor: z.boolean() })
        .exactOptional(),
      others: z.array(told),
    }),
  ),
  quotes: z.array(
    z.strictObject({
      usable: z.boolean(),
      because: z.string(),
      asked: z.string(),
      value: z.number(),
      said: z.string(),
    }),
  ),
});

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/outcomes/${name}.json`, import.meta.url), 'utf8'));

export type Part = 'tuned' | 'held-out';

const roundOf = (fields: readonly Field[]): RoundSpec => ({
  id: 'round-1',
  purpose: 'enquiry',
  say: '',
  opening: '',
  fields,
  ranking: [],
});

export interface JudgedCall {
  readonly means: string;
  readonly read: string;
  readonly case: string;
}

export function judgedCalls(part: Part): readonly JudgedCall[] {
  const rounds = z.record(z.string(), z.array(field)).parse(read('rounds'));
  return calls.parse(read(part)).map((one) => {
    const fact = factOfEnd(one.line, one.errors ?? []) ?? factOfInsight(roundOf(rounds[one.round] ?? []), one.insight);
    return {
      means: one.means,
      read: MEANINGS[fact.type],
      case: `${one.because}: ${JSON.stringify(one.insight ?? one.line)}`,
    };
  });
}

export interface JudgedQuote {
  readonly usable: boolean;
  readonly believed: boolean;
  readonly case: string;
}

/** Each quote is the last of its round, beside others that nothing is wrong with. */
export function judgedQuotes(part: Part): readonly JudgedQuote[] {
  const { asked, quotes: all } = quotes.parse(read(part === 'tuned' ? 'quotes' : 'quotes-held-out'));
  return all.flatMap((one) => {
    const context = asked[one.asked];
    if (context === undefined) return [];
    const { field: about, mandate, others } = context;
    const rows = [...others, one].map((row, index) => ({
      target: `t${index + 1}`,
      values: { [about.name]: row.value, [saidField(about.name)]: row.said },
    }));
    const brief: Pick<Brief, 'mandate' | 'action'> = mandate === undefined ? {} : { mandate };
    const why = doubts(brief, roundOf([about]), rows)
      .get(`t${rows.length}`)
      ?.get(about.name);
    const text = `${one.value} ${about.unit ?? ''}, "${one.said}" (${one.because}): ${why ?? 'believed'}`;
    return [{ usable: one.usable, believed: why === undefined, case: text }];
  });
}
