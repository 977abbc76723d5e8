/**
 * What the console shows, as JSON: the fixed names that scripts rely on, and beside them the same content in structured
 * form, which the page draws. `text` alone is complete; an edit is a new `seq` with the same `id` and `replaces`.
 */
import type { Block, Card, FileOut, FormField, Text } from '../../chat/card.ts';

export interface ConsoleAction {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly style?: 'primary' | 'danger';
  /** Asked before it counts; a script needs no second step. */
  readonly confirm?: string;
}

export interface ConsoleForm {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly submit: string;
  readonly fields: readonly FormField[];
}

/** What a message says, without where and when it was said. */
export interface MessageBody {
  readonly kind: 'said' | 'note' | 'card' | 'form';
  readonly text: string;
  readonly sandbox: boolean;
  readonly form?: ConsoleForm;
  readonly actions: readonly ConsoleAction[];
  readonly files: readonly { readonly name: string; readonly url: string }[];
  readonly card?: Omit<Card, 'kind' | 'buttons' | 'sandbox'>;
  readonly note?: { readonly text: Text; readonly blocks: readonly Block[] };
}

export interface ConsoleMessage extends MessageBody {
  readonly seq: number;
  readonly id: string;
  /** Id of the message whose thread it stands in; absent in the main chat. */
  readonly thread?: string;
  /** Shown in the main chat as well: a decision, the final result. */
  readonly broadcast?: true;
  /** Wall time, ISO 8601. */
  readonly at: string;
  /** Mission time, ISO 8601: what the cards speak of. */
  readonly clock: string;
  readonly from: string;
  /** Id of the message that this one takes the place of. */
  readonly replaces?: string;
  /** Of the first version: where it stands in the chat. */
  readonly first: { readonly seq: number; readonly clock: string };
  /** Only this person sees it: an actor id. */
  readonly to?: string;
  /** Id of the inbound that it answers, so that a repeated request gets the same answer. */
  readonly cause?: string;
}

/** A file of the bot; `at` is wall time, epoch ms. The id in its address cannot be guessed. */
export type KeptFile = FileOut & { readonly at: number };
