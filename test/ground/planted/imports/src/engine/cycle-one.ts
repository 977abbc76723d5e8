// caught: no-cycles-not-even-type-only
import type { Two } from './cycle-two.ts';

export interface One {
  readonly other?: Two;
}
