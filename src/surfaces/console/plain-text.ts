/**
 * A card, note or form as lines of text, complete for somebody who reads nothing else: scripts, logs, screen readers.
 * Times stand in the configured zone. Pure.
 */

import type { Block, Card, Entry, Form, Inline, Message, Note, Text } from '../../chat/card.ts';
import { clockTime, dayOf } from '../../chat/times.ts';
import { assertNever } from '../../lib/assert-never.ts';

/** `zone` is an IANA name. Whatever stands in the sandbox says so on its first line. */
export function plainText(message: Message, zone: string): string {
  const text = linesOf(message, zone)
    .filter((line) => line.trim() !== '')
    .join('\n');
  return message.sandbox && !text.includes('SANDBOX') ? `SANDBOX · ${text}` : text;
}

function linesOf(message: Message, zone: string): readonly string[] {
  switch (message.kind) {
    case 'card':
      return cardLines(message, zone);
    case 'note':
      return noteLines(message, zone);
    case 'form':
      return formLines(message);
    default:
      return assertNever(message, 'message');
  }
}

function cardLines(card: Card, zone: string): readonly string[] {
  return [
    [card.state, card.name, card.ref].filter((part) => part !== '').join(' · '),
    inline(card.headline, zone),
    ...card.blocks.flatMap((block) => blockLines(block, zone)),
    ...(card.next === undefined ? [] : [inline(card.next, zone)]),
  ];
}

const noteLines = (note: Note, zone: string): readonly string[] => [
  inline(note.text, zone),
  ...(note.blocks ?? []).flatMap((block) => blockLines(block, zone)),
];

function formLines(form: Form): readonly string[] {
  return [
    form.title,
    form.intro ?? '',
    ...form.fields.map((field) => {
      const value = (field.value ?? '') === '' ? '' : `: ${field.value}`;
      const error = field.error === undefined ? '' : ` (${field.error})`;
      return `${field.label}${field.optional === true ? ' (optional)' : ''}${value}${error}`;
    }),
  ];
}

function blockLines(block: Block, zone: string): readonly string[] {
  switch (block.kind) {
    case 'line':
      return [inline(block.text, zone)];
    case 'progress':
      return [block.words];
    case 'facts':
      return block.rows.map((row) => `${row.label}: ${inline(row.text, zone)}`);
    case 'entries':
      return [...(block.title === undefined ? [] : [block.title]), ...block.entries.map(entryLine)];
    case 'quote':
      return [`“${block.text}”`];
    case 'talk':
      return [
        `Call with ${block.with}`,
        ...block.turns.map((turn) => `${turn.who === 'assistant' ? 'Assistant' : block.with}: ${turn.text}`),
      ];
    default:
      return assertNever(block, 'block');
  }
}

function entryLine(entry: Entry): string {
  const quote = entry.quote === undefined ? [] : [`“${entry.quote}”`];
  const score = entry.score === undefined ? [] : [entry.score];
  return `${entry.mark} ${[entry.title, ...score, ...entry.facts, ...quote].join(' · ')}`;
}

const inline = (text: Text, zone: string): string => text.map((part) => inlinePart(part, zone)).join('');

function inlinePart(part: Inline, zone: string): string {
  if (typeof part === 'string') return part;
  if ('bold' in part) return part.bold;
  if (part.style === 'time') return clockTime(part.time, zone);
  const day = dayOf(part.time, zone);
  return part.style === 'date' ? day : `${day} ${clockTime(part.time, zone)}`;
}
