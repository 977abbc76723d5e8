// A list always ends, loses nothing, says nothing twice, and never passes half a list off as a whole.
import { expect, test } from 'vitest';
import { type Page, walkPages } from '../../src/gateways/telnyx/pager.ts';

interface Row {
  readonly id: string;
}
const rows = (...ids: readonly string[]): readonly Row[] => ids.map((id) => ({ id }));

async function walk(read: (page: number) => Page<Row>, maxPages = 5) {
  const asked: number[] = [];
  const pages = walkPages(
    async (page) => {
      asked.push(page);
      return read(page);
    },
    { what: 'rows', idOf: (row) => row.id, maxPages },
  );
  const got = (await Array.fromAsync(pages)).map((row) => row.id);
  return { got, asked };
}

test('R10 goes through all pages and stops at the last', async () => {
  expect(await walk((page) => ({ items: rows(`a${page}`, `b${page}`), totalPages: 3 }))).toEqual({
    got: ['a1', 'b1', 'a2', 'b2', 'a3', 'b3'],
    asked: [1, 2, 3],
  });
});

test('without meta there is one page', async () => {
  expect(await walk(() => ({ items: rows('a') }))).toEqual({ got: ['a'], asked: [1] });
});

test('an empty page ends it, whatever meta says', async () => {
  expect(await walk((page) => ({ items: page === 1 ? rows('a') : [], totalPages: 9 }))).toEqual({
    got: ['a'],
    asked: [1, 2],
  });
});

test('a page that comes again ends it', async () => {
  expect(await walk(() => ({ items: rows('a', 'b'), totalPages: 9 }))).toEqual({ got: ['a', 'b'], asked: [1, 2] });
});

test('an item that slid to the next page is told once', async () => {
  const pages = [rows('a', 'b'), rows('b', 'c')];
  expect((await walk((page) => ({ items: pages[page - 1] ?? [], totalPages: 2 }))).got).toEqual(['a', 'b', 'c']);
});

test('a list beyond the cap is an error, not a short list', async () => {
  await expect(walk((page) => ({ items: rows(`a${page}`), totalPages: 99 }))).rejects.toMatchObject({
    code: 'list-too-long',
  });
});

test('who stops reading stops asking', async () => {
  let asked = 0;
  const pages = walkPages(
    async (page) => {
      asked += 1;
      return { items: rows(`a${page}`), totalPages: 3 };
    },
    { what: 'rows', idOf: (row) => row.id },
  );
  for await (const row of pages) if (row.id === 'a2') break;
  expect(asked).toBe(2);
});
