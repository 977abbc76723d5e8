// Where somebody reads in a column: at its end, or above. What is taller than the column is shown from its top.
import { h } from './dom.js';

const NEAR_END_PX = 80;
const ABOVE_PX = 8;

export function createReading(scroller) {
  const below = h('button', { type: 'button', class: 'below', hidden: true, onclick: () => toEnd() }, 'New below ↓');
  scroller.after(below);
  let atEnd = true;
  scroller.addEventListener('scroll', () => look());

  /** A phone shows one column at a time; what is not on the screen cannot be scrolled. */
  const isShown = () => scroller.clientHeight > 0;

  function look() {
    if (!isShown()) return atEnd;
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    if (atEnd) below.hidden = true;
    return atEnd;
  }

  function toEnd() {
    scroller.scrollTo({ top: scroller.scrollHeight });
    look();
  }

  const offsetOf = (article) => article.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  /** What was last brought into view, and where: moved by the reader since, it is theirs to go on. */
  let held;

  return {
    isAtEnd: look,
    /** When the column was last on the screen. */
    wasAtEnd: () => atEnd,
    /** What comes new may take the place of what is in view: the end, or what nobody has to read or has scrolled in. */
    isFollowing() {
      if (look() || held === undefined || !isShown()) return atEnd;
      return !held.isRead && Math.abs(offsetOf(held.article) - held.offset) < 4;
    },
    isInView(article) {
      const offset = offsetOf(article);
      return isShown() && offset < scroller.clientHeight && offset + article.offsetHeight > 0;
    },
    toEnd,
    /** From here on, or the end where that is nearer. `isRead`: it stays in view until the reader goes on. */
    from(article, isRead = false) {
      if (!isShown()) return;
      const end = scroller.scrollHeight - scroller.clientHeight;
      scroller.scrollTo({ top: Math.min(end, scroller.scrollTop + offsetOf(article) - ABOVE_PX) });
      held = { article, offset: offsetOf(article), isRead };
      look();
    },
    /** Something came that is not in view. */
    hint() {
      below.hidden = !isShown();
    },
    reset() {
      atEnd = true;
      held = undefined;
      below.hidden = true;
    },
  };
}
