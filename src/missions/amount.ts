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
  if (currency !== undefined) return moneyFormat(currency, Number.isInteger(amount) ? 0 : 2).format(amount);
  // Without a unit it may be a year or a mark.
  return unit === undefined || unit === '' ? String(Number(amount.toFixed(4))) : `${GROUPED.format(amount)} ${unit}`;
}

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** Made once each: they are slow to make, and every card of every mission asks for some. */
const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, cents: 0 | 2): Intl.NumberFormat {
  const key = `${currency} ${cents}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: cents,
    maximumFractionDigits: cents === 0 ? 0 : 4,
  });
  formats.set(key, made);
  return made;
}
