/** The last look at the clock: right before a call is handed over its hours, the holidays and the deadline are asked once more. */
import { expect, test } from 'vitest';
import type { EffectContext } from '../../src/engine/effects/context.ts';
import { handOver, place } from '../../src/engine/effects/place.ts';
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import { BUSINESS_HOURS } from '../../src/missions/policies/hours.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { HOUR, Play } from '../support/given.ts';
import { sweepBrief } from '../support/sandbox.ts';

/** A backend that counts what it is asked to place, and knows of no call. */
function double(state: MissionState, now: number) {
  const seen = { placed: 0, reserved: 0, looked: 0, told: [] as MissionCommand[] };
  const context = {
    clock: { now: () => now, wall: () => now },
    current: () => state,
    backend: {
      encodeCall: () => '{}',
      placeCall: async () => {
        seen.placed += 1;
        return { eventId: 'e1' };
      },
      listCalls: async () => {
        seen.looked += 1;
        return [];
      },
      findConversations: async () => [],
    },
    ledger: {
      reserve: async () => {
        seen.reserved += 1;
        return { granted: false, why: 'lines', reason: 'all lines are taken' };
      },
    },
    tell: async (command: MissionCommand) => {
      seen.told.push(command);
      return state;
    },
    callersSeen: () => now,
    missedSince: new Map<string, number>(),
    newId: () => 'id',
    limit: 2,
  } as unknown as EffectContext;
  return { seen, context };
}

const changed = (state: MissionState, change: Partial<Brief>): MissionState => ({
  ...state,
  brief: { ...state.brief, ...change },
});
const closed = { ...BUSINESS_HOURS, open: { from: 15 * 60, to: 17 * 60 } };
const holiday = { ...BUSINESS_HOURS, holidays: [{ date: '2026-11-24', name: 'Founders Day', region: 'US' }] };

function intended() {
  const play = new Play(sweepBrief(), 1).provision();
  const id = play.intend('t1');
  const call = play.state.calls.get(id);
  if (call === undefined) throw new Error('no call');
  return { play, call };
}

test('R122 P33 an intent that may ring is handed over', async () => {
  const { play, call } = intended();
  const { context, seen } = double(play.state, play.at);
  await handOver(context, play.state, call);
  expect(seen).toMatchObject({ placed: 1, looked: 0, told: [{ type: 'RecordHandedOver' }] });
});

test.each([
  ['R122 their hours are others by now', { hours: closed }],
  ['R123 a holiday was added', { hours: holiday }],
  ['P33 a deadline was set meanwhile', { deadlineAt: 1 }],
])('%s: nothing is sent, it is looked for instead', async (_why, change) => {
  const { play, call } = intended();
  const { context, seen } = double(changed(play.state, change), play.at);
  await handOver(context, play.state, call);
  expect(seen).toMatchObject({ placed: 0, looked: 1, told: [] });
});

test.each([
  ['may ring', {}, 1],
  ['is closed (R122)', { hours: closed }, 0],
  ['is a holiday (R123)', { hours: holiday }, 0],
  ['is after the deadline (P33)', { deadlineAt: 1 }, 0],
])('a minute that %s: asked before a line is taken', async (_why, change, reserved) => {
  const play = new Play(sweepBrief(), 1).provision();
  const [work] = play.work().flatMap((one) => (one.kind === 'place' ? [one] : []));
  if (work === undefined) throw new Error('nothing to place');
  play.after(work.at - play.at);
  const { context, seen } = double(changed(play.state, change), play.at);
  await place(context, changed(play.state, change), work);
  expect(seen).toMatchObject({ reserved, placed: 0 });
});

test('the minute itself may have gone by while the work waited', async () => {
  const play = new Play(sweepBrief(), 1).provision();
  const [work] = play.work().flatMap((one) => (one.kind === 'place' ? [one] : []));
  const { context, seen } = double(play.state, play.at + HOUR);
  if (work !== undefined) await place(context, play.state, work);
  expect(seen).toMatchObject({ reserved: 0, placed: 0 });
});
