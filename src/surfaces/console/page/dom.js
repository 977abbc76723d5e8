// Makes elements. Text is always set as text, so nothing that a person or a callee said becomes markup.

/**
 * `h('p', { class: 'quiet', onclick }, 'words', element)`; attributes that are undefined or false are left out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

let toastTimer;

/** One sentence that must be seen; stays until read, or 12 seconds. */
export function toast(sentence) {
  const box = byId('toast');
  const close = h('button', { type: 'button', class: 'plain', onclick: hide }, 'Close');
  box.replaceChildren(h('span', {}, sentence), close);
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(hide, 12_000);
  function hide() {
    box.hidden = true;
  }
}
