/**
 * What has to exist on the backend before a round may call, in order (playbook sections 7 and 8). Names of resources are
 * the keys of `Provisioned` events; each is made once, found again after a crash, and never changed afterwards: words that
 * were changed while the mission runs mean other resources, with the revision in their name (R85, R90).
 */
import type { RoundSpec } from './brief.ts';
import { isKeptByBackend } from './simple-call.ts';
import type { MissionState } from './state.ts';

export const MISSION = 'mission';
export const RUN = 'run';
export const PLAN = 'plan';
export const RUNNING = 'running';
export const SUMMARY_INSIGHT = 'summary-insight';

/** In the order of playbook 22.1: mission, run, plan, running. */
const BASE = [MISSION, RUN, PLAN, RUNNING] as const;

type Part = 'insight' | 'group' | 'assistant' | 'link' | 'number' | 'released' | 'texting';

/** `round-1/assistant`; `round-1/assistant@2` once the words of the round were changed twice. */
export const resource = (round: string, what: Part, revision = 0): string =>
  revision === 0 ? `${round}/${what}` : `${round}/${what}@${revision}`;

/** How often the words of a round were changed so far. */
export const revisionOf = (state: MissionState, round: string): number =>
  state.brief.rounds.find((one) => one.id === round)?.revision ?? 0;

/** A round's resource of the words as they are now. */
export const resourceNow = (state: MissionState, round: string, what: Part): string =>
  resource(round, what, revisionOf(state, round));

/** A round's resource taken apart again: `round-1/number@2` is the number of round 1 since its second change. */
export function partsOf(
  name: string,
): { readonly round: string; readonly part: string; readonly revision: number } | undefined {
  const { round, part, revision } = /^(?<round>[^/]+)\/(?<part>[^/@]+)(?:@(?<revision>\d+))?$/.exec(name)?.groups ?? {};
  return round === undefined || part === undefined ? undefined : { round, part, revision: Number(revision ?? 0) };
}

/** All resources a round needs before its first call, in order (R82-R118). */
export const roundResources = ({ id, revision }: Pick<RoundSpec, 'id' | 'revision'>): readonly string[] => [
  SUMMARY_INSIGHT,
  ...(['insight', 'group', 'assistant', 'link', 'number'] as const).map((part) => resource(id, part, revision)),
];

/** A number that the mission took and has not given back. */
export interface HeldNumber {
  /** The resource it was taken as: `round-1/number`. */
  readonly what: string;
  readonly round: string;
  readonly revision: number;
  readonly numberId: string;
  readonly phone: string;
  readonly connectionId: string | undefined;
}

export const heldNumbers = (state: MissionState): readonly HeldNumber[] =>
  [...state.provisioned].flatMap(([what, { id, detail }]): HeldNumber[] => {
    const name = partsOf(what);
    if (name?.part !== 'number' || state.provisioned.has(resource(name.round, 'released', name.revision))) return [];
    const { round, revision } = name;
    return [{ what, round, revision, numberId: id, phone: detail.phone ?? '', connectionId: detail.connectionId }];
  });

const missing = (state: MissionState, names: readonly string[]): string | undefined =>
  names.find((name) => !state.provisioned.has(name));

/** A simple call has no mission, run or plan at the backend (R13); one that was begun with them keeps them. */
export const isSimpleCall = (state: MissionState): boolean =>
  !state.provisioned.has(MISSION) && !isKeptByBackend(state.brief, state.people.size);

const baseOf = (state: MissionState): readonly string[] => (isSimpleCall(state) ? [] : BASE);

export const baseIsReady = (state: MissionState): boolean => missing(state, baseOf(state)) === undefined;

/** The round that is being prepared or called. */
function roundAtHand({ stage, brief }: MissionState): RoundSpec | undefined {
  return stage.kind === 'preparing' || stage.kind === 'calling' ? brief.rounds[stage.round] : undefined;
}

/**
 * The next thing to be made, or `undefined` when the current stage has all it needs. A round that is being called needs
 * something again when its words were changed.
 */
export function nextResource(state: MissionState): string | undefined {
  const base = missing(state, baseOf(state));
  if (base !== undefined) return base;
  const round = roundAtHand(state);
  if (round === undefined) return undefined;
  const needed = roundResources(round);
  return missing(state, isSimpleCall(state) ? needed.filter((what) => partsOf(what)?.part !== 'link') : needed);
}

export const idOf = (state: MissionState, what: string): string | undefined => state.provisioned.get(what)?.id;

/** Finds our own creations again after an answer was lost: `callsheet:M-104:round-1/assistant`. */
export const clientRef = (state: MissionState, what: string): string => `${state.origin.account}:${state.id}:${what}`;
