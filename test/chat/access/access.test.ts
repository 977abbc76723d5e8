import { describe, expect, it } from 'vitest';
import { placeKey, refusal, standingOf } from '../../../src/chat/access.ts';
import type { Actor, Place } from '../../../src/missions/terms.ts';
import { createWorld, textOf, type World } from '../desk/desk-world.ts';

const SLACK: Place = { surface: 'slack', channel: 'C1' };
const GROUP: Place = { surface: 'telegram', channel: '-500' };
const ANA: Actor = { id: 'slack:T1/U1', name: 'Ana' };
const TOM: Actor = { id: 'slack:T1/U5', name: 'Tom' };
const NIA: Actor = { id: 'telegram:77', name: 'Nia' };
const REAL = { origin: { backend: 'telnyx', account: 'a1', sandbox: false } as const, organisation: 'Northwind' };
const ROLES = { admins: [ANA.id], operators: ['telegram:77'], approvers: [] };

const refusedPrivately = async (replies: ReturnType<World['say']>) => {
  const [reply, ...others] = await replies;
  expect(others).toEqual([]);
  expect(reply?.how).toBe('private');
  const text = textOf(reply === undefined ? [] : [reply]);
  expect(text.split('\n')).toHaveLength(1);
  return text;
};

describe('who may do what', () => {
  it('with no roles nobody starts real calls, and is told the cure with their own id', async () => {
    const world = createWorld(REAL);
    const text = await refusedPrivately(world.say('/mission new', { actor: TOM, place: SLACK }));
    expect(text).toContain('ADMINS=slack:T1/U5');
    await refusedPrivately(world.press('new', ':vendor-selection', { actor: TOM, place: SLACK }));
    await refusedPrivately(world.submit('new::kind', { kind: 'sweep', name: 'x' }, { actor: TOM, place: SLACK }));
    expect(world.tables.drafts.size).toBe(0);
  });

  it('the sandbox without roles is open to everybody', async () => {
    const world = createWorld();
    expect(textOf(await world.press('new', ':vendor-selection', { actor: TOM, place: SLACK }))).toContain(
      'READY TO START',
    );
  });

  it('a viewer looks on, an operator starts, and only an admin gives roles', async () => {
    const world = createWorld({ ...REAL, roles: ROLES });
    await refusedPrivately(world.say('/mission new', { actor: TOM, place: SLACK }));
    expect((await world.say('/mission list', { actor: TOM, place: SLACK }))[0]?.how).toBe('post');
    await refusedPrivately(world.say('/mission role <@U5> operator', { actor: TOM, place: SLACK }));
    expect(textOf(await world.say('/mission role <@U5> operator', { actor: ANA, place: SLACK }))).toContain(
      'slack:T1/U5 is operator now',
    );
    expect(textOf(await world.say('/mission new', { actor: TOM, place: SLACK }))).toContain('What shall I do');
  });

  it('the last admin cannot give up the role', async () => {
    const world = createWorld({ ...REAL, roles: ROLES });
    await refusedPrivately(world.say('/mission role <@U1> viewer', { actor: ANA, place: SLACK }));
    await world.say('/mission role <@U5> admin', { actor: ANA, place: SLACK });
    expect(textOf(await world.say('/mission role <@U1> viewer', { actor: ANA, place: SLACK }))).toContain(
      'is viewer now',
    );
    await refusedPrivately(world.say('/mission role <@U1> admin', { actor: ANA, place: SLACK }));
  });

  it('a place does nothing before an admin admits it, not even for somebody with a role', async () => {
    const world = createWorld({ ...REAL, roles: { ...ROLES, admins: [ANA.id, 'telegram:1'] } });
    expect(await refusedPrivately(world.say('/mission list', { actor: NIA, place: GROUP }))).toContain('not admitted');
    expect(await world.say('hello all', { actor: NIA, place: GROUP, addressed: false })).toEqual([]);
    await refusedPrivately(world.say('/mission admit', { actor: NIA, place: GROUP }));
    await world.say('/mission admit', { actor: { id: 'telegram:1', name: 'Root' }, place: GROUP });
    expect((await world.say('/mission list', { actor: NIA, place: GROUP }))[0]?.how).toBe('post');
  });

  it('an admin at the console admits a workspace by its id', async () => {
    const world = createWorld({ ...REAL, roles: { admins: ['console:admin'], operators: [], approvers: [] } });
    await world.say(`/mission role ${TOM.id} operator`);
    expect(await refusedPrivately(world.say('/mission new', { actor: TOM, place: SLACK }))).toContain(
      '"/mission admit slack:T1" elsewhere',
    );
    await world.say('/mission admit slack:T1');
    expect(textOf(await world.say('/mission new', { actor: TOM, place: SLACK }))).toContain('What shall I do');
    expect(textOf(await world.say('/mission admit nonsense'))).toContain('That is no workspace or chat.');
  });

  it('a workspace with somebody whom the environment names is admitted', async () => {
    const world = createWorld({ ...REAL, roles: { admins: [], operators: [ANA.id], approvers: [] } });
    expect(textOf(await world.say('/mission new', { actor: ANA, place: SLACK }))).toContain('What shall I do');
    expect(await refusedPrivately(world.say('/mission new', { actor: TOM, place: SLACK }))).toContain('look on');
  });

  it('a workspace is one place, a Telegram chat another, the console is this machine', () => {
    expect(placeKey(ANA, SLACK)).toBe('slack:T1');
    expect(placeKey(NIA, GROUP)).toBe('telegram:-500');
    const console_: Place = { surface: 'console', channel: 'main' };
    const world = {
      sandbox: false,
      seeds: { admins: [], operators: [], approvers: [] },
      grants: { roles: {}, places: [] },
    };
    const standing = standingOf({ id: 'console:anna', name: 'Anna' }, console_, world);
    expect(standing).toMatchObject({ role: 'admin', admitted: true });
    expect(refusal(standing, 'manage')).toBeUndefined();
  });

  it('a private chat of somebody with a role needs no admitting', () => {
    const own: Place = { surface: 'telegram', channel: '77' };
    const world = { sandbox: false, seeds: ROLES, grants: { roles: {}, places: [] } };
    expect(standingOf(NIA, own, world).admitted).toBe(true);
    expect(standingOf(NIA, GROUP, world).admitted).toBe(false);
  });
});
