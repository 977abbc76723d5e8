import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/chat/commands.ts';
import { readIntent } from '../../../src/chat/intent.ts';
import { forbiddenIn } from '../../../src/projections/plain-words.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA } from '../../support/random-mission-events.ts';
import { createWorld, MAIN, THREAD, textOf } from '../desk/desk-world.ts';

const NAMES = COMMANDS.map((one) => one.name);

const missionCalled = (id: string) =>
  Story.atDecision({ sandbox: true }).records.map((record) => ({
    ...record,
    events: record.events.map((event) => (event.type === 'MissionStarted' ? { ...event, id } : event)),
  }));

function withMission() {
  const world = createWorld();
  world.journals.set('M-104', [...Story.atDecision({ sandbox: true }).records]);
  return world;
}

describe('reading a command', () => {
  it.each([
    ['/mission status M-104', 'status', 'M-104', true],
    ['mission status m104', 'status', 'M-104', true],
    ['/status@callsheet_bot M-104', 'status', 'M-104', true],
    ['<@U0BOT> /mission status M-104', 'status', 'M-104', true],
    ['<@U0BOT> status M-104', 'status', 'M-104', false],
    ['status', 'status', undefined, false],
    ['/mission', 'help', undefined, true],
    ['/start', 'help', undefined, true],
    ['/add_result M-104 Acme', 'add-result', 'M-104', true],
    ['/add_result@callsheet_bot M-104 Acme', 'add-result', 'M-104', true],
    ['/mission add_result M-104 Acme', 'add-result', 'M-104', true],
    ['/add-result M-104 Acme', 'add-result', 'M-104', true],
  ])('%s', (text, command, mission, explicit) => {
    expect(readIntent(text, NAMES)).toMatchObject({ command, explicit, raw: mission === undefined ? {} : { mission } });
  });

  it('talk is no command', () => {
    expect(readIntent('good morning', NAMES)).toBeUndefined();
    expect(readIntent('missionary work', NAMES)).toBeUndefined();
  });
});

describe('the commands', () => {
  it('help comes from the table and names every command', async () => {
    const text = textOf(await createWorld().say('/mission help'));
    for (const command of COMMANDS) expect(text).toContain(command.usage);
    expect(text).toContain('SANDBOX');
    expect(forbiddenIn(text)).toEqual([]);
  });

  it('an unknown mission is answered with the open ones', async () => {
    const world = withMission();
    expect(textOf(await world.say('/mission status M-999'))).toContain(
      'There is no mission M-999. Open ones: M-104 Vendor selection',
    );
  });

  it('an unknown command is answered with the known ones', async () => {
    expect(textOf(await createWorld().say('/mission dance'))).toContain('I do not know "dance"');
  });

  it('in a mission’s thread the number is left out', async () => {
    const world = withMission();
    expect(textOf(await world.say('/mission status', { place: THREAD }))).toContain('M-104');
    await world.say('/mission pause lunch', { place: THREAD });
    expect(world.sent.at(-1)?.command).toEqual({ type: 'PauseMission', because: 'lunch' });
    await world.say('/mission resume', { place: THREAD });
    expect(world.sent.at(-1)?.command).toEqual({ type: 'ResumeMission' });
  });

  it('what cannot be taken back needs its mission named', async () => {
    const world = withMission();
    world.journals.set('M-105', missionCalled('M-105'));
    for (const words of ['/mission cancel', 'cancel', 'stop'])
      expect(textOf(await world.say(words, { place: MAIN }))).toContain('Which mission do you mean?');
    expect(world.sent).toEqual([]);
    await world.say('/mission cancel M-104 no budget');
    expect(world.sent.at(-1)?.command).toEqual({ type: 'CancelMission', because: 'no budget' });
  });

  it('results are a table and a file that says SANDBOX', async () => {
    const replies = await withMission().say('/mission results M-104');
    const files = replies.flatMap((reply) =>
      reply.how === 'post' && reply.message.kind === 'note' ? (reply.message.files ?? []) : [],
    );
    expect(files[0]?.name).toMatch(/^SANDBOX-M-104.*\.csv$/);
    expect(textOf(replies)).toContain('Acme Print');
  });

  it('approve by command: anything more than the list is not taken for a yes', async () => {
    const world = withMission();
    await world.say('/mission approve M-104 but drop 3', { actor: ANA });
    expect(world.sent).toEqual([]);
    await world.say('/mission approve M-104', { actor: ANA });
    expect(world.sent.at(-1)?.command).toEqual({ type: 'Approve', gate: 'gate-1', list: 1 });
  });

  it('approve without its number asks when the list has changed before', async () => {
    const world = withMission();
    world.journals.set('M-104', [...Story.atDecision({ sandbox: true, quorum: 2 }).records]);
    await world.say('drop 2', { actor: ANA, place: THREAD });
    await world.say('yes', { actor: ANA, place: THREAD });
    const sent = world.sent.length;
    expect(textOf(await world.say('/mission approve M-104', { actor: ANA }))).toContain(
      'It is list 2 by now: Acme Print and Cobalt Press',
    );
    expect(world.sent).toHaveLength(sent);
  });

  it('reject, note, undo and doctor', async () => {
    const world = withMission();
    await world.say('/mission reject M-104 too expensive', { actor: ANA });
    expect(world.sent.at(-1)?.command).toEqual({ type: 'Reject', reason: 'too expensive' });
    await world.say('/mission undo M-104', { actor: ANA });
    expect(world.sent.at(-1)?.command).toEqual({ type: 'UndoDecision' });
    expect(textOf(await world.say('/mission note M-104 They close at noon'))).toContain('Noted on M-104');
    expect(textOf(await world.say('/mission note M-104'))).toContain('Write the note behind it.');
    const doctor = textOf(await world.say('/mission doctor'));
    expect(doctor).toContain('1 thing to put right');
    expect(doctor.indexOf('Set it by NTP')).toBeLessThan(doctor.indexOf('The key is accepted'));
  });

  it('list shows missions that wait for somebody first, and offers a beginning when there is none', async () => {
    expect(textOf(await withMission().say('/mission list'))).toContain('waits for a decision');
    expect(textOf(await createWorld().say('/mission list'))).toContain('Compare 10 vendors');
  });

  it('first contact offers three missions and says what is real', () => {
    const welcome = createWorld().desk.welcome();
    expect(welcome.buttons?.slice(0, 3).map((button) => button.label)).toEqual([
      'Compare 10 vendors',
      'Ask 10 shops for their hours',
      'Your own list',
    ]);
    expect(welcome.sandbox).toBe(true);
    const real = createWorld({ origin: { backend: 'telnyx', account: 'a', sandbox: false } }).desk.welcome();
    expect(JSON.stringify(real)).toContain('real people');
  });

  it('a mission is begun again from its result', async () => {
    const world = withMission();
    const preview = await world.press('again', 'M-104', { place: THREAD });
    expect(textOf(preview)).toContain('Vendor selection');
    expect(world.tables.drafts.get('D-1')?.list?.targets).toHaveLength(5);
  });
});
