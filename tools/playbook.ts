// `npm run playbook` writes docs/playbook.md from the rules and the titles of the tests. `-- --check` fails where a rule has no
// test, a title names no rule, or the page is not up to date; `-- --gaps` lists the rules without a test.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutants } from '../test/mutants/mutants.ts';
import { complaintsOf, gapsOf } from './playbook/judge.ts';
import { figures, pageOf } from './playbook/page.ts';
import { rules, sections } from './playbook/rules.ts';
import { findTests } from './playbook/titles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}/docs/playbook.md`;

const files = globSync('test/**/*.ts', { cwd: root, exclude: ['test/ground/planted/**'] }).toSorted();
const tests = files.flatMap((file) => findTests(file, readFileSync(`${root}/${file}`, 'utf8')));
const text = pageOf(sections, tests);

function written(): string {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv.includes('--gaps')) {
  for (const { id, says, safety } of gapsOf(rules, tests)) console.log(`${id}${safety ? ' (safety)' : ''}: ${says}`);
} else if (process.argv.includes('--check')) {
  const stale = written() === text ? [] : ['docs/playbook.md is not what the tests say: run "npm run playbook".'];
  const complaints = [...complaintsOf(rules, tests, mutants), ...stale];
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length > 0 ? 1 : 0;
} else {
  writeFileSync(page, text);
}
console.log(`playbook: ${figures(rules, tests)}`);
