// `npm run imports`: judges src by .dependency-cruiser.cjs. A cruise that reads no file at all finds no violation either
// (TypeScript 7 without @swc/core does that and reports success), so the files seen are compared with those on disk.
import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface ImportReport {
  /** Names of all rules there are. */
  readonly rules: readonly string[];
  /** TypeScript files under src, as paths from the base folder. */
  readonly onDisk: readonly string[];
  readonly seen: readonly string[];
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

/** Cruises `<baseDir>/src`; `baseDir` is the project, or a tree of planted violations inside it. */
async function cruiseSources(baseDir: string = root): Promise<ImportReport> {
  const { cruise } = await import('dependency-cruiser');
  const { default: readRules } = await import('dependency-cruiser/config-utl/extract-depcruise-config');
  const { options, ...ruleSet } = await readRules(`${root}/.dependency-cruiser.cjs`);
  const { output } = await cruise(['src'], { ...options, ruleSet, validate: true, baseDir });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text where a result was expected.');
  return {
    rules: (ruleSet.forbidden ?? []).flatMap(({ name }) => name ?? []),
    onDisk: filesUnder(baseDir, 'src'),
    seen: output.modules
      .map((module) => module.source)
      // The console's page is plain JavaScript for the browser; it imports nothing of the house.
      .filter((source) => source.startsWith('src/') && source.endsWith('.ts'))
      .toSorted(),
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

function filesUnder(baseDir: string, folder: string): readonly string[] {
  return readdirSync(`${baseDir}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(baseDir, `${entry.parentPath}/${entry.name}`).split(sep).join('/'))
    .toSorted();
}

/** One sentence for each thing that is wrong; none means that the check may pass. */
export function complaintsOf({ onDisk, seen, violations }: ImportReport): readonly string[] {
  const unseen = onDisk.filter((file) => !seen.includes(file));
  return [
    ...(onDisk.length === 0 ? ['There is no TypeScript file under src.'] : []),
    ...(unseen.length > 0 ? [`dependency-cruiser did not read ${unseen.join(', ')}: is @swc/core installed?`] : []),
    ...violations.map(({ rule, from, to }) => `${from} must not import ${to} (${rule}).`),
  ];
}

if (import.meta.main) {
  // A folder as argument stands for the project, and `--json` prints the whole report: for the test of the rules.
  const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  const report = await cruiseSources(folder);
  const complaints = complaintsOf(report);
  if (process.argv.includes('--json')) console.log(JSON.stringify(report));
  else {
    for (const complaint of complaints) console.error(complaint);
    console.log(
      `imports: ${report.seen.length} of ${report.onDisk.length} files read, ${complaints.length} complaints`,
    );
  }
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
