/** Class 1, parallel sweep: the same questions to everybody, compared when all are final (playbook 13.2). */
import { answeredCount, askAll, roundIsOver } from './round.ts';
import type { Strategy } from './strategy.ts';

export const sweep: Strategy = {
  plan: () => [
    { id: 'setup', description: 'Set up the assistant, the questions and a number' },
    { id: 'calls', description: 'Place the calls' },
    { id: 'poll', description: 'Follow each call and collect the answers' },
    { id: 'analyze', description: 'Compare the answers and report' },
  ],
  steps: () => ({ setup: 'setup', calls: 'calls', analysis: ['poll', 'analyze'] }),
  callable: askAll(() => 'calls'),
  variables: () => ({}),
  next(state) {
    if (!roundIsOver(state)) return { kind: 'go-on' };
    return { kind: 'finish', status: answeredCount(state) > 0 ? 'succeeded' : 'failed', reason: 'all-called' };
  },
};
