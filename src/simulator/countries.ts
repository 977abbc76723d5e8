// The country of an E.164 number, as coarsely as the whitelist of an outbound voice profile needs it.

const BY_CODE: Readonly<Record<string, string>> = {
  '27': 'ZA',
  '30': 'GR',
  '31': 'NL',
  '32': 'BE',
  '33': 'FR',
  '34': 'ES',
  '36': 'HU',
  '39': 'IT',
  '40': 'RO',
  '41': 'CH',
  '43': 'AT',
  '44': 'GB',
  '45': 'DK',
  '46': 'SE',
  '47': 'NO',
  '48': 'PL',
  '49': 'DE',
  '52': 'MX',
  '55': 'BR',
  '61': 'AU',
  '64': 'NZ',
  '65': 'SG',
  '81': 'JP',
  '86': 'CN',
  '91': 'IN',
  '351': 'PT',
  '352': 'LU',
  '353': 'IE',
  '354': 'IS',
  '358': 'FI',
  '359': 'BG',
  '370': 'LT',
  '371': 'LV',
  '372': 'EE',
  '385': 'HR',
  '386': 'SI',
  '420': 'CZ',
  '421': 'SK',
  '423': 'LI',
  '852': 'HK',
  '971': 'AE',
  '972': 'IL',
};

const CANADA = new Set(
  '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 506 514 519 548 568 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905'.split(
    ' ',
  ),
);

/** Where calls of the default world may go. */
export const DEFAULT_COUNTRIES: readonly string[] = [
  'US',
  'CA',
  'GB',
  'IE',
  'DE',
  'AT',
  'CH',
  'LI',
  'LU',
  'FR',
  'BE',
  'NL',
  'IT',
  'ES',
  'PT',
  'DK',
  'SE',
  'NO',
  'FI',
  'PL',
  'CZ',
  'AU',
  'NZ',
  'MX',
];

/** ISO 3166 alpha-2; undefined when the prefix is not known here. */
export function countryOf(e164: string): string | undefined {
  if (e164.startsWith('+1')) return CANADA.has(e164.slice(2, 5)) ? 'CA' : 'US';
  return BY_CODE[e164.slice(1, 4)] ?? BY_CODE[e164.slice(1, 3)];
}
