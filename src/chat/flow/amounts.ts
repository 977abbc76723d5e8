/** Numbers as people write them: "8,500", "8.500", "12.50", "12,50 EUR", "1 200". Pure. */

const WRITTEN = /^[^\d-]{0,4}(?<digits>-?\d[\d.,' \u00a0\u202f]*?)\s*(?<behind>%|[^\d\s.,'][^\d]{0,19})?$/u;
const THOUSANDS = /^(?:k|thousand|tsd\.?|tausend)(?![\p{L}\p{N}])/iu;

/**
 * Undefined when it is no number. A comma or a dot with exactly three digits behind it groups thousands, in whatever country;
 * with one or two digits it is a decimal point. The preview shows how it was read.
 */
export function readAmount(text: string): number | undefined {
  const parts = WRITTEN.exec(text.trim().replace(/[.,]+$/, ''))?.groups;
  if (parts?.digits === undefined) return undefined;
  const value = digitsOf(parts.digits.replace(/[' \u00a0\u202f]/g, ''));
  return value !== undefined && THOUSANDS.test(parts.behind ?? '') ? value * 1000 : value;
}

function digitsOf(plain: string): number | undefined {
  const marks = plain.match(/[.,]/g) ?? [];
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  const behind = last < 0 ? 0 : plain.length - last - 1;
  const isGroup = behind === 3 && new Set(marks).size === 1 && !/^-?0/.test(plain);
  if (last < 0 || isGroup) return whole(plain, marks);
  const before = plain.slice(0, last);
  const units = whole(before, before.match(/[.,]/g) ?? []);
  // What groups thousands is no decimal point as well.
  if (units === undefined || before.includes(plain.charAt(last))) return undefined;
  return Number(`${before.replace(/[.,]/g, '')}.${plain.slice(last + 1)}`);
}

function whole(plain: string, marks: readonly string[]): number | undefined {
  // 1.2345 or 12.34.5 group nothing.
  if (marks.length > 0 && !/^-?\d{1,3}(?:[.,]\d{3})+$/.test(plain)) return undefined;
  const value = Number(plain.replace(/[.,]/g, ''));
  return Number.isFinite(value) ? value : undefined;
}

/** `8,500`, `12.50`, `0.5`: read back to the same. */
export function sayAmount(value: number): string {
  const [, decimals = ''] = String(value).split('.');
  const places = decimals.length === 1 && Math.abs(value) >= 1 ? 2 : decimals.length === 3 ? 4 : decimals.length;
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: Math.max(places, 6) });
}

export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** `8,000-12,000`, `8000 to 12000 EUR`, `at least 8,000`, `at most 12,000`; undefined when it is none. */
export function readRange(text: string): Range | undefined {
  const words = text.trim();
  const bound =
    /^(?:(?<least>at least|from|over|min(?:imum)?|≥|>=?)|(?:at most|up to|under|max(?:imum)?|≤|<=?))\s*(?<amount>\S.*)$/i.exec(
      words,
    )?.groups;
  if (bound !== undefined) {
    const between = bound.least?.toLowerCase() === 'from' ? readSpan(bound.amount ?? '') : undefined;
    const amount = readAmount(bound.amount ?? '');
    if (between !== undefined || amount === undefined) return between;
    return bound.least === undefined ? { max: amount } : { min: amount };
  }
  return readSpan(words.replace(/^between\s+/i, ''));
}

function readSpan(words: string): Range | undefined {
  const [low, high, ...more] = words.split(/\s*(?:–|—|\bto\b|\band\b|\bbis\b|(?<=\d[^-]{0,6})-)\s*/i);
  const min = readAmount(low ?? '');
  const max = readAmount(high ?? '');
  return min === undefined || max === undefined || more.length > 0 || min >= max ? undefined : { min, max };
}

export function sayRange({ min, max }: Range): string {
  if (min !== undefined && max !== undefined) return `${sayAmount(min)}-${sayAmount(max)}`;
  if (min !== undefined) return `at least ${sayAmount(min)}`;
  return max === undefined ? '' : `at most ${sayAmount(max)}`;
}
