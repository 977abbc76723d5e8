// What a person does with what Slack shows: find a button by its label, fill a form in by its labels.
import type { Fields, OpenedView, Post } from './world.ts';

/** By field name or label: text, an option's label or value, several options, a file. */
export type Typed = Readonly<
  Record<string, string | readonly string[] | { readonly name: string; readonly content: string }>
>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsIn = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const labelOf = (value: unknown): unknown => (isFields(value) ? value.text : undefined);

/** The action as Slack would deliver it. */
export function findButton(post: Pick<Post, 'blocks' | 'text'>, label: string): Fields {
  const shown: unknown[] = [];
  for (const block of post.blocks) {
    for (const element of fieldsIn(block.elements)) {
      const { action_id, type } = element;
      const options = fieldsIn(element.options);
      const option = options.find((one) => labelOf(one.text) === label || String(one.value).startsWith(`${label}|`));
      if (option !== undefined) return { type, action_id, block_id: block.block_id, selected_option: option };
      if (type === 'button' && (labelOf(element.text) === label || String(action_id).endsWith(`:${label}`)))
        return { type, action_id, block_id: block.block_id, value: element.value, text: element.text };
      shown.push(...(type === 'button' ? [labelOf(element.text)] : options.map((one) => labelOf(one.text))));
    }
  }
  throw new Error(`"${label}" is not on this message: ${shown.join(', ')}; ${post.text}`);
}

export function findView(views: readonly OpenedView[]): OpenedView {
  const view = views.findLast((one) => one.open);
  if (view === undefined) throw new Error('no form is open');
  return view;
}

/** What the form holds when it is sent off; what nobody touched keeps what it was opened with. */
export function viewState(view: Fields, typed: Typed, upload: (name: string, content: string) => Fields): Fields {
  const values: Fields = {};
  const used = new Set<string>();
  for (const block of fieldsIn(view.blocks)) {
    if (block.type !== 'input' || !isFields(block.element)) continue;
    const id = String(block.block_id);
    const key = [id, id.replace(/\.file$/, ''), String(labelOf(block.label))].find(
      (one) => one in typed && fits(block.element, typed[one]),
    );
    if (key !== undefined) used.add(key);
    const value = inputValue(block.element, key === undefined ? undefined : typed[key], upload);
    if (block.optional !== true && isEmpty(value))
      throw new Error(`"${String(labelOf(block.label))}" must be filled in`);
    values[id] = { [String(block.element.action_id)]: value };
  }
  const unknown = Object.keys(typed).filter((key) => !used.has(key));
  if (unknown.length > 0)
    throw new Error(`the form has no field ${unknown.join(', ')}: ${Object.keys(values).join(', ')}`);
  return values;
}

/** A file goes into a file input and nothing else does. */
const fits = (element: unknown, value: unknown): boolean =>
  isFields(element) && (element.type === 'file_input') === isFields(value);

const isEmpty = (value: Fields): boolean =>
  [value.value, value.selected_option, value.selected_options, value.files].every(
    (one) => one === undefined || one === null || one === '' || (Array.isArray(one) && one.length === 0),
  );

function inputValue(
  element: Fields,
  typed: Typed[string] | undefined,
  upload: (name: string, content: string) => Fields,
): Fields {
  const { type } = element;
  const choose = (wanted: unknown): Fields => {
    const option = fieldsIn(element.options).find((one) => one.value === wanted || labelOf(one.text) === wanted);
    if (option === undefined) throw new Error(`"${String(wanted)}" cannot be chosen`);
    return option;
  };
  switch (type) {
    case 'plain_text_input':
      return { type, value: typed ?? element.initial_value ?? null };
    case 'static_select':
      return { type, selected_option: typed === undefined ? (element.initial_option ?? null) : choose(typed) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: Array.isArray(typed) ? typed.map(choose) : (element.initial_options ?? []) };
    case 'file_input':
      return { type, files: typeof typed === 'object' && 'name' in typed ? [upload(typed.name, typed.content)] : [] };
    default:
      throw new Error(`no such input: ${String(type)}`);
  }
}
