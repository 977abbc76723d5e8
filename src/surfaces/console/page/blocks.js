// The parts of cards and notes: lines, progress, facts, entries, quotes, talks. Times are in the reader's own zone.
import { h } from './dom.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

export function timeText(at, style) {
  if (style === 'time') return clock.format(at);
  return style === 'date' ? day.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}

/** The day alone, as it stands between messages. */
export const dayText = (at) => longDay.format(at);

export const time = (at, style) =>
  h('time', { datetime: new Date(at).toISOString(), title: full.format(at) }, timeText(at, style));

export function inline(text) {
  return text.map((part) => {
    if (typeof part === 'string') return part;
    return 'bold' in part ? h('strong', {}, part.bold) : time(part.time, part.style);
  });
}

/** On a phone such a label stands above its text. */
const LONG_LABEL = 16;

const DRAW = {
  line: ({ text, quiet }) => h('p', { class: quiet ? 'line quiet' : 'line' }, inline(text)),
  progress: ({ done, total, words }) =>
    h(
      'div',
      { class: 'progress' },
      h('progress', { max: Math.max(1, total), value: done, 'aria-label': words }),
      h('span', { 'aria-hidden': 'true' }, words),
    ),
  facts: ({ rows }) =>
    h(
      'dl',
      { class: rows.some(({ label }) => label.length > LONG_LABEL) ? 'facts long' : 'facts' },
      rows.map(({ label, text }) => h('div', {}, h('dt', {}, label), h('dd', {}, inline(text)))),
    ),
  entries: ({ title, entries }) => [
    title === undefined ? undefined : h('p', { class: 'entries-title' }, title),
    h('ul', { class: 'entries' }, entries.map(entry)),
  ],
  quote: ({ text }) => h('blockquote', { class: 'quote' }, text),
  talk: ({ with: name, turns }) =>
    h(
      'div',
      { class: 'talk', role: 'group', 'aria-label': `Call with ${name}` },
      turns.map(({ who, text }) =>
        h(
          'p',
          { class: `bubble ${who}` },
          h('span', { class: 'bubble-who' }, who === 'assistant' ? 'Assistant' : name),
          h('span', {}, text),
        ),
      ),
    ),
};

function entry({ mark, title, score, facts, quote, quiet }) {
  return h(
    'li',
    { class: quiet ? 'entry quiet' : 'entry' },
    h('span', { class: 'mark' }, mark),
    h(
      'div',
      { class: 'entry-body' },
      h(
        'div',
        { class: 'entry-head' },
        h('span', { class: 'entry-title' }, title),
        score && h('span', { class: 'score' }, score),
      ),
      facts.length > 0 && h('div', { class: 'entry-facts' }, facts.join(' · ')),
      quote && h('div', { class: 'entry-quote' }, `“${quote}”`),
    ),
  );
}

/** Kinds of a newer bot are left out: the plain text of the message still has them. */
export const blocks = (list) => list.flatMap((block) => DRAW[block.kind]?.(block) ?? []);
