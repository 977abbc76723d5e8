/** When it will be done, holidays on the way, and the ways out of a deadline that does not fit: on the card and when tapped. */
import { describe, expect, test } from 'vitest';
import type { Card, Inline } from '../../../src/chat/card.ts';
import { fromTemplate, withList } from '../../../src/chat/flow/begin.ts';
import type { Draft } from '../../../src/chat/flow/draft.ts';
import { readWayOut, wayOutPart } from '../../../src/chat/flow/way-out.ts';
import { headline } from '../../../src/chat/preview/done.ts';
import type { PreviewOptions } from '../../../src/chat/preview/options.ts';
import { outlookOf } from '../../../src/chat/preview/outlook.ts';
import { previewOf } from '../../../src/chat/preview/preview.ts';
import { clockTime, dayOf } from '../../../src/chat/times.ts';
import { readTargets } from '../../../src/intake/read-targets.ts';
import type { Holiday } from '../../../src/missions/brief.ts';
import { houseTemplate } from '../../support/house-templates.ts';
import { ANNA, createWorld, MAIN } from '../desk/desk-world.ts';

const HOUR = 3_600_000;
/** Tue 24 Nov 2026, 9:00 in New York. */
const NOW = Date.parse('2026-11-24T14:00:00Z');
const ZONE = 'America/New_York';

const list = (count: number, prefix = '+1 212 555') =>
  ['name,phone', ...Array.from({ length: count }, (_, index) => `Shop ${index},${prefix} ${1000 + index}`)].join('\n');

function draftOf(csv: string, changes: Partial<Draft> = {}): Draft {
  const from = {
    id: 'D-7',
    author: ANNA,
    place: MAIN,
    now: NOW,
    organisation: 'Northwind',
    request: 'Ask',
    approvers: [],
  };
  const draft = fromTemplate(houseTemplate('store-hours'), from);
  const read = readTargets({ kind: 'file', name: 'shops.csv', bytes: Buffer.from(csv) }, { defaultRegion: 'US' });
  const { targets, refused, merged, totalRows } = read;
  const listed = withList(draft, { name: 'shops.csv', rows: totalRows, targets, refused, merged, variables: [] });
  return { ...listed, basis: 'Public business number', ...changes };
}

const inWords = (part: Inline): string => {
  if (typeof part === 'string') return part;
  return 'time' in part ? `${dayOf(part.time, ZONE)} ${clockTime(part.time, ZONE)}` : JSON.stringify(part);
};

const OPTIONS: PreviewOptions = {
  sandbox: true,
  zone: ZONE,
  now: NOW,
  fingerprint: 'abcd1234',
  callMe: false,
  deciders: 'Anna decides',
  holidays: [],
};

function preview(draft: Draft, changes: { readonly holidays?: readonly Holiday[]; readonly lines?: number } = {}) {
  const { card } = previewOf(draft, {
    ...OPTIONS,
    account: {
      portal: 'https://portal.example.com',
      numbers: [{ phone: '+13125550100', free: true }],
      concurrentCalls: changes.lines ?? 5,
    },
    holidays: changes.holidays ?? [],
  });
  const labels = card.buttons.map((one) => one.label);
  return {
    card,
    done: fact(card, 'Done'),
    when: fact(card, 'When'),
    head: card.headline.map(inWords).join(''),
    labels,
  };
}

function fact(card: Card, label: string): string {
  const rows = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  return (rows.find((row) => row.label === label)?.text ?? []).map(inWords).join('');
}

describe('when it will be done', () => {
  test('as one moment, with the range that most courses end in', () => {
    expect(preview(draftOf(list(20))).done).toMatch(/^about \w+ \d+ Nov \d+:\d\d, between .+ and .+\.$/);
    expect(preview(draftOf(list(20), { maxRetries: 0, batchSize: 5 })).done).toMatch(/^about Tue 24 Nov (9|10):\d\d/);
  });

  test('up to the first question to a person, who may take any time', () => {
    expect(preview(draftOf(list(9), { tryFirst: 3 })).done).toMatch(/; then somebody looks at the first answers\.$/);
    expect(preview(draftOf(list(2), { tryFirst: 3 })).done).not.toContain('somebody');
  });

  test('holidays on the way are named, those that nobody knows are warned of', () => {
    const holidays = [
      { date: '2026-11-25', name: 'Founders Day', region: 'US' },
      { date: '2026-11-25', name: 'Book Day', region: 'DE' },
      { date: '2026-12-25', name: 'Christmas Day', region: 'US' },
    ];
    const slow = draftOf(list(400), { batchSize: 1 });
    expect(preview(slow, { holidays }).when).toMatch(/their time, not on Wed 25 Nov \(Founders Day\)$/);
    expect(preview(slow).when).toMatch(/their time$/);
    const abroad = preview(draftOf(list(3, '+55 11 2345')), { holidays });
    const warnings = abroad.card.blocks.flatMap((block) => (block.kind === 'line' ? block.text : []));
    expect(warnings.join(' ')).toContain('Mind: No holidays of BR are known, so people there may be called on one.');
  });
});

/** What follows these words: `Tue 24 Nov 10:12`. */
const timeAfter = (text: string, words: string): string | undefined =>
  new RegExp(`${words} (\\w+ \\d+ \\w+ \\d+:\\d\\d)`).exec(text)?.[1];

describe('one thing is foretold once', () => {
  test('everybody called once: the same moment in the headline, in the hours and beside the deadline', () => {
    const { head, when, done } = preview(draftOf(list(40), { deadlineAt: NOW + 3 * HOUR, batchSize: 5 }));
    const once = timeAfter(head, 'everybody called once by about');
    expect(once).toMatch(/^Tue 24 Nov 9:/);
    expect(timeAfter(when, '\\(same time there\\) to')).toBe(once);
    expect(timeAfter(done, 'Everybody is called once by')).toBe(once);
    expect(head).toContain(
      'Must be done by Tue 24 Nov 12:00: everybody is called once, not everybody can be tried again.',
    );
  });

  test('where not everybody is called in time, only the deadline says how long it would take', () => {
    const { head, when, done } = preview(draftOf(list(40), { deadlineAt: NOW + 2 * HOUR, batchSize: 1 }));
    expect(head).not.toContain('called once by');
    expect(head).toMatch(/ Must be done by Tue 24 Nov 11:00: \d+ people would not be asked\.$/);
    expect(timeAfter(done, 'everybody once would take until')).toMatch(/^Tue 24 Nov 12:/);
    expect(timeAfter(when, '\\(same time there\\) to')).toMatch(/^Tue 24 Nov 10:5/);
  });

  test('who is asked first is counted apart; with a deadline everybody, if decisions are taken at once', () => {
    const trial = { tryFirst: 3, maxRetries: 0 };
    expect(preview(draftOf(list(9), trial)).head).toMatch(/, the first 3 called once by about Tue 24 Nov 9:0\d\.$/);
    const late = preview(draftOf(list(9), { ...trial, deadlineAt: NOW + 9 * 24 * HOUR }));
    expect(late.head).toMatch(
      /, everybody called once by about Tue 24 Nov \d+:\d\d, if decisions are taken at once\. Must/,
    );
  });

  test('what ends with the first who can: when that is likely, and nothing of everybody', () => {
    const action = { what: 'book', available: 'open', done: 'open', conditions: [], bestOf: 1, width: 5 };
    const draft = draftOf(list(12), { class: 'action', action, deadlineAt: NOW + HOUR / 4 });
    const { when, done } = preview(draft);
    const targets = draft.list?.targets ?? [];
    const outlook = outlookOf({ draft, targets, hours: draft.hours, lines: 5, now: NOW });
    const head = (outlook === undefined ? [] : headline(draft, outlook, OPTIONS)).map(inWords).join('');
    expect(head).toMatch(/, done by about Tue 24 Nov 9:\d\d\. Must be done by .+: most likely it is done before\.$/);
    expect(when).toMatch(/^first call Tue 24 Nov 9:01 /);
    expect(done).toMatch(/^about Tue 24 Nov 9:.+\. At your deadline, Tue 24 Nov 9:15, it ends, done or not\.$/);
    expect(`${head} ${done}`).not.toMatch(/everybody/i);
  });

  test('one person has one first call', () => {
    expect(preview(draftOf(list(1))).when).toMatch(/^first call Tue 24 Nov 9:01 \(same time there\); Mon-/);
  });
});

describe('a deadline', () => {
  test('that fits says so and offers nothing', () => {
    const { done, labels } = preview(draftOf(list(10), { deadlineAt: NOW + 9 * 24 * HOUR }));
    expect(done).toMatch(/^about .*; that is before your deadline, Thu 3 Dec 9:00\.$/);
    expect(labels).toEqual(['Start 10 calls', 'Change', 'Discard this draft']);
  });

  test('P33 by which everybody is called once: what would not fit are further tries', () => {
    const { done, labels } = preview(draftOf(list(40), { deadlineAt: NOW + 3 * HOUR, batchSize: 5 }));
    expect(done).toMatch(
      /^at your deadline, Tue 24 Nov 12:00\. Everybody is called once by Tue 24 Nov \d+:\d\d, but not all further tries fit: those would be over about /,
    );
    expect(labels).toContain('Call everybody once only');
    expect(labels.find((label) => label.startsWith('Done by'))).toMatch(/^Done by \w+ \d+:(00|15|30|45)/);
  });

  test('P33 by which not everybody is called says until when it would take, with the ways out, mildest first', () => {
    const { done, labels } = preview(draftOf(list(40), { deadlineAt: NOW + 2 * HOUR, batchSize: 1 }));
    expect(done).toMatch(/It does not fit: to call everybody once would take until Tue 24 Nov 1\d:\d\d\.$/);
    expect(labels.slice(0, 4)).toEqual([
      '5 calls at once',
      expect.stringMatching(/^Call only the first 2\d$/),
      expect.stringMatching(/^Done by 1\d:/),
      'Start 40 calls all the same',
    ]);
  });

  test('few who would be left out are named, and so is the only one who would be called', () => {
    const { head, labels } = preview(draftOf(list(2), { deadlineAt: NOW + 3 * 60_000, batchSize: 1 }));
    expect(head).toMatch(/: Shop 1 would not be asked\.$/);
    expect(labels).toContain('Call only Shop 0');
  });

  test('nobody is offered to be left out so that others may be tried again', () => {
    const { head, labels } = preview(draftOf(list(3), { deadlineAt: NOW + HOUR, batchSize: 5 }));
    expect(head).toContain('everybody is called once, not everybody can be tried again.');
    expect(labels.join()).not.toContain('Call only');
  });

  test('R273 as many tries as fit are offered, said as people say it', () => {
    const ways = (recipients: Draft['recipients']) =>
      preview(draftOf(list(12), { recipients, deadlineAt: NOW + 1.25 * HOUR, batchSize: 5 })).labels;
    expect(ways('automated')).toContain('Try again once at most');
    expect(ways('general')).toContain('Call everybody once only');
  });

  test('wider hours are offered where the day is what is too short', () => {
    const narrow = { days: [2, 3], open: { from: 9 * 60, to: 10 * 60 }, closed: [] };
    const { labels } = preview(draftOf(list(60), { hours: narrow, deadlineAt: NOW + 8 * HOUR, batchSize: 5 }));
    expect(labels).toContain('Call Tue, Wed 8:00-20:00');
  });
});

describe('a way out', () => {
  test.each([
    ['first-29', { only: 29 }],
    ['lines-5', { batchSize: 5 }],
    ['tries-0', { maxRetries: 0 }],
    [
      'hours-480-1200-12345',
      { hours: expect.objectContaining({ open: { from: 480, to: 1200 }, days: [1, 2, 3, 4, 5] }) },
    ],
  ])('%s changes the draft and shows the new preview', async (part, change) => {
    const world = createWorld();
    await world.press('new', ':store-hours');
    const [reply] = await world.press('fit', `D-1:${part}`);
    expect(reply).toMatchObject({ message: { kind: 'card', ref: 'D-1' } });
    expect(world.tables.drafts.get('D-1')).toMatchObject(change);
  });

  test('every one survives its button, and nothing else is read', () => {
    const hours = { open: { from: 480, to: 1200 }, days: [1, 6] };
    for (const out of [
      { way: 'first', people: 3 },
      { way: 'by', at: NOW },
      { way: 'lines', calls: 4 },
      { way: 'tries', retries: 0 },
      { way: 'hours', hours },
    ] as const)
      expect(readWayOut(wayOutPart(out))).toEqual(out);
    for (const part of ['hours-0-1440-1', 'hours-1200-480-1', 'hours-480-1300-1', 'first-0', 'first-', 'by-x', ''])
      expect(readWayOut(part)).toBeUndefined();
  });
});
