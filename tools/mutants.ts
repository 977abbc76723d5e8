// `npm run mutants` breaks each rule that keeps people safe, one at a time, and says whether its test noticed. With rules as
// arguments (`npm run mutants -- R124 R292`) only theirs.
import { mutants } from '../test/mutants/mutants.ts';
import { runMutants } from '../test/mutants/run-mutants.ts';

const asked = process.argv.slice(2);
const chosen = mutants.filter(({ rule }) => asked.length === 0 || asked.includes(rule));
if (chosen.length === 0) {
  const known = [...new Set(mutants.map(({ rule }) => rule))].join(', ');
  console.error(`No mutant breaks ${asked.join(' or ')}. Rules with one: ${known}.`);
  process.exit(1);
}
const states = await runMutants(chosen);
for (const [index, { rule, breaks, test }] of chosen.entries()) {
  const state = states[index];
  if (state === 'failed') console.log(`${rule} noticed: the bot ${breaks}.`);
  else console.error(`${rule} NOT noticed (${state}): the bot ${breaks}; "${test.title}" in ${test.file}.`);
}
const noticed = states.filter((state) => state === 'failed').length;
console.log(`mutants: ${noticed} of ${chosen.length} noticed`);
process.exitCode = noticed === chosen.length && noticed > 0 ? 0 : 1;
