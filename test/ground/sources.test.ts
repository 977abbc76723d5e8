// What no linter looks at: the size of the tree's files as a whole, and traces of the machine a file was written on.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Tracked and not yet tracked files, without what .gitignore names. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');

function read(file: string): string {
  return readFileSync(`${root}/${file}`, 'utf8');
}

test('no source file has more than 300 lines, and the median is below 100', ({ annotate }) => {
  const sizes = files
    .filter((file) => /^src\/.*[.]ts$/.test(file))
    .map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
    .toSorted((one, other) => one.lines - other.lines);
  expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  void annotate(`${sizes.length} files, median ${median} lines, largest ${sizes.at(-1)?.lines ?? 0}`);
  expect(median).toBeLessThan(100);
});

test('no file names the machine it was written on', () => {
  const traces = [root, `${homedir()}/`, '/work/', '/tmp/bash_jobs'].filter((trace) => trace.length > 2);
  const text = files.filter((file) => !/[.](png|jpg|ico|woff2?)$/.test(file) && file !== 'test/ground/sources.test.ts');
  const named = text.flatMap((file) =>
    traces.filter((trace) => read(file).includes(trace)).map((trace) => `${file}: ${trace}`),
  );
  expect([...new Set(named)]).toEqual([]);
});

test('the lock pins contents and holds no download address, and every version is exact', () => {
  const lock: { packages: Record<string, { resolved?: string; version?: string }> } = JSON.parse(
    read('package-lock.json'),
  );
  const entries = Object.entries(lock.packages).filter(([place]) => place !== '');
  expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
  expect(entries.filter(([, { version }]) => version === undefined).map(([place]) => place)).toEqual([]);
  const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(read('package.json'));
  const asked = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}),
  );
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
