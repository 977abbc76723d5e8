/** The end of a mission: the best answer first, what was not learnt, who decided, what it took. Posted once, it rings. */
import { CALLBACK_MS } from '../../missions/callback/times.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { answeredTotal, calledTotal, peopleOf } from '../../projections/who-counts.ts';
import type { Block, Button, Card, Text } from '../card.ts';
import { because } from '../quoted.ts';
import { dayOf, duration, moment } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  factsOf,
  fieldsOf,
  listText,
  lockLine,
  personName,
  possessive,
  shorten,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { bookingFacts, bookingText } from './booking.ts';
import { classHeadline } from './class-words.ts';
import { line, quietLine, stillOutLine, takenOffLine } from './mission-parts.ts';
import { byHandFacts, type FactRow, toCheckFacts } from './result-facts.ts';
import { isRanked, listOf } from './result-groups.ts';
import { textLines } from './text-lines.ts';

const SHOWN = 8;

export function resultCard(view: MissionView, now: number, options: CardOptions): Card {
  const best = bestOf(view);
  return {
    kind: 'card',
    state: stateOf(view),
    name: view.brief.name,
    ref: `${view.id} · ${spanOf(view, options)}`,
    sandbox: view.sandbox,
    headline: headlineOf(view, best),
    blocks: blocksOf(view, options),
    next: textOf('Next: nothing more is called.', answeredUntil(view, now, options)),
    buttons: buttonsOf(view, best),
    lock: lockOf(view, best),
  };
}

/** People who find a missed call reach somebody (P36). */
function answeredUntil(view: MissionView, now: number, options: CardOptions): Text {
  const rang = view.rows.flatMap((row) => row.calls.flatMap((call) => (call.state === 'ended' ? [call.dueAt] : [])));
  if (rang.length === 0) return [];
  return [' Who calls back is answered until ', moment(Math.max(...rang) + CALLBACK_MS, now, options.zone), '.'];
}

/** The person the result recommends, else the best answer. */
export function bestOf(view: MissionView): RowView | undefined {
  const wanted = view.result?.recommended[0];
  return view.rows.find((row) => row.target === wanted && row.removed === undefined);
}

function stateOf(view: MissionView): string {
  switch (view.result?.reason) {
    case 'rejected':
      return 'ENDED, LIST REJECTED';
    case 'cancelled':
      return 'ENDED, STOPPED';
    case 'failed':
      return 'ENDED, NOT FINISHED';
    case 'deadline':
      return 'ENDED AT ITS DEADLINE';
    default:
      return view.result?.status === 'failed'
        ? 'ENDED, NO USEFUL ANSWER'
        : view.status === 'cancelled'
          ? 'ENDED, STOPPED'
          : 'DONE';
  }
}

function headlineOf(view: MissionView, best: RowView | undefined): Text {
  const counts = `${answeredTotal(view)} of ${count(peopleOf(view).length, 'person', 'people')} answered`;
  if (view.result?.reason === 'rejected') return [{ bold: 'Ended after the list was rejected.' }, ` ${counts}.`];
  const ofClass = view.status === 'cancelled' ? undefined : classHeadline(view, best);
  if (ofClass !== undefined) return textOf(ofClass, ` ${counts}.`);
  if (best === undefined || !isRanked(view)) return [{ bold: `${counts}.` }];
  const facts = factsOf(best, fieldsOf(view), 3).join(' · ');
  return [{ bold: stopped(`${personName(best)}${facts === '' ? '' : `: ${facts}`}`) }, ` ${counts}.`];
}

function lockOf(view: MissionView, best: RowView | undefined): string {
  const word = stateOf(view) === 'DONE' ? 'Done' : 'Ended';
  const booked = bookingText(view);
  if (booked !== undefined) return lockLine(`${word}: ${view.brief.name}, ${booked}`, view.sandbox);
  if (best === undefined || !isRanked(view)) {
    return lockLine(
      `${word}: ${view.brief.name}, ${answeredTotal(view)} of ${peopleOf(view).length} answered`,
      view.sandbox,
    );
  }
  return lockLine(`${word}: ${view.brief.name}. Recommended: ${personName(best)}`, view.sandbox);
}

function spanOf(view: MissionView, options: CardOptions): string {
  const from = dayOf(view.startedAt, options.zone);
  const to = dayOf(view.endedAt ?? view.changedAt, options.zone);
  return from === to ? from : `${from} – ${to}`;
}

function blocksOf(view: MissionView, options: CardOptions): readonly Block[] {
  const blocks: Block[] = [];
  if (options.repeats === true)
    blocks.push(quietLine('This repeats a message that may have been posted before a restart.'));
  blocks.push(...listOf(view, SHOWN));
  const facts = [
    ...bookingFacts(view),
    ...toCheckFacts(view),
    ...notLearnt(view),
    ...byHandFacts(view),
    ...decided(view),
    ...effort(view),
  ];
  blocks.push({ kind: 'facts', rows: facts });
  blocks.push(...textLines(view));
  const gone = takenOffLine(view);
  if (gone !== undefined) blocks.push(gone);
  const why = endedBecause(view);
  if (why !== undefined) blocks.unshift(line(why));
  const out = stillOutLine(view);
  return out === undefined ? blocks : [...blocks, out];
}

function endedBecause(view: MissionView): string | undefined {
  const by = view.cancelledBy;
  if (by === undefined) return undefined;
  const why = because(shorten(withoutNumbers(view.cancelledBecause ?? ''), 120));
  return `Stopped by ${by.name}${why}. What was learnt until then:`;
}

/** Required things nobody learnt, of the people the last round was about. */
function notLearnt(view: MissionView): readonly FactRow[] {
  // Once it is booked nothing is missing of those who were not needed.
  if (bookingText(view) !== undefined) return [];
  const last = view.rounds.findLast((round) => round.status === 'finished');
  const gaps = view.rows.flatMap((row) => {
    if (last === undefined || !last.targets.includes(row.target)) return [];
    const missing = last.fields.filter((field) => field.required && row.values[field.name] === undefined);
    if (missing.length === 0) return [];
    const what =
      missing.length === last.fields.length
        ? 'everything'
        : missing.map((field) => field.label.toLowerCase()).join(', ');
    return [`${personName(row)}: ${what}`];
  });
  if (gaps.length === 0) return [];
  const more = gaps.length > 3 ? ` · ${gaps.length - 3} more in the table` : '';
  return [{ label: 'Not learnt', text: [`${gaps.slice(0, 3).join(' · ')}${more}`] }];
}

function decided(view: MissionView): readonly FactRow[] {
  const rows = view.gates.flatMap((gate): FactRow[] => {
    if (gate.decidedBy === undefined) return [];
    const who = listText(gate.decidedBy.map((one) => one.name));
    const what = gate.status === 'rejected' ? 'list rejected' : `list ${gate.list}`;
    const objections =
      gate.objections.length === 0 ? '' : `. Objection by ${listText(gate.objections.map((one) => one.by.name))}`;
    const at = gate.decidedAt === undefined ? [] : [', ', { time: gate.decidedAt, style: 'day-time' } as const];
    return [{ label: 'Decided by', text: textOf(`${who}: ${what}`, at, objections) }];
  });
  return rows;
}

function effort(view: MissionView): readonly FactRow[] {
  const waited = view.gates.reduce(
    (sum, gate) => sum + ((gate.decidedAt ?? gate.openedAt ?? 0) - (gate.openedAt ?? 0)),
    0,
  );
  const wait = waited >= 60_000 ? `. Decision waited ${duration(waited)}` : '';
  const talk = view.talkSeconds === 0 ? '' : `, ${duration(view.talkSeconds * 1000)} on the phone`;
  const people = count(calledTotal(view), 'person', 'people');
  return [{ label: 'Effort', text: [`${people}, ${count(view.calls, 'call')}${talk}${wait}`] }];
}

function buttonsOf(view: MissionView, best: RowView | undefined): readonly Button[] {
  const mission = { about: 'mission', mission: view.id } as const;
  const show =
    best === undefined || best.details === undefined
      ? []
      : [
          button(
            'show-number',
            { about: 'person', mission: view.id, target: best.target },
            `Show ${possessive(shorten(personName(best), 24))} number`,
          ),
        ];
  return [
    button('csv', mission, 'Table (CSV)', { style: 'primary' }),
    ...show,
    button('calls', mission, 'Read the calls'),
    button('correct', mission, 'Correct a result'),
    button('again', mission, 'New mission like this'),
    button('save', mission, 'Save as template'),
  ];
}
