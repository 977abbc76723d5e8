/** How soon everybody was called once: the whole core on a virtual clock, with as many lines as the mission may use. */
import { describe, expect, test } from 'vitest';
import type { RecipientType } from '../../../src/missions/brief.ts';
import { counts, isFullRun } from '../../support/counts.ts';
import { MINUTE, TUESDAY } from '../../support/given.ts';
import { phonesOf } from '../../support/random-plan.ts';
import { people, sweepBrief } from '../../support/sandbox.ts';
import { type VirtualRun, type VirtualWorld, virtualRun } from '../../support/virtual-run.ts';

const TYPES: readonly RecipientType[] = isFullRun ? ['general', 'service', 'professional', 'automated'] : ['general'];
const FORTY = { targets: people(40), lines: 5, startAt: TUESDAY };
const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Minutes from the start to each person's first ring, the latest last. */
function firstCalls({ dials }: VirtualRun): readonly number[] {
  const first = new Map<string, number>();
  for (const { target, at } of dials) if (!first.has(target)) first.set(target, (at - TUESDAY) / MINUTE);
  return [...first.values()].toSorted((a, b) => a - b);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Everybody rings shortly and talks as long, but for the one who hangs for half an hour. */
const steady =
  (minutes: number, hanging?: string): VirtualWorld['dial'] =>
  (target) => ({
    ringMs: 10_000,
    end: { talkMs: (target === hanging ? 29 : minutes) * MINUTE, insight: { call_outcome: 'answered', price: 10 } },
  });

describe('40 people, 5 lines, a minute apart', () => {
  test.each(TYPES)('P31 R255 %s: the last first call comes within 50 minutes at the median', (recipients) => {
    const brief = sweepBrief({ recipients, batchSize: 5, spacingSecs: 60 });
    const last = seeds(counts(3, 31)).map((seed) => {
      const calls = firstCalls(virtualRun({ ...FORTY, brief, dial: phonesOf(seed) }));
      expect(calls).toHaveLength(40);
      return calls.at(-1) ?? 0;
    });
    expect(median(last)).toBeLessThan(50);
  });

  test.each([
    [1.5, 0],
    [2, 4],
  ])('P31 R251 talks of %d min: a call that hangs for 29 min delays nobody else by more than %d', (minutes, most) => {
    const brief = sweepBrief({ batchSize: 5, spacingSecs: 60 });
    const usual = firstCalls(virtualRun({ ...FORTY, brief, dial: steady(minutes) }));
    const hung = firstCalls(virtualRun({ ...FORTY, brief, dial: steady(minutes, 't3') }));
    expect(usual.at(-1)).toBeLessThan(42);
    for (const [index, at] of hung.entries()) expect(at - (usual[index] ?? 0)).toBeLessThanOrEqual(most);
  });

  test('R129 R251 R252 R256 never two rings within a minute, never more out than the batch', () => {
    const brief = sweepBrief({ batchSize: 5, spacingSecs: 60 });
    const run = virtualRun({ ...FORTY, brief, dial: phonesOf(7) });
    const rings = run.dials.map((dial) => dial.at);
    for (const [index, at] of rings.entries())
      if (index > 0) expect(at - (rings[index - 1] ?? 0)).toBeGreaterThanOrEqual(MINUTE);
    expect(run.mostOut).toBe(5);
  });
});

test('R250 fewer lines than the batch: never more out than the account allows', () => {
  const brief = sweepBrief({ batchSize: 5, spacingSecs: 60 });
  expect(virtualRun({ ...FORTY, lines: 2, brief, dial: phonesOf(7) }).mostOut).toBe(2);
});
