/** Folds the pace; `undefined` when the event is another's. */
import type { MissionEvent } from '../event.ts';

import type { MissionState } from '../state.ts';
import type { EventMeta } from '../terms.ts';
import { asTheBriefSays } from './pace.ts';

export function evolvePace(state: MissionState, event: MissionEvent, meta: EventMeta): MissionState | undefined {
  if (event.type !== 'PaceChanged') return undefined;
  const { pace: _, ...rest } = state;
  // Back to what the brief says: nothing has to be remembered any more.
  if (event.because === 'calm' && asTheBriefSays(event, state.brief)) return rest;
  const { batchSize, spacingSecs } = event;
  const refusedAt = event.because === 'refused' ? meta.at : (state.pace?.refusedAt ?? meta.at);
  return { ...rest, pace: { batchSize, spacingSecs, since: meta.at, refusedAt } };
}
