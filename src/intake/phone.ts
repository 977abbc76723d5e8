/**
 * One cell to one number that may be dialled, or one sentence why not. Undoes what spreadsheets, address books and
 * web pages do to numbers; refuses what must never be dialled: emergency, premium-rate and short numbers.
 */
import {
  type CountryCode,
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import type { LineType } from '../missions/target.ts';
import { splitKeys } from './keys.ts';

export interface PhoneFound {
  readonly ok: true;
  /** E.164. */
  readonly phone: string;
  readonly keys?: string;
  readonly region: string;
  readonly lineType: LineType;
  readonly callingCode: string;
  readonly national: string;
}

export interface PhoneRefused {
  readonly ok: false;
  /** One sentence with the cure. */
  readonly reason: string;
}

export type PhoneReading = PhoneFound | PhoneRefused;

const LINE_TYPES: Readonly<Record<NonNullable<NumberType>, LineType | undefined>> = {
  FIXED_LINE: 'fixed',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  TOLL_FREE: 'toll-free',
  VOIP: 'voip',
  SHARED_COST: 'other',
  UAN: 'other',
  PREMIUM_RATE: undefined,
  PERSONAL_NUMBER: undefined,
  PAGER: undefined,
  VOICEMAIL: undefined,
};

/** Numbers reserved for films and examples that the metadata calls invalid; the others it takes for real. */
const FICTION: readonly { readonly range: RegExp; readonly region: string; readonly lineType: LineType }[] = [
  { range: /^\+1[2-9]\d\d55501\d\d$/, region: 'US', lineType: 'fixed-or-mobile' },
  { range: /^\+447700900\d{3}$/, region: 'GB', lineType: 'mobile' },
  { range: /^\+441632960\d{3}$/, region: 'GB', lineType: 'fixed' },
];

const EMERGENCY = new Set(
  `000 066 080 085 100 101 102 103 104 105 106 107 108 110 111 112 113 114 115 116 117 118 119 120 122 123 128 129 131
  132 133 144 150 155 156 158 160 166 180 190 191 192 193 194 195 197 198 199 911 912 913 914 915 917 919 988 991 992
  993 994 995 997 998 999 15 17 18 10111 10177`.split(/\s+/),
);
const SHORT_DIGITS = 6;
const HOW = 'write it in full with its country code, like +13125550100';

const MANGLED = /^[+-]?\d+([.,]\d+)?\s*e\s*\+?\d+$/i;
const PLACEHOLDER = /^(?:n\/?a|none|null|unknown|unbekannt|keine?|inconnu|tbd|[-–—?.x]+)$/i;
const LABEL = /^(?:tele(?:fon|phone|fono|foon)|phone|mobile?|mob|cell|handy|tel|fon|ph)\s*[.:]+\s*/i;
const SEPARATORS = /\s*(?:[/;|,\n]|\bor\b|\boder\b|\bou\b)\s*/i;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** `defaultRegion` (ISO 3166 alpha-2) is read for numbers without a country code. */
export function readPhone(cell: string, defaultRegion: string): PhoneReading {
  const text = undress(cell);
  if (text === '' || PLACEHOLDER.test(text)) return refuse('It has no phone number; add one or delete the row.');
  if (MANGLED.test(text)) {
    return refuse(
      `The spreadsheet has cut "${text}" short; format the phone column as text, enter the number again and save.`,
    );
  }
  const { number, keys } = splitKeys(text);
  if (EMERGENCY.has(number.replace(/\D/g, ''))) return refuseEmergency(number);
  const region = regionOf(defaultRegion);
  const parsed = parse(number, region);
  const reading = parsed === undefined ? explain(number, region) : judge(parsed, number);
  return reading.ok && keys !== undefined ? { ...reading, keys } : reading;
}

/** Whether somebody meant the cell to be a phone number, readable or not; for finding the phone column. */
export function looksLikePhone(cell: string): boolean {
  const text = undress(cell);
  if (MANGLED.test(text)) return true;
  const digits = text.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 20 && text.replace(/[\d\s()+./\-#*]/g, '').length <= 5 && !isDate(text);
}

function isDate(text: string): boolean {
  return /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?$/.test(text);
}

/** The apostrophe and `="…"` of spreadsheets, labels, links, invisible marks of address books. */
function undress(cell: string): string {
  let text = cell
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[‐-―−]/g, '-')
    .trim();
  text = text.replace(/^="?(.*?)"?$/, '$1').replace(/^['’`´]+|['’`´]+$/g, '');
  text = text
    .replace(/^(?:tel|callto|phone):(?:\/\/)?/i, '')
    .replace(LABEL, '')
    .trim();
  return text.replace(/^(\d{7,})[.,]0+$/, '$1');
}

function regionOf(region: string): CountryCode | undefined {
  const upper = region.toUpperCase();
  return isSupportedCountry(upper) ? upper : undefined;
}

function refuseEmergency(number: string): PhoneRefused {
  return refuse(`"${number}" is an emergency or service number and is never called; delete the row.`);
}

/** As it stands, with `00` for `+`, and with a forgotten `+`; undefined if no reading gives an assigned number. */
function parse(number: string, region: CountryCode | undefined): PhoneNumber | undefined {
  const international = number
    .replace(/^\(\s*(\+|00)\s*(\d{1,3})\s*\)/, '+$2 ')
    .replace(/^\+[\s+]*(?:00)?/, '+')
    .replace(/^00(?=[\s\-/.(]*[1-9])/, '+');
  const asItStands = parseWhole(international, region);
  if (asItStands !== undefined || /^[+0]/.test(international)) return asItStands;
  return international.replace(/\D/g, '').length >= 9 ? parseWhole(`+${international}`, undefined) : undefined;
}

function parseWhole(text: string, region: CountryCode | undefined): PhoneNumber | undefined {
  const options = region === undefined ? { extract: false } : { extract: false, defaultCountry: region };
  const parsed = parsePhoneNumberFromString(text, options);
  return parsed !== undefined && parsed.ext === undefined && (parsed.isValid() || isFiction(parsed))
    ? parsed
    : undefined;
}

function isFiction(parsed: PhoneNumber): boolean {
  return FICTION.some(({ range }) => range.test(parsed.number));
}

function judge(parsed: PhoneNumber, written: string): PhoneReading {
  const fiction = FICTION.find(({ range }) => range.test(parsed.number));
  const type = parsed.getType();
  if (type === 'PREMIUM_RATE' || isNorthAmerican976(parsed)) {
    return refuse(`${parsed.number} is a premium-rate number and is never called; give an ordinary number instead.`);
  }
  const lineType = type === undefined ? (fiction?.lineType ?? 'other') : LINE_TYPES[type];
  if (lineType === undefined) {
    return refuse(
      `${parsed.number} is a pager, mailbox or personal-forwarding number; give an ordinary number instead.`,
    );
  }
  const region = parsed.country ?? fiction?.region;
  if (region === undefined) {
    return refuse(
      `"${written}" is a satellite or international service number; give a number that belongs to a country.`,
    );
  }
  const { number: phone, countryCallingCode: callingCode, nationalNumber: national } = parsed;
  return { ok: true, phone, region, lineType, callingCode, national };
}

/** Exchange 976 is pay-per-call in North America; the metadata does not say so. */
function isNorthAmerican976(parsed: PhoneNumber): boolean {
  return /^\+1[2-9]\d\d976\d{4}$/.test(parsed.number);
}

function explain(number: string, region: CountryCode | undefined): PhoneRefused {
  const digits = number.replace(/\D/g, '');
  if (holdsSeveral(number, region)) {
    return refuse(`"${number}" holds more than one number; keep one, and put the other on a row of its own.`);
  }
  if (digits.length < 2) return refuse(`"${number}" is not a phone number; ${HOW}.`);
  const national = parsePhoneNumberFromString(number, region)?.nationalNumber ?? '';
  if (EMERGENCY.has(national)) return refuseEmergency(number);
  if (/\p{L}/u.test(number)) return refuse(`"${number}" has letters in it; write digits only, like +13125550100.`);
  if (digits.length <= SHORT_DIGITS) return refuse(`"${number}" is a short or incomplete number; ${HOW}.`);
  if (region === undefined && !/^(?:\+|00)/.test(number)) return refuse(`"${number}" has no country code; ${HOW}.`);
  const isNational = !/^(?:\+|00)/.test(number);
  const length = validatePhoneNumberLength(number.replace(/^00/, '+'), region);
  if (length === 'TOO_SHORT') return refuse(`"${number}" is too short for a phone number; ${HOW}.`);
  if (isNational && length === 'TOO_LONG') return foreign(number, region);
  if (length === 'TOO_LONG') return refuse(`"${number}" is too long for a phone number; ${HOW}.`);
  return isNational ? foreign(number, region) : refuse(`"${number}" is not an assigned number; check it and ${HOW}.`);
}

/** Written as people do at home, and home is not here. */
const foreign = (number: string, region: CountryCode | undefined): PhoneRefused =>
  refuse(`"${number}" has no country code and is not a number of ${region ?? 'any country'}; ${HOW}.`);

function holdsSeveral(number: string, region: CountryCode | undefined): boolean {
  const parts = number.split(SEPARATORS).filter((part) => part.replace(/\D/g, '').length > SHORT_DIGITS);
  return parts.filter((part) => parse(part, region) !== undefined).length > 1;
}

function refuse(reason: string): PhoneRefused {
  return { ok: false, reason };
}
