/**
 * From what was said on a completed call to what it means (playbook R137, R267, P43): `completed` alone is never a success,
 * the fields decide that every schema gets from us. Where they contradict each other the reading that disturbs nobody and
 * claims nothing is taken. The line's own part stands in outcome/line.ts.
 */
import type { RoundSpec } from './brief.ts';
import type { CallFact } from './event.ts';
import { isTold, learnt } from './outcome/learnt.ts';
import { callbackOf, flagOf, textOf } from './outcome/sloppy.ts';
import {
  asksForCall,
  isMachine,
  isMenu,
  isRefusal,
  isWrongPerson,
  type OutcomeWord,
  outcomeWordOf,
  saysNeverAgain,
} from './outcome/words.ts';
import type { Value, Values } from './terms.ts';

/** A completed call as its fields and words tell it. */
interface Reading {
  readonly outcome: OutcomeWord | undefined;
  readonly isVoicemail: boolean;
  readonly isOptOut: boolean;
  readonly callback: string | undefined;
  readonly words: string;
  readonly values: Values;
  /** What the mission needs was told. */
  readonly isAnswered: boolean;
}

/** A fact and the sign that decided. */
type Decided = readonly [CallFact, string];

function readingOf(round: RoundSpec, given: Values): Reading {
  const outcome = outcomeWordOf(given.call_outcome);
  const values = learnt(round, given);
  const needed = round.fields.filter((field) => field.required);
  const told = needed.filter((field) => isTold(field, values));
  // Without an outcome everything needed must be there; else that much of it that something was learnt.
  const isAnswered =
    needed.length === 0
      ? Object.keys(values).length > 0
      : outcome === undefined
        ? told.length === needed.length
        : told.length > 0;
  return {
    outcome,
    values,
    isAnswered,
    isVoicemail: flagOf(given.reached_voicemail) === true,
    isOptOut: flagOf(given.do_not_call) === true,
    callback: callbackOf(given.callback_time),
    words: textOf(given.callee_words) ?? '',
  };
}

/** The outcome leaves room for what the words say. */
const isOpen = ({ outcome }: Reading): boolean =>
  outcome === undefined || outcome === 'answered' || outcome === 'nothing_learnt';

const later = ({ callback }: Reading): CallFact => ({
  type: 'CalleeAskedForCallback',
  ...(callback === undefined ? {} : { when: callback }),
});

/** Never again comes before everything else; "call me next week" is not that, whatever the flag says. */
function neverAgain(call: Reading): Decided | undefined {
  if (saysNeverAgain(call.words)) return [{ type: 'CalleeOptedOut' }, 'Their words ask for no further call.'];
  if (call.outcome === 'opted_out') return [{ type: 'CalleeOptedOut' }, 'They asked not to be called again.'];
  if (!call.isOptOut) return undefined;
  if (asksForCall(call.words) && call.outcome !== 'refused')
    return [later(call), 'Marked as "do not call", but their words ask for another call.'];
  return [{ type: 'CalleeOptedOut' }, 'Marked as "do not call".'];
}

/** Nobody here may be called again: the wrong one, or one who does not want to. */
function notThem(call: Reading): Decided | undefined {
  if (call.outcome === 'wrong_person') return [{ type: 'WrongPersonReached' }, 'The wrong person was reached.'];
  if (isOpen(call) && isWrongPerson(call.words))
    return [{ type: 'WrongPersonReached' }, 'Their words say that it is the wrong person.'];
  if (call.outcome !== 'refused') return undefined;
  if (call.callback !== undefined && asksForCall(call.words) && !isRefusal(call.words))
    return [later(call), 'Marked as refused, but their words ask for another call.'];
  return [{ type: 'CalleeRefused' }, 'They did not want to talk.'];
}

function noPerson(call: Reading): Decided | undefined {
  if (call.isVoicemail || call.outcome === 'voicemail') {
    const against = call.outcome === 'answered' ? 'Marked as answered, but a machine took the call.' : undefined;
    return [{ type: 'VoicemailReached' }, against ?? 'A machine or mailbox took the call.'];
  }
  if (isOpen(call) && isMachine(call.words)) return [{ type: 'VoicemailReached' }, 'The words are those of a mailbox.'];
  if (call.outcome === 'menu') return [{ type: 'MenuNotPassed' }, 'It got stuck in a phone menu or a recording.'];
  if (isOpen(call) && !call.isAnswered && isMenu(call.words))
    return [{ type: 'MenuNotPassed' }, 'The words are those of a phone menu.'];
  if (call.outcome === 'no_answer') return [{ type: 'CallWentUnanswered' }, 'Nobody answered.'];
  return call.outcome === 'busy' ? [{ type: 'LineWasBusy' }, 'The line was busy.'] : undefined;
}

function talked(call: Reading): Decided {
  if (call.outcome === 'call_back') return [later(call), 'They asked to be called another time.'];
  if (call.isAnswered && call.outcome !== 'nothing_learnt') {
    const how =
      call.outcome === undefined ? 'How the call went was not filled in, but everything needed was told.' : '';
    return [{ type: 'PersonAnswered', values: { private: call.values } }, how || 'The right person answered.'];
  }
  if (call.callback !== undefined || asksForCall(call.words))
    return [later(call), 'Nothing was told, and they named another time.'];
  if (isRefusal(call.words)) return [{ type: 'CalleeRefused' }, 'Nothing was told, and their words refuse.'];
  if (call.isAnswered)
    return [{ type: 'NothingLearnt' }, 'Marked as "nothing learnt"; what stands beside it is not relied on.'];
  return [{ type: 'NothingLearnt' }, 'Somebody talked, but nothing of what is needed was told.'];
}

const WITH_WORDS: ReadonlySet<CallFact['type']> = new Set([
  'PersonAnswered',
  'WrongPersonReached',
  'CalleeRefused',
  'CalleeOptedOut',
  'CalleeAskedForCallback',
] as const);

const OUTCOME_FIELDS = ['call_outcome', 'reached_voicemail', 'do_not_call', 'callback_time', 'callee_words'];

/** What an answer keeps itself need not stand in its evidence. */
function fieldsShown(fact: CallFact, given: Values): Values {
  const all: readonly [string, Value][] = Object.entries(given);
  return Object.fromEntries(
    fact.type === 'PersonAnswered' ? all.filter(([name]) => OUTCOME_FIELDS.includes(name)) : all,
  );
}

/** The fact of a completed call from its structured answers; `undefined` = empty or failed (R193, P18). */
export function factOfInsight(round: RoundSpec, given: Values | undefined): CallFact {
  if (given === undefined)
    return { type: 'NothingLearnt', evidence: { private: { because: 'Nothing could be read from the call.' } } };
  const call = readingOf(round, given);
  const [fact, because] = neverAgain(call) ?? notThem(call) ?? noPerson(call) ?? talked(call);
  const evidence = { evidence: { private: { because, fields: fieldsShown(fact, given) } } };
  const words = WITH_WORDS.has(fact.type) && call.words !== '' ? { words: { private: call.words } } : {};
  return { ...fact, ...words, ...evidence };
}
