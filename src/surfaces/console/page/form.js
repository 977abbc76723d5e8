// A form of the bot: labels, hints, errors beside their fields, a place to drop or paste a list. An update shows new
// errors and leaves what is being typed alone.
import { readFile } from './api.js';
import { h } from './dom.js';

let counter = 0;

export function drawForm(form, sandbox, submit) {
  const fields = form.fields.map(drawField);
  const send = h('button', { type: 'submit', class: 'primary' }, form.submit);
  const element = h(
    'form',
    { class: 'form', 'data-form': form.id, novalidate: true, 'aria-label': form.title },
    h(
      'div',
      { class: 'card-head' },
      h('span', { class: 'state' }, 'QUESTIONS'),
      sandbox && h('span', { class: 'tag' }, 'SANDBOX'),
    ),
    h('h3', {}, form.title),
    form.intro && h('p', { class: 'line' }, form.intro),
    fields.map((field) => field.element),
    h('div', { class: 'actions' }, h('div', { class: 'buttons' }, send)),
  );
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    send.setAttribute('aria-busy', 'true');
    const files = await Promise.all(fields.flatMap((field) => field.files()).map(readFile));
    const tooBig = files.find((file) => file.error !== undefined);
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value()]));
    const errors = tooBig === undefined ? await submit(values, files) : { [fileField(form)]: tooBig.error };
    send.disabled = false;
    send.removeAttribute('aria-busy');
    if (errors !== undefined) showErrors(element, errors, true);
  });
  element.takeFile = (file) => fields.find((field) => field.takeFile)?.takeFile(file);
  showErrors(element, errorsOf(form), false);
  return element;
}

const fileField = (form) => form.fields.find((field) => field.type === 'file-or-text')?.name;
const errorsOf = (form) =>
  Object.fromEntries(form.fields.filter(({ error }) => error).map(({ name, error }) => [name, error]));

export function updateForm(element, form) {
  showErrors(element, errorsOf(form), false);
}

function showErrors(element, errors, focus) {
  let first;
  for (const field of element.querySelectorAll('[data-field]')) {
    const error = errors[field.dataset.field];
    const place = field.querySelector('.error');
    place.textContent = error ?? '';
    place.hidden = error === undefined;
    for (const input of field.querySelectorAll('[data-input]')) {
      if (error === undefined) input.removeAttribute('aria-invalid');
      else input.setAttribute('aria-invalid', 'true');
    }
    if (error !== undefined) first ??= field.querySelector('[data-input]');
  }
  if (focus) first?.focus();
}

function drawField(field) {
  counter += 1;
  const id = `field-${counter}`;
  const described = `${id}-hint ${id}-error`;
  const input = DRAW[field.type]?.(field, id, described) ?? DRAW.text(field, id, described);
  const optional = field.optional && h('span', { class: 'optional' }, ' optional');
  const isGroup = field.type === 'choice' || field.type === 'choices';
  const element = h(
    isGroup ? 'fieldset' : 'div',
    { class: 'field', 'data-field': field.name, 'aria-describedby': isGroup && described },
    isGroup ? h('legend', {}, field.label, optional) : h('label', { for: id }, field.label, optional),
    field.hint && h('p', { class: 'hint', id: `${id}-hint` }, field.hint),
    input.element,
    h('p', { class: 'error', id: `${id}-error`, hidden: true }),
  );
  return { files: () => [], ...input, name: field.name, element };
}

const textInput = (field, id, described) =>
  h('input', {
    id,
    'data-input': true,
    'aria-describedby': described,
    placeholder: field.placeholder,
    value: field.value ?? '',
    autocomplete: 'off',
  });

function textArea(field, id, described, rows) {
  const area = h('textarea', {
    id,
    'data-input': true,
    'aria-describedby': described,
    placeholder: field.placeholder,
    rows,
  });
  area.value = field.value ?? '';
  return area;
}

function options(field, id, type) {
  const chosen = (field.value ?? '').split(',').map((value) => value.trim());
  const inputs = (field.options ?? []).map((option, index) => {
    const input = h('input', { type, id: `${id}-${index}`, name: id, value: option.value, 'data-input': true });
    input.checked = chosen.includes(option.value);
    return {
      input,
      element: h('label', { class: 'option', for: `${id}-${index}` }, input, h('span', {}, option.label)),
    };
  });
  const value = () =>
    inputs
      .filter(({ input }) => input.checked)
      .map(({ input }) => input.value)
      .join(',');
  return {
    element: h(
      'div',
      { class: 'options' },
      inputs.map((one) => one.element),
    ),
    value,
  };
}

const DRAW = {
  text: (field, id, described) => {
    const element = textInput(field, id, described);
    return { element, value: () => element.value };
  },
  multiline: (field, id, described) => {
    const element = textArea(field, id, described, Math.min(10, Math.max(3, (field.value ?? '').split('\n').length)));
    return { element, value: () => element.value };
  },
  choice: (field, id) => options(field, id, 'radio'),
  choices: (field, id) => options(field, id, 'checkbox'),
  'file-or-text': (field, id, described) => {
    const area = textArea(field, id, described, 4);
    const picker = h('input', {
      type: 'file',
      class: 'visually-hidden',
      id: `${id}-file`,
      accept: '.csv,.tsv,.txt,text/*',
    });
    const name = h('span', { class: 'file-name' }, 'Choose a file, or drop it here');
    let chosen;
    const takeFile = (file) => {
      chosen = file;
      name.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB), another one?`;
    };
    picker.addEventListener('change', () => picker.files[0] && takeFile(picker.files[0]));
    const element = h(
      'div',
      { class: 'file-or-text' },
      picker,
      h('label', { class: 'pick', for: `${id}-file` }, name),
      area,
    );
    return { element, value: () => area.value, files: () => (chosen === undefined ? [] : [chosen]), takeFile };
  },
};
