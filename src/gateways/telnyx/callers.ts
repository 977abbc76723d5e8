// Conversations that came in on our numbers. A call of ours carries our metadata; what has none of it was placed by the
// other side. In both directions the agent's target is our number and the end user's target theirs.
import { BackendError } from '../../engine/errors.ts';
import type { CallBackend, InboundCall } from '../../engine/ports.ts';
import type { TelnyxClient } from './client.ts';
import { toConversation } from './map.ts';

const AT_ONCE = 100;
/** A list that does not end is an error of the server, not of ours. */
const PAGES_AT_MOST = 50;

export function callerMethods(client: TelnyxClient): Pick<CallBackend, 'listCallers'> {
  const page = async (numbers: readonly string[], since: number) => {
    const query = {
      ...ofNumbers(numbers),
      created_at: `gte.${new Date(since).toISOString()}`,
      order: 'created_at.asc',
      limit: AT_ONCE,
    };
    return (await client.call('listConversations', { query })).map(toConversation);
  };
  async function callersOf(numbers: readonly string[], since: number): Promise<readonly InboundCall[]> {
    const found = new Map<string, InboundCall>();
    let from = since;
    for (let count = 0; count < PAGES_AT_MOST; count += 1) {
      const conversations = await page(numbers, from);
      for (const { id, createdAt, metadata } of conversations) {
        const call = toInboundCall(id, createdAt, metadata);
        if (call !== undefined) found.set(id, call);
      }
      const last = conversations.at(-1)?.createdAt ?? from;
      // As many at one moment as fit on a page: nothing further can be asked for.
      if (conversations.length < AT_ONCE || !(last > from)) break;
      from = last;
    }
    return [...found.values()];
  }

  /** Telnyx refused to be asked for several at once: from then on one after the other. */
  let oneByOne = false;
  return {
    listCallers: async (numbers, since) => {
      if (!oneByOne || numbers.length < 2) {
        try {
          return await callersOf(numbers, since);
        } catch (error) {
          const isRefused = error instanceof BackendError && (error.status === 400 || error.status === 422);
          if (!isRefused || numbers.length < 2) throw error;
          oneByOne = true;
        }
      }
      const each: (readonly InboundCall[])[] = [];
      for (const number of numbers) each.push(await callersOf([number], since));
      return each.flat();
    },
  };
}

const AGENT = 'metadata->telnyx_agent_target';

/** One number is asked for as such; for several PostgREST has `or`. */
function ofNumbers(numbers: readonly string[]): Readonly<Record<string, string>> {
  const [only] = numbers;
  return numbers.length === 1 && only !== undefined
    ? { [AGENT]: `eq.${only}` }
    : { or: `(${numbers.map((number) => `${AGENT}.eq.${number}`).join(',')})` };
}

function toInboundCall(
  conversationId: string,
  at: number,
  metadata: Readonly<Record<string, string>>,
): InboundCall | undefined {
  const { telnyx_agent_target: number, telnyx_end_user_target: phone, telnyx_conversation_channel: channel } = metadata;
  const ours = metadata.callsheet_call !== undefined || metadata.callsheet_mission !== undefined;
  if (ours || number === undefined || phone === undefined || Number.isNaN(at)) return undefined;
  return channel === undefined || channel === 'phone_call' ? { conversationId, number, phone, at } : undefined;
}
