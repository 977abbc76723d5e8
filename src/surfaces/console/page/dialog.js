// Questions in front of the page; focus goes in and comes back by itself, Escape is a no.
import { h } from './dom.js';

function open(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const answer = dialog.returnValue;
      dialog.remove();
      resolve(answer);
    });
  });
}

/** True when the person said yes; the careful answer has the focus. */
export async function confirmDialog(question, label, style) {
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': question },
    h(
      'form',
      { method: 'dialog' },
      h('p', { class: 'question' }, question),
      h(
        'div',
        { class: 'buttons' },
        h('button', { value: '', class: 'normal', autofocus: true }, 'Not now'),
        h('button', { value: 'yes', class: style === 'danger' ? 'danger' : 'primary' }, label),
      ),
    ),
  );
  return (await open(dialog)) === 'yes';
}

/** The name typed, or undefined. */
export async function nameDialog(now) {
  const input = h('input', {
    id: 'name-input',
    value: now,
    maxlength: '40',
    pattern: '[\\p{L}\\p{N}_.\\-]+',
    required: true,
    autocomplete: 'nickname',
    autofocus: true,
  });
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': 'Your name' },
    h(
      'form',
      { method: 'dialog' },
      h('label', { for: 'name-input' }, 'Your name here'),
      input,
      h('p', { class: 'hint' }, 'One word. In the sandbox you may be anybody: change it to see what a colleague sees.'),
      h(
        'div',
        { class: 'buttons' },
        h('button', { value: '', class: 'normal', formnovalidate: true }, 'Cancel'),
        h('button', { value: 'yes', class: 'primary' }, 'Use this name'),
      ),
    ),
  );
  // Enter takes the first button of a form, and that is Cancel.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (input.reportValidity()) dialog.close('yes');
  });
  return (await open(dialog)) === 'yes' ? input.value.trim() : undefined;
}
