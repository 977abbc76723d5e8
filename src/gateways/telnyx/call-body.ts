// The exact bytes of a scheduling request. Pure and deterministic: the same call gives the same string on every machine,
// because the bytes are journaled before the first send and compared by Telnyx at a repeat.
import type { z } from 'zod';
import type { CallSpec, TextSpec } from '../../engine/ports.ts';
import { scheduledIn } from './wire.ts';

/** Fixed field order, sorted keys inside, time as UTC; empty variables are left out, or they would be spoken (R127). */
export const encodeCall = (spec: CallSpec): string =>
  bytes(spec, {
    telnyx_conversation_channel: 'phone_call',
    // The bot alone owns retries (what must hold, 5).
    max_retries_client_errors: 0,
  });

/** R126: the same plus the text. */
export const encodeText = (spec: TextSpec): string =>
  bytes(spec, { telnyx_conversation_channel: 'sms_chat', text: spec.text });

type Body = z.input<typeof scheduledIn>;
type Channel = Pick<Body, 'telnyx_conversation_channel' | 'text' | 'max_retries_client_errors'>;

function bytes(spec: CallSpec, { telnyx_conversation_channel, ...rest }: Channel): string {
  const variables = sorted(spec.variables, (value) => value.trim() !== '');
  return JSON.stringify(
    scheduledIn.parse({
      telnyx_conversation_channel,
      telnyx_end_user_target: spec.to,
      telnyx_agent_target: spec.from,
      scheduled_at_fixed_datetime: new Date(spec.dueAt).toISOString(),
      ...rest,
      ...(Object.keys(variables).length === 0 ? {} : { dynamic_variables: variables }),
      conversation_metadata: sorted(spec.metadata, () => true),
    }),
  );
}

function sorted(values: Readonly<Record<string, string>>, keep: (value: string) => boolean): Record<string, string> {
  const kept = Object.entries(values).filter(([, value]) => keep(value));
  return Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
