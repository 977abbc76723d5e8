/**
 * A person to be called, as intake hands them over and the mission keeps them. Pure data.
 * Numbers are E.164; `zones` are the IANA zones the number may lie in (several for a split area code or a mobile).
 */
export type TargetId = string;

export type LineType = 'fixed' | 'mobile' | 'fixed-or-mobile' | 'toll-free' | 'voip' | 'other';

export interface Target {
  /** Stable inside its mission: `t1`, `t2` … in the order of the list. */
  readonly id: TargetId;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  /** Keys to press after connecting, from `602-275-0073(#4)` (playbook R104). */
  readonly keys?: string;
  readonly notes?: string;
  /** Every further column, by a variable name of `[a-z][a-z0-9_]*`. Strings only (playbook R127). */
  readonly variables: Readonly<Record<string, string>>;
  /** 1-based row numbers of the source that were merged into this person. */
  readonly rows: readonly number[];
  /** Names that stood on the merged rows besides `name`. */
  readonly alsoNamed: readonly string[];
  /** ISO 3166 alpha-2 of the number. */
  readonly region: string;
  readonly lineType: LineType;
  /** IANA zones; never empty for a callable target. A call must be allowed in all of them. */
  readonly zones: readonly string[];
}
