// Walks the pages of a list and always ends: without `meta`, at an empty page, at a page seen before, at the last page.
// A list longer than the cap is an error, not a short answer: "not found" in half a list would make things twice.
import { BackendError } from '../../engine/errors.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Missing where the server sends none: then there is no next page. */
  readonly totalPages?: number;
}

export interface PagerOptions<Item> {
  readonly what: string;
  /** Tells a page that repeats (servers that ignore page parameters) and items that slid onto the next page. */
  idOf(item: Item): string | undefined;
  readonly maxPages?: number;
}

const MAX_PAGES = 200;

/** Items in the order of the pages, each id once. `read` takes a 1-based page number. */
export async function* walkPages<Item>(
  read: (page: number) => Promise<Page<Item>>,
  { what, idOf, maxPages = MAX_PAGES }: PagerOptions<Item>,
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<string>();
  const firstIds = new Set<string>();
  for (let number = 1; number <= maxPages; number += 1) {
    const page = await read(number);
    const [first] = page.items;
    if (first === undefined) return;
    const firstId = idOf(first);
    if (firstId !== undefined) {
      if (firstIds.has(firstId)) return;
      firstIds.add(firstId);
    }
    for (const item of page.items) {
      const id = idOf(item);
      if (id !== undefined && seen.has(id)) continue;
      if (id !== undefined) seen.add(id);
      yield item;
    }
    if (page.totalPages === undefined || number >= page.totalPages) return;
  }
  throw new BackendError({
    code: 'list-too-long',
    sentence: `The list "${what}" has more than ${maxPages} pages; delete old entries in the portal so that the bot can read all of it.`,
    retryable: false,
    uncertain: false,
  });
}
