/**
 * What a decision card becomes once it is decided: who decided what, no button that decides. A yes can be taken back
 * until the first ring; a no leads on, it is never a dead end.
 */
import { candidatesOf } from '../../projections/merge-ranking.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import type { Block, Button, Card, Text } from '../card.ts';
import { quoted } from '../quoted.ts';
import { moment } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  listText,
  lockLine,
  personName,
  shorten,
  someOf,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { effectText } from './decision-card.ts';
import { kindWords } from './gate-kinds.ts';
import { line, stillOutLine } from './mission-parts.ts';

export function decidedCard(view: MissionView, gate: GateView, now: number, options: CardOptions): Card {
  const approved = gate.status === 'approved';
  const who = listText((gate.decidedBy ?? []).map((one) => one.name));
  const at: Text = gate.decidedAt === undefined ? [] : [', ', moment(gate.decidedAt, now, options.zone)];
  const words = kindWords(view, gate);
  const verdict = approved
    ? `${who} ${words?.yes ?? `approved list ${gate.list}`}`
    : `${who} ${words?.no ?? `rejected list ${gate.list}`}`;
  return {
    kind: 'card',
    state: approved ? 'APPROVED' : 'REJECTED',
    name: view.brief.name,
    ref: words === undefined ? `${view.id} · list ${gate.list}` : view.id,
    sandbox: view.sandbox,
    headline: textOf([{ bold: verdict }], at, '.'),
    blocks: [...reasonLines(view, gate), ...outLines(view)],
    next: nextOf(view, gate, now, options),
    buttons: approved ? undoButtons(view, gate) : waysOn(view, gate),
    lock: lockLine(`${view.brief.name}: ${verdict}`, view.sandbox),
  };
}

function reasonLines(view: MissionView, gate: GateView): readonly Block[] {
  const names = gate.proposed
    .map((id) => view.rows.find((row) => row.target === id))
    .flatMap((row) => (row === undefined ? [] : [personName(row)]));
  const list = line(stopped(`${gate.status === 'approved' ? 'Goes on with' : 'It was'}: ${someOf(names, 8)}`));
  const reason =
    gate.rejectReason === undefined ? [] : [line(`Reason: ${quoted(shorten(withoutNumbers(gate.rejectReason), 160))}`)];
  const objections = gate.objections.map((one) =>
    line(`Objection by ${one.by.name}: ${quoted(shorten(withoutNumbers(one.said), 120))}`),
  );
  return [list, ...reason, ...objections];
}

function outLines(view: MissionView): readonly Block[] {
  const out = stillOutLine(view);
  return out === undefined ? [] : [out];
}

function nextOf(view: MissionView, gate: GateView, now: number, options: CardOptions): Text {
  if (view.endedAt !== undefined || view.cancelledBy !== undefined) return ['Next: nothing more is called.'];
  if (gate.status === 'rejected' && gate.kind === 'double-booking') return ['Next: the mission ends; both stand.'];
  if (gate.status === 'rejected')
    return ['Next: nothing is called until somebody chooses a way on. Nobody is asked by itself.'];
  if (!gate.canUndo) return ['Next: the calls go on by themselves; the card above follows them.'];
  return textOf('Next: ', effectText(view, gate.proposed, gate.decidedAt ?? now, options), '.');
}

function undoButtons(view: MissionView, gate: GateView): readonly Button[] {
  if (!gate.canUndo) return [];
  const about = { about: 'gate', mission: view.id, gate: gate.gate, list: gate.list } as const;
  return [button('undo', about, `Undo: hold back ${count(gate.proposed.length, 'call')}`)];
}

/** After a no: the next of the list, another list, ask again, end with what is known. */
function waysOn(view: MissionView, gate: GateView): readonly Button[] {
  if (!gate.canUndo) return [];
  const about = { about: 'gate', mission: view.id, gate: gate.gate, list: gate.list } as const;
  const next = nextOfList(view, gate);
  return [
    button('change', about, gate.kind === 'trial' ? 'Call only some' : 'Choose another list', { style: 'primary' }),
    ...(next.length === 0 ? [] : [button('next-list', about, `Take the next ${next.length} instead`)]),
    button('undo', about, 'Ask again'),
    button('end-here', about, 'End with what is known'),
  ];
}

/** As many of the best not proposed as the rejected list had; what `next-list` proposes. */
export const nextOfList = (view: MissionView, gate: GateView): readonly string[] =>
  candidatesOf(view, gate)
    .filter((one) => !one.proposed && one.row.removed === undefined)
    .slice(0, Math.max(1, gate.proposed.length))
    .map((one) => one.row.target);
