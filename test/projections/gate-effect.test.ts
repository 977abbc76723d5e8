import { expect, test } from 'vitest';
import { decisionCard } from '../../src/chat/cards/decision-card.ts';
import { isOpen } from '../../src/missions/policies/hours.ts';
import { effectOf, firstRings } from '../../src/projections/gate-effect.ts';
import type { MissionView } from '../../src/projections/mission-view.ts';
import { readMessage } from '../support/card-text.ts';
import { Story } from '../support/mission-story.ts';

const HOUR = 3_600_000;
const ZONES = ['America/New_York', 'America/Chicago', 'America/Los_Angeles'];

/** Three people in three zones, 9:00 to 17:00 each; the decision is made at `hour` UTC on Wednesday 18 Nov 2026. */
function atHour(hour: number): { readonly view: MissionView; readonly now: number } {
  const { view } = Story.atDecision({ sandbox: true });
  const rows = view.rows.map((row, index) =>
    row.details === undefined ? row : { ...row, details: { ...row.details, zones: [ZONES[index % 3] ?? ''] } },
  );
  return { view: { ...view, rows }, now: Date.UTC(2026, 10, 18) + hour * HOUR };
}

test('R122 the first ring of a yes lies in the hours of those who are rung first', () => {
  for (let hour = 0; hour < 72; hour += 1) {
    const { view, now } = atHour(hour);
    const first = firstRings(view, ['t1', 't2', 't3'], now);
    expect(first.rows.length).toBeGreaterThan(0);
    for (const row of first.rows) expect(isOpen(first.at, row.details?.zones ?? [], view.brief.hours)).toBe(true);
    expect(effectOf(view, ['t1', 't2', 't3'], now)).toEqual({ calls: 3, firstRingAt: first.at, maxMinutes: 75 });
  }
});

test('R122 the card never shows a time of theirs outside their hours', () => {
  for (let hour = 0; hour < 72; hour += 1) {
    const { view, now } = atHour(hour);
    const gate = view.gates[0];
    if (gate === undefined) throw new Error('no decision');
    const text = readMessage(decisionCard(view, gate, now, { zone: 'Europe/Berlin' })).ours.join('\n');
    const effect = /A yes does this:.*/.exec(text)?.[0] ?? '';
    const theirs = [...effect.matchAll(/\((?:\w{3} )?(\d+):\d\d(?:-(\d+):\d\d)? theirs\)/g)];
    expect(theirs.length).toBe(1);
    for (const hours of theirs.flatMap(([, from, to]) => [from, to ?? from])) {
      expect(Number(hours)).toBeGreaterThanOrEqual(9);
      expect(Number(hours)).toBeLessThan(17);
    }
  }
});
