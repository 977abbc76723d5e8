// Any mission as a template, any template as a file: what is read back is the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../../../src/chat/templates/parse.ts';
import { templateOf, writeTemplate } from '../../../src/chat/templates/save.ts';
import type { Template } from '../../../src/chat/templates/template.ts';
import { TEMPLATES } from '../../support/house-templates.ts';
import { roundsBrief, sweepBrief } from '../../support/sandbox.ts';
import { briefFrom } from './brief-from.ts';

const all = TEMPLATES.all.map((template) => [template.id, template] as const);

function readBack(template: Template): Template {
  const read = parseTemplate(writeTemplate(template), `templates/${template.id}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.template;
}

describe('a template', () => {
  test.each(all)('%s is the same when it was written and read', (_id, template) => {
    expect(readBack(template)).toEqual(template);
  });

  test('texts of any letters are the same when they were written and read', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((words) => words.trim());
    const plain = text.filter((words) => words !== '' && !/[{}]/.test(words));
    const lines = fc.array(plain, { minLength: 1, maxLength: 4 }).map((some) => some.join('\n').trim());
    const [base] = TEMPLATES.all;
    if (base === undefined) throw new Error('no template');
    fc.assert(
      fc.property(plain, plain, lines, plain, (name, label, say, question) => {
        const rounds = base.rounds.map((round) => ({
          ...round,
          say,
          fields: round.fields.map((field) => ({ ...field, question })),
        }));
        const template: Template = { ...base, name, label, labelForList: name, rounds };
        expect(readBack(template)).toEqual(template);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a mission that is saved', () => {
  test.each(all)(
    '%s gives back its template, for whichever organisation and in whichever language it ran',
    (id, source) => {
      for (const [onBehalfOf, language] of [
        ['Harbour & Söhne', 'de-DE'],
        ['Northwind', 'en-US'],
        ['a+b', 'fr-FR'],
      ] as const) {
        const brief = briefFrom(source, { onBehalfOf, language });
        const { doneWithinHours: _, ...without } = source;
        const labels = { label: source.name, labelForList: source.name };
        expect(templateOf(brief, { id, name: source.name, source })).toEqual({ ...without, ...labels });
      }
    },
  );

  test('without its template keeps its opening line and the language it is in', () => {
    const opening = 'Hello, this is an AI assistant calling on behalf of northwind. Is this {{name}}?';
    const [round] = sweepBrief().rounds;
    if (round === undefined) throw new Error('no round');
    const brief = sweepBrief({
      language: 'en-GB',
      voice: 'own',
      rounds: [{ ...round, opening, say: 'For Northwind, not Northwinds: ask.' }],
    });
    const template = templateOf(brief, { id: 'price-check', name: 'Price check' });
    expect(template).toMatchObject({
      language: 'en-GB',
      voice: 'own',
      rounds: [
        {
          opening: 'Hello, this is an AI assistant calling on behalf of {{on_behalf_of}}. Is this {{name}}?',
          say: 'For {{on_behalf_of}}, not Northwinds: ask.',
        },
      ],
    });
    expect(readBack(template)).toEqual(template);
  });

  test('leaves out who decides, when it was, and the holidays of that year', () => {
    const start = Date.parse('2026-11-24T15:00:00Z');
    const { hours } = roundsBrief();
    const brief = roundsBrief({
      startAtMs: start,
      deadlineAt: start + 30 * 3_600_000,
      hours: { ...hours, holidays: [{ date: '2026-12-25', name: 'Christmas' }] },
      approval: { approvers: ['console:ben'], quorum: 1, remindAfterMs: 1 },
      batchSize: 3,
    });
    const template = templateOf(brief, { id: 'vendors', name: 'Vendors' });
    expect(template).toMatchObject({ doneWithinHours: 30, hours, batchSize: 3, class: 'rounds' });
    expect(JSON.stringify(template)).not.toMatch(/ben|Christmas|2026|basis/);
    expect(readBack(template)).toEqual(template);
  });

  test('asks no more for a detail that nobody says', () => {
    const source = TEMPLATES.all.find((one) => one.id === 'store-hours');
    if (source === undefined) throw new Error('no such template');
    const brief = briefFrom(source);
    const rounds = brief.rounds.map((round) => ({
      ...round,
      say: 'Ask when they open.',
      opening: 'An AI for Northwind.',
      fields: round.fields.map((field) => ({ ...field, question: 'When?' })),
    }));
    expect(templateOf({ ...brief, rounds }, { id: 'hours', name: 'Hours', source }).asks).toEqual([]);
  });
});
