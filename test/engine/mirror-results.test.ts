/** What Telnyx is told when people put results right. */
import { expect, test } from 'vitest';
import { mirrorOps } from '../../src/engine/mirror-ops.ts';
import type { PersonCommand } from '../../src/missions/command.ts';
import { Play } from '../support/given.ts';
import { people, sweepBrief } from '../support/sandbox.ts';

function toldAfter(command: PersonCommand) {
  const play = new Play(sweepBrief(), people(2)).provision();
  play.call({ values: { price: 10 } }).call({ values: { price: 11 } });
  const before = play.records.length;
  play.tell(command);
  return play.records.slice(before).flatMap((record) => record.events.flatMap((event) => mirrorOps(play.state, event)));
}

test('R299 R300 a correction after the end is a message, and changes the result of the run without a status', () => {
  const ops = toldAfter({ type: 'CorrectValue', target: 't1', field: 'price', value: 15, reason: 'misheard' });
  expect(ops).toMatchObject([
    { kind: 'event', type: 'message', summary: 'Ana corrected Price of Vendor 1 to 15: misheard' },
    { kind: 'event', type: 'message', summary: 'Ranked anew: Vendor 2, Vendor 1' },
    { kind: 'run', payload: { recommended: [{ name: 'Vendor 2' }, { name: 'Vendor 1' }] } },
  ]);
  expect(ops.filter((op) => op.kind === 'run')).not.toContainEqual(
    expect.objectContaining({ status: expect.anything() }),
  );
});

test('R34 leaving out, taking in and telling answers are messages as well', () => {
  expect(toldAfter({ type: 'ExcludeResult', target: 't1', reason: 'twice' })).toMatchObject([
    { type: 'message', summary: 'Ana left out Vendor 1: twice' },
    { type: 'message', summary: 'Ranked anew: Vendor 2' },
    { kind: 'run' },
  ]);
});
