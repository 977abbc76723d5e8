// Documentation that no test reads goes stale: what it names must exist, what it lists must be what there is.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/chat/commands.ts';
import { ENVIRONMENT_NAMES, readConfig } from '../../src/config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

const manifest: { readonly version: string; readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  read('package.json'),
);
const adrs = globSync('docs/adr/*.md', { cwd: root }).toSorted();
const documents = ['README.md', 'CHANGELOG.md', '.env.example', ...globSync('docs/**/*.md', { cwd: root })];

/** The text under a heading of the second level. */
function section(document: string, heading: string): string {
  const [, text = ''] = read(document).split(`\n## ${heading}\n`);
  return text.split('\n## ')[0] ?? '';
}

/** Cells of the rows whose first cell is code. */
function codeRows(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

test('.env.example lists what the configuration reads, and its examples are valid together', () => {
  const entries = [
    ...read('.env.example').matchAll(/^# .*Default: .+ Example: (?<value>.+)\n#(?<name>[A-Z][A-Z0-9_]*)=$/gm),
  ];
  const examples = entries.map(({ groups }) => [groups?.name ?? '', groups?.value ?? ''] as const);
  expect(examples.map(([name]) => name).toSorted()).toEqual([...ENVIRONMENT_NAMES].toSorted());
  const names = read('.env.example').match(/^#?[A-Z][A-Z0-9_]*=/gm) ?? [];
  expect(names).toHaveLength(ENVIRONMENT_NAMES.length);
  expect(readConfig(Object.fromEntries(examples))).toHaveProperty('config');
});

test('npm scripts that documents name exist', () => {
  const named = documents.flatMap((document) =>
    [...read(document).matchAll(/(?:`|&& |; |^ {4})npm (?:run (?:-s |--silent )?)?(?<script>[a-z][\w:]*)/gm)].map(
      ({ groups }) => `${document}: ${groups?.script}`,
    ),
  );
  const known = new Set(['ci', 'install', ...Object.keys(manifest.scripts)]);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((one) => !known.has(one.split(': ')[1] ?? ''))).toEqual([]);
});

test('files and folders that documents name exist', () => {
  const named = documents.flatMap((document) => {
    const text = read(document);
    const folder = document.includes('/') ? document.replace(/[^/]+$/, '') : '';
    const code = [...text.matchAll(/`((?:src|test|docs|tools|examples|[.]ci)\/[\w./-]*)`/g)].map(([, path]) => path);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map(([, path]) => `${folder}${path}`);
    return [...code, ...links].map((path) => ({ document, path: path ?? '' }));
  });
  expect(named.length).toBeGreaterThan(60);
  // Made by `npm run pictures`, which must then know the name.
  const isMade = (path: string): boolean =>
    path.startsWith('docs/pictures/') && read('tools/pictures.ts').includes(path);
  expect(named.filter(({ path }) => !existsSync(`${root}/${path}`) && !isMade(path))).toEqual([]);
});

test('the architecture fits into 150 lines and its four files lead to the decision', () => {
  const text = read('docs/ARCHITECTURE.md');
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  const way = ['src/main.ts', 'src/app.ts', 'src/engine/engine.ts', 'src/engine/missions.ts', 'src/missions/decide.ts'];
  const four = section('docs/ARCHITECTURE.md', 'Four files');
  expect(way.filter((file) => !four.includes(`\`${file}\``))).toEqual([]);
  const leads = (from: string, to = ''): boolean => withParts(from).includes(`/${to.split('/').at(-1)}';`);
  const withParts = (file: string): string =>
    file === 'src/app.ts'
      ? [file, ...readdirSync(`${root}/src/app`).map((part) => `src/app/${part}`)].map(read).join()
      : read(file);
  expect(way.slice(0, -1).filter((file, index) => !leads(file, way[index + 1]))).toEqual([]);
});

test('the import table of the architecture is the one that is enforced', () => {
  interface Rule {
    readonly name: string;
    readonly to: { readonly pathNot?: string };
  }
  const { forbidden }: { readonly forbidden: readonly Rule[] } = createRequire(import.meta.url)(
    `${root}/.dependency-cruiser.cjs`,
  );
  const enforced = forbidden
    .filter(({ name }) => name.endsWith('-imports-only-inward'))
    .map(({ name, to }) => {
      const folder = name.replace('-imports-only-inward', '');
      const [, inward = ''] = /\((.+)\)/.exec(to.pathNot ?? '') ?? [];
      const imports = inward.split('|').filter((one) => one !== folder);
      const pure = forbidden.some((rule) => rule.name === `${folder}-uses-no-node`);
      return [folder, imports.join(', '), pure ? 'yes' : ''];
    });
  const written = codeRows(section('docs/ARCHITECTURE.md', 'Who may import whom'));
  expect(written.map(([folder, , imports, pure]) => [folder, imports, pure])).toEqual(enforced);
  expect(written.filter(([folder]) => !existsSync(`${root}/src/${folder}`))).toEqual([]);
});

test('all eleven things that must hold are there, each with the files that keep it', () => {
  const rows = [
    ...section('docs/ARCHITECTURE.md', 'What must hold whatever happens').matchAll(/^\| (\d+) \|.+\|.*`src\/.+\|$/gm),
  ];
  expect(rows.map(([, number]) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("README's table of commands is the table of commands", () => {
  const who = { look: 'anybody', decide: 'who was asked', operate: 'operator', manage: 'admin' } as const;
  const rows = codeRows(section('README.md', 'Commands')).map(([name, usage, , right]) => ({ name, usage, right }));
  const there = COMMANDS.map(({ name, usage, need }) => ({ name, usage, right: who[need] }));
  const byName = (one: { name?: string | undefined }, other: { name?: string | undefined }): number =>
    (one.name ?? '').localeCompare(other.name ?? '');
  expect(rows.toSorted(byName)).toEqual(there.toSorted(byName));
});

test('decision records are numbered without gaps and say all five things', () => {
  const numbers = adrs.map((file) => /^docs\/adr\/(\d{3})-[a-z0-9-]+[.]md$/.exec(file)?.[1]);
  expect(numbers).toEqual(adrs.map((_, index) => String(index + 1).padStart(3, '0')));
  const five = ['Context', 'Options', 'Decision', 'Consequence', 'When to revisit'];
  for (const [index, file] of adrs.entries()) {
    const text = read(file);
    expect(text, file).toMatch(new RegExp(`^# ${numbers[index]} .+\n`));
    expect(
      [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading),
      file,
    ).toEqual(five);
  }
});

test('the changelog begins with Unreleased, then with the version of the package', () => {
  const [first, second] = [...read('CHANGELOG.md').matchAll(/^## \[(.+?)\]/gm)].map(([, version]) => version);
  expect([first, second]).toEqual(['Unreleased', manifest.version]);
});

test('no document names a folder of somebody’s machine', () => {
  const named = documents.filter((document) => /(?:^|[\s`'"(=])\/(?:home|root|Users|work|tmp)\//m.test(read(document)));
  expect(named).toEqual([]);
});
