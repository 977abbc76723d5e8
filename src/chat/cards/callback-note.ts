/** Somebody called back: said at once in the mission's thread, and once more when it is known what they said (playbook P36). */
import type { CallFact, MissionEvent } from '../../missions/event.ts';
import { isFact } from '../../missions/evolve.ts';
import type { CallView, MissionView, RowView } from '../../projections/mission-view.ts';
import { outcomeWords } from '../../projections/outcome-words.ts';
import type { Note, Text } from '../card.ts';
import { moment } from '../times.ts';
import { button, type CardOptions, factsOf, fieldsOf, personName, quoteOf, stopped, textOf } from '../wording.ts';
import { plainNote } from './call-notes.ts';

const ended = (view: MissionView): string =>
  view.endedAt === undefined ? '' : ' The mission has ended; it is noted with its results.';

function callbackNote(view: MissionView, row: RowView): Note {
  const meanwhile = view.endedAt === undefined ? ' Meanwhile nobody calls them.' : '';
  return plainNote(view, [
    { bold: `${personName(row)} called back` },
    `. What was said is being read.${meanwhile}${ended(view)}`,
  ]);
}

/** When they are called again, where they are. */
function again(view: MissionView, row: RowView, now: number, options: CardOptions): Text {
  if (view.endedAt !== undefined || row.nextCallAt === undefined) return [];
  return textOf(' They are called again ', [moment(row.nextCallAt, now, options.zone)], '.');
}

function callbackFactNote(
  view: MissionView,
  row: RowView,
  call: CallView,
  fact: CallFact,
  now: number,
  options: CardOptions,
): Note {
  const facts = fact.type === 'PersonAnswered' ? factsOf(row, fieldsOf(view)) : [];
  const said = facts.length > 0 ? facts.join(' · ') : outcomeWords(fact.type);
  const quote = 'words' in fact && fact.words?.private !== undefined ? quoteOf(row) : undefined;
  const note = plainNote(
    view,
    textOf(
      [{ bold: `${personName(row)} called back` }, stopped(`: ${said}`)],
      again(view, row, now, options),
      ended(view),
    ),
    quote === undefined ? [] : [{ kind: 'quote', text: quote }],
  );
  const about = { about: 'call', mission: view.id, call: call.call } as const;
  return { ...note, buttons: [button('read-call', about, 'Read the call')] };
}

/** What an event of an inbound call says in the thread; an opt-out has a card of its own. */
export function callbackMessage(
  view: MissionView,
  event: MissionEvent,
  now: number,
  options: CardOptions,
): Note | undefined {
  const rowOf = (target: string): RowView | undefined => view.rows.find((row) => row.target === target);
  if (event.type === 'CallbackReceived') {
    const row = rowOf(event.target);
    return row === undefined ? undefined : callbackNote(view, row);
  }
  if (!isFact(event) || event.type === 'CalleeOptedOut') return undefined;
  const row = rowOf(event.target);
  const call = row?.calls.find((one) => one.call === event.call);
  return row === undefined || call?.inbound !== true
    ? undefined
    : callbackFactNote(view, row, call, event, now, options);
}
