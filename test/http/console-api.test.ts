import { afterEach, describe, expect, test } from 'vitest';
import type { Card, Form } from '../../src/chat/card.ts';
import type { Desk } from '../../src/chat/surface.ts';
import {
  consoleTables,
  fakeDesk,
  NOON,
  note,
  type OpenedConsole,
  type OpenOptions,
  openConsole,
  post,
  read,
} from '../surfaces/console/open-console.ts';

let opened: OpenedConsole[] = [];
const place = { surface: 'console', channel: 'main' } as const;

async function start(desk: Desk, options?: OpenOptions): Promise<OpenedConsole & { readonly url: string }> {
  const one = await openConsole(desk, options);
  opened.push(one);
  return { ...one, url: one.server.url };
}

afterEach(async () => {
  await Promise.all(opened.map((one) => one.stop()));
  opened = [];
});

const card = (headline: string): Card => ({
  kind: 'card',
  state: 'RUNNING',
  name: 'Print vendors',
  ref: 'M-104',
  sandbox: true,
  headline: [{ bold: headline }],
  blocks: [
    { kind: 'facts', rows: [{ label: 'Tried again', text: ['from ', { time: NOON, style: 'time' }] }] },
    {
      kind: 'entries',
      title: 'So far',
      entries: [{ mark: '1', title: 'Acme', score: '8.5', facts: ['$12'], quote: 'we can' }],
    },
    {
      kind: 'talk',
      with: 'Acme',
      turns: [
        { who: 'assistant', text: 'Hello' },
        { who: 'callee', text: 'Who is it?' },
      ],
    },
  ],
  next: ['Next: call ', { time: NOON, style: 'day-time' }],
  buttons: [{ action: 'pause', value: 'M-104', label: 'Pause', style: 'primary', confirm: 'Pause 3 calls?' }],
  lock: 'SANDBOX: started',
});

const FORM: Form = {
  kind: 'form',
  id: 'new:D-7:words',
  title: 'What to say',
  submit: 'Go on',
  sandbox: true,
  fields: [
    { name: 'name', label: 'Name', type: 'text' },
    { name: 'list', label: 'Numbers', type: 'file-or-text', optional: true },
  ],
};

describe('say', () => {
  test('is heard by the desk with place, actor and files, and answered with what the desk says', async () => {
    const desk = fakeDesk({
      handle: ({ place: there }) => [{ how: 'post', place: there, message: note('I heard you') }],
    });
    const { url } = await start(desk);
    const answer = await post(url, '/api/say', {
      user: 'Mira',
      text: 'hello',
      files: [{ name: 'a.csv', base64: 'YQ==' }],
    });
    expect(answer).toMatchObject({
      status: 200,
      ok: true,
      messages: [{ from: 'Callsheet', text: 'SANDBOX · I heard you' }],
    });
    expect(desk.accepted).toMatchObject([
      {
        kind: 'said',
        text: 'hello',
        actor: { id: 'console:mira', name: 'Mira' },
        place,
        addressed: true,
        files: [{ name: 'a.csv', base64: 'YQ==' }],
      },
    ]);
    const { messages } = await read(url, '/api/messages?since=0');
    expect(messages.map(({ from, text }) => [from, text])).toEqual([
      ['Callsheet', 'SANDBOX · Welcome'],
      ['Mira', 'hello\nAttached: a.csv'],
      ['Callsheet', 'SANDBOX · I heard you'],
    ]);
  });

  test('in a thread stays in the thread', async () => {
    const { url, surface } = await start(
      fakeDesk({ handle: (said) => [{ how: 'post', place: said.place, message: note('noted') }] }),
    );
    const posted = await surface.post(place, card('1 of 10 asked'));
    expect(posted.place).toEqual({ ...place, thread: posted.id });
    const answer = await post(url, '/api/say', { user: 'mira', text: 'yes', thread: posted.id, answers: posted.id });
    expect(answer.messages).toMatchObject([{ thread: posted.id }]);
    const { messages } = await read(url, '/api/messages?since=2');
    expect(messages.map((message) => message.thread)).toEqual([posted.id, posted.id]);
  });

  test('the same request twice counts once and is answered twice', async () => {
    const desk = fakeDesk({ handle: (said) => [{ how: 'post', place: said.place, message: note('once') }] });
    const { url } = await start(desk);
    const first = await post(url, '/api/say', { user: 'mira', text: 'start', id: 'tap-1' });
    const second = await post(url, '/api/say', { user: 'mira', text: 'start', id: 'tap-1' });
    expect(second.messages).toEqual(first.messages);
    expect(desk.accepted).toHaveLength(1);
    expect((await read(url, '/api/messages?since=0')).messages).toHaveLength(3);
  });

  test('what the desk could not write down is not acknowledged', async () => {
    const { url } = await start(
      fakeDesk({
        accept: async () => {
          throw new Error('disk full');
        },
      }),
    );
    const answer = await post(url, '/api/say', { user: 'mira', text: 'yes' });
    expect(answer).toMatchObject({ status: 503, ok: false, error: expect.stringContaining('nothing was done') });
    expect((await read(url, '/api/messages?since=0')).messages).toHaveLength(1);
  });

  test('a slow desk is answered as pending, and its words come later', async () => {
    const slow = Promise.withResolvers<void>();
    const desk = fakeDesk({
      handle: async (said) => {
        await slow.promise;
        return [{ how: 'post', place: said.place, message: note('at last') }];
      },
    });
    const { url, surface } = await start(desk, { config: { answerWithinMs: 50 } });
    expect(await post(url, '/api/say', { user: 'mira', text: 'go' })).toMatchObject({
      ok: true,
      pending: true,
      messages: [],
    });
    const late = new Promise<string>((resolve) => surface.subscribe('mira', (message) => resolve(message.text)));
    slow.resolve();
    expect(await late).toBe('SANDBOX · at last');
  });
});

describe('messages', () => {
  test('a card is complete in its text, and an edit is a new seq that replaces it', async () => {
    const { url, surface } = await start(fakeDesk({}));
    const posted = await surface.post(place, card('1 of 10 asked'));
    const { messages } = await read(url, '/api/messages?since=1');
    expect(messages[0]).toMatchObject({
      id: posted.id,
      actions: [{ id: 'pause', label: 'Pause', value: 'M-104', style: 'primary', confirm: 'Pause 3 calls?' }],
      files: [],
    });
    expect(messages[0]?.text.split('\n')).toEqual([
      'SANDBOX · RUNNING · Print vendors · M-104',
      '1 of 10 asked',
      'Tried again: from 15:00',
      'So far',
      '1 Acme · 8.5 · $12 · “we can”',
      'Call with Acme',
      'Assistant: Hello',
      'Acme: Who is it?',
      'Next: call Tue 24 Nov 15:00',
    ]);
    await surface.edit(posted, card('2 of 10 asked'));
    await surface.edit(posted, card('2 of 10 asked'));
    const edits = (await read(url, '/api/messages?since=2')).messages;
    expect(edits).toMatchObject([{ seq: 3, id: posted.id, replaces: posted.id, first: { seq: 2 } }]);
  });

  test('private ones are for one person', async () => {
    const { url, surface } = await start(fakeDesk({}));
    await surface.whisper(place, { id: 'console:mira', name: 'Mira' }, note('for Mira'));
    const texts = async (user: string) =>
      (await read(url, `/api/messages?since=1&user=${user}`)).messages.map((message) => message.text);
    expect(await texts('Mira')).toEqual(['SANDBOX · for Mira']);
    expect(await texts('ben')).toEqual([]);
    const mine = (await read(url, '/api/messages?since=1&user=mira')).messages[0];
    expect(
      await post(url, '/api/press', { user: 'ben', message: mine?.id, action: 'pause', value: 'M-1' }),
    ).toMatchObject({
      status: 404,
      ok: false,
    });
  });

  test('files are kept and come as a download', async () => {
    const { url, surface } = await start(fakeDesk({}));
    await surface.post(place, note('Here', { files: [{ name: 'Ergebnis ü.csv', mime: 'text/csv', text: 'a;ü' }] }));
    const file = (await read(url, '/api/messages?since=1')).messages[0]?.files[0];
    expect(file?.name).toBe('Ergebnis ü.csv');
    const response = await fetch(`${url}${file?.url}`);
    expect(await response.text()).toBe('a;ü');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Ergebnis%20%C3%BC.csv");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await fetch(`${url}/files/none/a.csv`)).status).toBe(404);
  });

  test('stay over a restart, numbered on, and no second welcome', async () => {
    const tables = consoleTables();
    const first = await openConsole(fakeDesk({}), { tables });
    const posted = await first.surface.post(place, card('1 of 10 asked'));
    await first.stop();
    const { url, surface } = await start(fakeDesk({}), { tables });
    await surface.edit(posted, card('2 of 10 asked'));
    const { messages } = await read(url, '/api/messages?since=0');
    expect(messages.map(({ seq, replaces }) => [seq, replaces])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, posted.id],
    ]);
  });

  test('are bounded: old versions go first, then old messages; the newest always stays', async () => {
    const tables = consoleTables();
    const { surface } = await start(fakeDesk({}), { tables, config: { bounds: { perThread: 6, inAll: 1_000 } } });
    const posted = await surface.post(place, card('0 of 10 asked'));
    for (let at = 1; at <= 20; at += 1) await surface.edit(posted, card(`${at} of 10 asked`));
    const texts = () => surface.since(0).map((message) => message.text.split('\n')[1] ?? message.text);
    expect(texts()).toEqual(['SANDBOX · Welcome', ...[16, 17, 18, 19, 20].map((at) => `${at} of 10 asked`)]);
    for (let at = 1; at <= 4; at += 1) await surface.post(place, note(`Note ${at}`));
    expect(texts()).toEqual([
      'SANDBOX · Welcome',
      '20 of 10 asked',
      ...[1, 2, 3, 4].map((at) => `SANDBOX · Note ${at}`),
    ]);
    expect(await tables.messages.entries()).toHaveLength(6);
  });
});

describe('press and form', () => {
  test('a button carries its value, and what replaces takes the place of its message', async () => {
    const desk = fakeDesk({
      handle: ({ place: there }) => [{ how: 'replace', place: there, message: note('Paused') }],
    });
    const { url, surface } = await start(desk);
    const posted = await surface.post(place, card('1 of 10 asked'));
    const answer = await post(url, '/api/press', { user: 'mira', message: posted.id, action: 'pause' });
    expect(answer.messages).toMatchObject([
      { id: posted.id, replaces: posted.id, text: 'SANDBOX · Paused', actions: [] },
    ]);
    expect(desk.accepted).toMatchObject([{ kind: 'pressed', action: 'pause', value: 'M-104', message: posted.id }]);
    expect(await post(url, '/api/press', { user: 'mira', message: posted.id, action: 'pause' })).toMatchObject({
      status: 400,
      error: expect.stringContaining('no button "pause"'),
    });
  });

  test('a button that opens a form shows it to that person alone; opened again it moves to the end', async () => {
    const desk = fakeDesk({ form: async (action) => (action === 'change' ? FORM : undefined) });
    const { url, surface } = await start(desk);
    const posted = await surface.post(place, card('1 of 10 asked'));
    const press = { user: 'mira', message: posted.id, action: 'change', value: 'M-104:gate-1:1' };
    const first = (await post(url, '/api/press', press)).messages[0];
    expect(first).toMatchObject({ kind: 'form', to: 'console:mira', form: { id: FORM.id, fields: FORM.fields } });
    const second = (await post(url, '/api/press', press)).messages[0];
    const open = (await read(url, '/api/messages?user=mira')).messages.filter(({ id }) => id === first?.id).at(-1);
    expect(second?.id).not.toBe(first?.id);
    expect(open).toMatchObject({ kind: 'note', replaces: first?.id });
    expect(desk.accepted).toEqual([]);
  });

  test('errors stand beside their fields with what was typed, and nothing is sent', async () => {
    const desk = fakeDesk({
      form: async () => FORM,
      check: async (_, values) => (values.name === '' ? { name: 'Give it a name.' } : {}),
      handle: ({ place: there }) => [{ how: 'post', place: there, message: note('Kept') }],
    });
    const { url, surface } = await start(desk);
    const posted = await surface.post(place, card('1 of 10 asked'));
    await post(url, '/api/press', { user: 'mira', message: posted.id, action: 'edit', value: 'D-7:words' });
    const bad = await post(url, '/api/form', { user: 'mira', form: FORM.id, values: { name: '', list: '+49 30 1' } });
    expect(bad).toMatchObject({
      status: 422,
      ok: false,
      error: 'Give it a name.',
      fields: { name: 'Give it a name.' },
    });
    expect(bad.messages[0]?.form?.fields).toMatchObject([
      { name: 'name', error: 'Give it a name.' },
      { name: 'list', value: '+49 30 1' },
    ]);
    expect(desk.accepted).toEqual([]);
    const good = await post(url, '/api/form', {
      user: 'mira',
      form: FORM.id,
      values: { name: 'Vendors' },
      files: [{ name: 'v.csv', base64: 'YQ==' }],
    });
    expect(good).toMatchObject({ ok: true, messages: [{ text: 'SANDBOX · Kept' }] });
    expect(desk.accepted).toMatchObject([{ kind: 'submitted', form: FORM.id, files: [{ name: 'v.csv' }] }]);
    const last = (await read(url, '/api/messages?user=mira')).messages.filter(({ id }) => id === bad.messages[0]?.id);
    expect(last.at(-1)).toMatchObject({ kind: 'note', text: 'SANDBOX · What to say: sent.' });
  });
});

describe('the stream', () => {
  /** Reads events until one that fits, then hangs up. */
  async function follow(
    url: string,
    headers: Record<string, string>,
    until: (text: string) => boolean,
  ): Promise<string> {
    const hangUp = new AbortController();
    const response = await fetch(url, { headers, signal: hangUp.signal });
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!until(text)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    hangUp.abort();
    return text;
  }

  test('sends what was missed and what is new, and goes on after the last event', async () => {
    const { url, surface } = await start(fakeDesk({}));
    const following = follow(`${url}/api/stream?user=mira`, {}, (text) => text.includes('id: 2\n'));
    await surface.post(place, note('new'));
    expect(await following).toContain('SANDBOX · Welcome');
    await surface.post(place, note('missed'));
    const resumed = await follow(`${url}/api/stream?since=0`, { 'last-event-id': '2' }, (text) =>
      text.includes('missed'),
    );
    expect(resumed).not.toContain('Welcome');
    expect(resumed).toContain('event: hello\ndata: {"last":3}');
  });
});
