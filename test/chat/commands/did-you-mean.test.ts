/** A slip of the fingers is answered with what was probably meant; nothing is done before that is tapped or typed. */
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../../src/chat/commands.ts';
import { guesses } from '../../../src/chat/did-you-mean.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA, BEN } from '../../support/random-mission-events.ts';
import { buttonsOf, createWorld, THREAD, textOf, type World } from '../desk/desk-world.ts';

function atDecision(): World {
  const world = createWorld();
  world.journals.set('M-104', [...Story.atDecision({ sandbox: true }).records]);
  return world;
}

/** One more mission like the one that waits for a decision, in a thread of its own. */
function another(world: World, id: string): void {
  const like = JSON.stringify(Story.atDecision({ sandbox: true }).records).replaceAll('M-104', id);
  world.journals.set(id, JSON.parse(like.replaceAll('"th-1"', `"th-${id}"`)));
}

const named = (text: string) => guesses(text, COMMAND_NAMES).map((one) => one.name);

describe('the nearest names', () => {
  it.each([
    ['statsu', ['status']],
    ['puase M-104', ['pause']],
    ['aprove', ['approve']],
    ['cancle M-104', ['cancel']],
    ['templtaes', ['templates']],
    ['add result M-104', ['add-result']],
    ['add_resutl', ['add-result']],
    ['res', ['results', 'resume']],
    ['dance', []],
    ['good', []],
    ['no', []],
  ])('%s: %j', (typed, names) => {
    expect(named(typed)).toEqual(names);
  });

  it('what stands behind the name stays', () => {
    expect(guesses('led time 14 days', ['price', 'lead time'])).toEqual([{ name: 'lead time', rest: '14 days' }]);
    expect(guesses('leadtime 14', ['price', 'lead time'])).toEqual([{ name: 'lead time', rest: '14' }]);
  });
});

describe('an unknown command', () => {
  it.each([
    ['statsu', 'Did you mean "status"?'],
    ['statsu please', 'Did you mean "status"?'],
    ['/statsu', 'I do not know "statsu". Did you mean "status"?'],
    ['puase M-104', 'Did you mean "pause M-104"?'],
    ['/mission aprove', 'I do not know "aprove". Did you mean "approve"?'],
    ['/mission stop M-104', 'Did you mean "cancel M-104"?'],
    ['/mission M-104', 'Did you mean "status M-104"?'],
  ])('"%s" is answered with the nearest one and not carried out', async (typed, answer) => {
    const world = atDecision();
    expect(textOf(await world.say(typed))).toContain(answer);
    expect(world.sent).toEqual([]);
  });

  it('a tap does what was meant, with all that was typed behind it', async () => {
    const world = atDecision();
    const [offered] = buttonsOf(await world.say('puase M-104 lunch'));
    expect(offered).toMatchObject({ label: 'Pause M-104 lunch' });
    await world.press(offered?.action ?? '', offered?.value ?? '');
    expect(world.sent.at(-1)?.command).toEqual({ type: 'PauseMission', because: 'lunch' });
  });

  it('a tap is about the mission that was meant when it was offered, whichever fits by then', async () => {
    const world = atDecision();
    await world.say('pause');
    const [offered] = buttonsOf(await world.say('/mission resum'));
    expect(offered).toMatchObject({ label: 'Resume M-104', value: 'resume M-104' });
    await world.say('resume');
    another(world, 'M-105');
    await world.say('pause M-105');
    await world.press(offered?.action ?? '', offered?.value ?? '');
    expect(world.view('M-105').status).toBe('paused');
  });

  it('where no mission is clear there is no button', async () => {
    const world = atDecision();
    another(world, 'M-105');
    for (const typed of ['/mission puase', '/mission noet they close at noon', 'cancle M-900']) {
      const replies = await world.say(typed);
      expect(textOf(replies)).toContain('Did you mean');
      expect(buttonsOf(replies)).toEqual([]);
    }
  });

  it('in a thread it is about the mission of that thread', async () => {
    const world = atDecision();
    another(world, 'M-105');
    const [offered] = buttonsOf(await world.say('/mission puase lunch', { place: THREAD }));
    expect(offered?.value).toBe('pause M-104 lunch');
  });

  it('who may not do it is offered no button', async () => {
    const world = createWorld({ roles: { admins: ['console:root'], operators: [], approvers: [BEN.id] } });
    world.journals.set('M-104', [...Story.atDecision().records]);
    const place = { surface: 'slack', channel: 'C1' } as const;
    expect(buttonsOf(await world.say('/mission puase', { actor: BEN, place }))).toEqual([]);
  });

  it('a tap asks for the rights of the command', async () => {
    const world = createWorld({ roles: { admins: ['console:root'], operators: [], approvers: [] } });
    world.journals.set('M-104', [...Story.atDecision().records]);
    const place = { surface: 'slack', channel: 'C1' } as const;
    expect(textOf(await world.press('meant', 'pause M-104', { actor: BEN, place }))).toContain('not admitted');
    expect(world.sent).toEqual([]);
  });

  it('a vote has no button: tapped later it could hit another list', async () => {
    expect(buttonsOf(await atDecision().say('/mission aprove M-104'))).toEqual([]);
  });

  it('a cancel is asked about once more', async () => {
    const world = atDecision();
    const replies = await world.say('cancle M-104');
    const [button] = replies.flatMap((reply) =>
      reply.how !== 'form' && reply.message.kind === 'note' ? (reply.message.buttons ?? []) : [],
    );
    expect(button).toMatchObject({ style: 'danger', confirm: expect.stringContaining('for good') });
  });

  it('a yes behind the question is no yes to an open decision, in the chat and in the thread', async () => {
    for (const place of [THREAD, undefined]) {
      const world = atDecision();
      const more = { actor: ANA, ...(place === undefined ? {} : { place }) };
      expect(textOf(await world.say('puase', more))).toContain('Did you mean "pause"?');
      expect(textOf(await world.say('yes', more))).toContain('Did you mean to approve list 1');
      expect(world.sent).toEqual([]);
    }
  });

  it('in the thread of a decision a slip of a vote is left to the decision', async () => {
    const world = atDecision();
    expect(textOf(await world.say('rejcet', { actor: ANA, place: THREAD }))).not.toContain('I do not know');
  });

  it.each(['name,phone\nShop 1,+13125550100', 'good morning', 'thanks', 'nope', 'some', 'noted that they call back'])(
    '"%s" is no slip',
    async (typed) => {
      expect(textOf(await createWorld().say(typed))).not.toContain('Did you mean');
    },
  );
});

describe('an unknown name behind a command', () => {
  it.each([
    ['edit M-104 dedline Fri 17:00', 'Did you mean "deadline Fri 17:00"?', 'edit M-104 deadline Fri 17:00'],
    ['edit M-104 calls at onze 3', 'Did you mean "calls at once 3"?', 'edit M-104 calls at once 3'],
    ['edit M-104 poeple', 'Did you mean "people"?', 'edit M-104 people'],
    ['templates Vendor selecton', 'Did you mean "vendor-selection"?', 'templates vendor-selection'],
    ['templates delete roofer', 'Did you mean "roofer-quotes"?', 'templates roofer-quotes'],
  ])('"%s" is answered with the nearest one, and a button', async (typed, answer, command) => {
    const world = atDecision();
    const replies = await world.say(typed);
    expect(textOf(replies)).toContain(answer);
    expect(buttonsOf(replies).map((button) => button.value)).toEqual([command]);
  });

  it('a tap on it does just that', async () => {
    const world = atDecision();
    const [button] = buttonsOf(await world.say('edit M-104 calls at onze 3'));
    expect(textOf(await world.press(button?.action ?? '', button?.value ?? ''))).toContain('NOT CHANGED YET');
  });

  it.each([
    ['correct M-104 Acme prize 12500 because x', 'Did you mean "price"?'],
    ['correct M-104 Acne Print price 12500 because x', 'Did you mean "Acme Print"?'],
  ])('"%s": %s', async (typed, answer) => {
    const world = atDecision();
    expect(textOf(await world.say(typed, { actor: ANA }))).toContain(answer);
    expect(textOf(await world.say('yes', { actor: ANA }))).toContain('Did you mean to approve list 1');
    expect(world.sent).toEqual([]);
  });

  it('what is near to nothing is answered as before', async () => {
    const world = atDecision();
    expect(textOf(await world.say('edit M-104 make it nicer'))).not.toContain('Did you mean');
    expect(textOf(await world.say('edit M-104 calls at once'))).not.toContain('Did you mean');
    expect(textOf(await world.say('templates plumbers'))).not.toContain('Did you mean');
  });
});
