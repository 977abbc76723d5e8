/** Changing a running mission from chat: what can be changed, what a change does before it counts, and who may say yes to it. */
import { describe, expect, test } from 'vitest';
import type { Form } from '../../../src/chat/card.ts';
import type { Reply } from '../../../src/chat/surface.ts';
import type { Brief } from '../../../src/missions/brief.ts';
import type { PersonCommand } from '../../../src/missions/command.ts';
import { renderMessage } from '../../../src/surfaces/slack/block-kit/message.ts';
import { renderModal } from '../../../src/surfaces/slack/block-kit/modal.ts';
import { MINUTE, Play, TUESDAY } from '../../support/given.ts';
import { people, phoneOf, roundsBrief, sweepBrief } from '../../support/sandbox.ts';
import { blockViolations, viewViolations } from '../../support/slack-stand-in/rules.ts';
import {
  ANNA,
  buttonCalled,
  buttonsOf,
  createWorld,
  file,
  MAIN,
  THREAD,
  textOf,
  type World,
} from '../desk/desk-world.ts';

const EVE = { id: 'console:eve', name: 'Eve' };

function worldWith(play: Play, changes: Parameters<typeof createWorld>[0] = {}): World {
  const world = createWorld({ zone: 'Europe/Berlin', defaultRegion: 'US', ...changes });
  world.journals.set('M-1', [...play.records]);
  return world;
}
/** Somebody decides in it. */
const inRounds = (): Play => new Play(roundsBrief(), people(5)).provision();
const sweep = (count = 4): Play => new Play(sweepBrief(), count).provision();
/** One rings, one is planned, one has answered. */
const underWay = (): Play => {
  const play = sweep(5).call({ values: { price: 7 } }, 't1');
  const rings = play.handOver('t2');
  play.after(2 * MINUTE).world({ type: 'RecordProgress', call: rings, status: 'ringing' });
  play.handOver('t3');
  return play;
};
const formIn = (replies: readonly Reply[]): Form => {
  const form = replies.find((reply) => reply.how === 'form');
  if (form?.how !== 'form') throw new Error(`no form: ${textOf(replies)}`);
  return form.form;
};
const edits = (world: World): readonly PersonCommand[] =>
  world.sent.flatMap(({ command }) => (command.type === 'EditMission' ? [command] : []));
async function confirm(world: World, replies: readonly Reply[], actor = ANNA): Promise<readonly Reply[]> {
  const yes = buttonCalled(replies, /^Yes, change it$/);
  return world.press(yes.action, yes.value, { actor });
}

describe('what can be changed', () => {
  test('a card with how it is now and a button a page; the pages are forms filled in with it', async () => {
    const world = worldWith(new Play(roundsBrief(), people(5)).provision().answerAll());
    const menu = await world.say('/mission edit M-1');
    expect(textOf(menu)).toContain('Mon-Fri 9:00-17:00 their time');
    expect(buttonsOf(menu).map((one) => one.label)).toEqual([
      'People',
      'Words of round 2',
      'Hours',
      'Deadline',
      'Who decides',
      'Calls at once, tries',
    ]);
    for (const { action, value } of buttonsOf(menu)) {
      const form = formIn(await world.press(action, value));
      expect(await world.desk.form(action, value, ANNA)).toEqual(form);
      expect(await world.desk.form('open', form.id, ANNA)).toEqual(form);
      expect(form.id.length).toBeLessThanOrEqual(60);
      expect(form.title.length).toBeLessThanOrEqual(24);
    }
    expect(world.sent).toEqual([]);
  });

  test('the pages and the preview hold the limits of Slack', async () => {
    const world = worldWith(new Play(roundsBrief(), people(40)).provision().answerAll());
    const at = { channel: 'C1', thread: '1.1', message: '1.2' };
    for (const { action, value } of buttonsOf(await world.say('/mission edit M-1'))) {
      const form = formIn(await world.press(action, value));
      expect(viewViolations(renderModal(form, at)), form.id).toEqual([]);
    }
    const [shown] = await world.say('/mission edit M-1 hours Mon-Sat 8-20');
    if (shown?.how !== 'post' || shown.message.kind !== 'card') throw new Error('no preview');
    expect(blockViolations(renderMessage(shown.message, 'Europe/Berlin').blocks, 'message')).toEqual([]);
  });

  test('in the thread the number is left out; the live card has a button', async () => {
    const world = worldWith(sweep());
    expect(textOf(await world.say('/mission edit', { place: THREAD }))).toContain('M-1');
    const card = await world.say('/mission status M-1');
    expect(textOf(await world.press(buttonCalled(card, /Change it/).action, 'M-1'))).toContain('What should change?');
  });

  test('a mission that has ended does not change, whichever way it is asked', async () => {
    const world = worldWith(sweep(1).answerAll());
    const asked = [
      await world.say('/mission edit M-1'),
      await world.say('/mission edit M-1 calls at once 3'),
      await world.press('edit-mission', 'M-1:hours'),
      await world.submit('edit-mission:M-1:hours', { hours: '9-18', days: 'Mon' }),
    ];
    for (const replies of asked) expect(textOf(replies)).toMatch(/M-1 .*has ended.*\/mission clone M-1/);
    expect(await world.desk.form('edit-mission', 'M-1:hours', ANNA)).toBeUndefined();
  });

  test('who may not run missions may not change them', async () => {
    const roles = { admins: ['console:boss'], operators: [], approvers: [] };
    const world = worldWith(sweep(), { roles });
    const place = { surface: 'slack', channel: 'C1' } as const;
    const viewer = { id: 'slack:T1/U9', name: 'Vic' };
    await world.say('/mission admit slack:T1');
    const said = await world.say('/mission edit M-1 calls at once 3', { actor: viewer, place });
    expect(textOf(said)).toContain('you can look on here but not start or change missions');
    expect(textOf(await world.press('confirm-edit', 'M-1:abcdef12', { actor: viewer, place }))).toContain(
      'look on here',
    );
    expect(textOf(await world.submit('edit-mission:M-1:hours', { hours: '9-18' }, { actor: viewer, place }))).toContain(
      'look on here',
    );
    expect(edits(world)).toEqual([]);
  });
});

describe('what it does, before it counts', () => {
  test('new words: how many open calls use them, which keep the old ones, who is not called again', async () => {
    const world = worldWith(underWay());
    const form = formIn(await world.press('edit-mission', 'M-1:words-1'));
    const value = (name: string): string => form.fields.find((field) => field.name === name)?.value ?? '';
    const typed = { say: 'Ask for the price of blue ones.', opening: value('opening'), fields: value('fields') };
    const shown = await world.submit(form.id, typed);
    const text = textOf(shown);
    expect(text).toContain('NOT CHANGED YET');
    expect(text).toContain('3 open calls will use the new words, when the new assistant is ready.');
    expect(text).toContain('1 that rings now keeps the old ones.');
    expect(text).toContain('1 person who was called already is not called again.');
    expect(text).toContain('1 planned call will be taken back and placed anew.');
    expect(edits(world)).toEqual([]);
    const done = await confirm(world, shown);
    expect(done).toMatchObject([{ how: 'replace' }]);
    expect(edits(world)).toMatchObject([
      { change: { words: { round: 'round-1', say: 'Ask for the price of blue ones.' } }, add: [] },
    ]);
    expect(edits(world)[0]).not.toHaveProperty('change.words.opening');
    expect(world.view('M-1').brief.rounds[0]?.revision).toBe(1);
    expect(world.tables.edits.size).toBe(0);
  });

  test('columns of the list may be written as people write them', async () => {
    const all = people(2).map((one) => ({
      ...one,
      details: { private: one.details.private && { ...one.details.private, variables: { product: 'mugs' } } },
    }));
    const world = worldWith(new Play(sweepBrief(), all).provision());
    const opening = sweepBrief().rounds[0]?.opening ?? '';
    const typed = { say: 'Ask about {Product}.', opening, fields: 'Price in USD (number)' };
    await confirm(world, await world.submit('edit-mission:M-1:words-1', typed));
    expect(edits(world)).toMatchObject([{ change: { words: { say: 'Ask about {{product}}.' } } }]);
  });

  test('a second tap, a tap by somebody else and a tap on an older preview change nothing', async () => {
    const world = worldWith(sweep());
    const first = await world.say('/mission edit M-1 calls at once 3');
    expect(textOf(first)).toContain('calls at once 5 → 3');
    expect(textOf(await confirm(world, first, EVE))).toContain('Only Anna can confirm or drop that change.');
    const second = await world.say('/mission edit M-1 calls at once 2');
    expect(textOf(await confirm(world, first))).toContain('made, dropped or replaced already');
    await confirm(world, second);
    expect(textOf(await confirm(world, second))).toContain('made, dropped or replaced already');
    expect(edits(world)).toMatchObject([{ change: { batchSize: 2 } }]);
    expect(world.view('M-1').brief.batchSize).toBe(2);
  });

  test('No leaves everything as it was', async () => {
    const world = worldWith(sweep());
    const shown = await world.say('/mission edit M-1 spacing 2 min');
    const no = buttonCalled(shown, /^No, leave it$/);
    expect(textOf(await world.press(no.action, no.value))).toBe('M-1 stays as it was.');
    expect(textOf(await confirm(world, shown))).toContain('already');
    expect(edits(world)).toEqual([]);
  });

  test('a restart between form and yes loses nothing; a change nobody confirms is thrown away after a week', async () => {
    const world = worldWith(sweep());
    const shown = await world.say('/mission edit M-1 calls at once 3');
    const yes = buttonCalled(shown, /^Yes, change it$/);
    const again = world.restarted();
    const inbound = { kind: 'pressed', id: 'after', actor: ANNA, place: MAIN, message: 'm', ...yes } as const;
    expect(await again.accept(inbound)).toBe(true);
    await again.handle(inbound);
    expect(edits(world)).toMatchObject([{ change: { batchSize: 3 } }]);
    let wall = 0;
    const later = worldWith(sweep(), { wall: () => wall });
    await later.say('/mission edit M-1 calls at once 3');
    expect(later.tables.edits.size).toBe(1);
    wall = 8 * 24 * 60 * MINUTE;
    await later.restarted().recover();
    expect(later.tables.edits.size).toBe(0);
  });

  test('killed between the change and its answer: the tap is carried out again and changes nothing more', async () => {
    const world = worldWith(sweep());
    const shown = await world.say('/mission edit M-1 calls at once 3');
    const yes = buttonCalled(shown, /^Yes, change it$/);
    const [pending] = [...world.tables.edits.entries()];
    await confirm(world, shown);
    // As after a kill before it was forgotten.
    if (pending !== undefined) world.tables.edits.set(...pending);
    expect(textOf(await world.press(yes.action, yes.value))).toContain('M-1 was changed, by Anna.');
    expect(world.tables.edits.size).toBe(0);
    expect(world.view('M-1').brief.batchSize).toBe(3);
  });

  test('R245 at an open decision: a new list, and the yeses given so far no longer count', async () => {
    const approval = { approvers: ['console:ana', 'console:ben'], quorum: 2, remindAfterMs: MINUTE };
    const play = new Play(roundsBrief({ approval }), people(5)).provision().answerAll().tell({ type: 'Approve' });
    const world = worldWith(play);
    const text = textOf(await world.say('/mission edit M-1 hours Mon-Sat 8-20'));
    expect(text).toContain('It becomes list 2 and needs a new yes; 1 yes given so far no longer counts.');
    expect(textOf(await world.say('/mission edit M-1 quorum 1'))).toContain(
      'The yeses given so far are enough then: 3 calls will be placed at once.',
    );
    expect(textOf(await world.say('/mission edit M-1 remove Vendor 5'))).toContain(
      'No call that is planned is touched',
    );
  });

  test('taking off the last open ones ends it, and the preview says so', async () => {
    const world = worldWith(sweep(2).call({ values: { price: 7 } }, 't1'));
    expect(textOf(await world.say('/mission edit M-1 remove Vendor 2'))).toContain(
      'Nobody is left to be called then: the mission ends with what is known.',
    );
  });
});

describe('old and new side by side, and whom it leaves out', () => {
  /** Four people, a minute apart, from a little after 16:01 in Berlin. */
  const timed = (change: Partial<Brief> = {}): World =>
    worldWith(new Play(sweepBrief(change), 4).provision(), { now: () => TUESDAY });
  const at = (text: string): number => Date.parse(`2026-11-24T${text}:00+01:00`);

  test('P33 a deadline: who would not be called by then', async () => {
    const text = textOf(await timed({ deadlineAt: at('20:00') }).say('/mission edit M-1 deadline today 16:03'));
    expect(text).toContain('You want: deadline [time] → [time].');
    expect(text).toContain('Left out by the deadline, as their first call would come later: Vendor 3 and Vendor 4.');
    expect(textOf(await timed().say('/mission edit M-1 deadline today 16:03'))).toContain('deadline none → [time].');
  });

  test('P33 a deadline that leaves nobody out says what fits', async () => {
    const once = textOf(await timed().say('/mission edit M-1 deadline today 16:20'));
    expect(once).toMatch(/Nobody is left out: everybody is called once, not everybody can be tried again\./);
    const all = textOf(await timed({ maxRetries: 0 }).say('/mission edit M-1 deadline Fri 17:00'));
    expect(all).toContain('It fits: all of it is done by about [time].');
    const none = textOf(await timed({ deadlineAt: at('16:03') }).say('/mission edit M-1 no deadline'));
    expect(none).toContain('deadline [time] → none.');
    expect(none).toContain('Nobody is left out by the deadline any more.');
  });

  test('P33 a call that is planned for after the new deadline is taken back, and they are left out', async () => {
    const play = new Play(sweepBrief({ spacingSecs: 120 }), 2).provision();
    play.handOver('t1');
    play.handOver('t2');
    const world = worldWith(play, { now: () => play.at });
    const text = textOf(await world.say('/mission edit M-1 deadline today 16:03'));
    expect(text).toContain('1 planned call will be taken back.');
    expect(text).toContain('first call would come later: Vendor 2.');
  });

  test('P33 who waits for a further try that would come after it', async () => {
    const play = new Play(sweepBrief(), 2).provision().call('busy', 't1');
    const world = worldWith(play, { now: () => play.at });
    const text = textOf(await world.say('/mission edit M-1 deadline today 16:10'));
    expect(text).toContain('Not tried again, as that would be after the deadline: Vendor 1.');
    expect(text).not.toContain('eft out');
    expect(textOf(await world.say('/mission edit M-1 deadline Fri 17:00'))).not.toContain('Not tried again');
  });

  test('P33 other changes too, where a deadline stands: only whom they themselves leave out', async () => {
    const tight = () => timed({ deadlineAt: at('16:05') });
    expect(textOf(await tight().say('/mission edit M-1 spacing 3 min'))).toMatch(
      /calls start 1 min → 3 min apart.*Left out by the deadline, .*: Vendor 3 and Vendor 4\./s,
    );
    expect(textOf(await tight().say('/mission edit M-1 tries 1'))).not.toContain('eft out');
    expect(
      textOf(await timed({ deadlineAt: at('16:03') }).say('/mission edit M-1 remove Vendor 3, Vendor 4')),
    ).toContain('Nobody is left out by the deadline any more.');
  });

  test('who decides, tries, questions and words', async () => {
    const world = timed({ maxRetries: 3 });
    expect(textOf(await world.say('/mission edit M-1 tries 1'))).toContain('further tries at most 3 → at most 1.');
    expect(textOf(await world.say('/mission edit M-1 tries 0'))).toContain('further tries at most 3 → none.');
    expect(textOf(await timed().say('/mission edit M-1 tries 1'))).toContain(
      'further tries as usual for these people → at most 1.',
    );
    const [round] = sweepBrief().rounds;
    const typed = { say: 'Ask for blue ones.', opening: round?.opening ?? '', fields: 'Blue price (number)' };
    const words = textOf(await world.submit('edit-mission:M-1:words-1', typed));
    expect(words).toContain('new words (what to do; questions Price → Blue price).');
    expect(words).toMatch(/What to do, so far:[\s\S]*What to do, new:/);
  });

  test('R250 calls at once: the mission’s own limit beside the account’s, the same in the menu', async () => {
    const world = worldWith(sweep());
    expect(textOf(await world.say('/mission edit M-1'))).toContain(
      '2 calls at once, 1 min apart (as many as your account is known to allow; this mission could use 5)',
    );
    expect(textOf(await world.say('/mission edit M-1 calls at once 3'))).toContain(
      'calls at once 5 → 3 (your account allows 2).',
    );
    expect(textOf(await world.say('/mission edit M-1 calls at once 1'))).toContain('calls at once 5 → 1.');
  });
});

describe('people', () => {
  test('a file: new ones join, those on the list and those who may not be called are left out and named', async () => {
    const blocked = '+13125552777';
    const world = worldWith(sweep(), {
      doNotCall: {
        block: async () => undefined,
        unblock: async () => undefined,
        isBlocked: async (phone) => phone === blocked,
        list: async () => [],
        join: async () => false,
        part: async () => false,
      },
    });
    const rows = ['name,phone', 'New One,+1 312 555 2900', `Old One,${phoneOf(1)}`, `Silent,${blocked}`, 'Bad,12'];
    const shown = await world.submit(
      'edit-mission:M-1:people',
      { list: '', remove: 't4', again: '' },
      { files: [file('more.csv', rows.join('\n'))] },
    );
    const text = textOf(shown);
    expect(text).toContain('1 person added: New One');
    expect(text).toContain('1 person taken off: Vendor 4');
    expect(text).toMatch(/Not added: .*Old One: is on the list already.*Silent: on the do-not-call list/);
    expect(text).not.toContain('5552777');
    await confirm(world, shown);
    expect(edits(world)).toMatchObject([
      { change: { remove: ['t4'] }, add: [{ person: 'p_2900', details: { private: { name: 'New One' } } }] },
    ]);
    expect(world.view('M-1').rows.map((row) => row.name)).toContain('New One');
  });

  test('one line in chat, or a file with the command', async () => {
    const world = worldWith(sweep());
    expect(textOf(await world.say('/mission edit M-1 add New One, +1 312 555 2900'))).toContain(
      '1 person added: New One',
    );
    const sent = await world.say('/mission edit M-1', { files: [file('more.csv', 'name,phone\nTwo,+13125552901')] });
    expect(textOf(sent)).toContain('1 person added: Two');
    await confirm(world, sent);
    expect(edits(world)).toMatchObject([{ add: [{ details: { private: { phone: '+13125552901' } } }] }]);
  });

  test('what everybody of the mission carries, those who join carry too', async () => {
    const all = people(2).map((one) => ({
      ...one,
      details: {
        private: one.details.private && { ...one.details.private, variables: { day: 'Friday', size: one.id } },
      },
    }));
    const world = worldWith(new Play(sweepBrief(), all).provision());
    await confirm(world, await world.say('/mission edit M-1 add New One, +1 312 555 2900'));
    expect(edits(world)).toMatchObject([{ add: [{ details: { private: { variables: { day: 'Friday' } } } }] }]);
    expect(edits(world)[0]).not.toHaveProperty('add.0.details.private.variables.size');
  });

  test('who would be read a sentence with a hole in it cannot be added', async () => {
    const [round] = sweepBrief().rounds;
    if (round === undefined) throw new Error('no round');
    const brief = sweepBrief({ rounds: [{ ...round, say: 'Ask about {{product}}.' }] });
    const all = people(2).map((one) => ({
      ...one,
      details: { private: one.details.private && { ...one.details.private, variables: { product: one.id } } },
    }));
    const world = worldWith(new Play(brief, all).provision());
    expect(textOf(await world.say('/mission edit M-1 add New One, +1 312 555 2900'))).toContain('{{product}}');
    expect(world.tables.edits.size).toBe(0);
  });

  test('called once more by name', async () => {
    const world = worldWith(underWay());
    await confirm(world, await world.say('/mission edit M-1 again Vendor 1'));
    expect(edits(world)).toMatchObject([{ change: { callAgain: ['t1'] } }]);
    expect(world.view('M-1').rows[0]?.status).toBe('retry');
  });
});

describe('in a few words', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['calls at once 3', { batchSize: 3 }],
    ['at once: 2', { batchSize: 2 }],
    ['spacing 90 s', { spacingSecs: 90 }],
    ['2 min apart', { spacingSecs: 120 }],
    ['tries 1', { maxRetries: 1 }],
    ['deadline Fri 17:00', { deadlineAt: expect.any(Number) }],
    ['done by 2026-12-04 12:00', { deadlineAt: Date.parse('2026-12-04T11:00:00Z') }],
    ['hours 10-16', { hours: { days: [1, 2, 3, 4, 5], open: { from: 600, to: 960 } } }],
    [
      'hours Mon-Sat 9:00-19:00, not 12:00-13:00',
      { hours: { days: [1, 2, 3, 4, 5, 6], closed: [{ from: 720, to: 780 }] } },
    ],
    ['days Mon, Wed', { hours: { days: [1, 3], open: { from: 540, to: 1020 } } }],
    ['remove vendor 2, Vendor 3', { remove: ['t2', 't3'] }],
  ];

  test.each(cases)('%s', async (text, change) => {
    const world = worldWith(sweep(), { roles: { admins: [], operators: [], approvers: ['console:ben'] } });
    await confirm(world, await world.say(`/mission edit M-1 ${text}`));
    expect(edits(world)).toMatchObject([{ change }]);
  });

  test.each([
    ['deciders @ana @ben quorum 2', { approvers: ['console:ana', 'console:ben'], quorum: 2 }],
    ['decided by @ben', { approvers: ['console:ben'], quorum: 1 }],
  ])('%s', async (text, approval) => {
    const world = worldWith(inRounds(), { roles: { admins: [], operators: [], approvers: ['console:ben'] } });
    await confirm(world, await world.say(`/mission edit M-1 ${text}`));
    expect(edits(world)).toMatchObject([{ change: { approval } }]);
  });

  test.each(['deciders @ana', 'deciders', 'quorum 1'])(
    '%s: one sentence where nobody decides anything',
    async (text) => {
      const replies = await worldWith(sweep()).say(`/mission edit M-1 ${text}`);
      expect(replies).toMatchObject([{ how: 'private' }]);
      expect(textOf(replies)).toBe('M-1 asks nobody for a decision: it calls everybody on its list and reports.');
    },
  );

  test.each([
    ['make it nicer', /is not understood. Write for example: calls at once 3/],
    ['calls at once 40', /40 calls at once are not possible. Choose a number from 1 to 10/],
    ['deadline yesterday', /is not understood/],
    ['hours 6-22', /before 8:00 or after 21:00/],
    ['remove Nobody Inc', /Nobody on the list is called "Nobody Inc"/],
    ['remove Vendor', /could be Vendor 1 or Vendor 2/],
    ['calls at once 5', /is like that already/],
    ['no deadline', /is like that already/],
    ['spacing 10 s', /at least one minute/],
    ['deciders @ana quorum 3', /from 1 to 1/],
    [
      'deciders ana, carl',
      /"carl" is nobody I know. I know Ana and Anna. Somebody new gets a role first: \/mission role/,
    ],
    ['deciders console:carl', /"console:carl" is nobody I know/],
    ['add Nobody, 12', /./],
  ])('%s is answered with one sentence and changes nothing', async (text, sentence) => {
    const world = worldWith(text.startsWith('deciders') ? inRounds() : sweep());
    const replies = await world.say(`/mission edit M-1 ${text}`);
    expect(textOf(replies)).toMatch(sentence);
    expect(replies).toMatchObject([{ how: 'private' }]);
    expect(edits(world)).toEqual([]);
    expect(world.tables.edits.size).toBe(0);
  });

  test('who got a role can decide from then on, and is kept when the page is sent again', async () => {
    const world = worldWith(inRounds());
    await world.say('/mission role @carl approver');
    const said = await world.say('/mission edit M-1 deciders ana, carl');
    expect(textOf(said)).toContain('decided by Ana (1 yes needed) → Ana and carl (1 yes needed)');
    await confirm(world, said);
    expect(edits(world)).toMatchObject([{ change: { approval: { approvers: ['console:ana', 'console:carl'] } } }]);
  });

  describe('a name that people choose themselves', () => {
    const ola = { id: 'slack:T1/U1', name: 'Ola' };
    const ben = { id: 'slack:T1/U2', name: 'Ben' };
    const stranger = { id: 'slack:T1/U9', name: 'Ben' };
    const roles = { admins: [], operators: [ola.id], approvers: [ben.id] };
    const asOla = { actor: ola, place: { surface: 'slack', channel: 'C1' } } as const;
    const seen = (...who: (typeof ben)[]): World => {
      const play = inRounds();
      for (const one of who) play.tell({ type: 'AddNote', note: 'hello' }, one);
      return worldWith(play, { roles });
    };

    test('makes nobody a decider who was only seen in the mission', async () => {
      const world = seen(stranger);
      const said = await world.say('/mission edit M-1 deciders Ben', asOla);
      expect(textOf(said)).toContain('"Ben" is nobody I know.');
      expect(world.tables.edits.size).toBe(0);
    });

    test('is the one with a role, shown with their id before it counts', async () => {
      const said = await seen(stranger, ben).say('/mission edit M-1 deciders Ben', asOla);
      expect(textOf(said)).toContain('Ben is slack:T1/U2.');
      expect(textOf(said)).not.toContain('U9');
    });

    test('a mention is taken as it is, and shown with the name they go by', async () => {
      const said = await seen(stranger).say('/mission edit M-1 deciders <@U9>', asOla);
      expect(textOf(said)).toContain('Ben is slack:T1/U9.');
    });
  });

  test('the name of a page opens it', async () => {
    const world = worldWith(sweep());
    for (const page of ['people', 'words', 'hours', 'deadline', 'pace'])
      expect(formIn(await world.say(`/mission edit M-1 ${page}`)).id).toMatch(`edit-mission:M-1:${page}`);
  });
});

describe('errors beside the fields', () => {
  test.each([
    ['words-1', { say: ' ', opening: 'x', fields: 'Price (number)' }, 'say'],
    ['words-1', { say: 'x', opening: 'Hello there.', fields: 'Price (number)' }, 'opening'],
    ['words-1', { say: 'x', opening: '', fields: 'Price (nonsense)' }, 'fields'],
    ['hours', { hours: '25-99', days: 'Mon' }, 'hours'],
    ['hours', { hours: '9-17', days: 'Someday' }, 'days'],
    ['deadline', { deadline: 'soonish' }, 'deadline'],
    ['pace', { atOnce: 'many', spacing: '1 min', tries: '' }, 'atOnce'],
    ['pace', { atOnce: '3', spacing: 'often', tries: 'x' }, 'tries'],
    ['people', { list: 'nobody here', remove: '', again: '' }, 'list'],
    ['people', { list: '', remove: 'Nobody Inc', again: '' }, 'remove'],
  ])('%s: %o', async (page, values, field) => {
    const world = worldWith(sweep());
    const id = `edit-mission:M-1:${page}`;
    const errors = await world.desk.check(id, values, [], ANNA);
    expect(Object.keys(errors)).toContain(field);
    const form = formIn(await world.submit(id, values));
    expect(form.fields.find((one) => one.name === field)?.error).toBe(errors[field]);
    expect(world.tables.edits.size).toBe(0);
  });

  test('a page that is fine has none', async () => {
    const world = worldWith(sweep());
    expect(await world.desk.check('edit-mission:M-1:hours', { hours: '9-18', days: 'Mon-Fri' }, [], ANNA)).toEqual({});
  });

  test('with many people names are typed, not ticked', async () => {
    const world = worldWith(new Play(sweepBrief(), people(60)).provision());
    const form = formIn(await world.press('edit-mission', 'M-1:people'));
    expect(form.fields.find((one) => one.name === 'remove')?.type).toBe('multiline');
    expect(textOf(await world.submit(form.id, { list: '', remove: 'Vendor 59\nVendor 60' }))).toContain(
      '2 people taken off: Vendor 59 and Vendor 60',
    );
  });
});
