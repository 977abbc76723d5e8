// The lint rules, the purity plugin among them: each one is seen to catch its planted violation, on its line.
// Biome runs on a copy of the planted tree with the project's own configuration.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plantedTags } from './planted-tags.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted = fileURLToPath(new URL('planted/lint', import.meta.url));

interface BiomeReport {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly start?: { readonly line: number } };
  }[];
}

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'planted-lint-'));
  cpSync(planted, copy, { recursive: true });
  const config = JSON.parse(readFileSync(`${root}/biome.json`, 'utf8'));
  config.files.includes = ['src/**'];
  for (const override of config.overrides) {
    if (override.plugins) override.plugins = override.plugins.map((plugin: string) => join(root, plugin));
  }
  writeFileSync(`${copy}/biome.json`, JSON.stringify(config));
  writeFileSync(`${copy}/package.json`, JSON.stringify({ name: 'planted', dependencies: { luxon: '*' } }));
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** `file:line category` of every error; what is said of a file as a whole counts for its first line. */
function lint(): readonly string[] {
  const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none'], {
    cwd: copy,
    encoding: 'utf8',
  });
  const report: BiomeReport = JSON.parse(stdout);
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
  return errors
    .map(({ category, location }) => `${location.path}:${Math.max(1, location.start?.line ?? 1)} ${category}`)
    .toSorted();
}

test('every planted violation is caught on its line, and what is allowed is let pass', () => {
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const expected = files.flatMap((file) => plantedTags(copy, file).map(({ line, tag }) => `${file}:${line} ${tag}`));
  expect(lint()).toEqual(expected.toSorted());
  expect(expected.filter((tag) => tag.endsWith(' plugin')).length).toBeGreaterThanOrEqual(20);
});

test('files above 300 lines and functions above 50 are caught', () => {
  for (const folder of readdirSync(`${copy}/src`)) rmSync(`${copy}/src/${folder}`, { recursive: true });
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `  values.push(${index});`).join('\n');
  const fn = (name: string, count: number) => `export function ${name}(values: number[]): void {\n${lines(count)}\n}\n`;
  writeFileSync(`${copy}/src/long-function.ts`, fn('tooLong', 60));
  writeFileSync(`${copy}/src/short-function.ts`, fn('short', 40));
  writeFileSync(`${copy}/src/long-file.ts`, Array.from({ length: 8 }, (_, index) => fn(`part${index}`, 40)).join('\n'));
  expect(lint()).toEqual([
    'src/long-file.ts:1 lint/style/noExcessiveLinesPerFile',
    'src/long-function.ts:1 lint/complexity/noExcessiveLinesPerFunction',
  ]);
});
