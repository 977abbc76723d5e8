/** The end of a mission: the best answer first, what was not learnt, who decided, what it took. Posted once, it rings. */
import type { Field } from '../../missions/brief.ts';
import { mergedRanking, type RankedPerson } from '../../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Block, Button, Card, Entry, Text } from '../card.ts';
import { dayOf, duration } from '../times.ts';
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
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { entryOf, line, quietLine, stillOutLine, takenOffLine, whyNot } from './mission-parts.ts';

const SHOWN = 8;

export function resultCard(view: MissionView, _now: number, options: CardOptions): Card {
  const best = bestOf(view);
  return {
    kind: 'card',
    state: stateOf(view),
    name: view.brief.name,
    ref: `${view.id} · ${spanOf(view, options)}`,
    sandbox: view.sandbox,
    headline: headlineOf(view, best),
    blocks: blocksOf(view, options),
    next: ['Next: nothing more is called.'],
    buttons: buttonsOf(view, best),
    lock: lockOf(view, best),
  };
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
    default:
      return view.result?.status === 'failed'
        ? 'ENDED, NO USEFUL ANSWER'
        : view.status === 'cancelled'
          ? 'ENDED, STOPPED'
          : 'DONE';
  }
}

const ranked = (view: MissionView): boolean => view.brief.rounds.some((round) => round.ranking.length > 0);

function headlineOf(view: MissionView, best: RowView | undefined): Text {
  const counts = `${answeredTotal(view)} of ${count(view.rows.length, 'person', 'people')} answered`;
  if (view.result?.reason === 'rejected') return [{ bold: 'Ended after the list was rejected.' }, ` ${counts}.`];
  if (best === undefined || !ranked(view)) return [{ bold: `${counts}.` }];
  const facts = factsOf(best, fieldsOf(view), 3).join(' · ');
  return [{ bold: `${personName(best)}${facts === '' ? '' : `: ${facts}`}` }, `. ${counts}.`];
}

/** People with an answer in any round. */
export const answeredTotal = (view: MissionView): number => view.rows.filter(hasAnswer).length;

function lockOf(view: MissionView, best: RowView | undefined): string {
  const word = stateOf(view) === 'DONE' ? 'Done' : 'Ended';
  if (best === undefined || !ranked(view)) {
    return lockLine(
      `${word}: ${view.brief.name}, ${answeredTotal(view)} of ${view.rows.length} answered`,
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
  const facts = [...notLearnt(view), ...decided(view), ...effort(view)];
  blocks.push({ kind: 'facts', rows: facts });
  const gone = takenOffLine(view);
  if (gone !== undefined) blocks.push(gone);
  const why = endedBecause(view);
  if (why !== undefined) blocks.unshift(line(why));
  const out = stillOutLine(view);
  return out === undefined ? blocks : [...blocks, out];
}

/** The first `most` people of the result, and how many more there are. */
export function listOf(view: MissionView, most: number): readonly Block[] {
  const groups = resultGroups(view);
  let shown = 0;
  const blocks: Block[] = [];
  for (const { title, entries } of groups) {
    const some = entries.slice(0, most - shown);
    if (some.length === 0) continue;
    blocks.push({ kind: 'entries', ...(title === undefined ? {} : { title }), entries: some });
    shown += some.length;
  }
  const hidden = groups.reduce((sum, group) => sum + group.entries.length, 0) - shown;
  return hidden === 0 ? blocks : [...blocks, quietLine(`${hidden} more in the table.`)];
}

function endedBecause(view: MissionView): string | undefined {
  const by = view.cancelledBy;
  if (by === undefined) return undefined;
  const because =
    view.cancelledBecause === undefined ? '' : `: "${shorten(withoutNumbers(view.cancelledBecause), 120)}"`;
  return `Stopped by ${by.name}${because}. What was learnt until then:`;
}

interface ResultGroup {
  /** Which round's scores these are; absent where all are of one. Scores of different rounds do not compare. */
  readonly title?: string;
  readonly entries: readonly Entry[];
}

/** Everybody of the mission, best first, one line each; who was called again in vain keeps the earlier answer. */
function resultGroups(view: MissionView): readonly ResultGroup[] {
  const fields = fieldsOf(view);
  const merged = mergedRanking(view);
  const listed = new Set(merged.map((one) => one.row.target));
  const rest = view.rows.filter((row) => !listed.has(row.target));
  const answered = merged.filter((one) => hasAnswer(one.row)).map((one, index) => ({ ...one, rank: index + 1 }));
  const uncompared = rest.filter(hasAnswer);
  const silent = [...merged.map((one) => one.row), ...rest].filter((row) => !hasAnswer(row));
  const byRound = [...Map.groupBy(answered, (one) => one.round)];
  const groups = byRound.map(([round, people]) => ({
    title: roundTitle(view, round),
    entries: people.map((one) => withRound(view, one, rankedEntry(view, one, fields), byRound.length > 1)),
  }));
  const others = [
    ...uncompared.map((row) => entryOf('–', row, fields, { quiet: true })),
    ...silent.map((row) => entryOf('–', row, fields, { quiet: true, facts: [whyNot(row)] })),
  ];
  const all: readonly ResultGroup[] =
    others.length === 0 ? groups : [...groups, { title: 'Not ranked', entries: others }];
  return groups.length > 1 ? all : [{ entries: all.flatMap((group) => group.entries) }];
}

/** `round 1: 6.7`, where there are several: each round compares its own people only. */
function withRound(view: MissionView, { round }: RankedPerson, entry: Entry, several: boolean): Entry {
  if (!several || entry.score === undefined) return entry;
  return { ...entry, score: `round ${view.rounds.findIndex((one) => one.id === round) + 1}: ${entry.score}` };
}

const hasAnswer = (row: RowView): boolean => row.byRound?.some((round) => round.status === 'answered') === true;

function roundTitle(view: MissionView, id: string): string {
  const number = view.rounds.findIndex((round) => round.id === id) + 1;
  return number === view.rounds.length ? `Round ${number}` : `Round ${number} only`;
}

function rankedEntry(view: MissionView, one: RankedPerson, fields: readonly Field[]): Entry {
  const newest = one.row.byRound?.at(-1);
  const kept = newest !== undefined && newest.status !== 'answered';
  const number = view.rounds.findIndex((round) => round.id === newest?.round) + 1;
  const facts = kept ? [`round ${number}: ${whyNot(one.row)}. The earlier answers are kept`] : [];
  return entryOf(one.score === undefined ? '–' : String(one.rank), one.row, fields, {
    score: one.score,
    quiet: one.score === undefined,
    facts,
  });
}

type FactRow = { readonly label: string; readonly text: Text };

/** Required things nobody learnt, of the people the last round was about. */
function notLearnt(view: MissionView): readonly FactRow[] {
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
  const people = count(view.rows.length, 'person', 'people');
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
    button('again', mission, 'New mission like this'),
  ];
}
