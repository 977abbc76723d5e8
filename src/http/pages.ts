/** The page's files, read once at the start: a handful, named here by their folder alone, so no request reaches the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** By address: `/` and `/app.js`. `{{mode}}` and `{{title}}` in the page say at once where one is, before any script runs. */
export function readPages(folder: URL, sandbox: boolean): ReadonlyMap<string, PageFile> {
  const names = readdirSync(folder).filter((name) => Object.hasOwn(TYPES, extname(name)));
  return new Map(
    names.map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const body = text
        .replaceAll('{{mode}}', sandbox ? 'sandbox' : 'real')
        .replaceAll('{{title}}', sandbox ? 'SANDBOX · Callsheet' : 'Callsheet');
      return [name === 'index.html' ? '/' : `/${name}`, { type: TYPES[extname(name)] ?? 'text/plain', body }] as const;
    }),
  );
}
