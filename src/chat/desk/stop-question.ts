/**
 * "cancel" or "stop" without a mission's number. It ends nothing by itself: a change that waits for its author is dropped,
 * else the bot asks with a button that says what it stops.
 */
import type { MissionView } from '../../projections/mission-view.ts';
import { stopButton } from '../cards/mission-parts.ts';
import { gateOf } from './gate-list.ts';
import { askedElsewhere, noteKey } from './thread-notes.ts';
import { barred, command, type Replies, say, type Turn, whisper } from './turn.ts';

const BARE = /^\s*\/?(?:cancel|stop|stopp|abbrechen)\s*[.!]*\s*$/i;

export const isBareStop = (text: string): boolean => BARE.test(text);

export async function stopOrAsk(turn: Turn, view: MissionView): Promise<Replies> {
  const gate = gateOf(view);
  if (gate?.pendingChange?.by.id === turn.actor.id)
    return command(turn, view.id, { type: 'DropList', gate: gate.gate });
  return barred(turn, 'operate') ?? askToStop(turn, view);
}

/** A yes behind this question is no yes to an open decision. */
export async function askToStop(turn: Turn, view: MissionView): Promise<Replies> {
  if (view.endedAt !== undefined) return whisper(turn, `${view.id} "${view.brief.name}" has ended already.`);
  if (view.cancelledBy !== undefined)
    return whisper(turn, `${view.id} "${view.brief.name}" is being stopped, by ${view.cancelledBy.name}.`);
  const gate = gateOf(view);
  if (gate !== undefined) await askedElsewhere(turn.deps.tables.threads, noteKey(turn.place, view.id), gate);
  const stop = stopButton(view);
  return say(turn, `${stop.confirm ?? stop.label} Tap to do it, or go on as before.`, [stop]);
}
