/** Mutants of the retry tables. */
import { type Mutant, mutant } from './mutant.ts';

const RETRY = 'src/missions/policies/retry.ts';
const RETRY_TEST = 'test/missions/policies/retry.test.ts';
const ROWS_TEST = 'test/missions/rules/retries.test.ts';
const LEDGER = 'src/missions/ledger.ts';
const LEDGER_TEST = 'test/missions/ledger.test.ts';

export const retryMutants: readonly Mutant[] = [
  mutant(
    'R273',
    'calls once more than the person allowed',
    [RETRY, 'if (seen > limitOf(rule, tries) ||', 'if (seen > limitOf(rule, tries) + 1 ||'],
    [RETRY_TEST, 'R273 P24 a limit of the person counts retries, not dials, and may ask for more where nobody spoke'],
  ),
  mutant(
    'P24',
    'takes a limit of retries for one of dials',
    [RETRY, 'attempts > (maxRetries ?? USUAL_RETRIES)) return', 'attempts >= (maxRetries ?? USUAL_RETRIES)) return'],
    [RETRY_TEST, 'R273 P24 a limit of the person counts retries, not dials, and may ask for more where nobody spoke'],
  ),
  mutant(
    'R269',
    'counts each kind of failure by itself and goes on and on',
    [RETRY, ' || attempts > (maxRetries ?? USUAL_RETRIES)', ' || attempts > 99'],
    [RETRY_TEST, 'R269 R273 all kinds together never go beyond the limit, and nobody given up is rung again'],
  ),
  mutant(
    'R140',
    'calls again whoever was hung up on',
    [RETRY, 'if (!isRetryable(fact)) return undefined;', 'if (!isRetryable(fact)) return OWN_SIDE;'],
    ['test/missions/sweep.test.ts', 'R140 a call that was hung up elsewhere is given up, not dialled again'],
  ),
  mutant(
    'R276',
    'calls a hotline again after a minute',
    [RETRY, 'CallWentUnanswered: within(3, 15), // R276', 'CallWentUnanswered: within(3, 1),'],
    [ROWS_TEST, 'R276 R280 automated, no answer'],
  ),
  mutant(
    'R278',
    'calls a hotline once more than it should',
    [RETRY, 'CallFailed: within(2, 5), // R278', 'CallFailed: within(3, 5),'],
    [ROWS_TEST, 'R278 R280 automated, failed'],
  ),
  mutant(
    'R281',
    'calls a shop again after five minutes',
    [RETRY, '{ max: 3, gap: { least: 30, most: 120, otherTime: true } }, // R281', 'within(3, 5),'],
    [ROWS_TEST, 'R281 R285 service, no answer'],
  ),
  mutant(
    'R283',
    'leaves a shop one voicemail after the other',
    [RETRY, 'VoicemailReached: nextDay(1), // R283', 'VoicemailReached: nextDay(3),'],
    [ROWS_TEST, 'R283 service, voicemail: once more, on the next business day'],
  ),
  mutant(
    'R286',
    'calls a professional who does not answer five times',
    [RETRY, '{ max: 2, gap: { businessDays: 1, otherTime: true } }, // R286', '{ max: 5, gap: { businessDays: 1 } },'],
    [ROWS_TEST, 'R286 R290 professional, no answer: three dials on business days, at different times, over a weekend'],
  ),
  mutant(
    'R287',
    'calls a professional again after a voicemail',
    [RETRY, 'VoicemailReached: never, // R287', 'VoicemailReached: nextDay(1),'],
    [
      ROWS_TEST,
      'R287 professional, voicemail: no further call of ours; who has a message calls back or is called in another mission',
    ],
  ),
  mutant(
    'R288',
    'calls a busy professional again after ten minutes',
    [RETRY, 'LineWasBusy: within(2, 120, 240), // R288', 'LineWasBusy: within(2, 10),'],
    [ROWS_TEST, 'R288 R292 professional who asked to be called again, busy: 2 to 4 hours later on the same day'],
  ),
  mutant(
    'R289',
    'asks a professional the same three times',
    [RETRY, 'NothingLearnt: nextDay(1), // R289', 'NothingLearnt: nextDay(3),'],
    [ROWS_TEST, 'R289 R290 professional, nothing learnt: once more, on the next business day'],
  ),
  mutant(
    'R292',
    'plans a second call on the same day',
    ['src/missions/next-try.ts', 'countsAsTry(fact) && sameDay;', 'countsAsTry(fact) && false;'],
    [
      ROWS_TEST,
      'R288 R292 P47 professional, busy: the person comes before the row, so the next try is tomorrow and says why',
    ],
  ),
  mutant(
    'R292',
    'allows a professional to be rung twice a day',
    [RETRY, 'professional: 1,', 'professional: 2,'],
    [RETRY_TEST, 'R292 a professional is dialled once a day at most, others as their tables need'],
  ),
  mutant(
    'P47',
    'calls a professional again in the evening, because the mission may',
    [RETRY, "if (recipients !== 'professional' || asked) return hours;", 'return hours;'],
    [
      ROWS_TEST,
      'R293 P47 retries to professionals lie between 9:00 and 17:00 of their own day, however long the mission may call',
    ],
  ),
  mutant(
    'R292',
    'lets the ledger grant a second call a day',
    [
      LEDGER,
      '(person.calls[date] ?? 0) >= DAILY_LIMIT[command.recipients]',
      '(person.calls[date] ?? 0) > DAILY_LIMIT[command.recipients]',
    ],
    [LEDGER_TEST, 'R292 a professional once a day over all missions, by their own date, unless they asked'],
  ),
  mutant(
    'R287',
    'lets the ledger grant a call the day after a voicemail',
    [LEDGER, 'VOICEMAIL_REST_MS = 2 * DAY_MS', 'VOICEMAIL_REST_MS = DAY_MS'],
    [LEDGER_TEST, 'R287 after a voicemail a professional rests for two days, also for another mission'],
  ),
  mutant(
    'R250',
    'makes one call more at once than the account allows',
    [LEDGER, 'if (active.length >= lineLimit(', 'if (active.length > lineLimit('],
    [LEDGER_TEST, 'R250 never more calls at once than the account allows'],
  ),
];
