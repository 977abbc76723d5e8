/**
 * A form asked one question after the other, as data: which questions are left, what was answered. Pure; `walks.ts` keeps it
 * and shows the questions. It carries the form itself, so that a restart or newer code goes on with the questions as asked.
 */
import type { Form, FormField } from '../../chat/card.ts';
import type { FileIn } from '../../chat/surface.ts';
import type { Actor, Place } from './place.ts';

export interface Walk {
  readonly kind: 'open';
  /** In the data of its buttons, so that those of an earlier form are known as such. */
  readonly id: string;
  readonly form: Form;
  readonly place: Place;
  readonly actor: Actor;
  /** Indexes of fields still to be asked; the first one stands in the chat. */
  readonly left: readonly number[];
  /** Asked before, newest last; for "Back". */
  readonly asked: readonly number[];
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly (FileIn & { readonly field: string })[];
  readonly errors: Readonly<Record<string, string>>;
  /** Of the options, when there are many. */
  readonly page: number;
  /** Rises with every change of what is asked: a tap on an older question is known by it. */
  readonly step: number;
  /** The message that shows the question, and which step it shows; absent until it was sent. */
  readonly question?: { readonly id: string; readonly step: number };
  /** The value came in a message as long as Telegram allows: what follows belongs to it. */
  readonly partial?: boolean;
  /** The input that was taken last: a redelivery has the same. */
  readonly lastId: string;
  /** Wall time of the last input, epoch ms. */
  readonly at: number;
}

export type WalkRow = Walk | { readonly kind: 'closed'; readonly lastId: string };

export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: FileIn }
  | { readonly kind: 'tap'; readonly what: string };

export type Walked =
  /** Another question, or the same one in another state. */
  | { readonly to: 'ask'; readonly walk: Walk }
  | { readonly to: 'submit'; readonly walk: Walk }
  | { readonly to: 'cancel' }
  /** Not an answer: what to say, nothing changed. */
  | { readonly to: 'say'; readonly words: string };

/** What the keys of a question mean; options and pages carry a number. */
export const KEYS = {
  done: 'd',
  keep: 'k',
  skip: 's',
  back: 'b',
  cancel: 'x',
  rest: 'r',
  option: 'o',
  page: 'p',
} as const;
export const PAGE_SIZE = 20;
/** Apps cut what is pasted into messages of at most 4096, at the end of a word or a line. */
const FULL_MESSAGE = 3900;

const WORDS: Readonly<Record<string, string>> = {
  skip: KEYS.skip,
  back: KEYS.back,
  cancel: KEYS.cancel,
  keep: KEYS.keep,
  done: KEYS.done,
};

export function beginWalk(
  form: Form,
  begun: {
    readonly id: string;
    readonly place: Place;
    readonly actor: Actor;
    readonly lastId: string;
    readonly at: number;
  },
): Walk {
  const errors = form.fields.flatMap((field) =>
    field.error === undefined ? [] : [[field.name, field.error] as const],
  );
  return {
    kind: 'open',
    ...begun,
    form,
    left: form.fields.map((_, index) => index),
    asked: [],
    values: Object.fromEntries(form.fields.map((field) => [field.name, field.value ?? ''])),
    files: [],
    errors: Object.fromEntries(errors),
    page: 0,
    step: 0,
  };
}

export const fieldNow = (walk: Walk): FormField | undefined => walk.form.fields[walk.left[0] ?? -1];

export const valueNow = (walk: Walk, field: FormField): string => walk.values[field.name] ?? '';

/** Everything still to be asked has a value or needs none. */
export const canKeepRest = (walk: Walk): boolean =>
  walk.left.every((index) => {
    const field = walk.form.fields[index];
    return field === undefined || field.optional === true || valueNow(walk, field) !== '';
  });

/** `/back` and `back`; undefined when it is an answer. */
export const wordKey = (text: string): string | undefined => WORDS[text.trim().replace(/^\//, '').toLowerCase()];

export function answerWalk(walk: Walk, answer: Answer): Walked {
  const field = fieldNow(walk);
  if (field === undefined) return { to: 'submit', walk };
  const key = answer.kind === 'tap' ? answer.what : answer.kind === 'text' ? wordKey(answer.text) : undefined;
  if (key !== undefined) return tapped(walk, field, key);
  if (answer.kind === 'file') return takeFile(walk, field, answer.file);
  return answer.kind === 'text' ? takeText(walk, field, answer.text) : { to: 'say', words: 'That key is not known.' };
}

/** Only what was found wrong is asked again. An error without a field is shown with the last one. */
export function askAgain(walk: Walk, errors: Readonly<Record<string, string>>): Walk {
  const wrong = walk.form.fields.flatMap((field, index) => (errors[field.name] === undefined ? [] : [index]));
  const last = walk.form.fields.length - 1;
  const known = Object.fromEntries(
    Object.entries(errors).filter(([name]) => walk.form.fields.some((one) => one.name === name)),
  );
  const stray = Object.entries(errors).find(([name]) => known[name] === undefined)?.[1];
  const lastName = walk.form.fields[last]?.name ?? '';
  return {
    ...turned(walk),
    left: wrong.length === 0 ? [last] : wrong,
    errors: wrong.length === 0 && stray !== undefined ? { [lastName]: stray } : known,
  };
}

function tapped(walk: Walk, field: FormField, key: string): Walked {
  const value = valueNow(walk, field);
  const number = Number(key.slice(1));
  switch (key.charAt(0)) {
    case KEYS.cancel:
      return { to: 'cancel' };
    case KEYS.back:
      return goBack(walk);
    case KEYS.page:
      return { to: 'ask', walk: { ...turned(walk), page: Math.max(0, number || 0) } };
    case KEYS.option:
      return takeOption(walk, field, number);
    case KEYS.rest:
      return canKeepRest(walk) ? { to: 'submit', walk: turned(walk) } : needed(field);
    case KEYS.skip:
      return field.optional === true ? next(withoutFile(walk, field), field, '') : needed(field);
    default:
      return value !== '' || field.optional === true ? next(walk, field, value) : needed(field);
  }
}

const needed = (field: FormField): Walked => ({ to: 'say', words: `"${field.label}" needs an answer.` });

function goBack(walk: Walk): Walked {
  const before = walk.asked.at(-1);
  if (before === undefined) return { to: 'say', words: 'This is the first question.' };
  return { to: 'ask', walk: { ...turned(walk), left: [before, ...walk.left], asked: walk.asked.slice(0, -1) } };
}

function takeOption(walk: Walk, field: FormField, index: number): Walked {
  const chosen = field.options?.[index]?.value;
  if (chosen === undefined) return { to: 'say', words: 'That choice is not there any more.' };
  if (field.type !== 'choices') return next(walk, field, chosen);
  const before = listed(valueNow(walk, field));
  const now = before.includes(chosen) ? before.filter((one) => one !== chosen) : [...before, chosen];
  // In the order of the form, whatever the order of the taps.
  const values = (field.options ?? []).map((one) => one.value).filter((one) => now.includes(one));
  const { page } = walk;
  return { to: 'ask', walk: { ...turned(walk), page, values: { ...walk.values, [field.name]: values.join(',') } } };
}

function takeFile(walk: Walk, field: FormField, file: FileIn): Walked {
  if (field.type !== 'file-or-text')
    return { to: 'say', words: `"${field.label}" is answered in words, not with a file.` };
  const files = [...walk.files.filter((one) => one.field !== field.name), { ...file, field: field.name }];
  return next({ ...walk, files }, field, '');
}

function takeText(walk: Walk, field: FormField, text: string): Walked {
  const typed = text.trim();
  if (typed === '') return needed(field);
  if (field.type !== 'choice' && field.type !== 'choices') return takeWords(walk, field, typed);
  const parts = field.type === 'choice' ? [typed] : typed.split(/[,;\n]+/).map((one) => one.trim());
  const values = parts.filter((one) => one !== '').map((one) => optionNamed(field, one));
  const known = values.filter((one) => one !== undefined);
  if (known.length < values.length || known.length === 0) {
    return {
      to: 'say',
      words: `Tap ${field.type === 'choice' ? 'one of the choices' : 'the choices, then Done'}, or write the number.`,
    };
  }
  return next(walk, field, [...new Set(known)].join(','));
}

/** A long paste comes in several messages: a full one is kept, and the next one is added to it. */
function takeWords(walk: Walk, field: FormField, typed: string): Walked {
  const value = walk.partial === true ? `${valueNow(walk, field)}\n${typed}` : typed;
  if (field.type === 'text' || typed.length < FULL_MESSAGE) return next(withoutFile(walk, field), field, value);
  const kept = { ...turned(withoutFile(walk, field)), values: { ...walk.values, [field.name]: value }, partial: true };
  return { to: 'ask', walk: kept };
}

/** By its place in the list, its label or its value. */
function optionNamed(field: FormField, typed: string): string | undefined {
  const options = field.options ?? [];
  const wanted = typed.toLowerCase();
  const named = options.find((one) => one.label.toLowerCase() === wanted || one.value.toLowerCase() === wanted);
  return named?.value ?? (/^\d{1,3}$/.test(typed) ? options[Number(typed) - 1]?.value : undefined);
}

const withoutFile = (walk: Walk, field: FormField): Walk => ({
  ...walk,
  files: walk.files.filter((one) => one.field !== field.name),
});

function next(walk: Walk, field: FormField, value: string): Walked {
  const [now, ...left] = walk.left;
  const { [field.name]: _, ...errors } = walk.errors;
  const answered: Walk = {
    ...turned(walk),
    left,
    asked: now === undefined ? walk.asked : [...walk.asked, now],
    values: { ...walk.values, [field.name]: value },
    errors,
  };
  return left.length === 0 ? { to: 'submit', walk: answered } : { to: 'ask', walk: answered };
}

const turned = ({ partial: _, ...walk }: Walk): Walk => ({ ...walk, page: 0, step: walk.step + 1 });

export const listed = (value: string): readonly string[] => value.split(',').filter((one) => one !== '');
