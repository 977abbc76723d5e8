/**
 * A decision with its ranked list: who is proposed and why, what a yes does, who has voted, and how to answer in words.
 * The same message after the decision: no buttons that decide, but who decided what, and what can still be done.
 */

import { effectOf, firstRings } from '../../projections/gate-effect.ts';
import { type Candidate, candidatesOf, excludedOf } from '../../projections/merge-ranking.ts';
import type { GateView, MissionView, RowView } from '../../projections/mission-view.ts';
import { hasAnswer, peopleIn } from '../../projections/who-counts.ts';
import type { Block, Button, Card, Text } from '../card.ts';
import { quoted } from '../quoted.ts';
import { doubtLines, personLines, scoreLines } from '../result-marks.ts';
import { moment } from '../times.ts';
import {
  actorName,
  button,
  type CardOptions,
  count,
  listText,
  lockLine,
  peopleText,
  personName,
  possessive,
  shorten,
  someOf,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { kindWords } from './gate-kinds.ts';
import { entryOf, line, quietLine, theirsOf, whyNot } from './mission-parts.ts';

const RESERVE_SHOWN = 3;

export function decisionCard(view: MissionView, gate: GateView, now: number, options: CardOptions): Card {
  const round = view.rounds.findIndex((one) => one.id === gate.round);
  const asked = peopleIn(view, gate.round).length;
  const answered = peopleIn(view, gate.round).filter((row) => hasAnswer(row, gate.round)).length;
  const words = kindWords(view, gate);
  return {
    kind: 'card',
    state: 'DECISION NEEDED',
    name: view.brief.name,
    ref:
      words === undefined
        ? `${view.id} · round ${round + 1} · list ${gate.list}`
        : gate.list === 1
          ? view.id
          : `${view.id} · list ${gate.list}`,
    sandbox: view.sandbox,
    headline: words?.headline ?? [
      { bold: `${answered} of ${asked} answered.` },
      ` ${gate.proposed.length} proposed for round ${round + 2}.`,
    ],
    blocks: [
      ...(words?.blocks ?? listBlocks(view, gate)),
      ...effectLines(view, gate, now, options),
      voteFacts(view, gate, options),
      words === undefined ? hintLine(view, gate) : quietLine(`or reply: ${words.hint}`),
    ],
    next: nextLine(gate, now, options),
    buttons: words === undefined ? buttonsOf(view, gate) : [...words.buttons, ...readingButtons(view)],
    lock: lockLine(
      words === undefined
        ? `Decision needed: ${view.brief.name}, ${gate.proposed.length} of ${asked} proposed. Nobody is called without a yes`
        : `Decision needed: ${view.brief.name}. Nobody else is called without a yes`,
      view.sandbox,
    ),
  };
}

/** The ranked list: proposed, then the best of the others, then who has no answer. */
export function listBlocks(view: MissionView, gate: GateView): readonly Block[] {
  const fields = view.rounds.find((one) => one.id === gate.round)?.fields ?? [];
  const round = view.rounds.find((one) => one.id === gate.round);
  const ranking = new Map(round?.ranking.map((one) => [one.target, one]));
  const candidates = candidatesOf(view, gate);
  const proposed = candidates.filter((one) => one.proposed);
  const others = candidates.filter((one) => !one.proposed);
  const entry = ({ rank, row, proposed: isProposed }: Candidate) =>
    entryOf(String(rank), row, fields, {
      score: row.score,
      quiet: !isProposed,
      facts: [
        ...(row.removed === undefined ? [] : [`off the list: ${row.removed}`]),
        ...doubtLines(row, fields),
        ...scoreLines(ranking.get(row.target), fields),
        ...personLines(row),
      ],
    });
  const blocks: Block[] = [{ kind: 'entries', title: 'Proposed', entries: proposed.map(entry) }];
  if (others.length > 0) {
    blocks.push({ kind: 'entries', title: 'Not proposed', entries: others.slice(0, RESERVE_SHOWN).map(entry) });
  }
  const rest = restLine(view, gate, others.length - RESERVE_SHOWN);
  if (rest !== '') blocks.push(quietLine(rest));
  const formula = formulaOf(view, gate.round);
  return formula === '' ? blocks : [...blocks, quietLine(formula)];
}

const isOffList = ({ removed }: RowView): boolean => removed !== undefined;

/** Who is on no list, and why: answered when the list was made by hand, left out, without an answer, taken off. */
function restLine(view: MissionView, gate: GateView, more: number): string {
  const round = view.rounds.find((one) => one.id === gate.round);
  const listed = new Set([...gate.proposed, ...gate.reserve]);
  const others = view.rows.filter((row) => round?.targets.includes(row.target) === true && !listed.has(row.target));
  const [gone, here] = [others.filter(isOffList), others.filter((row) => !isOffList(row))];
  const answered = here.filter((row) => hasAnswer(row, gate.round));
  const [out, late] = [answered.filter(excludedOf), answered.filter((row) => excludedOf(row) === undefined)];
  const silent = here.filter((row) => !answered.includes(row));
  const some = (title: string, rows: readonly RowView[], textFor: (row: RowView) => string) =>
    rows.length === 0 ? [] : [`${title}: ${someOf(rows.map(textFor), 3)}`];
  return [
    ...(more > 0 ? [`${more} more with an answer`] : []),
    ...some('answered, not on this list', late, personName),
    ...some('left out', out, (row) => `${personName(row)} (by ${excludedOf(row)?.by.name})`),
    ...some('without an answer', silent, (row) => `${personName(row)} (${whyNot(row)})`),
    ...some('off the list', gone, (row) => `${personName(row)} (${row.removed})`),
  ].join(' · ');
}

/** `Score = price 40 % + time 30 %`; empty where nothing is ranked. */
export function formulaOf(view: MissionView, roundId: string): string {
  const spec = view.brief.rounds.find((one) => one.id === roundId);
  const total = (spec?.ranking ?? []).reduce((sum, rule) => sum + rule.weight, 0);
  if (spec === undefined || total <= 0) return '';
  const parts = spec.ranking.map((rule) => {
    const label = spec.fields.find((field) => field.name === rule.field)?.label ?? rule.field;
    return `${label.toLowerCase()} ${Math.round((100 * rule.weight) / total)} %`;
  });
  return `Score from 1 to 10 = ${parts.join(' + ')}, against the others of this round.`;
}

/** What a yes does, in calls, first ring and minutes. */
export function effectText(view: MissionView, targets: readonly string[], now: number, options: CardOptions): Text {
  const effect = effectOf(view, targets, now);
  const { rows } = firstRings(view, targets, now);
  const soon = effect.firstRingAt - now <= 3 * 60_000;
  const when: Text = soon
    ? ['the first one in a minute or two', theirsOf(effect.firstRingAt, rows, options)]
    : ['at the earliest ', moment(effect.firstRingAt, now, options.zone), theirsOf(effect.firstRingAt, rows, options)];
  return textOf(`${count(effect.calls, 'call')}, `, when, `, at most ${effect.maxMinutes} min on the phone`);
}

function effectLines(view: MissionView, gate: GateView, now: number, options: CardOptions): readonly Block[] {
  return [
    line(
      [{ bold: 'A yes does this: ' }],
      effectText(view, gate.proposed, now, options),
      '. Until the first one rings you can take it back.',
    ),
  ];
}

function voteFacts(view: MissionView, gate: GateView, options: CardOptions): Block {
  const yes = gate.votes.filter((vote) => vote.verdict === 'approve' && vote.list === gate.list);
  const others = gate.votes.filter((vote) => vote.verdict === 'approve' && vote.list !== gate.list);
  const asked = gate.deciders.map((id) => actorName(id, view, options)).filter((name) => name !== undefined);
  const people = peopleText(asked, gate.deciders.length - asked.length);
  const by = yes.length === 0 ? '' : ` (${listText(yes.map((vote) => vote.by.name))})`;
  const older = others.map(
    (vote) => ` ${possessive(vote.by.name)} yes was for list ${vote.list} and does not count for this one.`,
  );
  const votes: Text = [`${yes.length} of ${gate.quorum} needed${by} · asked: ${stopped(people)}${older.join('')}`];
  const objections = gate.objections.map((one) => ({
    label: 'Objection',
    text: [`${one.by.name}: ${quoted(shorten(withoutNumbers(one.said), 120))}`],
  }));
  return { kind: 'facts', rows: [{ label: 'Votes', text: votes }, ...objections] };
}

/** How to answer in words, with numbers that exist. */
function hintLine(view: MissionView, gate: GateView): Block {
  const candidates = candidatesOf(view, gate);
  const last = candidates.findLast((one) => one.proposed)?.rank;
  const reserve = candidates.find((one) => !one.proposed && one.row.removed === undefined)?.rank;
  const swap = last !== undefined && reserve !== undefined ? [`${reserve} instead of ${last}`] : [];
  const drop = last !== undefined && gate.proposed.length > 1 ? [`drop ${last}`] : [];
  return quietLine(`or reply: ${['approve', ...swap, ...drop, 'no, too expensive'].join(' · ')}`);
}

function nextLine(gate: GateView, now: number, options: CardOptions): Text {
  const reminder: Text =
    gate.remindAt > now ? ['Next: a reminder at ', moment(gate.remindAt, now, options.zone), '.'] : ['Next: it waits.'];
  return textOf(reminder, ' Without a yes nobody is called; silence is never a yes.');
}

function buttonsOf(view: MissionView, gate: GateView): readonly Button[] {
  const about = { about: 'gate', mission: view.id, gate: gate.gate, list: gate.list } as const;
  return [
    button('approve', about, `Approve list ${gate.list}`, { style: 'primary' }),
    button('change', about, 'Change the list'),
    button('reject', about, 'Reject'),
    button('object', about, 'Object'),
    ...readingButtons(view),
  ];
}

function readingButtons(view: MissionView): readonly Button[] {
  const mission = { about: 'mission', mission: view.id } as const;
  return [button('calls', mission, 'Read the calls'), button('csv', mission, 'Table (CSV)')];
}

/** The card of an older list, after a newer one took its place or the mission ended. */
export function outdatedCard(view: MissionView, gate: GateView, list: number, why: string): Card {
  return {
    kind: 'card',
    state: 'OUTDATED',
    name: view.brief.name,
    ref: `${view.id} · list ${list}`,
    sandbox: view.sandbox,
    headline: [why],
    blocks: [],
    next:
      gate.status === 'open' && view.endedAt === undefined && view.cancelledBy === undefined
        ? [`Next: list ${gate.list} is the one to answer.`]
        : ['Next: nothing here is to be answered.'],
    buttons: [],
    lock: lockLine(`${view.brief.name}: list ${list} is outdated`, view.sandbox),
  };
}
