/** When everybody was called once, when all of it is done, and whether that is before the deadline. Pure. */
import type { Fit } from '../../missions/policies/fits.ts';
import type { Prediction } from '../../missions/policies/prediction.ts';
import type { Text } from '../card.ts';
import { verdict } from '../cards/deadline-words.ts';
import type { Draft } from '../flow/draft.ts';
import { callMoment, moment } from '../times.ts';
import { count, textOf } from '../wording.ts';
import type { Fact } from './class-facts.ts';
import type { PreviewOptions } from './options.ts';
import type { Outlook, Question } from './outlook.ts';

const QUESTIONS: Readonly<Record<Question, string>> = {
  'first-answers': 'somebody looks at the first answers',
  'call-again': 'somebody decides who is called again',
};

/** `40 people, first call 15:01 (9:01 theirs), everybody called once by about 15:50. Must be done by 18:00: it fits.` */
export function headline(draft: Draft, outlook: Outlook, options: PreviewOptions): Text {
  const { now, zone } = options;
  const { prediction, fit } = outlook;
  const people = count(draft.list?.targets.length ?? 0, 'person', 'people');
  const [first] = prediction.firstCalls;
  if (first === undefined) return [people];
  const begin = callMoment(first.at, now, zone, first.target.zones);
  const said = textOf(`${people}, first call `, begin, untilText(draft, outlook, options), '.');
  if (fit === undefined || draft.deadlineAt === undefined) return said;
  return textOf(said, ' Must be done by ', [moment(draft.deadlineAt, now, zone)], `: ${verdict(fit, draft)}`);
}

/** Nothing where not everybody is called: the deadline's own sentence says it. */
function untilText(draft: Draft, { prediction, fit, question }: Outlook, { now, zone }: PreviewOptions): Text {
  if (fit?.fits === 'no') return [];
  // It ends with whoever can do it.
  if (draft.class === 'action') return [', done by about ', moment(prediction.endAt, now, zone)];
  const who = fit === undefined && question === 'first-answers' ? `the first ${draft.tryFirst}` : 'everybody';
  return [`, ${who} called once by about `, moment(prediction.calledOnceAt, now, zone), ifAtOnce(fit, question)];
}

const ifAtOnce = (fit: Fit | undefined, question: Question | undefined): string =>
  fit === undefined || question === undefined ? '' : ', if decisions are taken at once';

/** A stretch this short is said as one moment. */
const SHORT_MS = 20 * 60_000;

/** `about Tue 15:40`, `about Tue 15:40, between 15:10 and Wed 10:00`. */
function aboutText({ endAt, endsBetween: { from, to } }: Prediction, { now, zone }: PreviewOptions): Text {
  const about = textOf('about ', [moment(endAt, now, zone)]);
  if (to - from <= SHORT_MS) return about;
  return textOf(about, ', between ', [moment(from, now, zone)], ' and ', [moment(to, now, zone)]);
}

export function doneFact(outlook: Outlook | undefined, draft: Draft, options: PreviewOptions): Fact | undefined {
  if (outlook === undefined) return undefined;
  const { prediction, question, fit } = outlook;
  const by = draft.deadlineAt;
  if (fit !== undefined && by !== undefined) return { label: 'Done', text: fitText(fit, by, draft, question, options) };
  const then = question === undefined ? '.' : `; then ${QUESTIONS[question]}.`;
  return { label: 'Done', text: textOf(aboutText(prediction, options), TRIES_TOO, then) };
}

const TRIES_TOO = ', further tries included';

function fitText(
  fit: Fit,
  by: number,
  { class: kind, maxRetries }: Draft,
  question: Question | undefined,
  options: PreviewOptions,
): Text {
  const { now, zone } = options;
  const deadline = [moment(by, now, zone)];
  const once = [moment(fit.prediction.calledOnceAt, now, zone)];
  const done = textOf(aboutText(fit.prediction, options), ifAtOnce(fit, question));
  switch (fit.fits) {
    case 'yes':
      return textOf(done, `${TRIES_TOO}; that is before your deadline, `, deadline, '.');
    case 'once':
      if (kind === 'action') return textOf(done, '. At your deadline, ', deadline, ', it ends, done or not.');
      if (maxRetries === 0) return textOf(done, '; the last talks may end after your deadline, ', deadline, '.');
      return textOf(
        ['at your deadline, ', ...deadline, '. Everybody is called once by ', ...once],
        [', but not all further tries fit: those would be over ', ...done, '.'],
      );
    case 'no':
      return textOf(
        ['at your deadline, ', ...deadline, '. It does not fit: to call everybody once would take until '],
        [...once, ifAtOnce(fit, question), '.'],
      );
  }
}

/** What no button can change. */
export function linesText(outlook: Outlook | undefined, lines: number): string | undefined {
  return outlook?.linesWanted === undefined
    ? undefined
    : `With ${outlook.linesWanted} calls at once it would be in time; your account allows ${lines}. It is allowed more once it is verified (level 2).`;
}
