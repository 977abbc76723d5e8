/** Class 4, several rounds: broad first, a person decides who goes on, then the next round (playbook 13.5). */
import { answeredCount, askAll, roundIndex, roundIsOver } from './round.ts';
import type { Strategy } from './strategy.ts';

const isLast = (count: number, round: number): boolean => round === count - 1;

/** Two rounds carry the names of R225; further gates are numbered. */
const approvalStep = (count: number, round: number): string =>
  count === 2 ? 'human-approval' : `human-approval-${round + 1}`;
const setupStep = (round: number): string => (round === 0 ? 'setup' : `round-${round + 1}-setup`);
const callsStep = (round: number): string => `round-${round + 1}-calls`;
const analysisStep = (count: number, round: number): string =>
  isLast(count, round) ? 'final-analysis' : `round-${round + 1}-analysis`;

export const rounds: Strategy = {
  plan(brief) {
    const count = brief.rounds.length;
    return brief.rounds.flatMap((round, index) => [
      { id: setupStep(index), description: `Set up round ${index + 1}: assistant, questions, number` },
      { id: callsStep(index), description: `Round ${index + 1} calls: ${round.purpose}` },
      {
        id: analysisStep(count, index),
        description: isLast(count, index) ? 'Compare all rounds and report' : `Rank the answers of round ${index + 1}`,
      },
      ...(isLast(count, index)
        ? []
        : [{ id: approvalStep(count, index), description: `A person decides who goes on to round ${index + 2}` }]),
    ]);
  },
  steps(brief, round) {
    const count = brief.rounds.length;
    const names = { setup: setupStep(round), calls: callsStep(round), analysis: [analysisStep(count, round)] };
    return isLast(count, round) ? names : { ...names, approval: approvalStep(count, round) };
  },
  callable: askAll((state) => callsStep(roundIndex(state))),
  variables: () => ({}),
  next(state) {
    if (!roundIsOver(state)) return { kind: 'go-on' };
    const round = roundIndex(state);
    if (answeredCount(state) === 0)
      return { kind: 'finish', status: round === 0 ? 'failed' : 'succeeded', reason: 'all-called' };
    const shortlist = state.brief.rounds[round]?.shortlist;
    if (isLast(state.brief.rounds.length, round) || shortlist === undefined)
      return { kind: 'finish', status: 'succeeded', reason: 'goal' };
    return { kind: 'gate', shortlist };
  },
};
