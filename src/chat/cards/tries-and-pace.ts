/** How the live card tells of further tries, and of calling slower than was asked for. */

import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { outcomeWords } from '../../projections/outcome-words.ts';
import { nextTryOf } from '../../projections/tries.ts';
import { peopleOfRound } from '../../projections/who-counts.ts';
import type { Block, Text } from '../card.ts';
import { spacingText } from '../pace-words.ts';
import { moment } from '../times.ts';
import { type CardOptions, count, personName, textOf } from '../wording.ts';
import { line } from './mission-parts.ts';

const SHOWN = 3;

/** `. Acme Print: try 2 of 3, no answer 10:12`: the first few, each with how the last one went. */
export function triesText(view: MissionView, rows: readonly RowView[], now: number, options: CardOptions): Text {
  const people = peopleOfRound(view).length;
  const soonest = rows.toSorted((one, other) => (one.nextCallAt ?? 0) - (other.nextCallAt ?? 0));
  const told = soonest.slice(0, SHOWN).flatMap((row): Text[] => {
    const next = nextTryOf(row, view.brief, people);
    if (next === undefined) return [];
    const words = `${personName(row)}: try ${next.nth} of ${next.of}, ${outcomeWords(next.after)} `;
    return [textOf(words, [moment(next.lastAt, now, options.zone)])];
  });
  return told.flatMap((one, index) => [index === 0 ? '. ' : ' · ', ...one]);
}

/** R253 in plain words; nothing while it is as fast as was asked for. */
export function paceLine({ pace }: MissionView, now: number, options: CardOptions): Block | undefined {
  if (pace === undefined || pace.until <= now) return undefined;
  const slow = `${count(pace.batchSize, 'call')} at a time, ${spacingText(pace.spacingSecs)} apart`;
  return line(
    `The phone service asked us to slow down: ${slow}, until about `,
    [moment(pace.until, now, options.zone)],
    '.',
  );
}
