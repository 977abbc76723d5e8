/**
 * Who may do what (what must hold, 8). Roles come from the environment and from what was set in chat; a workspace or chat
 * can do nothing until it was admitted; with no roles at all nobody starts real calls, and the sandbox is open. Pure.
 */
import type { Actor, Place } from '../missions/terms.ts';
import type { RoleSeeds } from './desk-deps.ts';

export const ROLES = ['viewer', 'approver', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What an action asks for: looking on, deciding, running missions, or looking after people and places. */
export type Need = 'look' | 'decide' | 'operate' | 'manage';

export interface Grants {
  /** By actor id, as set in chat; they go before the environment's. */
  readonly roles: Readonly<Record<string, string>>;
  /** Keys of admitted places, see `placeKey`. */
  readonly places: readonly string[];
}

export interface Standing {
  readonly role: Role;
  readonly admitted: boolean;
  /** Nobody has a role yet. */
  readonly noRoles: boolean;
  readonly sandbox: boolean;
  readonly actor: Actor;
  /** What would be admitted: `slack:T1`, `telegram:-500`. */
  readonly place: string;
}

const LEAST: Readonly<Record<Need, Role>> = { look: 'viewer', decide: 'viewer', operate: 'operator', manage: 'admin' };

/** As an admin writes it who is not in that place. */
export const isPlaceKey = (text: string): boolean => /^(?:slack:[A-Z0-9]+|telegram:-?\d+)$/.test(text);

export const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/** What is admitted as one: a Slack workspace, a Telegram chat. The console is this machine, or stands behind its token. */
export function placeKey(actor: Actor, place: Place): string {
  if (place.surface === 'slack') return `slack:${/^slack:([^/]+)\//.exec(actor.id)?.[1] ?? '?'}`;
  return place.surface === 'telegram' ? `telegram:${place.channel}` : 'console';
}

export function standingOf(
  actor: Actor,
  place: Place,
  world: { readonly sandbox: boolean; readonly seeds: RoleSeeds; readonly grants: Grants },
): Standing {
  const { sandbox, seeds, grants } = world;
  const seeded = [...seeds.admins, ...seeds.operators, ...seeds.approvers];
  const noRoles = seeded.length === 0 && Object.keys(grants.roles).length === 0;
  const role = roleOf(actor, place, { sandbox, seeds, grants }, noRoles);
  const key = placeKey(actor, place);
  const ownChat = place.surface === 'telegram' && actor.id === `telegram:${place.channel}` && role !== 'viewer';
  // Who wrote a member's id into the environment has let their workspace in.
  const ownWorkspace = place.surface === 'slack' && seeded.some((id) => id.startsWith(`${key}/`));
  const open = sandbox && noRoles;
  const admitted = place.surface === 'console' || open || ownChat || ownWorkspace || grants.places.includes(key);
  return { role, admitted, noRoles, sandbox, actor, place: key };
}

function roleOf(
  actor: Actor,
  place: Place,
  { sandbox, seeds, grants }: { readonly sandbox: boolean; readonly seeds: RoleSeeds; readonly grants: Grants },
  noRoles: boolean,
): Role {
  // The console listens on loopback only, and with real calls stands behind its token, whose user is an admin.
  if (place.surface === 'console' || (sandbox && noRoles)) return 'admin';
  return givenRole(actor.id, seeds, grants);
}

/** The role that somebody gave to this person, wherever they are; a viewer's where nobody did. */
export function givenRole(id: string, seeds: RoleSeeds, grants: Grants): Role {
  const given = grants.roles[id];
  if (given !== undefined && isRole(given)) return given;
  if (seeds.admins.includes(id)) return 'admin';
  if (seeds.operators.includes(id)) return 'operator';
  return seeds.approvers.includes(id) ? 'approver' : 'viewer';
}

/** Undefined = may; else one polite sentence for this person alone. */
export function refusal(standing: Standing, need: Need): string | undefined {
  const { role, admitted, noRoles, sandbox, actor, place } = standing;
  if (noRoles && !sandbox && role !== 'admin') {
    return `Thank you, ${actor.name}, but nobody may use this for real calls yet: set ADMINS=${actor.id} (that is you) in the environment and start the bot again.`;
  }
  if (!admitted && role !== 'admin') {
    return `Thank you, ${actor.name}, but this place is not admitted yet: an admin can do that by saying "/mission admit" here, or "/mission admit ${place}" elsewhere.`;
  }
  if (!admitted && need !== 'manage') {
    return `This place is not admitted yet, ${actor.name}: say "/mission admit" here, then everybody with a role can use it.`;
  }
  if (ROLES.indexOf(role) >= ROLES.indexOf(LEAST[need])) return undefined;
  return need === 'manage'
    ? `Sorry, ${actor.name}, only an admin can do that; please ask one.`
    : `Sorry, ${actor.name}, you can look on here but not start or change missions; an admin can make you an operator with "/mission role ${actor.id} operator".`;
}
