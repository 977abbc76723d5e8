// Missions, runs, plan, steps, events and linked assistants: the audit trail that the portal shows.
// Creates here have no Idempotency-Key: they carry `client_ref` in their metadata and are looked for before a second send.
import type { CallBackend, RunRef } from '../../engine/ports.ts';
import type { TelnyxClient } from './client.ts';
import type { TelnyxMap } from './map.ts';

/** Who writes the mission's events, as the portal shows it. */
const AGENT = 'callsheet';

type MissionMethods = Pick<
  CallBackend,
  | 'createMission'
  | 'findMission'
  | 'createRun'
  | 'findRun'
  | 'createPlan'
  | 'readPlan'
  | 'setRun'
  | 'setStep'
  | 'logEvent'
  | 'linkAssistant'
  | 'linkedAssistants'
>;

export function missionMethods(client: TelnyxClient, map: TelnyxMap): MissionMethods {
  return {
    createMission: async ({ clientRef, ...input }) => {
      const body = { ...input, execution_mode: 'external', metadata: { client_ref: clientRef } } as const;
      return (await client.call('createMission', { body })).mission_id;
    },
    findMission: async (clientRef) => {
      for await (const mission of client.list('listMissions', {}, (item) => item.mission_id)) {
        if (mission.metadata?.client_ref === clientRef) return mission.mission_id;
      }
      return undefined;
    },
    createRun: async (mission, { request, context, clientRef }) => {
      const body = { input: { original_request: request, context }, metadata: { client_ref: clientRef } };
      return (await client.call('createRun', { path: { mission }, body })).run_id;
    },
    findRun: async (mission, clientRef) => {
      for await (const run of client.list('listRuns', { path: { mission } }, (item) => item.run_id)) {
        if (run.metadata?.client_ref === clientRef) return run.run_id;
      }
      return undefined;
    },
    createPlan: async (run, steps) => {
      const body = { steps: steps.map(({ id, description, sequence }) => ({ step_id: id, description, sequence })) };
      await client.call('createPlan', { path: at(run), body });
    },
    readPlan: async (run) => (await client.call('readPlan', { path: at(run) })).map(map.toStep),
    setRun: (run, change) => setRun(client, run, change),
    setStep: async (run, step, status) => {
      await client.call('updateStep', { path: { ...at(run), step }, body: { status } });
    },
    logEvent: async (run, { key, type, summary, step, payload }) => {
      const body = {
        type,
        summary,
        // R62: the dash is how people write "no step"; Telnyx would take it for a step's name.
        ...(step === undefined || step === '-' ? {} : { step_id: step }),
        agent_id: AGENT,
        ...(payload === undefined ? {} : { payload }),
        idempotency_key: key,
      };
      await client.call('logEvent', { path: at(run), body });
    },
    linkAssistant: async (run, assistantId) => {
      await client.call('linkAgent', { path: at(run), body: { telnyx_agent_id: assistantId } });
    },
    linkedAssistants: async (run) =>
      (await client.call('listAgents', { path: at(run) })).map((agent) => agent.telnyx_agent_id),
  };
}

/** Pausing, resuming and cancelling have endpoints of their own, which refuse a second time: the run is looked at first. */
async function setRun(client: TelnyxClient, run: RunRef, change: Parameters<CallBackend['setRun']>[1]): Promise<void> {
  const path = at(run);
  const { status, summary, payload, error } = change;
  const facts = {
    ...(summary === undefined ? {} : { result_summary: summary }),
    ...(payload === undefined ? {} : { result_payload: payload }),
    ...(error === undefined ? {} : { error }),
  };
  const verb = status === 'running' || status === 'paused' || status === 'cancelled' ? status : undefined;
  const now = verb === undefined ? undefined : (await client.call('readRun', { path })).status;
  const action = now === undefined || verb === undefined ? undefined : actionFor(verb, now);
  const patch = { ...facts, ...(status === undefined || action !== undefined || now === status ? {} : { status }) };
  // The result first: a run that is closed may take no more changes.
  if (Object.keys(patch).length > 0) await client.call('updateRun', { path, body: patch });
  if (action !== undefined) await client.call(action, { path });
}

function actionFor(wanted: 'running' | 'paused' | 'cancelled', now: string) {
  if (wanted === 'paused' && now === 'running') return 'pauseRun';
  if (wanted === 'running' && now === 'paused') return 'resumeRun';
  if (wanted === 'cancelled' && (now === 'running' || now === 'paused')) return 'cancelRun';
  return undefined;
}

function at({ missionId, runId }: RunRef) {
  return { mission: missionId, run: runId };
}
