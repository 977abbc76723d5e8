/** When it will be done, whether that is before the deadline, and the ways out where it is not. Pure. */
import type { CallingHours } from '../../missions/brief.ts';
import { type Fit, fits, type WayOut } from '../../missions/policies/fits.ts';
import { holidaysFor } from '../../missions/policies/holidays.ts';
import { type Prediction, predict } from '../../missions/policies/prediction.ts';
import type { Target } from '../../missions/target.ts';
import type { Button, Text } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { wayOutPart } from '../flow/way-out.ts';
import { dayOf, moment, whenText } from '../times.ts';
import { button, count, listText, textOf } from '../wording.ts';
import type { Fact } from './class-facts.ts';
import type { PreviewOptions } from './options.ts';

export interface Outlook {
  readonly prediction: Prediction;
  /** Only with a deadline. */
  readonly fit?: Fit;
  /** Calls at once that a verified account may have, where these would help. */
  readonly linesWanted?: number;
  /** What somebody is asked before it can go on; whenever that is answered decides about the rest. */
  readonly question?: string;
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
  const prediction = predict(asked);
  const fit = fits(asked);
  const question = questionOf(draft, targets.length);
  const daysOff = daysOffOf(hours, targets, now, fit?.prediction.endAt ?? prediction.endAt);
  return {
    prediction,
    ...(fit === undefined ? {} : { fit }),
    ...(fit !== undefined && helps(asked, fit) ? { linesWanted: VERIFIED_LINES } : {}),
    ...(question === undefined ? {} : { question }),
    daysOff,
  };
}

/** A new account may have 2 calls at once, a verified one 10. */
const VERIFIED_LINES = 10;

/** More lines would keep somebody from being left out, or let all tries be made. */
function helps(asked: Parameters<typeof fits>[0], fit: Fit): boolean {
  if (fit.fits === 'yes' || asked.lines >= VERIFIED_LINES) return false;
  const brief = { ...asked.brief, batchSize: VERIFIED_LINES };
  const better = fits({ ...asked, lines: VERIFIED_LINES, brief })?.fits;
  return better === 'yes' || (fit.fits === 'no' && better === 'once');
}

function questionOf({ tryFirst, rounds }: Draft, people: number): string | undefined {
  if (tryFirst !== undefined && tryFirst < people) return 'somebody looks at the first answers';
  return rounds.length > 1 ? 'somebody decides who is called again' : undefined;
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

/** A stretch this short is said as one moment. */
const SHORT_MS = 20 * 60_000;

/** `about Tue 15:40`, `about Tue 15:40, between 15:10 and Wed 10:00`. */
function aboutText({ endAt, endsBetween: { from, to } }: Prediction, { now, zone }: PreviewOptions): Text {
  const about = textOf('about ', [moment(endAt, now, zone)]);
  if (to - from <= SHORT_MS) return about;
  return textOf(about, ', between ', [moment(from, now, zone)], ' and ', [moment(to, now, zone)]);
}

/** ` Must be done by 18:00: it fits.` Behind the one number that matters, in the second line of the card. */
export function deadlineText(
  outlook: Outlook | undefined,
  draft: Draft,
  people: number,
  options: PreviewOptions,
): Text {
  const { deadlineAt } = draft;
  if (outlook?.fit === undefined || deadlineAt === undefined) return [];
  const by = moment(deadlineAt, options.now, options.zone);
  return [' Must be done by ', by, `: ${verdict(outlook.fit, people)}`];
}

function verdict({ fits: fit, waysOut }: Fit, people: number): string {
  if (fit === 'yes') return 'it fits.';
  if (fit === 'once') return 'everybody is called once, not everybody can be tried again.';
  const inTime = waysOut.find((way) => way.way === 'first')?.people;
  return inTime === undefined
    ? 'it does not fit.'
    : `${count(people - inTime, 'person', 'people')} would not be asked.`;
}

/** What no button can change. */
export function linesText(outlook: Outlook | undefined, lines: number): string | undefined {
  return outlook?.linesWanted === undefined
    ? undefined
    : `With ${outlook.linesWanted} calls at once it would be in time; your account allows ${lines}. Telnyx allows more once an account is verified (level 2).`;
}

export function doneFact(outlook: Outlook | undefined, draft: Draft, options: PreviewOptions): Fact | undefined {
  if (outlook === undefined) return undefined;
  const { prediction, question, fit } = outlook;
  const by = draft.deadlineAt;
  if (fit !== undefined && by !== undefined) return { label: 'Done', text: fitText(fit, by, question, options) };
  const then = question === undefined ? '.' : `; then ${question}.`;
  return { label: 'Done', text: textOf(aboutText(prediction, options), then) };
}

function fitText(
  { fits: fit, prediction }: Fit,
  by: number,
  question: string | undefined,
  options: PreviewOptions,
): Text {
  const { now, zone } = options;
  const deadline = [moment(by, now, zone)];
  const atOnce = question === undefined ? '' : ', if decisions are taken at once';
  switch (fit) {
    case 'yes':
      return textOf(aboutText(prediction, options), atOnce, '; that is before your deadline, ', deadline, '.');
    case 'once': {
      const once = [moment(prediction.calledOnceAt, now, zone)];
      const all = aboutText(prediction, options);
      return textOf(
        'at your deadline, ',
        deadline,
        '. Everybody is called once by ',
        once,
        ', but not all further tries fit: those would be over ',
        all,
        atOnce,
        '.',
      );
    }
    case 'no': {
      const all = [moment(prediction.calledOnceAt, now, zone)];
      return textOf(
        'at your deadline, ',
        deadline,
        '. It does not fit: not everybody is called by then, which would take until ',
        all,
        '.',
      );
    }
  }
}

/** Each with what it does, where it leads to stands on the next preview. */
export function wayOutButtons(
  draft: Draft,
  outlook: Outlook | undefined,
  { now, zone }: PreviewOptions,
): readonly Button[] {
  return (outlook?.fit?.waysOut ?? []).slice(0, MOST_WAYS).map((way) => {
    const subject = { about: 'draft', draft: draft.id, part: wayOutPart(way) } as const;
    return button('fit', subject, wayLabel(way, now, zone));
  });
}

/** On a card with other buttons. */
const MOST_WAYS = 3;

function wayLabel(way: WayOut, now: number, zone: string): string {
  switch (way.way) {
    case 'lines':
      return `${count(way.calls, 'call')} at once`;
    case 'hours':
      return `Call ${sayDays(way.hours.days)} ${sayHours(way.hours)}`;
    case 'tries':
      return way.retries === 0
        ? 'Call everybody once only'
        : `Try again ${way.retries === 1 ? 'once' : 'twice'} at most`;
    case 'first':
      return `Only the first ${way.people}`;
    case 'by':
      // A label is the same for everybody, so it says whose time it is.
      return `Done by ${whenText(way.at, now, zone)} (${cityOf(zone)})`;
  }
}

/** `Europe/Berlin` is Berlin to people. */
const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
