/** Whatever people and the world say, in whatever order: nothing throws, the journal replays, and every mission can end. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MissionCommand, PersonCommand } from '../../src/missions/command.ts';
import type { CallFact } from '../../src/missions/event.ts';
import { isOut } from '../../src/missions/state.ts';
import type { Actor } from '../../src/missions/terms.ts';
import { counts } from '../support/counts.ts';
import { BEN, EVE, HOUR, MINUTE, Play } from '../support/given.ts';
import { ANA, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const TARGETS = ['t1', 't2', 't3', 't4', 't9'] as const;
const actor: fc.Arbitrary<Actor> = fc.constantFrom(ANA, BEN, EVE);
const target = fc.constantFrom(...TARGETS);
const list = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
const withList = (number: number | undefined) => (number === undefined ? {} : { list: number });

const person: fc.Arbitrary<PersonCommand> = fc.oneof(
  fc.constantFrom<PersonCommand>(
    { type: 'PauseMission' },
    { type: 'ResumeMission' },
    { type: 'ResumeMission' },
    { type: 'ConfirmList' },
    { type: 'DropList' },
    { type: 'UndoDecision' },
    { type: 'LookAgain' },
    { type: 'AddNote', note: 'x' },
    { type: 'NoteObjection', said: 'x' },
    { type: 'SettleCall', call: 'round-1/t1:1', retry: true },
    { type: 'SettleCall', call: 'round-1/t2:1', retry: false },
  ),
  list.map((number): PersonCommand => ({ type: 'Approve', ...withList(number) })),
  list.map((number): PersonCommand => ({ type: 'Reject', ...withList(number) })),
  fc.array(target, { maxLength: 4 }).map((targets): PersonCommand => ({ type: 'ProposeList', targets, said: 'x' })),
  fc
    .record({ what: fc.nat(3), target, value: fc.integer({ min: 1, max: 30 }) })
    .map(({ what, target: who, value }): PersonCommand => putRight(what, who, value)),
  fc
    .record({ what: fc.nat(7), target, number: fc.integer({ min: 1, max: 12 }) })
    .map(({ what, target: who, number }): PersonCommand => edit(what, who, number)),
);

/** A result is corrected, left out, taken in again, told by hand. */
function putRight(what: number, who: string, value: number): PersonCommand {
  const about = { target: who, reason: 'x' };
  if (what === 0) return { type: 'CorrectValue', ...about, field: 'price', value: value > 25 ? null : value };
  if (what === 1) return { type: 'ExcludeResult', ...about };
  return what === 2
    ? { type: 'IncludeResult', target: who }
    : { type: 'AddResult', ...about, values: { price: value } };
}

/** A running mission is changed: words, people, hours, deadline, deciders, limits. */
function edit(what: number, who: string, number: number): PersonCommand {
  const round = `round-${(number % 2) + 1}`;
  const hours = { days: [1, 2, 3, 4, 5], open: { from: 8 * 60, to: (8 + number) * 60 }, closed: [] };
  const approvers = [ANA.id, BEN.id].slice(number % 2);
  const changes = [
    { words: { round, say: `words ${number}` } },
    { remove: [who] },
    { callAgain: [who] },
    { hours },
    { deadlineAt: number % 3 === 0 ? null : Date.parse('2026-11-26T15:00:00Z') },
    { approval: { approvers, quorum: approvers.length, remindAfterMs: HOUR } },
    { batchSize: number },
    {},
  ] as const;
  return { type: 'EditMission', change: changes[what] ?? {}, add: what === 7 ? people(9).slice(3 + (number % 6)) : [] };
}

const FACTS: readonly CallFact[] = [
  { type: 'PersonAnswered', values: { private: { price: 7 } } },
  { type: 'PersonAnswered', values: { private: { price: 9 } } },
  { type: 'NothingLearnt' },
  { type: 'VoicemailReached' },
  { type: 'CalleeOptedOut' },
  { type: 'CalleeAskedForCallback', when: 'tomorrow' },
  { type: 'CallBecameUnknown', detail: 'x' },
  { type: 'CallNeverRang', detail: 'D1', limit: true },
  { type: 'WrongPersonReached' },
];

/** What happens next to one of the calls that exist then, or to the mission; `at` picks which. */
const STEPS = [
  'work',
  'hand-over',
  'progress',
  'end',
  'fact',
  'taken-back',
  'too-late',
  'not-placed',
  'drop',
  'refused',
  'hold',
  'provision',
] as const;
const step = fc.record({ what: fc.constantFrom(...STEPS), at: fc.nat(7), fact: fc.constantFrom(...FACTS) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandOf(play: Play, { what, at, fact }: Step): MissionCommand | undefined {
  const calls = [...play.state.calls.keys()];
  const call = calls[at % Math.max(calls.length, 1)] ?? 'round-1/t1:1';
  const targetId = TARGETS[at % TARGETS.length] ?? 't1';
  switch (what) {
    case 'work': {
      const work = play.work().find((one) => one.kind === 'place');
      if (work?.kind !== 'place') return { type: 'Wake' };
      return { type: 'IntendCall', call: work.call, dueAt: work.dueAt, key: work.call, body: '{}', from: '+1' };
    }
    case 'hand-over':
      return { type: 'RecordHandedOver', call, eventId: 'e' };
    case 'progress':
      return { type: 'RecordProgress', call, status: at % 2 === 0 ? 'ringing' : 'in-progress' };
    case 'end':
      return { type: 'RecordEnded', call, status: ['completed', 'busy', 'no-answer', 'failed'][at % 4] ?? 'busy' };
    case 'fact':
      return { type: 'RecordFact', call, fact };
    case 'taken-back':
      return { type: 'RecordTakenBack', call, done: true };
    case 'too-late':
      return { type: 'RecordTakenBack', call, done: false };
    case 'not-placed':
      return { type: 'RecordNotPlaced', call, reason: 'x' };
    case 'drop':
      return at === 0 ? { type: 'DropPerson', target: targetId, because: 'x' } : { type: 'Wake' };
    case 'refused':
      return { type: 'RecordRefused', target: targetId, reason: 'x', ...(at === 0 ? {} : { until: play.at + HOUR }) };
    case 'hold':
      return at % 2 === 0 ? { type: 'HoldMission', what: 'calls', reason: 'x' } : { type: 'LiftHold', what: 'calls' };
    case 'provision':
      play.provision();
      return undefined;
  }
}

/** From whatever state: people decide, calls come to an end, and so does the mission. */
function finish(play: Play): void {
  for (let guard = 0; guard < 400 && play.state.stage.kind !== 'finished'; guard += 1) {
    play.after(10 * MINUTE);
    if (play.state.paused) play.try({ type: 'ResumeMission' });
    play.try({ type: 'LookAgain' });
    for (const by of [ANA, BEN]) if (play.state.stage.kind === 'deciding') play.try({ type: 'EndHere' }, by);
    play.provision();
    for (const call of [...play.state.calls.values()]) {
      if (call.phase === 'intended') play.try({ type: 'RecordNotPlaced', call: call.call, reason: 'x' });
      else if (isOut(call)) play.end(call.call, { values: { price: 5 } });
      else if (call.phase === 'ended')
        play.try({ type: 'RecordFact', call: call.call, fact: { type: 'NothingLearnt' } });
    }
    if (play.state.stage.kind === 'calling' && play.work().some((one) => one.kind === 'place'))
      play.call({ values: { price: 5 } });
  }
}

test.each(['sweep', 'rounds'] as const)(
  'R33 %s: any history can be brought to an end, with all steps final and all calls settled',
  (kind) => {
    const entry = fc.oneof(
      { weight: 3, arbitrary: step.map((one) => ({ step: one })) },
      { weight: 1, arbitrary: fc.record({ person, by: actor }) },
    );
    const brief = kind === 'sweep' ? sweepBrief() : roundsBrief();
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const play = new Play(brief, people(4)).provision();
        for (const one of entries) {
          play.after(MINUTE / 2);
          if ('person' in one) play.try(one.person, one.by);
          else {
            const command = commandOf(play, one.step);
            if (command !== undefined) play.try(command);
          }
        }
        finish(play);
        const { state } = play;
        expect(state.stage.kind).toBe('finished');
        expect([...state.steps.values()].filter((status) => status === 'pending' || status === 'in_progress')).toEqual(
          [],
        );
        expect(play.events.filter((event) => event.type === 'MissionFinished')).toHaveLength(1);
        const intended = play.events.flatMap((event) => (event.type === 'CallIntended' ? [event.call] : []));
        expect(new Set(intended).size).toBe(intended.length);
        // Nobody was on two lines at once.
        const out = new Map<string, string>();
        for (const event of play.events) {
          if (event.type === 'CallIntended') {
            expect(out.get(event.target), `${event.target} in ${event.call}`).toBeUndefined();
            out.set(event.target, event.call);
          }
          const over = [
            'CallNotPlaced',
            'CallTakenBack',
            'PersonAnswered',
            'NothingLearnt',
            'VoicemailReached',
            'CalleeOptedOut',
            'CalleeAskedForCallback',
            'CallBecameUnknown',
            'CallNeverRang',
            'WrongPersonReached',
            'LineWasBusy',
            'CallWentUnanswered',
            'CallFailed',
          ];
          if ('call' in event && over.includes(event.type))
            for (const [who, call] of out) if (call === event.call) out.delete(who);
        }
      }),
      { numRuns: counts(60, 600) },
    );
  },
  counts(20_000, 300_000),
);

test(
  'a cancel ends every history as soon as its calls are settled',
  () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const play = new Play(roundsBrief(), people(4)).provision();
        for (const one of steps) {
          play.after(MINUTE / 2);
          const command = commandOf(play, one);
          if (command !== undefined) play.try(command);
        }
        play.try({ type: 'CancelMission' });
        const before = play.events.filter((event) => event.type === 'CallIntended').length;
        for (const call of [...play.state.calls.values()]) {
          if (call.phase === 'intended') play.try({ type: 'RecordNotPlaced', call: call.call, reason: 'x' });
          else if (isOut(call)) play.end(call.call, 'no-answer');
          else if (call.phase === 'ended')
            play.try({ type: 'RecordFact', call: call.call, fact: { type: 'NothingLearnt' } });
        }
        expect(play.state.stage.kind).toBe('finished');
        expect(play.events.filter((event) => event.type === 'CallIntended')).toHaveLength(before);
      }),
      { numRuns: counts(60, 600) },
    );
  },
  counts(20_000, 300_000),
);
