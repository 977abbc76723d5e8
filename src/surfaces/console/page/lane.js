// One column of messages. New ones go to the end, edits stay where they are; who reads at the end stays there, who reads
// above is not moved but told that something came.
import { drawMessage, redrawMessage } from './message.js';
import { placeArticle } from './placing.js';
import { createReading } from './reading.js';

/** `decorate(article, message)` adds what depends on the other column. */
export function createLane(scroller, list, act, where, decorate = () => {}) {
  const drawn = new Map();
  const reading = createReading(scroller);
  /** The first of what this person asked for: it stays in view when more comes under it. */
  let first;

  function draw(message) {
    const before = drawn.get(message.id);
    const article = before ?? drawMessage(message, act, where);
    if (before !== undefined) redrawMessage(before, message, act);
    else {
      drawn.set(message.id, article);
      placeArticle(list, article, message);
    }
    decorate(article, message);
    return article;
  }

  const articles = () => [...list.querySelectorAll('article')];

  /** On the screen again: who was at the end is shown the last message. */
  function shown() {
    const last = articles().at(-1);
    if (last !== undefined && reading.wasAtEnd()) reading.from(last);
  }

  return {
    /** Shows one message, new or edited. `follow`: what this person asked for is brought into view. */
    show(message, { follow = false } = {}) {
      const isNew = !drawn.has(message.id);
      const wasAtEnd = reading.isAtEnd();
      const isFollowing = reading.isFollowing();
      const article = draw(message);
      if (!isNew) return wasAtEnd ? reading.toEnd() : undefined;
      // A live card is glanced at; a decision, a result, an answer is read.
      const isRead = message.card !== undefined && (follow || message.thread !== undefined);
      if (follow) {
        first ??= article;
        reading.from(first, isRead);
      } else if (isFollowing) reading.from(article, isRead);
      else reading.hint();
    },
    /** Something is said or pressed: what comes of it is followed from its first message on. */
    begin() {
      first = undefined;
    },
    /** Everything anew: another thread, or the first look. */
    reset(messages) {
      drawn.clear();
      list.replaceChildren();
      first = undefined;
      reading.reset();
      for (const message of messages) draw(message);
      shown();
    },
    shown,
    article: (id) => drawn.get(id),
    goTo: (id) => drawn.has(id) && reading.from(drawn.get(id)),
    /** The newest message's id, while it is to be seen. */
    lastInView() {
      const last = articles().at(-1);
      return last !== undefined && reading.isInView(last) ? last.dataset.id : undefined;
    },
    lastForm: () => [...list.querySelectorAll('form[data-form]')].at(-1),
  };
}
