import { describe, expect, test } from 'vitest';
import type { Intake } from '../../src/intake/intake.ts';
import { people, readFile } from './read.ts';

const uses = (intake: Intake): string[] => intake.columns.map(({ use, variable }) => variable ?? use);

const HEADINGS: readonly (readonly [string, string])[] = [
  ['English', 'Company,Telephone,Notes,City'],
  ['English, formal', 'Business name,Contact phone number,Comments,City'],
  ['German', 'Firma,Telefonnummer,Bemerkungen,Ort'],
  ['German, mobile', 'Name,Handy,Notiz,Stadt'],
  ['French', 'Raison sociale,Numéro de téléphone,Remarques,Ville'],
  ['Spanish', 'Nombre,Teléfono móvil,Observaciones,Ciudad'],
  ['Italian', 'Ragione sociale,Cellulare,Osservazioni,Città'],
  ['Portuguese', 'Nome,Telemóvel,Observações,Cidade'],
  ['Dutch', 'Bedrijfsnaam,Telefoonnummer,Opmerkingen,Stad'],
  ['Polish', 'Imię i nazwisko,Telefon komórkowy,Uwagi,Miasto'],
  ['Czech', 'Název firmy,Telefonní číslo,Poznámka,Město'],
  ['Turkish', 'Ad Soyad,Cep Telefonu,Açıklama,Şehir'],
];

describe('headings', () => {
  for (const [language, header] of HEADINGS) {
    test(`${language}, in any column order`, () => {
      const titles = header.split(',');
      const rows = [
        ['Acme', '+13125550100', 'call early', 'Chicago'],
        ['Elm', '+13125550101', '', 'Aurora'],
      ];
      for (const order of [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [1, 3, 0, 2],
      ]) {
        const lines = [titles, ...rows].map((row) => order.map((at) => row[at]).join(','));
        const intake = readFile(lines.join('\n'));
        expect(people(intake)).toEqual(['Acme +13125550100', 'Elm +13125550101']);
        expect(intake.targets.map(({ notes }) => notes)).toEqual(['call early', undefined]);
        expect(Object.values(intake.targets[0]?.variables ?? {})).toEqual(['Chicago']);
        expect(intake.headerRow).toBe(1);
        expect(intake.refused).toEqual([]);
      }
    });
  }

  test('in a language nobody listed: numbers and names are found by the cells', () => {
    const intake = readFile('Cég,Szám,Város\nKovács,+36 1 234 5678,Pest\nSzűcs,+36 1 234 5679,Buda', 'HU');
    expect(people(intake)).toEqual(['Kovács +3612345678', 'Szűcs +3612345679']);
    expect(uses(intake)).toEqual(['name', 'phone', 'varos']);
  });

  test('none at all: name, number and note are found by the cells', () => {
    const intake = readFile('call early;+49 30 23125001;Bäckerei;12\nrings long;030 23125002;Metzger;13', 'DE');
    expect(intake.headerRow).toBeUndefined();
    expect(uses(intake)).toEqual(['name', 'phone', 'notes', 'column_4']);
    expect(intake.targets[0]?.rows).toEqual([1]);
  });

  test('a heading that lies: the column called number holds customer numbers', () => {
    const intake = readFile('Number,Name,Reachable\n1001,Acme,+13125550100\n1002,Elm,+13125550101');
    expect(uses(intake)).toEqual(['number', 'name', 'phone']);
  });

  test('titles above the headings and headings repeated below are refused with nothing to do', () => {
    const intake = readFile('Vendors 2024,,\n,,\nname,phone,city\nA,+13125550100,X\nname,phone,city\nB,+13125550101,Y');
    expect(intake.headerRow).toBe(3);
    expect(intake.targets.map(({ rows }) => rows)).toEqual([[4], [6]]);
    expect(intake.refused.map(({ row }) => row)).toEqual([1, 5]);
    for (const { reason } of intake.refused) expect(reason).toContain('nothing to do');
  });

  test('given and family name make the name', () => {
    for (const header of [
      'First name,Last name,Phone',
      'Vorname,Name,Telefon',
      'Prénom,Nom,Téléphone',
      'Imię,Nazwisko,Telefon',
    ]) {
      expect(people(readFile(`${header}\nAda,Byron,+13125550100`))).toEqual(['Ada Byron +13125550100']);
    }
    expect(people(readFile('Company,First name,Last name,Phone\nAcme,Ada,Byron,+13125550100'))).toEqual([
      'Acme +13125550100',
    ]);
  });

  test('an empty phone cell falls back on the mobile column; fax never rings', () => {
    const intake = readFile('Name,Fax,Phone,Mobile\nA,+13125550109,+13125550100,\nB,+13125550108,,+13125550101');
    expect(people(intake)).toEqual(['A +13125550100', 'B +13125550101']);
    expect(uses(intake)).toEqual(['name', 'fax', 'phone', 'mobile']);
  });

  test('a semicolon file whose notes are full of commas is cut at the semicolons', () => {
    const intake = readFile(
      'Name;Telefon;Notiz\nA;+493023125001;eins, zwei, drei\nB;+493023125002;vier, fünf, sechs',
      'DE',
    );
    expect(intake.delimiter).toBe(';');
    expect(intake.targets[1]?.notes).toBe('vier, fünf, sechs');
  });

  test('sep= of Excel is no row', () => {
    const intake = readFile('sep=|\nname|phone\nA|911\nB|+13125550100');
    expect(intake.delimiter).toBe('|');
    expect(intake.refused[0]?.row).toBe(2);
    expect(intake.targets[0]?.rows).toEqual([3]);
  });
});

describe('variables', () => {
  test('are named after their headings, umlauts written out, unique', () => {
    const header = 'Name,Phone,Größe (m²),Größe M²,2. Straße,Ölsorte,Нет,class,Notes,Notes 2,prénom du gérant';
    const intake = readFile(`${header}\nA,+13125550100,1,2,3,4,5,6,7,8,9`);
    expect(Object.keys(intake.targets[0]?.variables ?? {})).toEqual([
      'groesse_m2',
      'groesse_m2_2',
      'strasse',
      'oelsorte',
      'column_7',
      'class',
      'notes_2',
      'prenom_du_gerant',
    ]);
  });

  test('keep the cells as text and lose the apostrophe before a formula sign', () => {
    const intake = readFile("name,phone,code\nA,'+13125550100,'=1+1");
    expect(intake.targets[0]).toMatchObject({ phone: '+13125550100', variables: { code: '=1+1' } });
  });
});
