/**
 * Making what a round needs, one resource a call (playbook sections 7 and 8): look first, use again only what fits as it
 * is, never change what this bot did not make. Each create carries a marker or a key, so a lost answer leads to the same one.
 */
import { isDeepStrictEqual } from 'node:util';
import { fingerprint } from '../../lib/fingerprint.ts';
import type { RoundSpec } from '../../missions/brief.ts';
import {
  clientRef,
  idOf,
  MISSION,
  PLAN,
  partsOf,
  RUN,
  RUNNING,
  resource,
  SUMMARY_INSIGHT,
} from '../../missions/provision.ts';
import { CONVERSATION_SUMMARY, insightInstructions, SUMMARY_NAME, schemaOf } from '../../missions/schema.ts';
import { greetingOf, instructionsOf, voicemailWords } from '../../missions/script.ts';
import type { MissionState } from '../../missions/state.ts';
import type { Target } from '../../missions/target.ts';
import type { AssistantSpec } from '../ports.ts';
import { assistantOf, type EffectContext, runRef } from './context.ts';
import { takeNumber } from './numbers.ts';
import { setUpTexting } from './texting.ts';

/** Seconds after which an assistant of ours ends a call (what must hold, 5). */
const TIME_LIMIT_SECS = 1500;

interface Made {
  readonly id: string;
  readonly detail?: Readonly<Record<string, string>>;
}

/** `undefined` = not now: the cause was told as a hold, or somebody else is to be waited for. */
type Maker = (context: EffectContext, state: MissionState, round: RoundSpec) => Promise<Made | undefined>;

const key = (state: MissionState, what: string): string => `callsheet-${fingerprint(clientRef(state, what))}`;

async function makeMission({ backend }: EffectContext, state: MissionState): Promise<Made> {
  const ref = clientRef(state, MISSION);
  const found = await backend.findMission(ref);
  const { name, request, onBehalfOf } = state.brief;
  const description = `${state.id}, on behalf of ${onBehalfOf}${state.origin.sandbox ? ' (SANDBOX)' : ''}`;
  return { id: found ?? (await backend.createMission({ name, description, instructions: request, clientRef: ref })) };
}

async function makeRun({ backend }: EffectContext, state: MissionState): Promise<Made> {
  const missionId = idOf(state, MISSION) ?? '';
  const ref = clientRef(state, RUN);
  const found = await backend.findRun(missionId, ref);
  const context = { mission: state.id, class: state.brief.class, people: state.people.size, owner: state.owner.name };
  return {
    id: found ?? (await backend.createRun(missionId, { request: state.brief.request, context, clientRef: ref })),
  };
}

async function makePlan({ backend }: EffectContext, state: MissionState): Promise<Made | undefined> {
  const ref = runRef(state);
  if (ref === undefined) return undefined;
  if ((await backend.readPlan(ref)).length === 0) await backend.createPlan(ref, state.plan);
  return { id: ref.runId };
}

async function setRunning({ backend }: EffectContext, state: MissionState): Promise<Made | undefined> {
  const ref = runRef(state);
  if (ref === undefined) return undefined;
  await backend.setRun(ref, { status: 'running' });
  return { id: ref.runId };
}

/** R82, R83: all pages of what the account holds, before anything is made. */
async function takeStock({ backend }: EffectContext) {
  const [assistants, templates, groups, numbers] = await Promise.all([
    backend.listAssistants(),
    backend.listInsights(),
    backend.listInsightGroups(),
    backend.listNumbers(),
  ]);
  const free = numbers.filter((one) => one.active && one.voiceConnectionId === undefined);
  const counts = { assistants, templates, groups, free_numbers: free };
  return {
    templates,
    detail: Object.fromEntries(Object.entries(counts).map(([what, all]) => [what, `${all.length}`])),
  };
}

/** R88, R189: the stock "Summary" on whatever page it is; one of our own only when it is missing. */
async function summaryInsight(context: EffectContext, state: MissionState): Promise<Made> {
  const { templates, detail } = await takeStock(context);
  const unstructured = templates.filter((one) => one.schema === undefined && one.webhook === undefined);
  const found =
    unstructured.find((one) => one.name === SUMMARY_NAME) ??
    unstructured.find((one) => one.name === CONVERSATION_SUMMARY.name);
  const id =
    found?.id ?? (await context.backend.createInsight({ ...CONVERSATION_SUMMARY, key: key(state, SUMMARY_INSIGHT) }));
  return { id, detail };
}

/** R87: the same schema and instructions are used again, anything else is made new. */
async function roundInsight({ backend }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made> {
  const schema = schemaOf(round);
  const instructions = insightInstructions(round);
  const found = (await backend.listInsights()).find(
    (one) => one.instructions === instructions && isDeepStrictEqual(one.schema, schema) && one.webhook === undefined,
  );
  const name = `${state.brief.name}: ${round.purpose}`;
  return {
    id:
      found?.id ??
      (await backend.createInsight({
        name,
        instructions,
        schema,
        key: key(state, resource(round.id, 'insight', round.revision)),
      })),
  };
}

/** R89, R188: a group that holds exactly the structured insight and the summary. */
async function insightGroup({ backend }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made> {
  const wanted = [idOf(state, resource(round.id, 'insight', round.revision)) ?? '', idOf(state, SUMMARY_INSIGHT) ?? ''];
  const fits = (ids: readonly string[]): boolean =>
    ids.length === wanted.length && wanted.every((id) => ids.includes(id));
  const found = (await backend.listInsightGroups()).find((one) => fits(one.insightIds) && one.webhook === undefined);
  if (found !== undefined) return { id: found.id };
  const name = `${state.brief.name}: ${round.id}`;
  const id = await backend.createInsightGroup({ name, key: key(state, resource(round.id, 'group', round.revision)) });
  for (const insight of wanted) await backend.assignInsight(id, insight);
  return { id };
}

/** A menu stands before the people there: a greeting of a machine is no mailbox. */
const isMainLine = (target: Target | undefined): boolean =>
  target !== undefined && (target.keys !== undefined || target.lineType === 'toll-free');

/**
 * R263, R291: professionals get one short message on a mailbox, unless a main line with a menu is among them (P21, R262).
 * Everybody else is handled by the words of the script (R260, P22): one assistant calls them all.
 */
function voicemailOf(state: MissionState, round: RoundSpec): AssistantSpec['voicemail'] {
  if (state.brief.recipients !== 'professional') return 'continue';
  if ([...state.people.values()].some((one) => isMainLine(one.details))) return 'continue';
  return { leave: voicemailWords(state.brief, round, answersCallers(state)) };
}

/** Whether somebody who calls the number back is answered and found (P36); over ClawdTalk nobody asks who called. */
const answersCallers = (state: MissionState): boolean => state.origin.backend === 'telnyx';

export function assistantSpec(state: MissionState, round: RoundSpec): AssistantSpec {
  const spec = {
    instructions: instructionsOf(state.brief, round, answersCallers(state)),
    greeting: greetingOf(state.brief, round),
    language: state.brief.language,
    voice: state.brief.voice,
    insightGroupId: idOf(state, resource(round.id, 'group', round.revision)) ?? '',
    voicemail: voicemailOf(state, round),
    timeLimitSecs: TIME_LIMIT_SECS,
    ...(state.brief.text === undefined ? {} : { texts: true as const }),
    ...(state.brief.noiseSuppression === true ? { noiseSuppression: true as const } : {}),
  };
  // The name is part of it: the key stands for these very bytes, and another mission may have the same words.
  const mark = fingerprint(JSON.stringify({ name: state.brief.name, ...spec }));
  return {
    ...spec,
    name: `${state.brief.name} #${mark}`,
    // Of this mission alone: another one's create must never be answered with an assistant that was changed meanwhile.
    key: `${key(state, resource(round.id, 'assistant', round.revision))}-${mark}`,
  };
}

/**
 * R85, R86: an assistant of exactly these words, made by this bot before (a rehearsal, a mission like this one, a start
 * that was cut off), is used as it is; the name carries the digest of its whole configuration.
 */
async function assistant({ backend, book }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made> {
  const spec = assistantSpec(state, round);
  for (const candidate of named(await backend.listAssistants(), spec.name)) {
    const full = await backend.fittingAssistant(candidate.id, spec);
    const model = await book.modelOf(candidate.id);
    if (full !== undefined && (model === undefined || full.model === model)) return made(full);
  }
  const fresh = await backend.createAssistant(spec);
  if (fresh.model !== undefined) await book.noteModel(fresh.id, fresh.model);
  return made(fresh);
}

/** R84: a part of the name is enough to be looked at, whatever its letters' case. */
export const named = <T extends { readonly name: string }>(all: readonly T[], query: string): readonly T[] =>
  all.filter((one) => one.name.toLowerCase().includes(query.toLowerCase()));

const made = (one: { readonly id: string; readonly voiceConnectionId?: string }): Made => ({
  id: one.id,
  ...(one.voiceConnectionId === undefined ? {} : { detail: { connectionId: one.voiceConnectionId } }),
});

/** R116: linked before the first call. */
async function link({ backend }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made | undefined> {
  const ref = runRef(state);
  const id = assistantOf(state, round.id);
  if (ref === undefined || id === undefined) return undefined;
  if (!(await backend.linkedAssistants(ref)).includes(id)) await backend.linkAssistant(ref, id);
  return { id };
}

const MAKERS: Readonly<Record<string, Maker>> = {
  [MISSION]: makeMission,
  [RUN]: makeRun,
  [PLAN]: makePlan,
  [RUNNING]: setRunning,
  [SUMMARY_INSIGHT]: summaryInsight,
  insight: roundInsight,
  group: insightGroup,
  assistant,
  link,
  number: takeNumber,
  texting: setUpTexting,
};

export async function provision(context: EffectContext, state: MissionState, what: string): Promise<void> {
  const name = partsOf(what) ?? { round: state.brief.rounds[0]?.id, part: what };
  const round = state.brief.rounds.find((one) => one.id === name.round);
  const maker = MAKERS[name.part];
  if (round === undefined || maker === undefined) throw new Error(`Nothing is known of making ${what}.`);
  const result = await maker(context, state, round);
  if (result !== undefined) await context.tell({ type: 'RecordProvisioned', what, ...result });
}
