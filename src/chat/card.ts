/**
 * What the bot shows, as data: cards, texts, forms, files. One renderer a platform turns it into Block Kit, Telegram HTML
 * or a web page, with the platform's limits beside it. Wording rules: the eight cards (tested in test/chat/wording).
 */

/** A moment; Slack shows it in the viewer's own zone, the others in the configured one. Epoch ms. */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly time: number; readonly style: 'time' | 'day-time' | 'date' };
export type Text = readonly Inline[];

export interface Entry {
  /** `1`, `–` … */
  readonly mark: string;
  readonly title: string;
  readonly score?: string;
  readonly facts: readonly string[];
  /** The callee's own words. */
  readonly quote?: string;
  /** Not proposed, out, and so on: shown quieter, never by colour alone. */
  readonly quiet?: boolean;
}

export type Block =
  | { readonly kind: 'line'; readonly text: Text; readonly quiet?: boolean }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly words: string }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly text: Text }[] }
  | { readonly kind: 'entries'; readonly title?: string; readonly entries: readonly Entry[] }
  | { readonly kind: 'quote'; readonly text: string }
  /** A call of the sandbox as bubbles. */
  | {
      readonly kind: 'talk';
      readonly with: string;
      readonly turns: readonly { readonly who: 'assistant' | 'callee'; readonly text: string }[];
    };

export interface Button {
  /** What it does: an action of `chat/actions.ts`. */
  readonly action: string;
  /** What it is about: `M-104:gate-1:2`. Together with `action` at most 60 bytes. */
  readonly value: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  /** Asked before it counts: "Stop 12 planned calls?" */
  readonly confirm?: string;
}

export interface Card {
  readonly kind: 'card';
  /** Capitals: `RUNNING`, `DECISION NEEDED`. */
  readonly state: string;
  readonly name: string;
  /** `M-104`, and what follows it: `list 1`. */
  readonly ref: string;
  /** Every card of the sandbox says so (what must hold, 7). */
  readonly sandbox: boolean;
  /** Second line: the one number that matters. */
  readonly headline: Text;
  readonly blocks: readonly Block[];
  /** Last line: what happens next without me, and when. */
  readonly next?: Text;
  /** The first three are visible, the rest stands under More. */
  readonly buttons: readonly Button[];
  /** The lock-screen line: stands alone, holds no number and no callee's words. Already says SANDBOX where it must. */
  readonly lock: string;
}

export interface FileOut {
  readonly name: string;
  readonly mime: string;
  readonly text: string;
}

export interface Note {
  readonly kind: 'note';
  readonly text: Text;
  readonly blocks?: readonly Block[];
  readonly buttons?: readonly Button[];
  readonly files?: readonly FileOut[];
  /** A question about something else than a decision: a bare yes behind it is no answer to the decision that is open here. */
  readonly asks?: true;
  readonly sandbox: boolean;
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'multiline' | 'choice' | 'choices' | 'file-or-text';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** For `choices`: values joined by commas. */
  readonly value?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  readonly error?: string;
}

/** One screen of questions: a modal in Slack, a walk through the fields in Telegram, a form in the console. */
export interface Form {
  readonly kind: 'form';
  /** `new:D-7:words`; at most 60 bytes. Opening it again shows what was saved. */
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly sandbox: boolean;
}

export type Message = Card | Note | Form;
