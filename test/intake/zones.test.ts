import { describe, expect, test } from 'vitest';
import { readPhone } from '../../src/intake/phone.ts';
import { readZones } from '../../src/intake/zone-cell.ts';
import { parseFlatBson, zoneTable } from '../../src/intake/zone-data.ts';
import { zonesOf } from '../../src/intake/zones.ts';
import { people, readFile } from './read.ts';

const ZONES: readonly (readonly [string, readonly string[]])[] = [
  ['+13125550100', ['America/Chicago']],
  ['+16025550100', ['America/Phoenix']],
  ['+12125550100', ['America/New_York']],
  ['+18085550100', ['Pacific/Honolulu']],
  ['+14165550100', ['America/Toronto']],
  ['+18505550100', ['America/Chicago', 'America/New_York']],
  ['+19305550100', ['America/Chicago', 'America/New_York']],
  ['+493023125001', ['Europe/Berlin']],
  ['+4917139200123', ['Europe/Berlin']],
  ['+442079460123', ['Europe/London']],
  ['+447700900123', ['Europe/London']],
  ['+34912345678', ['Europe/Madrid']],
  ['+34922123456', ['Atlantic/Canary']],
  ['+34612345678', ['Atlantic/Canary', 'Europe/Madrid']],
  ['+353861234567', ['Europe/Dublin']],
  ['+5581961234567', ['America/Noronha', 'America/Sao_Paulo']],
  ['+74951234567', ['Europe/Moscow']],
  ['+77011234567', ['Asia/Almaty', 'Asia/Aqtobe']],
];

describe('zones of a number', () => {
  for (const [number, zones] of ZONES) {
    test(`${number} lies in ${zones.join(' or ')}`, () => {
      const phone = readPhone(number, 'US');
      expect(phone.ok && zonesOf(phone)).toEqual(zones);
    });
  }

  test('a service number may ring anywhere in its country, but not in its islands of other countries', () => {
    const phone = readPhone('+1 800 555 0100', 'US');
    const zones = phone.ok ? zonesOf(phone) : [];
    expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
    expect(zones).not.toContain('Pacific/Guam');
    const mobile = readPhone('+61412345678', 'AU');
    expect(mobile.ok && zonesOf(mobile)).not.toContain('Indian/Christmas');
  });

  test('every zone of the table is one the runtime can reckon with', () => {
    const names = new Set([...zoneTable().values()].flat());
    for (const timeZone of names) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
    expect(zoneTable().size).toBeGreaterThan(3000);
  });

  test('a damaged table is an error, not a wrong zone', () => {
    expect(() => parseFlatBson(Buffer.from([12, 0, 0, 0, 0x10, 0x31, 0, 1, 0, 0, 0, 0]))).toThrow(/damaged/);
  });
});

describe('a column called zone', () => {
  const CELLS: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['', []],
    ['Europe/Berlin', ['Europe/Berlin']],
    ['europe/berlin', ['Europe/Berlin']],
    ['New York', ['America/New_York']],
    ['ET', ['America/New_York']],
    ['Pacific time', ['America/Los_Angeles']],
    ['Chicago, Denver', ['America/Chicago', 'America/Denver']],
    ['Mars', undefined],
  ];
  for (const [cell, zones] of CELLS) {
    test(`${JSON.stringify(cell)} reads as ${zones === undefined ? 'no zone' : zones.join(' and ') || 'nothing said'}`, () => {
      expect(readZones(cell)).toEqual(zones);
    });
  }

  test('overrides the number, and an unknown one is refused with the cure', () => {
    const intake = readFile(
      'name,phone,time zone\nA,+13125550100,America/Denver\nB,+13125550101,\nC,+13125550102,Mars',
    );
    expect(intake.targets.map(({ zones }) => zones)).toEqual([['America/Denver'], ['America/Chicago']]);
    expect(intake.refused).toMatchObject([{ row: 4, reason: expect.stringContaining('write it like Europe/Berlin') }]);
  });

  test('a sales district is a variable, not a zone', () => {
    const intake = readFile('name,phone,zone\nA,+13125550100,North\nB,+13125550101,South');
    expect(people(intake)).toEqual(['A +13125550100', 'B +13125550101']);
    expect(intake.columns[2]).toEqual({ header: 'zone', use: 'variable', variable: 'zone_2' });
    expect(intake.targets[0]?.variables).toEqual({ zone_2: 'North' });
  });
});
