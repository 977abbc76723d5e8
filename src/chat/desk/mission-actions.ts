/** What can be asked of or about one mission, the same by button and by command. */
import type { CallView, MissionView, RowView } from '../../projections/mission-view.ts';
import { outcomeWords } from '../../projections/outcome-words.ts';
import { evidenceText } from '../cards/evidence.ts';
import { liveCard } from '../cards/live-card.ts';
import { resultsCard, resultsCsv } from '../results.ts';
import { button, count, personName, quoteOf, shorten } from '../wording.ts';
import { canBeRead } from './read-call.ts';
import { command, note, optionsOf, post, type Replies, say, type Turn, whisper } from './turn.ts';

const CALLS_SHOWN = 12;

export const showStatus = (turn: Turn, view: MissionView): Replies =>
  post(turn, liveCard(view, turn.deps.now(), optionsOf(turn)));

/** The table on a card, and the same as a file. */
export const showResults = (turn: Turn, view: MissionView): Replies => [
  ...post(turn, resultsCard(view, turn.deps.now(), optionsOf(turn))),
  ...showCsv(turn, view),
];

export function showCsv(turn: Turn, view: MissionView): Replies {
  return post(
    turn,
    note(turn, `The table of ${view.id} "${view.brief.name}".`, {
      files: [resultsCsv(view, turn.deps.now(), turn.deps.lines())],
    }),
  );
}

export function pause(turn: Turn, view: MissionView, because: string): Promise<Replies> {
  return command(turn, view.id, { type: 'PauseMission', ...(because === '' ? {} : { because }) });
}

export const resume = (turn: Turn, view: MissionView): Promise<Replies> =>
  command(turn, view.id, { type: 'ResumeMission' });

export function cancel(turn: Turn, view: MissionView, because: string): Promise<Replies> {
  return command(turn, view.id, { type: 'CancelMission', ...(because === '' ? {} : { because }) });
}

/** What was done by a typed command is said where it was typed, unless that is the mission's own thread, which hears of it anyway. */
export async function naming(turn: Turn, view: MissionView, became: string, doing: Promise<Replies>): Promise<Replies> {
  const refused = await doing;
  const isHere = (await turn.deps.views.byThread(turn.place))?.id === view.id;
  if (refused.length > 0 || isHere) return refused;
  return say(turn, `${view.id} "${view.brief.name}" ${became}, by ${turn.actor.name}.`);
}

export function addNote(turn: Turn, view: MissionView, text: string): Promise<Replies> {
  return command(turn, view.id, { type: 'AddNote', note: text }, () =>
    say(turn, `Noted on ${view.id}, ${turn.actor.name}.`),
  );
}

export const lookAgain = (turn: Turn, view: MissionView): Promise<Replies> =>
  command(turn, view.id, { type: 'LookAgain' }, () => say(turn, `Looking again at ${view.id} now.`));

/** Everybody who was called, newest first, with a button for each talk there is. */
export function showCalls(turn: Turn, view: MissionView): Replies {
  const calls = view.rows
    .flatMap((row) => row.calls.map((call) => ({ row, call })))
    .filter(({ call }) => call.outcome !== undefined || call.state === 'in-progress')
    .sort((a, b) => b.call.dueAt - a.call.dueAt);
  if (calls.length === 0) return say(turn, `No call of ${view.id} has ended yet.`);
  const entries = calls.slice(0, CALLS_SHOWN).map(({ row, call }) => entryOf(row, call));
  const talks = calls.filter(({ row, call }) => canBeRead(turn, row, call)).slice(0, CALLS_SHOWN);
  const buttons = talks.map(({ row, call }) =>
    button('read-call', { about: 'call', mission: view.id, call: call.call }, readLabel(view, row, call)),
  );
  const title =
    calls.length > CALLS_SHOWN
      ? `The last ${CALLS_SHOWN} of ${count(calls.length, 'call')}`
      : count(calls.length, 'call');
  return post(turn, note(turn, `${title} of ${view.id}.`, { blocks: [{ kind: 'entries', entries }], buttons }));
}

/** Somebody may have been talked to in both rounds, or twice in one: no two buttons say the same. */
function readLabel(view: MissionView, row: RowView, call: CallView): string {
  const name = `Read ${shorten(personName(row), 30)}`;
  const round = view.rounds.length < 2 ? '' : `, round ${view.rounds.findIndex((one) => one.id === call.round) + 1}`;
  return `${name}${round}${call.attempt > 1 ? `, try ${call.attempt}` : ''}`;
}

function entryOf(row: RowView, call: CallView) {
  const quote = quoteOf(call);
  return {
    mark: '·',
    title: personName(row),
    facts: [
      call.outcome === undefined ? 'on the phone' : outcomeWords(call.outcome),
      ...(call.attempt > 1 ? [`try ${call.attempt}`] : []),
      ...(call.seconds === undefined ? [] : [`${call.seconds} s`]),
      ...(call.outcome === 'PersonAnswered' ? [] : [evidenceText(call) ?? []].flat()),
    ],
    ...(quote === undefined || call.outcome !== 'PersonAnswered' ? {} : { quote }),
  };
}

export function showNumber(turn: Turn, view: MissionView, target: string): Replies {
  const row = view.rows.find((one) => one.target === target);
  const phone = row?.details?.phone;
  if (row === undefined || phone === undefined) return whisper(turn, 'That number is not kept any more.');
  return whisper(turn, `${row.name}: ${phone}`);
}

export const settleCall = (turn: Turn, view: MissionView, call: string, retry: boolean): Promise<Replies> =>
  command(turn, view.id, { type: 'SettleCall', call, retry }, () =>
    say(turn, retry ? 'They are called once more.' : 'They are not called again.'),
  );
