import { describe, expect, it } from 'vitest';
import type { DoNotCall } from '../../../src/chat/desk-deps.ts';
import type { Actor } from '../../../src/missions/terms.ts';
import { buttonCalled, buttonsOf, createWorld, file, textOf } from './desk-world.ts';

const OLA: Actor = { id: 'slack:T1/U8', name: 'Ola' };
const ADA: Actor = { id: 'slack:T1/U7', name: 'Ada' };
const PLACE = { surface: 'slack', channel: 'C1' } as const;
const REAL = {
  origin: { backend: 'telnyx', account: 'a', sandbox: false } as const,
  organisation: 'Northwind',
  roles: { admins: [ADA.id], operators: [OLA.id], approvers: [] },
};
const LIST = 'name,phone\nAcme,+49 30 1234567\nBorealis,+49 30 7654321\nCobalt,+49 30 5551234\nNobody,12\n';

function listInMemory() {
  const entries = new Map<string, string>();
  const same = new Map<string, string>();
  const doNotCall: DoNotCall = {
    block: async (phone, actor, reason) => void entries.set(phone, `${actor.name}: ${reason}`),
    unblock: async (phone) => void entries.delete(phone),
    isBlocked: async (phone) => entries.has(phone),
    list: async () => [...entries].map(([phone, words]) => ({ phone, words, since: 0, mission: '' })),
    join: async (phone, other) => {
      const known = same.get(phone) === other;
      same.set(phone, other);
      return !known;
    },
    part: async (phone) => same.delete(phone),
  };
  return { entries, same, doNotCall };
}

describe('the do-not-call list by hand', () => {
  it.each([
    ['+49 30 1234567 asked by mail', 'asked by mail'],
    ['+49 (30) 123-4567, 2 complaints', '2 complaints'],
    ['030 1234567', ''],
    ['+49301234567 - asked', 'asked'],
  ])('an operator blocks %s', async (typed, reason) => {
    const { entries, doNotCall } = listInMemory();
    const world = createWorld({ ...REAL, doNotCall });
    const replies = await world.say(`/mission block ${typed}`, { actor: OLA, place: PLACE });
    expect([...entries]).toEqual([['+49301234567', `Ola: ${reason}`]]);
    expect(replies).toMatchObject([{ how: 'private', actor: OLA }]);
    expect(textOf(replies)).toContain('+49301234567 is on the do-not-call list now');
  });

  it('only an admin unblocks, with a reason', async () => {
    const { entries, doNotCall } = listInMemory();
    entries.set('+49301234567', '');
    const world = createWorld({ ...REAL, doNotCall });
    const say = async (text: string, actor: Actor) => textOf(await world.say(text, { actor, place: PLACE }));
    expect(await say('/mission unblock +49 30 1234567 wrong person', OLA)).toContain('only an admin');
    expect(await say('/mission unblock +49 30 1234567', ADA)).toContain('why they may be called again');
    expect(entries.size).toBe(1);
    expect(await say('/mission unblock +49 30 1234567 wrong person', ADA)).toContain('is off the do-not-call list');
    expect(entries.size).toBe(0);
    expect(await say('/mission unblock +49 30 1234567 wrong person', ADA)).toContain('is not on the do-not-call list');
  });

  it('what is no number, is there already, or cannot be done here is one sentence', async () => {
    const { entries, doNotCall } = listInMemory();
    entries.set('+49301234567', '');
    const world = createWorld({ ...REAL, doNotCall });
    const say = async (text: string) => textOf(await world.say(text, { actor: OLA, place: PLACE }));
    expect(await say('/mission block')).toContain('Write the number behind it, or send a CSV file');
    expect(await say('/mission block Acme')).toContain('"Acme" is no phone number');
    expect(await say('/mission block 12')).toContain('"12" is no phone number');
    expect(await say('/mission block +49 30 1234567')).toContain('on the do-not-call list already');
    const without = createWorld(REAL);
    expect(textOf(await without.say('/mission block +49 30 1234567', { actor: OLA, place: PLACE }))).toContain(
      'cannot be changed by hand here',
    );
  });

  it('people of a new list who are on it are refused in the preview and not started', async () => {
    const { entries, doNotCall } = listInMemory();
    const world = createWorld({ doNotCall });
    await world.say('/mission block +49 30 7654321');
    const choices = await world.say('', { files: [file('shops.csv', LIST)] });
    await world.press('new', buttonCalled(choices, /opening hours/).value);
    const basis = { start: 'now', hours: '9-17', days: 'Mon-Fri', recipients: 'service', basis: 'Public number' };
    const preview = await world.submit('new:D-1:when', basis);
    expect(textOf(preview)).toContain('4 rows in shops.csv: 2 to call, 2 refused');
    expect(textOf(preview)).toContain('row 3: on the do-not-call list.');
    const [refused] = await world.press('refused-rows', 'D-1');
    expect(JSON.stringify(refused)).toContain('on the do-not-call list');
    const start = buttonCalled(preview, /^Start 2 calls$/);

    // Taken off the list after the preview: what is started is what was seen, or nothing.
    entries.clear();
    expect(textOf(await world.press('start', start.value))).toContain('older than your last change');
    entries.set('+49307654321', '');
    await world.press('start', start.value);
    const command = world.sent[0]?.command;
    if (command?.type !== 'StartMission') throw new Error('not started');
    expect(command.targets.map((one) => one.details.private?.name)).toEqual(['Acme', 'Cobalt']);
  });

  it('a list of which everybody is on it cannot be started', async () => {
    const { doNotCall } = listInMemory();
    const world = createWorld({ doNotCall: { ...doNotCall, isBlocked: async () => true } });
    const preview = await world.press('new', ':vendor-selection');
    expect(textOf(preview)).toContain('None of the 10 rows');
    expect(buttonsOf(preview).some((one) => one.action === 'start')).toBe(false);
  });
});

describe('Call me first', () => {
  it('refuses a number that stands on the list, in the form and when it is sent off', async () => {
    const rung: (readonly [string, string])[] = [];
    const world = createWorld({
      callMe: async (_brief, _row, phone, _place, _actor, cause) => {
        rung.push([phone, cause]);
        return 'Your phone rings.';
      },
    });
    await world.press('new', ':vendor-selection');
    const listed = world.tables.drafts.get('D-1')?.list?.targets[2]?.phone ?? '';
    const sentence = 'That number is on the list: Call me first is for your own phone.';
    const actor = { id: 'console:anna', name: 'Anna' };
    expect(await world.desk.check('call-me:D-1', { phone: listed }, [], actor)).toEqual({ phone: sentence });
    expect(textOf(await world.submit('call-me:D-1', { phone: listed }))).toContain(sentence);
    expect(rung).toEqual([]);
    await world.submit('call-me:D-1', { phone: '+49 30 1234567' }, { id: 'tap-7' });
    expect(rung).toEqual([['+49301234567', 'tap-7']]);
  });

  it('a file of numbers is entered at once: how many, who was known, what could not be read', async () => {
    const { entries, doNotCall } = listInMemory();
    entries.set('+49301234567', 'Ola: before');
    const world = createWorld({ ...REAL, doNotCall });
    const files = [file('never.csv', LIST)];
    const replies = await world.say('/mission block', { actor: OLA, place: PLACE, files });
    expect([...entries.keys()]).toEqual(['+49301234567', '+49307654321', '+49305551234']);
    expect(entries.get('+49305551234')).toBe('Ola: from never.csv');
    expect(textOf(replies)).toContain('2 numbers are on the do-not-call list now');
    expect(textOf(replies)).toContain('1 number was on it already. 1 row could not be read, the first is row 5');
  });

  it('an admin downloads the list; what callees said cannot run as a formula', async () => {
    const { entries, doNotCall } = listInMemory();
    entries.set('+49301234567', '=1+1');
    const world = createWorld({ ...REAL, doNotCall });
    expect(textOf(await world.say('/mission blocked', { actor: OLA, place: PLACE }))).toContain('only an admin');
    const replies = await world.say('/mission blocked', { actor: ADA, place: PLACE });
    expect(replies).toMatchObject([{ how: 'private', actor: ADA, message: { files: [{ name: 'do-not-call.csv' }] } }]);
    expect(JSON.stringify(replies)).toContain("+49301234567,1970-01-01T00:00:00.000Z,entered by hand,'=1+1");
  });

  it('two numbers become one person and one again', async () => {
    const { same, doNotCall } = listInMemory();
    const world = createWorld({ ...REAL, doNotCall });
    const say = async (text: string) => textOf(await world.say(text, { actor: OLA, place: PLACE }));
    expect(await say('/mission same +49 30 1234567 and +49 30 7654321')).toContain('count as one person now');
    expect([...same]).toEqual([['+49301234567', '+49307654321']]);
    expect(await say('/mission same +49 30 1234567 and +49 30 7654321')).toContain('as one person already');
    expect(await say('/mission same +49 30 1234567')).toContain('Write the two numbers');
    expect(await say('/mission same +49 30 1234567 alone')).toContain('a person of its own again');
  });
});
