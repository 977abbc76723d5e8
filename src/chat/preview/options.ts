/** What a preview is told besides the draft. */
import type { Holiday } from '../../missions/brief.ts';
import type { AccountFacts } from '../desk-deps.ts';

export interface PreviewOptions {
  readonly sandbox: boolean;
  readonly zone: string;
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly account?: AccountFacts;
  /** First letters of the digest of what a start confirms. */
  readonly fingerprint: string;
  /** Whether a phone of the person's own can be rung first. */
  readonly callMe: boolean;
  /** `Ana decides`, `Ana and 2 other people decide (2 yeses needed)`. */
  readonly deciders: string;
  /** All that the calendars know. */
  readonly holidays: readonly Holiday[];
}
