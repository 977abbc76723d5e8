/**
 * Which class a mission is (playbook R196-R201, P27), and whether it needs to be one at all (R11, R12). People are asked what
 * shall happen with the answers; the decision tree's own questions never reach them. Pure.
 */
import type { MissionClass } from '../../missions/brief.ts';

/** The questions of the decision tree. */
export interface Answers {
  /** Asked first (P27): is there something to be done that ends the search? */
  readonly acts: boolean;
  /** Does a call need what the one before it brought? */
  readonly dependent: boolean;
  readonly scored: boolean;
  readonly bargains: boolean;
  readonly approvedRounds: boolean;
}

export function classOf({ acts, dependent, scored, bargains, approvedRounds }: Answers): MissionClass {
  if (acts) return 'action';
  if (!dependent) return scored ? 'screening' : 'sweep';
  if (bargains) return 'negotiation';
  return approvedRounds ? 'rounds' : 'action';
}

/** One thing that can be done with the answers, in the words of whoever wants it done. */
export interface Way {
  readonly kind: MissionClass;
  readonly label: string;
  /** The same, said of people who are there already. */
  readonly labelForList: string;
}

const NONE: Answers = { acts: false, dependent: false, scored: false, bargains: false, approvedRounds: false };

const way = (answers: Partial<Answers>, label: string, labelForList: string): Way => ({
  kind: classOf({ ...NONE, ...answers }),
  label,
  labelForList,
});

/** "When you have the answers, what then?" */
export const WAYS: readonly Way[] = [
  way({}, 'Compare them in a table', 'Ask them all the same questions'),
  way({ scored: true }, 'Give me the best ones, by points', 'Give them points, best first'),
  way(
    { dependent: true, bargains: true },
    'Bargain: use the best offer so far in the next call',
    'Bargain with one after the other',
  ),
  way(
    { dependent: true, approvedRounds: true },
    'Show me a shortlist, call those again that I approve',
    'Compare, call the best again after a yes',
  ),
  way({ acts: true }, 'Book or order with the first that can', 'Book or order with the first that can'),
];

export const isClass = (text: string | undefined): text is MissionClass => WAYS.some((one) => one.kind === text);

export const wayOf = (kind: MissionClass): string => WAYS.find((one) => one.kind === kind)?.label ?? kind;

/** What is known of a task before anybody calls. */
export interface Task {
  /** Calls and messages together. */
  readonly contacts: number;
  readonly steps: number;
  /** A complete record is wanted. */
  readonly tracked: boolean;
  /** Who is not reached must be tried again, and it matters who was not. */
  readonly retried: boolean;
  readonly compared: boolean;
}

/** One call or message to one person, with nothing to compare and nothing to follow up, needs no mission. */
export const needsMission = ({ contacts, steps, tracked, retried, compared }: Task): boolean =>
  contacts > 1 || steps > 1 || tracked || retried || compared;
