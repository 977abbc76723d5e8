// Every request the bot can send to Telnyx, one entry each: method, path, shapes, wrapper, and how often it may be sent.
// The client (client.ts) has no other knowledge of endpoints; the contract test compares each entry with the official SDK.
import { z } from 'zod';
import * as wire from './wire.ts';

/**
 * `data`: the answer sits under `data`; `bare`: it is the body itself; `list`: pages under `data` beside `meta`, `output`
 * is one item; `none`: success is all that is said.
 */
export type Wrapper = 'data' | 'bare' | 'list' | 'none';

/**
 * `key`: Telnyx keeps an Idempotency-Key for it, one must be given. `natural`: sending it twice is the same as once.
 * `no`: a second time is a second thing, or means something else by then.
 */
export type Idempotence = 'key' | 'natural' | 'no';

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{name}` stands for a path parameter, percent-encoded when filled in. */
  readonly path: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly output: z.ZodType;
  readonly wrapper: Wrapper;
  readonly idempotent: Idempotence;
  /** It makes a phone ring: never repeated by the transport, key or not. */
  readonly rings?: true;
  /** A refusal is one of its answers, for which the gateway has another way: the log takes it calmly. */
  readonly mayRefuse?: true;
  /** Lists: page[size] asked for; left out where Telnyx takes no page parameters. */
  readonly pageSize?: number;
}

const nothing = z.unknown();
const MISSION = '/ai/missions/{mission}';
const RUN = '/ai/missions/{mission}/runs/{run}';
const ASSISTANT = '/ai/assistants/{assistant}';
const CONVERSATIONS = '/ai/conversations';
const GROUPS = '/ai/conversations/insight-groups';

const read = { method: 'GET', idempotent: 'natural' } as const;
const get = { ...read, wrapper: 'data' } as const;
const list = { ...read, wrapper: 'list' } as const;
const remove = { method: 'DELETE', wrapper: 'none', idempotent: 'natural', output: nothing } as const;
/** Creates without a key: after a lost answer, look before sending again. */
const create = { method: 'POST', wrapper: 'data', idempotent: 'no' } as const;
const keyed = { method: 'POST', wrapper: 'data', idempotent: 'key' } as const;
const patch = { method: 'PATCH', wrapper: 'data', idempotent: 'natural' } as const;
const put = { method: 'PUT', wrapper: 'data', idempotent: 'natural' } as const;

export const operations = {
  listMissions: { ...list, path: '/ai/missions', output: wire.missionOut, pageSize: 50 },
  createMission: { ...create, path: '/ai/missions', body: wire.missionIn, output: wire.missionOut },
  readMission: { ...get, path: MISSION, output: wire.missionOut },
  replaceMission: { ...put, path: MISSION, body: wire.missionIn, output: wire.missionOut },
  deleteMission: { ...remove, path: MISSION },
  // Telnyx does not say what it answers.
  cloneMission: { ...create, path: `${MISSION}/clone`, output: nothing, wrapper: 'none' },
  listRecentEvents: { ...list, path: '/ai/missions/events', output: wire.eventOut, pageSize: 50 },
  listRecentRuns: { ...list, path: '/ai/missions/runs', output: wire.runOut, pageSize: 50 },

  listRuns: { ...list, path: `${MISSION}/runs`, output: wire.runOut, pageSize: 50 },
  createRun: { ...create, path: `${MISSION}/runs`, body: wire.runIn, output: wire.runOut },
  readRun: { ...get, path: RUN, output: wire.runOut },
  updateRun: { ...patch, path: RUN, body: wire.runChangeIn, output: wire.runOut },
  // A second pause, resume or cancel is refused, so only whoever looked at the run may send it.
  pauseRun: { ...create, path: `${RUN}/pause`, output: wire.runOut },
  resumeRun: { ...create, path: `${RUN}/resume`, output: wire.runOut },
  cancelRun: { ...create, path: `${RUN}/cancel`, output: wire.runOut },

  readPlan: { ...get, path: `${RUN}/plan`, output: z.array(wire.stepOut) },
  createPlan: { ...create, path: `${RUN}/plan`, body: wire.planIn, output: z.array(wire.stepOut) },
  addSteps: { ...create, path: `${RUN}/plan/steps`, body: wire.planIn, output: z.array(wire.stepOut) },
  readStep: { ...get, path: `${RUN}/plan/steps/{step}`, output: wire.stepOut },
  updateStep: { ...patch, path: `${RUN}/plan/steps/{step}`, body: wire.stepChangeIn, output: wire.stepOut },

  listEvents: { ...list, path: `${RUN}/events`, output: wire.eventOut, pageSize: 50 },
  // The body's own idempotency_key makes a second send harmless, yet the mirror alone decides when to repeat.
  logEvent: { ...create, idempotent: 'natural', path: `${RUN}/events`, body: wire.eventIn, output: wire.eventOut },
  readEvent: { ...get, path: `${RUN}/events/{event}`, output: wire.eventOut },

  listAgents: { ...get, path: `${RUN}/telnyx-agents`, output: z.array(wire.agentOut) },
  linkAgent: { ...create, path: `${RUN}/telnyx-agents`, body: wire.agentIn, output: wire.agentOut },
  unlinkAgent: { ...remove, path: `${RUN}/telnyx-agents/{assistant}` },

  listAssistants: { ...list, path: '/ai/assistants', output: wire.assistantOut, pageSize: 25 },
  createAssistant: {
    ...keyed,
    path: '/ai/assistants',
    body: wire.assistantIn,
    output: wire.assistantOut,
    wrapper: 'bare',
  },
  readAssistant: { ...read, path: ASSISTANT, output: wire.assistantFull, wrapper: 'bare' },
  updateAssistant: {
    method: 'POST',
    path: ASSISTANT,
    body: wire.assistantChangeIn,
    output: wire.assistantOut,
    wrapper: 'bare',
    idempotent: 'natural',
  },
  cloneAssistant: { ...keyed, path: `${ASSISTANT}/clone`, output: wire.assistantOut, wrapper: 'bare' },
  deleteAssistant: { ...remove, path: ASSISTANT },

  listNumbers: { ...list, path: '/phone_numbers', output: wire.numberOut, pageSize: 100 },
  readNumber: { ...get, path: '/phone_numbers/{number}', output: wire.numberOut },
  // Whether a number takes HD voice only asking tells (R110).
  updateNumber: {
    ...patch,
    path: '/phone_numbers/{number}',
    body: wire.numberChangeIn,
    output: wire.numberOut,
    mayRefuse: true,
  },
  readNumberMessaging: { ...get, path: '/phone_numbers/{number}/messaging', output: wire.messagingOut },
  updateNumberMessaging: {
    ...patch,
    path: '/phone_numbers/{number}/messaging',
    body: wire.messagingChangeIn,
    output: wire.messagingOut,
  },

  listScheduledEvents: {
    ...list,
    path: `${ASSISTANT}/scheduled_events`,
    query: wire.scheduledQuery,
    output: wire.scheduledOut,
    pageSize: 50,
  },
  createScheduledEvent: {
    ...keyed,
    rings: true,
    path: `${ASSISTANT}/scheduled_events`,
    body: wire.scheduledIn,
    output: wire.scheduledOut,
    wrapper: 'bare',
  },
  readScheduledEvent: {
    ...read,
    path: `${ASSISTANT}/scheduled_events/{event}`,
    output: wire.scheduledOut,
    wrapper: 'bare',
  },
  // Cancels while pending, a moment later only destroys the record: never repeated without looking (what must hold, 4).
  deleteScheduledEvent: { ...remove, idempotent: 'no', path: `${ASSISTANT}/scheduled_events/{event}` },

  listInsights: { ...list, path: `${CONVERSATIONS}/insights`, output: wire.insightOut, pageSize: 25 },
  createInsight: {
    ...keyed,
    path: `${CONVERSATIONS}/insights`,
    body: wire.insightIn,
    output: wire.insightOut,
  },
  readInsight: { ...get, path: `${CONVERSATIONS}/insights/{insight}`, output: wire.insightOut },
  updateInsight: {
    ...put,
    path: `${CONVERSATIONS}/insights/{insight}`,
    body: wire.insightChangeIn,
    output: wire.insightOut,
  },
  deleteInsight: { ...remove, path: `${CONVERSATIONS}/insights/{insight}` },

  listInsightGroups: { ...list, path: GROUPS, output: wire.groupOut, pageSize: 25 },
  createInsightGroup: { ...keyed, path: GROUPS, body: wire.groupIn, output: wire.groupOut },
  readInsightGroup: { ...get, path: `${GROUPS}/{group}`, output: wire.groupOut },
  updateInsightGroup: { ...put, path: `${GROUPS}/{group}`, body: wire.groupChangeIn, output: wire.groupOut },
  deleteInsightGroup: { ...remove, path: `${GROUPS}/{group}` },
  // The group is read first, so a second send is the caller's informed choice.
  assignInsight: {
    method: 'POST',
    path: `${GROUPS}/{group}/insights/{insight}/assign`,
    output: nothing,
    wrapper: 'none',
    idempotent: 'natural',
  },
  unassignInsight: { ...remove, path: `${GROUPS}/{group}/insights/{insight}/unassign` },

  listConversations: {
    ...get,
    path: CONVERSATIONS,
    query: wire.conversationQuery,
    output: z.array(wire.conversationOut),
  },
  readConversation: { ...get, path: `${CONVERSATIONS}/{conversation}`, output: wire.conversationOut },
  listConversationInsights: {
    ...get,
    path: `${CONVERSATIONS}/{conversation}/conversations-insights`,
    output: z.array(wire.insightRunOut),
  },
  listMessages: {
    ...list,
    path: `${CONVERSATIONS}/{conversation}/messages`,
    output: wire.messageOut,
    pageSize: 100,
  },

  hangUp: {
    ...create,
    path: '/calls/{call}/actions/hangup',
    body: wire.hangUpIn,
    output: wire.hangUpOut,
    idempotent: 'natural',
  },
  readBalance: { ...get, path: '/balance', output: wire.balanceOut },
  listOutboundProfiles: { ...list, path: '/outbound_voice_profiles', output: wire.profileOut, pageSize: 25 },
  readOutboundProfile: { ...get, path: '/outbound_voice_profiles/{profile}', output: wire.profileOut },
  readTexmlApplication: { ...get, path: '/texml_applications/{application}', output: wire.texmlOut },
} as const satisfies Readonly<Record<string, Operation>>;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
