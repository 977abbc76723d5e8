/** A card, note or form as one Slack message: blocks, and the line for notifications. Pure; holds every limit. */
import type { types } from '@slack/bolt';
import type { Block, Card, Form, Message, Note } from '../../../chat/card.ts';
import { redactText } from '../../../lib/redact.ts';
import { context, lineBlock, renderBlock, type SlackBlock } from './blocks.ts';
import { renderButtons } from './buttons.ts';
import { clip, clipFilled, LIMITS } from './limits.ts';
import { escapeText, toPlain } from './text.ts';

export interface SlackMessage {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

export const SANDBOX_WORDS = 'SANDBOX, nobody is really called';

export function renderMessage(message: Message, zone: string): SlackMessage {
  switch (message.kind) {
    case 'card':
      return renderCard(message, zone);
    case 'note':
      return renderNote(message, zone);
    case 'form':
      return renderNote(invitation(message), zone);
  }
}

function renderCard(card: Card, zone: string): SlackMessage {
  const header: types.HeaderBlock = {
    type: 'header',
    text: { type: 'plain_text', text: clipFilled(`${card.state} · ${card.name}`, LIMITS.header), emoji: false },
  };
  const marks = [...(card.sandbox ? [SANDBOX_WORDS] : []), card.ref].filter((mark) => mark !== '');
  const top = [
    header,
    ...(marks.length === 0 ? [] : [context(escapeText(marks.join(' · ')))]),
    lineBlock(card.headline, zone),
  ];
  const bottom = [...(card.next === undefined ? [] : [lineBlock(card.next, zone)]), ...renderButtons(card.buttons)];
  return { text: notification(card.lock), blocks: assemble(top, bodyOf(card.blocks, zone), bottom) };
}

function renderNote(note: Note, zone: string): SlackMessage {
  const top = [...(note.sandbox ? [context(SANDBOX_WORDS)] : []), lineBlock(note.text, zone)];
  const bottom = renderButtons(note.buttons ?? []);
  const said = toPlain(note.text, zone);
  return {
    // A note has no line of its own for the lock screen, and numbers do not belong there.
    text: notification(redactText(note.sandbox && !/sandbox/i.test(said) ? `SANDBOX: ${said}` : said)),
    blocks: assemble(top, bodyOf(note.blocks ?? [], zone), bottom),
  };
}

/** A form cannot stand in a channel: a button opens it. The desk knows every form by its id. */
const invitation = (form: Form): Note => ({
  kind: 'note',
  text: [{ bold: form.title }, ...(form.intro === undefined ? [] : [`\n${form.intro}`])],
  buttons: [{ action: 'open', value: form.id, label: 'Open the form', style: 'primary' }],
  sandbox: form.sandbox,
});

const notification = (text: string): string => clip(escapeText(clipFilled(text, LIMITS.lockLine)), LIMITS.text);

const bodyOf = (blocks: readonly Block[], zone: string): readonly SlackBlock[] =>
  blocks.flatMap((block) => renderBlock(block, zone));

/** First lines, what happens next and the buttons always stay; of the body as much as Slack takes. */
function assemble(
  top: readonly SlackBlock[],
  body: readonly SlackBlock[],
  bottom: readonly SlackBlock[],
): SlackBlock[] {
  const room = LIMITS.messageBlocks - top.length - bottom.length;
  const chars = LIMITS.messageChars - sizeOf([...top, ...bottom]);
  const kept: SlackBlock[] = [];
  for (const block of body) {
    if (kept.length >= room || sizeOf([...kept, block]) > chars) break;
    kept.push(block);
  }
  if (kept.length === body.length) return [...top, ...kept, ...bottom];
  const note = context('The rest does not fit here; the table (CSV) has everything.');
  while (kept.length > 0 && (kept.length + 1 > room || sizeOf([...kept, note]) > chars)) kept.pop();
  return [...top, ...kept, note, ...bottom];
}

/** Characters of all texts, as far as Slack is known to count them; keys and values of buttons are counted too. */
const sizeOf = (blocks: readonly SlackBlock[]): number => blocks.reduce((total, block) => total + textLength(block), 0);

function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((total, one) => total + textLength(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((total, one) => total + textLength(one), 0);
}
