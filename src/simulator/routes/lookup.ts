// Finds what a path names, or answers 404.
import { notFound } from '../api-error.ts';
import type { AssistantRow, MissionRow, RunRow } from '../rows.ts';
import type { Simulation } from '../simulation.ts';

export function missionOf(sim: Simulation, id: string): MissionRow {
  const mission = sim.store.get('missions', id);
  if (mission === undefined) throw notFound('mission', id);
  return mission;
}

export function runOf(sim: Simulation, missionId: string, runId: string): RunRow {
  missionOf(sim, missionId);
  const run = sim.store.get('runs', runId);
  if (run === undefined || run.mission_id !== missionId) throw notFound('mission run', runId);
  return run;
}

export function assistantOf(sim: Simulation, id: string): AssistantRow {
  const assistant = sim.store.get('assistants', id);
  if (assistant === undefined) throw notFound('assistant', id);
  return assistant;
}
