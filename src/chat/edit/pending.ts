/**
 * A change that waits for its author's yes: durable, one a person and mission, thrown away when it was made, dropped or left
 * lying. The mark on the button is the change itself, so that an older preview confirms nothing newer.
 */
import { fingerprint } from '../../lib/fingerprint.ts';
import type { MissionChange } from '../../missions/edit/event.ts';
import type { Target } from '../../missions/target.ts';
import type { Actor, EnlistedTarget } from '../../missions/terms.ts';

export interface PendingEdit {
  readonly mission: string;
  readonly by: Actor;
  /** Wall time, epoch ms. */
  readonly at: number;
  readonly change: MissionChange;
  readonly add: readonly Target[];
  /** Rows that cannot be called or are on the list already, said in the preview. */
  readonly leftOut: readonly string[];
}

/** What somebody wants to change, before it is looked at. */
export type Wanted = Pick<PendingEdit, 'change' | 'add' | 'leftOut'>;

export const keyOf = (mission: string, actorId: string): string => `${mission}/${actorId}`;

export const markOf = ({ mission, change, add }: Pick<PendingEdit, 'mission' | 'change' | 'add'>): string =>
  fingerprint(JSON.stringify([mission, change, add])).slice(0, 8);

/** The decider gives them their places in the mission. */
export const enlist = (add: readonly Target[], personId: (phone: string) => string): readonly EnlistedTarget[] =>
  add.map((target) => ({ id: target.id, person: personId(target.phone), details: { private: target } }));
