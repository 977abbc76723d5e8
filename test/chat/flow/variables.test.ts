import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/chat/flow/draft.ts';
import { unknownIn, withVariables } from '../../../src/chat/flow/variables.ts';
import { buttonCalled, createWorld, file, textOf, type World } from '../desk/desk-world.ts';

const LIST = 'Firma;Telefon;Produkt;Stadt;Größe;Liefer-Termin\nObst & Gemüse;+49 30 23125 011;Äpfel;Köln;2 kg;Mai\n';

const draftOf = (world: World): Draft => {
  const draft = [...world.tables.drafts.values()].at(-1);
  if (draft === undefined) throw new Error('no draft');
  return draft;
};

/** The first page of one's own list, then the words. */
async function worded(say: string, opening: string, list = LIST) {
  const world = createWorld();
  await world.submit('new::kind', { kind: 'sweep', name: 'Preise' }, { files: [file('liste.csv', list)] });
  await world.submit(`new:${draftOf(world).id}:words`, {
    onBehalfOf: 'Northwind',
    say,
    opening,
    fields: 'Preis (number, in EUR): Was kostet {Produkt}?',
  });
  const shown = await world.submit(`new:${draftOf(world).id}:when`, {
    start: 'now',
    hours: '9:00-17:00',
    days: 'Mon-Fri',
    recipients: 'service',
    basis: 'Public business number',
  });
  return { world, shown, draft: draftOf(world) };
}

const OPENING = 'Guten Tag {Firma}, hier ist ein KI-Assistent im Auftrag von Northwind, wegen {{Produkt}} in {stadt}.';

describe('columns in braces', () => {
  it('single or double, by heading, in any case and without accents, become the variable', async () => {
    const { draft } = await worded('Frage nach {GRÖSSE}, {Groesse} und {{Liefer-Termin}}.', OPENING);
    expect(draft.rounds[0]).toMatchObject({
      opening:
        'Guten Tag {{name}}, hier ist ein KI-Assistent im Auftrag von Northwind, wegen {{produkt}} in {{stadt}}.',
      say: 'Frage nach {{groesse}}, {{groesse}} und {{liefer_termin}}.',
      fields: [{ question: 'Was kostet {{produkt}}?' }],
    });
  });

  it('are read out with the words of the row, and the mission may start', async () => {
    const { shown } = await worded('Frage nach {Größe}.', OPENING);
    expect(textOf(shown)).toContain('wegen Äpfel in Köln');
    expect(buttonCalled(shown, /^Start 1 call$/)).toBeDefined();
  });

  it('that the list does not have stop the preview, all named at once', async () => {
    const { shown } = await worded(
      'Frage nach {Farbe} und {{Preis}} und {{#Rabatt}}bis {{Rabatt}}{{/Rabatt}}.',
      OPENING,
    );
    expect(textOf(shown)).toContain('No row has {Farbe} and {{Preis}}, which the call uses.');
    expect(textOf(shown)).toContain('The list has name, notes, produkt, stadt, groesse and liefer_termin.');
    expect(() => buttonCalled(shown, /^Start/)).toThrow();
  });

  it('a list that comes later is used as well, and other braces are left alone', () => {
    const list = { name: 'x', rows: 1, targets: [], refused: [], merged: [], variables: ['city'] };
    expect(unknownIn(['{ "a": 1 } {} {{name}} {City}'], list)).toEqual([]);
    const draft = {
      list,
      rounds: [{ purpose: '', say: '{CITY} {#x}', opening: '{{#City}}in {{City}}{{/City}}', fields: [] }],
    };
    // @ts-expect-error only what is read here
    expect(withVariables(draft).rounds[0]).toMatchObject({
      say: '{{city}} {#x}',
      opening: '{{#city}}in {{city}}{{/city}}',
    });
  });
});
