/** `/mission numbers` and `/mission pool`: what an operator sees of our numbers, what an admin may say about them. */
import { describe, expect, it } from 'vitest';
import type { NumberLine, NumbersDesk } from '../../../src/chat/numbers-desk.ts';
import { BEN } from '../../support/random-mission-events.ts';
import { createWorld, MAIN, textOf } from '../desk/desk-world.ts';

const FREE = '+13125550102';
const USED = '+13125550103';
const THEIRS = '+13125550100';
const AT = Date.parse('2026-11-25T16:10:00Z');

const LINES: readonly NumberLine[] = [
  { phone: THEIRS, hd: true, state: 'elsewhere' },
  { phone: FREE, hd: true, state: 'free' },
  { phone: USED, hd: false, state: 'used', mission: 'M-104', until: AT },
  { phone: '+13125550104', hd: false, state: 'kept', mission: 'M-101', until: AT },
  { phone: '+13125550105', hd: false, state: 'inactive' },
];

function numbersDesk(lines: readonly NumberLine[] = LINES) {
  const kept: { pool: readonly string[] | undefined; hd: boolean } = { pool: undefined, hd: true };
  const desk: NumbersDesk = {
    portal: 'https://portal.telnyx.com',
    lines: async () => lines,
    pool: async () => kept.pool,
    async setPool(phones) {
      kept.pool = phones.length === 0 ? undefined : phones;
    },
    hd: async () => kept.hd,
    async setHd(on) {
      kept.hd = on;
    },
    strangers: async () => [{ at: AT, number: USED, caller: '+49 30 ••67' }],
  };
  return { kept, world: createWorld({ numbers: desk }) };
}

describe('numbers', () => {
  it('R107 P35 shows each with who has it and until when, to the person alone', async () => {
    const { world } = numbersDesk();
    const replies = await world.say('/mission numbers');
    expect(replies.map((reply) => reply.how)).toEqual(['private']);
    const text = textOf(replies);
    expect(text).toContain('5 numbers, 1 free');
    expect(text).toMatch(/M-104 calls from it, until about /);
    expect(text).toMatch(/kept for people who call M-101 back, until /);
    expect(text).toContain('used by somebody else, never touched');
    expect(text).toContain('free · HD voice');
    expect(text).toContain('not active');
    expect(text).toContain('1 caller that no mission knows: +49 30 ••67');
  });

  it('P35 a mission that has called nobody yet has taken it, and its first call is told', async () => {
    const taken: NumberLine = {
      ...LINES[0],
      phone: USED,
      hd: false,
      state: 'used',
      mission: 'M-103',
      firstAt: AT + 3_600_000,
    };
    const text = textOf(await numbersDesk([taken]).world.say('/mission numbers'));
    expect(text).toMatch(/taken by M-103, first call about /);
    expect(text).not.toContain('calls from it');
  });

  it('R108 R311 an account without any says where to buy one', async () => {
    expect(textOf(await numbersDesk([]).world.say('/mission numbers'))).toContain('https://portal.telnyx.com');
  });

  it('R111 an admin switches HD voice off and on again', async () => {
    const { world, kept } = numbersDesk();
    expect(textOf(await world.say('/mission numbers hd off'))).toContain('no longer asked for');
    expect(kept.hd).toBe(false);
    expect(textOf(await world.say('/mission numbers'))).toContain('HD voice is off');
    await world.say('/mission numbers hd on');
    expect(kept.hd).toBe(true);
    expect(textOf(await world.say('/mission numbers of mine'))).toContain('/mission numbers hd off');
  });
});

describe('pool', () => {
  it('P35 an admin names its numbers, as they are written; they are seen in the list', async () => {
    const { world, kept } = numbersDesk();
    const text = textOf(await world.say('/mission pool +1 312 555 0102, +1 (312) 555-0103'));
    expect(kept.pool).toEqual([FREE, USED]);
    expect(text).toContain(`The pool is ${FREE} and ${USED}`);
    expect(textOf(await world.say('/mission numbers'))).toContain('2 numbers of the pool');
    expect(textOf(await world.say('/mission pool'))).toContain(`The pool is ${FREE} and ${USED}`);
  });

  it('P35 one that is not of the account changes nothing', async () => {
    const { world, kept } = numbersDesk();
    expect(textOf(await world.say(`/mission pool ${FREE} +1 312 555 0999`))).toContain('no number of your account');
    expect(kept.pool).toBeUndefined();
  });

  it('R92 one that somebody else has is said to be unusable, and is never touched', async () => {
    const { world, kept } = numbersDesk();
    const text = textOf(await world.say(`/mission pool ${FREE}, ${THEIRS}`));
    expect(text).toContain(`Not usable now: ${THEIRS}`);
    expect(text).toContain('not touched');
    expect(kept.pool).toEqual([FREE, THEIRS]);
  });

  it('off ends it', async () => {
    const { world, kept } = numbersDesk();
    await world.say(`/mission pool ${FREE}`);
    expect(textOf(await world.say('/mission pool off'))).toContain('There is no pool any more');
    expect(kept.pool).toBeUndefined();
  });

  it('only an admin may', async () => {
    const { kept, world: own } = numbersDesk();
    const { numbers } = own.deps;
    const world = createWorld({
      ...(numbers === undefined ? {} : { numbers }),
      roles: { admins: ['console:ana'], operators: [BEN.id], approvers: [] },
    });
    const place = { ...MAIN, surface: 'slack', channel: 'C1' } as const;
    const text = textOf(await world.say(`/mission pool ${FREE}`, { actor: BEN, place }));
    expect(text).toMatch(/admin/);
    expect(kept.pool).toBeUndefined();
  });

  it('where numbers cannot be looked at it says so', async () => {
    const world = createWorld();
    for (const command of ['numbers', 'pool'])
      expect(textOf(await world.say(`/mission ${command}`))).toContain('cannot be looked at');
  });
});
