/** What is foretold of a draft, once for everything that its preview says. Pure. */
import type { CallingHours } from '../../missions/brief.ts';
import { type Fit, fitOf, type WayOut, waysOut } from '../../missions/policies/fits.ts';
import { holidaysFor } from '../../missions/policies/holidays.ts';
import { MOST_AT_ONCE } from '../../missions/policies/pacing.ts';
import { type Prediction, predict } from '../../missions/policies/prediction.ts';
import type { Target } from '../../missions/target.ts';
import type { Draft } from '../flow/draft.ts';
import { dayOf } from '../times.ts';
import { listText } from '../wording.ts';

/** What somebody is asked before it can go on. */
export type Question = 'first-answers' | 'call-again';

export interface Outlook {
  /** As it would go without a deadline. */
  readonly prediction: Prediction;
  /** Only with a deadline. */
  readonly fit?: Fit;
  readonly waysOut: readonly WayOut[];
  /** Calls at once that a verified account may have, where these would help. */
  readonly linesWanted?: number;
  /** Whenever that is answered decides about the rest. */
  readonly question?: Question;
  /** Days on which somebody of the list would be called if they were no holidays: `Thu 26 Nov (Thanksgiving Day)`. */
  readonly daysOff: readonly string[];
}

export interface OutlookInput {
  readonly draft: Draft;
  readonly targets: readonly Target[];
  /** With the holidays of the list. */
  readonly hours: CallingHours;
  /** Calls at once that the account allows. */
  readonly lines: number;
  readonly now: number;
}

export function outlookOf({ draft, targets, hours, lines, now }: OutlookInput): Outlook | undefined {
  if (targets.length === 0 || draft.rounds.length === 0) return undefined;
  const asked = { brief: { ...draft, hours }, targets, lines, now };
  const fit = fitOf(asked);
  const prediction = fit?.prediction ?? predict(asked);
  const question = questionOf(draft, targets.length);
  return {
    prediction,
    ...(fit === undefined ? {} : { fit }),
    waysOut: fit === undefined ? [] : waysOut(asked, fit),
    ...(fit !== undefined && helps(asked, fit) ? { linesWanted: MOST_AT_ONCE } : {}),
    ...(question === undefined ? {} : { question }),
    daysOff: daysOffOf(hours, targets, now, prediction.endAt),
  };
}

/** As many lines as a verified account may have would keep somebody from being left out, or let all tries be made. */
function helps(asked: Parameters<typeof fitOf>[0], { fits }: Fit): boolean {
  if (fits === 'yes' || asked.lines >= MOST_AT_ONCE) return false;
  const better = fitOf({ ...asked, lines: MOST_AT_ONCE, brief: { ...asked.brief, batchSize: MOST_AT_ONCE } })?.fits;
  return better === 'yes' || (fits === 'no' && better === 'once');
}

function questionOf({ tryFirst, rounds }: Draft, people: number): Question | undefined {
  if (tryFirst !== undefined && tryFirst < people) return 'first-answers';
  return rounds.length > 1 ? 'call-again' : undefined;
}

function daysOffOf(hours: CallingHours, targets: readonly Target[], now: number, until: number): readonly string[] {
  const regions = new Set(targets.map((target) => target.region));
  const found = holidaysFor(regions, hours.holidays ?? [], now, until).filter(({ date }) => {
    const day = Date.parse(`${date}T12:00:00Z`);
    return day > now - HALF_DAY_MS && day < until + HALF_DAY_MS && hours.days.includes(weekdayOf(day));
  });
  const byDay = Map.groupBy(found, (one) => `${one.date} ${one.name}`);
  return [...byDay.values()].map((days) => {
    const [first] = days;
    const where = regions.size > 1 ? days.flatMap((one) => one.region ?? []) : [];
    const name = [first?.name ?? '', where.length === 0 ? '' : `, ${listText(where)}`].join('');
    return `${dayOf(Date.parse(`${first?.date ?? ''}T12:00:00Z`), 'UTC')} (${name})`;
  });
}

const HALF_DAY_MS = 12 * 60 * 60_000;
const weekdayOf = (day: number): number => new Date(day).getUTCDay() || 7;
