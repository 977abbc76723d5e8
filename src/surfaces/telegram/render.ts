/**
 * From a card or a note to the texts of one or more Telegram messages. The first line is state and name, the first 60
 * characters are fit for a lock screen, and what does not fit is counted: "… 4 more, see results". Pure.
 */
import type { Block, Card, Note } from '../../chat/card.ts';
import { shorten, withoutNumbers } from '../../chat/wording.ts';
import { blockRows, inlineText, type Row, row } from './blocks.ts';
import { bold, flat, italic, joined, NOTHING, type Piece, plain } from './html.ts';
import { LIMITS } from './limits.ts';

/** Of a note that is too long for one message; beyond that it is shortened. */
const NOTE_PAGES = 4;
const NAME_LENGTH = 80;
/** Stand before other people's words or a number when a lock screen would show those: both fill it alone. */
const SAID_BEFORE = 'What follows was said on the phone by the person who was called:';
const NUMBER_BEFORE = 'There is a phone number in this message; it is shown below this line:';

export const SANDBOX = 'SANDBOX · ';

export function renderCard(card: Card, zone: string): Piece {
  const title = `${card.sandbox ? SANDBOX : ''}${card.state} · ${shorten(withoutNumbers(card.name), NAME_LENGTH)}`;
  const headline = inlineText(withoutEnd(card.headline), zone);
  const head = [row(bold(flat(title))), row(joined([headline, plain(flat(card.ref))], ' · '))];
  const tail = card.next === undefined ? [] : [row(inlineText(card.next, zone), { apart: true })];
  return fitted(lockSafe([...head, ...bodyOf(card.blocks, zone)], head.length), tail);
}

/** The texts of a note, in order; all but the last are full. */
export function renderNote(note: Note, zone: string, pages = NOTE_PAGES): readonly Piece[] {
  const sandbox = note.sandbox ? [plain(SANDBOX)] : [];
  const first = row(joined([...sandbox, isBlank(note.text) ? plain('…') : inlineText(note.text, zone)]));
  return paged(lockSafe([first, ...bodyOf(note.blocks ?? [], zone)], 1), pages);
}

const isBlank = (text: Note['text']): boolean =>
  text.every((one) => typeof one !== 'object' || !('time' in one)) &&
  text
    .map((one) => (typeof one === 'string' ? one : 'bold' in one ? one.bold : ''))
    .join('')
    .trim() === '';

function bodyOf(blocks: readonly Block[], zone: string): readonly Row[] {
  return blocks.flatMap((block, index) => {
    // Telegram refuses a message of nothing but white space, and a row may be alone on its page.
    const rows = blockRows(block, zone).filter((one) => decoded(one.piece.html).trim() !== '');
    const [first, ...rest] = rows;
    // The body begins with an empty line, so that the head can be read at a glance.
    return first === undefined ? [] : [{ ...first, apart: first.apart || index === 0 }, ...rest];
  });
}

/** The reference follows on the same line, after a dot of its own. */
function withoutEnd(text: Card['headline']): Card['headline'] {
  const last = text.at(-1);
  if (typeof last === 'string') return [...text.slice(0, -1), last.replace(/\.\s*$/, '')];
  if (last !== undefined && 'bold' in last) return [...text.slice(0, -1), { bold: last.bold.replace(/\.\s*$/, '') }];
  return text;
}

/** Puts a line of ours before words of others, or a number, that would be among the first 60 characters. */
function lockSafe(rows: readonly Row[], head: number): readonly Row[] {
  let seen = 0;
  for (const [index, one] of rows.entries()) {
    if (seen >= LIMITS.lockScreen) return rows;
    if (one.said) return [...rows.slice(0, index), row(italic(SAID_BEFORE)), ...rows.slice(index)];
    const shown = decoded(one.piece.html);
    if (withoutNumbers(shown) !== shown) {
      // A card's first line stays the first; in a note the number itself may stand there.
      const at = head > 1 ? Math.max(1, index) : index;
      return [...rows.slice(0, at), row(italic(NUMBER_BEFORE)), ...rows.slice(at)];
    }
    seen += one.piece.length + 1;
  }
  return rows;
}

const decoded = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

const stacked = (rows: readonly Row[]): Piece =>
  rows.reduce<Piece>(
    (above, { piece, apart }) => (above.length === 0 ? piece : joined([above, piece], apart ? '\n\n' : '\n')),
    NOTHING,
  );

const fits = (piece: Piece): boolean => piece.length <= LIMITS.text && piece.entities <= LIMITS.entities;

const moreRow = (count: number): Row => row(italic(`… ${count} more, see results`));

/** As many rows as fit into one message, then how many are left out, then the tail. */
function fitted(rows: readonly Row[], tail: readonly Row[] = []): Piece {
  const whole = stacked([...rows, ...tail]);
  if (fits(whole)) return whole;
  let shown = rows.length - 1;
  const cut = () => stacked([...rows.slice(0, shown), moreRow(rows.length - shown), ...tail]);
  while (shown > 0 && !fits(cut())) shown -= 1;
  return cut();
}

function paged(rows: readonly Row[], pages: number): readonly Piece[] {
  if (pages <= 1 || fits(stacked(rows))) return [fitted(rows)];
  let shown = 1;
  while (shown < rows.length && fits(stacked(rows.slice(0, shown + 1)))) shown += 1;
  const rest = rows.slice(shown);
  return [fitted(rows.slice(0, shown)), ...(rest.length === 0 ? [] : paged(rest, pages - 1))];
}
