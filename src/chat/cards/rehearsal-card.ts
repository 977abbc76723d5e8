/**
 * "Call me first": what came of the call to one's own phone. Field by field what was understood, so that a question that
 * does not work is mended before anybody else hears it.
 */
import type { MissionEvent } from '../../missions/event.ts';
import { isFact } from '../../missions/evolve.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { outcomeWords } from '../../projections/outcome-words.ts';
import type { Block, Note } from '../card.ts';
import { quoteOf, valueText, withoutNumbers } from '../wording.ts';
import { plainNote, talkNote } from './call-notes.ts';

const NOT_UNDERSTOOD = 'not understood: say it more clearly in the question, or it was not asked';

function understood(view: MissionView, row: RowView): Note {
  const fields = view.rounds[0]?.fields ?? [];
  const rows = fields.map((field) => {
    const value = row.values[field.name];
    return {
      label: field.label,
      text: [value === undefined ? NOT_UNDERSTOOD : withoutNumbers(valueText(field, value))],
    };
  });
  const known = fields.filter((field) => row.values[field.name] !== undefined).length;
  const quote = quoteOf(row);
  const blocks: Block[] = [
    { kind: 'facts', rows },
    ...(quote === undefined ? [] : [{ kind: 'quote' as const, text: quote }]),
  ];
  const headline = `${known} of ${fields.length} questions were understood. It counts for nothing: no result, no limit.`;
  return plainNote(view, [{ bold: 'Your own call' }, ` · ${headline}`], blocks);
}

/** What is shown for one record of a rehearsal: the talk in the sandbox, what was understood, or why it did not ring. */
export function rehearsalNotes(
  before: MissionView | undefined,
  view: MissionView,
  events: readonly MissionEvent[],
): readonly Note[] {
  return events.flatMap((event): readonly Note[] => {
    const row = view.rows[0];
    if (row === undefined) return [];
    if (event.type === 'TalkRecorded') return [talkNote(view, [event.call])].flatMap((note) => note ?? []);
    if (event.type === 'MissionHeld')
      return before?.holds?.some((one) => one.what === event.what) === true
        ? []
        : [plainNote(view, [{ bold: 'Your own call' }, ` · It cannot ring yet. ${event.reason}`])];
    if (!isFact(event)) return [];
    if (event.type === 'PersonAnswered') return [understood(view, row)];
    return [
      plainNote(view, [
        { bold: 'Your own call' },
        ` · ${outcomeWords(event.type)}. Nothing could be tried out; tap "Call me first" once more.`,
      ]),
    ];
  });
}
