// What a failed exchange means for whoever asked: may it be sent again, by whom, and can it have taken effect all the same.
// Pure. One table for all gateways, because a wrong line here is a call placed twice (what must hold, 3).

/**
 * How often the same request may be sent without harm.
 * `freely`: by the transport itself (reads, keyed creates, whole-value writes). `by-caller`: harmless, but only the caller,
 * who looks first, may decide it. `never`: a create without a key, or a delete whose meaning changes with time.
 */
export type Repeat = 'freely' | 'by-caller' | 'never';

export type Trouble =
  /** No connection came about, so nothing was sent. */
  | 'unreachable'
  /** Sent, or begun to be sent, and no whole answer came back in time. */
  | 'no-answer'
  /** A success whose body is not what was agreed. */
  | 'unreadable'
  /** Our own end: the gateway was closed. */
  | 'closed'
  | { readonly status: number };

export interface Judgement {
  /** The same request may be sent again without harm. */
  readonly retryable: boolean;
  /** The transport may do so by itself. */
  readonly again: boolean;
  /** It may have taken effect although no answer says so. */
  readonly uncertain: boolean;
}

export function judge(trouble: Trouble, repeat: Repeat, reads: boolean, keyed: boolean): Judgement {
  if (trouble === 'closed') return { retryable: true, again: false, uncertain: !reads };
  if (trouble === 'unreachable') return { retryable: true, again: repeat === 'freely', uncertain: false };
  if (trouble === 'unreadable') return { retryable: repeat !== 'never', again: false, uncertain: !reads };
  if (trouble === 'no-answer') return inDoubt(repeat, reads);
  const { status } = trouble;
  if (status === 429) return { retryable: true, again: repeat === 'freely', uncertain: false };
  // The first request with this key is still under way: its answer is ours too.
  if (status === 409 && keyed) return { retryable: true, again: true, uncertain: true };
  if (status === 408 || status >= 500) return inDoubt(repeat, reads);
  return { retryable: false, again: false, uncertain: false };
}

function inDoubt(repeat: Repeat, reads: boolean): Judgement {
  return { retryable: repeat !== 'never', again: repeat === 'freely', uncertain: !reads };
}
