/**
 * What is to be pressed after connecting, cut off the end of a number: `602-275-0073(#4)`, `… ext. 4`, `…,,4#` (R104).
 * The number alone is dialled.
 */
export interface NumberAndKeys {
  readonly number: string;
  /** Only `0-9`, `#` and `*`. */
  readonly keys?: string;
}

const EXTENSION_WORD =
  'ext(?:ension|n)?|x|durchwahl|dw|nst|nebenstelle|poste|interno|int|ramal|anexo|toestel|tst|wewn?|dahili|klapka|linka';

/** Each ends the cell; the first group is what is pressed. A plain `(4)` is not one: it is more often an area code. */
const ENDINGS: readonly RegExp[] = [
  /[\s,;]*\(\s*([\d,\s]*[#*][\d#*,\s]*)\)\s*$/,
  new RegExp(`[\\s,;]*\\(?\\s*(?:${EXTENSION_WORD})\\s*[.:=]?\\s*(\\d{1,7}[#*]?)\\s*\\)?$`, 'i'),
  /\s*[,pw]+\s*(\d{1,7}[#*]?)$/i,
  /[\s,;]*([#*][\d#*,\s]*)$/,
];
const DIGITS_OF_A_NUMBER = 7;

export function splitKeys(text: string): NumberAndKeys {
  for (const ending of ENDINGS) {
    const match = ending.exec(text);
    const number = match === null ? '' : text.slice(0, match.index);
    if (match === null || number.replace(/\D/g, '').length < DIGITS_OF_A_NUMBER) continue;
    const keys = (match[1] ?? '').replace(/[^\d#*]/g, '');
    return keys === '' ? { number } : { number, keys };
  }
  return { number: text };
}
