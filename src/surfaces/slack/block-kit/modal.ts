/**
 * A form as a modal, and what was typed as values by field name. A field `list` that takes a file or text is two inputs,
 * `list` and `list.file`; errors of a field stand under the input that was used. Place and form id travel along unread.
 */
import type { types } from '@slack/bolt';
import type { Form, FormField } from '../../../chat/card.ts';
import { context, section } from './blocks.ts';
import { clip, clipFilled, LIMITS } from './limits.ts';
import { SANDBOX_WORDS } from './message.ts';
import { bold, escapeText } from './text.ts';

export const FORM_CALLBACK = 'form';
const INPUT = 'input';
const FILE_SUFFIX = '.file';

/** Where the form was opened; `message` is the one whose button opened it. */
export interface FormOrigin {
  readonly form: string;
  readonly channel: string;
  readonly thread?: string;
  readonly message?: string;
}

export function renderModal(form: Form, origin: Omit<FormOrigin, 'form'>): types.ModalView {
  const blocks = [
    ...(form.sandbox ? [context(SANDBOX_WORDS)] : []),
    ...(form.intro === undefined || form.intro.trim() === '' ? [] : [section(escapeText(form.intro))]),
    ...form.fields.flatMap(renderField),
  ];
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: JSON.stringify({ form: form.id, ...origin }).slice(0, LIMITS.privateMetadata),
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewTitle),
    close: plain('Cancel', LIMITS.viewTitle),
    blocks: blocks.slice(0, LIMITS.modalBlocks),
  };
}

const plain = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clipFilled(text, max),
  emoji: false,
});

function renderField(field: FormField): readonly types.KnownBlock[] {
  const error = field.error === undefined ? [] : [context(`${bold('Please correct:')} ${escapeText(field.error)}`)];
  if (field.type !== 'file-or-text') return [inputBlock(field, field.name, element(field)), ...error];
  const file: types.FileInput = { type: 'file_input', action_id: INPUT, max_files: 1 };
  return [
    // Either of the two will do, so neither can be required; the desk says what is missing.
    inputBlock({ ...field, optional: true }, field.name + FILE_SUFFIX, file),
    inputBlock(
      { name: field.name, label: 'or as text', type: 'multiline', optional: true },
      field.name,
      textInput(field, true),
    ),
    ...error,
  ];
}

function inputBlock(field: FormField, id: string, input: types.InputBlockElement): types.InputBlock {
  return {
    type: 'input',
    block_id: clip(id, LIMITS.id),
    label: plain(field.label, LIMITS.inputLabel),
    optional: field.optional === true,
    element: input,
    ...(field.hint === undefined || field.hint === '' ? {} : { hint: plain(field.hint, LIMITS.inputLabel) }),
  };
}

function element(field: FormField): types.InputBlockElement {
  const options = (field.options ?? []).slice(0, LIMITS.selectOptions).map((one) => ({
    text: plain(one.label, LIMITS.optionText),
    value: clipFilled(one.value, LIMITS.optionValue),
  }));
  if (options.length === 0 || field.type === 'text' || field.type === 'multiline')
    return textInput(field, field.type === 'multiline');
  const chosen = new Set(
    field.type === 'choices' ? (field.value ?? '').split(',').map((one) => one.trim()) : [field.value ?? ''],
  );
  const initial = options.filter((one) => chosen.has(one.value));
  const [first] = initial;
  if (field.type === 'choice')
    return {
      type: 'static_select',
      action_id: INPUT,
      options,
      ...(first === undefined ? {} : { initial_option: first }),
    };
  return {
    type: options.length <= LIMITS.checkboxOptions ? 'checkboxes' : 'multi_static_select',
    action_id: INPUT,
    options,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  };
}

function textInput(field: FormField, multiline: boolean): types.PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: INPUT,
    multiline,
    max_length: LIMITS.inputValue,
    ...(field.value === undefined || field.value === '' ? {} : { initial_value: clip(field.value, LIMITS.inputValue) }),
    ...(field.placeholder === undefined || field.placeholder === ''
      ? {}
      : { placeholder: plain(field.placeholder, LIMITS.placeholder) }),
  };
}

export interface SlackFile {
  readonly id?: string | undefined;
  readonly name?: string | null | undefined;
  readonly size?: number | undefined;
  readonly url_private?: string | undefined;
  readonly url_private_download?: string | undefined;
}

/** What of one typed value is needed. */
interface TypedValue {
  readonly value?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
  readonly selected_options?: readonly { readonly value: string }[] | undefined;
  readonly files?: readonly SlackFile[] | undefined;
}

export type ViewValues = Readonly<Record<string, Readonly<Record<string, TypedValue>>>>;

export interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly SlackFile[];
}

export function readValues(state: ViewValues): Typed {
  const values: Record<string, string> = {};
  const files: SlackFile[] = [];
  for (const [id, inputs] of Object.entries(state)) {
    for (const typed of Object.values(inputs)) {
      if (id.endsWith(FILE_SUFFIX)) files.push(...(typed.files ?? []));
      else values[id] = textOf(typed);
    }
  }
  return { values, files };
}

function textOf({ value, selected_option: one, selected_options: several }: TypedValue): string {
  if (several !== undefined) return several.map((option) => option.value).join(',');
  return one?.value ?? value ?? '';
}

/** Errors by field as errors by input block; what belongs to no input stands under the first. */
export function toBlockErrors(
  errors: Readonly<Record<string, string>>,
  state: ViewValues,
): Readonly<Record<string, string>> | undefined {
  const blocks = Object.keys(state);
  const shown: Record<string, string> = {};
  for (const [field, sentence] of Object.entries(errors)) {
    const file = field + FILE_SUFFIX;
    const usesFile = Object.values(state[file] ?? {}).some((typed) => (typed.files ?? []).length > 0);
    const block = usesFile ? file : blocks.includes(field) ? field : blocks[0];
    if (block === undefined) continue;
    shown[block] = shown[block] === undefined ? sentence : `${shown[block]} ${sentence}`;
  }
  return Object.keys(shown).length === 0 ? undefined : shown;
}

/** Undefined when it was not written by `renderModal`. */
export function readOrigin(metadata: string): FormOrigin | undefined {
  let read: unknown;
  try {
    read = JSON.parse(metadata);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null || !('form' in read) || !('channel' in read)) return undefined;
  const { form, channel } = read;
  if (typeof form !== 'string' || typeof channel !== 'string') return undefined;
  const thread = 'thread' in read && typeof read.thread === 'string' ? { thread: read.thread } : {};
  const message = 'message' in read && typeof read.message === 'string' ? { message: read.message } : {};
  return { form, channel, ...thread, ...message };
}
