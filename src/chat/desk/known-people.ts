/** Who can be named without a mention: people with a role, whoever asks, and those who have to do with the mission. */
import type { Actor } from '../../missions/terms.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { type KnownPeople, plainName } from '../flow/people.ts';
import { readGrants } from './settings.ts';

export async function knownPeople(
  { roles: seeds, tables }: Pick<DeskDeps, 'roles' | 'tables'>,
  asker: Actor,
  view?: MissionView,
): Promise<KnownPeople> {
  const { roles } = await readGrants(tables.settings);
  const ids = [
    ...seeds.admins,
    ...seeds.operators,
    ...seeds.approvers,
    ...Object.keys(roles),
    ...(view?.brief.approval.approvers ?? []),
  ];
  return new Map([
    ...ids.map((id) => [id, plainName(id)] as const),
    [asker.id, asker.name] as const,
    ...Object.entries(view?.names ?? {}),
  ]);
}
