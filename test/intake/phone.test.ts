import { describe, expect, test } from 'vitest';
import { readPhone } from '../../src/intake/phone.ts';

const READ: readonly (readonly [string, string, string, string?])[] = [
  ['+1 312 555 0100', 'DE', '+13125550100'],
  ['(312) 555-0100', 'US', '+13125550100'],
  ['312.555.0100', 'US', '+13125550100'],
  ['13125550100', 'US', '+13125550100'],
  ['3125550100.0', 'US', '+13125550100'],
  ["'+49 30 23125-123", 'US', '+493023125123'],
  ['="03023125001"', 'DE', '+493023125001'],
  ['tel:+49-30-23125123', 'US', '+493023125123'],
  ['Tel.: 030 23125001', 'DE', '+493023125001'],
  ['0049 (0)30/23125 001', 'US', '+493023125001'],
  ['+49 (0)30 23125001', 'US', '+493023125001'],
  ['(+49) 30 23125001', 'US', '+493023125001'],
  ['493023125123', 'US', '+493023125123'],
  ['493023125123', 'DE', '+493023125123'],
  ['3023125123', 'DE', '+493023125123'],
  ['030/23125001', 'DE', '+493023125001'],
  ['+39 (0)6 12345678', 'DE', '+390612345678'],
  ['‭+1 312‑555‑0100‬', 'US', '+13125550100'],
  ['+44 7700 900123', 'US', '+447700900123'],
  ['07700 900123', 'GB', '+447700900123'],
  ['11 96123-4567', 'BR', '+5511961234567'],
  ['602-275-0073 ext. 4', 'US', '+16022750073', '4'],
  ['602-275-0073 x12', 'US', '+16022750073', '12'],
  ['030 23125001 DW 12', 'DE', '+493023125001', '12'],
  ['+16022750073,,4#', 'US', '+16022750073', '4#'],
];

describe('numbers as people write them', () => {
  for (const [cell, region, phone, keys] of READ) {
    test(`${JSON.stringify(cell)} read in ${region}`, () => {
      expect(readPhone(cell, region)).toMatchObject(
        keys === undefined ? { ok: true, phone } : { ok: true, phone, keys },
      );
      if (keys === undefined) expect(readPhone(cell, region)).not.toHaveProperty('keys');
    });
  }

  for (const cell of ['602-275-0073(#4)', '602-275-0073 (#4)', '602-275-0073#4', '+1 (602) 275-0073 ( # 4 )']) {
    test(`R104 ${cell}: only the number is dialled, # and 4 are pressed`, () => {
      expect(readPhone(cell, 'US')).toMatchObject({ ok: true, phone: '+16022750073', keys: '#4' });
    });
  }
});

test('every sample number 555-0100 to 555-0199 is accepted', () => {
  for (const area of ['312', '602', '212', '907', '808']) {
    for (let last = 100; last < 200; last++) expect(readPhone(`${area}-555-0${last}`, 'US').ok).toBe(true);
  }
});

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['', 'US', /no phone number; add one/],
  ['n/a', 'US', /no phone number/],
  ['4.93E+11', 'DE', /cut "4.93E\+11" short; format the phone column as text/],
  ['4,93023E+11', 'DE', /format the phone column as text/],
  ['911', 'US', /emergency/],
  ['112', 'DE', /emergency/],
  ['+49 112', 'DE', /emergency/],
  ['1-1-2', 'DE', /emergency/],
  ['+1 900 555 1234', 'US', /premium-rate/],
  ['+1 312 976 1234', 'US', /premium-rate/],
  ['0900 1234567', 'DE', /premium-rate/],
  ['+33 899 00 12 34', 'US', /premium-rate/],
  ['12345', 'US', /short or incomplete/],
  ['116117', 'DE', /short or incomplete/],
  ['555-0100', 'US', /too short/],
  ['+1 312 555 01001', 'US', /too long/],
  ['0171 2345678', 'US', /no country code and is not a number of US/],
  ['030 23125011', 'US', /no country code and is not a number of US/],
  ['1-800-FLOWERS', 'US', /letters/],
  ['+800 1234 5678', 'US', /belongs to a country/],
  ['312 555 0100', '', /no country code/],
  ['030 23125001 / 030 23125002', 'DE', /more than one number/],
  ['call me', 'US', /not a phone number/],
];

describe('numbers that are never dialled', () => {
  for (const [cell, region, reason] of REFUSED) {
    test(`${JSON.stringify(cell)} read in ${region || 'no region'}`, () => {
      const reading = readPhone(cell, region);
      expect(reading.ok ? reading.phone : reading.reason).toMatch(reason);
      expect(reading.ok ? '' : reading.reason).toMatch(/^[^.]*(\.\d[^.]*)*\.$/);
    });
  }
});
