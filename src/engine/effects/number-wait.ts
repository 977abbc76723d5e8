/** Why a mission waits for a number, in one sentence: who has it and until when, or what to buy where (R108, R311, P35). */
import { maskPhone } from '../../lib/redact.ts';
import { callsOverAbout } from '../../missions/callback/kept.ts';
import { CALLBACK_MS } from '../../missions/callback/times.ts';
import type { BackendWords } from '../../missions/terms.ts';
import type { Candidate, Holder } from './number-candidates.ts';

const noNumber = ({ name, portal }: BackendWords): string =>
  `No free phone number in your ${name} account. Buy one at ${portal} under Numbers; then this goes on by itself.`;

const noneInPool = ({ portal }: BackendWords): string =>
  `None of the numbers in the pool can be used: they are not active, or somebody else has them. An admin sees them with "/mission numbers"; more are sold at ${portal} under Numbers.`;

interface Question {
  readonly all: readonly Candidate[];
  /** Who asks. */
  readonly mission: string;
  readonly now: number;
  /** Numbers of ours may move between our assistants. */
  readonly mayMove: boolean;
  readonly pooled: boolean;
  readonly words: BackendWords;
}

export interface Wait {
  readonly reason: string;
  /** Mission time at which one comes free, about; absent = nobody can say. */
  readonly until?: number;
}

/** One entry a number: whoever calls from it, else whoever it is kept for the longest. */
const keeper = ({ holders }: Candidate): Holder | undefined =>
  holders.toSorted((a, b) => Number(b.busy) - Number(a.busy) || b.keptUntil - a.keptUntil).at(0);

function whose({ phone, busy, state }: Holder): string {
  return busy
    ? `${maskPhone(phone)} is used by ${state.id}`
    : `${maskPhone(phone)} is kept for calls back to ${state.id}`;
}

function freeAt(holder: Holder, { now, mayMove }: Question): number {
  if (!holder.busy) return holder.keptUntil;
  return callsOverAbout(holder.state, now) + (mayMove ? 0 : CALLBACK_MS);
}

export function whyNone(question: Question): Wait {
  const waits = question.all.flatMap((one) => (one.allowed ? (keeper(one) ?? []) : []));
  if (waits.length === 0) return { reason: question.pooled ? noneInPool(question.words) : noNumber(question.words) };
  const sooner = question.mayMove
    ? ''
    : ` An admin can let our numbers move without that wait: "/mission pool", or buys one more at ${question.words.portal}.`;
  return {
    reason: `Waits for a number: ${waits.map(whose).join(', ')}. Goes on by itself when one is free.${sooner}`,
    until: Math.max(question.now, Math.min(...waits.map((one) => freeAt(one, question)))),
  };
}
