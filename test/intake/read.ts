/** Short hands for the tests of intake. */
import type { Intake } from '../../src/intake/intake.ts';
import { readTargets } from '../../src/intake/read-targets.ts';
import { encode, type FixtureEncoding } from './encode.ts';

export function readFile(text: string, defaultRegion = 'US', encoding: FixtureEncoding = 'utf-8'): Intake {
  return readTargets({ kind: 'file', name: 'list.csv', bytes: encode(text, encoding) }, { defaultRegion });
}

export function readPaste(text: string, defaultRegion = 'US'): Intake {
  return readTargets({ kind: 'paste', text }, { defaultRegion });
}

/** `name number` of each target, for tables. */
export function people(intake: Intake): string[] {
  return intake.targets.map(({ name, phone }) => `${name} ${phone}`.trim());
}
