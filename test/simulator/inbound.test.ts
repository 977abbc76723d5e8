/** Somebody calls a number of the account: who picks up, what is heard, what is to be read of it afterwards. */
import { expect, test } from 'vitest';
import { readyToCall, START, simulator, TARGET } from './support.ts';

const GREETING =
  '{{#outbound}}Hello {{name}}, I call you.{{/outbound}}{{^outbound}}You reached the AI of Northwind.{{/outbound}}';

const inboundIn = async (stage: { log: () => Promise<readonly object[]> }) =>
  (await stage.log()).flatMap((entry) => ('inbound' in entry ? [entry.inbound] : []));

test('P36 the assistant of the number answers without the variables of a placed call; the outbound greeting is not heard', async () => {
  const { api, stage } = await simulator();
  const { assistant, number } = await readyToCall(api, { greeting: GREETING });
  await stage.inbound({ from: TARGET, to: number.phone_number, insights: { price: 42 }, talkSeconds: 60 });
  expect(await inboundIn(stage)).toMatchObject([
    {
      from: TARGET,
      to: number.phone_number,
      answered: true,
      assistant: assistant.id,
      heard: 'You reached the AI of Northwind.',
    },
  ]);
  const { data: conversations } = await api.ai.conversations.list();
  expect(conversations?.map((one) => one.metadata)).toMatchObject([
    {
      telnyx_agent_target: number.phone_number,
      telnyx_end_user_target: TARGET,
      telnyx_conversation_channel: 'phone_call',
      assistant_id: assistant.id,
    },
  ]);
  await stage.reach('2026-11-24T15:01:10.000Z');
  const insights = await api.ai.conversations.retrieveConversationsInsights(conversations?.[0]?.id ?? '');
  expect(JSON.stringify(insights.data)).toContain('42');
  expect(await stage.dials()).toEqual([]);
});

test('a number of nobody rings out; one that the account does not have is an error', async () => {
  const { api, stage } = await simulator();
  const numbers = [];
  for await (const one of api.phoneNumbers.list()) numbers.push(one);
  const free = numbers.find((one) => one.status === 'active' && !one.connection_id)?.phone_number ?? '';
  await stage.inbound({ from: TARGET, to: free });
  expect(await inboundIn(stage)).toEqual([{ from: TARGET, to: free, answered: false }]);
  await expect(stage.inbound({ from: TARGET, to: '+4930999' })).rejects.toThrow('phone number');
});

test('a script makes them call back by themselves, on whichever assistant has the number then', async () => {
  const { api, stage } = await simulator();
  const { call, number } = await readyToCall(api, { greeting: GREETING });
  await stage.script({
    [TARGET]: [{ outcome: 'voicemail', talkSeconds: 20, callsBack: { afterSeconds: 1800, talkSeconds: 30 } }],
  });
  await call(TARGET, '2026-11-24T15:02:00.000Z');
  await stage.reach('2026-11-24T15:45:00.000Z');
  expect(await inboundIn(stage)).toMatchObject([{ from: TARGET, to: number.phone_number, answered: true }]);
  const heard = (await stage.log()).filter((entry) => entry.at > START);
  expect(heard.filter((entry) => entry.dial !== undefined)).toHaveLength(1);
});
