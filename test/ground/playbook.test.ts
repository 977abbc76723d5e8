// The checker of the playbook is itself checked: tests planted as text, each wrong in one way, and what it says of them.
import { describe, expect, test } from 'vitest';
import { complaintsOf, gapsOf } from '../../tools/playbook/judge.ts';
import { pageOf } from '../../tools/playbook/page.ts';
import { covered, elsewhere, informational, safety, section } from '../../tools/playbook/rule.ts';
import { rules } from '../../tools/playbook/rules.ts';
import { findTests, rulesIn } from '../../tools/playbook/titles.ts';

const found = (source: string) => findTests('test/a.test.ts', source);
const named = (source: string) => found(source).map(({ title, rules: ids, state }) => [title, ids.join(' '), state]);

describe('rules in a title', () => {
  test.each([
    ['a range', 'from X19-X22 on', 'X19 X20 X21 X22'],
    ['a list', 'X130, X131 and X7', 'X130 X131 X7'],
    ['one twice', 'X5 and again X5', 'X5'],
    ['a person of Slack, a letter with more digits, a word', 'slack:T1/X1 X1234 aX5 X5b', ''],
  ])('%s', (_, title, ids) => {
    // Written with another letter, so that these titles name nothing.
    expect(rulesIn(title.replaceAll('X', 'R')).join(' ')).toBe(ids.replaceAll('X', 'R'));
  });
});

describe('tests in a source', () => {
  test('titles of it, test, suites, templates and joined strings', () => {
    expect(
      named(`
        describe('R1 a suite', () => { it('works', () => { expect(1).toBe(1); }); });
        test.concurrent(\`P2 \${name}\`, async () => { await go(); });
        it('R3 long ' + 'title', { timeout: 9 }, () => go());
        it.each(names)('R4 %s', sameRequest);
      `),
    ).toEqual([
      ['R1 a suite', 'R1', 'runs'],
      ['works', '', 'runs'],
      ['P2 …', 'P2', 'runs'],
      ['R3 long title', 'R3', 'runs'],
      ['R4 %s', 'R4', 'runs'],
    ]);
  });

  test('rows of a table, of a constant and of a loop', () => {
    expect(
      named(`
        it.each([['R4 four', 1], ['R5 five', 2]])('%s', (_, n) => { expect(n).toBe(n); });
        const rows = [{ name: 'R6 six' }];
        it.each(rows)('$name', () => { go(); });
        for (const row of rows) test(\`\${row.name} in a loop\`, () => { go(); });
      `),
    ).toEqual([
      ['R4 four', 'R4', 'runs'],
      ['R5 five', 'R5', 'runs'],
      ['R6 six', 'R6', 'runs'],
      ['R6 six in a loop', 'R6', 'runs'],
    ]);
  });

  test('what never runs and what does nothing proves nothing', () => {
    expect(
      named(`
        it.skip('R1 a', () => { go(); });
        it.todo('R2 b');
        it.fails('R3 c', () => { go(); });
        it('R4 d', () => {});
        describe.skip('R5 e', () => { it('f', () => { go(); }); });
        describe('R6 g', () => {});
        it.skipIf(quick)('R7 h', () => { go(); });
      `).map(([title, , state]) => `${title} ${state}`),
    ).toEqual([
      'R1 a skipped',
      'R2 b skipped',
      'R3 c skipped',
      'R4 d empty',
      'R5 e skipped',
      'f skipped',
      'R6 g empty',
      'R7 h runs',
    ]);
  });
});

describe('complaints', () => {
  const small = section('Small', {
    R1: 'One holds.',
    R2: safety('Two holds.'),
    R3: informational('Three.', 'A reason.'),
    R4: elsewhere('Four.', 'the moon'),
    R5: covered('Five.', 'R1'),
  });
  const good = `it('R1 one', () => go()); it('R2 two', () => go());`;
  const mutant = { rule: 'R2', test: { file: 'test/a.test.ts', title: 'R2 two' } };
  const told = (source: string, mutants = [mutant]) => complaintsOf(small.rules, found(source), mutants);

  test('none where everything is proved', () => {
    expect(told(good)).toEqual([]);
  });

  test.each([
    ['a rule without a test', `it('R1 one', () => go());`, 'No test names R2: Two holds.'],
    ['a covered rule without the one that covers it', `it('R2 two', () => go());`, 'No test names R5: Five.'],
    ['a rule nobody wrote', `${good} it('R999 more', () => go());`, 'the playbook has no such rule'],
    ['a skipped test', `${good} it.skip('R1 later', () => go());`, 'it proves nothing'],
    ['an empty test', `${good} it('R1 empty', () => {});`, 'does nothing'],
    ['a test of a part that is not built', `${good} it('R4 built', () => go());`, 'make it a rule'],
  ])('%s', (_, source, sentence) => {
    expect(told(source).filter((one) => one.includes(sentence))).toHaveLength(1);
  });

  test('a safety rule without a mutant, and a mutant whose test is gone', () => {
    expect(told(good, [])).toEqual(['R2 keeps people safe and has no mutant in test/mutants.']);
    const gone = { rule: 'R2', test: { file: 'test/a.test.ts', title: 'R2 renamed' } };
    expect(told(good, [gone])).toEqual([expect.stringContaining('there is no such test')]);
  });

  test('the page names rule, sentence, file and title, and marks what keeps people safe', () => {
    const page = pageOf([small], found(good));
    expect(page).toContain('| R1 | One holds. | [a.test.ts](../test/a.test.ts): “R1 one” |');
    expect(page).toContain('| **R2** | Two holds.');
    expect(page).toContain('| R3 | Three. | Nothing to test. A reason. |');
    expect(page).toContain('3 rules with 3 proved, 1 informational, 1 of parts not built yet');
    expect(pageOf([small], [])).toContain('| R1 | One holds. | no test |');
  });
});

test('all rules are there, each once and in order, at least sixty of them for safety', () => {
  const upTo = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
  expect(rules.map(({ id }) => id)).toEqual([...upTo('R', 317), ...upTo('P', 48), ...upTo('U', 15)]);
  expect(rules.filter((rule) => rule.safety && rule.kind === 'rule').length).toBeGreaterThanOrEqual(60);
  expect(gapsOf(rules, []).length).toBe(rules.filter(({ kind }) => kind === 'rule').length);
});
