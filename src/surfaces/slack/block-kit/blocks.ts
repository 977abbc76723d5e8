/** The body of a card or note: each block kind as sections and contexts, long ones as several. Pure. */
import type { types } from '@slack/bolt';
import type { Block, Entry, Text } from '../../../chat/card.ts';
import { assertNever } from '../../../lib/assert-never.ts';
import { clip, LIMITS } from './limits.ts';
import { bold, escapeText, toMrkdwn } from './text.ts';

export type SlackBlock = types.KnownBlock;

const BAR_CELLS = 20;

/** `verbatim`: names of channels and people in somebody's words stay words. */
export const mrkdwn = (text: string): types.MrkdwnElement => ({
  type: 'mrkdwn',
  text: clip(text.trim() === '' ? '–' : text, LIMITS.text),
  verbatim: true,
});

export const section = (text: string): types.SectionBlock => ({ type: 'section', text: mrkdwn(text) });
export const context = (text: string): types.ContextBlock => ({ type: 'context', elements: [mrkdwn(text)] });

export const lineBlock = (text: Text, zone: string, quiet = false): SlackBlock =>
  quiet ? context(toMrkdwn(text, zone)) : section(toMrkdwn(text, zone));

export function renderBlock(block: Block, zone: string): readonly SlackBlock[] {
  switch (block.kind) {
    case 'line':
      return [lineBlock(block.text, zone, block.quiet)];
    case 'progress':
      return [section(progressText(block.done, block.total, block.words))];
    case 'facts':
      return sections(block.rows.map((row) => `${bold(row.label)}  ${toMrkdwn(row.text, zone)}`));
    case 'entries':
      return sections([...(block.title === undefined ? [] : [bold(block.title)]), ...block.entries.map(entryText)]);
    case 'quote':
      return sections(quoted(block.text));
    case 'talk':
      return sections([
        bold(`On the phone with ${block.with}`),
        ...block.turns.flatMap((turn) => {
          const who = turn.who === 'assistant' ? 'Assistant' : block.with;
          return quoted(`${who}: ${turn.text}`);
        }),
      ]);
    default:
      return assertNever(block, 'block');
  }
}

/** A bar never stands without its words; the words alone say everything. */
function progressText(done: number, total: number, words: string): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.round(share * BAR_CELLS);
  return `\`${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)}\`  ${escapeText(words)}`;
}

function entryText(entry: Entry): string {
  const title = entry.quiet === true ? escapeText(entry.title) : bold(entry.title);
  const parts = [title, ...(entry.score === undefined ? [] : [bold(entry.score)]), ...entry.facts.map(escapeText)];
  const quote = entry.quote === undefined ? '' : `\n      “${escapeText(entry.quote.replaceAll('\n', ' '))}”`;
  return `${escapeText(entry.mark)}  ${parts.join(' · ')}${quote}`;
}

const quoted = (text: string): readonly string[] => text.split('\n').map((line) => `> ${escapeText(line)}`);

/** Lines in as few sections as the limit allows; a line is cut only when it alone is too long. */
function sections(lines: readonly string[]): readonly SlackBlock[] {
  const texts: string[] = [];
  for (const line of lines.map((one) => clip(one, LIMITS.text))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LIMITS.text)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}
