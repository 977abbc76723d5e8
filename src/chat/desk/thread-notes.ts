/**
 * Who spoke in a mission's thread, or in the chat, since the decision (or its echo) that stands there now. A bare yes is a direct answer
 * only while nobody else has spoken in between; every human message is entered, whatever it says.
 */
import type { GateView } from '../../projections/mission-view.ts';
import type { DeskTable, ThreadNote } from '../desk-deps.ts';
import { standsAs } from './gate-list.ts';

/** Stands for a question of the bot that offers several lists: a yes to it would not say to which. */
const OPEN_QUESTION = '?';

type Threads = DeskTable<ThreadNote>;

/** Notes of the chat itself, beside those of the mission's thread. */
export const chatKey = (missionId: string): string => `${missionId}/chat`;

async function current(threads: Threads, missionId: string, gate: GateView): Promise<ThreadNote> {
  const found = await threads.get(missionId);
  const about = standsAs(gate);
  return found?.about === about ? found : { about, speakers: [] };
}

/** Enters this person; answers whether nobody else had spoken, nor an open question been asked, before. */
export async function entersThread(
  threads: Threads,
  missionId: string,
  gate: GateView,
  actorId: string,
): Promise<boolean> {
  const thread = await current(threads, missionId, gate);
  if (!thread.speakers.includes(actorId)) {
    await threads.set(missionId, { ...thread, speakers: [...thread.speakers, actorId] });
  }
  return thread.speakers.every((speaker) => speaker === actorId);
}

/** The bot asked this person alone something that a yes answers: from now on only their yes is direct. */
export async function askedOne(threads: Threads, missionId: string, gate: GateView, actorId: string): Promise<void> {
  await threads.set(missionId, { about: standsAs(gate), speakers: [actorId] });
}

/** The bot asked which of several lists is meant: no bare yes counts until the list changes. */
export async function askedWhich(
  threads: Threads,
  missionId: string,
  gate: GateView,
  readings: readonly (readonly string[])[],
): Promise<void> {
  const thread = await current(threads, missionId, gate);
  await threads.set(missionId, { ...thread, speakers: [...new Set([...thread.speakers, OPEN_QUESTION])], readings });
}

/** The bot asked something here that is not about the list: a bare yes would answer that. */
export async function askedElsewhere(threads: Threads, key: string, gate: GateView): Promise<void> {
  const thread = await current(threads, key, gate);
  await threads.set(key, { ...thread, speakers: [...new Set([...thread.speakers, OPEN_QUESTION])] });
}

/** The lists behind the buttons of the last question, while it is still about the list that stands. */
export async function readingsOf(
  threads: Threads,
  missionId: string,
  gate: GateView,
): Promise<readonly (readonly string[])[]> {
  return (await current(threads, missionId, gate)).readings ?? [];
}
