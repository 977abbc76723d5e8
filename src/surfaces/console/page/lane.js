// One column of messages, in the order in which they first came. New ones go to the end, edits stay where they are; who
// reads at the end stays at the end, who reads above is not moved.
import { drawMessage, redrawMessage } from './message.js';

const NEAR_END_PX = 80;

export function createLane(scroller, list, act, where) {
  const drawn = new Map();

  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight });

  function place(article, seq) {
    article.dataset.seq = String(seq);
    const after = [...list.children].findLast((one) => Number(one.dataset.seq) < seq);
    if (after === undefined) list.prepend(article);
    else after.after(article);
  }

  return {
    /** Shows one message, new or edited. `follow`: what this person asked for is brought into view. */
    show(message, { follow = false } = {}) {
      const before = drawn.get(message.id);
      const wasAtEnd = isAtEnd();
      if (before !== undefined) redrawMessage(before, message, act);
      else {
        const article = drawMessage(message, act, where);
        drawn.set(message.id, article);
        place(article, message.first.seq);
      }
      if (follow || wasAtEnd) toEnd();
    },
    /** Everything anew: another thread, or the first look. */
    reset(messages) {
      drawn.clear();
      list.replaceChildren();
      for (const message of messages) this.show(message);
      toEnd();
    },
    article: (id) => drawn.get(id),
    lastForm: () => [...list.querySelectorAll('form[data-form]')].at(-1),
  };
}
