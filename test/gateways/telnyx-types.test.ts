// Our shapes beside the official SDK's, checked by the compiler: what we send is what the SDK would take, what the SDK
// declares as an answer is what we read. Deliberate differences are listed at the end, each proved to be one.
import type Telnyx from 'telnyx';
import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { Operations } from '../../src/gateways/telnyx/operations.ts';

type Body<N extends keyof Operations> = Operations[N] extends { readonly body: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : never;
type Query<N extends keyof Operations> = Operations[N] extends { readonly query: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : never;
type Answer<N extends keyof Operations> = z.output<Operations[N]['output']>;
/** SDK parameters carry path ids and the key beside the body. */
type Sent<Params, Beside extends string = never> = Omit<Params, 'mission_id' | 'run_id' | 'Idempotency-Key' | Beside>;

test('bodies: ours can be given to the SDK', () => {
  expectTypeOf<Body<'createMission'>>().toExtend<Telnyx.AI.MissionCreateParams>();
  expectTypeOf<Body<'replaceMission'>>().toExtend<Telnyx.AI.MissionUpdateMissionParams>();
  expectTypeOf<Body<'createRun'>>().toExtend<Telnyx.AI.Missions.RunCreateParams>();
  expectTypeOf<Body<'updateRun'>>().toExtend<Sent<Telnyx.AI.Missions.RunUpdateParams>>();
  expectTypeOf<Body<'createPlan'>>().toExtend<Sent<Telnyx.AI.Missions.Runs.PlanCreateParams>>();
  expectTypeOf<Body<'addSteps'>>().toExtend<Sent<Telnyx.AI.Missions.Runs.PlanAddStepsToPlanParams>>();
  expectTypeOf<Body<'updateStep'>>().toExtend<Sent<Telnyx.AI.Missions.Runs.PlanUpdateStepParams>>();
  expectTypeOf<Body<'logEvent'>>().toExtend<Sent<Telnyx.AI.Missions.Runs.EventLogParams>>();
  expectTypeOf<Body<'linkAgent'>>().toExtend<Sent<Telnyx.AI.Missions.Runs.TelnyxAgentLinkParams>>();
  expectTypeOf<Body<'createAssistant'>>().toExtend<Telnyx.AI.AssistantCreateParams>();
  expectTypeOf<Body<'updateAssistant'>>().toExtend<Telnyx.AI.AssistantUpdateParams>();
  expectTypeOf<Body<'updateNumberMessaging'>>().toExtend<Telnyx.PhoneNumbers.MessagingUpdateParams>();
  expectTypeOf<Body<'createScheduledEvent'>>().toExtend<Telnyx.AI.Assistants.ScheduledEventCreateParams>();
  expectTypeOf<Body<'createInsight'>>().toExtend<Telnyx.AI.Conversations.InsightCreateParams>();
  expectTypeOf<Body<'updateInsight'>>().toExtend<Telnyx.AI.Conversations.InsightUpdateParams>();
  expectTypeOf<Body<'createInsightGroup'>>().toExtend<Telnyx.AI.Conversations.InsightGroupInsightGroupsParams>();
  expectTypeOf<Body<'updateInsightGroup'>>().toExtend<Telnyx.AI.Conversations.InsightGroupUpdateParams>();
  expectTypeOf<Body<'hangUp'>>().toExtend<Telnyx.Calls.ActionHangupParams>();
});

test('queries: ours can be given to the SDK', () => {
  expectTypeOf<Query<'listScheduledEvents'>>().toExtend<Telnyx.AI.Assistants.ScheduledEventListParams>();
  // Wider than the SDK's: any metadata key can be filtered by, the SDK names five of them.
  expectTypeOf<Query<'listConversations'>>().toExtend<Telnyx.AI.ConversationListParams>();
});

test('answers: what the SDK declares is what we read', () => {
  expectTypeOf<Telnyx.AI.MissionData>().toExtend<Answer<'readMission'>>();
  expectTypeOf<Telnyx.AI.Missions.MissionRunData>().toExtend<Answer<'readRun'>>();
  expectTypeOf<Telnyx.AI.Missions.Runs.PlanStepData>().toExtend<Answer<'readStep'>>();
  expectTypeOf<Telnyx.AI.Missions.Runs.EventData>().toExtend<Answer<'readEvent'>>();
  expectTypeOf<Telnyx.AI.Missions.Runs.TelnyxAgentData>().toExtend<Answer<'linkAgent'>>();
  expectTypeOf<Telnyx.AI.InferenceEmbedding>().toExtend<Answer<'readAssistant'>>();
  expectTypeOf<Telnyx.NumbersPhoneNumberDetailed>().toExtend<Answer<'readNumber'>>();
  expectTypeOf<Telnyx.PhoneNumberWithMessagingSettings>().toExtend<Answer<'readNumberMessaging'>>();
  expectTypeOf<Telnyx.AI.Conversations.InsightTemplate>().toExtend<Answer<'readInsight'>>();
  expectTypeOf<Telnyx.AI.Conversations.InsightTemplateGroup>().toExtend<Answer<'readInsightGroup'>>();
  expectTypeOf<Telnyx.AI.Conversation>().toExtend<Answer<'readConversation'>>();
  type InsightRuns = Telnyx.AI.ConversationRetrieveConversationsInsightsResponse['data'];
  expectTypeOf<InsightRuns>().toExtend<Answer<'listConversationInsights'>>();
  expectTypeOf<Telnyx.AI.Conversations.MessageListResponse>().toExtend<Answer<'listMessages'>>();
  expectTypeOf<NonNullable<Telnyx.BalanceRetrieveResponse['data']>>().toExtend<Answer<'readBalance'>>();
  expectTypeOf<Telnyx.OutboundVoiceProfile>().toExtend<Answer<'readOutboundProfile'>>();
  expectTypeOf<Telnyx.TexmlApplication>().toExtend<Answer<'readTexmlApplication'>>();
});

test('differences, and why', () => {
  // A scheduled event without its id is of no use; the SDK declares the id as optional.
  type Event = Telnyx.AI.Assistants.ScheduledPhoneCallEventResponse;
  expectTypeOf<Event>().not.toExtend<Answer<'readScheduledEvent'>>();
  expectTypeOf<Event & { scheduled_event_id: string }>().toExtend<Answer<'readScheduledEvent'>>();
  // `null` is tried where the empty string does not free a number; the SDK knows strings only.
  expectTypeOf<Body<'updateNumber'>>().not.toExtend<Telnyx.PhoneNumberUpdateParams>();
  expectTypeOf<Body<'updateNumber'> & { connection_id?: string }>().toExtend<Telnyx.PhoneNumberUpdateParams>();
  // The SDK's enums are read as strings, so that a new value does not stop the bot.
  expectTypeOf<Answer<'readRun'>['status']>().toBeString();
  expectTypeOf<Answer<'readScheduledEvent'>['call_status']>().toEqualTypeOf<string | null | undefined>();
});
