// What hangs together: messages by id, threads by their first message, and the line under a card that leads into its thread.
import { h } from './dom.js';

/** The main chat shows what stands in no thread, and what rings besides its thread: a decision, a result. */
export const inChat = (message) => message.thread === undefined || message.broadcast === true;

/** It asks for a yes and still takes one. */
export const isOpenDecision = (message) =>
  message.broadcast === true && message.actions.some((action) => action.id === 'approve');

export function createThreads() {
  const newest = new Map();

  const sorted = (messages) => messages.toSorted((one, other) => one.first.seq - other.first.seq);
  const all = () => [...newest.values()];

  return {
    keep: (message) => newest.set(message.id, message),
    get: (id) => newest.get(id),
    main: () => sorted(all().filter(inChat)),
    of: (root) => sorted(all().filter((message) => message.id === root || message.thread === root)),
    /** Cards with a thread, the newest first. */
    roots: () => {
      const withThread = new Set(all().map((message) => message.thread));
      return sorted(all().filter((message) => message.card !== undefined && withThread.has(message.id))).toReversed();
    },
  };
}

const firstLine = (text) => text.replace(/^SANDBOX · /, '').split('\n')[0];

/** `12 in the thread · Call with Acme …`; puts it under the card, or renews it. */
export function threadLink(article, messages, open) {
  article.querySelector('.thread-link')?.remove();
  const replies = messages.slice(1);
  const last = replies.at(-1);
  if (last === undefined) return;
  const count = `${replies.length} in the thread`;
  const link = h(
    'button',
    { type: 'button', class: 'thread-link', 'data-press': 'thread', onclick: open },
    h('strong', {}, count),
    h('span', {}, firstLine(last.text)),
    h('span', { 'aria-hidden': 'true', class: 'chevron' }, '›'),
  );
  article.append(link);
}

/** From a message that rings in the chat to its place in the thread; put under it once. */
export function placeLink(article, open) {
  if (article.querySelector('.thread-link') !== null) return;
  const attributes = { type: 'button', class: 'thread-link', 'data-press': 'thread', onclick: open };
  article.append(
    h(
      'button',
      attributes,
      h('strong', {}, 'In its thread'),
      h('span', { class: 'chevron', 'aria-hidden': 'true' }, '›'),
    ),
  );
}

/** The missions there are, as a way to them. */
export function drawMissions(nav, roots, selected, open) {
  nav.hidden = roots.length === 0;
  nav.replaceChildren(
    ...roots.slice(0, 6).map((root) =>
      h(
        'button',
        {
          type: 'button',
          class: 'mission',
          'aria-current': root.id === selected ? 'true' : undefined,
          onclick: () => open(root.id),
        },
        h('span', { class: 'state' }, root.card.state),
        h('span', { class: 'mission-name' }, root.card.name),
      ),
    ),
  );
}
