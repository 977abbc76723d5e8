/**
 * Names as people type them: folding of case and accents, words of a name, and a small edit distance.
 * Used wherever a typed name has to be found again in a list; it knows nothing about what is named.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Lower case without accents: `Müßig` and `MUSSIG` become `mussig`. Length may change. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœı]/g, (letter) => LETTERS[letter] ?? letter);
}

const CONNECTORS: ReadonlySet<string> = new Set(['&', '+', 'and', 'und', 'et', 'y', 'en']);
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'gmbh inc ltd llc llp ag kg co corp corporation company limited sa sas sarl srl spa bv nv oy ab aps plc ug ohg kgaa se sl lda pty'.split(
    ' ',
  ),
);

/** `&` for every word that joins two parts of a name, the word itself otherwise. Expects folded text. */
export function nameWord(word: string): string {
  return CONNECTORS.has(word) ? '&' : word;
}

/** The folded words of a name; apostrophes vanish, joining words become `&`. */
export function nameWords(name: string): readonly string[] {
  const words = foldText(name)
    .replace(/['’`´]/g, '')
    .match(/[\p{L}\p{N}]+|[&+]/gu);
  return (words ?? []).map(nameWord);
}

/** The words of a name without its legal form (`Acme GmbH & Co. KG` → `acme`), never empty for a name with words. */
export function coreWords(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 1 && (LEGAL_FORMS.has(words[end - 1] ?? '') || words[end - 1] === '&')) end -= 1;
  const start = end > 1 && words[0] === 'the' ? 1 : 0;
  return words.slice(start, end);
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      const crossed = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (crossed) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      next.push(best);
    }
    before = last;
    last = next;
  }
  return last[to.length] ?? 0;
}

/**
 * Distance of two folded words if one may be a slip of the other, else undefined. Short words, numbers and words
 * with another first letter and two slips are never taken for each other.
 */
export function slip(typed: string, meant: string): number | undefined {
  if (typed === meant) return 0;
  const shorter = Math.min(typed.length, meant.length);
  if (shorter < 4 || /\d/.test(typed) || /\d/.test(meant)) return undefined;
  const distance = editDistance(typed, meant);
  if (distance === 1) return 1;
  return distance === 2 && shorter >= 6 && typed[0] === meant[0] ? 2 : undefined;
}
