/**
 * Fourth station: lexemes to clauses. A reply is read only if every lexeme of it finds its place; of several ways to
 * read it those with the fewest clauses remain. What the clauses do to the list is decided in `change.ts`.
 */
import { type Clause, clausesAt } from './clauses.ts';
import type { Lexeme } from './lexemes.ts';

export type Reading = readonly Clause[];

const MOST_LEXEMES = 60;
const MOST_READINGS = 40;

/** All shortest readings of the lexemes (fillers may stand anywhere); empty if some part fits nowhere. */
export function readClauses(lexemes: readonly Lexeme[]): readonly Reading[] {
  const said = lexemes.filter((lexeme) => !isFiller(lexeme));
  if (said.length === 0 || said.length > MOST_LEXEMES) return [];
  // readings[i] holds the shortest readings of everything from lexeme i on.
  const readings: (readonly Reading[])[] = Array.from({ length: said.length + 1 }, () => []);
  readings[said.length] = [[]];
  for (let at = said.length - 1; at >= 0; at -= 1) readings[at] = shortest(readingsFrom(said, at, readings));
  return skips(said, 0).flatMap((start) => (start < said.length ? (readings[start] ?? []) : []));
}

function isFiller(lexeme: Lexeme): boolean {
  if (!lexeme.kinds.has('fill')) return false;
  return [...lexeme.kinds].every((kind) => kind === 'fill' || kind === 'why');
}

function readingsFrom(said: readonly Lexeme[], at: number, readings: readonly (readonly Reading[])[]): Reading[] {
  const found: Reading[] = [];
  for (const { value, next } of clausesAt(said, at))
    for (const start of connected(said, next)) for (const rest of readings[start] ?? []) found.push([value, ...rest]);
  return found;
}

/** Where the next clause can start: directly, or after separators and at most one "and" or "but" among them. */
function connected(said: readonly Lexeme[], at: number): readonly number[] {
  const starts = [...skips(said, at)];
  for (const start of [...starts]) {
    const kinds = said[start]?.kinds;
    if (kinds?.has('and') || kinds?.has('but'))
      // A reply must not end in "but".
      starts.push(...skips(said, start + 1).filter((next) => next < said.length));
  }
  return [...new Set(starts)];
}

function skips(said: readonly Lexeme[], at: number): readonly number[] {
  let end = at;
  while (said[end]?.kinds.has('sep')) end += 1;
  return end === at ? [at] : [end];
}

function shortest(found: readonly Reading[]): readonly Reading[] {
  const least = Math.min(...found.map((reading) => reading.length));
  return found.filter((reading) => reading.length === least).slice(0, MOST_READINGS);
}
