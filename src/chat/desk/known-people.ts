/**
 * Who can be named without a mention: people with a role, whoever asks, and those who decide in the mission. People choose
 * their own display names, so the name of somebody who was only seen there makes nobody a decider.
 */
import type { Actor } from '../../missions/terms.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { givenRole } from '../access.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { type KnownPeople, plainName } from '../flow/people.ts';
import { readGrants } from './settings.ts';

export async function knownPeople(
  { roles: seeds, tables }: Pick<DeskDeps, 'roles' | 'tables'>,
  asker: Actor,
  view?: MissionView,
): Promise<KnownPeople> {
  const grants = await readGrants(tables.settings);
  const deciders = view === undefined ? [] : [view.owner.id, ...view.brief.approval.approvers];
  const ids = [...seeds.admins, ...seeds.operators, ...seeds.approvers, ...Object.keys(grants.roles), ...deciders];
  const isTrusted = (id: string): boolean =>
    id.startsWith('console:') || deciders.includes(id) || givenRole(id, seeds, grants) !== 'viewer';
  return new Map([
    ...ids.map((id) => [id, plainName(id)] as const),
    [asker.id, asker.name] as const,
    ...Object.entries(view?.names ?? {}).filter(([id]) => isTrusted(id)),
  ]);
}
