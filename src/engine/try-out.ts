/** What a command would lead to now, decided like any other and written nowhere: previews say what really would happen. */
import type { MissionCommand, Rejection } from '../missions/command.ts';
import { decide } from '../missions/decide.ts';
import type { MissionEvent } from '../missions/event.ts';
import { fold } from '../missions/evolve.ts';
import type { Actor } from '../missions/terms.ts';
import { foreign, type Missions } from './missions.ts';
import type { Clock } from './ports.ts';

export async function tryOut(
  missions: Missions,
  clock: Clock,
  id: string,
  command: MissionCommand,
  by: Actor,
): Promise<readonly MissionEvent[] | Rejection> {
  const stranger = missions.foreign().find((one) => one.id === id);
  if (stranger !== undefined) return foreign(stranger);
  const state = missions.get(id) ?? fold(await missions.records(id));
  return decide(state, command, { now: clock.now(), by });
}
