/**
 * The list of a decision as people name it: ranks and names to target ids and back. Two people of the same name are told
 * apart by their rank, so that a reply can never mean the wrong one.
 */
import type { GateList } from '../../missions/gate-reply/verdict.ts';
import type { TargetId } from '../../missions/target.ts';
import { candidatesOf } from '../../projections/merge-ranking.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import { listText, withoutNumbers } from '../wording.ts';

export interface NamedList extends GateList {
  /** Target ids in the order of `proposed` then `reserve`. */
  readonly ids: readonly TargetId[];
  /** The numbers on the card count 1, 2, 3 … through `proposed` and on through `reserve`; after a change they need not. */
  readonly inCardOrder: boolean;
}

/** In the order of the card, people who were taken off the list left out of the reserve. */
export function namedList(view: MissionView, gate: GateView): NamedList {
  const everybody = candidatesOf(view, gate).filter((one) => one.proposed || one.row.removed === undefined);
  const shown = [...everybody.filter((one) => one.proposed), ...everybody.filter((one) => !one.proposed)];
  const names = shown.map((one) => one.row.name);
  const labels = shown.map((one) =>
    names.filter((name) => name === one.row.name).length > 1 ? `${one.row.name} (no. ${one.rank})` : one.row.name,
  );
  const proposed = shown.filter((one) => one.proposed).length;
  return {
    proposed: labels.slice(0, proposed),
    reserve: labels.slice(proposed),
    number: gate.list,
    ids: shown.map((one) => one.row.target),
    inCardOrder: shown.every((one, index) => one.rank === index + 1),
  };
}

const NUMBER = new RegExp(
  [
    '\\d',
    '\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|both|first|second|third|fourth|fifth|last|next|top|best)\\b',
    '\\b(?:ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|beide|erste[nrs]?|zweite[nrs]?|dritte[nrs]?|letzte[nrs]?|nächste[nrs]?)\\b',
  ].join('|'),
  'iu',
);

/** Whether a reply speaks in numbers that could mean somebody else than the card's: then it has to name people. */
export const numbersMislead = (list: NamedList, text: string): boolean => !list.inCardOrder && NUMBER.test(text);

/** Target ids of names out of the list; a name that is not on it is left out. */
export function idsOf(list: NamedList, names: readonly string[]): readonly TargetId[] {
  const all = [...list.proposed, ...list.reserve];
  return names.flatMap((name) => list.ids[all.indexOf(name)] ?? []);
}

/** The very list that is proposed. */
export const isStanding = (gate: GateView, targets: readonly TargetId[]): boolean =>
  targets.length === gate.proposed.length && gate.proposed.every((id) => targets.includes(id));

export function namesOf(view: MissionView, targets: readonly TargetId[]): string {
  return withoutNumbers(listText(targets.map((id) => view.rows.find((row) => row.target === id)?.name ?? 'somebody')));
}

const isAnswerable = (gate: GateView): boolean => gate.status === 'open' || gate.pendingChange !== undefined;

/** The decision that people can answer now: an open one, or a rejected one with another list to confirm. */
export const gateOf = (view: MissionView, gateId?: string): GateView | undefined =>
  view.endedAt !== undefined
    ? undefined
    : view.gates.findLast((gate) => isAnswerable(gate) && (gateId === undefined || gate.gate === gateId));

/** Changes whenever a yes would mean something else than a moment ago. */
export const standsAs = (gate: GateView): string =>
  `${gate.gate}:${gate.list}:${gate.pendingChange?.by.id ?? ''}:${gate.pendingChange?.targets.join('.') ?? ''}`;
