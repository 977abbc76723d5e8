/** What a reply to an open decision can come to. Shared by the stations of the reader; no logic. */

/** The list a decision is about, best first; ranks count from 1 through `proposed`, then on through `reserve`. */
export interface GateList {
  readonly proposed: readonly string[];
  readonly reserve: readonly string[];
  /** The number on the card ("list 2"), 1 if left out. An "approve list 1" then approves no other list. */
  readonly number?: number;
}

/** A way to read the reply, for a button: the list it would lead to. */
export interface GateReading {
  readonly label: string;
  readonly list: readonly string[];
}

/**
 * `list` is the whole shortlist the reply asks for, best first, never empty, each name once; it counts only when its
 * author confirms it. `ask` goes back to the author as it stands.
 */
export type GateVerdict =
  | { readonly verdict: 'approve' }
  | { readonly verdict: 'reject'; readonly reason?: string }
  | { readonly verdict: 'list'; readonly list: readonly string[] }
  | { readonly verdict: 'ask'; readonly question: string; readonly readings?: readonly GateReading[] };
