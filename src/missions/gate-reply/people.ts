/**
 * Who is meant: items of a reply to indexes into proposed then reserve, or the trouble that keeps them from being found.
 */
import type { Item } from './items.ts';

/** Sizes of the two parts of the list, and the number on its card. */
export interface Field {
  readonly proposed: number;
  readonly total: number;
  readonly listNumber: number;
}

export type Trouble =
  | { readonly trouble: 'mixed' | 'praise' | 'nobody' | 'unclear-who' | 'unfinished' | 'twice' }
  | { readonly trouble: 'other-list'; readonly number: number }
  | { readonly trouble: 'range'; readonly rank: number }
  | { readonly trouble: 'name'; readonly text: string; readonly people: readonly number[] }
  | { readonly trouble: 'rank-or-count'; readonly number: number }
  | { readonly trouble: 'not-on'; readonly person: number }
  | { readonly trouble: 'already-on'; readonly person: number }
  /** Somebody was named and nothing said about them. */
  | { readonly trouble: 'bare' };

/** A possible meaning to offer; `what` tells how it was meant. */
export interface Offer {
  readonly what: 'only' | 'first' | 'without' | 'with' | 'swap' | 'all';
  readonly people: readonly number[];
}

/** What could not be settled, and what to offer instead. */
export class Unresolved {
  readonly why: Trouble;
  readonly offers: readonly Offer[];
  constructor(why: Trouble, offers: readonly Offer[] = []) {
    this.why = why;
    this.offers = offers;
  }
}

export type Step<T> = T | Unresolved;
export type People = readonly number[];

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step);
}

export function offer(what: Offer['what'], people: People): Offer {
  return { what, people };
}

export function resolve(items: readonly Item[], field: Field): Step<People> {
  const people: number[] = [];
  for (const item of items) {
    const found = resolveOne(item, field);
    if (found instanceof Unresolved) return found;
    for (const person of found) {
      if (people.includes(person)) return new Unresolved({ trouble: 'twice' });
      people.push(person);
    }
  }
  return people;
}

function resolveOne(item: Item, field: Field): Step<People> {
  switch (item.by) {
    case 'name':
      return item.people.length === 1
        ? item.people
        : new Unresolved({ trouble: 'name', text: item.text, people: item.people });
    case 'rank':
      if (item.rank < 1 || item.rank > field.total) return new Unresolved({ trouble: 'range', rank: item.rank });
      return [item.rank - 1];
    case 'top':
      if (item.count < 1 || item.count > field.total) return new Unresolved({ trouble: 'range', rank: item.count });
      return range(0, item.count);
    case 'last':
      if (item.count < 1 || item.count > field.proposed) return new Unresolved({ trouble: 'range', rank: item.count });
      return range(field.proposed - item.count, field.proposed);
    case 'count': {
      const first = item.count >= 1 && item.count <= field.total ? [offer('first', range(0, item.count))] : [];
      return new Unresolved({ trouble: 'rank-or-count', number: item.count }, first);
    }
  }
}
