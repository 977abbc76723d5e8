/** What the assistant is told about texts (playbook R99), where the mission has one. The first text is the operator's own. */
import type { Brief, RoundSpec } from './brief.ts';

export function textLines({ text, onBehalfOf }: Brief, { fields, purpose }: RoundSpec): readonly string[] {
  if (text === undefined) return [];
  const asked = fields.map((field) => field.label).join(', ');
  return [
    '',
    'When you write text messages (SMS) instead of talking: be brief and professional, two short sentences at most, one question at a time.',
    `The first text names the sender (${onBehalfOf}), the purpose (${purpose}) and what is asked for (${asked}).`,
    'If they write STOP or want no more texts, write nothing more.',
  ];
}
