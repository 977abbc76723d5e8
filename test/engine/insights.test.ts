/** Reading what a talk brought (playbook section 12), as the worker's hand does it: what Telnyx answers in, commands out. */
import { describe, expect, test } from 'vitest';
import type { EffectContext } from '../../src/engine/effects/context.ts';
import { insights } from '../../src/engine/effects/look.ts';
import type { InsightRun } from '../../src/engine/ports.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import type { Values } from '../../src/missions/terms.ts';
import { MINUTE, Play } from '../support/given.ts';
import { sweepBrief } from '../support/sandbox.ts';

const SECOND = 1000;
const ANSWER: Values = { call_outcome: 'answered', price: 9 };
const result = (insightId: string, text: string, values?: Values): InsightRun['results'][number] => ({
  insightId,
  text,
  ...(values === undefined ? {} : { values }),
});
const structured = (values: Values) => result('id-round-1/insight', JSON.stringify(values), values);
const run = (status: InsightRun['status'], ...results: InsightRun['results']): InsightRun => ({ status, results });

/** A call that has just ended, and what is told of it when its insights are read `after` ms later. */
async function toldOf(runs: readonly InsightRun[], after = 0): Promise<readonly MissionCommand[]> {
  const play = new Play(sweepBrief(), 1).provision();
  const id = play.handOver();
  play.after(3 * MINUTE).world({ type: 'RecordEnded', call: id, status: 'completed', conversationId: 'c' });
  const call = play.state.calls.get(id);
  const told: MissionCommand[] = [];
  const context = {
    backend: { readInsights: async () => runs, readTalk: async () => [], findConversations: async () => [] },
    clock: { now: () => play.at + after },
    looked: () => undefined,
    tell: async (command: MissionCommand) => {
      if (command.type !== 'RecordTalk') told.push(command);
      return undefined;
    },
  };
  if (call === undefined) throw new Error('no call');
  await insights(context as unknown as EffectContext, play.state, call);
  return told;
}
const factOf = (commands: readonly MissionCommand[]) =>
  commands.flatMap((command) => (command.type === 'RecordFact' ? [command.fact] : []));

describe('insights', () => {
  test('R182 R184 what is pending or in progress changes nothing, even with data in it', async () => {
    expect(await toldOf([])).toEqual([]);
    for (const status of ['pending', 'in_progress', 'unknown'] as const)
      expect(await toldOf([run(status, structured(ANSWER))])).toEqual([]);
  });

  test('R184 R137 R172 completed, it is the outcome', async () => {
    const [fact] = factOf(await toldOf([run('completed', structured(ANSWER))]));
    expect(fact).toMatchObject({ type: 'PersonAnswered', values: { private: { price: 9 } } });
  });

  test('R193 P18 failed, empty or unreadable insights are nothing learnt, at once', async () => {
    for (const runs of [
      [run('failed')],
      [run('completed')],
      [run('completed', result('id-round-1/insight', 'no JSON'))],
    ])
      expect(factOf(await toldOf(runs))).toMatchObject([{ type: 'NothingLearnt' }]);
  });

  test('R184 of several runs only the completed one counts', async () => {
    const other = { call_outcome: 'answered', price: 1 };
    const facts = factOf(await toldOf([run('pending', structured(other)), run('completed', structured(ANSWER))]));
    expect(facts).toMatchObject([{ values: { private: { price: 9 } } }]);
  });

  test('R183 given up at 20:00, not at 19:59', async () => {
    expect(await toldOf([run('pending')], 20 * MINUTE - SECOND)).toEqual([]);
    expect(factOf(await toldOf([run('pending')], 20 * MINUTE))).toMatchObject([{ type: 'NothingLearnt' }]);
  });

  test('R185 the standard summary is read in the same answer and kept beside the outcome', async () => {
    const runs = [run('completed', structured(ANSWER), result('id-summary-insight', ' They can deliver in May. '))];
    const [fact] = factOf(await toldOf(runs));
    expect(fact?.evidence?.private?.summary).toBe('They can deliver in May.');
  });
});
