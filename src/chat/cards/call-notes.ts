/** Short posts in the mission's thread: talks of the sandbox, the first answer, the end of a round, who dropped out. */
import { isOpen } from '../../missions/policies/hours.ts';
import { mergedRanking } from '../../projections/merge-ranking.ts';
import type { MissionView, RoundView, RowView } from '../../projections/mission-view.ts';
import { peopleOfRound } from '../../projections/who-counts.ts';
import type { Block, Entry, Note, Text } from '../card.ts';
import { callMoment, moment } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  factsOf,
  personName,
  quoteOf,
  shorten,
  someOf,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { entryOf, quietLine, stillOutLine, whyNot } from './mission-parts.ts';
import { shownRank, shownScore } from './result-groups.ts';

const TURN_LENGTH = 240;
const SHOWN = 8;

export const plainNote = (view: MissionView, text: Text, blocks: readonly Block[] = []): Note => ({
  kind: 'note',
  text,
  ...(blocks.length === 0 ? {} : { blocks }),
  sandbox: view.sandbox,
});

/** The talks of these calls as bubbles; undefined when none of them was recorded. Sandbox only: real talks are opened by a tap. */
export function talkNote(view: MissionView, calls: readonly string[]): Note | undefined {
  if (!view.sandbox) return undefined;
  const blocks = view.rows.flatMap((row) =>
    row.calls
      .filter((call) => calls.includes(call.call))
      .flatMap((call): readonly Block[] => {
        if (call.talk === undefined || call.talk.length === 0) return [];
        const turns = call.talk.map((turn) => ({
          who: turn.who,
          text: shorten(withoutNumbers(turn.text), TURN_LENGTH),
        }));
        return [{ kind: 'talk', with: personName(row), turns }];
      }),
  );
  if (blocks.length === 0) return undefined;
  const first = blocks[0];
  const single =
    blocks.length === 1 && first?.kind === 'talk' ? `Call with ${first.with}` : count(blocks.length, 'call');
  return plainNote(view, [`${single}, simulated. Nobody real was called.`], blocks);
}

/** The first answer of a mission: proof that the questions work, before all are asked. */
export function firstAnswerNote(view: MissionView, row: RowView): Note {
  const fields = view.rounds[view.round]?.fields ?? [];
  const facts = factsOf(row, fields);
  const quote = quoteOf(row);
  const learnt = facts.length === 0 ? '' : `: ${facts.join(' · ')}`;
  return plainNote(
    view,
    [{ bold: 'First answer' }, stopped(`, from ${personName(row)}${learnt}`)],
    quote === undefined ? [] : [{ kind: 'quote', text: quote }],
  );
}

/** A round that ended without a decision after it, or whose decision is shown apart. */
export function roundNote(view: MissionView, round: RoundView): Note {
  const number = view.rounds.findIndex((one) => one.id === round.id) + 1;
  const ranked = mergedRanking({ rounds: [round], rows: view.rows });
  const answered = ranked.filter((one) => standingIn(one.row, round.id) === 'answered');
  const entries = answered
    .slice(0, SHOWN)
    .map(
      (one): Entry =>
        entryOf(String(shownRank(view, one) ?? '–'), one.row, round.fields, { score: shownScore(view, one) }),
    );
  const silent = ranked
    .filter((one) => standingIn(one.row, round.id) !== 'answered')
    .map((one) => `${personName(one.row)} (${whyNot(one.row)})`);
  const blocks: Block[] = entries.length === 0 ? [] : [{ kind: 'entries', entries }];
  if (answered.length > SHOWN) blocks.push(quietLine(`${answered.length - SHOWN} more in the table.`));
  if (silent.length > 0) blocks.push(quietLine(`Without an answer: ${someOf(silent, 5)}.`));
  const note = plainNote(
    view,
    [{ bold: `Round ${number} is done` }, `: ${answered.length} of ${round.targets.length} answered.`],
    blocks,
  );
  return { ...note, buttons: [button('csv', { about: 'mission', mission: view.id }, 'Table (CSV)')] };
}

const standingIn = (row: RowView, round: string): string | undefined =>
  row.byRound?.find((one) => one.round === round)?.status;

/** Somebody was taken off the list: fewer than approved, so nothing is asked anew. */
export function droppedNote(view: MissionView, row: RowView): Note {
  const stay = view.rows.filter((one) => one.removed === undefined).length;
  return plainNote(view, [
    `${stopped(`${personName(row)} is off the list: ${withoutNumbers(row.removed ?? 'taken off')}`)} ${stay === 0 ? 'Nobody stays' : count(stay, 'person stays', 'people stay')}; nothing has to be decided again.`,
  ]);
}

/** Paused, resumed or stopped: by whom, what was taken back, who is still on the phone. */
export function stopNote(view: MissionView, what: string, now: number, options: CardOptions): Note {
  const out = stillOutLine(view);
  const planned = view.rows
    .flatMap((row) => row.calls)
    .filter((call) => (call.state === 'handed-over' || call.state === 'intended') && !call.couldNotBeTakenBack);
  const pending = planned.length === 0 ? '' : ` ${count(planned.length, 'planned call')} being taken back.`;
  const taken = view.takenBack === 0 ? '' : ` ${count(view.takenBack, 'planned call')} taken back.`;
  const quiet = out === undefined ? ' Nobody is on the phone.' : '';
  return plainNote(
    view,
    textOf(`${what} `, [moment(now, now, options.zone)], `.${taken}${pending}${quiet}`),
    out === undefined ? [] : [out],
  );
}

/** Resumed: when the next call is due. */
export function resumedNote(view: MissionView, by: string, now: number, options: CardOptions): Note {
  const due = view.rows.filter((row) => row.nextCallAt === view.nextAt);
  // Just after a pause nobody has a time of their own yet: it is one of those whose hours are open then.
  const open = (row: RowView) =>
    isOpen(view.nextAt ?? now, row.details?.zones ?? [], view.brief.hours, row.details?.region);
  const next = due.length > 0 ? due : peopleOfRound(view).filter(open);
  const zones = [...new Set(next.flatMap((row) => row.details?.zones ?? []))];
  const when: Text =
    view.nextAt === undefined
      ? [' The next call goes out as soon as a line is free.']
      : textOf(' Next call ', callMoment(view.nextAt, now, options.zone, zones), '.');
  return plainNote(view, textOf(`Resumed by ${by}.`, when));
}

/** A call that a stop came too late for, said as soon as it is known. */
export const tooLateNote = (view: MissionView, rows: readonly RowView[]): Note =>
  plainNote(view, [
    `${stopped(`Too late to take back: ${someOf(rows.map(personName), 5)}`)} The phone rings or is about to; the call ends by itself and no other follows.`,
  ]);
