/** Decides the commands of this folder, and what follows from a stretch of calm. */
import type { CommandMeta } from '../command.ts';
import type { Decision } from '../decision.ts';
import type { MissionEvent } from '../event.ts';
import type { MissionState } from '../state.ts';
import type { PaceCommand } from './command.ts';
import { BURST_MS, CALM_MS, faster, type Speed, slower } from './pace.ts';

const changed = ({ batchSize, spacingSecs }: Speed, because: 'refused' | 'calm'): MissionEvent => ({
  type: 'PaceChanged',
  batchSize,
  spacingSecs,
  because,
});

export function decidePace(state: MissionState, _command: PaceCommand, meta: CommandMeta): Decision {
  const { pace, stage } = state;
  if (stage.kind === 'finished' || state.cancelled) return [];
  if (pace !== undefined && meta.now - pace.refusedAt < BURST_MS) return [];
  return [changed(slower(pace ?? state.brief), 'refused')];
}

/** When the next step up is due; `undefined` while nothing was slowed down. */
export const paceGrowsAt = ({ pace }: MissionState): number | undefined =>
  pace === undefined ? undefined : pace.since + CALM_MS;

/** One step for each stretch of calm that went by. */
export function paceRecovered(state: MissionState, now: number): readonly MissionEvent[] {
  const { pace, brief } = state;
  if (pace === undefined || now < pace.since + CALM_MS) return [];
  let speed: Speed = pace;
  for (let steps = Math.floor((now - pace.since) / CALM_MS); steps > 0; steps -= 1) {
    const next = faster(speed, brief);
    if (next.batchSize === speed.batchSize && next.spacingSecs === speed.spacingSecs) break;
    speed = next;
  }
  return [changed(speed, 'calm')];
}
