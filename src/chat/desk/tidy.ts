/**
 * Throws away what nobody will ask for again: drafts that were left lying or are over, the small settings that belonged to
 * them, and changes of missions that nobody confirmed. At the start, and from then on once a day.
 */
import type { DeskDeps } from '../desk-deps.ts';
import type { Draft } from '../flow/draft.ts';
import { draftCount, draftOfSetting, isGivenOut } from './settings.ts';

const DAY_MS = 24 * 60 * 60_000;
const KEEP_OPEN_MS = 30 * DAY_MS;
/** Buttons of a draft that is over answer what became of it for that long. */
const KEEP_OVER_MS = 7 * DAY_MS;

type Tidied = Pick<DeskDeps, 'tables' | 'wall' | 'now'>;

export async function tidy(deps: Tidied): Promise<void> {
  const { drafts, settings, edits } = deps.tables;
  for (const [key, one] of await edits.entries()) if (deps.wall() - one.at > KEEP_OVER_MS) await edits.delete(key);
  // The settings first: a draft is written before what belongs to it, so none is missed that begins meanwhile.
  const found = await settings.entries();
  const kept = new Map<string, Draft>();
  for (const [id, draft] of await drafts.entries()) {
    if (isOld(draft, deps)) await drafts.delete(id);
    else kept.set(id, draft);
  }
  const count = await draftCount(settings);
  for (const [key, value] of found) {
    const of = draftOfSetting(key, value);
    const draft = of === undefined ? undefined : kept.get(of.draft);
    const over = of !== undefined && (draft === undefined || (of.whileOpen && draft.status !== 'open'));
    if ((over || isGivenOut(key, count)) && (await settings.get(key)) === value) await settings.delete(key);
  }
}

function isOld({ status, changedAtWall, createdAt }: Draft, { wall, now }: Tidied): boolean {
  const age = changedAtWall === undefined ? now() - createdAt : wall() - changedAtWall;
  return age > (status === 'open' ? KEEP_OPEN_MS : KEEP_OVER_MS);
}
