// One example of each mission operation: our call, the official SDK's call, and an answer in the SDK's own types.
import type Telnyx from 'telnyx';
import type { Input } from '../../src/gateways/telnyx/client.ts';
import type { OperationName } from '../../src/gateways/telnyx/operations.ts';

/** `answer` is what the server sends, wrapper included. */
export interface Sample<N extends OperationName> {
  readonly input: Input<N>;
  readonly sdk: (client: Telnyx) => PromiseLike<unknown>;
  readonly answer?: unknown;
}
export type Samples<N extends OperationName> = { readonly [Name in N]: Sample<Name> };

export const META = { page_number: 1, page_size: 50, total_pages: 1, total_results: 1 };
export const KEY = '7b0c6f6e-2f0e-4d2b-9a53-000000000001';

const mission: Telnyx.AI.MissionData = {
  mission_id: 'm 1',
  name: 'Vendors',
  execution_mode: 'external',
  created_at: '2026-03-02T10:00:00Z',
  updated_at: '2026-03-02T10:00:00Z',
  metadata: { client_ref: 'c1' },
};
const run: Telnyx.AI.Missions.MissionRunData = {
  mission_id: 'm 1',
  run_id: 'r1',
  started_at: '2026-03-02T10:00:00Z',
  updated_at: '2026-03-02T10:00:00Z',
  status: 'running',
};
const step: Telnyx.AI.Missions.Runs.PlanStepData = {
  run_id: 'r1',
  step_id: 'round-2/call',
  description: 'Call',
  sequence: 1,
  status: 'pending',
};
const event: Telnyx.AI.Missions.Runs.EventData = {
  event_id: 'e1',
  run_id: 'r1',
  type: 'custom',
  summary: 'Said',
  timestamp: '2026-03-02T10:00:00Z',
};
const agent: Telnyx.AI.Missions.Runs.TelnyxAgentData = {
  run_id: 'r1',
  telnyx_agent_id: 'a1',
  created_at: '2026-03-02',
};

const inMission = { mission: 'm 1' };
const inRun = { mission: 'm 1', run: 'r1' };
const ids = { mission_id: 'm 1', run_id: 'r1' };
const newMission = {
  name: 'Vendors',
  description: 'Prices',
  instructions: 'Ask',
  execution_mode: 'external',
  metadata: { client_ref: 'c1' },
} as const;
const newRun = { input: { original_request: 'Ask', context: { rows: 2 } }, metadata: { client_ref: 'c2' } };
const change = { status: 'succeeded', result_summary: 'Done', result_payload: { best: 1 } } as const;
const steps = [{ step_id: 'setup', description: 'Set up', sequence: 1 }];
const logged = {
  type: 'custom',
  summary: 'Said',
  step_id: 'setup',
  agent_id: 'callsheet',
  payload: { a: 1 },
  idempotency_key: 'm:1',
} as const;
const page = { 'page[number]': 1, 'page[size]': 50 };

type MissionOperation = Extract<
  OperationName,
  | `${string}Mission${'s' | ''}`
  | `${string}Run${'s' | ''}`
  | `${string}Step${'s' | ''}`
  | `${string}Plan`
  | MissionOther
>;
type MissionOther =
  | 'listRecentEvents'
  | 'listRecentRuns'
  | 'listEvents'
  | 'logEvent'
  | 'readEvent'
  | 'listAgents'
  | 'linkAgent'
  | 'unlinkAgent';

export const missionSamples: Samples<MissionOperation> = {
  listMissions: {
    input: {},
    sdk: (client) => client.ai.missions.list(page),
    answer: { data: [mission], meta: META },
  },
  createMission: {
    input: { body: newMission },
    sdk: (client) => client.ai.missions.create(newMission),
    answer: { data: mission },
  },
  readMission: {
    input: { path: inMission },
    sdk: (client) => client.ai.missions.retrieve('m 1'),
    answer: { data: mission },
  },
  replaceMission: {
    input: { path: inMission, body: newMission },
    sdk: (client) => client.ai.missions.updateMission('m 1', newMission),
    answer: { data: mission },
  },
  deleteMission: { input: { path: inMission }, sdk: (client) => client.ai.missions.deleteMission('m 1') },
  cloneMission: { input: { path: inMission }, sdk: (client) => client.ai.missions.cloneMission('m 1') },
  listRecentEvents: {
    input: {},
    sdk: (client) => client.ai.missions.listEvents(page),
    answer: { data: [event], meta: META },
  },
  listRecentRuns: {
    input: {},
    sdk: (client) => client.ai.missions.runs.listRuns(page),
    answer: { data: [run], meta: META },
  },
  listRuns: {
    input: { path: inMission },
    sdk: (client) => client.ai.missions.runs.list('m 1', page),
    answer: { data: [run], meta: META },
  },
  createRun: {
    input: { path: inMission, body: newRun },
    sdk: (client) => client.ai.missions.runs.create('m 1', newRun),
    answer: { data: run },
  },
  readRun: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.retrieve('r1', { mission_id: 'm 1' }),
    answer: { data: run },
  },
  updateRun: {
    input: { path: inRun, body: change },
    sdk: (client) => client.ai.missions.runs.update('r1', { mission_id: 'm 1', ...change }),
    answer: { data: run },
  },
  pauseRun: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.pauseRun('r1', { mission_id: 'm 1' }),
    answer: { data: run },
  },
  resumeRun: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.resumeRun('r1', { mission_id: 'm 1' }),
    answer: { data: run },
  },
  cancelRun: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.cancelRun('r1', { mission_id: 'm 1' }),
    answer: { data: run },
  },
  readPlan: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.plan.retrieve('r1', { mission_id: 'm 1' }),
    answer: { data: [step] },
  },
  createPlan: {
    input: { path: inRun, body: { steps } },
    sdk: (client) => client.ai.missions.runs.plan.create('r1', { mission_id: 'm 1', steps }),
    answer: { data: [step] },
  },
  addSteps: {
    input: { path: inRun, body: { steps } },
    sdk: (client) => client.ai.missions.runs.plan.addStepsToPlan('r1', { mission_id: 'm 1', steps }),
    answer: { data: [step] },
  },
  readStep: {
    input: { path: { ...inRun, step: 'round-2/call' } },
    sdk: (client) => client.ai.missions.runs.plan.getStepDetails('round-2/call', ids),
    answer: { data: step },
  },
  updateStep: {
    input: { path: { ...inRun, step: 'round-2/call' }, body: { status: 'completed' } },
    sdk: (client) => client.ai.missions.runs.plan.updateStep('round-2/call', { ...ids, status: 'completed' }),
    answer: { data: step },
  },
  listEvents: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.events.list('r1', { mission_id: 'm 1', ...page }),
    answer: { data: [event], meta: META },
  },
  logEvent: {
    input: { path: inRun, body: logged },
    sdk: (client) => client.ai.missions.runs.events.log('r1', { mission_id: 'm 1', ...logged }),
    answer: { data: event },
  },
  readEvent: {
    input: { path: { ...inRun, event: 'e1' } },
    sdk: (client) => client.ai.missions.runs.events.getEventDetails('e1', ids),
    answer: { data: event },
  },
  listAgents: {
    input: { path: inRun },
    sdk: (client) => client.ai.missions.runs.telnyxAgents.list('r1', { mission_id: 'm 1' }),
    answer: { data: [agent] },
  },
  linkAgent: {
    input: { path: inRun, body: { telnyx_agent_id: 'a1' } },
    sdk: (client) => client.ai.missions.runs.telnyxAgents.link('r1', { mission_id: 'm 1', telnyx_agent_id: 'a1' }),
    answer: { data: agent },
  },
  unlinkAgent: {
    input: { path: { ...inRun, assistant: 'a1' } },
    sdk: (client) => client.ai.missions.runs.telnyxAgents.unlink('a1', ids),
  },
};
