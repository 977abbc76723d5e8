// The exact bytes of a scheduling request. Pure and deterministic: the same call gives the same string on every machine,
// because the bytes are journaled before the first send and compared by Telnyx at a repeat.
import type { CallSpec } from '../../engine/ports.ts';
import { scheduledIn } from './wire.ts';

/** Fixed field order, sorted keys inside, time as UTC; empty variables are left out, or they would be spoken (R127). */
export function encodeCall(spec: CallSpec): string {
  const variables = sorted(spec.variables, (value) => value.trim() !== '');
  return JSON.stringify(
    scheduledIn.parse({
      telnyx_conversation_channel: 'phone_call',
      telnyx_end_user_target: spec.to,
      telnyx_agent_target: spec.from,
      scheduled_at_fixed_datetime: new Date(spec.dueAt).toISOString(),
      // The bot alone owns retries (what must hold, 5).
      max_retries_client_errors: 0,
      ...(Object.keys(variables).length === 0 ? {} : { dynamic_variables: variables }),
      conversation_metadata: sorted(spec.metadata, () => true),
    }),
  );
}

function sorted(values: Readonly<Record<string, string>>, keep: (value: string) => boolean): Record<string, string> {
  const kept = Object.entries(values).filter(([, value]) => keep(value));
  return Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
