/** The blocks of a card as lines of Telegram HTML. Lists take two lines an entry; nothing is set in monospace. */
import type { Block, Entry, Inline, Text } from '../../chat/card.ts';
import { clockTime, dayOf } from '../../chat/times.ts';
import { shorten } from '../../chat/wording.ts';
import { bold, flat, italic, joined, NOTHING, type Piece, plain, tagged } from './html.ts';
import { cutTo } from './limits.ts';

/** One or more lines that stay together. */
export interface Row {
  readonly piece: Piece;
  /** Somebody else's words: they may not be the first that a lock screen shows. */
  readonly said: boolean;
  /** An empty line before it. */
  readonly apart: boolean;
}

const LINE_LENGTH = 1000;
const LINE_ENTITIES = 20;
const TITLE_LENGTH = 120;
const BAR_STEPS = 10;
/** Turns of a talk that are shown without a tap on the quote. */
const OPEN_TURNS = 6;

export const row = (piece: Piece, more: { readonly said?: boolean; readonly apart?: boolean } = {}): Row => ({
  piece,
  said: more.said ?? false,
  apart: more.apart ?? false,
});

/** `15:00 Berlin`: the time of the configured zone, with its owner. */
export function timeText(inline: Extract<Inline, { time: number }>, zone: string): string {
  const owner = (zone.split('/').at(-1) ?? zone).replace(/_/g, ' ');
  const clock = `${clockTime(inline.time, zone)} ${owner}`;
  if (inline.style === 'date') return dayOf(inline.time, zone);
  return inline.style === 'time' ? clock : `${dayOf(inline.time, zone)} ${clock}`;
}

/** One text; what is far too long for a line of a card ends with an ellipsis. */
export function inlineText(text: Text, zone: string): Piece {
  let shown = NOTHING;
  for (const part of text) {
    if (shown.length >= LINE_LENGTH || shown.entities >= LINE_ENTITIES) return joined([shown, plain('…')]);
    shown = joined([shown, partText(part, zone, LINE_LENGTH - shown.length)]);
  }
  return shown;
}

/** Of "/mission list" a tap in Telegram would send "/mission" alone; "/list" is sent whole. */
const tappable = (text: string): string => text.replaceAll(/(?<![\w/])\/mission (?=[a-z])/g, '/');

function partText(part: Inline, zone: string, length: number): Piece {
  if (typeof part === 'string') return plain(cutTo(tappable(part), length));
  return 'bold' in part ? bold(cutTo(tappable(part.bold), length)) : plain(timeText(part, zone));
}

export function blockRows(block: Block, zone: string): readonly Row[] {
  switch (block.kind) {
    case 'line': {
      const text = inlineText(block.text, zone);
      return [row(block.quiet === true && text.entities === 0 ? tagged('i', text) : text)];
    }
    case 'progress':
      return [row(plain(`${bar(block.done, block.total)} ${flat(block.words)}`))];
    case 'facts':
      return block.rows.map(({ label, text }) =>
        row(joined([bold(shorten(tappable(label), TITLE_LENGTH)), plain(': '), inlineText(text, zone)])),
      );
    case 'entries':
      return [
        ...(block.title === undefined ? [] : [row(bold(shorten(block.title, TITLE_LENGTH)), { apart: true })]),
        ...block.entries.map((entry, index) => entryRow(entry, block.title === undefined && index === 0)),
      ];
    case 'quote':
      return [row(tagged('blockquote', plain(shorten(block.text, LINE_LENGTH))), { said: true })];
    case 'talk':
      return [talkRow(block)];
  }
}

function bar(done: number, total: number): string {
  const share = total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
  const full = Math.floor(share * BAR_STEPS);
  return '▰'.repeat(full) + '▱'.repeat(BAR_STEPS - full);
}

function entryRow(entry: Entry, apart: boolean): Row {
  const name = shorten(entry.title, TITLE_LENGTH);
  const title = joined([
    plain(`${flat(entry.mark)} `),
    entry.quiet === true ? plain(name) : bold(name),
    plain(entry.score === undefined ? '' : ` · ${flat(entry.score)}`),
  ]);
  const facts = plain(entry.facts.map((fact) => shorten(fact, TITLE_LENGTH)).join(' · '));
  const quote = entry.quote === undefined ? plain('') : italic(`"${shorten(entry.quote, 200)}"`);
  const second = joined([facts, quote], ' · ');
  const lines = second.length === 0 ? title : joined([title, joined([plain('  '), second])], '\n');
  return row(lines, { said: entry.quote !== undefined, apart });
}

function talkRow(block: Extract<Block, { kind: 'talk' }>): Row {
  const callee = shorten(block.with, 40);
  const turns = block.turns.map((turn) =>
    joined([bold(turn.who === 'assistant' ? 'Assistant' : callee), plain(`: ${shorten(turn.text, 300)}`)]),
  );
  // One talk is one quote: it has to fit into a message of its own.
  const shown = turns.slice(0, 10);
  const more = turns.length - shown.length;
  const body = joined([...shown, plain(more > 0 ? `… ${more} more, see results` : '')], '\n');
  const tag = turns.length > OPEN_TURNS ? 'blockquote expandable' : 'blockquote';
  return row(joined([bold(callee), tagged(tag, body)], '\n'), { said: true, apart: true });
}
