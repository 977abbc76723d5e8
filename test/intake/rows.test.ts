import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyVariables } from '../../src/intake/empty-variables.ts';
import { MAX_ROWS, readTargets } from '../../src/intake/read-targets.ts';
import { refusedRowsCsv } from '../../src/intake/refused-rows-csv.ts';
import { csvCell, csvLine, neutralCell } from '../../src/lib/csv-cell.ts';
import { people, readFile, readPaste } from './read.ts';

describe('rows as a spreadsheet shows them', () => {
  test('quoted line breaks are one row, blank rows count and are silent', () => {
    const intake = readFile(
      'name,phone,notes\r\nA,+13125550100,"one\r\ntwo"\r\n\r\n,,\r\nB,12,\r\nC,+13125550101,\r\n,,\r\n;;\r\n\r\n',
    );
    expect(intake.targets.map(({ rows }) => rows)).toEqual([[2], [6]]);
    expect(intake.refused.slice(0, 1)).toMatchObject([{ row: 5, cells: ['B', '12', ''] }]);
  });

  test('five hundred empty rows at the end are no error lines', () => {
    const intake = readFile(`name,phone\nA,+13125550100\n${',\n'.repeat(500)}`);
    expect(intake).toMatchObject({ refused: [], totalRows: 1 });
  });

  test('totals and footers are refused with nothing to do', () => {
    const intake = readFile(
      'Firma;Telefon;Betrag\nA;+493023125001;5\nGesamt: 1;;5\nSumme;;5\nExportiert am 3.4.2024;;',
      'DE',
    );
    expect(people(intake)).toEqual(['A +493023125001']);
    expect(intake.refused.map(({ row }) => row)).toEqual([3, 4, 5]);
    for (const { reason } of intake.refused) expect(reason).toContain('nothing to do');
    expect(people(readFile('name,phone\nTotal Energies,+13125550100'))).toEqual(['Total Energies +13125550100']);
  });

  test('an open quote does not swallow the rows below it', () => {
    const intake = readFile('name,phone\n"A,+13125550100\nB,+13125550101\nC,+13125550102');
    expect(intake.targets.map(({ phone }) => phone)).toEqual(['+13125550100', '+13125550101', '+13125550102']);
  });
});

describe('one number on several rows', () => {
  test('is one call with all named, gaps filled, notes put together', () => {
    const intake = readFile(
      'name,phone,notes,city\nAcme,(312) 555-0100,a,\nBob,+13125550101,,\nAcme Print,3125550100,b,Chicago\nAcme,tel:+13125550100,a,Nowhere',
    );
    expect(intake.targets).toMatchObject([
      {
        id: 't1',
        name: 'Acme',
        rows: [2, 4, 5],
        alsoNamed: ['Acme Print'],
        notes: 'a; b',
        variables: { city: 'Chicago' },
      },
      { id: 't2', name: 'Bob', rows: [3], alsoNamed: [] },
    ]);
    expect(intake.merged).toEqual([{ phone: '+13125550100', rows: [2, 4, 5], names: ['Acme', 'Acme Print'] }]);
  });

  test('two extensions of one number are not mixed up', () => {
    const intake = readFile('name,phone\nSales,602-275-0073 x1\nParts,602-275-0073 x2\nDesk,602-275-0073');
    expect(intake.targets).toMatchObject([{ keys: '1', rows: [2, 4] }]);
    expect(intake.refused).toMatchObject([{ row: 3, reason: expect.stringContaining('row 2 with another extension') }]);
  });
});

describe('what cannot be read at all is one sentence with the cure', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const FILES: readonly (readonly [string, string, string])[] = [
    [
      'list.xlsx',
      'PK\u0003\u0004\u0014\u0000[Content_Types].xml',
      'list.xlsx is an Excel workbook; save it as CSV (File > Save as > CSV UTF-8) and send that.',
    ],
    [
      'list.csv',
      'PK\u0003\u0004....xl/workbook.xml',
      'list.csv is an Excel workbook; save it as CSV (File > Save as > CSV UTF-8) and send that.',
    ],
    [
      'list.xls',
      '\u00d0\u00cf\u0011\u00e0\u00a1',
      'list.xls is an Excel workbook; save it as CSV (File > Save as > CSV UTF-8) and send that.',
    ],
    ['list.pdf', '%PDF-1.7', 'list.pdf is a PDF; send the list it was made from as CSV, or paste its lines.'],
    ['lists.zip', 'PK\u0003\u0004....vendors.csv', 'lists.zip is an archive; unpack it and send the CSV inside.'],
    ['scan.csv', '\u0089PNG\r\n', 'scan.csv is a picture; send the list as CSV, or paste its lines.'],
    ['people.vcf', 'BEGIN:VCARD', 'people.vcf is a contacts file; export the contacts as CSV and send that.'],
    [
      'export.xls',
      '<html><table>',
      'export.xls is a web page; open it in your spreadsheet program and save it as CSV (File > Save as > CSV UTF-8) and send that.',
    ],
    [
      'noise.csv',
      '\u0001\u0002\u0003\u0004\u0005\u0006',
      'noise.csv is not a text file; save the list as CSV and send that.',
    ],
    ['empty.csv', '', 'empty.csv is empty; send a CSV with one person per row.'],
    ['heads.csv', 'name,phone\n', 'heads.csv has headings but no rows; add one person per row and send it again.'],
    [
      'words.csv',
      'name,city\nA,B\nC,D',
      'words.csv has no column with phone numbers; call it "phone" in the first row and send it again.',
    ],
  ];
  for (const [name, content, sentence] of FILES) {
    test(`${name}: ${sentence}`, () => {
      const intake = readTargets({ kind: 'file', name, bytes: bytes(content) }, { defaultRegion: 'US' });
      expect(intake).toMatchObject({ fatal: sentence, targets: [], refused: [], totalRows: 0 });
    });
  }

  test('text that a program calls .xls is read', () => {
    const intake = readTargets(
      { kind: 'file', name: 'crm.xls', bytes: bytes('name\tphone\nA\t+13125550100') },
      { defaultRegion: 'US' },
    );
    expect(people(intake)).toEqual(['A +13125550100']);
  });

  test('10,000 rows are read, one more or 5 MB are not', () => {
    const rows = (count: number): string => `name,phone\n${'A,12\n'.repeat(count)}`;
    expect(readFile(rows(MAX_ROWS))).toMatchObject({ totalRows: MAX_ROWS });
    expect(readFile(rows(MAX_ROWS + 1)).fatal).toBe(
      'list.csv has more than 10000 rows; split it and start one mission per part.',
    );
    expect(readFile(' '.repeat(5 * 1024 * 1024 + 1)).fatal).toBe(
      'list.csv is larger than 5 MB; split it and start one mission per part.',
    );
    expect(readPaste(' '.repeat(5 * 1024 * 1024 + 1)).fatal).toContain('larger than 5 MB');
  });
});

describe('the file of refused rows', () => {
  test('holds row, reason and cells, runs no formula, and can be corrected and sent again', () => {
    const intake = readFile('Firma;Telefon;Notiz\n=cmd();12;"a;b"\nB;+493023125001;\n@C;+49112;-1', 'DE');
    const csv = refusedRowsCsv(intake);
    expect(csv.split('\r\n')).toEqual([
      '\ufeffrow;reason;Firma;Telefon;Notiz',
      expect.stringMatching(/^2;"?"".*short or incomplete.*;'=cmd\(\);12;"a;b"$/),
      expect.stringMatching(/^4;.*emergency.*;'@C;'\+49112;'-1$/),
      '',
    ]);
    const corrected = readFile(csv.replace(';12;', ';030 23125002;').replace("'+49112", '030 23125003'), 'DE');
    expect(corrected.targets).toMatchObject([
      { name: '=cmd()', phone: '+493023125002', notes: 'a;b', variables: {} },
      { name: '@C', phone: '+493023125003', notes: '-1' },
    ]);
  });

  test('cells', () => {
    expect(['=1', '+1', '-1', '@a', ' =1', 'a=1', '1', ''].map(neutralCell)).toEqual([
      "'=1",
      "'+1",
      "'-1",
      "'@a",
      "' =1",
      'a=1',
      '1',
      '',
    ]);
    expect(csvCell('say "hi", you')).toBe('"say ""hi"", you"');
    expect(csvCell('a,b', ';')).toBe('a,b');
    expect(csvLine(['a', '', 'b\nc'])).toBe('a,,"b\nc"\r\n');
  });
});

test('rows with an empty variable are named for the preview', () => {
  const { targets } = readFile('name,phone,city,product\nA,+13125550100,X,\n,+13125550101, ,P\nC,+13125550102,Y,Q');
  expect(emptyVariables(targets, ['name', 'city', 'product'])).toEqual([
    { targetId: 't1', name: 'A', rows: [2], variables: ['product'] },
    { targetId: 't2', name: '', rows: [3], variables: ['name', 'city'] },
  ]);
  expect(emptyVariables(targets, ['phone'])).toEqual([]);
  expect(emptyVariables(targets, ['constructor'])).toHaveLength(3);
});

test('5,000 rows are read well under two seconds', () => {
  const rows = Array.from(
    { length: 5000 },
    (_, at) => `Shop ${at},+1 ${['312', '602', '850', '212', '416'][at % 5]} ${200 + (at % 700)} ${1000 + at},note,x`,
  );
  const started = performance.now();
  const intake = readFile(`name,phone,notes,city\n${rows.join('\n')}`);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(intake.targets.length).toBeGreaterThan(4500);
});

describe('the example lists', () => {
  for (const [file, region] of [
    ['vendors.csv', 'US'],
    ['shops.csv', 'DE'],
    ['restaurants.csv', 'US'],
  ] as const) {
    test(`${file} has ten callable people and nothing refused`, () => {
      const bytes = readFileSync(new URL(`../../examples/${file}`, import.meta.url));
      const intake = readTargets({ kind: 'file', name: file, bytes }, { defaultRegion: region });
      expect(intake.refused).toEqual([]);
      expect(intake.targets).toHaveLength(10);
      for (const { name, zones, phone } of intake.targets) {
        expect(name).not.toBe('');
        expect(zones).toHaveLength(1);
        expect(phone).toMatch(/^\+1\d{3}55501\d\d$|^\+493023125\d{3}$|^\+4420794600?\d{3,4}$/);
      }
    });
  }
});
