import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFields, parseFields } from '../../../src/chat/flow/fields.ts';
import { readDays, readHours, sayDays, sayHours } from '../../../src/chat/flow/hours.ts';
import { readPeople } from '../../../src/chat/flow/people.ts';
import { readWhen } from '../../../src/chat/preview/local-time.ts';
import { renderTemplate } from '../../../src/missions/template-text.ts';
import { houseTemplate, TEMPLATES } from '../../support/house-templates.ts';

const NOW = Date.UTC(2026, 10, 23, 8, 0);

describe('what to find out', () => {
  it('reads lines as people type them', () => {
    const read = parseFields(
      '- Price in USD (number, lower is better)\n\n2. Lead time (in days, lower is better, weight 30): How many days?\nShips abroad? (yes/no, needed)\nNotes',
    );
    expect(read).toMatchObject({
      ok: true,
      fields: [
        { name: 'price', label: 'Price', type: 'number', unit: 'USD', required: false, question: 'Price in USD?' },
        { name: 'lead_time', type: 'number', unit: 'days', question: 'How many days?' },
        { name: 'ships_abroad', type: 'boolean', required: true },
        { name: 'notes', type: 'text' },
      ],
      ranking: [
        { field: 'price', weight: 1, better: 'lower' },
        { field: 'lead_time', weight: 30, better: 'lower' },
      ],
    });
  });

  it.each([
    ['', 'Write at least one line'],
    ['Price (cheap)', 'Line 1: "cheap" is not understood'],
    ['Price (text, lower is better)', 'must be a number'],
    ['Open (number, yes is better)', 'must be yes/no'],
    ['Paper (one of: matt)', 'at least two choices'],
    ['Price (number, weight 3)', 'say which end is better'],
    ['Price (number, lower is better, weight 400)', 'the weight must be a number from 1 to 100'],
    ['Price (number, lower is better, weight 0)', 'the weight must be a number from 1 to 100'],
    ['Price (number, lower is better, weight much)', 'the weight must be a number from 1 to 100'],
    ['Paper (one of: matt / gloss, weigth 4)', '"weigth 4" is not understood'],
    ['Price (9 to 2)', '9 must be less than 2'],
    [Array.from({ length: 13 }, (_, index) => `Question ${index}`).join('\n'), '13 questions are too many'],
  ])('%j says what is wrong', (text, error) => {
    const read = parseFields(text);
    expect(read.ok ? '' : read.error).toContain(error);
  });

  it.each([
    ['Paper (one of: matt / gloss, needed)', ['matt', 'gloss'], true],
    ['Paper (matt / gloss, needed)', ['matt', 'gloss'], true],
    ['Paper (needed, one of: matt / gloss / silk)', ['matt', 'gloss', 'silk'], true],
    ['Paper (one of: matt, gloss, needed)', ['matt', 'gloss'], true],
    ['Paper (one of: yes, soon / no, later)', ['yes, soon', 'no, later'], false],
  ])('%s', (line, options, required) => {
    const read = parseFields(line);
    expect(read).toMatchObject({ ok: true, fields: [{ label: 'Paper', type: 'choice', options, required }] });
    if (read.ok) expect(parseFields(formatFields(read))).toEqual(read);
  });

  it('gives equal labels names of their own, and keeps a known name', () => {
    const read = parseFields(
      'Größe\nGröße\nUnit price (in USD, number)',
      houseTemplate('vendor-selection').rounds[0]?.fields,
    );
    expect(read.ok && read.fields.map((field) => field.name)).toEqual(['grosse', 'grosse_2', 'unit_price']);
  });

  it('what is written back reads the same: the templates', () => {
    for (const round of TEMPLATES.all.flatMap((template) => template.rounds)) {
      const read = parseFields(formatFields(round), round.fields);
      expect(read).toEqual({ ok: true, fields: round.fields, ranking: round.ranking });
    }
  });

  it('what is written back reads the same: any fields', () => {
    const label = fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{2,6})?$/);
    const line = fc.oneof(
      label,
      fc
        .tuple(
          label,
          fc.constantFrom(
            'number, lower is better',
            '1 to 10, in kg',
            'yes/no, yes is better, weight 7',
            'one of: a / b c / d',
            'needed, text',
          ),
        )
        .map(([name, details]) => `${name} (${details}): Say it`),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { minLength: 1, maxLength: 8, selector: (text) => text.split(' (')[0] }),
        (lines) => {
          const first = parseFields(lines.join('\n'));
          if (!first.ok) throw new Error(first.error);
          expect(parseFields(formatFields(first))).toEqual(first);
        },
      ),
    );
  });
});

describe('hours, days and times', () => {
  it('are read and written back', () => {
    const hours = readHours('9-17, not 12:00-14:00');
    expect(hours).toEqual({ ok: true, value: { open: { from: 540, to: 1020 }, closed: [{ from: 720, to: 840 }] } });
    expect(hours.ok && sayHours(hours.value)).toBe('9:00-17:00, not 12:00-14:00');
    expect(readDays('Mon-Fri')).toEqual({ ok: true, value: [1, 2, 3, 4, 5] });
    expect(readDays('Sat, Mon and Wed')).toEqual({ ok: true, value: [1, 3, 6] });
    expect(readDays('Fri-Mon')).toEqual({ ok: true, value: [1, 5, 6, 7] });
    expect(sayDays([1, 2, 3, 4, 5])).toBe('Mon-Fri');
    expect(sayDays([1, 3])).toBe('Mon, Wed');
    for (const bad of ['', 'Funday', 'Mon-']) expect(readDays(bad).ok).toBe(false);
  });

  it('nobody is called before 8:00 or after 21:00', () => {
    expect(readHours('7-17').ok).toBe(false);
    expect(readHours('9-22').ok).toBe(false);
    expect(readHours('soon').ok).toBe(false);
  });

  it.each([
    ['now', undefined],
    ['14:30', Date.UTC(2026, 10, 23, 13, 30)],
    ['2:30 pm', Date.UTC(2026, 10, 23, 13, 30)],
    ['tomorrow', Date.UTC(2026, 10, 24, 8, 0)],
    ['morgen um 9:15', Date.UTC(2026, 10, 24, 8, 15)],
    ['2027-07-01 09:00', Date.UTC(2027, 6, 1, 7, 0)],
  ])('%s in Berlin', (text, at) => {
    expect(readWhen(text, NOW, 'Europe/Berlin')).toEqual({ ok: true, at });
  });

  it.each(['8:59', 'soon', '25:00', '2026-02-30 10:00', 'today'])('%s is refused', (text) => {
    expect(readWhen(text === 'today' ? '2026-11-20' : text, NOW, 'Europe/Berlin').ok).toBe(false);
  });

  it('people are mentions of the platform, ids, or plain names on the console', () => {
    expect(readPeople('<@U2>, <@U3|ben>', 'slack:T1/U1')).toEqual({ ok: true, value: ['slack:T1/U2', 'slack:T1/U3'] });
    expect(readPeople('@Ben and telegram:77', 'console:ana')).toEqual({
      ok: true,
      value: ['console:ben', 'telegram:77'],
    });
    expect(readPeople('ben', 'slack:T1/U1').ok).toBe(false);
  });

  it('of plain names only those of people who are known; the answer says who they are and how somebody gets known', () => {
    const known = new Map([
      ['console:ana', 'Ana'],
      ['slack:T1/U2', 'Ben'],
    ]);
    expect(readPeople('ana, @ben', 'slack:T1/U1', known)).toEqual({ ok: true, value: ['console:ana', 'slack:T1/U2'] });
    expect(readPeople('<@U9> telegram:77', 'slack:T1/U1', known)).toMatchObject({ ok: true });
    expect(readPeople('@carl', 'console:ana', known)).toEqual({
      ok: false,
      error:
        '"@carl" is nobody I know. I know Ana and Ben. Somebody new gets a role first: /mission role @carl approver.',
    });
    expect(readPeople('console:carl', 'console:ana', known).ok).toBe(false);
    expect(readPeople('carl', 'slack:T1/U1', known)).toEqual({
      ok: false,
      error:
        '"carl" is nobody I know. I know Ana and Ben. Mention the person, or write an id such as slack:T0123/U0456.',
    });
  });
});

describe('texts with variables', () => {
  it('fills, leaves out and reports', () => {
    const row = { name: 'Acme', city: '', product: 'mugs' };
    expect(
      renderTemplate(
        'Hi {{name}}{{#product}}, about {{product}}{{/product}}{{#city}} in {{city}}{{/city}}{{^city}}.{{/city}}',
        row,
      ),
    ).toEqual({ text: 'Hi Acme, about mugs.', unknown: [], empty: [], faults: [] });
    expect(renderTemplate('{{city}} {{{ street }}}', row)).toMatchObject({ empty: ['city'], unknown: ['street'] });
    expect(renderTemplate('{{#a}}{{#a}}x{{/a}}{{/a}}', { a: '1' }).text).toBe('x');
    for (const broken of ['{{#a}}x', 'x{{/a}}', '{{#if a}}x{{/if}}', '{{name}', 'name}}']) {
      expect(renderTemplate(broken, row).faults.length).toBeGreaterThan(0);
    }
  });

  it('a property of any object is no variable of a row', () => {
    expect(renderTemplate('{{constructor}}', {}).unknown).toEqual(['constructor']);
  });
});

it.each([
  ['Price in EUR a box (number, lower is better)', 'Price a box', 'EUR'],
  ['Rate in USD per month (number)', 'Rate per month', 'USD'],
  ['Preis in EUR pro Stück (zahl)', 'Preis pro Stück', 'EUR'],
])('the unit stands in the middle of what it is a price for: %s', (line, label, unit) => {
  const read = parseFields(line);
  expect(read).toMatchObject({ ok: true, fields: [{ label, unit, type: 'number' }] });
  if (read.ok) expect(parseFields(`${label} in ${unit} (number)`)).toMatchObject({ fields: [{ label, unit }] });
});
