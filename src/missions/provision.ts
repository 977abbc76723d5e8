/**
 * What has to exist on the backend before a round may call, in order (playbook sections 7 and 8). Names of resources are
 * the keys of `Provisioned` events; each is made once, found again after a crash, and never changed afterwards.
 */
import type { MissionState } from './state.ts';

export const MISSION = 'mission';
export const RUN = 'run';
export const PLAN = 'plan';
export const RUNNING = 'running';
export const SUMMARY_INSIGHT = 'summary-insight';

/** In the order of playbook 22.1: mission, run, plan, running. */
const BASE = [MISSION, RUN, PLAN, RUNNING] as const;

export const resource = (round: string, what: 'insight' | 'group' | 'assistant' | 'link' | 'number'): string =>
  `${round}/${what}`;

/** All resources a round needs before its first call, in order (R82-R118). */
export const roundResources = (round: string): readonly string[] => [
  SUMMARY_INSIGHT,
  resource(round, 'insight'),
  resource(round, 'group'),
  resource(round, 'assistant'),
  resource(round, 'link'),
  resource(round, 'number'),
];

const missing = (state: MissionState, names: readonly string[]): string | undefined =>
  names.find((name) => !state.provisioned.has(name));

export const baseIsReady = (state: MissionState): boolean => missing(state, BASE) === undefined;

export const roundBeingPrepared = (state: MissionState): string | undefined =>
  state.stage.kind === 'preparing' ? state.brief.rounds[state.stage.round]?.id : undefined;

/** The next thing to be made, or `undefined` when the current stage has all it needs. */
export function nextResource(state: MissionState): string | undefined {
  const base = missing(state, BASE);
  if (base !== undefined) return base;
  const round = roundBeingPrepared(state);
  return round === undefined ? undefined : missing(state, roundResources(round));
}

export const idOf = (state: MissionState, what: string): string | undefined => state.provisioned.get(what)?.id;

/** Finds our own creations again after an answer was lost: `callsheet:M-104:round-1/assistant`. */
export const clientRef = (state: MissionState, what: string): string => `${state.origin.account}:${state.id}:${what}`;
