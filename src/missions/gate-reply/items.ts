/** The people a reply speaks of, as it speaks of them: by name, by rank, by a number that may be a count. */

import type { Lexeme } from './lexemes.ts';
import type { Kind } from './vocabulary.ts';

export type Item =
  | { readonly by: 'name'; readonly people: readonly number[]; readonly text: string }
  /** `plain` is a bare number in digits, `word` a bare number word; `sure` was marked as a rank. Ranks start at 1. */
  | { readonly by: 'rank'; readonly rank: number; readonly how: 'sure' | 'plain' | 'word' }
  | { readonly by: 'top' | 'last'; readonly count: number }
  /** "5 vendors", "two of them": how many, not who. */
  | { readonly by: 'count'; readonly count: number };

export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

export function has(lexemes: readonly Lexeme[], at: number, kind: Kind): boolean {
  return lexemes[at]?.kinds.has(kind) ?? false;
}

export function numberOf(lexeme: Lexeme | undefined): number | undefined {
  return lexeme?.digits ?? lexeme?.cardinal;
}

/** A list of people; every prefix of it that could stand alone is a reading too. Longest last. */
export function itemsAt(lexemes: readonly Lexeme[], at: number): readonly Parsed<readonly Item[]>[] {
  const found: Parsed<readonly Item[]>[] = [];
  let items: readonly Item[] = [];
  let group = groupAt(lexemes, isBoth(lexemes[at]) ? at + 1 : at);
  while (group !== undefined) {
    items = [...items, ...group.value];
    found.push({ value: items, next: group.next });
    // "change 2 to 6" is no range from 2 to 6.
    const single = rangeAt(lexemes, at) && has(lexemes, at + 1, 'for') ? rankAt(lexemes, at) : undefined;
    if (single !== undefined && items.length === group.value.length) found.push(single);
    group = groupAt(lexemes, joint(lexemes, group.next));
  }
  return found;
}

/** "both 2 and 5" */
function isBoth(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kinds.has('all') === true && numberOf(lexeme) === 2;
}

/** The index after a comma, an "and" or both; out of bounds where there is neither. */
function joint(lexemes: readonly Lexeme[], at: number): number {
  let end = at;
  while (has(lexemes, end, 'sep')) end += 1;
  if (has(lexemes, end, 'and')) end += 1;
  if (end > at) return end;
  // "1 2 3" and "#1 #3": numbers may stand side by side.
  const marked = lexemes[at]?.text === '#' || lexemes[at]?.digits !== undefined;
  return marked && lexemes[at - 1]?.digits !== undefined ? at : lexemes.length;
}

function groupAt(lexemes: readonly Lexeme[], at: number): Parsed<readonly Item[]> | undefined {
  return (
    namedAt(lexemes, at) ?? rangeAt(lexemes, at) ?? endAt(lexemes, at) ?? ordinalAt(lexemes, at) ?? rankAt(lexemes, at)
  );
}

function namedAt(lexemes: readonly Lexeme[], at: number): Parsed<readonly Item[]> | undefined {
  const lexeme = lexemes[at];
  if (lexeme?.people === undefined) return undefined;
  return { value: [{ by: 'name', people: lexeme.people, text: lexeme.text }], next: at + 1 };
}

/** After "no." or "#"; the dot of an abbreviation belongs to it. */
function markedAt(lexemes: readonly Lexeme[], at: number): number | undefined {
  if (!has(lexemes, at, 'rank')) return undefined;
  const dotted = lexemes[at + 1]?.text === '.' ? at + 2 : at + 1;
  return lexemes[dotted]?.text === '#' ? dotted + 1 : dotted;
}

function rangeAt(lexemes: readonly Lexeme[], at: number): Parsed<readonly Item[]> | undefined {
  const start = markedAt(lexemes, at) ?? at;
  const from = lexemes[start]?.digits;
  if (from === undefined || !has(lexemes, start + 1, 'range')) return undefined;
  const end = markedAt(lexemes, start + 2) ?? start + 2;
  const to = lexemes[end]?.digits;
  if (to === undefined || to <= from || to - from > 50) return undefined;
  const value = Array.from(
    { length: to - from + 1 },
    (_, step): Item => ({ by: 'rank', rank: from + step, how: 'sure' }),
  );
  return { value, next: end + 1 };
}

/** "top 2", "the first three", "the last one". */
function endAt(lexemes: readonly Lexeme[], at: number): Parsed<readonly Item[]> | undefined {
  const by = has(lexemes, at, 'top') ? 'top' : has(lexemes, at, 'last') ? 'last' : undefined;
  if (by === undefined) return undefined;
  const count = numberOf(lexemes[at + 1]);
  if (count !== undefined) return { value: [{ by, count }], next: afterUnit(lexemes, at + 2) };
  if (by === 'last') return { value: [{ by, count: 1 }], next: afterUnit(lexemes, at + 1) };
  return undefined;
}

function ordinalAt(lexemes: readonly Lexeme[], at: number): Parsed<readonly Item[]> | undefined {
  const rank = lexemes[at]?.ordinal;
  if (rank === undefined) return undefined;
  return { value: [{ by: 'rank', rank, how: 'sure' }], next: afterUnit(lexemes, at + 1) };
}

function afterUnit(lexemes: readonly Lexeme[], at: number): number {
  return has(lexemes, at, 'unit') || has(lexemes, at, 'one') ? at + 1 : at;
}

function rankAt(lexemes: readonly Lexeme[], at: number): Parsed<readonly Item[]> | undefined {
  const marked = markedAt(lexemes, at);
  const start = marked ?? at;
  const lexeme = lexemes[start];
  const rank = numberOf(lexeme);
  // "both" is everybody on a list of two, never number 2.
  if (rank === undefined || lexeme === undefined || lexeme.kinds.has('all')) return undefined;
  if (marked !== undefined) return { value: [{ by: 'rank', rank, how: 'sure' }], next: start + 1 };
  if (has(lexemes, start + 1, 'unit')) return { value: [{ by: 'count', count: rank }], next: start + 2 };
  const how = lexeme.digits === undefined ? 'word' : 'plain';
  const item: Item = { by: 'rank', rank, how };
  // "1 Acme": number and name of the same person; `change.ts` sees to it that they agree.
  const named = namedAt(lexemes, has(lexemes, start + 1, 'sep') ? start + 2 : start + 1);
  if (named !== undefined && how === 'plain') {
    const both = named.value.map(
      (name): Item =>
        name.by === 'name' ? { ...name, people: name.people.filter((person) => person === rank - 1) } : name,
    );
    if (both.every((name) => name.by === 'name' && name.people.length === 1)) return { value: both, next: named.next };
  }
  return { value: [item], next: start + 1 };
}
