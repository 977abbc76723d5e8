// Where one writes: grows with the text, takes files by button and paste, keeps everything until it was really taken.
import { readFile } from './api.js';
import { h, toast } from './dom.js';

const TALLEST_PX = 180;

/**
 * `send({ text, files, answers })` answers true when the bot took it. `about()`: what is answered by what is typed now; a
 * question that appeared only while somebody was typing is not what they answered.
 */
export function composer(form, { label, placeholder, about = () => undefined, send }) {
  const area = h('textarea', { rows: '1', 'aria-label': label, placeholder: placeholder(), enterkeyhint: 'send' });
  let before = '';
  let begunAbout;
  const attached = attachments(`${form.id}-file`, () => area.focus());
  const button = h('button', { type: 'submit', class: 'primary' }, 'Send');
  form.replaceChildren(attached.chips, ...attached.picker, area, button);

  const grow = () => {
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, TALLEST_PX)}px`;
  };
  area.addEventListener('input', () => {
    if (before === '') begunAbout = about();
    before = area.value;
    grow();
  });
  area.addEventListener('paste', async (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    await attached.take(files);
  });
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = area.value;
    const files = attached.files();
    if ((text.trim() === '' && files.length === 0) || button.disabled) return;
    button.disabled = true;
    const answers = begunAbout === about() ? begunAbout : undefined;
    if (await send({ text, files, answers })) {
      if (area.value === text) area.value = '';
      before = area.value;
      attached.clear();
      grow();
    }
    button.disabled = false;
    renew();
  });

  function renew() {
    area.placeholder = placeholder();
  }
  return { renew };
}

function attachments(id, done) {
  let files = [];
  const chips = h('div', { class: 'chips', hidden: true });
  const input = h('input', { type: 'file', id, class: 'visually-hidden', accept: '.csv,.tsv,.txt,text/*' });
  const label = h(
    'label',
    { for: id, class: 'attach', title: 'Attach a list' },
    h('span', { 'aria-hidden': 'true' }, '+'),
    h('span', { class: 'visually-hidden' }, 'Attach a list'),
  );

  function set(next) {
    files = next;
    chips.hidden = files.length === 0;
    chips.replaceChildren(...files.map(chip));
  }
  function chip(file) {
    const remove = () => {
      set(files.filter((one) => one !== file));
      done();
    };
    const cross = { type: 'button', class: 'plain', 'aria-label': `Remove ${file.name}`, onclick: remove };
    return h('span', { class: 'chip' }, file.name, h('button', cross, '×'));
  }
  async function take(chosen) {
    for (const file of chosen) {
      const read = await readFile(file);
      if (read.error === undefined) set([...files, read]);
      else toast(read.error);
    }
  }

  input.addEventListener('change', async () => {
    await take([...input.files]);
    input.value = '';
    done();
  });
  return { chips, picker: [input, label], take, files: () => files, clear: () => set([]) };
}
