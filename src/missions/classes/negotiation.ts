/**
 * Class 3, sequential negotiation: strictly one call after another; the best believable quote so far travels as variables,
 * the assistant stays as it is (playbook 13.4). The order of the list is the order of the calls: the flow sorts before
 * the start.
 */
import { amountInWords } from '../amount.ts';
import type { Brief, Field, RankRule } from '../brief.ts';
import { believable } from '../results/doubts.ts';
import { currentRound, isFinal, isSettled, type MissionState, nameOf } from '../state.ts';
import type { TargetId } from '../target.ts';
import { answeredCount, nothingIsOut, roundIsOver } from './round.ts';
import type { ClosedStep, Dial, Strategy } from './strategy.ts';

interface Quote {
  readonly target: TargetId;
  readonly amount: number;
}

const fieldOf = (brief: Brief): Field | undefined =>
  brief.rounds[0]?.fields.find((field) => field.name === brief.mandate?.field);

/** Which end of the number that is bargained for is good. */
export const betterOf = (brief: Brief): RankRule['better'] =>
  brief.rounds[0]?.ranking.find((rule) => rule.field === brief.mandate?.field)?.better ?? 'lower';

const isBetter = (brief: Brief, amount: number, than: number): boolean =>
  betterOf(brief) === 'higher' ? amount > than : amount < than;

/** The best believable quote of the round; of equal ones the first (R219). */
export function bestQuote(state: MissionState): Quote | undefined {
  const field = state.brief.mandate?.field;
  const progress = state.rounds.at(-1)?.progress;
  if (field === undefined || progress === undefined) return undefined;
  let best: Quote | undefined;
  for (const one of progress.values()) {
    if (one.status !== 'answered' || one.excluded !== undefined) continue;
    const amount = believable(state, one.target, field);
    if (amount === undefined) continue;
    if (best === undefined || isBetter(state.brief, amount, best.amount)) best = { target: one.target, amount };
  }
  return best;
}

/** People keep their place in the order of the calls; somebody added later shares the last step of the plan. */
function stepOf(state: MissionState, target: TargetId): string {
  const place = [...state.people.keys()].indexOf(target) + 1;
  const own = `call-${place}`;
  if (state.steps.has(own)) return own;
  return state.plan.findLast((step) => step.id.startsWith('call-'))?.id ?? 'call-1';
}

function goodEnough(state: MissionState): boolean {
  const enough = state.brief.mandate?.goodEnough;
  const best = bestQuote(state);
  return enough !== undefined && best !== undefined && !isBetter(state.brief, enough, best.amount);
}

/** Also while a retry is due later (R223) and while nobody can say how a call ended. */
function callable(state: MissionState): readonly Dial[] {
  const progress = [...(currentRound(state)?.progress.values() ?? [])];
  if (!nothingIsOut(state) || progress.some((one) => one.status === 'unknown') || goodEnough(state)) return [];
  const next = progress.find((one) => one.status === 'open');
  return next === undefined ? [] : [{ target: next.target, purpose: 'ask', step: stepOf(state, next.target) }];
}

function closed(state: MissionState): readonly ClosedStep[] {
  const progress = [...(currentRound(state)?.progress.values() ?? [])];
  const pending = new Set(progress.filter((one) => !isFinal(one)).map((one) => stepOf(state, one.target)));
  const busy = new Set([...state.calls.values()].filter((call) => !isSettled(call)).map((call) => call.target));
  return progress.flatMap((one): ClosedStep[] => {
    const step = stepOf(state, one.target);
    if (state.steps.get(step) !== 'in_progress' || pending.has(step) || busy.has(one.target)) return [];
    return [one.status === 'answered' ? { step } : { step, failed: `${nameOf(state, one.target)}: ${one.reason}` }];
  });
}

function fault(brief: Brief): string | undefined {
  if (brief.mandate === undefined)
    return 'A negotiation needs to know what it is about. Say which number is bargained for.';
  if (fieldOf(brief)?.type !== 'number')
    return `The question "${brief.mandate.field}" that is bargained for has to be one of the mission's numbers.`;
  return undefined;
}

export const negotiation: Strategy = {
  fault,
  plan: (brief, targets) => [
    { id: 'setup', description: 'Set up the assistant, the questions and a number' },
    ...targets.map((_, index) => ({ id: `call-${index + 1}`, description: `Call ${index + 1} of ${targets.length}` })),
    { id: 'analyze', description: `Compare all offers (${fieldOf(brief)?.label ?? 'offers'}) and report` },
  ],
  steps: () => ({ setup: 'setup', calls: 'call-1', analysis: ['analyze'] }),
  step: stepOf,
  callable,
  variables(state) {
    const best = bestQuote(state);
    if (best === undefined) return {};
    const quote = { best_quote: amountInWords(best.amount, fieldOf(state.brief)?.unit) };
    return state.brief.mandate?.nameCompetitor === true
      ? { ...quote, best_company: nameOf(state, best.target) }
      : quote;
  },
  next(state) {
    // It may be told when somebody else is about to be called: on a call back, or by a person.
    if (goodEnough(state))
      return nothingIsOut(state)
        ? { kind: 'finish', status: 'succeeded', reason: 'goal' }
        : { kind: 'stop', because: 'an offer is good enough', all: true };
    if (!roundIsOver(state)) return { kind: 'go-on' };
    const answered = answeredCount(state) > 0;
    return { kind: 'finish', status: answered ? 'succeeded' : 'failed', reason: 'all-called' };
  },
  closed,
  waitsForWord: (_state, one) => one.status === 'unknown',
  cameTo(state) {
    const best = bestQuote(state);
    if (best === undefined) return undefined;
    return `Best offer: ${nameOf(state, best.target)}, ${amountInWords(best.amount, fieldOf(state.brief)?.unit)}.`;
  },
};
