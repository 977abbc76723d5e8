// The ten templates of the house: what the playbook wants of each, read from their files as the bot reads them.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HOUSE_ORDER, roundsOf } from '../../../src/chat/templates/all.ts';
import { saysAi } from '../../../src/chat/templates/languages.ts';
import type { Template } from '../../../src/chat/templates/template.ts';
import { readTargets } from '../../../src/intake/read-targets.ts';
import type { Brief, Field } from '../../../src/missions/brief.ts';
import { strategyFor } from '../../../src/missions/classes/index.ts';
import { factOfInsight } from '../../../src/missions/outcome.ts';
import { isOpen, LEGAL_WINDOW } from '../../../src/missions/policies/hours.ts';
import { schemaOf } from '../../../src/missions/schema.ts';
import { instructionsOf } from '../../../src/missions/script.ts';
import type { Target } from '../../../src/missions/target.ts';
import type { Value } from '../../../src/missions/terms.ts';
import { houseTemplate, TEMPLATES } from '../../support/house-templates.ts';
import { briefFrom } from './brief-from.ts';

const NUMBER = /^\+1\d{3}55501\d{2}$|^\+4930231250?\d{2,3}$/;
const LANGUAGES = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'it-IT'] as const;

const all = TEMPLATES.all.map((template) => [template.id, template] as const);
const allRounds = TEMPLATES.all.flatMap((template) =>
  template.rounds.map((round, index) => [`${template.id}, round ${index + 1}`, template, index, round] as const),
);

function examplePeople({ example = '' }: Template): readonly Target[] {
  const bytes = readFileSync(new URL(`../../../examples/${example}`, import.meta.url));
  const read = readTargets({ kind: 'file', name: example, bytes }, { defaultRegion: 'US' });
  expect(read.refused).toEqual([]);
  return read.targets;
}

const wordsFor = (brief: Brief, round: number): string => {
  const spec = brief.rounds[round];
  if (spec === undefined) throw new Error('no such round');
  return instructionsOf(brief, spec);
};

describe('the ten templates', () => {
  test('R23 are there, whole and in the order in which they are offered', () => {
    expect(TEMPLATES.faults).toEqual([]);
    expect(TEMPLATES.all.map((one) => one.id)).toEqual(HOUSE_ORDER);
    expect(HOUSE_ORDER).toHaveLength(10);
  });

  test.each(all)('%s has example people who ring nowhere, and its class can work with it', (_id, template) => {
    const people = examplePeople(template);
    expect(people.map((one) => one.phone).filter((phone) => !NUMBER.test(phone))).toEqual([]);
    expect(new Set(people.map((one) => one.name)).size).toBe(people.length);
    expect(strategyFor(template.class).fault?.(briefFrom(template))).toBeUndefined();
  });

  test('R97 R209 every instruction says for whom, the goal, the manner, what to collect, and asks for a time to call back', () => {
    for (const [title, template, index, round] of allRounds) {
      const brief = briefFrom(template, { onBehalfOf: 'Harbour Ltd' });
      for (const words of [brief.rounds[index]?.say ?? '', wordsFor(brief, index)]) {
        expect(words, title).toContain('on behalf of Harbour Ltd');
        expect(words, title).toMatch(/Goal( of this call)?: /);
        expect(words, title).toMatch(/professional.* and concise/);
        expect(words, title).toMatch(/(Find out|Note down): ?/);
        expect(words, title).toMatch(/cannot talk now, ask for a good time to call back/);
      }
      expect(round.say, title).not.toContain('Harbour');
    }
  });

  test('R98 every opening line says AI, for whom, who is on the line, what for, and asks for a moment, in five languages', () => {
    for (const template of TEMPLATES.all)
      for (const language of LANGUAGES)
        for (const [index, { opening }] of roundsOf(template, language, 'Harbour Ltd').entries()) {
          const title = `${template.id} ${language}: ${opening}`;
          expect(saysAi(opening, language), title).toBe(true);
          expect(opening, title).toContain('Harbour Ltd');
          expect(opening, title).toContain('{{name}}');
          expect(opening, title).toContain(template.rounds[index]?.about?.[language.slice(0, 2)] ?? 'no such language');
          expect(opening, title).toMatch(/Do you have a moment\?|Moment Zeit\?|un instant \?|un momento\?/);
        }
  });

  test('R211 the instructions cover every field of every rubric by its question', () => {
    for (const [title, template, index, round] of allRounds) {
      const words = wordsFor(briefFrom(template), index);
      for (const { question } of round.fields) {
        expect(words, title).toContain(question);
        // It is read by whoever reads the talk afterwards, without the details of the one call.
        expect(question, title).not.toContain('{{');
      }
    }
  });

  test('R210 every ranked round has a numeric score; what is not compared has no points', () => {
    for (const [title, template, , round] of allRounds) {
      const scores = round.fields.filter((field) => field.type === 'number' && field.min !== undefined);
      if (template.class === 'screening' || template.class === 'rounds')
        expect(scores.length, title).toBeGreaterThan(0);
      const weights = round.ranking.reduce((sum, rule) => sum + rule.weight, 0);
      expect([0, 100], title).toContain(weights);
      expect(weights > 0, title).toBe(!['sweep', 'action'].includes(template.class));
    }
  });

  test('R122 R281 hours belong to the template, inside the legal window; restaurants are left alone at lunch and dinner', () => {
    const berlin = (time: string): number => Date.parse(`2026-11-24T${time}:00+01:00`);
    for (const { id, hours } of TEMPLATES.all) {
      expect(hours.open.from, id).toBeGreaterThanOrEqual(LEGAL_WINDOW.from);
      expect(hours.open.to, id).toBeLessThanOrEqual(LEGAL_WINDOW.to);
    }
    for (const id of ['restaurant-scout', 'restaurant-booking']) {
      const { hours } = houseTemplate(id);
      const open = (time: string): boolean => isOpen(berlin(time), ['Europe/Berlin'], hours);
      expect(['12:00', '13:59', '18:00', '20:59'].filter(open)).toEqual([]);
      expect(['10:00', '11:59', '14:00', '17:59'].filter(open)).toHaveLength(4);
    }
    for (const { id, recipients, hours } of TEMPLATES.all)
      if (recipients === 'professional') expect(hours, id).toMatchObject({ open: { from: 540, to: 1020 } });
  });
});

const VALUES: Readonly<Record<Field['type'], (field: Field) => Value>> = {
  text: () => 'as was said',
  number: ({ max = 1 }) => max,
  boolean: () => true,
  choice: ({ options = [] }) => options[0] ?? '',
};

describe('the reference schemas', () => {
  /** `*` = required, as the playbook writes it. Further fields of a template are its own. */
  const REFERENCE: readonly (readonly [string, number, readonly string[]])[] = [
    // The long form of the insights chapter, which holds the short one.
    [
      'weather-sweep',
      0,
      [
        'location* text',
        'high_temp_f* number',
        'low_temp_f number',
        'snow_mentioned* boolean',
        'snow_chance_pct number',
        'forecast_summary text',
      ],
    ],
    ['store-hours', 0, ['store_name* text', 'is_open* boolean', 'open_time text', 'close_time text', 'notes text']],
    [
      'restaurant-scout',
      0,
      [
        'restaurant_name* text',
        'has_availability* boolean',
        'availability_score* number 1-5',
        'price_range* choice $ $$ $$$ $$$$',
        'estimated_per_person number',
        'ambiance_notes text',
        'ambiance_score number 1-5',
        'wait_time_minutes number',
        'overall_score* number 1-10',
      ],
    ],
    [
      'interview-screening',
      0,
      [
        'candidate_name* text',
        'communication_score* number 1-5',
        'experience_years number',
        'relevant_experience_score* number 1-5',
        'culture_fit_score* number 1-5',
        'salary_expectation number',
        'available_start_date text',
        'red_flags text',
        'overall_score* number 1-10',
      ],
    ],
    ['roofer-quotes', 0, ['quote* number', 'timeline_days number', 'warranty_years number']],
    ['car-insurance', 0, ['monthly_rate* number']],
    [
      'vendor-selection',
      0,
      ['price_score number 1-10', 'lead_time_days* number', 'meets_minimum* boolean', 'capability_match* number 1-10'],
    ],
    [
      'vendor-selection',
      1,
      ['api_support* boolean', 'sla_score* number 1-10', 'dr_plan* boolean', 'references_provided* boolean'],
    ],
    [
      'candidate-recruiting',
      0,
      [
        'communication_score* number 1-10',
        'experience_match* number 1-10',
        'salary_in_range* boolean',
        'enthusiasm* number 1-10',
      ],
    ],
    [
      'candidate-recruiting',
      1,
      [
        'technical_depth* number 1-10',
        'problem_solving* number 1-10',
        'culture_fit* number 1-10',
        'curiosity* number 1-10',
      ],
    ],
    [
      'restaurant-booking',
      0,
      [
        'restaurant_name* text',
        'has_availability* boolean',
        'reservation_confirmed* boolean',
        'reservation_time text',
        'reservation_name text',
        'confirmation_number text',
        'alternative_offered text',
      ],
    ],
    ['dentist-appointment', 0, ['has_opening* boolean', 'appointment_confirmed* boolean']],
  ];

  const asWritten = ({ name, required, type, min, max, options }: Field, like: string): string => {
    const range = /\d+-\d+$/.test(like) ? [`${min}-${max}`] : [];
    return [`${name}${required ? '*' : ''}`, type, ...range, ...(options ?? [])].join(' ');
  };

  test.each(REFERENCE)(
    'R208 R213 R222 R232 R233 R240 R242 %s, round %i, is what the playbook lists',
    (id, index, fields) => {
      const round = houseTemplate(id).rounds[index];
      const found = fields.map((like) => {
        const field = round?.fields.find((one) => one.name === like.split(/[* ]/)[0]);
        return field === undefined ? 'missing' : asWritten(field, like);
      });
      expect(found).toEqual(fields);
    },
  );

  test.each(allRounds)(
    'R208 R213 R222 R232 R233 R240 R242 %s: a full answer counts, one that lacks a needed field does not',
    (_title, template, index) => {
      const round = briefFrom(template).rounds[index];
      if (round === undefined) throw new Error('no such round');
      const full: Readonly<Record<string, Value>> = Object.fromEntries(
        round.fields.map((field) => [field.name, VALUES[field.type](field)]),
      );
      const fact = factOfInsight(round, full);
      expect(fact).toMatchObject({ type: 'PersonAnswered', values: { private: full } });
      expect(Object.keys(Object(schemaOf(round).properties))).toEqual(expect.arrayContaining(Object.keys(full)));
      const needed = round.fields.filter((field) => field.required);
      expect(needed.length).toBeGreaterThan(0);
      for (const { name } of needed) {
        const { [name]: _, ...rest } = full;
        expect(factOfInsight(round, rest), name).toMatchObject({ type: 'NothingLearnt' });
      }
    },
  );
});

const planOf = (id: string): readonly string[] => {
  const template = houseTemplate(id);
  return strategyFor(template.class)
    .plan(briefFrom(template), examplePeople(template))
    .map((step) => step.id);
};

describe('the scenarios', () => {
  test('R202 R204 R207 sweeps: ten lines and ten shops, one minute apart, no ranking and no order', () => {
    for (const id of ['weather-sweep', 'store-hours']) {
      const template = houseTemplate(id);
      expect(examplePeople(template)).toHaveLength(10);
      expect(briefFrom(template)).toMatchObject({ class: 'sweep', spacingSecs: 60, batchSize: 5 });
      expect(template.order).toBeUndefined();
      // No step is about a single call.
      expect(planOf(id)).toEqual(['setup', 'calls', 'poll', 'analyze']);
    }
    const keys = examplePeople(houseTemplate('weather-sweep')).flatMap((one) => one.keys ?? []);
    expect(keys).toEqual(['#4', '#1', '#2']);
  });

  test('R213 screenings: ten targets, the best three on top', () => {
    for (const id of ['restaurant-scout', 'interview-screening']) {
      const template = houseTemplate(id);
      expect(examplePeople(template)).toHaveLength(10);
      expect(template).toMatchObject({ class: 'screening', rounds: [{ shortlist: 3 }] });
    }
  });

  test('R220 R221 R222 negotiations: five roofers and four insurers, the favourite of the list last, no competitor named', () => {
    expect(examplePeople(houseTemplate('roofer-quotes'))).toHaveLength(5);
    expect(examplePeople(houseTemplate('car-insurance'))).toHaveLength(4);
    expect(planOf('roofer-quotes')).toEqual(['setup', 'call-1', 'call-2', 'call-3', 'call-4', 'call-5', 'analyze']);
    expect(planOf('car-insurance')).toEqual(['setup', 'call-1', 'call-2', 'call-3', 'call-4', 'analyze']);
    expect(houseTemplate('roofer-quotes').asks[0]?.example).toContain('2,000 square feet');
    expect(houseTemplate('car-insurance').asks[0]?.example).toContain('2022');
    const quotes = { 'roofer-quotes': [500, 420], 'car-insurance': [180, 155, 145] };
    for (const [id, amounts] of Object.entries(quotes)) {
      const { order, mandate, rounds } = houseTemplate(id);
      expect(order).toBe('weakest-first');
      expect(mandate?.nameCompetitor).toBe(false);
      const field = rounds[0]?.fields.find((one) => one.name === mandate?.field);
      expect(field).toMatchObject({ type: 'number', unit: 'USD', required: true });
      expect(rounds[0]?.ranking.find((rule) => rule.field === field?.name)?.better).toBe('lower');
      for (const amount of amounts) {
        expect(amount).toBeGreaterThanOrEqual(mandate?.min ?? 0);
        expect(amount).toBeLessThanOrEqual(mandate?.max ?? 0);
      }
    }
  });

  test('R218 the part about another offer is skipped while there is none', () => {
    for (const id of ['roofer-quotes', 'car-insurance']) {
      const say = houseTemplate(id).rounds[0]?.say ?? '';
      const [, leverage = ''] = /\{\{#best_quote\}\}(.+)\{\{\/best_quote\}\}/.exec(say) ?? [];
      expect(leverage).toContain('match or beat');
      expect(say.replace(leverage, '')).not.toMatch(/other offer|beat/);
    }
  });

  test('R224 R225 R227 R232 R233 rounds: ten vendors to three, fifteen candidates to five, two texts and two rubrics', () => {
    const sizes = { 'vendor-selection': [10, 3], 'candidate-recruiting': [15, 5] };
    for (const [id, [people, shortlist]] of Object.entries(sizes)) {
      const template = houseTemplate(id);
      expect(examplePeople(template)).toHaveLength(people ?? 0);
      const [first, second] = template.rounds;
      expect(template.rounds).toHaveLength(2);
      expect(planOf(id)).toEqual([
        'setup',
        'round-1-calls',
        'round-1-analysis',
        'human-approval',
        'round-2-setup',
        'round-2-calls',
        'final-analysis',
      ]);
      expect([first?.shortlist, second?.shortlist]).toEqual([shortlist, undefined]);
      expect(first?.say).not.toBe(second?.say);
      const names = new Set(first?.fields.map((field) => field.name));
      expect(second?.fields.filter((field) => names.has(field.name))).toEqual([]);
    }
    expect(houseTemplate('candidate-recruiting').rounds.map(({ say }) => /about (\w+) minutes/.exec(say)?.[1])).toEqual(
      ['five', 'fifteen'],
    );
  });

  test('R234 R240 R241 R242 actions: done is another answer than possible; five at a time, then the next five or later', () => {
    expect(houseTemplate('restaurant-booking').action).toEqual({
      what: 'book a table for {{party_size}}',
      available: 'has_availability',
      done: 'reservation_confirmed',
      when: 'reservation_time',
      conditions: [],
      bestOf: 1,
      width: 5,
      alternative: 'the day after at the same time',
    });
    expect(houseTemplate('dentist-appointment').action).toMatchObject({
      available: 'has_opening',
      done: 'appointment_confirmed',
      when: 'appointment_time',
      conditions: [{ field: 'takes_new_patients', is: true }],
      bestOf: 1,
      width: 5,
      alternative: 'an opening next week',
    });
    for (const id of ['restaurant-booking', 'dentist-appointment']) {
      expect(examplePeople(houseTemplate(id))).toHaveLength(10);
      expect(planOf(id)).toEqual(['setup', 'screen', 'book']);
    }
  });

  test('R239 what is needed to act is asked before and stands in the instructions', () => {
    const needed = (id: string) => houseTemplate(id).asks.flatMap((ask) => (ask.required ? [ask.name] : []));
    expect(needed('restaurant-booking')).toEqual(['party_size', 'day', 'time', 'booking_name']);
    expect(needed('dentist-appointment')).toEqual(['patient_name', 'birth_date', 'treatment']);
    expect(houseTemplate('dentist-appointment').asks.map((ask) => ask.name)).toContain('insurance');
    for (const template of TEMPLATES.all) {
      const texts = template.rounds.map(({ say }) => say).join('\n');
      for (const { name } of template.asks) expect(texts, template.id).toContain(`{{${name}}}`);
    }
  });

  test('R103 R273 noise suppression stays off, and nobody is tried more often than the tables allow', () => {
    for (const { id, noiseSuppression, maxRetries = 3 } of TEMPLATES.all) {
      expect(noiseSuppression, id).toBeUndefined();
      expect(maxRetries, id).toBeLessThanOrEqual(3);
    }
  });
});
