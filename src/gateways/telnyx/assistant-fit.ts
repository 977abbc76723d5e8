// Whether an assistant as Telnyx keeps it is the one that would be made from a spec (playbook R86, R90): everything we would
// send must be there as it is, and nothing that we leave out may have been set to change what it does.
import type { AssistantSpec } from '../../engine/ports.ts';
import { isRecord } from '../refusal.ts';
import { toAssistantBody } from './assistant-body.ts';

/** Settings that are never sent: each must be as a new assistant has it. */
const UNTOUCHED = [
  'dynamic_variables',
  'dynamic_variables_webhook_url',
  'external_llm',
  'mcp_servers',
  'integrations',
  'a2a_agents',
  'conversation_flow',
] as const;

export function fitsSpec(full: Readonly<Record<string, unknown>>, spec: AssistantSpec): boolean {
  const asSent = contains(full, toAssistantBody(spec));
  const privacy = full.privacy_settings;
  // Without stored conversations nothing would be learnt.
  const keepsData = !isRecord(privacy) || privacy.data_retention !== false;
  return asSent && keepsData && UNTOUCHED.every((field) => isEmpty(full[field]));
}

/** Objects may hold more than was sent, lists may not; the order of a list does not matter. */
function contains(kept: unknown, sent: unknown): boolean {
  if (Array.isArray(sent))
    return (
      Array.isArray(kept) && kept.length === sent.length && sent.every((one) => kept.some((two) => contains(two, one)))
    );
  if (isRecord(sent)) return isRecord(kept) && Object.entries(sent).every(([key, value]) => contains(kept[key], value));
  return kept === sent;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
