// The messaging side of a number: it is patched apart from its voice side, which stays as it is (playbook R114).
import type { CallBackend } from '../../engine/ports.ts';
import type { TelnyxClient } from './client.ts';

export function messagingMethods(client: TelnyxClient): Pick<CallBackend, 'messagingOf' | 'setMessaging'> {
  return {
    messagingOf: async (number) =>
      (await client.call('readNumberMessaging', { path: { number } })).messaging_profile_id || undefined,
    // Telnyx takes null for "as it is"; the empty string frees the number.
    setMessaging: async (number, profile = '') => {
      await client.call('updateNumberMessaging', { path: { number }, body: { messaging_profile_id: profile } });
    },
  };
}
