// Before somebody is let in: the token is asked for once, or it is said why the console is closed.
import { post } from './api.js';
import { byId, h } from './dom.js';

export function showDoor(about) {
  const page = byId('door');
  page.hidden = false;
  byId('main').classList.add('locked');
  const error = h('p', { class: 'error', role: 'alert', hidden: true });
  const title = h(
    'h1',
    { id: 'door-title' },
    about.door === 'token' ? 'Enter the console token' : 'The console is closed',
  );
  if (about.door !== 'token') return page.replaceChildren(title, h('p', {}, about.error));
  const input = h('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    autofocus: true,
  });
  const form = h(
    'form',
    { class: 'field' },
    h('label', { for: 'token' }, 'Token'),
    h(
      'p',
      { class: 'hint' },
      'The value of CONSOLE_TOKEN where the bot was started. It is asked for once in this browser.',
    ),
    input,
    error,
    h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, 'Enter')),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await post('/api/enter', { token: input.value });
    if (answer.ok) return location.reload();
    error.textContent = answer.error;
    error.hidden = false;
    input.select();
  });
  page.replaceChildren(title, form);
  input.focus();
}
