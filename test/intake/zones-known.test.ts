/** Nobody is called whose clock is not known: every country has zones, and where a cell says none the row is a question. */
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, test } from 'vitest';
import { readPhone } from '../../src/intake/phone.ts';
import { zonesOf } from '../../src/intake/zones.ts';
import { BUSINESS_HOURS, nextOpen } from '../../src/missions/policies/hours.ts';
import { readFile } from './read.ts';

test('R293 a mobile of every country has zones that the hours can be reckoned in', () => {
  const unknown = getCountries().flatMap((country) => {
    const phone = readPhone(getExampleNumber(country, examples)?.number ?? '', country);
    if (!phone.ok) return [];
    const zones = zonesOf(phone);
    const opens = nextOpen(Date.parse('2026-11-24T00:00:00Z'), zones.slice(0, 1), BUSINESS_HOURS, phone.region);
    return zones.length > 0 && opens !== undefined ? [] : [country];
  });
  expect(unknown).toEqual([]);
});

test('R293 a zone that is none is asked about before anything starts, and the row is left out until then', () => {
  const intake = readFile('name,phone,time zone\nA,+13125550100,Chicago\nB,+13125550101,Atlantis\n');
  expect(intake.targets.map((one) => one.name)).toEqual(['A']);
  expect(intake.refused).toMatchObject([
    { row: 3, reason: '"Atlantis" is not a time zone; write it like Europe/Berlin, or leave the cell empty.' },
  ]);
});
