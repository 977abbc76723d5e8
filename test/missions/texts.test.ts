/** Who gets the text, when, and what follows from what is heard of it; on a virtual clock and as plain functions. */
import { describe, expect, test } from 'vitest';
import { smsParts } from '../../src/lib/sms-parts.ts';
import type { Brief } from '../../src/missions/brief.ts';
import { decideLedger, emptyLedger, evolveLedger, mayReserveText } from '../../src/missions/ledger.ts';
import type { LedgerCommand, LedgerState } from '../../src/missions/ledger-terms.ts';
import { instructionsOf } from '../../src/missions/script.ts';
import type { TargetId } from '../../src/missions/target.ts';
import { textTrouble } from '../../src/missions/texts/trouble.ts';
import { textFor } from '../../src/missions/texts/words.ts';
import { nextTextLook } from '../../src/missions/texts/work.ts';
import { negotiationBrief, people, screeningBrief, sweepBrief } from '../support/sandbox.ts';
import { type Dialled, type VirtualRun, type VirtualWorld, virtualRun } from '../support/virtual-run.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Tuesday, 9:00 in Chicago. */
const TUESDAY = Date.parse('2026-11-24T15:00:00Z');
const TEXT = 'Please call us back.';

const talk = (insight: Readonly<Record<string, string | number | boolean>>): Dialled => ({
  ringMs: 9000,
  end: { talkMs: MINUTE, insight },
});
const noAnswer: Dialled = { ringMs: 30_000, end: 'no-answer' };
const answered = talk({ call_outcome: 'answered', price: 9 });

type Fates = Readonly<Record<TargetId, Dialled>>;

function play(fates: Fates, change: Partial<Brief> = {}, world: Partial<VirtualWorld> = {}): VirtualRun {
  return virtualRun({
    brief: sweepBrief({ text: TEXT, maxRetries: 0, ...change }),
    targets: people(Object.keys(fates).length),
    lines: 3,
    startAt: TUESDAY,
    dial: (target) => fates[target] ?? noAnswer,
    ...world,
  });
}

const texted = ({ texts }: VirtualRun): readonly TargetId[] => texts.map((one) => one.target).toSorted();

describe('who', () => {
  test('rang out, busy or voicemail to the end; nobody who said anything, and nobody whose line only failed', () => {
    const run = play({
      t1: noAnswer,
      t2: { ringMs: 2000, end: 'busy' },
      t3: talk({ call_outcome: 'voicemail', reached_voicemail: true }),
      t4: { ringMs: 1000, end: 'failed' },
      t5: answered,
      t6: talk({ call_outcome: 'refused' }),
      t7: talk({ call_outcome: 'opted_out', do_not_call: true }),
      t8: talk({ call_outcome: 'wrong_person' }),
      t9: talk({ call_outcome: 'call_back', callback_time: 'in three weeks' }),
    });
    expect(texted(run)).toEqual(['t1', 't2', 't3']);
    expect(run.state.stage).toMatchObject({ kind: 'finished', status: 'succeeded' });
  });

  test('R126 somebody who asked for a call after a try in vain is not texted', () => {
    const later = talk({ call_outcome: 'call_back', callback_time: 'in three weeks' });
    const run = play(
      { t1: noAnswer, t2: noAnswer },
      { maxRetries: 1 },
      {
        dial: (target, attempt) => (target === 't1' && attempt === 2 ? later : noAnswer),
      },
    );
    expect(run.dials.filter((one) => one.target === 't1')).toHaveLength(2);
    expect(texted(run)).toEqual(['t2']);
  });

  test('off unless somebody wrote it', () => {
    const { text: _, ...without } = sweepBrief({ text: TEXT, maxRetries: 0 });
    const run = virtualRun({
      brief: without,
      targets: people(1),
      lines: 1,
      startAt: TUESDAY,
      dial: () => noAnswer,
    });
    expect(run.texts).toEqual([]);
    expect(run.state.texts).toBeUndefined();
  });

  test('tried to the end: after the last try, not after the first', () => {
    const run = play({ t1: noAnswer }, { maxRetries: 2 });
    expect(run.dials).toHaveLength(3);
    expect(run.texts[0]?.at).toBeGreaterThan(run.dials.at(-1)?.at ?? 0);
  });

  test('the goal is reached: nobody needs to be told any more', () => {
    const brief = negotiationBrief({ text: TEXT, maxRetries: 0 });
    const good = { ...brief, mandate: { field: 'price', min: 300, max: 900, goodEnough: 500, nameCompetitor: false } };
    const offer = talk({ call_outcome: 'answered', price: 400 });
    const fates: Fates = { t1: noAnswer, t2: offer, t3: noAnswer };
    const run = virtualRun({
      brief: good,
      targets: people(3),
      lines: 1,
      startAt: TUESDAY,
      dial: (target) => fates[target] ?? noAnswer,
    });
    expect(run.state.ended).toBe('goal');
    expect(run.texts).toEqual([]);
  });

  test('every class that calls everybody has it, without a line of its own', () => {
    for (const make of [sweepBrief, screeningBrief, negotiationBrief]) {
      const brief = make({ text: TEXT, maxRetries: 0 });
      const run = virtualRun({ brief, targets: people(2), lines: 1, startAt: TUESDAY, dial: () => noAnswer });
      expect(texted(run), brief.class).toEqual(['t1', 't2']);
    }
  });
});

describe('when', () => {
  test('R122 in their hours: called at the end of the day, texted on the next morning', () => {
    // 16:58 in Chicago; the call is over after five.
    const run = play({ t1: noAnswer }, {}, { startAt: TUESDAY + 7 * HOUR + 57 * MINUTE });
    expect(new Date(run.dials[0]?.at ?? 0).toISOString()).toMatch(/^2026-11-24T22:5/);
    expect(new Date(run.texts[0]?.at ?? 0).toISOString()).toBe('2026-11-25T15:00:00.000Z');
  });

  test('not after the deadline: the mission ends at it without the text', () => {
    const startAt = TUESDAY + 7 * HOUR + 57 * MINUTE;
    const run = play({ t1: noAnswer, t2: answered }, { deadlineAt: startAt + HOUR }, { startAt });
    expect(run.texts).toEqual([]);
    expect(run.state.stage.kind).toBe('finished');
    expect(run.endedAt).toBeLessThanOrEqual(startAt + HOUR);
  });

  test('one every twelve seconds at most', () => {
    const run = play({ t1: noAnswer, t2: noAnswer, t3: noAnswer });
    const times = run.texts.map((one) => one.at).toSorted();
    expect(times.slice(1).every((at, index) => at - (times[index] ?? 0) >= 12_000)).toBe(true);
  });

  test('P1 the first look 30 s after its time, then every 30 s, later every 5 minutes', () => {
    expect(nextTextLook(0, undefined)).toBe(30_000);
    expect(nextTextLook(0, 30_000)).toBe(60_000);
    expect(nextTextLook(0, 6 * MINUTE)).toBe(11 * MINUTE);
  });
});

describe('what is heard of it', () => {
  const withError = (detail: string) =>
    play({ t1: noAnswer, t2: noAnswer }, {}, { textError: (id) => (id === 't1' ? detail : undefined) });
  const phases = ({ state }: VirtualRun) => [...(state.texts?.byTarget.values() ?? [])].map((one) => one.phase);

  test('40300 STOP: off the list for good, not texted again; the other one is', () => {
    const run = withError('40300: Blocked due to STOP message');
    expect(phases(run)).toEqual(['not-sent', 'sent']);
    expect(run.state.people.get('t1')?.removed).toBe('answered STOP to a text');
    expect(texted(run)).toEqual(['t1', 't2']);
  });

  test.each(['40001: landline', '40012: invalid'])('%s: this number takes no texts, and is tried once', (detail) => {
    const run = withError(detail);
    expect(phases(run)).toEqual(['not-sent', 'sent']);
    expect(texted(run)).toEqual(['t1', 't2']);
    expect(run.state.people.get('t1')?.removed).toBeUndefined();
  });

  test('40008 undeliverable: once more, then no more', () => {
    const run = withError('40008: Undeliverable');
    expect(texted(run)).toEqual(['t1', 't1', 't2']);
    expect(phases(run)).toEqual(['not-sent', 'sent']);
  });

  test('R126 a failure that nobody knows: unclear, and never sent a second time', () => {
    const run = withError('something happened');
    expect(texted(run)).toEqual(['t1', 't2']);
    expect(phases(run)).toEqual(['unknown', 'sent']);
  });

  test.each(['40010', '40100', '40305', '40314', '40002', '20100'])(
    '%s our own side: texts stop, one sentence with the cure',
    (code) => {
      const run = play(
        { t1: noAnswer, t2: noAnswer },
        { hours: { days: [1, 2, 3, 4, 5], open: { from: 9 * 60, to: 17 * 60 }, closed: [] } },
        { textError: () => `${code}: refused` },
      );
      expect(run.state.texts?.stopped).toMatch(/\. .*(portal|phone service)/);
      expect(run.state.stage.kind).toBe('finished');
      expect(phases(run).every((phase) => phase === 'not-sent')).toBe(true);
    },
  );

  test('codes are told from other numbers', () => {
    expect(textTrouble('refused, id 140300').kind).toBe('unsure');
    expect(textTrouble('40300').kind).toBe('stop');
  });
});

describe('the words', () => {
  const [target] = people(1).flatMap((one) => one.details.private ?? []);
  if (target === undefined) throw new Error('nobody');
  const brief = sweepBrief();

  test('R99 the sender and the way to stop are added where they are missing, and only there', () => {
    expect(textFor('Hello {{name}}, please call back', brief, target)).toBe(
      'Northwind: Hello Vendor 1, please call back. Reply STOP to get no more texts.',
    );
    const whole = 'Northwind here. Call us back? Text STOP and we leave you alone.';
    expect(textFor(whole, brief, target)).toBe(whole);
    expect(textFor('Hallo von Northwind.', { ...brief, language: 'de-DE' }, target)).toBe(
      'Hallo von Northwind. Antworten Sie STOP, dann kommt keine weitere Nachricht.',
    );
    // A stop on the way is none.
    expect(textFor('Northwind: we stop by.', brief, target)).toMatch(/Reply STOP/);
  });

  test('R99 the assistant that answers is told: brief, professional, sender, purpose, what is asked for', () => {
    const round = brief.rounds[0];
    if (round === undefined) throw new Error('no round');
    const told = instructionsOf({ ...brief, text: TEXT }, round);
    for (const part of [
      /brief and professional/,
      /sender \(Northwind\)/,
      /purpose \(price enquiry\)/,
      /asked for \(Price\)/,
    ])
      expect(told).toMatch(part);
    expect(instructionsOf(brief, round)).not.toContain('SMS');
  });

  test('a text is counted in parts as carriers do', () => {
    expect(smsParts('a'.repeat(160))).toBe(1);
    expect(smsParts('a'.repeat(161))).toBe(2);
    expect(smsParts('€'.repeat(80))).toBe(1);
    expect(smsParts('€'.repeat(81))).toBe(2);
    expect(smsParts('ж'.repeat(70))).toBe(1);
    expect(smsParts('ж'.repeat(71))).toBe(2);
  });
});

describe('the ledger', () => {
  const reserve = (mission: string, dueAt: number, person = 'p_1') =>
    ({ type: 'ReserveText', id: `${mission}/text/t1`, mission, person, dueAt, zone: 'America/Chicago' }) as const;
  const ledgerAfter = (...commands: readonly LedgerCommand[]): LedgerState =>
    commands.reduce(
      (state, command) =>
        decideLedger(state, command).reduce(
          (next, event) => evolveLedger(next, event, { seq: next.seq + 1, at: TUESDAY }),
          state,
        ),
      emptyLedger,
    );

  test('R126 one text a day over all missions, on their own day; asking again gives the same answer', () => {
    const state = ledgerAfter(reserve('M-1', TUESDAY));
    expect(mayReserveText(state, reserve('M-1', TUESDAY))).toEqual({ granted: true });
    expect(mayReserveText(state, reserve('M-2', TUESDAY + HOUR))).toMatchObject({
      granted: false,
      until: Date.parse('2026-11-25T06:00:00Z'),
    });
    expect(mayReserveText(state, reserve('M-2', TUESDAY + 24 * HOUR))).toEqual({ granted: true });
  });

  test('R126 nobody on the do-not-call list, whoever asks', () => {
    const state = ledgerAfter({ type: 'Block', person: 'p_1', mission: 'M-9' });
    expect(mayReserveText(state, reserve('M-1', TUESDAY))).toMatchObject({ granted: false, why: 'blocked' });
  });

  test('two numbers of one person: the texts of both count, also where they are joined later', () => {
    const by = { id: 'console:ana', name: 'Ana' };
    const state = ledgerAfter(reserve('M-1', TUESDAY), { type: 'Join', people: ['p_2', 'p_1'], by });
    expect(mayReserveText(state, { ...reserve('M-1', TUESDAY + 48 * HOUR, 'p_2'), id: 'M-1/text/t2' })).toMatchObject({
      granted: false,
      reason: 'had it under another number',
    });
    expect(mayReserveText(state, reserve('M-2', TUESDAY, 'p_2'))).toMatchObject({ granted: false, why: 'texted' });
  });

  test('what was surely not sent counts for nothing', () => {
    const state = ledgerAfter(reserve('M-1', TUESDAY), { type: 'ReleaseText', id: 'M-1/text/t1', person: 'p_1' });
    expect(mayReserveText(state, reserve('M-2', TUESDAY))).toEqual({ granted: true });
  });
});
