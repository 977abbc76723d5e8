/** What a rule of the playbook is here: a sentence about Callsheet, and whether a test has to prove it. */

/**
 * `rule`: a test names it. `informational`: there is nothing to test, `because` says why. `elsewhere`: belongs to a part that
 * is not built yet, `because` names it. `optional`: later upstream changes; shown with their tests where there are any.
 */
export type RuleKind = 'rule' | 'informational' | 'elsewhere' | 'optional';

export interface Rule {
  readonly id: string;
  readonly kind: RuleKind;
  readonly says: string;
  /** Keeps people safe, so a mutant shows that its test would notice (test/mutants). */
  readonly safety: boolean;
  readonly because?: string;
  /** The playbook says "covered by": the tests of that rule are this one's too. */
  readonly coveredBy?: string;
}

type Entry = string | Omit<Rule, 'id'>;

export interface Section {
  readonly title: string;
  readonly rules: readonly Rule[];
}

export const section = (title: string, entries: Readonly<Record<string, Entry>>): Section => ({
  title,
  rules: Object.entries(entries).map(([id, entry]) =>
    typeof entry === 'string' ? { id, kind: 'rule', says: entry, safety: false } : { id, ...entry },
  ),
});

export const safety = (says: string): Entry => ({ kind: 'rule', says, safety: true });

export const covered = (says: string, coveredBy: string): Entry => ({ kind: 'rule', says, safety: false, coveredBy });

export const informational = (says: string, because: string): Entry => ({
  kind: 'informational',
  says,
  because,
  safety: false,
});

export const elsewhere = (says: string, because: string): Entry => ({
  kind: 'elsewhere',
  says,
  because,
  safety: false,
});

export const optional = (says: string): Entry => ({ kind: 'optional', says, safety: false });
