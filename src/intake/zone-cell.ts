/**
 * What people write into a column called zone: `Europe/Berlin`, `new york`, `ET`, several of them with a comma.
 */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  eastern: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  mountain: 'America/Denver',
  arizona: 'America/Phoenix',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  gmt: 'Europe/London',
  bst: 'Europe/London',
};

let byName: ReadonlyMap<string, string> | undefined;

/** IANA zones; undefined if any part is not one. An empty cell is an empty list. */
export function readZones(cell: string): readonly string[] | undefined {
  const zones = new Set<string>();
  for (const part of cell.split(/[,;&|]/)) {
    const written = part.trim();
    if (written === '') continue;
    const zone = zoneNamed(written);
    if (zone === undefined) return undefined;
    zones.add(zone);
  }
  return [...zones].sort();
}

function zoneNamed(written: string): string | undefined {
  const plain = written
    .toLowerCase()
    .replace(/\s+time$/, '')
    .replace(/[\s_]+/g, '_');
  return SHORT_NAMES[plain] ?? knownZones().get(plain) ?? aliasZone(written);
}

/** By full name and by city. */
function knownZones(): ReadonlyMap<string, string> {
  if (byName === undefined) {
    const names = new Map<string, string>();
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      names.set(zone.toLowerCase(), zone);
      const city = zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
      if (!names.has(city)) names.set(city, zone);
    }
    byName = names;
  }
  return byName;
}

/** Older names such as `Asia/Calcutta` or `US/Eastern`, in whichever of the two spellings the runtime does not list. */
function aliasZone(written: string): string | undefined {
  if (!/^[A-Za-z]+\/[A-Za-z0-9_+\-/]+$/.test(written)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
