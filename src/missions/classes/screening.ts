/** Class 2, screening with a rubric: a sweep whose answers are points and end in a ranking (playbook 13.3). */
import type { Strategy } from './strategy.ts';
import { sweep } from './sweep.ts';

export const screening: Strategy = {
  ...sweep,
  fault: (brief) =>
    brief.rounds[0]?.ranking.length === 0
      ? 'Screening needs at least one question that gives points. Say what is better: lower, higher or yes.'
      : undefined,
  plan: (brief) => [
    { id: 'setup', description: 'Set up the assistant, the rubric and a number' },
    { id: 'calls', description: 'Place the calls' },
    { id: 'poll', description: 'Follow each call and collect the points' },
    { id: 'rank', description: `Rank by ${brief.rounds[0]?.ranking.length ?? 0} criteria and report the best` },
  ],
  steps: () => ({ setup: 'setup', calls: 'calls', analysis: ['poll', 'rank'] }),
};
