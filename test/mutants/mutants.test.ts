// The rules that keep people safe, broken one at a time: the test that carries the rule's number must turn red. The full set runs
// them all, the quick one only sees to it that each still fits its file.
import { describe, expect, test } from 'vitest';
import { isFullRun } from '../support/counts.ts';
import { type Mutant, mutate, sourceOf } from './mutant.ts';
import { mutants } from './mutants.ts';
import { runMutants } from './run-mutants.ts';

const named = ({ rule, breaks }: Mutant): string => `${rule}: the bot ${breaks}`;

describe('every mutant fits its file', () => {
  test.each(mutants.map((mutant) => [named(mutant), mutant] as const))('%s', (_, mutant) => {
    const source = sourceOf(mutant);
    expect(mutate(mutant, source)).not.toBe(source);
  });
});

const [example] = mutants;
if (example === undefined) throw new Error('There are no mutants.');

test('a fragment that is gone, or there twice, is one clear sentence', () => {
  expect(() => mutate({ ...example, find: 'abc' }, 'xyz')).toThrow('and finds it nowhere: write it anew');
  expect(() => mutate({ ...example, find: 'abc' }, 'abc abc')).toThrow('and finds it more than once: write it anew');
  expect(mutate({ ...example, find: 'b', replace: '$&' }, 'abc')).toBe('a$&c');
});

test.runIf(isFullRun)(
  'each one turns its test red; one that changes nothing does not, one without a test or a file that breaks is told',
  { timeout: 420_000 },
  async () => {
    const harmless = { ...example, replace: `${example.find} ` };
    const broken = { ...example, replace: '}}}' };
    const homeless = { ...example, test: { ...example.test, title: 'no such test' } };
    const states = await runMutants([...mutants, harmless, broken, homeless]);
    const unnoticed = mutants.flatMap((mutant, index) =>
      states[index] === 'failed' ? [] : [`${named(mutant)} (${states[index]})`],
    );
    expect(unnoticed).toEqual([]);
    const [asBefore, unreadable, missing] = states.slice(mutants.length);
    expect(asBefore).toBe('passed');
    expect(unreadable).toMatch(/not found$/);
    expect(missing).toBe('not found');
  },
);
