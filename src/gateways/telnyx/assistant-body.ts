// The body of a new voice assistant, by the playbook's rules R94 to R106. Pure.
// Model and privacy are left to the account: models differ per account, and without data retention there are no insights.
import type { z } from 'zod';
import type { AssistantSpec } from '../../engine/ports.ts';
import type { assistantIn } from './wire.ts';

type Body = z.input<typeof assistantIn>;
type Voicemail = Body['telephony_settings']['voicemail_detection']['on_voicemail_detected'];

/** Languages for which deepgram/flux takes a hint; all others go to nova-3, which knows more of them. */
const FLUX_LANGUAGES = new Set(['en', 'es', 'fr', 'de', 'hi', 'ru', 'pt', 'ja', 'it', 'nl']);

export function toAssistantBody(spec: AssistantSpec): Body {
  return {
    name: spec.name,
    instructions: spec.instructions,
    greeting: spec.greeting,
    enabled_features: spec.texts === true ? ['telephony', 'messaging'] : ['telephony'],
    tools: [
      { type: 'hangup', hangup: { description: 'End the call when the conversation is over.' } },
      { type: 'send_dtmf', send_dtmf: {} },
    ],
    voice_settings: { voice: spec.voice },
    transcription: toTranscription(spec.language),
    telephony_settings: {
      // It swallows menu tones and hold music (R103).
      noise_suppression: spec.noiseSuppression === true ? 'krisp' : 'disabled',
      time_limit_secs: spec.timeLimitSecs,
      voicemail_detection: { on_voicemail_detected: toVoicemail(spec.voicemail) },
    },
    insight_settings: { insight_group_id: spec.insightGroupId },
  };
}

/** BCP 47 (`de-CH`) to the base language that speech recognition is told. */
function toTranscription(language: string): Body['transcription'] {
  const base = language.split('-')[0]?.toLowerCase() ?? '';
  return FLUX_LANGUAGES.has(base)
    ? { model: 'deepgram/flux', language: base }
    : { model: 'deepgram/nova-3', language: base };
}

function toVoicemail(wish: AssistantSpec['voicemail']): Voicemail {
  if (wish === 'continue') return { action: 'continue_assistant' };
  if (wish === 'hang-up') return { action: 'stop_assistant' };
  return {
    action: 'leave_message_and_stop_assistant',
    voicemail_message: { type: 'prompt', prompt: wish.leave },
  };
}
