/** What a page of the guided flow is: its questions, and the reading of what came back. One file each in `pages/`. Pure. */
import type { FormField } from '../card.ts';
import type { Draft, DraftList } from './draft.ts';
import type { KnownPeople } from './people.ts';

export type Values = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;
export type Taken = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly errors: Errors };

/** What was in the list field: nothing, people, or one sentence on why it cannot be read. */
export type ListRead = DraftList | { readonly error: string } | undefined;

export interface StepOptions {
  readonly sandbox: boolean;
  readonly zone: string;
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly organisation: string;
  readonly errors?: Errors;
  /** What was typed and not taken, shown again beside the errors. */
  readonly typed?: Values;
}

export interface TakeOptions extends Pick<StepOptions, 'now' | 'zone'> {
  readonly known: KnownPeople;
}

export interface Page {
  /** On the button under "Change". */
  readonly label: string;
  readonly title: string;
  readonly intro: string;
  fields(draft: Draft, options: StepOptions): readonly FormField[];
  take(draft: Draft, values: Values, options: TakeOptions): Taken;
}

export const option = (value: string, label = value) => ({ value, label });

export const fail = (errors: Errors): Taken => ({ ok: false, errors });

export const taken = (draft: Draft): Taken => ({ ok: true, draft });

/** The errors that there are; a field without one is left out. */
export const errorsIn = (found: Readonly<Record<string, string | undefined>>): Errors =>
  Object.fromEntries(Object.entries(found).flatMap(([name, error]) => (error === undefined ? [] : [[name, error]])));

export const isFine = (errors: Errors): boolean => Object.keys(errors).length === 0;

/** What was typed for a field, without the white space around it. */
export const typedIn = (values: Values, name: string): string => (values[name] ?? '').trim();

/** A number from 1 to 999 in digits. */
export function readWhole(text: string | undefined): number | undefined {
  return /^\d{1,3}$/.test((text ?? '').trim()) ? Number(text) : undefined;
}
