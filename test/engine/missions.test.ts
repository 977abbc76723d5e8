import { describe, expect, test } from 'vitest';
import { openSandbox, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const finished = (state: { stage: { kind: string } }) => state.stage.kind === 'finished';

describe('a whole mission on the simulator', () => {
  test('a sweep of ten ends with every person final and the run closed', async () => {
    const sandbox = await openSandbox();
    await sandbox.start(sweepBrief(), 10);
    const end = await sandbox.until('M-101', finished);
    expect(end.stage).toMatchObject({ status: 'succeeded' });
    const dials = (await sandbox.log()).filter((entry) => entry.dial !== undefined);
    expect(dials.length).toBeGreaterThanOrEqual(10);
  });

  test('two rounds: the shortlist waits for a yes, the second round has its own assistant', async () => {
    const sandbox = await openSandbox();
    await sandbox.start(roundsBrief(), 10);
    const gate = await sandbox.until('M-101', (state) => state.stage.kind === 'deciding');
    expect([...gate.gates.values()][0]?.proposed).toHaveLength(3);
    await sandbox.tell('M-101', { type: 'Approve' });
    const end = await sandbox.until('M-101', finished);
    expect(end.rounds).toHaveLength(2);
    expect(end.provisioned.get('round-1/assistant')?.id).not.toBe(end.provisioned.get('round-2/assistant')?.id);
  });
});
