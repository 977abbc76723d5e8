// Fills in what `npm install` leaves out of package-lock.json when the registry in use does not carry every platform's
// build of a package (mirrors often keep Linux only): npm then writes no entry, and `npm ci` refuses the very lock that
// npm wrote (npm/cli#9846). The entries follow from what is in the lock: the parent pins an exact version, and the name
// says for which system it is. Run after each `npm install` (`npm run lock`); changes nothing when nothing is missing.
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly cpu?: readonly string[];
  readonly os?: readonly string[];
  readonly libc?: readonly string[];
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const file = new URL('../package-lock.json', import.meta.url);
const lock: { packages: Record<string, LockEntry> } = JSON.parse(readFileSync(file, 'utf8'));

/** Looks where Node would: in the node_modules of the package at `place`, then in those above it. */
function isInLock(place: string, name: string): boolean {
  const nested = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
  if (lock.packages[nested] !== undefined) return true;
  return place !== '' && isInLock(place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
}

function entryOf(parent: LockEntry, name: string, version: string): LockEntry {
  const parts = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => parts.includes(system));
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`${name}@${version} names no system or no exact version: add it to package-lock.json by hand.`);
  }
  const libc = parts.includes('musl') ? ['musl'] : os === 'linux' && parts.includes('gnu') ? ['glibc'] : [];
  return {
    version,
    cpu: [cpu],
    ...(parent.dev === true ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    os: [os],
  };
}

const missing = Object.entries(lock.packages).flatMap(([place, parent]) =>
  Object.entries(parent.optionalDependencies ?? {})
    .filter(([name]) => !isInLock(place, name))
    .map(([name, version]) => [`node_modules/${name}`, entryOf(parent, name, version)] as const),
);
if (missing.length > 0) {
  const all = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
  lock.packages = Object.fromEntries(all.sort(([one], [other]) => one.localeCompare(other, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`package-lock.json: ${missing.length} platform packages added\n`);
