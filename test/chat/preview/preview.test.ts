import { describe, expect, it } from 'vitest';
import type { AccountFacts } from '../../../src/chat/desk-deps.ts';
import { fromTemplate, withList } from '../../../src/chat/flow/begin.ts';
import type { Draft } from '../../../src/chat/flow/draft.ts';
import type { PreviewOptions } from '../../../src/chat/preview/options.ts';
import { previewOf } from '../../../src/chat/preview/preview.ts';
import { readTargets } from '../../../src/intake/read-targets.ts';
import { forbiddenIn } from '../../../src/projections/plain-words.ts';
import { readMessage } from '../../support/card-text.ts';
import { houseTemplate } from '../../support/house-templates.ts';
import { ANNA, MAIN } from '../desk/desk-world.ts';

/** Mon 23 Nov 2026, 16:00 in Berlin, 10:00 in New York. */
const NOW = Date.UTC(2026, 10, 23, 15, 0);
const PORTAL = 'https://portal.example.com';
const ACCOUNT: AccountFacts = {
  portal: PORTAL,
  numbers: [{ phone: '+13125550100', free: true }],
  countries: ['US', 'CA'],
  concurrentCalls: 2,
};
const OPTIONS: PreviewOptions = {
  sandbox: true,
  zone: 'Europe/Berlin',
  now: NOW,
  account: ACCOUNT,
  fingerprint: 'abcd1234',
  callMe: true,
  deciders: 'Anna decides',
  holidays: [],
};
const ROWS = [
  'name,phone,product',
  'Acme Print,+1 212 555 0101,mugs',
  'Borealis Press of Minneapolis and Sons,+1 212 555 0112,cards',
  'Cobalt,+1 212 555 0113,',
  'Delta,+1 212 555 0114,mugs',
].join('\n');

function draftOf(csv = ROWS, changes: Partial<Draft> = {}): Draft {
  const draft = fromTemplate(houseTemplate('vendor-selection'), {
    id: 'D-7',
    author: ANNA,
    place: MAIN,
    now: NOW,
    organisation: 'Northwind',
    request: 'Compare',
    approvers: [],
  });
  const list = readTargets({ kind: 'file', name: 'vendors.csv', bytes: Buffer.from(csv) }, { defaultRegion: 'US' });
  const variables = list.columns.flatMap((column) => (column.variable === undefined ? [] : [column.variable]));
  const listed = withList(draft, {
    name: 'vendors.csv',
    rows: list.totalRows,
    targets: list.targets,
    refused: list.refused,
    merged: list.merged,
    variables,
  });
  return { ...listed, basis: 'Public business number', ...changes };
}

const words = (draft: Draft, options: Partial<PreviewOptions> = {}) => {
  const { card, problems } = previewOf(draft, { ...OPTIONS, ...options });
  const { ours, quoted, buttons } = readMessage(card);
  return { card, problems, text: ours.join('\n'), heard: quoted, labels: buttons.map((button) => button.label) };
};

const opening = (draft: Draft, text: string): Draft => ({
  ...draft,
  rounds: draft.rounds.map((round, index) => (index === 0 ? { ...round, opening: text } : round)).slice(0, 1),
});

describe('the preview', () => {
  it('says who, when, from which number and how many minutes at most, and what the first and the longest row hear', () => {
    const { card, problems, text, heard, labels } = words(draftOf());
    expect(problems).toEqual([]);
    expect(card.state).toBe('READY TO START');
    expect(text).toContain('4 people, first call');
    expect(text).toContain('4 rows in vendors.csv: 4 to call');
    expect(text).toContain('theirs)');
    expect(text).toContain('2 calls at once, 1 min apart');
    expect(text).toContain('+1 312 ••00, free');
    expect(text).toContain('at most 100 min');
    expect(text).toContain('the best 3 are proposed; Anna decides');
    expect(heard).toHaveLength(2);
    expect(heard[0]).toContain('Acme Print');
    expect(heard[1]).toContain('Borealis Press of Minneapolis and Sons');
    expect(labels).toEqual(['Start 4 calls', 'Call me first', 'Change', 'Discard this draft']);
  });

  it('holds no forbidden word, no whole number of anybody, and buttons of at most 60 bytes', () => {
    const { card, text, heard } = words(draftOf());
    expect(forbiddenIn(text)).toEqual([]);
    expect(`${text} ${heard.join(' ')}`).not.toMatch(/\+1\s?212/);
    for (const button of card.buttons)
      expect(Buffer.byteLength(`${button.action}|${button.value}`)).toBeLessThanOrEqual(60);
    expect(card.lock).toMatch(/^SANDBOX · Vendor selection is ready to start: 4 people$/);
  });

  it('merged and refused rows stand on it', () => {
    const { text, labels } = words(draftOf(`${ROWS}\nAcme Again,+1 212 555 0101,mugs\nShort,12,mugs\n`));
    expect(text).toContain('6 rows in vendors.csv: 4 to call, 1 merged (rows 2 and 6, same number), 1 refused');
    expect(text).toContain('row 7: "12" is a short or incomplete number; write it in full with its country code');
    expect(labels.slice(0, 3)).toContain('See refused rows');
  });

  it('of many refused rows three are told in full, the others stand in the file', () => {
    const bad = Array.from({ length: 7 }, (_, index) => `Bad ${index},5550${index},mugs`).join('\n');
    const { text, labels } = words(draftOf(`${ROWS}\n${bad}`, { basis: '', name: '' }));
    expect(text.match(/is a short or incomplete number/g)).toHaveLength(3);
    expect(text).toContain('4 more in the file.');
    expect(labels.slice(0, 3)).toContain('See refused rows');
  });

  it('tells apart when everybody was called once and how long the talks take together', () => {
    const { text } = words(draftOf());
    expect(text).toMatch(/everybody called once by about/);
    expect(text).toMatch(/all talks together usually about \d+ min, at most 100 min/);
    expect(text).toMatch(/further tries included; then somebody decides who is called again\./);
  });

  it('R250 says whose limit the calls at once keep to', () => {
    const account = { portal: PORTAL, numbers: [], concurrentCalls: 5 };
    expect(words(draftOf()).text).toContain(
      '2 calls at once, 1 min apart (as many as your account is known to allow; this mission could use 5)',
    );
    expect(words(draftOf(), { account }).text).toContain('5 calls at once, 1 min apart. No answer');
    expect(words(draftOf(ROWS, { batchSize: 1 }), { account }).text).toContain('1 call at once, 1 min apart. No');
  });

  it('with real calls says that real people are called, and asks once more at the button', () => {
    const { text, card } = words(draftOf(), { sandbox: false });
    expect(text).toContain('Real people are called.');
    expect(card.buttons[0]?.confirm).toBe('Start 4 calls? Real people are called.');
    expect(card.lock).not.toContain('SANDBOX');
  });
});

describe('the preview stops', () => {
  it('on a row with an empty variable, named with its row', () => {
    const { card, problems, labels } = words(
      opening(draftOf(), 'Hello, an AI assistant on behalf of Northwind for {{name}}, about {{product}}.'),
    );
    expect(card.state).toBe('NOT READY YET');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.sentence).toContain('Row 4 (Cobalt) has nothing for {{product}}');
    expect(labels[0]).toBe('Change the words');
    expect(labels.join()).not.toContain('Start');
    const kept = words(
      opening(
        draftOf(),
        'Hello, an AI assistant on behalf of Northwind for {{name}}{{#product}}, about {{product}}{{/product}}.',
      ),
    );
    expect(kept.problems).toEqual([]);
  });

  it('P14 U4 on a variable that no row has, and on one that cannot be read', () => {
    expect(
      words(opening(draftOf(), 'An AI assistant on behalf of Northwind: {{city}}')).problems[0]?.sentence,
    ).toContain('No row has {{city}}');
    expect(
      words(opening(draftOf(), 'An AI assistant on behalf of Northwind: {{#if x}}y{{/if}}')).problems[0]?.sentence,
    ).toContain('{{#if x}} is not understood');
  });

  it.each([
    ['en-US', 'Hello, this is Anna from Northwind.', false],
    ['en-US', 'Hello, this is an AI assistant of Northwind.', true],
    ['de-DE', 'Guten Tag, hier ist ein KI-Assistent im Auftrag von Northwind.', true],
    ['de-DE', 'Guten Tag, hier ist Anna von Northwind.', false],
    ['fr-FR', 'Bonjour, je suis un assistant IA de Northwind.', true],
    ['it-IT', "Buongiorno, sono un'intelligenza artificiale di Northwind.", true],
    ['es-ES', 'Hola, llamo de Northwind.', false],
  ])('R98 on an opening line that does not say it is an AI: %s %s', (language, text, ok) => {
    const sentences = words(opening({ ...draftOf(), language }, text)).problems.map((problem) => problem.sentence);
    expect(sentences.some((sentence) => sentence.includes('that an AI is calling'))).toBe(!ok);
  });

  it('R98 on an opening line that does not say for whom', () => {
    const { problems } = words(opening(draftOf(), 'Hello, this is an AI assistant. Am I speaking with {{name}}?'));
    expect(problems[0]?.sentence).toContain('does not say for whom');
  });

  it('without a reason why these people may be called, without people, with too few of them', () => {
    expect(words(draftOf(ROWS, { basis: '' })).problems).toEqual([
      { sentence: 'Say why these people may be called.', step: 'when' },
    ]);
    const { list: _, ...nobody } = draftOf();
    expect(words(nobody).problems[0]?.step).toBe('numbers');
    expect(words(draftOf('name,phone\nAcme,+1 212 555 0101')).problems[0]?.sentence).toContain(
      '3 cannot be proposed out of 1 person',
    );
  });
});

describe('the preview warns', () => {
  it('of countries that the account may not call', () => {
    const german = draftOf(`${ROWS}\nDach Meier,+49 30 23125 011,x`);
    expect(words(german).text).toContain('Your account may not call DE: 1 person would not be reached');
  });

  it('of a used up balance and of no number, each with the place of the cure, and of an account that could not be read', () => {
    const poor = { ...ACCOUNT, numbers: [], balance: { amount: 0, currency: 'USD' } };
    expect(words(draftOf(), { sandbox: false, account: poor }).text).toContain(
      `The balance is used up. Top up at ${PORTAL} under Billing`,
    );
    expect(words(draftOf(), { sandbox: false, account: poor }).text).toContain(
      `no number to call from. Buy one at ${PORTAL} first`,
    );
    const { account: _, ...unread } = OPTIONS;
    expect(readMessage(previewOf(draftOf(), { ...unread, sandbox: false }).card).ours.join()).toContain(
      'could not be read',
    );
  });
});
