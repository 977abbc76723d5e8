/**
 * People who join a running mission, as intake read them: without those who are on the list already or may not be called, and with
 * what all others of the mission carry (a day, a name to book under), which no list of theirs can know.
 */
import type { NewWords } from '../../missions/edit/event.ts';
import type { Target } from '../../missions/target.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { DeskDeps } from '../desk-deps.ts';
import type { DraftList } from '../flow/draft.ts';
import type { ListRead } from '../flow/page.ts';
import { withVariables } from '../flow/variables.ts';
import { textProblems } from '../preview/checks.ts';
import { withoutNumbers } from '../wording.ts';
import { onTheList, openRounds } from './parts.ts';

export type Joining =
  | { readonly ok: true; readonly add: readonly Target[]; readonly leftOut: readonly string[] }
  | { readonly ok: false; readonly error: string };

/** Variables that everybody of the mission has with the same value. */
function shared(view: MissionView): Readonly<Record<string, string>> {
  const [first, ...others] = view.rows.flatMap((row) => row.details ?? []);
  if (first === undefined) return {};
  return Object.fromEntries(
    Object.entries(first.variables).filter(([name, value]) => others.every((one) => one.variables[name] === value)),
  );
}

export async function joining(deps: DeskDeps, view: MissionView, list: ListRead): Promise<Joining> {
  if (list === undefined) return { ok: true, add: [], leftOut: [] };
  if ('error' in list) return { ok: false, error: list.error };
  const known = new Map(view.rows.flatMap((row) => (row.details === undefined ? [] : [[row.details.phone, row]])));
  const leftOut = list.refused.map((one) => `row ${one.row}: ${one.reason}`);
  const add: Target[] = [];
  for (const target of list.targets) {
    const row = known.get(target.phone);
    if (row?.removed !== undefined)
      leftOut.push(`${target.name}: was taken off this mission and is not called by it again`);
    else if (row !== undefined) leftOut.push(`${target.name}: is on the list already`);
    else if ((await deps.doNotCall?.isBlocked(target.phone)) === true)
      leftOut.push(`${target.name}: on the do-not-call list`);
    else add.push({ ...target, variables: { ...shared(view), ...target.variables } });
  }
  const hidden = leftOut.map(withoutNumbers);
  if (add.length === 0)
    return { ok: false, error: `Nobody of that list can be added. ${hidden.slice(0, 3).join('. ')}`.trim() };
  const gap = wordsFault(view, add);
  return gap === undefined ? { ok: true, add, leftOut: hidden } : { ok: false, error: gap };
}

const asList = (view: MissionView, targets: readonly Target[]): DraftList => ({
  name: view.source.name,
  rows: targets.length,
  targets,
  refused: [],
  merged: [],
  variables: [...new Set(targets.flatMap((target) => Object.keys(target.variables)))],
});

/** The first thing that somebody would hear wrongly: a hole, no word of an AI, nobody it is for; `undefined` = nothing. */
export function wordsFault(
  view: MissionView,
  targets: readonly Target[],
  rounds: readonly number[] = openRounds(view),
): string | undefined {
  const { brief } = view;
  const list = asList(view, targets);
  const worded = { rounds: brief.rounds, list, language: brief.language, onBehalfOf: brief.onBehalfOf };
  return rounds.flatMap((index) => {
    const round = brief.rounds[index];
    return round === undefined ? [] : textProblems(round, index, worded, targets).map((one) => one.sentence);
  })[0];
}

/** The words with every column of the list in the spelling that the calls know: `{Produkt}` becomes `{{product}}`. */
export function spelled(view: MissionView, words: NewWords): NewWords {
  const rounds = view.brief.rounds.map((one) => (one.id === words.round ? { ...one, ...words, id: one.id } : one));
  const list = asList(view, peopleToHear(view));
  const found = withVariables({ rounds, list }).rounds.find((one) => one.id === words.round);
  if (found === undefined) return words;
  const { say, opening, fields } = found;
  return { ...words, say, opening, fields };
}

export const peopleToHear = (view: MissionView): readonly Target[] =>
  onTheList(view).flatMap((row) => row.details ?? []);
