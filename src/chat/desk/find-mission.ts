/** Which mission is meant: the one named, the one whose thread this is, or, where nothing is lost by it, the only one there is. */
import type { MissionView } from '../../projections/mission-view.ts';
import { shorten } from '../wording.ts';
import { gateOf } from './gate-list.ts';
import { type Replies, type Turn, whisper } from './turn.ts';

const SHOWN = 5;

const isOpen = (view: MissionView): boolean => view.endedAt === undefined;

export const openMissions = async (turn: Turn): Promise<readonly MissionView[]> =>
  (await turn.deps.views.list()).filter(isOpen);

/** What is done to a mission that nobody named says which one it was. `fits`: those that are sooner meant than others. */
export async function findMission(
  turn: Turn,
  named: string | undefined,
  fits: (view: MissionView) => boolean = isOpen,
): Promise<MissionView | Replies> {
  const found = await namedOrHere(turn, named);
  if (found !== undefined) return found;
  const open = await openMissions(turn);
  const fitting = open.filter(fits);
  const [only, ...others] = fitting.length > 0 ? fitting : open;
  return only !== undefined && others.length === 0 ? only : whichOne(turn);
}

/** For votes, where another list could be meant: the one named, the one whose thread this is, or one that waits for none. */
export async function findToVote(turn: Turn, named: string | undefined): Promise<MissionView | Replies> {
  const found = await namedOrHere(turn, named);
  if (found !== undefined) return found;
  const [only, ...others] = await openMissions(turn);
  if (only === undefined || others.length > 0) return whichOne(turn);
  return gateOf(only) === undefined ? only : whisper(turn, `Only ${nameOf(only)} is open. Write its number with it.`);
}

async function namedOrHere(turn: Turn, named: string | undefined): Promise<MissionView | Replies | undefined> {
  const { views } = turn.deps;
  if (named === undefined) return views.byThread(turn.place);
  return (await views.get(named)) ?? whisper(turn, `There is no mission ${named}. ${await openOnes(turn)}`);
}

const whichOne = async (turn: Turn): Promise<Replies> =>
  whisper(turn, `Which mission do you mean? ${await openOnes(turn)}`);

/** Behind a button or a form of a mission that this state does not know. */
export const noMission = (turn: Turn, id: string): Replies =>
  whisper(turn, `There is no mission ${id} here any more. Say "/mission list" for those there are.`);

export const isMission = (found: MissionView | Replies): found is MissionView => 'brief' in found;

async function openOnes(turn: Turn): Promise<string> {
  const open = await openMissions(turn);
  if (open.length === 0) return `None is open.${await lastOne(turn)} Say "/mission new" to begin one.`;
  const names = open.slice(0, SHOWN).map(nameOf);
  return `Open ones: ${names.join(', ')}${open.length > SHOWN ? ` and ${open.length - SHOWN} more` : ''}.`;
}

async function lastOne(turn: Turn): Promise<string> {
  const [newest] = await turn.deps.views.list();
  return newest === undefined ? '' : ` The last one was ${nameOf(newest)}.`;
}

const nameOf = (view: MissionView): string => `${view.id} ${shorten(view.brief.name, 40)}`;
