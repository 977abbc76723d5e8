/** The last line of the live card: what happens next without anybody. */
import { assertNever } from '../../lib/assert-never.ts';
import { nextDueOf } from '../../projections/derive-view.ts';
import { goesOnByItself, waitsForNumber } from '../../projections/holds.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { NextCalls } from '../../projections/next-call.ts';
import { peopleOfRound } from '../../projections/who-counts.ts';
import type { Text } from '../card.ts';
import { callMoment, moment } from '../times.ts';
import { type CardOptions, personName, stopped, textOf, withoutNumbers } from '../wording.ts';
import { rejectedGate, stillToCall } from './mission-parts.ts';
import { nextText } from './text-lines.ts';

export function whatNext(view: MissionView, calls: NextCalls, now: number, options: CardOptions): Text {
  switch (view.status) {
    case 'starting':
      return ['Next: the assistant is being set up, then the first call is placed.'];
    case 'running':
    case 'waiting':
      return nextText(view, now, options) ?? nextCall(view, calls, now, options);
    case 'deciding':
      return rejectedGate(view) === undefined
        ? ['Next: nothing is called without a yes. The decision stands in the thread.']
        : ['Next: nothing is called. The list was rejected; the ways on stand in the thread.'];
    case 'held':
      if (waitsForNumber(view)) return ['Next: the first call, as soon as the number is free.'];
      if (goesOnByItself(view)) return ['Next: one call at a time; faster again by itself.'];
      return ['Next: no new call until this is cured; nobody is called by mistake meanwhile.'];
    case 'paused':
      return ['Next: nothing new is called until somebody resumes.'];
    case 'ending':
      return ['Next: the result, as soon as the last answers are read. Nobody new is called.'];
    case 'done':
    case 'failed':
    case 'cancelled':
      return ['Next: nothing more is called. The result stands below.'];
    default:
      return assertNever(view.status, 'status');
  }
}

/** Asked anew with the present time: hours may have closed since the last thing happened. */
function nextCall(view: MissionView, calls: NextCalls, now: number, options: CardOptions): Text {
  const { nextAt, nextBecause } = nextDueOf(view, now);
  if (nextAt === undefined) return withoutTime(view, calls, now, options);
  const who = peopleOfRound(view).filter((row) => calls.get(row.target)?.at === nextAt);
  const only = who.length === 1 ? who[0] : undefined;
  const name = only === undefined ? '' : ` to ${personName(only)}`;
  // The reason names the person; beside the name it would stand twice.
  const reason = only === undefined ? nextBecause : nextBecause?.replace(`${only.name}: `, '');
  const because = reason === undefined ? '' : ` (${withoutNumbers(reason)})`;
  const zones = [...new Set(who.flatMap((row) => row.details?.zones ?? []))];
  if (nextAt <= now) return textOf(stopped(`Next: call${name} now${because}`));
  return textOf('Next: call ', callMoment(nextAt, now, options.zone, zones), stopped(`${name}${because}`));
}

/** What comes next where no moment is known. */
function withoutTime(view: MissionView, calls: NextCalls, now: number, { zone }: CardOptions): Text {
  if (view.rounds[view.round]?.status === 'finished')
    return ['Next: the calls of the next round, as soon as they are set up.'];
  if (view.counts.onThePhone > 0) return ['Next: the answers of these calls, within minutes of their end.'];
  if (stillToCall(view) === 0) return ['Next: the last answers are being read, then they are compared.'];
  const { deadlineAt } = view.brief;
  const nobodyInTime = calls.values().every((next) => next.at === undefined && next.about !== true);
  if (deadlineAt !== undefined && nobodyInTime)
    return textOf('Next: it ends at its deadline, ', [moment(deadlineAt, now, zone)], ', with what is known.');
  return ['Next: the next call, as soon as a line is free.'];
}
