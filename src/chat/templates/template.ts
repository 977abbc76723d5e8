/**
 * What a mission starts from: everything but the people. The ten of the house and a team's own are files in `templates/`, read by
 * parse.ts; a mission that was saved is one as well (save.ts). A draft copies it, so that changing a draft never changes a
 * template. Pure data: it can be stored as JSON and written as YAML.
 */
import type {
  Action,
  CallingHours,
  CallOrder,
  Field,
  Mandate,
  MissionClass,
  RankRule,
  RecipientType,
} from '../../missions/brief.ts';
import type { Purpose } from './languages.ts';

export type AskType = 'text' | 'number' | 'date' | 'birth-date' | 'time';

/**
 * A detail that is needed before the mission may start (playbook R239). `say`, `purpose`, `about`, `opening` and the texts of mandate
 * and action name it as `{{party_size}}`; asks.ts reads the answers and puts them where they belong.
 */
export interface Ask {
  /** `[a-z][a-z0-9_]*`, none of the names that every call has by itself. */
  readonly name: string;
  /** As the form asks for it: "In whose name?" */
  readonly label: string;
  readonly type: AskType;
  readonly required: boolean;
  /** Shown in the empty form field. */
  readonly example?: string;
}

export interface TemplateRound {
  readonly purpose: string;
  /** What the call is about, as one sentence of the opening line, by language. One of `about` and `opening` is there. */
  readonly about?: Purpose;
  /** A whole opening line in the template's own `language`, instead of the one that is made of `about`. */
  readonly opening?: string;
  /** What the assistant is to do, all five parts of playbook R97. `{{on_behalf_of}}` stands for the organisation. */
  readonly say: string;
  readonly fields: readonly Field[];
  readonly ranking: readonly RankRule[];
  /** How many go on to the next round; of a screening, how many stand at the top. */
  readonly shortlist?: number;
}

export interface Template {
  /** The name of its file without the ending: `vendor-selection`. */
  readonly id: string;
  /** On the button: "Compare 10 vendors". */
  readonly label: string;
  /** On the button when the people are there already: "Compare and shortlist them". */
  readonly labelForList: string;
  readonly name: string;
  readonly class: MissionClass;
  readonly recipients: RecipientType;
  readonly hours: CallingHours;
  readonly order?: CallOrder;
  /** File name of its example list in `examples/`. */
  readonly example?: string;
  readonly asks: readonly Ask[];
  readonly rounds: readonly TemplateRound[];
  /** Classes 3 and 5. */
  readonly mandate?: Mandate;
  /** Class 5. */
  readonly action?: Action;
  readonly tryFirst?: number;
  /** Proposed as "done by": so many hours after the start. */
  readonly doneWithinHours?: number;
  /** Fewer retries than the tables of the recipient type allow (playbook R273). */
  readonly maxRetries?: number;
  readonly noiseSuppression?: true;
  readonly batchSize?: number;
  readonly spacingSecs?: number;
  /** Sent once to whoever could not be reached. */
  readonly text?: string;
  /** BCP 47 and the backend's voice id; absent = guessed from the numbers. */
  readonly language?: string;
  readonly voice?: string;
}

/** A file that was left out, and why; said in `new` and by the doctor. */
export interface TemplateFault {
  /** `templates/plumbers.yaml` */
  readonly file: string;
  /** From 1; absent when the file could not be read at all. */
  readonly line?: number;
  /** `rounds[0].fields[2].type`; empty = the file as a whole. */
  readonly field: string;
  /** What is wrong and what to do. */
  readonly problem: string;
}

/** What was found in `templates/` when the bot started. A broken file stands among the faults and stops nothing else. */
export interface Templates {
  /** Those of the house first, in the order of the choice, then a team's own by label. */
  readonly all: readonly Template[];
  readonly faults: readonly TemplateFault[];
}
