import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Intake } from '../../src/intake/intake.ts';
import { readTargets } from '../../src/intake/read-targets.ts';
import { csvLine } from '../../src/lib/csv-cell.ts';
import { isFullRun } from '../support/counts.ts';
import { readFile, readPaste } from './read.ts';

const RUNS = isFullRun ? 2000 : 200;

const phone = fc.oneof(
  fc.integer({ min: 0, max: 99 }).map((last) => `+1312555${String(100 + last).padStart(4, '0')}`),
  fc.integer({ min: 0, max: 999 }).map((last) => `030 23125 ${String(last).padStart(3, '0')}`),
  fc.constantFrom('', '911', '4.93E+11', '12345', '+1 900 555 0100', 'n/a', '602-275-0073(#4)', "'+49 30 23125-001"),
  fc.string(),
);
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', 'Acme', 'Größe', 'Total', 'two\nlines', '"', '=1+1', 'name'),
);
const row = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(text, phone, text) },
  { weight: 1, arbitrary: fc.constant(['', '', '']) },
);

/** Blank rows apart, each row of the source is in one place; what is callable is callable. */
function audit(intake: Intake): void {
  const placed = [...intake.targets.flatMap(({ rows }) => rows), ...intake.refused.map((each) => each.row)];
  expect(new Set(placed).size).toBe(placed.length);
  expect(placed.length).toBe(intake.totalRows);
  expect(placed).not.toContain(intake.headerRow);
  const { targets } = intake;
  expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
  expect(new Set(targets.map((each) => each.phone)).size).toBe(targets.length);
  for (const target of targets) {
    expect(target.phone).toMatch(/^\+[1-9]\d{6,14}$/);
    expect(target.zones.length).toBeGreaterThan(0);
    expect(target.region).toMatch(/^[A-Z]{2}$/);
    if (target.keys !== undefined) expect(target.keys).toMatch(/^[\d#*]+$/);
    for (const name of Object.keys(target.variables)) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  }
  for (const { reason } of intake.refused) expect(reason).toMatch(/\.$/);
}

describe('every row is accounted for once', () => {
  test('in a table with headings', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, delimiter) => {
          const lines = rows.map((cells) => csvLine(cells, delimiter)).join('');
          const intake = readFile(`name${delimiter}phone${delimiter}city\r\n${lines}`, 'DE');
          const filled = rows.flatMap((cells, at) => (cells.every((cell) => cell.trim() === '') ? [] : [at + 2]));
          if (intake.fatal !== undefined) return;
          audit(intake);
          const placed = [...intake.targets.flatMap((each) => each.rows), ...intake.refused.map((each) => each.row)];
          expect(placed.sort((a, b) => a - b)).toEqual(filled);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('in anything at all', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.array(row, { maxLength: 12 }).map((rows) => rows.map((cells) => cells.join(', ')).join('\n')),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom('US', 'DE', 'GB', ''), (content, region) => {
        for (const intake of [readPaste(content, region), readFile(content, region)]) {
          if (intake.fatal === undefined) audit(intake);
          else expect(intake.fatal).toMatch(/\.$/);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('any bytes are read or refused in one sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const intake = readTargets({ kind: 'file', name: 'list.csv', bytes }, { defaultRegion: 'DE' });
        if (intake.fatal === undefined) audit(intake);
      }),
      { numRuns: RUNS },
    );
  });
});
