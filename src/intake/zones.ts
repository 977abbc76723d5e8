/**
 * From a number to the set of IANA zones it may lie in, so that a call can be kept inside allowed hours in all of them.
 * A number with geography gets every zone under its area code (an area code may be split, and numbers move inside it);
 * mobiles and service numbers get every zone of their country. Never guess one zone where several are possible.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { LineType } from '../missions/target.ts';
import { zoneTable } from './zone-data.ts';

export interface NumberPlace {
  readonly callingCode: string;
  /** National significant number, digits only. */
  readonly national: string;
  /** ISO 3166 alpha-2. */
  readonly region: string;
  readonly lineType: LineType;
}

/** Digits of an area code, where a country has several zones and area codes that are not three digits long. */
const AREA_DIGITS: Readonly<Record<string, number>> = { '55': 2, '56': 2, '61': 1, '62': 2, '64': 1 };
const DEFAULT_AREA_DIGITS = 3;

/** Countries whose mobile numbers begin with an area code: Mexico, Argentina, Brazil. */
const MOBILE_WITH_AREA = new Set(['52', '54', '55']);

/** North American codes laid over an older one: they cover the same ground, the table knows only the older in full. */
const OVERLAYS: Readonly<Record<string, string>> = {
  '236': '250',
  '364': '270',
  '367': '418',
  '448': '850',
  '458': '541',
  '672': '250',
  '778': '250',
  '879': '709',
  '930': '812',
  '986': '208',
};

/** Zones that keep the clock of a better known neighbour; the table also lacks Dublin and names three islands for it. */
const SAME_CLOCK: Readonly<Record<string, string>> = {
  'Europe/Guernsey': 'Europe/London',
  'Europe/Isle_of_Man': 'Europe/London',
  'Europe/Jersey': 'Europe/London',
  'Europe/Mariehamn': 'Europe/Helsinki',
  'Europe/Vatican': 'Europe/Rome',
  'Arctic/Longyearbyen': 'Europe/Oslo',
};
/** Islands whose prefixes the number metadata counts to the mainland as well. */
const NOT_PART_OF: Readonly<Record<string, readonly string[]>> = { AU: ['Indian/Christmas', 'Indian/Cocos'] };
const WHOLE_COUNTRY: Readonly<Record<string, readonly string[]>> = { IE: ['Europe/Dublin'] };

/** Digits that fill a prefix up to a number that libphonenumber can place in a country. */
const FILLER = '5550123456';
/** Lengths of national numbers in the countries that share a calling code, the usual one first. */
const NATIONAL_LENGTHS = [10, 9, 8, 7];
const SHARED_CODES = new Set(['1', '7', '44', '61', '262', '358', '599', '39', '47']);

const areaCache = new Map<string, readonly string[]>();
const regionCache = new Map<string, readonly string[]>();
const ownerCache = new Map<string, string>();

/** The zones, sorted, without doubles; empty only if nothing is known of the number's country. */
export function zonesOf(place: NumberPlace): readonly string[] {
  const whole = WHOLE_COUNTRY[place.region];
  if (whole !== undefined) return whole;
  return hasArea(place) ? areaZones(place) : regionZones(place.region, place.callingCode);
}

function hasArea({ lineType, callingCode }: NumberPlace): boolean {
  if (lineType === 'fixed' || lineType === 'fixed-or-mobile') return true;
  return lineType === 'mobile' && MOBILE_WITH_AREA.has(callingCode);
}

function areaZones({ callingCode, national, region }: NumberPlace): readonly string[] {
  const digits = mobileMark(callingCode, national).slice(0, AREA_DIGITS[callingCode] ?? DEFAULT_AREA_DIGITS);
  const cacheKey = `${callingCode} ${digits} ${region}`;
  const known = areaCache.get(cacheKey);
  if (known !== undefined) return known;
  const areas = callingCode === '1' && OVERLAYS[digits] !== undefined ? [digits, OVERLAYS[digits]] : [digits];
  const found = new Set<string>();
  for (const area of areas) for (const zone of zonesUnder(callingCode, area, region)) found.add(zone);
  const zones = found.size > 0 ? tidy(found, region) : regionZones(region, callingCode);
  areaCache.set(cacheKey, zones);
  return zones;
}

/** Argentina writes a 9 before the area code of a mobile. */
function mobileMark(callingCode: string, national: string): string {
  return callingCode === '54' && national.startsWith('9') ? national.slice(1) : national;
}

/** What the table says of the area code itself (by its longest prefix) and of everything inside it. */
function zonesUnder(callingCode: string, area: string, region: string): Set<string> {
  const table = zoneTable();
  const prefix = `${callingCode}${area}`;
  const found = new Set<string>();
  for (let length = prefix.length; length > callingCode.length; length--) {
    const zones = table.get(prefix.slice(0, length));
    if (zones === undefined) continue;
    for (const zone of zones) found.add(zone);
    break;
  }
  for (const [key, zones] of table) {
    if (key.length <= prefix.length || !key.startsWith(prefix) || !liesIn(key, callingCode, region)) continue;
    for (const zone of zones) found.add(zone);
  }
  return found;
}

/**
 * Every zone of a country: all prefixes of its calling code. Where countries share a code, a zone that the table names
 * alone for another country's prefix, and never alone for one of this country's, belongs to the other.
 */
function regionZones(region: string, callingCode: string): readonly string[] {
  const known = regionCache.get(region);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const aloneHere = new Set<string>();
  const aloneElsewhere = new Set<string>();
  for (const [key, zones] of zoneTable()) {
    if (key.length <= callingCode.length || !key.startsWith(callingCode)) continue;
    const here = liesIn(key, callingCode, region);
    if (here) for (const zone of zones) found.add(zone);
    const [only, ...others] = zones;
    if (only !== undefined && others.length === 0) (here ? aloneHere : aloneElsewhere).add(only);
  }
  const own = [...found].filter((zone) => aloneHere.has(zone) || !aloneElsewhere.has(zone));
  const zones = tidy(own.length > 0 ? own : (zoneTable().get(callingCode) ?? []), region);
  regionCache.set(region, zones);
  return zones;
}

/** Whether a prefix belongs to a country; a prefix that no valid number of any length places is everybody's. */
function liesIn(key: string, callingCode: string, region: string): boolean {
  if (!SHARED_CODES.has(callingCode)) return true;
  const owner = ownerOf(key, callingCode);
  return owner === undefined || owner === region;
}

function ownerOf(key: string, callingCode: string): string | undefined {
  const cached = ownerCache.get(key);
  if (cached !== undefined) return cached === '' ? undefined : cached;
  let owner: string | undefined;
  for (const nationalLength of NATIONAL_LENGTHS) {
    const missing = callingCode.length + nationalLength - key.length;
    if (missing < 0) continue;
    owner = parsePhoneNumberFromString(`+${key}${FILLER.slice(0, missing)}`)?.country;
    if (owner !== undefined) break;
  }
  ownerCache.set(key, owner ?? '');
  return owner;
}

function tidy(zones: Iterable<string>, region: string): readonly string[] {
  const foreign = NOT_PART_OF[region] ?? [];
  const own = [...zones].filter((zone) => !foreign.includes(zone)).map((zone) => SAME_CLOCK[zone] ?? zone);
  return [...new Set(own)].sort();
}
