/**
 * Making what a round needs, one resource a call (playbook sections 7 and 8): look first, use again only what fits as it
 * is, never change what this bot did not make. Each create carries a marker or a key, so a lost answer leads to the same one.
 */
import { fingerprint } from '../../lib/fingerprint.ts';
import type { RoundSpec } from '../../missions/brief.ts';
import { clientRef, idOf, MISSION, PLAN, RUN, RUNNING, resource, SUMMARY_INSIGHT } from '../../missions/provision.ts';
import { CONVERSATION_SUMMARY, insightInstructions, SUMMARY_NAME, schemaOf } from '../../missions/schema.ts';
import { instructionsOf } from '../../missions/script.ts';
import type { MissionState } from '../../missions/state.ts';
import type { AssistantSpec } from '../ports.ts';
import { assistantOf, type EffectContext, runRef } from './context.ts';
import { takeNumber } from './numbers.ts';

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

/** R88, R189: the stock "Summary" on whatever page it is; one of our own only when it is missing. */
async function summaryInsight({ backend }: EffectContext, state: MissionState): Promise<Made> {
  const all = await backend.listInsights();
  const unstructured = all.filter((one) => one.schema === undefined);
  const found =
    unstructured.find((one) => one.name === SUMMARY_NAME) ??
    unstructured.find((one) => one.name === CONVERSATION_SUMMARY.name);
  return {
    id: found?.id ?? (await backend.createInsight({ ...CONVERSATION_SUMMARY, key: key(state, SUMMARY_INSIGHT) })),
  };
}

/** R87: the same schema and instructions are used again, anything else is made new. */
async function roundInsight({ backend }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made> {
  const schema = schemaOf(round);
  const instructions = insightInstructions(round);
  const wanted = JSON.stringify(schema);
  const found = (await backend.listInsights()).find(
    (one) => one.instructions === instructions && JSON.stringify(one.schema) === wanted,
  );
  const name = `${state.brief.name}: ${round.purpose}`;
  return {
    id:
      found?.id ??
      (await backend.createInsight({ name, instructions, schema, key: key(state, resource(round.id, 'insight')) })),
  };
}

/** R89, R188: a group that holds exactly the structured insight and the summary. */
async function insightGroup({ backend }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made> {
  const wanted = [idOf(state, resource(round.id, 'insight')) ?? '', idOf(state, SUMMARY_INSIGHT) ?? ''];
  const fits = (ids: readonly string[]): boolean =>
    ids.length === wanted.length && wanted.every((id) => ids.includes(id));
  const found = (await backend.listInsightGroups()).find((one) => fits(one.insightIds));
  if (found !== undefined) return { id: found.id };
  const name = `${state.brief.name}: ${round.id}`;
  const id = await backend.createInsightGroup({ name, key: key(state, resource(round.id, 'group')) });
  for (const insight of wanted) await backend.assignInsight(id, insight);
  return { id };
}

/** R291: professionals get one short message on a mailbox; others are handled by the words of the script (P21, P22). */
function voicemailOf(state: MissionState): AssistantSpec['voicemail'] {
  if (state.brief.recipients !== 'professional') return 'continue';
  return {
    leave: `Say in one or two sentences that you are an AI assistant calling for ${state.brief.onBehalfOf}, and why. Be polite.`,
  };
}

export function assistantSpec(state: MissionState, round: RoundSpec): AssistantSpec {
  const spec = {
    instructions: instructionsOf(state.brief, round),
    greeting: round.opening,
    language: state.brief.language,
    voice: state.brief.voice,
    insightGroupId: idOf(state, resource(round.id, 'group')) ?? '',
    voicemail: voicemailOf(state),
    timeLimitSecs: TIME_LIMIT_SECS,
  };
  // The name is part of it: the key stands for these very bytes, and another mission may have the same words.
  const mark = fingerprint(JSON.stringify({ name: state.brief.name, ...spec }));
  return {
    ...spec,
    name: `${state.brief.name} #${mark}`,
    key: `callsheet-${state.origin.account}-${mark}`.replace(/[^\w-]/g, '-'),
  };
}

/**
 * R85, R86: an assistant of exactly these words, made by this bot before (a rehearsal, a mission like this one, a start
 * that was cut off), is used as it is; the name carries the digest of its whole configuration.
 */
async function assistant({ backend }: EffectContext, state: MissionState, round: RoundSpec): Promise<Made> {
  const spec = assistantSpec(state, round);
  const candidates = (await backend.listAssistants()).filter((one) => one.name === spec.name);
  for (const candidate of candidates) {
    const full = await backend.readAssistant(candidate.id);
    if (full.instructions === spec.instructions && full.greeting === spec.greeting) return made(full);
  }
  return made(await backend.createAssistant(spec));
}

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
};

export async function provision(context: EffectContext, state: MissionState, what: string): Promise<void> {
  const [roundId, part] = what.includes('/') ? what.split('/') : [state.brief.rounds[0]?.id, what];
  const round = state.brief.rounds.find((one) => one.id === roundId);
  const maker = part === undefined ? undefined : MAKERS[part];
  if (round === undefined || maker === undefined) throw new Error(`Nothing is known of making ${what}.`);
  const result = await maker(context, state, round);
  if (result !== undefined) await context.tell({ type: 'RecordProvisioned', what, ...result });
}
