// What a mission needs before it can call: account, assistants, insight templates and groups, numbers.
// Outbound profiles are read and reported, never edited without the owner's word.
import { BackendError } from '../../engine/errors.ts';
import type { CallBackend } from '../../engine/ports.ts';
import { toAssistantBody } from './assistant-body.ts';
import { fitsSpec } from './assistant-fit.ts';
import type { Output, TelnyxClient } from './client.ts';
import { toAssistant, toBalance, toGroup, toInsight, toNumber, toProfile } from './map.ts';
import { assistantOut } from './wire.ts';

type SetUpMethods = Pick<
  CallBackend,
  | 'account'
  | 'listAssistants'
  | 'createAssistant'
  | 'readAssistant'
  | 'fittingAssistant'
  | 'listInsights'
  | 'createInsight'
  | 'listInsightGroups'
  | 'createInsightGroup'
  | 'readInsightGroup'
  | 'assignInsight'
  | 'listNumbers'
  | 'assignNumber'
  | 'releaseNumber'
>;

export function setUpMethods(client: TelnyxClient): SetUpMethods {
  const listNumbers = async () =>
    (await Array.fromAsync(client.list('listNumbers', {}, (item) => item.id))).map(toNumber);
  return {
    account: async () => {
      const balance = await client.callDated('readBalance', {});
      const profiles = await Array.fromAsync(client.list('listOutboundProfiles', {}, (item) => item.id ?? item.name));
      return {
        balance: toBalance(balance.value),
        numbers: await listNumbers(),
        profiles: profiles.map(toProfile),
        ...(balance.serverTime === undefined ? {} : { serverTime: balance.serverTime }),
      };
    },
    listAssistants: async () =>
      (await Array.fromAsync(client.list('listAssistants', {}, (item) => item.id))).map(toAssistant),
    createAssistant: async (spec) =>
      toAssistant(await client.call('createAssistant', { body: toAssistantBody(spec), key: spec.key })),
    readAssistant: async (assistant) => plain(await client.call('readAssistant', { path: { assistant } })),
    fittingAssistant: async (assistant, spec) => {
      const full = await client.call('readAssistant', { path: { assistant } });
      return fitsSpec(full, spec) ? plain(full) : undefined;
    },
    listInsights: async () =>
      (await Array.fromAsync(client.list('listInsights', {}, (item) => toInsight(item).id))).map(toInsight),
    createInsight: async ({ name, instructions, schema, key }) => {
      const body = { name, instructions, ...(schema === undefined ? {} : { json_schema: schema }) };
      return toInsight(await client.call('createInsight', { body, key })).id;
    },
    listInsightGroups: async () =>
      (await Array.fromAsync(client.list('listInsightGroups', {}, (item) => toGroup(item).id))).map(toGroup),
    createInsightGroup: async ({ name, key }) =>
      toGroup(await client.call('createInsightGroup', { body: { name }, key })).id,
    readInsightGroup: async (group) => toGroup(await client.call('readInsightGroup', { path: { group } })),
    assignInsight: async (group, insight) => {
      const { insightIds } = toGroup(await client.call('readInsightGroup', { path: { group } }));
      if (!insightIds.includes(insight)) await client.call('assignInsight', { path: { group, insight } });
    },
    listNumbers,
    assignNumber: async (number, connectionId, hd = true) => {
      const path = { number };
      const plain = () => client.call('updateNumber', { path, body: { connection_id: connectionId } });
      if (!hd) await plain();
      else
        await orElse(
          () => client.call('updateNumber', { path, body: { connection_id: connectionId, hd_voice_enabled: true } }),
          plain,
        );
    },
    releaseNumber: async (number) => {
      const path = { number };
      // Not documented which of the two frees a voice number; the empty string is what the type allows.
      await orElse(
        () => client.call('updateNumber', { path, body: { connection_id: '' } }),
        () => client.call('updateNumber', { path, body: { connection_id: null } }),
      );
    },
  };
}

const plain = (full: Output<'readAssistant'>) => toAssistant(assistantOut.parse(full));

/** The second way only when Telnyx refused the first as wrong for this number (R110), never after a 401, 429 or 5xx. */
async function orElse(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  try {
    await first();
  } catch (error) {
    if (!(error instanceof BackendError) || (error.status !== 400 && error.status !== 422)) throw error;
    await second();
  }
}
