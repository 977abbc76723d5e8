// A template file that cannot be used is named with file, line, key and cure; the text of a file is all that goes in.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { faultText, leftOutText, templateFindings } from '../../../src/chat/templates/faults.ts';
import { templateFile } from '../../../src/chat/templates/file.ts';
import { KEYS, keyAt, keysIn } from '../../../src/chat/templates/keys.ts';
import { parseTemplate } from '../../../src/chat/templates/parse.ts';
import { houseTemplate } from '../../support/house-templates.ts';

const WHOLE = `name: Plumber quotes
class: screening
recipients: service
example: plumbers.csv
rounds:
  - purpose: asking for an hourly rate
    about:
      en: I would like to ask about your rates.
    say: Ask what an hour costs, on behalf of {{on_behalf_of}}.
    fields:
      - name: hourly_rate
        label: Rate
        type: number
        question: What does one hour cost?
        required: true
        better: lower
      - name: at_weekends
        label: Weekend
        type: boolean
        question: Do they come at the weekend?
`;

const EXAMPLES = new Set(['plumbers.csv']);
const FILE = 'templates/plumbers.yaml';

function faults(text: string, file = FILE): readonly string[] {
  const read = parseTemplate(text, file, EXAMPLES);
  return read.ok ? [] : read.faults.map(faultText);
}

/** The whole file with one line written otherwise. */
function changed(line: string, other: string): string {
  if (!WHOLE.includes(line)) throw new Error(`no such line: ${line}`);
  return WHOLE.replace(line, other);
}

const NEGOTIATION = changed('class: screening', 'class: negotiation\nmandate:\n  field: hourly_rate');
const ACTION = changed(
  'class: screening',
  'class: action\naction:\n  what: book a plumber\n  available: at_weekends\n  done: booked\n  conditions:\n    - field: hourly_rate\n      atMost: 90',
).concat('      - name: booked\n        label: Booked\n        type: boolean\n        question: Is it booked?\n');
const ROUNDS = changed('class: screening', 'class: rounds').replace(
  '      - name: at_weekends',
  `    shortlist: 2
  - purpose: second talk
    opening: Hello, an AI assistant on behalf of {{on_behalf_of}} again.
    say: Ask more.
    fields:
      - name: at_weekends`,
);

describe('a template file', () => {
  test('that is whole becomes a template; what is left out goes without saying', () => {
    expect(parseTemplate(WHOLE, FILE, EXAMPLES)).toEqual({
      ok: true,
      template: {
        id: 'plumbers',
        name: 'Plumber quotes',
        label: 'Plumber quotes',
        labelForList: 'Plumber quotes',
        class: 'screening',
        recipients: 'service',
        hours: { days: [1, 2, 3, 4, 5], open: { from: 540, to: 1020 }, closed: [] },
        example: 'plumbers.csv',
        asks: [],
        rounds: [
          {
            purpose: 'asking for an hourly rate',
            about: { en: 'I would like to ask about your rates.' },
            say: 'Ask what an hour costs, on behalf of {{on_behalf_of}}.',
            fields: [
              {
                name: 'hourly_rate',
                label: 'Rate',
                type: 'number',
                question: 'What does one hour cost?',
                required: true,
              },
              {
                name: 'at_weekends',
                label: 'Weekend',
                type: 'boolean',
                question: 'Do they come at the weekend?',
                required: false,
              },
            ],
            ranking: [{ field: 'hourly_rate', weight: 1, better: 'lower' }],
          },
        ],
      },
    });
    expect([NEGOTIATION, ACTION].flatMap((text) => faults(text))).toEqual([]);
  });

  test.each([
    ['name: Plumber quotes', '#', '1, name: is missing. Write a name of up to 60 letters.'],
    [
      'class: screening',
      'class: sreening',
      '2, class: "sreening" is not what belongs here. Write one of sweep, screening, negotiation, rounds, action.',
    ],
    ['class: screening', 'klass: screening', '2, klass: is no key that is known. Did you mean class?'],
    [
      '        type: number',
      '        type: nubmer',
      '13, rounds[0].fields[0].type: "nubmer" is not what belongs here. Write one of text, number, boolean, choice.',
    ],
    [
      '        type: number',
      '        tpye: number',
      '13, rounds[0].fields[0].tpye: is no key that is known. Did you mean type?',
    ],
    [
      '        type: number',
      '        type:',
      '13, rounds[0].fields[0].type: is empty. Write one of text, number, boolean, choice.',
    ],
    ['    say: Ask', '    says: Ask', '9, rounds[0].says: is no key that is known. Did you mean say?'],
    [
      '      en: I would',
      '      nl: I would',
      '8, rounds[0].about.nl: is no key that is known. Known here are: en, de, fr, es, it.',
    ],
    [
      '        required: true',
      '        required: yep',
      '15, rounds[0].fields[0].required: "yep" is not what belongs here. Write true or false.',
    ],
    [
      'recipients: service',
      'recipients: service\nhours: 9-ish',
      '4, hours: "9-ish" is not understood. Write 9:00-17:00, or 9:00-17:00, not 12:00-14:00.',
    ],
    [
      'recipients: service',
      'recipients: service\nhours: 6:00-23:00',
      '4, hours: Nobody is called before 8:00 or after 21:00 their time. Write hours inside that.',
    ],
    [
      'recipients: service',
      'recipients: service\ndays: Someday',
      '4, days: "Someday" is not understood. Write Mon-Fri, or Mon, Wed, Sat.',
    ],
    [
      'recipients: service',
      'recipients: service\nmaxRetries: many',
      '4, maxRetries: "many" is not what belongs here. Write a whole number from 0 to 10.',
    ],
    [
      'example: plumbers.csv',
      'example: roofers.csv',
      '4, example: There is no examples/roofers.csv. Put the list there, or take this line out.',
    ],
    [
      'name: at_weekends',
      'name: hourly_rate',
      '17, rounds[0].fields[1].name: "hourly_rate" stands there twice. Choose another name.',
    ],
    [
      'name: at_weekends',
      'name: do_not_call',
      '17, rounds[0].fields[1].name: "do_not_call" is a field that every call has by itself. Choose another name.',
    ],
    [
      'name: at_weekends',
      'name: At weekends',
      '17, rounds[0].fields[1].name: "At weekends" is not what belongs here. Write a short name in small letters, such as unit_price.',
    ],
    [
      '        type: boolean',
      '        type: choice',
      '17, rounds[0].fields[1]: is a choice without options. Write options: [a, b, c].',
    ],
    [
      '        better: lower',
      '        better: yes',
      '16, rounds[0].fields[0].better: does not fit a number. Write better: higher or lower.',
    ],
    [
      '        better: lower',
      '        weight: 5',
      '16, rounds[0].fields[0].weight: says how much, but not which end is good. Write better: as well.',
    ],
    [
      '        better: lower',
      '        better: lower\n        min: 9\n        max: 5',
      '18, rounds[0].fields[0].max: must be more than min (9).',
    ],
    [
      '        better: lower',
      '#',
      '10, rounds[0].fields: cannot be ranked: no field says which end is good. Write better: higher, lower or yes at one of them at least.',
    ],
    [
      'class: screening',
      'class: rounds',
      '5, rounds: must be two or more for the class rounds. Write a second one, or class: screening.',
    ],
    [
      'class: screening',
      'class: negotiation',
      '1, mandate: is missing: a negotiation needs the figure it is about. Write mandate: with field: and the name of that number.',
    ],
    [
      'class: screening',
      'class: action',
      '1, action: is missing: say what is to be done. Write action: with what, available and done.',
    ],
    [
      'recipients: service',
      'recipients: service\norder: weakest-first',
      '4, order: is for a negotiation; in this class the order does not matter. Take it out.',
    ],
    [
      '    about:\n      en: I would like to ask about your rates.\n',
      '',
      '6, rounds[0]: must have one of about and opening. Write about, the sentence on what the call is for; or opening, a whole first sentence.',
    ],
    [
      '    about:\n      en: I would',
      '    opening: I would',
      '7, rounds[0].opening: does not say that an AI is calling. Add it, for example "an AI assistant".',
    ],
    [
      '{{on_behalf_of}}.',
      '{{on_behalf_of}.',
      '9, rounds[0].say: A variable has only one pair of braces closed; write {{name}}.',
    ],
    [
      '{{on_behalf_of}}.',
      '{{#product}}{{product}}.',
      '9, rounds[0].say: {{#product}} is never closed; write {{/product}} where the part ends.',
    ],
    [
      'rounds:',
      'asks:\n  - { name: size, label: How big?, type: number }\nrounds:',
      '6, asks[0].name: is asked for and then said nowhere. Write {{size}} in say.',
    ],
    [
      'rounds:',
      'asks:\n  - { name: notes, label: What?, type: text }\nrounds:',
      '6, asks[0].name: "notes" is a name that every call has by itself. Choose another one.',
    ],
  ])('"%s" written as "%s" is named with its line', (line, other, wanted) => {
    expect(faults(changed(line, other))).toContain(`${FILE}, line ${wanted}`);
  });

  test.each([
    [
      NEGOTIATION,
      'field: hourly_rate',
      'field: at_weekends',
      '4, mandate.field: "at_weekends" is no number among the fields. The numbers are: hourly_rate.',
    ],
    [
      NEGOTIATION,
      'field: hourly_rate',
      'field: hourly_rate\n  min: 90\n  max: 20',
      '6, mandate.max: must be more than min (90).',
    ],
    [
      NEGOTIATION,
      '        better: lower',
      '#',
      '4, mandate.field: does not say which end of "hourly_rate" is good. Write better: lower (or higher) at that field.',
    ],
    [
      NEGOTIATION,
      'class: negotiation',
      'class: sweep',
      '3, mandate: is for the classes negotiation and action. Take it out, or change the class.',
    ],
    [
      ACTION,
      'available: at_weekends',
      'available: hourly_rate',
      '5, action.available: "hourly_rate" is no yes-or-no field. Those are: at_weekends, booked.',
    ],
    [
      ACTION,
      'done: booked',
      'done: at_weekends',
      '6, action.done: must be another field than available: that it could be done is not that it is done.',
    ],
    [
      ACTION,
      'done: booked',
      'done: booked\n  when: booked_for',
      '7, action.when: "booked_for" is none of the fields. They are: hourly_rate, at_weekends, booked.',
    ],
    [ACTION, 'atMost: 90', 'is: cheap', '9, action.conditions[0].is: must be a number, as "hourly_rate" is.'],
    [
      ACTION,
      'atMost: 90',
      'atLeast: 9\n      atMost: 90',
      '8, action.conditions[0]: must have exactly one of is, atLeast and atMost.',
    ],
    [
      ACTION,
      '- field: hourly_rate',
      '- field: at_weekends',
      '8, action.conditions[0]: compares "at_weekends", which is no number. Write is: and the answer that is wanted.',
    ],
    [
      ACTION,
      '- field: hourly_rate',
      '- field: price',
      '8, action.conditions[0].field: "price" is none of the fields. They are: hourly_rate, at_weekends, booked.',
    ],
    [
      ROUNDS,
      '    shortlist: 2\n',
      '',
      '6, rounds[0].shortlist: is missing: how many are proposed for the next round? Write for example shortlist: 3.',
    ],
    [
      ROUNDS,
      'class: rounds',
      'class: sweep',
      '17, rounds[0].shortlist: has no round after it to choose for. Take it out.',
    ],
  ])('in its class: %#', (text, line, other, wanted) => {
    expect(faults(text.replace(line, other))).toContain(`${FILE}, line ${wanted}`);
  });

  test('channel: call, a key once, is taken and says nothing', () => {
    expect(parseTemplate(`${WHOLE}channel: call\n`, FILE, EXAMPLES)).toEqual(parseTemplate(WHOLE, FILE, EXAMPLES));
  });

  test.each(['channel: sms\n', 'channel: SMS\n', 'channel:\n'])('%j is answered with what there is instead', (line) => {
    expect(faults(line + WHOLE)).toEqual([
      `${FILE}, line 1, channel: asks for something that does not exist: no mission goes by text alone. Take this line out; what stands under text is sent to whoever could not be reached.`,
    ]);
  });

  test('a key with a slip is one mistake, not two', () => {
    expect(faults(changed('        type: number', '        tpye: number'))).toHaveLength(1);
  });

  test('with several mistakes names all of them, from top to bottom', () => {
    const text = changed('class: screening', 'class: x')
      .replace('type: boolean', 'type: y')
      .replace('required: true', 'required: z');
    expect(faults(text).map((one) => /line (\d+)/.exec(one)?.[1])).toEqual(['2', '15', '19']);
  });

  test.each([
    ['', 'line 1: There are no keys in this file.'],
    ['- a\n- b\n', 'line 1: There are no keys in this file.'],
    ['name: a\n  class: b\n', 'line 1: This is not YAML: '],
    ['name: "a\nclass: b\n', 'This is not YAML: '],
    ['name: a\nname: b\n', 'line 2: This is not YAML: Map keys must be unique.'],
    ['name: a\n---\nname: b\n', 'This is not YAML: '],
    [`name: ${'a'.repeat(100_001)}`, 'line 1: This is too long for a template.'],
    ['name: *nobody\n', 'cannot be followed'],
    [
      `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}, *a${n}]\n`).join('')}`,
      'cannot be followed',
    ],
  ])('that is no template at all says so: %#', (text, wanted) => {
    const [first] = faults(text);
    expect(first).toContain(wanted);
    expect(first).toMatch(/^templates\/plumbers\.yaml, line \d+/);
  });

  test('needs a name that can be said', () => {
    expect(faults(WHOLE, 'templates/Plumber Quotes.yaml')[0]).toBe(
      'templates/Plumber Quotes.yaml, line 1: The name of the file must be small letters, digits and hyphens, for example plumber-quotes.yaml. Rename it.',
    );
  });

  test('is said to be left out: by the doctor one by one, in the choice in one sentence', () => {
    const read = parseTemplate(changed('class: screening', 'class: x').replace('type: boolean', 'type: y'), FILE);
    const templates = { all: [houseTemplate('store-hours')], faults: read.ok ? [] : read.faults };
    const [summary, ...named] = templateFindings(templates);
    expect(summary).toMatchObject({
      ok: true,
      sentence: '1 mission template can be begun with. 1 file is left out until mended and Callsheet is started again.',
    });
    expect(named.map(({ ok, sentence }) => [ok, sentence.slice(0, 38)])).toEqual([
      [false, 'templates/plumbers.yaml, line 2, class'],
      [false, 'templates/plumbers.yaml, line 19, roun'],
    ]);
    expect(leftOutText(templates)).toMatch(
      /^Left out: templates\/plumbers\.yaml, line 2, class: .*\(And 1 more; "\/mission doctor" lists it\.\)$/,
    );
    expect(leftOutText({ all: [], faults: [] })).toBeUndefined();
  });
});

describe('the keys', () => {
  const shape = z.toJSONSchema(templateFile, { io: 'input' });

  /** `rounds[].fields[].type` for every key that the shape has, with whether it must be there. */
  function keysOf(node: unknown, at: string): readonly (readonly [string, boolean])[] {
    const { properties = {}, required = [], items } = Object(node) as Record<string, never>;
    if (items !== undefined) return keysOf(items, `${at}[]`);
    return Object.entries(Object(properties)).flatMap(([key, inner]) => {
      const name = at === '' ? key : `${at}.${key}`;
      return [[name, (required as readonly string[]).includes(key)] as const, ...keysOf(inner, name)];
    });
  }

  test('that a file may have are explained, every one and no other', () => {
    const known = KEYS.map(({ key, needed }) => [key, needed]);
    expect(known.toSorted()).toEqual(keysOf(shape, '').toSorted());
    expect(keyAt('rounds[12].fields[3].type')?.key).toBe('rounds[].fields[].type');
    expect(keysIn('rounds[0].about')).toEqual(['en', 'de', 'fr', 'es', 'it']);
  });

  test('stand in docs/templates.md in the same words', () => {
    const document = readFileSync(new URL('../../../docs/templates.md', import.meta.url), 'utf8');
    const rows = KEYS.map(
      ({ key, needed, must, means }) => `| \`${key}\` | ${needed ? 'yes' : ''} | ${must} | ${means} |`,
    );
    const [, table = ''] = document.split('## Every key\n');
    expect(table.trim().split('\n').slice(2)).toEqual(rows);
  });

  test('of the example in docs/templates.md are a whole file, and the sentence about it is what is said', () => {
    const document = readFileSync(new URL('../../../docs/templates.md', import.meta.url), 'utf8');
    const text = /```yaml\n([\s\S]+?)```/.exec(document)?.[1] ?? '';
    const file = 'templates/plumber-quotes.yaml';
    expect(parseTemplate(text, file)).toMatchObject({ ok: true, template: { id: 'plumber-quotes' } });
    const broken = parseTemplate(text.replace('type: number', 'type: nubmer'), file);
    expect(broken.ok ? '' : document).toContain(broken.ok ? 'broken' : faultText(broken.faults[0]!));
  });
});
