/**
 * Whether a remark of somebody who does not decide is criticism that the deciders should see. Rather one objection too
 * many than one that drowns in the thread: it decides nothing, it only stands on the card.
 */
const CRITICAL = new RegExp(
  [
    'late|delay|bad|worse|worst|poor|slow|rude|broke|broken|fail|problem|trouble|issue|complain|unreliable|unhappy|scam|fraud|lawsuit|sued|bankrupt',
    'expensive|overpriced|too (?:much|many|far|small|big|high|low|long)|careful|beware|warn|avoid|against|object|disagree|doubt|worr(?:y|ied)|concern|risk',
    "never again|would not|wouldn'?t|should not|shouldn'?t|do not (?:take|use|like|trust)|don'?t (?:take|use|like|trust)|not (?:good|happy|reliable|sure about)",
    'zu teuer|teuer|verspät\\w*|zu spät|schlecht\\w*|unzuverlässig\\w*|problem\\w*|ärger|vorsicht|dagegen|nie wieder|bedenken|reklam\\w*|mangel\\w*',
  ]
    .map((part) => `(?:${part})`)
    .join('|'),
  'i',
);

/** `names` are those on the list: criticism names somebody or is about the list itself. */
export function soundsCritical(text: string, names: readonly string[]): boolean {
  const asks = /\?\s*$/.test(text.trim());
  if (asks) return false;
  const lower = text.toLowerCase();
  const named = names.some((name) => firstWord(name) !== '' && lower.includes(firstWord(name)));
  const match = new RegExp(`(?<![\\p{L}])(?:${CRITICAL.source})`, 'iu').test(text);
  return (
    match && (named || /\b(?:list|them|they|these|those|this|that|it|price|die|das|der|liste|preis)\b/i.test(text))
  );
}

const firstWord = (name: string): string =>
  name
    .toLowerCase()
    .split(/[\s,.&-]+/)
    .find((word) => word.length > 2) ?? '';
