/** The preview of each template, as it stands on each surface: read at seven in the morning, on a phone. */
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { forbiddenIn } from '../../../src/projections/plain-words.ts';
import { LIMITS } from '../../../src/surfaces/slack/block-kit/limits.ts';
import { renderMessage } from '../../../src/surfaces/slack/block-kit/message.ts';
import { LIMITS as TELEGRAM } from '../../../src/surfaces/telegram/limits.ts';
import { renderCard } from '../../../src/surfaces/telegram/render.ts';
import { readMessage } from '../../support/card-text.ts';
import { TEMPLATES } from '../../support/house-templates.ts';
import { createWorld, file, textOf } from '../desk/desk-world.ts';

const STOPS: Readonly<Record<string, RegExp>> = {
  sweep: /^when everybody answered, or was tried as often as is usual\. Then you get all answers in a table$/m,
  screening: /^when everybody answered.*Then you get them by points, best first$/m,
  negotiation:
    /^after the last one; each call knows the best offer so far\. You decide whom you take; nothing is ordered$/m,
  rounds: /^after each round, until somebody says yes to those who are called again$/m,
  action: /^at the first that can\. Then it calls there again to .+, and asks nobody else meanwhile\./m,
};

describe.each(TEMPLATES.all.map((template) => [template.id, template] as const))('%s', (id, template) => {
  async function preview(): Promise<Card> {
    const world = createWorld({ callMe: async () => '' });
    const reply = (await world.press('new', `:${id}`)).at(-1);
    if (reply?.how !== 'post' || reply.message.kind !== 'card') throw new Error(`${id} shows no preview`);
    return reply.message;
  }

  it('says its state first, what stops it, and that nothing happens by itself', async () => {
    const card = await preview();
    const text = readMessage(card).ours.join('\n');
    expect(card.state).toBe('READY TO START');
    expect(text).toMatch(STOPS[template.class] ?? /never/);
    expect(text).toContain('Next: nothing until somebody starts it');
    expect(card.buttons[0]?.label).toMatch(/^Start \d+ calls$/);
    expect(forbiddenIn(text)).toEqual([]);
    expect(text).not.toContain('{{');
  });

  it('is whole in Slack and in Telegram', async () => {
    const card = await preview();
    const { blocks } = renderMessage(card, 'Europe/Berlin');
    for (const block of blocks)
      if (block.type === 'section') expect(block.text?.text.length).toBeLessThanOrEqual(LIMITS.text);
    expect(JSON.stringify(blocks)).not.toContain('does not fit here');
    const facts = card.blocks.find((block) => block.kind === 'facts');
    const last = facts?.kind === 'facts' ? (facts.rows.at(-1)?.label ?? '') : '';
    const telegram = renderCard(card, 'Europe/Berlin');
    expect(telegram.html.length).toBeLessThanOrEqual(TELEGRAM.text);
    expect(telegram.html).toContain(last);
    expect(JSON.stringify(blocks)).toContain(last);
  });

  it('R239 with real calls nothing of the example is taken for granted', async () => {
    const world = createWorld({
      origin: { backend: 'telnyx', account: 'a1', sandbox: false },
      organisation: 'Northwind',
    });
    const shown = await world.press('new', `:${id}`);
    const form = shown.find((reply) => reply.how === 'form');
    const needed = template.asks.some((ask) => ask.required);
    expect(form?.how === 'form' ? form.form.id : 'preview').toBe(needed ? 'new:D-1:details' : 'preview');
    expect(textOf(await world.press('preview', 'D-1'))).toContain('Say why these people may be called');
  });
});

describe('one call to one person', () => {
  const one = async (kind: string, fields: string) => {
    const world = createWorld();
    const list = file('one.csv', 'name,phone\nAcme,+1 212 555 0101\n');
    await world.submit('new::kind', { kind, name: 'Roof' }, { files: [list] });
    const words = { onBehalfOf: 'Northwind', say: 'Ask.', opening: 'An AI assistant on behalf of Northwind.', fields };
    await world.submit('new:D-1:words', words);
    await world.submit('new:D-1:second', words);
    const when = {
      start: 'now',
      hours: '9-17',
      days: 'Mon-Fri',
      recipients: 'service',
      basis: 'They asked us to call',
    };
    return textOf(await world.submit('new:D-1:when', when));
  };

  it('R12 needs no mission: said, and offered all the same', async () => {
    const text = await one('sweep', 'Price (number)');
    expect(text).toContain('One call to one person needs no mission.');
    expect(text).toContain('Start 1 call');
  });

  it('R11 with a second round it is one', async () => {
    expect(await one('rounds', 'Price (number, lower is better)')).not.toContain('needs no mission');
  });
});
