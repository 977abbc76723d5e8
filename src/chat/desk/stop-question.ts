/**
 * "cancel" or "stop" without a mission's number. It ends nothing by itself: a change that waits for its author is dropped,
 * else the bot asks with a button that says what it stops.
 */
import type { MissionView } from '../../projections/mission-view.ts';
import { stopButton } from '../cards/mission-parts.ts';
import { MEANT } from '../did-you-mean.ts';
import { isCourtesy } from '../intent.ts';
import { gateOf } from './gate-list.ts';
import { naming } from './mission-actions.ts';
import { barred, command, note, post, type Replies, type Turn, whisper } from './turn.ts';

const BARE = /^\s*\/?(?:cancel|stop|stopp|abbrechen)(?![\w-])[\s.!]*/i;

/** With nothing behind it, or no more than a "please". */
export function isBareStop(text: string): boolean {
  const rest = BARE.test(text) ? text.replace(BARE, '') : undefined;
  return rest === '' || (rest !== undefined && isCourtesy(rest));
}

export async function stopOrAsk(turn: Turn, view: MissionView): Promise<Replies> {
  const gate = gateOf(view);
  if (gate?.pendingChange?.by.id === turn.actor.id)
    return naming(
      turn,
      view,
      `keeps list ${gate.list}; your change is dropped`,
      command(turn, view.id, { type: 'DropList', gate: gate.gate }),
    );
  return barred(turn, 'operate') ?? askToStop(turn, view);
}

/** A yes behind this question is no yes to an open decision. */
export async function askToStop(turn: Turn, view: MissionView): Promise<Replies> {
  if (view.endedAt !== undefined) return whisper(turn, `${view.id} "${view.brief.name}" has ended already.`);
  if (view.cancelledBy !== undefined)
    return whisper(turn, `${view.id} "${view.brief.name}" is being stopped, by ${view.cancelledBy.name}.`);
  const { label, confirm = `${label}?` } = stopButton(view);
  const text = `${view.id}: ${confirm} Tap to do it, or go on as before.`;
  // The question is the confirmation: one tap is enough.
  const stop = { action: MEANT, value: `cancel ${view.id}`, label, style: 'danger' } as const;
  return post(turn, note(turn, text, { buttons: [stop], asks: true }));
}
