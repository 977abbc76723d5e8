import { expect, test } from 'vitest';
import type { MissionView } from '../../src/projections/mission-view.ts';
import { foldView, viewOf } from '../../src/projections/view-fold.ts';
import { counts } from '../support/counts.ts';
import { randomMission } from '../support/random-mission-events.ts';

const RUNS = counts(50, 1000);

test('adding one record at a time gives the same view as reading the journal, also after it was stored in between', () => {
  for (let seed = 0; seed < RUNS; seed += 1) {
    const records = randomMission(seed, { trouble: 0.3 });
    let view: MissionView | undefined;
    for (const record of records) {
      const stored: MissionView | undefined = view === undefined ? undefined : JSON.parse(JSON.stringify(view));
      view = foldView(stored, record);
    }
    expect(view).toEqual(viewOf(records));
  }
});

test('counts never contradict each other', () => {
  for (let seed = 0; seed < RUNS; seed += 1) {
    let view: MissionView | undefined;
    for (const record of randomMission(seed, { trouble: 0.3 })) {
      view = foldView(view, record);
      const { counts, rows } = view;
      expect(counts.asked).toBeLessThanOrEqual(counts.total);
      expect(counts.answered).toBeLessThanOrEqual(counts.asked);
      expect(Object.values(counts.byStatus).reduce((sum, number) => sum + number, 0)).toBe(counts.total);
      for (const row of rows) expect(row.attempts).toBeLessThanOrEqual(row.calls.length);
    }
    expect(view?.counts.onThePhone).toBe(0);
    if (view?.endedAt !== undefined) expect(['done', 'failed', 'cancelled']).toContain(view.status);
  }
});

test('at night a fresh mission waits for the hours of the people, and says so', () => {
  const [started] = randomMission(1, { people: 1, rounds: 1, trouble: 0 });
  if (started === undefined) throw new Error('no start');
  const night = Date.UTC(2026, 10, 23, 2, 0);
  const view = viewOf([
    { ...started, at: night },
    { seq: 1, at: night, events: [{ type: 'RoundOpened', round: 'round-1', targets: ['t1'] }] },
  ]);
  expect(view?.status).toBe('waiting');
  expect(view?.nextAt).toBe(Date.UTC(2026, 10, 23, 8, 0));
  expect(view?.nextBecause).toBe('their calling hours begin then');
});

test('a mission cannot begin in the middle', () => {
  expect(viewOf([])).toBeUndefined();
  expect(() => foldView(undefined, { seq: 0, at: 0, events: [{ type: 'StepStarted', step: 'setup' }] })).toThrow(
    /begins with MissionStarted/,
  );
});
