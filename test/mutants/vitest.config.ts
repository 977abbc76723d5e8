// Runs each mutant's test with the mutant in place: one project a mutant, which swaps the fragment while the file is loaded, so
// that nothing is copied. MUTANTS names a file with the mutants to run; what became of each is written beside it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import type { Reporter, TestModule } from 'vitest/node';
import { type Mutant, mutate, root } from './mutant.ts';

const order = process.env.MUTANTS ?? '';
const mutants: readonly Mutant[] = JSON.parse(readFileSync(order, 'utf8'));

/** By number of the mutant: the state of its test, or what kept it from running. */
const seen = new Map<number, string>();

/** Of a test that runs several times one is enough to notice. */
const stateOf = (states: readonly string[]): string =>
  states.find((state) => state === 'failed') ?? states.find((state) => state !== 'skipped') ?? 'not found';

const reporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    for (const module of modules) {
      const index = Number.parseInt(module.project.name, 10);
      const states = [...module.children.allTests()]
        .filter(({ name }) => name === mutants[index]?.test.title)
        .map((one) => one.result().state);
      const broken = module.errors().map(({ message }) => message);
      seen.set(index, [...broken, stateOf(states)].join('; '));
    }
    writeFileSync(`${order}.done`, JSON.stringify(mutants.map((_, index) => seen.get(index) ?? 'not run')));
  },
};

function projectOf(mutant: Mutant, index: number): TestProjectInlineConfiguration {
  return {
    root,
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        transform: (source, id) => (id === `${root}${mutant.file}` ? mutate(mutant, source) : undefined),
        // All other files come from the cache on disk; that one would be handed from one mutant to another.
        configureVitest({ defineCacheKeyGenerator }) {
          defineCacheKeyGenerator(({ id }) => (id === `${root}${mutant.file}` ? false : undefined));
        },
      },
    ],
    test: {
      name: `${index}-${createHash('sha1').update(JSON.stringify(mutant)).digest('hex').slice(0, 12)}`,
      include: [mutant.test.file],
      setupFiles: ['test/support/loopback-only.ts', 'test/mutants/only-one-test.ts'],
      provide: { onlyTest: mutant.test.title },
      pool: 'forks',
      fsModuleCache: true,
      testTimeout: 30_000,
    },
  };
}

export default defineConfig({
  root,
  test: { reporters: [reporter], maxWorkers: 2, projects: mutants.map(projectOf) },
});
