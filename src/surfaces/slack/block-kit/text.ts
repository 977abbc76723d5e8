/**
 * `Text` as mrkdwn or as plain text. Only `&`, `<` and `>` have a meaning that must be escaped: what a callee or a file
 * said can neither mention a channel nor make a link. A moment is shown in the reader's own zone.
 */
import type { Text } from '../../../chat/card.ts';
import { clockTime, dayOf } from '../../../chat/times.ts';

export type Moment = Extract<Text[number], { readonly time: number }>;

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** mrkdwn; `zone` is only for readers whose client shows no dates. */
export function toMrkdwn(text: Text, zone: string): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return escapeText(part);
      return 'bold' in part ? bold(part.bold) : slackDate(part, zone);
    })
    .join('');
}

/** For headers, buttons and the notification line, where Slack renders neither bold nor dates. */
export function toPlain(text: Text, zone: string): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'bold' in part ? part.bold : inZone(part, zone);
    })
    .join('');
}

/** Slack only sees bold when no space stands inside the asterisks and no line ends between them. */
export function bold(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '') return before + after;
  const lines = inner.split('\n').map((line) => `*${escapeText(line.trim().replaceAll('*', '∗'))}*`);
  return before + lines.join('\n').replaceAll('**', '') + after;
}

const PATTERNS: Readonly<Record<Moment['style'], string>> = {
  time: '{time}',
  'day-time': '{date_short_pretty} {time}',
  date: '{date_short_pretty}',
};

const slackDate = (moment: Moment, zone: string): string =>
  `<!date^${Math.floor(moment.time / 1000)}^${PATTERNS[moment.style]}|${escapeText(inZone(moment, zone))}>`;

function inZone({ time, style }: Moment, zone: string): string {
  if (style === 'time') return clockTime(time, zone);
  return style === 'date' ? dayOf(time, zone) : `${dayOf(time, zone)} ${clockTime(time, zone)}`;
}
