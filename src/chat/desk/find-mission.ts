/** Which mission is meant: the one named, the one whose thread this is, or, where nothing can go wrong, the only one there is. */
import type { MissionView } from '../../projections/mission-view.ts';
import { shorten } from '../wording.ts';
import { type Replies, type Turn, whisper } from './turn.ts';

const SHOWN = 5;

export async function findMission(
  turn: Turn,
  named: string | undefined,
  fits: (view: MissionView) => boolean = (view) => view.endedAt === undefined,
): Promise<MissionView | Replies> {
  const { views } = turn.deps;
  if (named !== undefined) {
    const view = await views.get(named);
    return view ?? whisper(turn, `There is no mission ${named}. ${await openOnes(turn)}`);
  }
  const here = await views.byThread(turn.place);
  if (here !== undefined) return here;
  const candidates = (await views.list()).filter(fits);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  return whisper(turn, `Which mission do you mean? ${await openOnes(turn)}`);
}

/** Exactly the one that was named or whose thread this is: for what cannot be taken back. */
export async function findNamedMission(turn: Turn, named: string | undefined): Promise<MissionView | Replies> {
  return findMission(turn, named, () => false);
}

/** Behind a button or a form of a mission that this state does not know. */
export const noMission = (turn: Turn, id: string): Replies =>
  whisper(turn, `There is no mission ${id} here any more. Say "/mission list" for those there are.`);

export const isMission = (found: MissionView | Replies): found is MissionView => 'brief' in found;

async function openOnes(turn: Turn): Promise<string> {
  const open = (await turn.deps.views.list()).filter((view) => view.endedAt === undefined);
  if (open.length === 0) return 'None is open. Say "/mission new" to begin one.';
  const names = open.slice(0, SHOWN).map((view) => `${view.id} ${shorten(view.brief.name, 40)}`);
  return `Open ones: ${names.join(', ')}${open.length > SHOWN ? ` and ${open.length - SHOWN} more` : ''}.`;
}
