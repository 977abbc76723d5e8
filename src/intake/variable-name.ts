/**
 * A heading as the name of a dynamic variable, `[a-z][a-z0-9_]*`: what stands between the braces of an opening line.
 */
import { plainWords } from './header-words.ts';

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };
const MAX_LENGTH = 40;

/** Unique among `taken`, to which it is added; a heading without Latin letters becomes `column_<number>`. */
export function variableName(header: string, columnNumber: number, taken: Set<string>): string {
  const spelled = header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüå]/g, (char) => UMLAUTS[char] ?? char);
  const ascii = plainWords(spelled)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .slice(0, MAX_LENGTH);
  const base = ascii === '' ? `column_${columnNumber}` : ascii;
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
  taken.add(name);
  return name;
}
