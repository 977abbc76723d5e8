/** One note after the bot was away: from when to when, what rang meanwhile, what was moved. */
import type { MissionView } from '../../projections/mission-view.ts';
import type { Note } from '../card.ts';
import { duration, moment } from '../times.ts';
import { type CardOptions, count, someOf, stopped, textOf, withoutNumbers } from '../wording.ts';

export function downtimeNote(view: MissionView, now: number, options: CardOptions): Note | undefined {
  const { downtime } = view;
  if (downtime === undefined) return undefined;
  const { from, to, rang, moved, resumeFrom } = downtime;
  const meanwhile =
    rang.length === 0
      ? 'Nobody was called meanwhile.'
      : stopped(`Called meanwhile, as planned before: ${someOf(rang.map(withoutNumbers), 5)}`);
  const later =
    moved === 0
      ? ' No call had to be moved.'
      : textOf(
          ` ${count(moved, 'call')} ${moved === 1 ? 'was' : 'were'} moved and spread from `,
          [moment(resumeFrom, now, options.zone)],
          ' on.',
        );
  return {
    kind: 'note',
    text: textOf(
      [{ bold: 'I WAS AWAY' }],
      ` · ${view.brief.name}: from `,
      [moment(from, now, options.zone)],
      ' to ',
      [moment(to, now, options.zone)],
      ` (${duration(to - from)}). ${meanwhile}`,
      later,
    ),
    sandbox: view.sandbox,
  };
}
