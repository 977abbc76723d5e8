// `npm run imports`: judges src by .dependency-cruiser.cjs. A cruise that reads no file at all finds no violation either
// (TypeScript 7 without @swc/core does that and reports success), so the files seen are compared with those on disk.
import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface ImportReport {
  /** TypeScript files under src, as paths from the base folder. */
  readonly onDisk: readonly string[];
  readonly seen: readonly string[];
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

/** Cruises `<baseDir>/src`; `baseDir` is the project, or a tree of planted violations inside it. */
export async function cruiseSources(baseDir: string = root): Promise<ImportReport> {
  const { options, ...ruleSet } = await extractDepcruiseConfig(
    fileURLToPath(new URL('../.dependency-cruiser.cjs', import.meta.url)),
  );
  const { output } = await cruise(['src'], { ...options, ruleSet, validate: true, baseDir });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text where a result was expected.');
  return {
    onDisk: filesUnder(baseDir, 'src'),
    seen: output.modules
      .map((module) => module.source)
      .filter((source) => source.startsWith('src/'))
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
  const report = await cruiseSources();
  const complaints = complaintsOf(report);
  for (const complaint of complaints) console.error(complaint);
  console.log(`imports: ${report.seen.length} of ${report.onDisk.length} files read, ${complaints.length} complaints`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
