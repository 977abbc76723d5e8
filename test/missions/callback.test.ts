/** Somebody calls back: whose it is, what it changes, and that nobody is dialled meanwhile (playbook P35, P36, U15). */
import { describe, expect, test } from 'vitest';
import {
  callsOverAbout,
  firstRingAbout,
  isBusy,
  keptUntil,
  lastRangOfHeld,
  returning,
} from '../../src/missions/callback/kept.ts';
import { missionOfCaller } from '../../src/missions/callback/match.ts';
import { CALLBACK_MS, nextCallbackLook } from '../../src/missions/callback/times.ts';
import { heldNumbers } from '../../src/missions/provision.ts';
import { greetingOf, instructionsOf, variablesOf, voicemailWords } from '../../src/missions/script.ts';
import { isOut, isSettled, type MissionState } from '../../src/missions/state.ts';
import { renderTemplate } from '../../src/missions/template-text.ts';
import { DAY, HOUR, MINUTE, Play } from '../support/given.ts';
import { people, phoneOf, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const OURS = '+13125550102';

const calledBack = (play: Play, target: string, conversationId = `back ${target}`): string => {
  play.world({ type: 'RecordCallback', target, conversationId, number: OURS, at: play.at });
  const call = [...play.state.calls.values()].find((one) => one.conversationId === conversationId)?.call;
  if (call === undefined) throw new Error(`${target} did not call back.`);
  return call;
};

const read = (play: Play, call: string, price?: number): Play =>
  play.world({
    type: 'RecordFact',
    call,
    fact: price === undefined ? { type: 'NothingLearnt' } : { type: 'PersonAnswered', values: { private: { price } } },
  });

const placed = (play: Play): readonly string[] =>
  play.work().flatMap((work) => (work.kind === 'place' ? [work.target] : []));

const progressOf = (state: MissionState, target: string) => state.rounds.at(-1)?.progress.get(target);

/** The first person did not answer and is to be tried again; the second is called now. */
const midway = (): Play => {
  const play = new Play(sweepBrief(), 2).provision().call('no-answer', 't1');
  play.handOver('t2');
  return play;
};

describe('a call back', () => {
  test('P36 is a call of its own: nobody’s try, on no line, and its words are read like any other’s', () => {
    const play = midway();
    const lines = placed(play).length;
    const call = calledBack(play, 't1');
    expect(play.events.filter((event) => event.type === 'CallbackReceived')).toMatchObject([
      { target: 't1', round: 'round-1', number: OURS, conversationId: 'back t1' },
    ]);
    const state = play.state.calls.get(call);
    expect(state).toMatchObject({ phase: 'ended', inbound: true });
    if (state === undefined) throw new Error('no call');
    expect([isOut(state), isSettled(state)]).toEqual([false, false]);
    expect(play.work()).toContainEqual(expect.objectContaining({ kind: 'insights', call }));
    read(play, call, 12);
    expect(progressOf(play.state, 't1')).toMatchObject({ status: 'answered', attempts: 1, values: { price: 12 } });
    expect(placed(play).length).toBeLessThanOrEqual(lines);
  });

  test('P36 the retry is withdrawn: nobody dials them while it is read, and never again once they have answered', () => {
    const play = new Play(sweepBrief(), 1).provision().call('no-answer', 't1').after(DAY);
    expect(placed(play)).toEqual(['t1']);
    const call = calledBack(play, 't1');
    expect(placed(play)).toEqual([]);
    expect(placed(play.after(20 * MINUTE))).toEqual([]);
    read(play, call, 12).after(3 * DAY);
    expect(placed(play)).toEqual([]);
    expect(play.state.stage).toMatchObject({ kind: 'finished', status: 'succeeded' });
  });

  test('P36 a planned call to them is taken back', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const planned = play.handOver('t1');
    calledBack(play, 't1');
    expect(play.events).toContainEqual({ type: 'TakeBackStarted', call: planned, because: 'they called back' });
  });

  test('a talk that brought nothing is nobody’s try; they are called when they were to be called, or later', () => {
    const play = new Play(sweepBrief(), 1).provision().call('no-answer', 't1');
    const before = progressOf(play.state, 't1');
    read(play, calledBack(play, 't1'));
    expect(progressOf(play.state, 't1')).toMatchObject({ status: 'open', attempts: 1, facts: before?.facts });
    expect(progressOf(play.state, 't1')?.notBefore).toBeGreaterThanOrEqual(before?.notBefore ?? 0);
    expect(placed(play.after(2 * DAY))).toEqual(['t1']);
  });

  test('what was told before stays, what is new is added', () => {
    const play = new Play(sweepBrief(), 2).provision().call({ values: { price: 11 } }, 't1');
    read(play, calledBack(play, 't1'));
    expect(progressOf(play.state, 't1')).toMatchObject({ status: 'answered', values: { price: 11 } });
    read(play, calledBack(play, 't1', 'second'), 9);
    expect(progressOf(play.state, 't1')).toMatchObject({ status: 'answered', values: { price: 9 }, attempts: 1 });
  });

  test('an opt-out on the phone to us counts like any other; the same conversation is noted once', () => {
    const play = midway();
    const call = calledBack(play, 't1');
    expect(play.try({ type: 'RecordCallback', target: 't1', conversationId: 'back t1', number: OURS, at: 0 })).toEqual(
      [],
    );
    play.world({ type: 'RecordFact', call, fact: { type: 'CalleeOptedOut' } });
    expect(play.state.people.get('t1')?.removed).toContain('asked not to be called');
  });

  test('who does not want to talk, said between two rounds, is not called in the second', () => {
    const play = new Play(roundsBrief(), people(5)).provision().answerAll();
    const [target = ''] = [...play.state.gates.values()].at(-1)?.proposed ?? [];
    const call = calledBack(play, target);
    play
      .tell({ type: 'Approve' })
      .provision()
      .world({ type: 'RecordFact', call, fact: { type: 'CalleeRefused' } });
    expect(placed(play)).not.toContain(target);
    expect(progressOf(play.state, target)?.status).toBe('given-up');
  });

  test('P36 after the end it is still noted, ranked and reported, and nobody is called by it', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 2).provision();
    play.call('no-answer', 't1').call({ values: { price: 15 } }, 't2');
    expect(play.state.stage).toMatchObject({ kind: 'finished' });
    const call = calledBack(play.after(HOUR), 't1');
    expect(play.work()).toContainEqual(expect.objectContaining({ kind: 'insights', call }));
    read(play, call, 10);
    expect(play.state.rounds[0]?.ranking.map((row) => row.target)).toEqual(['t1', 't2']);
    expect(play.events).toContainEqual(expect.objectContaining({ type: 'ReportRevised' }));
    expect(placed(play.after(DAY))).toEqual([]);
  });

  test('a late answer before the decision makes a new list, of which the old votes are not part', () => {
    const play = new Play(roundsBrief({ maxRetries: 0 }), 3).provision();
    play
      .call('no-answer', 't1')
      .call({ values: { price: 15 } }, 't2')
      .call({ values: { price: 12 } }, 't3');
    expect(play.state.gates.get('gate-1')).toMatchObject({ proposed: ['t3', 't2'], list: 1 });
    read(play, calledBack(play, 't1'), 10);
    expect(play.state.gates.get('gate-1')).toMatchObject({ proposed: ['t1', 't3', 't2'], list: 2 });
  });
});

describe('whose it is', () => {
  const missions = (): readonly [Play, Play] => [midway(), new Play(sweepBrief(), people(1)).provision()];
  const named = (play: Play, id: string): MissionState => ({ ...play.state, id });

  test('U15 of several missions on one number the latest call to that person decides', () => {
    const [first, second] = missions();
    second.after(2 * HOUR).call('no-answer', 't1');
    const states = [named(first, 'M-1'), named(second, 'M-2')];
    expect(missionOfCaller(states, { number: OURS, phone: phoneOf(0) })).toMatchObject({
      mission: 'M-2',
      target: 't1',
    });
    first.after(DAY).call('no-answer', 't1');
    const later = [named(first, 'M-1'), named(second, 'M-2')];
    expect(missionOfCaller(later, { number: OURS, phone: phoneOf(0) })).toMatchObject({ mission: 'M-1' });
  });

  test('U15 who was called from that number comes before who was called from another', () => {
    const [first, second] = missions();
    second.after(2 * HOUR).call('no-answer', 't1');
    const moved = {
      ...named(second, 'M-2'),
      calls: new Map([...second.state.calls].map(([id, call]) => [id, { ...call, from: '+1999' }])),
    };
    expect(missionOfCaller([named(first, 'M-1'), moved], { number: OURS, phone: '1 312 555 2000' })?.mission).toBe(
      'M-1',
    );
  });

  test('U15 a call that is still to ring is not what they call back about', () => {
    const rang = new Play(sweepBrief(), 1).provision().call('no-answer');
    const planned = new Play(sweepBrief(), 1).provision().after(rang.at - new Play().at);
    planned.handOver();
    const states = [rang.state, { ...planned.state, id: 'M-2' }];
    const caller = { number: OURS, phone: phoneOf(0), at: rang.at };
    expect(missionOfCaller(states, caller)?.mission).toBe('M-1');
  });

  test('a stranger and a rehearsal belong to no mission', () => {
    const [first] = missions();
    expect(missionOfCaller([first.state], { number: OURS, phone: '+13125559999' })).toBeUndefined();
    const rehearsed = { ...first.state, brief: { ...first.state.brief, rehearsal: true as const } };
    expect(missionOfCaller([rehearsed], { number: OURS, phone: phoneOf(0) })).toBeUndefined();
  });
});

describe('our numbers', () => {
  test('P35 a number is kept for 48 hours after the last call from it, then it returns', () => {
    const play = new Play(sweepBrief(), 1).provision().call({ values: { price: 12 } });
    const [held] = heldNumbers(play.state);
    if (held === undefined) throw new Error('no number');
    const last = lastRangOfHeld(play.state) ?? 0;
    expect(isBusy(play.state, held)).toBe(false);
    expect(keptUntil(play.state, held)).toBe(last + CALLBACK_MS);
    expect(CALLBACK_MS).toBe(48 * HOUR);
    expect(returning(play.state)).toEqual([{ what: 'round-1/number', at: last + CALLBACK_MS }]);
    expect(play.work()).toContainEqual(expect.objectContaining({ kind: 'release-number', at: last + CALLBACK_MS }));
  });

  test('P35 a mission that calls nobody before the morning is not over before, and tells its first call until it rings', () => {
    const play = new Play(sweepBrief(), 2).provision().after(12 * HOUR);
    const first = firstRingAbout(play.state, OURS, play.at) ?? 0;
    expect(first).toBeGreaterThan(play.at + HOUR);
    expect(callsOverAbout(play.state, play.at)).toBeGreaterThan(first);
    const rang = new Play(sweepBrief(), 2).provision().call('no-answer', 't1');
    expect(firstRingAbout(rang.state, heldNumbers(rang.state)[0]?.phone ?? '', rang.at)).toBeUndefined();
  });

  test('P35 a mission that only waits for a decision gives its number back after that time as well', () => {
    const play = new Play(roundsBrief(), 3).provision().answerAll();
    expect(play.state.stage.kind).toBe('deciding');
    expect(returning(play.state)).toMatchObject([{ what: 'round-1/number' }]);
  });

  test('while it is called from, and where nobody was called, nothing is kept', () => {
    const calling = new Play(sweepBrief(), 2).provision();
    expect(returning(calling.state)).toEqual([]);
    calling.handOver();
    expect(returning(calling.state)).toEqual([]);
    const stopped = new Play(sweepBrief(), 1).provision().tell({ type: 'CancelMission' });
    expect(returning(stopped.state)).toEqual([{ what: 'round-1/number', at: 0 }]);
    expect(stopped.work().some((work) => work.kind === 'callers')).toBe(false);
  });

  test('R151 R153 R154 who called back is asked within three minutes at first, and ever less often', () => {
    const rang = 1_000_000_000;
    const every = (quiet: number): number => nextCallbackLook(rang + quiet, rang, rang + quiet) - (rang + quiet);
    expect(nextCallbackLook(rang, rang, undefined)).toBe(rang);
    expect(every(10 * MINUTE)).toBeLessThanOrEqual(3 * MINUTE);
    expect(every(5 * HOUR)).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(every(3 * DAY)).toBeGreaterThanOrEqual(4 * HOUR);
  });

  test('a number costs at most 130 looks from its last call until it returns', () => {
    let looks = 0;
    for (let at = nextCallbackLook(0, 0, undefined); at < CALLBACK_MS; at = nextCallbackLook(at, 0, at)) looks += 1;
    expect(looks).toBeLessThanOrEqual(130);
  });
});

describe('what they hear', () => {
  const [round] = sweepBrief().rounds;
  const [person] = people(1).flatMap((one) => one.details.private ?? []);
  if (round === undefined || person === undefined) throw new Error('nobody');
  const heard = (text: string, variables = {}) => renderTemplate(text, variables);

  test.each([
    ['en-US', 'AI assistant of Northwind'],
    ['de-DE', 'KI-Assistent von Northwind'],
    ['fr-FR', 'assistant IA de Northwind'],
    ['es-ES', 'asistente de IA de Northwind'],
    ['it-IT', 'assistente IA di Northwind'],
    ['pl-PL', 'AI assistant of Northwind'],
  ])(
    'P36 %s: a caller hears whose AI it is and what for, never the outbound opening, and no tag',
    (language, words) => {
      const brief = sweepBrief({ language });
      const text = heard(greetingOf(brief, round));
      expect(text).toMatchObject({ faults: [], unknown: [] });
      expect(text.text).toContain(words);
      expect(text.text).toContain(round.purpose);
      expect(text.text).not.toMatch(/calling on behalf|Is this|\{\{|\}\}/);
    },
  );

  test('R98 whom we call hears the opening line alone', () => {
    expect(heard(greetingOf(sweepBrief(), round), variablesOf(person, {})).text).toBe(
      'Hello, this is an AI assistant calling on behalf of Northwind. Is this Vendor 1?',
    );
  });

  test('P36 the instructions of a caller have no gap, no order to dial, and the same questions', () => {
    const text = heard(instructionsOf(sweepBrief(), round));
    expect(text).toMatchObject({ faults: [], unknown: [], empty: [] });
    expect(text.text).toContain('you were called');
    expect(text.text).toContain('What is the price for 1,000 pieces?');
    expect(text.text).not.toMatch(/\{\{|You are talking to|voicemail|phone menu|Ask for the price\./);
    expect(heard(instructionsOf(sweepBrief(), round), variablesOf(person, {})).text).not.toContain('you were called');
  });

  test('R259 P36 a message asks for a call back, with the time it is answered, only where somebody answers', () => {
    const words = heard(instructionsOf(sweepBrief(), round), variablesOf(person, {})).text;
    expect(words).toContain('call back on this number: it is answered for the next 48 hours');
    expect(voicemailWords(sweepBrief(), round, true)).toContain('answered for the next 48 hours');
    const silent = heard(instructionsOf(sweepBrief(), round, false), variablesOf(person, {})).text;
    for (const text of [silent, voicemailWords(sweepBrief(), round, false)]) {
      expect(text).toContain('Do not ask them to call back');
      expect(text).not.toContain('it is answered');
    }
  });
});
