/** What is wrong between the rules, the tests and the mutants: one sentence each. */
import type { Rule } from './rule.ts';
import type { FoundTest } from './titles.ts';

/** The part of a mutant that is judged here; test/mutants has the rest. */
export interface ClaimedMutant {
  readonly rule: string;
  readonly test: { readonly file: string; readonly title: string };
}

const runs = (test: FoundTest): boolean => test.state === 'runs';

/** The tests that prove a rule; those of the rule it is covered by count as well. */
export const testsOf = (rule: Rule, tests: readonly FoundTest[]): readonly FoundTest[] =>
  tests.filter(
    (test) =>
      runs(test) &&
      (test.rules.includes(rule.id) || (rule.coveredBy !== undefined && test.rules.includes(rule.coveredBy))),
  );

export const gapsOf = (rules: readonly Rule[], tests: readonly FoundTest[]): readonly Rule[] =>
  rules.filter((rule) => rule.kind === 'rule' && testsOf(rule, tests).length === 0);

function ofTests(rules: readonly Rule[], tests: readonly FoundTest[]): readonly string[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return tests.flatMap((test) => {
    const where = `${test.file}: "${test.title}"`;
    const unknown = test.rules.filter((id) => !known.has(id));
    const notOurs = runs(test)
      ? test.rules
          .flatMap((id) => known.get(id) ?? [])
          .filter(({ kind }) => kind === 'elsewhere' || kind === 'informational')
      : [];
    return [
      ...unknown.map((id) => `${where} names ${id}, and the playbook has no such rule.`),
      ...(test.rules.length > 0 && test.state === 'skipped'
        ? [`${where} names ${test.rules.join(', ')} and is skipped or expected to fail: it proves nothing.`]
        : []),
      ...(test.rules.length > 0 && test.state === 'empty'
        ? [`${where} names ${test.rules.join(', ')} and does nothing: it proves nothing.`]
        : []),
      ...notOurs.map(({ id, kind }) => `${where} proves ${id}, which tools/playbook calls "${kind}": make it a rule.`),
    ];
  });
}

/** A title as it is written, with `%s` and the like in it, against the one that is seen when the test runs. */
function isTitle(written: string, seen: string): boolean {
  const parts = written.split(/%[a-z]|\$[\w.]+|…/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(seen);
}

function ofMutants(
  rules: readonly Rule[],
  tests: readonly FoundTest[],
  mutants: readonly ClaimedMutant[],
): readonly string[] {
  const there = (mutant: ClaimedMutant): boolean =>
    tests.some(
      (test) =>
        runs(test) &&
        test.file === mutant.test.file &&
        isTitle(test.title, mutant.test.title) &&
        test.rules.includes(mutant.rule),
    );
  return [
    ...mutants
      .filter((mutant) => !there(mutant))
      .map(
        ({ rule, test }) =>
          `The mutant of ${rule} names "${test.title}" in ${test.file}: there is no such test, or its title does not say ${rule}.`,
      ),
    ...rules
      .filter(({ id, safety }) => safety && !mutants.some(({ rule }) => rule === id))
      .map(({ id }) => `${id} keeps people safe and has no mutant in test/mutants.`),
  ];
}

export function complaintsOf(
  rules: readonly Rule[],
  tests: readonly FoundTest[],
  mutants: readonly ClaimedMutant[],
): readonly string[] {
  return [
    ...gapsOf(rules, tests).map(({ id, says }) => `No test names ${id}: ${says}`),
    ...ofTests(rules, tests),
    ...ofMutants(rules, tests, mutants),
  ];
}
