/** docs/playbook.md: each rule, what it says here, and the tests that prove it. */
import { testsOf } from './judge.ts';
import type { Rule, RuleKind, Section } from './rule.ts';
import type { FoundTest } from './titles.ts';

const HEAD = `# Playbook

Every rule of the domain, what it says in Callsheet, and the tests that prove it. Written by \`npm run playbook\` from
\`tools/playbook/\` and the titles in \`test/\`; \`npm run check\` fails when a rule has no test, when a title names a rule that does
not exist, or when this page is not what the tests say. A rule in **bold** keeps people safe: a mutant in \`test/mutants/\` breaks it
and turns a test of it red (\`npm run mutants\`).
`;

const cell = (text: string): string =>
  text
    .replaceAll('|', '\\|')
    .replace(/\s+/g, ' ')
    .replace(/[<>]/g, (one) => `&${one === '<' ? 'lt' : 'gt'};`);

const unlike: Readonly<Record<Exclude<RuleKind, 'rule'>, string>> = {
  informational: 'Nothing to test.',
  elsewhere: 'Not built yet:',
  optional: 'Not binding.',
};

function proof(rule: Rule, tests: readonly FoundTest[]): string {
  const byFile = Map.groupBy(testsOf(rule, tests), (test) => test.file);
  const lines = [...byFile].map(([file, found]) => {
    const titles = [...new Set(found.map(({ title }) => cell(title)))];
    return `[${file.replace(/^test\//, '')}](../${file}): ${titles.map((title) => `“${title}”`).join(', ')}`;
  });
  if (lines.length > 0) return lines.join('<br>');
  if (rule.kind === 'rule') return 'no test';
  return [unlike[rule.kind], rule.because].filter((part) => part !== undefined).join(' ');
}

const row = (rule: Rule, tests: readonly FoundTest[]): string =>
  `| ${rule.safety ? `**${rule.id}**` : rule.id} | ${cell(rule.says)} | ${proof(rule, tests)} |`;

const table = ({ title, rules }: Section, tests: readonly FoundTest[]): string =>
  `## ${title}\n\n| rule | what holds | shown by |\n|---|---|---|\n${rules.map((rule) => row(rule, tests)).join('\n')}\n`;

/** How many rules of which kind there are, in one sentence. */
export function figures(rules: readonly Rule[], tests: readonly FoundTest[]): string {
  const count = (kind: RuleKind): number => rules.filter((rule) => rule.kind === kind).length;
  const proved = rules.filter((rule) => rule.kind === 'rule' && testsOf(rule, tests).length > 0).length;
  return `${count('rule')} rules with ${proved} proved, ${count('informational')} informational, ${count('elsewhere')} of parts not built yet, ${count('optional')} not binding.`;
}

export function pageOf(sections: readonly Section[], tests: readonly FoundTest[]): string {
  const rules = sections.flatMap((section) => section.rules);
  return [HEAD, `${figures(rules, tests)}\n`, ...sections.map((section) => table(section, tests))].join('\n');
}
