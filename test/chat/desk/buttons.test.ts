/** Every button, whatever became of its mission in between: an effect or an answer in words, never a fault or silence. */
import { describe, expect, it } from 'vitest';
import { ACTIONS, type Action, aboutOf, formatValue } from '../../../src/chat/actions.ts';
import { announce } from '../../../src/chat/announce.ts';
import type { Button } from '../../../src/chat/card.ts';
import type { Reply } from '../../../src/chat/surface.ts';
import type { MissionStatus, MissionView } from '../../../src/projections/mission-view.ts';
import { foldView } from '../../../src/projections/view-fold.ts';
import { readMessage } from '../../support/card-text.ts';
import { randomMission, type TestRecord } from '../../support/random-mission-events.ts';
import { ANNA, createWorld, textOf, type World } from './desk-world.ts';

const STATUSES: readonly MissionStatus[] = [
  'starting',
  'running',
  'waiting',
  'deciding',
  'held',
  'paused',
  'ending',
  'done',
  'failed',
  'cancelled',
];
const DEAF = /Something on my side failed|older version|does nothing/;

interface Moment {
  readonly status: MissionStatus;
  readonly view: MissionView;
  readonly records: readonly TestRecord[];
  /** Everything shown until then, by action: any of it may be tapped now. */
  readonly shown: ReadonlyMap<string, Button>;
}

/** Random missions as they stood the first time in each status, three of each. */
function moments(): readonly Moment[] {
  const found: Moment[] = [];
  for (let seed = 0; seed < 60; seed += 1) {
    let view: MissionView | undefined;
    const shown = new Map<string, Button>();
    const records = randomMission(seed, { trouble: 0.5, rounds: 2 });
    for (const [index, record] of records.entries()) {
      const before: MissionView | undefined = view;
      view = foldView(before, record);
      const { status } = view;
      for (const one of announce(before, view, record, { zone: 'Europe/Berlin' }))
        for (const button of readMessage(one.kind === 'live-card' ? one.card : one.message).buttons)
          shown.set(button.action, button);
      if (before?.status === status || found.filter((moment) => moment.status === status).length >= 3) continue;
      found.push({ status, view, records: records.slice(0, index + 1), shown: new Map(shown) });
    }
  }
  return found;
}

function worldAt({ view, records }: Moment): World {
  const world = createWorld();
  world.journals.set(view.id, [...records]);
  return world;
}

/** What a button of this action would carry now, when none was shown. */
function valueFor(action: Action, view: MissionView): string {
  const gate = view.gates.at(-1);
  const call = view.rows.flatMap((row) => row.calls)[0];
  switch (aboutOf(action)) {
    case 'gate':
      return formatValue({ about: 'gate', mission: view.id, gate: gate?.gate ?? 'gate-1', list: gate?.list ?? 1 });
    case 'call':
      return formatValue({ about: 'call', mission: view.id, call: call?.call ?? 't1:1' });
    case 'person':
      return formatValue({ about: 'person', mission: view.id, target: view.rows[0]?.target ?? 't1' });
    case 'mission':
      return view.id;
    case 'edit':
      return formatValue({ about: 'edit', mission: view.id, part: action === 'edit-mission' ? 'hours' : 'abcdef12' });
    case 'draft':
      return 'D-1';
  }
}

const heard = (replies: readonly Reply[], world: World): string =>
  replies.length === 0 && world.sent.length > 0 ? '(done)' : textOf(replies);

const all = moments();
const ofMission = ACTIONS.filter((action) => aboutOf(action) !== 'draft');

describe('buttons of a mission', () => {
  it('the random missions stand in every status', () => {
    expect([...new Set(all.map((one) => one.status))].toSorted()).toEqual(STATUSES.toSorted());
  });

  it.each(STATUSES)('%s: every button that was shown so far, and every other, is answered', async (status) => {
    const deaf: string[] = [];
    for (const moment of all.filter((one) => one.status === status)) {
      const own = ofMission.map((action) => ({ action, value: valueFor(action, moment.view) }));
      for (const { action, value } of [...moment.shown.values(), ...own]) {
        const world = worldAt(moment);
        const actor = moment.view.gates.at(-1)?.deciders[0];
        const by = actor === undefined ? ANNA : { id: actor, name: 'Ana' };
        const text = heard(await world.press(action, value, { actor: by }), world);
        if (text.trim() === '' || DEAF.test(text)) deaf.push(`${action} ${value}: ${text}`);
      }
    }
    expect(deaf).toEqual([]);
  });

  it.each(STATUSES)('%s: the forms behind them are answered, too', async (status) => {
    const deaf: string[] = [];
    for (const moment of all.filter((one) => one.status === status)) {
      const gate = valueFor('change', moment.view);
      const forms = { change: `change:${gate}`, reject: `reject:${gate}`, object: `object:${gate}` };
      for (const id of [...Object.values(forms), `note:${moment.view.id}`]) {
        const world = worldAt(moment);
        const values = { people: 't1', reason: 'too dear', said: 'They were late', note: 'Closed at noon' };
        const text = heard(await world.submit(id, values), world);
        if (text.trim() === '' || DEAF.test(text)) deaf.push(`${id}: ${text}`);
      }
    }
    expect(deaf).toEqual([]);
  });

  it.each(ofMission)('%s of a mission that is not known here says so', async (action) => {
    const world = createWorld();
    const moment = all[0];
    if (moment === undefined) throw new Error('no mission');
    const value = valueFor(action, { ...moment.view, id: 'M-999' });
    expect(textOf(await world.press(action, value))).toBe(
      'There is no mission M-999 here any more. Say "/mission list" for those there are.',
    );
  });

  it('forms and readings of a mission that is not known say the same', async () => {
    const world = createWorld();
    const sentence = 'There is no mission M-999 here any more.';
    for (const id of ['note:M-999', 'change:M-999:gate-1:1', 'reject:M-999:gate-1:1', 'object:M-999:gate-1:1'])
      expect(textOf(await world.submit(id, { note: 'x', people: 't1', said: 'x' })), id).toContain(sentence);
    expect(textOf(await world.press('reading', 'M-999:gate-1:1:0'))).toContain(sentence);
    expect(world.sent).toEqual([]);
  });

  it('a mission of another account answers with the sentence of the engine, to that person', async () => {
    const sentence = 'M-104 belongs to another Telnyx account and cannot be changed from here.';
    const moment = all.find((one) => one.status === 'deciding');
    if (moment === undefined) throw new Error('no decision');
    const refusing = createWorld({ send: async () => ({ rejected: true, code: 'not-allowed', sentence }) });
    refusing.journals.set(moment.view.id, [...moment.records]);
    for (const action of ['approve', 'pause', 'cancel', 'undo'] as const) {
      const replies = await refusing.press(action, valueFor(action, moment.view));
      expect(replies).toMatchObject([{ how: 'private' }]);
      expect(textOf(replies)).toContain(sentence);
    }
  });
});

describe('buttons of a draft', () => {
  const ofDraft = ACTIONS.filter((action) => aboutOf(action) === 'draft');
  const PARTS = ['', ':words', ':kind', ':own', ':vendor-selection', ':nonsense'];

  it.each(['open', 'started', 'discarded', 'gone'] as const)('%s: every button is answered', async (status) => {
    const deaf: string[] = [];
    for (const action of ofDraft)
      for (const part of PARTS) {
        const world = createWorld({ callMe: async () => 'Your phone rings.' });
        await world.press('new', ':vendor-selection');
        const draft = world.tables.drafts.get('D-1');
        if (draft === undefined) throw new Error('no draft');
        if (status === 'gone') world.tables.drafts.delete('D-1');
        else world.tables.drafts.set('D-1', { ...draft, status });
        const text = textOf(await world.press(action, `D-1${part}`));
        if (text.trim() === '' || DEAF.test(text)) deaf.push(`${action} D-1${part}: ${text}`);
      }
    expect(deaf).toEqual([]);
  });
});
