/** All mutants: at least one for each rule that keeps people safe (the checker of the playbook holds that). */
import { callMutants } from './calls.ts';
import { classMutants } from './classes.ts';
import type { Mutant } from './mutant.ts';
import { policyMutants } from './policies.ts';
import { retryMutants } from './retries.ts';
import { textMutants } from './texts.ts';

export const mutants: readonly Mutant[] = [
  ...policyMutants,
  ...retryMutants,
  ...callMutants,
  ...classMutants,
  ...textMutants,
];
