/** Machines on the line by kind of recipient (playbook section 16), and the tools and settings every assistant gets (8.2). */
import { describe, expect, test } from 'vitest';
import { assistantSpec } from '../../src/engine/effects/provision.ts';
import { toAssistantBody } from '../../src/gateways/telnyx/assistant-body.ts';
import { assistantIn } from '../../src/gateways/telnyx/wire.ts';
import type { Brief, RecipientType } from '../../src/missions/brief.ts';
import { factOfInsight } from '../../src/missions/outcome.ts';
import { schemaOf } from '../../src/missions/schema.ts';
import { afterEarlierCalls, variablesOf } from '../../src/missions/script.ts';
import type { Target } from '../../src/missions/target.ts';
import { renderTemplate } from '../../src/missions/template-text.ts';
import { Play } from '../support/given.ts';
import { people, sweepBrief } from '../support/sandbox.ts';

const KINDS: readonly RecipientType[] = ['automated', 'service', 'professional', 'general'];
const listed = (...changes: readonly Partial<Target>[]) =>
  people(changes.length).map((one, index) => ({
    ...one,
    details: { private: one.details.private && { ...one.details.private, ...changes[index] } },
  }));

function bodyOf(brief: Partial<Brief>, ...changes: readonly Partial<Target>[]) {
  const { state } = new Play(sweepBrief(brief), listed(...(changes.length === 0 ? [{}] : changes)));
  const [round] = state.brief.rounds;
  if (round === undefined) throw new Error('no round');
  return toAssistantBody(assistantSpec(state, round));
}
const onVoicemail = (...given: Parameters<typeof bodyOf>) =>
  bodyOf(...given).telephony_settings.voicemail_detection.on_voicemail_detected;
const [who] = listed({});
const heard = (text: string, voicemails: number): string => {
  const details = who?.details.private;
  if (details === undefined) throw new Error('nobody');
  return renderTemplate(text, variablesOf(details, afterEarlierCalls(voicemails, {}))).text;
};

describe('detection', () => {
  test('R257 R263 R291 professionals: the machine is noticed, gets a message and is hung up on', () => {
    expect(onVoicemail({ recipients: 'professional' })).toMatchObject({
      action: 'leave_message_and_stop_assistant',
      voicemail_message: { type: 'prompt' },
    });
  });

  test('R259 the message is short, says who called and why, and asks for a call back', () => {
    const { voicemail_message: message } = onVoicemail({ recipients: 'professional' });
    const words = heard(message?.prompt ?? '', 0);
    expect(words).toMatch(/one or two sentences/);
    expect(words).toMatch(/AI assistant calling for Northwind, and why: price enquiry/);
    expect(words).toMatch(/call back on this number/);
  });

  test('R260 R262 hotlines, shops, and whoever has no kind: whatever answers is talked to', () => {
    for (const recipients of ['automated', 'service', 'general'] as const)
      expect(onVoicemail({ recipients })).toEqual({ action: 'continue_assistant' });
  });

  test('R261 detection is always said, never left empty', () => {
    for (const recipients of KINDS) expect(onVoicemail({ recipients }).action).toEqual(expect.any(String));
  });

  test('R258 three actions exist, anything else is refused before it is sent', () => {
    const body = bodyOf({ recipients: 'professional' });
    const withAction = (action: string) => ({
      ...body,
      telephony_settings: { ...body.telephony_settings, voicemail_detection: { on_voicemail_detected: { action } } },
    });
    for (const action of ['stop_assistant', 'leave_message_and_stop_assistant', 'continue_assistant'])
      expect(assistantIn.safeParse(withAction(action)).success).toBe(true);
    for (const action of ['stop_transfer', '', 'none'])
      expect(assistantIn.safeParse(withAction(action)).success).toBe(false);
    expect(assistantIn.safeParse({ ...body, telephony_settings: { voicemail_detection: null } }).success).toBe(false);
  });

  test('P21 R262 professionals behind a main line with a menu are talked to like a menu; direct and mobile numbers are not', () => {
    const action = (...list: readonly Partial<Target>[]) => onVoicemail({ recipients: 'professional' }, ...list).action;
    expect(action({ lineType: 'mobile' }, { lineType: 'fixed' })).toBe('leave_message_and_stop_assistant');
    expect(action({ lineType: 'mobile' }, { lineType: 'toll-free' })).toBe('continue_assistant');
    expect(action({ keys: '#4' })).toBe('continue_assistant');
  });
});

describe('one message at most', () => {
  test('P22 R283 service: the assistant leaves one short message itself, and a field of the insight reports it', () => {
    const words = heard(bodyOf({ recipients: 'service' }).instructions, 0);
    expect(words).toMatch(/If a voicemail answers, leave one short message/);
    const [round] = sweepBrief().rounds;
    if (round === undefined) throw new Error('no round');
    expect(schemaOf(round).properties).toHaveProperty('reached_voicemail');
    expect(factOfInsight(round, { reached_voicemail: true }).type).toBe('VoicemailReached');
  });

  test('R294 R283 R286 once a message was left, later calls hang up on the machine, by detection and by the script', () => {
    for (const recipients of KINDS) {
      const words = heard(bodyOf({ recipients }).instructions, 1);
      expect(words).toMatch(/hang up without a word/);
      expect(words).not.toMatch(/leave one short message/);
    }
    const { voicemail_message: message } = onVoicemail({ recipients: 'professional' });
    expect(heard(message?.prompt ?? '', 1)).toBe('A message was left before: say nothing and hang up.');
  });
});

describe('every assistant', () => {
  test('R101 R102 can press keys, whoever is called', () => {
    for (const recipients of KINDS)
      expect(bodyOf({ recipients }).tools).toContainEqual({ type: 'send_dtmf', send_dtmf: {} });
  });

  test('R103 noise suppression is off; only the brief’s own word switches it on', () => {
    for (const recipients of KINDS)
      expect(bodyOf({ recipients }).telephony_settings.noise_suppression).toBe('disabled');
    expect(bodyOf({ noiseSuppression: true }).telephony_settings.noise_suppression).toBe('krisp');
  });

  test('R104 R105 keys of a listing are pressed after connecting, and a menu is answered by 0, words or the right option', () => {
    const { instructions } = bodyOf({});
    const rendered = renderTemplate(instructions, { name: 'Ann', keys: '#, 4', outbound: 'yes' }).text;
    expect(rendered).toMatch(/After connecting, press these keys: #, 4\./);
    expect(rendered).toMatch(/press 0 or say "representative"/);
    expect(rendered).toMatch(/choose the one for reservations/);
    expect(heard(instructions, 0)).not.toMatch(/press these keys/);
  });
});
