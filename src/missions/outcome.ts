/**
 * From what the backend reports to what it means. `completed` alone is never a success: the insight decides (P43), and
 * the line's own status decides for calls nobody talked on (R134-R141).
 */
import type { RoundSpec } from './brief.ts';
import type { CallFact, Value, Values } from './event.ts';
import { type InsightOutcome, OUTCOMES } from './schema.ts';

const LIMIT_SIGNS = /channel limit|\bD1\b|\bD2\b|\bD3\b|\bD22\b/i;
const OWN_SIDE_SIGNS =
  /\bD13\b|\bD19\b|whitelist|insufficient funds|\b20100\b|outbound voice profile|not verified|\b2001[2-7]\b/i;

/** The fact of a call that ended without a talk; `undefined` when the insight has to tell. */
export function factOfEnd(status: string, errors: readonly string[]): CallFact | undefined {
  const detail = errors.join('; ');
  switch (status) {
    case 'completed':
      return undefined;
    case 'no-answer':
      return { type: 'CallWentUnanswered' };
    case 'busy':
      return { type: 'LineWasBusy' };
    case 'canceled':
      return { type: 'CallCanceled' };
    case 'failed':
      if (LIMIT_SIGNS.test(detail))
        return { type: 'CallNeverRang', detail: 'more calls at once than the account allows', limit: true };
      if (OWN_SIDE_SIGNS.test(detail)) return { type: 'CallNeverRang', detail, limit: false };
      return { type: 'CallFailed', detail };
    default:
      return { type: 'CallBecameUnknown', detail: `the phone service reports "${status}"` };
  }
}

const text = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const outcomeOf = (values: Values): InsightOutcome | undefined => OUTCOMES.find((one) => one === values.call_outcome);

/** A number that came as text; neither yes and no nor blanks are numbers. */
const NUMBER = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** The values of the round's own fields, with the right types; others are dropped. */
function learnt(round: RoundSpec, values: Values): Values {
  const kept = round.fields.flatMap((field): [string, Value][] => {
    const value = values[field.name];
    if (value === undefined || value === '') return [];
    if (field.type === 'number') {
      const number = typeof value === 'number' ? value : NUMBER.test(String(value)) ? Number(value) : Number.NaN;
      return Number.isFinite(number) ? [[field.name, number]] : [];
    }
    if (field.type === 'boolean') return typeof value === 'boolean' ? [[field.name, value]] : [];
    return [[field.name, String(value)]];
  });
  return Object.fromEntries(kept);
}

/** The fact of a completed call from its structured insight; `undefined` values = empty or failed insight (R193, P18). */
export function factOfInsight(round: RoundSpec, values: Values | undefined): CallFact {
  if (values === undefined) return { type: 'NothingLearnt' };
  const words = text(values.callee_words);
  const said = words === undefined ? {} : { words: { private: words } };
  if (values.do_not_call === true) return { type: 'CalleeOptedOut', ...said };
  switch (outcomeOf(values)) {
    case 'opted_out':
      return { type: 'CalleeOptedOut', ...said };
    case 'wrong_person':
      return { type: 'WrongPersonReached', ...said };
    case 'voicemail':
      return { type: 'VoicemailReached' };
    case 'menu':
      return { type: 'MenuNotPassed' };
    case 'refused':
      return { type: 'CalleeRefused', ...said };
    case 'call_back': {
      const when = text(values.callback_time);
      return { type: 'CalleeAskedForCallback', ...(when === undefined ? {} : { when }), ...said };
    }
    case 'nothing_learnt':
      return { type: 'NothingLearnt' };
    case 'answered':
    case undefined: {
      if (values.reached_voicemail === true) return { type: 'VoicemailReached' };
      const found = learnt(round, values);
      const missing = round.fields.some((field) => field.required && found[field.name] === undefined);
      if (Object.keys(found).length === 0 || (missing && outcomeOf(values) === undefined))
        return { type: 'NothingLearnt' };
      return { type: 'PersonAnswered', values: { private: found }, ...said };
    }
  }
}
