/** Classes 2, 3 and 5 through the engine against the simulator; what went over the wire is read from its log alone. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Brief } from '../../src/missions/brief.ts';
import { holders } from '../../src/missions/classes/action.ts';
import { type MissionState, openGate } from '../../src/missions/state.ts';
import { audit, dialCount } from '../support/auditor.ts';
import {
  ANA,
  actionBrief,
  closed,
  negotiationBrief,
  openSandbox,
  phoneOf,
  type Sandbox,
  sweepBrief,
} from '../support/sandbox.ts';

const ID = 'M-101';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const deciding = (state: MissionState): boolean => openGate(state)?.status === 'open';

const answered = (values: Readonly<Record<string, unknown>>) => ({
  outcome: 'answered',
  insights: { call_outcome: 'answered', ...values },
  talkSeconds: 60,
});
const free = answered({ has_availability: true, reservation_confirmed: false });
const full = answered({ has_availability: false, reservation_confirmed: false });
const booked = answered({ has_availability: true, reservation_confirmed: true });

const scheduling = z.object({
  telnyx_end_user_target: z.string(),
  conversation_metadata: z.object({ mission_step_id: z.string() }),
  dynamic_variables: z.record(z.string(), z.string()).default({}),
});

/** Each call in the order in which it was handed over: to whom, the step, and the variables that say what it may do. */
async function handedOver(box: Sandbox): Promise<readonly (readonly [number, string, Record<string, string>])[]> {
  return (await box.log()).flatMap((entry) => {
    if (entry.method !== 'POST' || !/\/scheduled_events$/.test(entry.path ?? '')) return [];
    const body = scheduling.parse(entry.body);
    const { name: _, outbound: __, ...variables } = body.dynamic_variables;
    const who = Number(body.telnyx_end_user_target.slice(-4)) - 2000;
    return [[who, body.conversation_metadata.mission_step_id, variables] as const];
  });
}

/** Ended, and the portal was told so. */
async function over(box: Sandbox): Promise<MissionState> {
  const end = await box.until(ID, ended);
  await closed(box);
  return end;
}

async function open(brief: Brief, count: number, script: readonly (readonly unknown[])[]): Promise<Sandbox> {
  const box = await openSandbox();
  await box.script(Object.fromEntries(script.map((outcomes, index) => [phoneOf(index), outcomes])));
  await box.start(brief, count);
  return box;
}

const planOf = async (box: Sandbox): Promise<readonly string[]> => {
  const steps = new Map<string, string>();
  for (const entry of await box.log()) {
    const step = /\/plan\/steps\/([^/]+)$/.exec(entry.path ?? '')?.[1];
    if (entry.method === 'PATCH' && step !== undefined && entry.status === 200)
      steps.set(step, z.object({ status: z.string() }).parse(entry.body).status);
  }
  return [...steps].map(([step, status]) => `${step} ${status}`);
};

describe('sequential negotiation', () => {
  test('R214 R216 R217 R218 R222 P2 one at a time, the best offer in the next body, no assistant is edited', async () => {
    const box = await open(
      negotiationBrief({ recipients: 'service' }),
      4,
      [500, 420, 450, 1].map((price) => [answered({ price })]),
    );
    await over(box);
    expect(await handedOver(box)).toEqual([
      [0, 'call-1', {}],
      [1, 'call-2', { best_quote: '$500', best_company: 'Vendor 1' }],
      [2, 'call-3', { best_quote: '$420', best_company: 'Vendor 2' }],
      [3, 'call-4', { best_quote: '$420', best_company: 'Vendor 2' }],
    ]);
    const log = await box.log();
    expect(log.filter((one) => one.method === 'POST' && one.path === '/v2/ai/assistants')).toHaveLength(1);
    expect(
      log.filter((one) => ['PATCH', 'PUT'].includes(one.method ?? '') && one.path?.includes('/assistants/')),
    ).toEqual([]);
    expect(log.filter((one) => one.method === 'POST' && /\/ai\/assistants\/[^/]+$/.test(one.path ?? ''))).toEqual([]);
    expect(await planOf(box)).toEqual(
      ['setup', 'call-1', 'call-2', 'call-3', 'call-4', 'analyze'].map((step) => `${step} completed`),
    );
    expect(audit(log)).toEqual([]);
  });
});

describe('gather, then act', () => {
  test('R234 R235 R236 R243 asks, books with the first who can, takes the others back', async () => {
    const box = await open(actionBrief(), 5, [[full], [free, booked], ['no-answer'], [full], [full]]);
    const end = await over(box);
    expect(end.stage).toMatchObject({ status: 'succeeded' });
    expect(holders(end)).toEqual(['t2']);
    const calls = await handedOver(box);
    expect(calls.filter(([, , variables]) => variables.may_book === 'yes')).toEqual([[1, 'book', { may_book: 'yes' }]]);
    expect(calls.at(-1)).toEqual([1, 'book', { may_book: 'yes' }]);
    expect(dialCount(await box.log())).toBeLessThanOrEqual(4);
    expect(await planOf(box)).toEqual(['setup completed', 'screen completed', 'book completed']);
    expect(audit(await box.log())).toEqual([]);
  });

  test('a second booking by a call in flight is found, decided on, and cancelled by one call', async () => {
    const cancelled = answered({ cancellation_confirmed: true });
    const box = await open(actionBrief(), 2, [
      [{ ...booked, talkSeconds: 200 }],
      [{ ...booked, talkSeconds: 200 }, cancelled],
    ]);
    const asked = await box.until(ID, deciding);
    expect(openGate(asked)).toMatchObject({ kind: 'double-booking' });
    expect(dialCount(await box.log())).toBe(2);
    await box.engine.send(ID, { type: 'Approve' }, ANA, 'yes');
    const end = await over(box);
    expect(holders(end)).toHaveLength(1);
    const calls = await handedOver(box);
    expect(calls.map(([, , variables]) => variables)).toEqual([{}, {}, { must_cancel: 'yes' }]);
    expect(audit(await box.log())).toEqual([]);
  });
});

describe('first N, then ask me', () => {
  test('nobody else is rung before the yes, everybody after it', async () => {
    const box = await open(
      sweepBrief({ tryFirst: 2 }),
      4,
      [0, 1, 2, 3].map(() => [answered({ price: 9 })]),
    );
    await box.until(ID, deciding);
    expect(dialCount(await box.log())).toBe(2);
    await box.engine.send(ID, { type: 'Approve' }, ANA, 'yes');
    await over(box);
    expect(dialCount(await box.log())).toBe(4);
    expect(audit(await box.log())).toEqual([]);
  });
});
