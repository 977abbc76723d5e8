/** A command without what it needs says how it is used, and does nothing. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/chat/commands.ts';
import { createWorld, textOf } from '../desk/desk-world.ts';

/** These need something behind their name wherever they are said. */
const WORDS_NEEDED = ['note', 'unblock', 'role'];
/** These need a mission where there is none. */
const MISSION_NEEDED = ['status', 'results', 'pause', 'resume', 'cancel', 'approve', 'reject', 'undo'];

describe('R312 a command without its arguments', () => {
  it.each(WORDS_NEEDED)('R312 %s asks for them and shows its usage', async (name) => {
    const world = createWorld();
    const usage = COMMANDS.find((one) => one.name === name)?.usage ?? 'none';
    const before = world.tables.settings.size;
    const text = textOf(await world.say(`/mission ${name}`));
    expect(text).toContain(usage);
    expect(world.sent).toEqual([]);
    expect(world.tables.settings.size).toBe(before);
  });

  it.each(MISSION_NEEDED)('R312 %s without a mission says what there is to do', async (name) => {
    const world = createWorld();
    expect(textOf(await world.say(`/mission ${name}`))).toContain('/mission new');
    expect(world.sent).toEqual([]);
  });

  it('R312 the bare command is help', async () => {
    expect(textOf(await createWorld().say('/mission'))).toContain('/mission new');
  });
});
