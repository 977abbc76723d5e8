/** What keeps a draft from being started. */
import type { Step } from '../flow/step-names.ts';

export interface Problem {
  readonly sentence: string;
  /** The page that cures it. */
  readonly step: Step;
}
