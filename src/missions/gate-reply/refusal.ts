/**
 * Side track of the reader: "no, too expensive". A clear refusal at the start may go on in free words, unless these
 * could carry a condition, a consent or a change; then nobody knows what was refused.
 */

import type { Lexeme } from './lexemes.ts';
import type { Kind } from './vocabulary.ts';

/** Words that make the rest more than a reason. */
const MORE_THAN_REASON: readonly Kind[] = ['yes', 'weak', 'hold', 'but', 'restYes', 'restNo'];
const CHANGES: readonly Kind[] = ['only', 'instead', 'drop', 'add', 'swap', 'replace', 'pick', 'keep'];

/** Where the reason starts, as an index of the lexemes, or undefined if this is no clear refusal. `total`: people listed. */
export function reasonStart(lexemes: readonly Lexeme[], total: number): number | undefined {
  let at = 0;
  while (isGreeting(lexemes[at])) at += 1;
  const head = refusalAt(lexemes, at);
  if (head === undefined) return undefined;
  const rest = lexemes.slice(head);
  const reason = rest.findIndex((lexeme) => !lexeme.kinds.has('sep'));
  if (reason === -1) return undefined;
  const opens = reason > 0 || rest[0]?.kinds.has('why') || !['no', 'not'].includes(lexemes[head - 1]?.text ?? '');
  return opens && rest.every((lexeme, index) => isReason(lexeme, rest, index, total)) ? head + reason : undefined;
}

function isGreeting(lexeme: Lexeme | undefined): boolean {
  return lexeme !== undefined && (lexeme.kinds.has('sep') || (lexeme.kinds.has('fill') && !lexeme.kinds.has('no')));
}

function refusalAt(lexemes: readonly Lexeme[], at: number): number | undefined {
  if (lexemes[at]?.kinds.has('no')) return at + 1;
  return lexemes[at]?.kinds.has('not') && lexemes[at + 1]?.kinds.has('yes') ? at + 2 : undefined;
}

/** "with" may join a change to a consent, but says nothing in a reason. */
function isMore(lexeme: Lexeme): boolean {
  return (
    MORE_THAN_REASON.some((kind) => lexeme.kinds.has(kind)) && !(lexeme.kinds.has('but') && lexeme.kinds.has('for'))
  );
}

function isReason(lexeme: Lexeme, rest: readonly Lexeme[], index: number, total: number): boolean {
  if (lexeme.people !== undefined || lexeme.text === '?') return false;
  if (lexeme.digits !== undefined && lexeme.digits <= total) return false;
  // "not ok", "not good enough" are reasons, "ok" and "good" are not.
  const negated = [index - 1, index - 2].some((before) => rest[before]?.kinds.has('not'));
  if (!negated && !lexeme.kinds.has('no') && isMore(lexeme)) return false;
  const next = rest[index + 1];
  const aimed = next?.people !== undefined || next?.digits !== undefined || next?.ordinal !== undefined;
  return !(aimed && CHANGES.some((kind) => lexeme.kinds.has(kind)));
}
