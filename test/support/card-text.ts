/** Everything a person could read on a message, apart by who wrote it: us, or the people who are quoted. */
import type { Block, Button, Message, Text } from '../../src/chat/card.ts';

export function plain(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : 'bold' in part ? part.bold : '[time]')).join('');
}

export interface Reading {
  readonly ours: readonly string[];
  readonly quoted: readonly string[];
  readonly buttons: readonly Button[];
}

export function readMessage(message: Message): Reading {
  if (message.kind === 'form') return { ours: [message.title, message.submit], quoted: [], buttons: [] };
  const blocks = message.blocks ?? [];
  const buttons = message.buttons ?? [];
  const head =
    message.kind === 'note'
      ? [plain(message.text)]
      : [
          message.state,
          message.name,
          message.ref,
          plain(message.headline),
          message.lock,
          ...(message.next === undefined ? [] : [plain(message.next)]),
        ];
  return {
    ours: [
      ...head,
      ...blocks.flatMap(oursIn),
      ...buttons.flatMap((one) => [one.label, ...(one.confirm === undefined ? [] : [one.confirm])]),
    ],
    quoted: blocks.flatMap(quotedIn),
    buttons,
  };
}

function oursIn(block: Block): readonly string[] {
  switch (block.kind) {
    case 'line':
      return [plain(block.text)];
    case 'progress':
      return [block.words];
    case 'facts':
      return block.rows.flatMap((row) => [row.label, plain(row.text)]);
    case 'entries':
      return [
        ...(block.title === undefined ? [] : [block.title]),
        ...block.entries.flatMap((one) => [one.mark, one.title, one.score ?? '', ...one.facts]),
      ];
    case 'talk':
      return [block.with];
    case 'quote':
      return [];
  }
}

function quotedIn(block: Block): readonly string[] {
  if (block.kind === 'quote') return [block.text];
  if (block.kind === 'entries') return block.entries.flatMap((one) => (one.quote === undefined ? [] : [one.quote]));
  return block.kind === 'talk' ? block.turns.map((turn) => turn.text) : [];
}
