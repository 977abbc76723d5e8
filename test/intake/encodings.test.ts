import { describe, expect, test } from 'vitest';
import { readTargets } from '../../src/intake/read-targets.ts';
import { encode, encodeDoubleByte, type FixtureEncoding } from './encode.ts';
import { people, readFile } from './read.ts';

const UNICODE: readonly FixtureEncoding[] = [
  'utf-8',
  'utf-8 with mark',
  'utf-16le',
  'utf-16le with mark',
  'utf-16be',
  'utf-16be with mark',
];

describe('unicode files', () => {
  for (const encoding of UNICODE) {
    for (const [label, delimiter] of [
      ['comma', ','],
      ['semicolon', ';'],
      ['tab', '\t'],
      ['pipe', '|'],
    ] as const) {
      test(`${encoding}, ${label}`, () => {
        const text = [
          ['Name', 'Telefon'],
          ['Größe Łódź', '+4930 23125001'],
          ['Čapek', '+4930 23125002'],
        ];
        const intake = readFile(text.map((row) => row.join(delimiter)).join('\r\n'), 'DE', encoding);
        expect(people(intake)).toEqual(['Größe Łódź +493023125001', 'Čapek +493023125002']);
        expect(intake.encoding).toBe(encoding.split(' ')[0]);
        expect(intake.delimiter).toBe(delimiter);
      });
    }
  }
});

const CODE_PAGES: readonly (readonly [FixtureEncoding, string, string, readonly string[]])[] = [
  ['windows-1252', 'DE', 'Name;Telefon', ['Bäckerei Müller', 'Schloß Größe', 'Jürgen „Jo“ Weiß']],
  ['windows-1252', 'FR', 'Nom;Téléphone', ['Café de la Forêt', 'Boulangerie Lefèvre', 'Garçon & Fils', 'Sœur – 5 €']],
  ['windows-1252', 'ES', 'Nombre;Teléfono', ['Panadería Muñoz', 'Peluquería Ibáñez']],
  ['windows-1252', 'IT', 'Nome;Telefono', ['Caffè Città', 'Perché no']],
  ['windows-1252', 'PT', 'Nome;Telefone', ['João Conceição', 'Padaria São João']],
  ['windows-1252', 'NL', 'Naam;Telefoon', ['Café Zoë', 'Bakkerij Reünie']],
  ['windows-1252', 'US', 'Name;Phone', ['Bjørn Åse', 'Señor Frijoles', 'Éclair']],
  ['windows-1250', 'PL', 'Nazwa;Telefon', ['Piekarnia Wójcik', 'Zakład Śląski', 'Łódź']],
  ['windows-1250', 'US', 'Nazwa;Telefon', ['Wiśniewski', 'Gdańsk']],
  ['windows-1250', 'CZ', 'Název;Telefon', ['Pekařství Dvořák', 'Řeznictví Černý', 'Plzeň']],
  ['windows-1250', 'US', 'Název;Telefon', ['Pekařství Dvořák', 'Řeznictví Černý']],
  ['windows-1250', 'HU', 'Cég;Telefon', ['Kovács Győző', 'Szűcs Ernő']],
  ['windows-1251', 'RU', 'Имя;Телефон', ['Пекарня Иванов', 'Ёлка']],
  ['windows-1254', 'TR', 'Ad;Telefon', ['Fırın Yıldız', 'Güneş Ağaç', 'İstanbul Şarküteri']],
  ['windows-1254', 'US', 'Ad;Telefon', ['Ayşe Çağlar', 'Işık Büfe']],
];

describe('Windows code pages', () => {
  for (const [encoding, region, header, names] of CODE_PAGES) {
    test(`${encoding}: ${names.join(', ')} (${region})`, () => {
      const rows = names.map((name, index) => `${name};+4930 2312500${index}`);
      const intake = readFile([header, ...rows].join('\r\n'), region, encoding);
      expect(intake.targets.map(({ name }) => name)).toEqual(names);
      expect(intake.encoding).toBe(encoding);
    });
  }

  test('a UTF-8 file with one broken character among a hundred stays UTF-8', () => {
    const rows = Array.from({ length: 100 }, (_, at) => `Bäckerei Ö${at};+49 30 23125${String(at).padStart(3, '0')}`);
    const intact = encode(`Name;Telefon\n${rows.join('\n')}\nK`, 'utf-8');
    const bytes = Buffer.concat([intact, Buffer.of(0xe4), Buffer.from(';+493023125900')]);
    const intake = readTargets({ kind: 'file', name: 'list.csv', bytes }, { defaultRegion: 'DE' });
    expect(intake.encoding).toBe('utf-8');
    expect(intake.targets[0]?.name).toBe('Bäckerei Ö0');
    expect(intake.targets).toHaveLength(101);
  });

  test('a list in Japanese is left to the general detector', () => {
    const bytes = encodeDoubleByte('Name,Phone\nさくら食堂,+81312345678\nひまわり書店,+81312345679', 'shift_jis');
    const intake = readTargets({ kind: 'file', name: 'list.csv', bytes }, { defaultRegion: 'JP' });
    expect(intake.encoding).toBe('shift_jis');
    expect(people(intake)).toEqual(['さくら食堂 +81312345678', 'ひまわり書店 +81312345679']);
  });
});
