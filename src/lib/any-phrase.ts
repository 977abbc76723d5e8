/** What a word is made of, in the alphabets people here write with; cheaper than every letter there is. */
const LETTER = '[0-9a-z\\u00df-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff]';
const BEGINS = `(?<!${LETTER})`;
const ENDS = `(?!${LETTER})`;

/** A word begins where nothing of a word stands before it in the pattern; else it ends there. */
const withEdges = (turn: string): string =>
  turn.replaceAll(/(?:(^|[(|: ]|\.[*+])|)\\b/g, (_, before: string | undefined) =>
    before === undefined ? ENDS : `${before}${BEGINS}`,
  );

/**
 * Whether one of many turns of speech stands in a text, whatever their case. The turns are patterns in small letters; `\b`
 * in them is the edge of a word in any alphabet, which a plain one is not.
 */
export function anyPhrase(...turns: readonly string[]): (text: string) => boolean {
  const pattern = new RegExp(
    turns
      .map((turn) => `(?:${withEdges(turn)})`)
      .join('|')
      .replaceAll('\\p{L}', LETTER),
  );
  return (text) => pattern.test(text.toLowerCase());
}
