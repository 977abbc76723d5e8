/** When people are called next and why not sooner, on the live card, in the list of results and in the table. */
import { expect, test } from 'vitest';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { resultsCard, resultsCsv } from '../../../src/chat/results.ts';
import type { Brief } from '../../../src/missions/brief.ts';
import { BUSINESS_HOURS } from '../../../src/missions/policies/hours.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { DAY, Play, TUESDAY } from '../../support/given.ts';
import { sweepBrief } from '../../support/sandbox.ts';

const OPTIONS = { zone: 'Europe/Berlin' };

function shown(play: Play) {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no view');
  const facts = liveCard(view, play.at, OPTIONS).blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  const waiting = facts.find((fact) => fact.label === 'Waiting')?.text ?? [];
  const entries = resultsCard(view, play.at, OPTIONS).blocks.flatMap((one) =>
    one.kind === 'entries' ? one.entries : [],
  );
  const table = resultsCsv(view, play.at).text.trimEnd().split('\r\n');
  return {
    waiting: waiting.map((part) => (typeof part === 'string' ? part : '[time]')).join(''),
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
