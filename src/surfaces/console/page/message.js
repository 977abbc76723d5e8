// One message as an article: what somebody said, a note, a card, a form. Redrawn in place when it is edited.
import { blocks, inline, time } from './blocks.js';
import { confirmDialog } from './dialog.js';
import { h } from './dom.js';
import { drawForm, updateForm } from './form.js';

const VISIBLE_BUTTONS = 3;

/**
 * `act`: press(message, action), submit(message, values, files), openThread(message). `where` keeps the two copies of a
 * card (in the chat and over its thread) apart.
 */
export function drawMessage(message, act, where) {
  const article = h('article', { class: classOf(message), 'data-id': message.id, 'data-where': where, tabindex: '-1' });
  fill(article, message, act);
  return article;
}

/** Keeps what the reader has open, typed or focused. */
export function redrawMessage(article, message, act) {
  const form = article.querySelector('form[data-form]');
  if (form !== null && message.form !== undefined && form.dataset.form === message.form.id) {
    updateForm(form, message.form);
    return;
  }
  const wasOpen = article.querySelector('details')?.open ?? false;
  const focused = article.contains(document.activeElement) ? document.activeElement.dataset.press : undefined;
  const isBeside = article.classList.contains('beside');
  article.className = classOf(message);
  article.classList.toggle('beside', isBeside);
  fill(article, message, act);
  const details = article.querySelector('details');
  if (details !== null) details.open = wasOpen;
  const again = [...article.querySelectorAll('[data-press]')].find((button) => button.dataset.press === focused);
  if (focused !== undefined) (again ?? article).focus({ preventScroll: true });
}

function classOf(message) {
  const isChoice = message.actions.length > 1 && message.actions.every((action) => action.id === 'new');
  const isTrace = message.note?.text.length === 0 && message.note.blocks.every((block) => block.quiet);
  return ['message', message.kind, isTrace ? 'trace' : '', message.to ? 'private' : '', isChoice ? 'choices' : '']
    .filter(Boolean)
    .join(' ');
}

function fill(article, message, act) {
  const head = h(
    'header',
    { class: 'who' },
    h('span', { class: 'from' }, message.from),
    message.to && h('span', { class: 'only-you' }, 'only you see this'),
    time(Date.parse(message.first.clock), 'time'),
  );
  article.replaceChildren(head, h('div', { class: 'body' }, bodyOf(message, act)));
}

function bodyOf(message, act) {
  const tail = [filesOf(message), buttonsOf(message, act)];
  if (message.card !== undefined) return [...cardBody(message), ...tail];
  if (message.form !== undefined)
    return [drawForm(message.form, message.sandbox, (...sent) => act.submit(message, ...sent))];
  if (message.note !== undefined) {
    const text = message.note.text.length > 0 && h('p', { class: 'line' }, inline(message.note.text));
    return [text, ...blocks(message.note.blocks), ...tail];
  }
  return [h('p', { class: 'line' }, message.text), ...tail];
}

function cardBody({ card, sandbox }) {
  return [
    h(
      'div',
      { class: 'card-head' },
      h('span', { class: 'state' }, card.state),
      sandbox && h('span', { class: 'tag' }, 'SANDBOX'),
      h('span', { class: 'ref' }, card.ref),
    ),
    h('h3', {}, card.name),
    h('p', { class: 'headline' }, inline(card.headline)),
    ...blocks(card.blocks),
    card.next && h('p', { class: 'next' }, inline(card.next)),
  ];
}

const filesOf = ({ files }) =>
  files.length > 0 &&
  h(
    'div',
    { class: 'files' },
    files.map(({ name, url }) =>
      h('a', { class: 'file', href: url, download: name }, h('span', { 'aria-hidden': 'true' }, '↓ '), name),
    ),
  );

function buttonsOf(message, act) {
  if (message.actions.length === 0) return undefined;
  const isChoice = classOf(message).includes('choices');
  const all = message.actions.map((action) => pressButton(message, action, act));
  const visible = isChoice ? all : all.slice(0, VISIBLE_BUTTONS);
  const rest = all.slice(visible.length);
  const more =
    rest.length > 0 && h('details', { class: 'more' }, h('summary', {}, 'More'), h('div', { class: 'buttons' }, rest));
  return h('div', { class: 'actions' }, h('div', { class: 'buttons' }, visible), more);
}

function pressButton(message, action, act) {
  const button = h(
    'button',
    { type: 'button', class: action.style ?? 'normal', 'data-press': `${action.id}|${action.value ?? ''}` },
    action.label,
  );
  button.addEventListener('click', async () => {
    if (action.confirm !== undefined && !(await confirmDialog(action.confirm, action.label, action.style))) return;
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    await act.press(message, action);
    button.disabled = false;
    button.removeAttribute('aria-busy');
  });
  return button;
}
