/** What is set in chat and outlives a restart: roles, admitted places, the count of drafts, who writes which draft where. */
import type { Actor, Place } from '../../missions/terms.ts';
import type { Grants } from '../access.ts';
import type { DeskTable, Setting } from '../desk-deps.ts';

const ROLE = 'role/';
const PLACE = 'place/';
const DRAFT_COUNT = 'count/draft';
const TAKEN = 'draft-id/';
const MISSION_OF = 'mission-of/';
const WRITES = 'writes/';
/** Numbers below the count that may still be being given out. */
const TAKEN_KEPT = 50;

export const isGrant = (key: string): boolean => key.startsWith(ROLE) || key.startsWith(PLACE);

export async function readGrants(settings: DeskTable<Setting>): Promise<Grants> {
  const entries = await settings.entries();
  const roles = entries
    .filter(([key]) => key.startsWith(ROLE))
    .map(([key, role]) => [key.slice(ROLE.length), String(role)]);
  return {
    roles: Object.fromEntries(roles),
    places: entries.filter(([key]) => key.startsWith(PLACE)).map(([key]) => key.slice(PLACE.length)),
  };
}

export const setRole = (settings: DeskTable<Setting>, actor: string, role: string): Promise<void> =>
  settings.set(ROLE + actor, role);

export const admitPlace = (settings: DeskTable<Setting>, key: string, by: string): Promise<void> =>
  settings.set(PLACE + key, by);

/** The draft that a setting belongs to; `whileOpen`: only as long as it can be written on. */
export function draftOfSetting(
  key: string,
  value: Setting,
): { readonly draft: string; readonly whileOpen: boolean } | undefined {
  if (key.startsWith(MISSION_OF)) return { draft: key.slice(MISSION_OF.length), whileOpen: false };
  return key.startsWith(WRITES) ? { draft: String(value), whileOpen: true } : undefined;
}

/** A number of a draft that was given out so long ago that the count alone keeps it from being given again. */
export function isGivenOut(key: string, count: number): boolean {
  return key.startsWith(TAKEN) && Number(key.slice(TAKEN.length)) <= count - TAKEN_KEPT;
}

export const draftCount = async (settings: DeskTable<Setting>): Promise<number> =>
  Number((await settings.get(DRAFT_COUNT)) ?? 0);

/** The next number; two at once never get the same, because the number itself is taken by a plain insert. */
export async function nextDraftId(settings: DeskTable<Setting>): Promise<string> {
  let number = await draftCount(settings);
  do number += 1;
  while (!(await settings.add(TAKEN + number, number)));
  await settings.set(DRAFT_COUNT, number);
  return `D-${number}`;
}

/** The one mission that a draft becomes: two taps at once, in two chats, get the same by a plain insert. */
export async function claimMission(
  settings: DeskTable<Setting>,
  draft: string,
  next: () => Promise<string>,
): Promise<string> {
  const key = MISSION_OF + draft;
  const known = await settings.get(key);
  if (known !== undefined) return String(known);
  const id = await next();
  return (await settings.add(key, id)) ? id : String((await settings.get(key)) ?? id);
}

const writing = (actor: Actor, place: Place): string => `${WRITES}${place.surface}/${place.channel}/${actor.id}`;

/** The draft that this person writes in this chat, if any. */
export async function draftInHand(
  settings: DeskTable<Setting>,
  actor: Actor,
  place: Place,
): Promise<string | undefined> {
  const id = await settings.get(writing(actor, place));
  return id === undefined ? undefined : String(id);
}

export const takeInHand = (settings: DeskTable<Setting>, actor: Actor, place: Place, draft: string): Promise<void> =>
  settings.set(writing(actor, place), draft);

export const putDown = (settings: DeskTable<Setting>, actor: Actor, place: Place): Promise<void> =>
  settings.delete(writing(actor, place));
