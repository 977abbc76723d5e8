/** Folds the events of this folder; `undefined` when the event is another's. */
import { withEntry } from '../../lib/with-entry.ts';
import type { MissionEvent } from '../event.ts';
import type { MissionState } from '../state.ts';
import type { EventMeta } from '../terms.ts';

/** A call that is over on the line and holds none; its insight is read like that of any other. */
export function evolveCallback(state: MissionState, event: MissionEvent, meta: EventMeta): MissionState | undefined {
  if (event.type !== 'CallbackReceived') return undefined;
  const { call, target, round, conversationId, number, at } = event;
  const attempt = state.rounds.find((one) => one.id === round)?.progress.get(target)?.attempts ?? 0;
  return {
    ...state,
    calls: withEntry(state.calls, call, {
      call,
      target,
      round,
      attempt,
      dueAt: at,
      intendedAt: meta.at,
      key: '',
      body: undefined,
      from: number,
      phase: 'ended',
      conversationId,
      endedAt: meta.at,
      couldNotBeTakenBack: false,
      hasTalk: false,
      inbound: true,
    }),
  };
}
