// What is said in a simulated call: it holds the very values that the insight reports, and the words worth quoting.
import { describe, expect, test } from 'vitest';
import { schemaOf } from '../../src/missions/schema.ts';
import { questionFor } from '../../src/simulator/answers.ts';
import { fieldsOf, insightValues } from '../../src/simulator/insights.ts';
import type { AssistantRow, TemplateRow } from '../../src/simulator/rows.ts';
import { conversationTurns, type Turn } from '../../src/simulator/speech.ts';
import { TEMPLATES as HOUSE, houseTemplate } from '../support/house-templates.ts';

const LANGUAGES = ['en', 'de'] as const;
const NUMBERS = Array.from({ length: 40 }, (_, index) => `+1312555${String(1000 + index)}`);
const OUTCOME_FIELDS = 3;

const assistant: AssistantRow = {
  id: 'a',
  name: 'Caller',
  instructions: 'Ask.',
  model: 'm',
  greeting: 'Hello {{name}}, I am an AI assistant. Do you have a moment?',
  created_at: '2026-11-24T15:00:00Z',
};

const templateOf = (schema: Readonly<Record<string, unknown>>): TemplateRow => ({
  id: 't',
  name: 'Facts',
  instructions: 'Read the call.',
  insight_type: 'custom',
  json_schema: schema,
  webhook: '',
  created_at: '2026-11-24T15:00:00Z',
});

const TEMPLATES = ['vendor-selection', 'store-hours']
  .map(houseTemplate)
  .flatMap(({ rounds }) =>
    rounds.map((round, index) =>
      templateOf(schemaOf({ ...round, id: `round-${index}`, say: '', opening: '', ranking: [...round.ranking] })),
    ),
  );

interface Talk {
  readonly values: Readonly<Record<string, unknown>>;
  readonly turns: readonly Turn[];
}

function talk(template: TemplateRow, number: string, language: 'en' | 'de', overrides: object = {}): Talk {
  const call = { seed: 1, number, attempt: 1, outcome: 'answered', overrides: { ...overrides }, language } as const;
  const values = insightValues(template, call);
  return { values, turns: conversationTurns(assistant, [template], call, { name: 'Bo' }) };
}

const everyTalk = (templates = TEMPLATES): readonly Talk[] =>
  templates.flatMap((template) =>
    LANGUAGES.flatMap((language) => NUMBERS.map((number) => talk(template, number, language))),
  );

const said = ({ turns }: Talk, role: Turn['role']): readonly string[] =>
  turns.filter((turn) => turn.role === role).map(({ text }) => text);

describe('a call that was answered', () => {
  test('asks for every field that the insight has, one after the other, and is answered each time', () => {
    for (const one of everyTalk()) {
      // A number said in words is the answer to one question, not a question of its own.
      const told = Object.keys(one.values).filter((name) => !name.endsWith('_said'));
      const fields = told.length - OUTCOME_FIELDS - 1;
      // Opening, go ahead, closing, bye; two a field; at most one question more.
      expect([4 + 2 * fields, 6 + 2 * fields]).toContain(one.turns.length);
      expect(one.turns.map(({ role }) => role)).toEqual(
        one.turns.map((_, index) => (index % 2 === 0 ? 'assistant' : 'user')),
      );
    }
  });

  test('nobody tells anything before being asked', () => {
    for (const one of everyTalk()) {
      const [first = ''] = said(one, 'user');
      expect(first).toMatch(/^(Yes, |Ja, )/);
      expect(Object.values(one.values)).not.toContain(first);
    }
  });

  test('the quoted words were said word for word, and tell something about the offer', () => {
    for (const one of everyTalk()) {
      const quote = String(one.values.callee_words);
      expect(said(one, 'user')).toContain(quote);
      expect(quote).toMatch(/^[A-ZÄÖÜ$€\d].{10,}[.!]$/);
      expect(quote).not.toMatch(/can tell you|speaking|das kann ich Ihnen sagen|am Apparat|\d out of 10|\d von 10/);
    }
  });

  test('numbers come with their unit, as a person says them', () => {
    const [quote] = TEMPLATES;
    if (quote === undefined) throw new Error('No template.');
    const spoken = (language: 'en' | 'de') =>
      said(talk(quote, '+13125550101', language, { unit_price: 12.5, lead_time_days: 14 }), 'user').join(' ');
    expect(spoken('en')).toMatch(/\$12\.50 a piece.* 14 days/);
    expect(spoken('de')).toMatch(/12,50 US-Dollar das Stück.* 14 Tagen/);
  });

  test('German calls ask in German, and yes or no as "ja oder nein"', () => {
    const questions = TEMPLATES.flatMap((template) => said(talk(template, '+13125550101', 'de'), 'assistant')).filter(
      (text) => !text.startsWith('Hello Bo'),
    );
    expect(questions.filter((text) => /\b(the|what|how|do|you|yes or no)\b/i.test(text))).toEqual([]);
    expect(questions.filter((text) => text.startsWith('Ja oder nein: ')).length).toBeGreaterThan(3);
  });

  test('what has no German word is quoted as it is called; nothing of it stands in the sentence itself', () => {
    const asked = (name: string, schema: object) => questionFor(name, { description: 'Is it so?', ...schema }, 'de');
    expect(asked('has_valet_parking', { type: 'boolean' })).toBe(
      'Auf meiner Liste steht „has valet parking“: ja oder nein?',
    );
    expect(asked('corkage', { type: 'number' })).toBe(
      'Auf meiner Liste steht „corkage“: welche Zahl darf ich eintragen?',
    );
    expect(asked('dress_code', { type: 'string' })).toBe(
      'Auf meiner Liste steht „dress code“: was darf ich eintragen?',
    );
    expect(asked('has_availability', { type: 'boolean' })).toBe(
      'Ja oder nein: haben Sie zu der gewünschten Zeit etwas frei?',
    );
    const rounds = HOUSE.all.flatMap((one) => one.rounds);
    const fields = rounds.flatMap((round) =>
      fieldsOf(schemaOf({ ...round, id: '', say: '', opening: '', ranking: [] })),
    );
    for (const [name, schema] of fields) {
      const spoken = questionFor(name, schema, 'de').replaceAll(/„[^“]*“/g, '');
      expect(spoken).not.toContain(name.replaceAll('_', ' '));
      expect(spoken).not.toMatch(/\b(the|has|is|takes|yes|whether)\b/i);
    }
  });

  test('words of a script are said too', () => {
    const [quote] = TEMPLATES;
    if (quote === undefined) throw new Error('No template.');
    const one = talk(quote, '+13125550101', 'en', { callee_words: 'We start with five hundred.' });
    expect(one.turns.at(-4)?.text).toBe('Is there anything else I should pass on?');
    expect(one.turns.at(-3)?.text).toBe('We start with five hundred.');
  });

  test('of more fields than a person has patience for eight are asked', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`field_${index}`, { type: 'boolean', description: 'Do you sell it?' }]),
    );
    expect(talk(templateOf({ type: 'object', properties }), '+1', 'en').turns).toHaveLength(4 + 2 * 8);
  });
});

test('a shop that is closed tells no hours; most are open and close after they open', () => {
  const shops = everyTalk(TEMPLATES.slice(-1)).map(({ values }) => values);
  const closed = shops.filter(({ is_open }) => is_open === false);
  for (const values of closed) {
    expect(values).not.toHaveProperty('open_time');
    expect(values).not.toHaveProperty('close_time');
  }
  expect(closed.length).toBeGreaterThan(0);
  expect(closed.length).toBeLessThan(shops.length / 2);
});

test('the first and the last price of one piece are of the same size', () => {
  const [first, second] = TEMPLATES;
  if (first === undefined || second === undefined) throw new Error('No templates.');
  for (const number of NUMBERS) {
    const price = Number(talk(first, number, 'en').values.unit_price);
    const last = Number(talk(second, number, 'en').values.final_price);
    expect(last / price).toBeGreaterThan(0.8);
    expect(last / price).toBeLessThanOrEqual(1);
  }
});
