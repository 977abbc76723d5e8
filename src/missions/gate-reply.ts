/**
 * Reads a plain reply in the thread of an open decision: tokens → mentions and phrases → clauses → outcome. A reply
 * counts only if every word of it is understood and all ways to read it agree; whatever else it is goes back as a
 * question. It knows no person, no clock and no other message; whether a reply may count at all is decided elsewhere.
 */
import { type Outcome, outcomeOf } from './gate-reply/change.ts';
import { readClauses } from './gate-reply/grammar.ts';
import { type Lexeme, readLexemes } from './gate-reply/lexemes.ts';
import { lookUp } from './gate-reply/lexicon.ts';
import { createMentionFinder } from './gate-reply/mentions.ts';
import type { Field, Offer } from './gate-reply/people.ts';
import { howToAnswer, isPlusOne, signAlone, troubleText, unreadable } from './gate-reply/question.ts';
import { reasonStart } from './gate-reply/refusal.ts';
import { cleanReply, type Token, tokenise } from './gate-reply/tokens.ts';
import type { GateList, GateReading, GateVerdict } from './gate-reply/verdict.ts';

/** Longer texts are letters, not answers. */
const MOST_CHARACTERS = 800;
const MOST_OFFERS = 3;
const QUESTION = /[?？؟⁇❓❔]|:question:|:grey_question:/u;

type Approval = Extract<Outcome, { is: 'approve' | 'reject' }>;
type Listing = Extract<Outcome, { is: 'list' }>;
type Problem = Extract<Outcome, { is: 'trouble' }>;

/** The verdict of a reply on the list it answers. Never throws; any text without one clear meaning is `ask`. */
export function readGateReply(text: string, gate: GateList): GateVerdict {
  const clean = cleanReply(text);
  if (clean.length > MOST_CHARACTERS)
    return { verdict: 'ask', question: `That is too long for me to read as an answer. ${howToAnswer(gate)}` };
  if (isPlusOne(clean)) return { verdict: 'ask', question: signAlone(gate) };
  const asked = QUESTION.test(clean);
  const tokens = tokenise(clean).filter((token) => !QUESTION.test(token.text));
  const names = [...gate.proposed, ...gate.reserve];
  const ordinary = (word: string) => lookUp(word) !== undefined;
  const cuts = readLexemes(tokens, createMentionFinder(names, ordinary));
  const field: Field = { proposed: gate.proposed.length, total: names.length, listNumber: gate.number ?? 1 };
  const outcomes = cuts.flatMap((lexemes) => readClauses(lexemes).map((reading) => outcomeOf(reading, field)));
  if (asked) return askedBack(outcomes, cuts[0] ?? [], clean, gate);
  if (outcomes.length > 0) return agreed(outcomes, gate);
  return (
    refusal(cuts, tokens, clean, names.length) ?? {
      verdict: 'ask',
      question: unreadable(cuts[0] ?? [], clean, false, gate),
    }
  );
}

function agreed(outcomes: readonly Outcome[], gate: GateList): GateVerdict {
  const plain = outcomes.filter((outcome): outcome is Approval => outcome.is === 'approve' || outcome.is === 'reject');
  const lists = distinctLists(outcomes);
  // A mere mention is the weakest reading: it gives way to a change of the list, never to a consent.
  const problems = outcomes.filter(
    (outcome): outcome is Problem => outcome.is === 'trouble' && !(outcome.why.trouble === 'bare' && lists.length > 0),
  );
  const [only] = lists;
  if (problems.length === 0 && lists.length === 0 && plain.length > 0) {
    if (plain.every((outcome) => outcome.is === 'approve')) return { verdict: 'approve' };
    if (plain.every((outcome) => outcome.is === 'reject')) return { verdict: 'reject' };
  }
  if (problems.length === 0 && plain.length === 0 && lists.length === 1 && only !== undefined)
    return { verdict: 'list', list: namesOf(only.people, gate) };
  const offers: readonly Offer[] = [
    ...lists.map((list): Offer => ({ what: 'all', people: list.people })),
    ...problems.flatMap((problem) => problem.offers),
  ];
  const problem = problems[0];
  const question =
    problem === undefined
      ? `I can read that in more than one way. ${howToAnswer(gate)}`
      : troubleText(problem.why, gate);
  return ask(question, offers, gate);
}

function distinctLists(outcomes: readonly Outcome[]): readonly Listing[] {
  const found = new Map<string, Listing>();
  for (const outcome of outcomes) if (outcome.is === 'list') found.set(outcome.people.join(), outcome);
  return [...found.values()];
}

function askedBack(
  outcomes: readonly Outcome[],
  lexemes: readonly Lexeme[],
  clean: string,
  gate: GateList,
): GateVerdict {
  const offers = distinctLists(outcomes).map((list): Offer => ({ what: 'all', people: list.people }));
  return ask(unreadable(lexemes, clean, true, gate), offers, gate);
}

function refusal(
  cuts: readonly (readonly Lexeme[])[],
  tokens: readonly Token[],
  clean: string,
  total: number,
): GateVerdict | undefined {
  const starts = cuts.map((lexemes) => reasonStart(lexemes, total));
  const [lexemes] = cuts;
  const [start] = starts;
  if (lexemes === undefined || start === undefined || starts.some((other) => other === undefined)) return undefined;
  const at = lexemes[start]?.at ?? 0;
  const reason = clean.slice(at).trim();
  return tokens.length > 0 && reason !== '' ? { verdict: 'reject', reason } : { verdict: 'reject' };
}

function namesOf(people: readonly number[], gate: GateList): readonly string[] {
  const names = [...gate.proposed, ...gate.reserve];
  return people.flatMap((person) => names[person] ?? []);
}

function ask(question: string, offers: readonly Offer[], gate: GateList): GateVerdict {
  const readings = new Map<string, GateReading>();
  for (const { what, people } of offers) {
    const list = namesOf(
      [...people].sort((a, b) => a - b),
      gate,
    );
    const key = list.join('\n');
    if (list.length > 0 && !readings.has(key)) readings.set(key, { label: labelOf(what, list), list });
  }
  const chosen = [...readings.values()].slice(0, MOST_OFFERS);
  return chosen.length === 0 ? { verdict: 'ask', question } : { verdict: 'ask', question, readings: chosen };
}

function labelOf(what: Offer['what'], list: readonly string[]): string {
  return what === 'first'
    ? `The first ${list.length}: ${list.join(', ')}`
    : `${list.length === 1 ? 'Only ' : ''}${list.join(', ')}`;
}
