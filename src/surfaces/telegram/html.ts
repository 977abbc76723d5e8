/**
 * Telegram's HTML, built so that it can only be valid: a `Piece` is text whose tags are balanced, with the length and the
 * number of entities that Telegram will count. Nothing else in this folder writes a tag.
 */
export interface Piece {
  readonly html: string;
  /** UTF-16 units after the markup was read. */
  readonly length: number;
  readonly entities: number;
}

/** Tags this bot uses; Telegram knows a few more. */
export type Tag = 'b' | 'i' | 'blockquote' | 'blockquote expandable';

export const NOTHING: Piece = { html: '', length: 0, entities: 0 };

// Control characters are refused by Telegram or eaten; line ends and tabs stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

export function plain(text: string): Piece {
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '');
  const html = clean.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return { html, length: clean.length, entities: 0 };
}

export function tagged(tag: Tag, inside: Piece): Piece {
  if (inside.length === 0) return inside;
  const end = tag.split(' ')[0] ?? tag;
  return { html: `<${tag}>${inside.html}</${end}>`, length: inside.length, entities: inside.entities + 1 };
}

export const bold = (text: string): Piece => tagged('b', plain(text));
export const italic = (text: string): Piece => tagged('i', plain(text));

/** Puts pieces one after the other; empty ones leave no separator behind. */
export function joined(pieces: readonly Piece[], separator = ''): Piece {
  const filled = pieces.filter((piece) => piece.length > 0);
  return {
    html: filled.map((piece) => piece.html).join(separator),
    length: filled.reduce((sum, piece) => sum + piece.length, 0) + separator.length * Math.max(0, filled.length - 1),
    entities: filled.reduce((sum, piece) => sum + piece.entities, 0),
  };
}

/** On one line. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
