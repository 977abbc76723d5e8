/** Said in the thread when somebody put a result right: who, what, why, and what follows from it. */
import type { MissionEvent } from '../../missions/event.ts';
import { mergedRanking } from '../../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Note } from '../card.ts';
import { because } from '../quoted.ts';
import { button, personName, shorten, someOf, stopped, valueText, withoutNumbers } from '../wording.ts';
import { plainNote } from './call-notes.ts';

type ResultEvent = Extract<
  MissionEvent,
  { type: 'ValueCorrected' | 'ResultExcluded' | 'ResultIncluded' | 'ResultAdded' }
>;

export const isResultEvent = (event: MissionEvent): event is ResultEvent =>
  event.type === 'ValueCorrected' ||
  event.type === 'ResultExcluded' ||
  event.type === 'ResultIncluded' ||
  event.type === 'ResultAdded';

export function correctionNote(
  before: MissionView | undefined,
  after: MissionView,
  event: ResultEvent,
  events: readonly MissionEvent[],
): Note | undefined {
  const row = after.rows.find((one) => one.target === event.target);
  if (row === undefined) return undefined;
  const follows = [placeText(before, after, row), ...consequences(after, events)].filter((text) => text !== '');
  const note = plainNote(after, [
    { bold: whatWasDone(before, after, row, event) },
    ` ${follows.map(stopped).join(' ')}`.trimEnd(),
  ]);
  const calls = row.calls.findLast((call) => call.outcome === 'PersonAnswered');
  if (calls === undefined) return note;
  return {
    ...note,
    buttons: [button('read-call', { about: 'call', mission: after.id, call: calls.call }, 'Read the call')],
  };
}

function whatWasDone(before: MissionView | undefined, after: MissionView, row: RowView, event: ResultEvent): string {
  const [who, name] = [event.by.name, personName(row)];
  const why = 'reason' in event ? because(shorten(withoutNumbers(event.reason.private ?? ''), 160)) : '';
  switch (event.type) {
    case 'ValueCorrected': {
      const field = after.rounds.find((one) => one.id === event.round)?.fields.find((one) => one.name === event.field);
      const old = before?.rows
        .find((one) => one.target === row.target)
        ?.byRound?.find((one) => one.round === event.round)?.values[event.field];
      const [was, is] = [old, event.value.private ?? undefined].map((value) =>
        value === undefined ? 'nothing' : field === undefined ? String(value) : valueText(field, value),
      );
      if (was === is) return stopped(`${who} confirmed ${name}: ${is}${why}`);
      return stopped(`${who} corrected ${name}: ${was} → ${is}${why}`);
    }
    case 'ResultExcluded':
      return stopped(`${who} left out ${name}${why}`);
    case 'ResultIncluded':
      return stopped(`${who} counted ${name} in again`);
    case 'ResultAdded':
      return stopped(`${who} told the answers of ${name}${why}`);
  }
}

const placeOf = (view: MissionView | undefined, row: RowView): number | undefined => {
  const found = view === undefined ? undefined : mergedRanking(view).find((one) => one.row.target === row.target);
  return found?.score === undefined ? undefined : found.rank;
};

function placeText(before: MissionView | undefined, after: MissionView, row: RowView): string {
  if (!after.brief.rounds.some((round) => round.ranking.length > 0)) return '';
  const [was, is] = [placeOf(before, row), placeOf(after, row)];
  if (was === is) return '';
  if (is === undefined) return 'They are not ranked any more';
  return was === undefined ? `They are no. ${is} now` : `They are no. ${is} now, were no. ${was}`;
}

/** What follows for an open list, for planned calls, for the report. */
function consequences(after: MissionView, events: readonly MissionEvent[]): readonly string[] {
  const list = events.find((event) => event.type === 'ListChanged');
  const taken = new Set(events.flatMap((event) => (event.type === 'TakeBackStarted' ? [event.call] : [])));
  const names = after.rows.filter((row) => row.calls.some((call) => taken.has(call.call))).map(personName);
  const gate = after.gates.find((one) => one.status === 'open' && one.kind === 'shortlist');
  return [
    list?.type === 'ListChanged'
      ? `The open list follows: it is list ${list.list} now, and votes for older lists no longer count`
      : gate !== undefined && gate.list > 1
        ? `List ${gate.list} stays as it is; its scores are new`
        : '',
    names.length === 0 ? '' : `Taken back, because it was planned with the old value: the call to ${someOf(names, 3)}`,
    events.some((event) => event.type === 'ReportRevised') ? 'The result was revised' : '',
  ];
}
