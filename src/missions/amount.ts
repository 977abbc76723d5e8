/** An amount in words, the same on cards, in reasons and on the phone: `$8,302`, `$12.50`, `1,200 units`, `4.5`. */

/** Written in small letters as well; what else is written like a currency has to be one. */
const USUAL: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'JPY', 'INR', 'CHF', 'CAD', 'AUD']);
const ALL: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The ISO code of a unit that is money: "usd" is, "units" and "KWH" are not. */
export function currencyCodeOf(unit: string | undefined): string | undefined {
  const code = unit?.toUpperCase();
  if (unit === undefined || code === undefined) return undefined;
  return USUAL.has(code) || (unit === code && ALL.has(code)) ? code : undefined;
}

/** Whole amounts without cents; a price of less than a cent keeps its digits. */
export function amountInWords(amount: number, unit: string | undefined): string {
  const currency = currencyCodeOf(unit);
  if (currency === undefined) {
    // Without a unit it may be a year or a mark.
    if (unit === undefined || unit === '') return plainNumber(amount);
    return `${amount.toLocaleString('en-US', { maximumFractionDigits: 4 })} ${unit}`;
  }
  const isWhole = Number.isInteger(amount);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: isWhole ? 0 : 2,
    maximumFractionDigits: isWhole ? 0 : 4,
  }).format(amount);
}

const plainNumber = (value: number): string => String(Number(value.toFixed(4)));
