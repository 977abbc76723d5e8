// Where a message stands in its column: in the order in which messages first came, with the day between two messages of
// different days of the mission's time.
import { dayText } from './blocks.js';
import { h } from './dom.js';

export function placeArticle(list, article, { first }) {
  article.dataset.seq = String(first.seq);
  article.dataset.day = dayText(Date.parse(first.clock));
  const others = [...list.querySelectorAll('article')];
  const before = others.findLast((one) => Number(one.dataset.seq) < first.seq);
  if (before === undefined) list.prepend(article);
  else before.after(article);
  separate(article);
  const after = others[before === undefined ? 0 : others.indexOf(before) + 1];
  if (after !== undefined) separate(after);
}

function separate(article) {
  if (article.previousElementSibling?.classList.contains('day')) article.previousElementSibling.remove();
  const before = article.previousElementSibling;
  if (before === null || before.dataset.day === article.dataset.day) return;
  article.before(h('p', { class: 'day' }, h('span', {}, article.dataset.day)));
}
