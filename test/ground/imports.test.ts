// The import rules: each one is seen to catch its planted violation, and the real tree has none.
// The cruise runs as `npm run imports` does, in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { complaintsOf, type ImportReport } from '../../tools/imports.ts';
import { isFullRun } from '../support/counts.ts';
import { plantedTags } from './planted-tags.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted = fileURLToPath(new URL('planted/imports', import.meta.url));

function runImports(...args: readonly string[]): { readonly report: ImportReport; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['tools/imports.ts', '--json', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  expect(stderr).toBe('');
  return { report: JSON.parse(stdout), status };
}

test('every planted violation is caught by exactly the rules it breaks, clean files by none', () => {
  const { report, status } = runImports(planted);
  const caught = report.violations.map(({ rule, from }) => `${from} ${rule}`);
  const expected = report.onDisk.flatMap((file) => plantedTags(planted, file).map(({ tag }) => `${file} ${tag}`));
  expect([...new Set(caught)].toSorted()).toEqual(expected.toSorted());
  expect(expected.length).toBeGreaterThanOrEqual(40);
  expect(report.rules.filter((rule) => !caught.some((one) => one.endsWith(` ${rule}`)))).toEqual([]);
  expect(status).toBe(1);
});

test('a cruise that read nothing does not pass', () => {
  const nothing = { rules: [], onDisk: [], seen: [], violations: [] };
  expect(complaintsOf({ ...nothing, onDisk: ['src/main.ts'] })).toEqual([
    'dependency-cruiser did not read src/main.ts: is @swc/core installed?',
  ]);
  expect(complaintsOf(nothing)).toEqual(['There is no TypeScript file under src.']);
  expect(complaintsOf({ ...nothing, onDisk: ['src/a.ts'], seen: ['src/a.ts'] })).toEqual([]);
});

test.runIf(isFullRun)('the real tree: the files seen are the files on disk, and no rule is broken', () => {
  const { report, status } = runImports();
  expect(report.seen).toEqual(report.onDisk);
  expect(complaintsOf(report)).toEqual([]);
  expect(status).toBe(0);
});
