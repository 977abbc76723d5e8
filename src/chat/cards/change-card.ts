/** A changed list as it was understood, in names and facts. It counts for nothing until its author confirms it. */
import { candidatesOf } from '../../projections/merge-ranking.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import type { Block, Card, Entry, Text } from '../card.ts';
import {
  button,
  type CardOptions,
  count,
  isYou,
  listText,
  lockLine,
  personName,
  shorten,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { effectText } from './decision-card.ts';
import { entryOf, line, quietLine } from './mission-parts.ts';

/** Undefined when no change waits for its author. */
export function changeCard(view: MissionView, gate: GateView, now: number, options: CardOptions): Card | undefined {
  const change = gate.pendingChange;
  if (change === undefined) return undefined;
  const about = { about: 'gate', mission: view.id, gate: gate.gate, list: gate.list } as const;
  const names = change.targets
    .map((id) => view.rows.find((row) => row.target === id))
    .flatMap((row) => (row === undefined ? [] : [personName(row)]));
  return {
    kind: 'card',
    state: 'NOT COUNTED YET',
    name: view.brief.name,
    ref: `${view.id} · list ${gate.list + 1}`,
    sandbox: view.sandbox,
    headline: [
      { bold: `${change.by.name}, I read "${shorten(withoutNumbers(change.said), 120)}" as list ${gate.list + 1}: ` },
      stopped(listText(names)),
    ],
    blocks: [...diffBlocks(view, gate), effectLine(view, gate, now, options), ...votesLost(gate)],
    next: [`Next: only ${change.by.name} can confirm. Without an answer nothing changes and nobody is called.`],
    buttons: [
      button('confirm-list', about, `Yes, list ${gate.list + 1}`, { style: 'primary' }),
      button('drop-list', about, `No, leave list ${gate.list}`),
      button('change', about, 'Change by hand'),
    ],
    lock: lockLine(`Please confirm your change to ${view.brief.name} (not counted yet)`, view.sandbox),
  };
}

function diffBlocks(view: MissionView, gate: GateView): readonly Block[] {
  const change = gate.pendingChange;
  const fields = view.rounds.find((one) => one.id === gate.round)?.fields ?? [];
  const candidates = candidatesOf(view, gate);
  const wanted = new Set(change?.targets);
  const entries = (wantedNow: boolean, proposed: boolean): readonly Entry[] =>
    candidates
      .filter((one) => wanted.has(one.row.target) === wantedNow && one.proposed === proposed)
      .map((one) => entryOf(String(one.rank), one.row, fields, { score: one.row.score }));
  const stay = candidates.filter((one) => wanted.has(one.row.target) && one.proposed);
  const blocks: Block[] = [];
  const out = entries(false, true);
  const added = entries(true, false);
  if (out.length > 0) blocks.push({ kind: 'entries', title: 'Out', entries: out });
  if (added.length > 0) blocks.push({ kind: 'entries', title: 'In', entries: added });
  if (stay.length > 0)
    blocks.push(line(`Stay: ${stay.map((one) => `${one.rank} ${personName(one.row)}`).join(' · ')}`));
  return blocks;
}

/** What the change does to the calls a yes causes. */
function effectLine(view: MissionView, gate: GateView, now: number, options: CardOptions): Block {
  const targets = gate.pendingChange?.targets ?? [];
  const before = gate.proposed.length;
  const same: Text = targets.length === before ? [' (as many as before)'] : [` (before: ${count(before, 'call')})`];
  return line([{ bold: 'It would do this: ' }], effectText(view, targets, now, options), same, '.');
}

function votesLost(gate: GateView): readonly Block[] {
  const lost = gate.votes.filter((vote) => vote.verdict === 'approve' && vote.by.id !== gate.pendingChange?.by.id);
  if (lost.length === 0) return [];
  const who = listText(lost.map((vote) => vote.by.name));
  const they = lost.length === 1 && !isYou(who) ? 'is' : 'are';
  return [
    quietLine(textOf(`With list ${gate.list + 1} the yes of ${who} no longer counts; ${who} ${they} asked again.`)),
  ];
}
