/** A list of `examples/` by its plain name, for a person who has none at hand; undefined for any other name. */
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../examples/', import.meta.url);

export function exampleFile(name: string): { readonly name: string; readonly base64: string } | undefined {
  if (!/^[\w-]+\.csv$/.test(name)) return undefined;
  try {
    return { name, base64: readFileSync(new URL(name, FOLDER)).toString('base64') };
  } catch {
    return undefined;
  }
}
