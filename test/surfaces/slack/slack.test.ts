// The real Bolt against a local Slack: every way in, every way out.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Form, Note } from '../../../src/chat/card.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack-stand-in/slack-stand-in.ts';
import { prepare, type Running } from './desk-double.ts';

let slack: SlackStandIn;
let bot: Running;

beforeEach(async () => {
  slack = await startSlackStandIn();
  slack.people.set('U1', 'Ana');
  bot = prepare(slack);
  await bot.surface.start(bot.desk);
});

afterEach(async () => {
  await bot.surface.stop();
  await slack.stop();
});

const channel = { surface: 'slack', channel: 'C1' } as const;
const note = (text: string, more: Partial<Note> = {}): Note => ({
  kind: 'note',
  text: [text],
  sandbox: false,
  ...more,
});
const form: Form = {
  kind: 'form',
  id: 'reject:M-1:gate-1:1',
  title: 'Reject',
  fields: [{ name: 'reason', label: 'Why?', type: 'multiline' }],
  submit: 'Reject',
  sandbox: false,
};

describe('ways in', () => {
  it('hands a slash command to the desk as it was typed, then acknowledges', async () => {
    const sent = await slack.sendSlash('status M-104 &amp; more');
    expect(sent.acked).toBe(true);
    expect(bot.desk.inbounds).toMatchObject([
      {
        kind: 'said',
        text: '/mission status M-104 & more',
        addressed: true,
        actor: { id: 'slack:T1/U1', name: 'Ana' },
        place: channel,
      },
    ]);
  });

  it('answers a slash command that it does not know', async () => {
    const sent = await slack.sendSlash('x', { command: '/other' });
    expect(sent.acked).toBe(true);
    expect(String(sent.payload.text)).toContain('/mission help');
    expect(bot.desk.offered).toEqual([]);
  });

  it('does not acknowledge what could not be accepted', async () => {
    await bot.surface.stop();
    await slack.stop();
    slack = await startSlackStandIn({ ackWithinMs: 150 });
    bot = prepare(slack);
    await bot.surface.start(bot.desk);
    bot.desk.refuse = 1;
    expect((await slack.sendSlash('pause M-1')).acked).toBe(false);
    expect(bot.desk.inbounds).toEqual([]);
    const posted = await bot.surface.post(
      channel,
      note('x', { buttons: [{ action: 'pause', value: 'M-1', label: 'Pause' }] }),
    );
    bot.desk.refuse = 1;
    expect((await slack.press(postOf(posted.id), 'Pause')).acked).toBe(false);
    expect((await slack.press(postOf(posted.id), 'Pause')).acked).toBe(true);
  });

  it('has an event that could not be accepted delivered again, and takes it once', async () => {
    await bot.surface.stop();
    await slack.stop();
    slack = await startSlackStandIn({ ackWithinMs: 150, retryAfterMs: [10, 10, 10] });
    bot = prepare(slack);
    await bot.surface.start(bot.desk);
    bot.desk.refuse = 2;
    const said = await slack.say('approved', { thread: '1700000000.000001' });
    expect(said).toMatchObject({ acked: true, tries: 3 });
    expect(bot.desk.inbounds).toMatchObject([
      { id: `slack:T1/C1/${said.ts}`, text: 'approved', place: { thread: '1700000000.000001' } },
    ]);
  });

  it('takes a mention once although it comes as two events, and knows that it was addressed', async () => {
    const said = await slack.say(`<@${slack.botUser}> status`);
    expect(said.acked).toBe(true);
    expect(bot.desk.inbounds).toMatchObject([
      { id: `slack:T1/C1/${said.ts}`, addressed: true, text: `<@${slack.botUser}> status` },
    ]);
    expect(bot.desk.offered).toHaveLength(2);
  });

  it('hears replies in threads without being addressed, and direct chats as addressed', async () => {
    await slack.say('no, too expensive', { thread: '1700000000.000001' });
    await slack.say('hello', { channel: 'DU1' });
    expect(bot.desk.inbounds).toMatchObject([
      { addressed: false, place: { channel: 'C1', thread: '1700000000.000001' } },
      { addressed: true, place: { channel: 'DU1' } },
    ]);
  });

  it('ignores itself, other bots and notices', async () => {
    await slack.say('I posted this', { user: slack.botUser });
    await slack.say('beep', { bot: 'B9' });
    await slack.sendEvent({
      type: 'message',
      subtype: 'channel_join',
      user: 'U1',
      channel: 'C1',
      ts: '1.1',
      text: 'joined',
    });
    await slack.sendEvent({
      type: 'message',
      subtype: 'message_changed',
      channel: 'C1',
      ts: '1.2',
      message: { user: 'U1', text: 'edited' },
    });
    expect(bot.desk.offered).toEqual([]);
  });

  it('makes words again of what Slack turned into links', async () => {
    await slack.say(
      'Acme, <tel:+13125550101|+1 312 555 0101>, <mailto:a@b.co|a@b.co> &lt;x&gt; <@U2> <http://acme.com|acme.com>',
    );
    expect(bot.desk.inbounds).toMatchObject([{ text: 'Acme, +1 312 555 0101, a@b.co <x> <@U2> acme.com' }]);
  });

  it('takes a shared file along, and says of one that is too large that it did not', async () => {
    await slack.uploadFile('vendors.csv', 'name,phone\nAcme,+13125550101', { channel: 'DU1' });
    expect(bot.desk.inbounds[0]).toMatchObject({
      files: [{ name: 'vendors.csv', base64: Buffer.from('name,phone\nAcme,+13125550101').toString('base64') }],
    });
    await slack.uploadFile('huge.csv', 'x'.repeat(5_000_001), { channel: 'DU1' });
    await vi.waitFor(() =>
      expect(slack.posts({ channel: 'DU1' }).map((one) => JSON.stringify(one.blocks))).toEqual([
        expect.stringContaining('huge.csv: it is larger than 5 MB'),
      ]),
    );
    expect(bot.desk.inbounds[1]).toMatchObject({ files: [] });
  });

  it('never sends its token to another host', async () => {
    await slack.sendEvent({
      type: 'message',
      subtype: 'file_share',
      user: 'U1',
      channel: 'DU1',
      ts: '1700000000.000009',
      text: '',
      files: [{ id: 'F9', name: 'a.csv', url_private: 'https://drive.example.org/a.csv' }],
    });
    await vi.waitFor(() => expect(slack.posts({ channel: 'DU1' })).toHaveLength(1));
    expect(JSON.stringify(slack.posts({ channel: 'DU1' })[0]?.blocks)).toContain('does not lie on Slack');
  });
});

const postOf = (ts: string) => {
  const post = slack.posts().find((one) => one.ts === ts);
  if (post === undefined) throw new Error(`no post ${ts}`);
  return post;
};

describe('buttons and forms', () => {
  const buttons = ['one', 'two', 'three', 'four', 'five'].map((label, index) => ({
    action: 'approve',
    value: `M-1:gate-1:${index + 1}`,
    label,
  }));

  it('hands on what was pressed, in view and under More, with its place and its message', async () => {
    const root = await bot.surface.post(channel, note('root'));
    const posted = await bot.surface.post(root.place, note('decide', { buttons }));
    expect((await slack.press(postOf(posted.id), 'one')).acked).toBe(true);
    expect((await slack.press(postOf(posted.id), 'five')).acked).toBe(true);
    expect(bot.desk.inbounds).toMatchObject([
      {
        kind: 'pressed',
        action: 'approve',
        value: 'M-1:gate-1:1',
        message: posted.id,
        place: { channel: 'C1', thread: root.id },
      },
      { kind: 'pressed', action: 'approve', value: 'M-1:gate-1:5', message: posted.id },
    ]);
    expect(new Set(bot.desk.inbounds.map((one) => one.id)).size).toBe(2);
  });

  it('replaces the pressed message, also one that only one person sees', async () => {
    bot.desk.answer = (inbound) => [{ how: 'replace', place: inbound.place, message: note('done') }];
    const posted = await bot.surface.post(channel, note('x', { buttons }));
    await slack.press(postOf(posted.id), 'one');
    await vi.waitFor(() => expect(postOf(posted.id)).toMatchObject({ text: 'done', edits: 1 }));
    await bot.surface.whisper(channel, { id: 'slack:T1/U1', name: 'Ana' }, note('y', { buttons }));
    const own = slack.posts().find((one) => one.ephemeralFor === 'U1');
    await slack.press(postOf(own?.ts ?? ''), 'one');
    await vi.waitFor(() => expect(postOf(own?.ts ?? '')).toMatchObject({ text: 'done', edits: 1 }));
  });

  it('opens the form behind a button at once, shows its errors, takes it, and answers where it was opened', async () => {
    bot.desk.forms.set('reject:M-1:gate-1:1', form);
    const root = await bot.surface.post(channel, note('root'));
    const posted = await bot.surface.post(
      root.place,
      note('decide', { buttons: [{ action: 'reject', value: 'M-1:gate-1:1', label: 'Reject' }] }),
    );
    await slack.press(postOf(posted.id), 'Reject');
    await vi.waitFor(() => expect(slack.views()).toHaveLength(1));
    expect(bot.desk.offered).toEqual([]);

    bot.desk.errors = { reason: 'Say why.' };
    const refused = await slack.submitView({ 'Why?': 'no' });
    expect(refused.payload).toEqual({ response_action: 'errors', errors: { reason: 'Say why.' } });
    expect(bot.desk.offered).toEqual([]);

    bot.desk.errors = {};
    bot.desk.answer = (inbound) => [{ how: 'post', place: inbound.place, message: note('rejected') }];
    expect((await slack.submitView({ reason: 'too expensive' })).payload).toEqual({});
    expect(bot.desk.inbounds).toMatchObject([
      {
        kind: 'submitted',
        form: form.id,
        values: { reason: 'too expensive' },
        place: { channel: 'C1', thread: root.id },
      },
    ]);
    await vi.waitFor(() => expect(slack.posts({ thread: root.id }).at(-1)?.text).toBe('rejected'));
  });

  it('opens the next page of a flow with the trigger of the one before, files included', async () => {
    const first: Form = {
      ...form,
      id: 'new::kind',
      fields: [
        {
          name: 'kind',
          label: 'Kind',
          type: 'choice',
          options: [{ value: 'sweep', label: 'Ask all' }],
          value: 'sweep',
        },
        { name: 'list', label: 'Who', type: 'file-or-text', optional: true },
      ],
    };
    bot.desk.answer = (inbound) => [
      {
        how: 'form',
        place: inbound.place,
        actor: inbound.actor,
        form: inbound.kind === 'submitted' ? { ...form, id: 'new:D-1:words' } : first,
      },
    ];
    await slack.sendSlash('new');
    await vi.waitFor(() => expect(slack.views()).toHaveLength(1));
    await slack.submitView({ list: { name: 'v.csv', content: 'a,b' } });
    await vi.waitFor(() => expect(slack.views()).toHaveLength(2));
    expect(bot.desk.inbounds.at(-1)).toMatchObject({
      form: 'new::kind',
      values: { kind: 'sweep', list: '' },
      files: [{ name: 'v.csv' }],
    });
  });

  it('shows a button where the trigger of a form is gone, and that button opens it', async () => {
    bot.desk.forms.set(`open:${form.id}`, form);
    bot.desk.answer = (inbound) => [{ how: 'form', place: inbound.place, actor: inbound.actor, form }];
    slack.fail({ method: 'views.open', error: 'expired_trigger_id' });
    await slack.sendSlash('reject');
    await vi.waitFor(() => expect(slack.posts()).toHaveLength(1));
    const [invitation] = slack.posts();
    expect(invitation?.ephemeralFor).toBe('U1');
    await slack.press(postOf(invitation?.ts ?? ''), 'Open the form');
    await vi.waitFor(() => expect(slack.views()).toHaveLength(1));
  });
});
