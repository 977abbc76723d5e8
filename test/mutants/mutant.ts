/** A mutant: one fragment of a source file replaced, so that a rule does not hold any more and its test must turn red. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Mutant {
  readonly rule: string;
  /** What the bot would do. */
  readonly breaks: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test that notices, by its file and its own title. */
  readonly test: { readonly file: string; readonly title: string };
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source with the mutant in it; throws one sentence when the fragment is not there or not alone. */
export function mutate(mutant: Mutant, source: string): string {
  const [before, after, ...more] = source.split(mutant.find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(
      `The mutant of ${mutant.rule} looks for ${JSON.stringify(mutant.find)} in ${mutant.file} and finds it ${more.length > 0 ? 'more than once' : 'nowhere'}: write it anew in test/mutants.`,
    );
  return `${before}${mutant.replace}${after}`;
}

export const sourceOf = ({ file }: Mutant): string => readFileSync(`${root}${file}`, 'utf8');

/** In one line: the rule, what the bot would do, where it is broken, and who notices. */
export const mutant = (
  rule: string,
  breaks: string,
  [file, find, replace]: readonly [file: string, find: string, replace: string],
  [testFile, title]: readonly [file: string, title: string],
): Mutant => ({ rule, breaks, file, find, replace, test: { file: testFile, title } });
