/**
 * A name that an open mission has already (playbook R78, P42): it is asked whether that one is meant or a new one, with a number
 * behind its name. Somebody else's mission is named and never opened by accident. Pure.
 */
import { slugOf } from '../../lib/slug.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Button } from '../card.ts';
import { button } from '../wording.ts';
import type { Draft } from './draft.ts';

const isOpen = (view: MissionView): boolean => view.endedAt === undefined && view.cancelledBy === undefined;

/** The open mission with this name, whatever its capitals and blanks. */
export const sameNamed = (views: readonly MissionView[], draft: Draft): MissionView | undefined =>
  views.find((view) => isOpen(view) && view.id !== draft.missionId && slugOf(view.brief.name) === slugOf(draft.name));

/** `Price check 2`: the first that no open mission has. */
export function freeName(views: readonly MissionView[], name: string): string {
  const taken = new Set(views.filter(isOpen).map((view) => slugOf(view.brief.name)));
  const [, base = '', number = ''] = /^(.*\S)\s+(\d{1,3})$/.exec(name) ?? [];
  // A number that counts nothing belongs to the name: `Route 66`.
  const [plain, from] = taken.has(slugOf(base)) && base !== '' ? [base, Number(number)] : [name, 1];
  for (let next = from + 1; ; next += 1) if (!taken.has(slugOf(`${plain} ${next}`))) return `${plain} ${next}`;
}

/** What is asked, and the ways on. `mark`: of the preview that was to be started. */
export function askWhich(
  view: MissionView,
  draft: Draft,
  fresh: string,
  mark: string,
): { readonly text: string; readonly buttons: readonly Button[] } {
  const isOwn = view.owner.id === draft.author.id;
  const whose = isOwn ? 'yours' : `by ${view.owner.name}`;
  const open = button('status', { about: 'mission', mission: view.id }, `Go on with ${view.id}`);
  return {
    text: `"${view.brief.name}" is open already: ${view.id}, ${whose}. ${isOwn ? 'Do you mean that one, or a new one' : 'Start a new one'} as "${fresh}"?`,
    buttons: [
      button('start-anew', { about: 'draft', draft: draft.id, part: mark }, 'Start a new one', { style: 'primary' }),
      ...(isOwn ? [open] : []),
    ],
  };
}
