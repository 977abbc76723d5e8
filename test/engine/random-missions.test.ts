/** Random missions on a world that fails at random: every one ends, and an auditor who reads the wire alone finds nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { audit } from '../support/auditor.ts';
import { counts } from '../support/counts.ts';
import {
  actionBrief,
  closed,
  negotiationBrief,
  openSandbox,
  roundsBrief,
  type Sandbox,
  screeningBrief,
  sweepBrief,
} from '../support/sandbox.ts';

interface World {
  readonly seed: number;
  readonly people: number;
  readonly kind: Brief['class'];
  readonly tryFirst: number;
  readonly recipients: Brief['recipients'];
  readonly batchSize: number;
  readonly spacingSecs: number;
  readonly limit: number;
  readonly startHour: number;
  readonly faults: readonly object[];
}

const PLACES = [
  '/scheduled_events',
  '/events$',
  '/plan',
  '/runs',
  '/missions',
  '/insights',
  '/assistants',
  '/phone_numbers',
  '',
];
const fault = fc
  .record({
    path: fc.constantFrom(...PLACES),
    method: fc.constantFrom('GET', 'POST', 'PATCH', undefined),
    kind: fc.constantFrom('status', 'status-after', 'drop', 'drop-after', 'html502', 'html502-after'),
    status: fc.constantFrom(429, 500, 503),
    skip: fc.integer({ min: 0, max: 25 }),
    times: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ path, method, kind, status, ...rest }) => ({
    match: { path, ...(method === undefined ? {} : { method }) },
    kind: kind === 'status-after' && status === 429 ? 'status' : kind,
    ...(kind.startsWith('status') ? { status } : {}),
    ...(status === 429 && kind.startsWith('status') ? { headers: { 'retry-after': '1' } } : {}),
    ...rest,
  }));

const world: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  people: fc.integer({ min: 1, max: 9 }),
  kind: fc.constantFrom('sweep', 'screening', 'negotiation', 'rounds', 'action'),
  tryFirst: fc.constantFrom(0, 0, 0, 2),
  recipients: fc.constantFrom('automated', 'service', 'professional', 'general'),
  batchSize: fc.integer({ min: 1, max: 5 }),
  spacingSecs: fc.integer({ min: 60, max: 120 }),
  limit: fc.integer({ min: 1, max: 3 }),
  startHour: fc.integer({ min: 0, max: 23 }),
  faults: fc.array(fault, { maxLength: 3 }),
});

const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const decidedOrEnded = (state: MissionState): boolean => ended(state) || state.stage.kind === 'deciding';

const MAKE = {
  sweep: sweepBrief,
  screening: screeningBrief,
  negotiation: negotiationBrief,
  rounds: roundsBrief,
  action: actionBrief,
} as const;

/** People say yes to whatever is asked until nothing is. */
async function seeThrough(box: Sandbox): Promise<void> {
  for (;;) {
    const state = await box.until('M-101', decidedOrEnded, 60_000);
    if (ended(state)) return closed(box);
    await box.tell('M-101', { type: 'Approve' });
  }
}

test(
  'R19-R26 R177 R299 whatever fails on the way: every mission ends, nobody is called wrongly, the portal tells the story',
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ seed, people, kind, tryFirst, limit, startHour, faults, ...rest }) => {
        const sandbox = await openSandbox({
          seed,
          limit,
          startMs: Date.parse('2026-11-24T00:00:00Z') + startHour * 3_600_000,
        });
        try {
          await sandbox.faults(faults);
          await sandbox.start(MAKE[kind](tryFirst === 0 ? rest : { ...rest, tryFirst }), people);
          await seeThrough(sandbox);
          expect(audit(await sandbox.log())).toEqual([]);
        } finally {
          await sandbox.stop();
        }
      }),
      {
        numRuns: counts(5, 120),
        ...(process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) }),
        endOnFailure: true,
      },
    );
  },
  counts(120_000, 1_200_000),
);
