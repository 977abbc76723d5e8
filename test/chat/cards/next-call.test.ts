/** When people are called next and why not sooner, on the live card, in the list of results and in the table. */
import { expect, test } from 'vitest';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { resultsCard, resultsCsv } from '../../../src/chat/results.ts';
import type { Brief } from '../../../src/missions/brief.ts';
import { BUSINESS_HOURS } from '../../../src/missions/policies/hours.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { plain } from '../../support/card-text.ts';
import { DAY, HOUR, MINUTE, Play, TUESDAY } from '../../support/given.ts';
import { sweepBrief } from '../../support/sandbox.ts';

/** In Chicago. */
const MIDNIGHT = Date.parse('2026-11-25T06:00:00Z');
const OPTIONS = { zone: 'Europe/Berlin' };

function shown(play: Play) {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no view');
  const card = liveCard(view, play.at, OPTIONS);
  const facts = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  const fact = (label: string): string => plain(facts.find((one) => one.label === label)?.text ?? []);
  const entries = resultsCard(view, play.at, OPTIONS).blocks.flatMap((one) =>
    one.kind === 'entries' ? one.entries : [],
  );
  const table = resultsCsv(view, play.at).text.trimEnd().split('\r\n');
  return {
    waiting: fact('Waiting'),
    tried: fact('Tried again'),
    mustBeDone: fact('Must be done by'),
    next: plain(card.next ?? []),
    facts: entries.map((entry) => entry.facts.join(' · ')),
    table: table.map((line) => line.split(',').slice(-2)),
  };
}

const calling = (change: Partial<Brief> = {}) => new Play(sweepBrief(change), 3).provision();

test('a line for whoever waits for hours or holidays; the list says the time on both clocks, the table theirs in full', () => {
  const holidays = [{ date: '2026-11-26', name: 'Thanksgiving Day', region: 'US' }];
  const play = calling({ hours: { ...BUSINESS_HOURS, holidays } }).after(2 * DAY);
  const { waiting, facts, table } = shown(play);
  expect(waiting).toBe('3 people from [time], not on Thanksgiving Day');
  expect(facts[0]).toBe('next call Fri 16:00 (9:00 theirs): not on Thanksgiving Day');
  expect(table[0]).toEqual(['Next call (their time)', 'Waits because']);
  expect(table[1]).toEqual(['2026-11-27 09:00 America/Chicago', 'not on Thanksgiving Day']);
});

test('R292 one reason a person, in the line of those who wait and in the line of what comes next', () => {
  const play = new Play(sweepBrief(), 1).provision();
  play.world({ type: 'RecordRefused', target: 't1', reason: 'was called today already', until: MIDNIGHT });
  const { waiting, next, facts } = shown(play);
  expect(waiting).toBe('1 person from [time], was called today already');
  expect(next).toBe('Next: call [time] (9:00 theirs) to Vendor 1 (was called today already).');
  expect(facts).toEqual(['next call Wed 16:00 (9:00 theirs): was called today already']);
});

test('whose hours have closed since the last thing happened is told the hours, not how the last call went', () => {
  const play = calling().call('busy', 't1');
  play.call({ values: { price: 7 } }, 't2').call({ values: { price: 8 } }, 't3');
  expect(shown(play).next).toBe('Next: call [time] (9:13 theirs) to Vendor 1 (line was busy).');
  const { next, facts, tried } = shown(play.after(9 * HOUR));
  expect(next).toBe('Next: call [time] (9:00 theirs) to Vendor 1 (their calling hours begin then).');
  expect(tried).toBe('1 person, from [time] (9:00 theirs). Vendor 1: try 2 of 4, line was busy [time]');
  expect(facts.at(-1)).toBe('next call 16:00 (9:00 theirs): their calling hours begin then');
});

test('P33 the deadline stands on the card, with whether it still fits', () => {
  const at = (minutes: number) => TUESDAY + minutes * MINUTE;
  const by = (deadlineAt: number, change: Partial<Brief> = {}) => shown(calling({ deadlineAt, ...change })).mustBeDone;
  expect(shown(calling()).mustBeDone).toBe('');
  expect(by(at(8 * 60), { maxRetries: 0 })).toBe('[time]: it still fits.');
  expect(by(at(20))).toBe('[time]: everybody is called once, not everybody can be tried again.');
  expect(by(at(3), { spacingSecs: 180 })).toBe('[time]: Vendor 2 and Vendor 3 would not be asked.');
  const late = { deadlineAt: at(9), spacingSecs: 180, maxRetries: 0 };
  const play = calling(late).call({ values: { price: 7 } }, 't1');
  expect(shown(play).mustBeDone).toBe('[time]: everybody is called, the last talks may end after it.');
  expect(shown(play.after(4 * MINUTE)).mustBeDone).toBe('[time]: Vendor 3 would not be asked.');
  expect(shown(play.tell({ type: 'PauseMission' })).mustBeDone).toBe(
    '[time]. If it goes on now: Vendor 3 would not be asked.',
  );
  expect(shown(play.after(DAY).world({ type: 'Wake' })).mustBeDone).toBe('');
});

test('P33 while somebody decides who is called, only the deadline itself is said', () => {
  const play = calling({ tryFirst: 1, deadlineAt: TUESDAY + 5 * HOUR }).call({ values: { price: 9 } }, 't1');
  expect(shown(play).mustBeDone).toBe('[time]. Nobody is called after that.');
});

test('P33 what would be after the deadline is not what comes next', () => {
  const play = calling({ deadlineAt: TUESDAY + 10 * HOUR }).after(9 * HOUR);
  expect(shown(play).next).toBe('Next: it ends at its deadline, [time], with what is known.');
});

test('their turn is told in the list and needs no line; a retry says how the last call went', () => {
  const play = calling().call('busy', 't1');
  const { waiting, facts, table } = shown(play);
  expect(waiting).toBe('');
  expect(facts.find((one) => one.includes('line was busy'))).toMatch(
    /^next call 16:\d\d \(9:\d\d theirs\): line was busy$/,
  );
  expect(facts.filter((one) => one.includes('as soon as a line is free'))).toHaveLength(2);
  expect(table.slice(1).map(([, because]) => because)).toContain('line was busy');
});

test('what has no time has its reason; once it is over nobody has a next call', () => {
  const paused = shown(calling().tell({ type: 'PauseMission' }));
  expect(paused.facts[0]).toBe('paused by Ana');
  expect(paused.table[1]).toEqual(['', 'paused by Ana']);
  const over = shown(
    calling({ deadlineAt: TUESDAY + DAY })
      .after(2 * DAY)
      .world({ type: 'Wake' }),
  );
  expect(over.facts[0]).toBe('the deadline passed');
  expect(over.table[1]).toEqual(['', '']);
});
