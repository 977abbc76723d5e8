/**
 * What an example or a person's own mission starts from: everything but the people. A template holds data and the
 * person's own words; the draft copies it, so that changing a draft never changes a template.
 */
import type { CallingHours, Field, RankRule, RecipientType } from '../../missions/brief.ts';
import type { DraftClass } from '../flow/draft.ts';
import type { Purpose } from './languages.ts';

export interface TemplateRound {
  readonly purpose: string;
  /** What the call is about, as one sentence of the opening line, by language. */
  readonly about: Purpose;
  /** What the assistant is to do, all five parts of playbook R97. */
  readonly say: (onBehalfOf: string) => string;
  readonly fields: readonly Field[];
  readonly ranking: readonly RankRule[];
  readonly shortlist?: number;
}

export interface Template {
  readonly id: string;
  /** On the button: "Compare 10 vendors". */
  readonly label: string;
  /** On the button when the people are there already: "Compare and shortlist them". */
  readonly labelForList: string;
  readonly name: string;
  readonly class: DraftClass;
  readonly recipients: RecipientType;
  readonly hours: CallingHours;
  /** File name of its example list. */
  readonly example: string;
  readonly rounds: readonly TemplateRound[];
}
