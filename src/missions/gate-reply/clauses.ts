/**
 * The clauses a reply is made of: consent, refusal, praise, and changes of the list. One function a construction; each
 * returns every way it can read the lexemes from a place on.
 */
import { has, type Item, itemsAt, numberOf, type Parsed } from './items.ts';
import type { Lexeme } from './lexemes.ts';
import type { Kind } from './vocabulary.ts';

export type Clause =
  | { readonly say: 'yes' | 'no' | 'weak' | 'rest-yes' | 'rest-no' }
  /** "list 2": the proposal with that number. */
  | { readonly say: 'list'; readonly number: number }
  /** How a choice was put: `only` excludes the others, `verb` names who is wanted, `vote` consents to some, `bare` just names. */
  | { readonly do: 'pick'; readonly who: readonly Item[]; readonly how: 'only' | 'verb' | 'vote' | 'bare' }
  | { readonly do: 'drop'; readonly who: readonly Item[] }
  | { readonly do: 'add'; readonly who: readonly Item[]; readonly inExchange?: true }
  | { readonly do: 'add-next'; readonly count: number }
  /** `either` way round for words like "swap", where only the list tells who is in and who is out. */
  | {
      readonly do: 'swap';
      readonly out: readonly Item[];
      readonly in: readonly Item[];
      readonly how: 'instead' | 'replace' | 'either';
    }
  | { readonly do: 'all-but'; readonly who: readonly Item[] }
  /** `agreed`: a word of consent goes with it ("approve all"), so the list is meant as it was proposed. */
  | { readonly do: 'everyone'; readonly count?: number; readonly agreed?: true };

type Rule = (lexemes: readonly Lexeme[], at: number) => readonly Parsed<Clause>[];

export function clausesAt(lexemes: readonly Lexeme[], at: number): readonly Parsed<Clause>[] {
  return RULES.flatMap((rule) => rule(lexemes, at));
}

/** `items` from `at` on, each turned into a clause by `make`. */
function withItems(lexemes: readonly Lexeme[], at: number, make: (who: readonly Item[]) => Clause): Parsed<Clause>[] {
  return itemsAt(lexemes, at).map(({ value, next }) => ({ value: make(value), next }));
}

/** The index after a leading word and the colon it may carry ("out: 2, in: 6"). */
function afterHead(lexemes: readonly Lexeme[], at: number): number {
  return lexemes[at + 1]?.text === ':' ? at + 2 : at + 1;
}

function skip(lexemes: readonly Lexeme[], at: number, ...kinds: readonly Kind[]): number {
  return kinds.some((kind) => has(lexemes, at, kind)) ? at + 1 : at;
}

const words: Rule = (lexemes, at) => {
  const one = (value: Clause): Parsed<Clause> => ({ value, next: at + 1 });
  const found: Parsed<Clause>[] = [];
  if (has(lexemes, at, 'yes')) found.push(one({ say: 'yes' }));
  if (has(lexemes, at, 'weak')) found.push(one({ say: 'weak' }));
  if (has(lexemes, at, 'restYes')) found.push(one({ say: 'rest-yes' }));
  if (has(lexemes, at, 'restNo')) found.push(one({ say: 'rest-no' }));
  if (has(lexemes, at, 'no') && !startsItem(lexemes, at + 1)) found.push(one({ say: 'no' }));
  // "not approved"; "no, go" is a contradiction and stays one.
  if (has(lexemes, at, 'not') && !has(lexemes, at, 'no') && has(lexemes, at + 1, 'yes'))
    found.push({ value: { say: 'no' }, next: at + 2 });
  const number = lexemes[at + 1]?.digits;
  if (has(lexemes, at, 'list') && number !== undefined) found.push({ value: { say: 'list', number }, next: at + 2 });
  return found;
};

/** "no 2" and "no Acme" are no refusal followed by a choice; only a comma makes them that. */
function startsItem(lexemes: readonly Lexeme[], at: number): boolean {
  const lexeme = lexemes[at];
  return (
    lexeme !== undefined &&
    (lexeme.people !== undefined || numberOf(lexeme) !== undefined || lexeme.ordinal !== undefined)
  );
}

const pick: Rule = (lexemes, at) => {
  const only = has(lexemes, at, 'only') ? at + 1 : undefined;
  if (only !== undefined)
    return withItems(lexemes, skip(lexemes, only, 'pick'), (who) => ({ do: 'pick', who, how: 'only' }));
  if (has(lexemes, at, 'pick')) {
    const after = afterHead(lexemes, at);
    if (has(lexemes, after, 'only')) return withItems(lexemes, after + 1, (who) => ({ do: 'pick', who, how: 'only' }));
    return itemsAt(lexemes, after).flatMap(({ value, next }) => [
      ...(has(lexemes, next, 'only')
        ? [{ value: { do: 'pick', who: value, how: 'only' } as const, next: next + 1 }]
        : []),
      { value: { do: 'pick', who: value, how: 'verb' } as const, next },
    ]);
  }
  if (has(lexemes, at, 'keep')) return withItems(lexemes, at + 1, (who) => ({ do: 'pick', who, how: 'vote' }));
  return [];
};

/** People first, what is to become of them after: "1 and 3 only", "2 out", "Acme yes", "3 please in". */
const itemsFirst: Rule = (lexemes, at) =>
  itemsAt(lexemes, skip(lexemes, at, 'put', 'pick')).flatMap(({ value: who, next }): Parsed<Clause>[] => {
    const found: Parsed<Clause>[] = [];
    const led = has(lexemes, at, 'put') || has(lexemes, at, 'pick');
    const push = (kind: Kind, value: Clause) => {
      if (has(lexemes, next, kind)) found.push({ value, next: next + 1 });
    };
    push('dropped', { do: 'drop', who });
    push('added', { do: 'add', who });
    push('insteadPost', { do: 'add', who, inExchange: true });
    if (led) return found;
    push('only', { do: 'pick', who, how: 'only' });
    push('yes', { do: 'pick', who, how: 'vote' });
    // "Acme approved" consents to one and is silent about the others; "Acme nehmen" says who is wanted.
    if (!has(lexemes, next, 'yes')) push('pick', { do: 'pick', who, how: 'verb' });
    found.push({ value: { do: 'pick', who, how: 'bare' }, next });
    return found;
  });

const drop: Rule = (lexemes, at) => {
  const negated = has(lexemes, at, 'not');
  if (!negated && !has(lexemes, at, 'drop')) return [];
  const found = itemsAt(lexemes, afterHead(lexemes, at)).flatMap(({ value, next }): Parsed<Clause>[] => [
    { value: { do: 'drop', who: has(lexemes, at, 'no') ? value.map(asDoubtful) : value }, next },
    ...(has(lexemes, next, 'dropped') && !has(lexemes, next, 'no')
      ? [{ value: { do: 'drop', who: value } as const, next: next + 1 }]
      : []),
    // "not 2 but 5"
    ...(negated && has(lexemes, next, 'but') ? exchange(lexemes, next + 1, value) : []),
    // "leave out 2 and take 5 instead" is two clauses, "drop 2 for 5" is one
    ...(has(lexemes, next, 'for') && !has(lexemes, next, 'and') ? exchange(lexemes, next + 1, value) : []),
  ]);
  return found;
};

/** "no 3" may be an abbreviation, a refusal or a count: never taken as a place without asking. */
function asDoubtful(item: Item): Item {
  return item.by === 'rank' && item.how === 'plain' ? { ...item, how: 'word' } : item;
}

function exchange(lexemes: readonly Lexeme[], at: number, out: readonly Item[]): Parsed<Clause>[] {
  return withItems(lexemes, skip(lexemes, at, 'pick'), (incoming) => ({
    do: 'swap',
    out,
    in: incoming,
    how: 'replace',
  }));
}

const add: Rule = (lexemes, at) => {
  const led = has(lexemes, at, 'add') || has(lexemes, at, 'and');
  const start = led ? afterHead(lexemes, at) : at;
  const count = numberOf(lexemes[start]);
  const found: Parsed<Clause>[] = [];
  if (count !== undefined && has(lexemes, start + 1, 'more'))
    found.push({ value: { do: 'add-next', count }, next: skip(lexemes, start + 2, 'added', 'unit') });
  if (!led) return found;
  for (const { value: who, next } of itemsAt(lexemes, skip(lexemes, start, 'pick'))) {
    found.push({ value: { do: 'add', who }, next });
    if (has(lexemes, next, 'added')) found.push({ value: { do: 'add', who }, next: next + 1 });
  }
  return found;
};

/** "5 instead of 2", "take 5 instead of 2", "instead of 2 take 5". */
const instead: Rule = (lexemes, at) => {
  if (has(lexemes, at, 'instead'))
    return itemsAt(lexemes, at + 1).flatMap(({ value: out, next }) => {
      const comma = skip(lexemes, next, 'sep');
      const start = skip(lexemes, comma, 'pick', 'add', 'put');
      return withItems(lexemes, start, (incoming) => ({ do: 'swap', out, in: incoming, how: 'instead' })).map(
        ({ value, next: end }) => ({ value, next: skip(lexemes, end, 'added') }),
      );
    });
  const start = skip(lexemes, at, 'pick', 'put', 'add', 'only');
  return itemsAt(lexemes, start).flatMap(({ value: incoming, next }) => {
    const after = skip(lexemes, next, 'added', 'pick');
    const found = tradedFor(lexemes, incoming, next);
    if (!has(lexemes, after, 'instead')) return found;
    return withItems(lexemes, after + 1, (out) => ({ do: 'swap', out, in: incoming, how: 'instead' }));
  });
};

/** "6 for 2", "6 in for 2", "6 for 2 instead", "2 durch 6 ersetzen": which is in and which is out the list tells. */
function tradedFor(lexemes: readonly Lexeme[], left: readonly Item[], at: number): readonly Parsed<Clause>[] {
  const start = skip(lexemes, at, 'added');
  if (!has(lexemes, start, 'for') || has(lexemes, start, 'and')) return [];
  return itemsAt(lexemes, start + 1).flatMap(({ value: right, next }): readonly Parsed<Clause>[] => {
    const verb = ['swap', 'replace', 'insteadPost'] as const;
    const closed = verb.some((kind) => has(lexemes, next, kind));
    if (!closed && !has(lexemes, start, 'trade')) return [];
    return [{ value: { do: 'swap', out: right, in: left, how: 'either' }, next: closed ? next + 1 : next }];
  });
}

const swap: Rule = (lexemes, at) => {
  const either = has(lexemes, at, 'swap');
  if (!either && !has(lexemes, at, 'replace')) return [];
  const how = either ? 'either' : 'replace';
  return pairsAt(lexemes, at + 1).map(({ value, next }) => ({ value: { do: 'swap', ...value, how }, next }));
};

interface Pair {
  readonly out: readonly Item[];
  readonly in: readonly Item[];
}

/** "3 for 6", "3 for 6 and 4 for 7": all pairs as one exchange. */
function pairsAt(lexemes: readonly Lexeme[], at: number): readonly Parsed<Pair>[] {
  return itemsAt(lexemes, at).flatMap(({ value: out, next }) => {
    if (!has(lexemes, next, 'for') && !has(lexemes, next, 'dropped')) return [];
    const middle = has(lexemes, next, 'for') ? next + 1 : skip(lexemes, next + 1, 'for');
    return itemsAt(lexemes, middle).flatMap(({ value: incoming, next: end }): Parsed<Pair>[] => [
      { value: { out, in: incoming }, next: skip(lexemes, end, 'dropped') },
      ...furtherPairs(lexemes, end).map(({ value, next: last }) => ({
        value: { out: [...out, ...value.out], in: [...incoming, ...value.in] },
        next: last,
      })),
    ]);
  });
}

function furtherPairs(lexemes: readonly Lexeme[], at: number): readonly Parsed<Pair>[] {
  const comma = skip(lexemes, at, 'sep');
  const start = skip(lexemes, comma, 'and');
  return start === at ? [] : pairsAt(lexemes, start);
}

const everyone: Rule = (lexemes, at) => {
  const start = skip(lexemes, at, 'only', 'pick', 'keep');
  if (!has(lexemes, start, 'all')) return [];
  const own = numberOf(lexemes[start]);
  const count = own ?? numberOf(lexemes[start + 1]);
  const counted = count === undefined || own !== undefined ? start + 1 : skip(lexemes, start + 2, 'unit');
  const end = skip(lexemes, counted, 'yes', 'pick');
  const agreed = has(lexemes, at, 'yes') || has(lexemes, counted, 'yes');
  const everybody: Clause = {
    do: 'everyone',
    ...(count === undefined ? {} : { count }),
    ...(agreed ? { agreed } : {}),
  };
  const comma = skip(lexemes, end, 'sep');
  return [
    { value: everybody, next: end },
    ...(has(lexemes, comma, 'except') ? withItems(lexemes, comma + 1, (who) => ({ do: 'all-but', who })) : []),
  ];
};

const RULES: readonly Rule[] = [words, pick, itemsFirst, drop, add, instead, swap, everyone];
