/** From what the line and the insight report to facts, ranks, words of the assistant and the report. */
import { describe, expect, test } from 'vitest';
import type { RoundSpec } from '../../src/missions/brief.ts';
import { factOfEnd } from '../../src/missions/outcome/line.ts';
import { factOfInsight } from '../../src/missions/outcome.ts';
import { reportOf } from '../../src/missions/report.ts';
import { CONVERSATION_SUMMARY, insightInstructions, schemaOf } from '../../src/missions/schema.ts';
import { afterEarlierCalls, instructionsOf, metadataOf, variablesOf } from '../../src/missions/script.ts';
import { renderTemplate } from '../../src/missions/template-text.ts';
import type { Values } from '../../src/missions/terms.ts';
import { Play } from '../support/given.ts';
import { people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const [round] = sweepBrief().rounds;
if (round === undefined) throw new Error('no round');
const wide: RoundSpec = {
  ...round,
  fields: [
    ...round.fields,
    { name: 'delivers', label: 'Delivers', type: 'boolean', question: 'Do they deliver?', required: false },
    { name: 'size', label: 'Size', type: 'choice', question: 'Which size?', options: ['S', 'L'], required: false },
    { name: 'notes', label: 'Notes', type: 'text', question: 'Anything else?', required: false },
  ],
};

describe('what the line says', () => {
  test.each([
    ['R138', 'no-answer', 'CallWentUnanswered'],
    ['R134 R139', 'busy', 'LineWasBusy'],
    ['R140', 'canceled', 'CallCanceled'],
    ['R141', 'failed', 'CallFailed'],
    ['R137 P43', 'completed', undefined],
    ['', 'something-new', 'CallBecameUnknown'],
  ])('%s %s', (_rule, status, type) => {
    expect(factOfEnd(status, [])?.type).toBe(type);
  });

  test('R253 one call too many is our own side’s, so are funds and profiles', () => {
    expect(factOfEnd('failed', ['User channel limit exceeded D1'])).toMatchObject({
      type: 'CallNeverRang',
      limit: true,
    });
    expect(factOfEnd('failed', ['D13 not in whitelisted countries'])).toMatchObject({
      type: 'CallNeverRang',
      limit: false,
    });
    expect(factOfEnd('failed', ['SIP 503'])).toMatchObject({ type: 'CallFailed' });
    expect(factOfEnd('failed', ['number AD13 refused by carrier'])).toMatchObject({ type: 'CallFailed' });
  });
});

describe('what the insight says', () => {
  const fact = (values: Values | undefined) => factOfInsight(wide, values);
  test('P18 R193 no insight, a failed one or an empty one is nothing learnt, not a failed call', () => {
    for (const values of [undefined, {}, { call_outcome: 'nothing_learnt', price: 3 }, { call_outcome: 'answered' }])
      expect(fact(values).type).toBe('NothingLearnt');
  });

  test.each([
    ['wrong_person', 'WrongPersonReached'],
    ['voicemail', 'VoicemailReached'],
    ['menu', 'MenuNotPassed'],
    ['refused', 'CalleeRefused'],
    ['opted_out', 'CalleeOptedOut'],
    ['call_back', 'CalleeAskedForCallback'],
  ])('%s is %s, whatever else was written down', (call_outcome, type) => {
    expect(fact({ call_outcome, price: 3 })?.type).toBe(type);
  });

  test('an opt-out wins over every outcome', () => {
    for (const call_outcome of ['answered', 'voicemail', 'call_back', 'refused'])
      expect(fact({ call_outcome, do_not_call: true, price: 3 }).type).toBe('CalleeOptedOut');
  });

  test('P22 a voicemail that was noticed counts as one, also when the outcome is missing', () => {
    expect(fact({ reached_voicemail: true, price: 3 }).type).toBe('VoicemailReached');
  });

  test('only the mission’s own fields are kept, with their types', () => {
    const values = { call_outcome: 'answered', price: '12.5', delivers: 'yes', size: 'L', notes: '', other: 1 };
    expect(fact(values)).toMatchObject({ type: 'PersonAnswered', values: { private: { price: 12.5, size: 'L' } } });
  });

  test('P43 neither blanks nor yes and no become a price; without what is needed nothing was learnt', () => {
    for (const price of [' ', true, false, 'none', '', 0, -1])
      expect(fact({ call_outcome: 'answered', size: 'S', price })).toMatchObject({
        type: 'NothingLearnt',
        evidence: { private: { fields: { size: 'S' } } },
      });
  });

  test('without an outcome a missing needed answer is nothing learnt', () => {
    expect(fact({ size: 'S' }).type).toBe('NothingLearnt');
    expect(fact({ price: 3 }).type).toBe('PersonAnswered');
  });
});

describe('schema', () => {
  test('R205 R210 each question is a property of its type; only the outcome is required, for a voicemail has no price', () => {
    expect(schemaOf(wide)).toMatchObject({
      type: 'object',
      required: ['call_outcome'],
      properties: {
        price: { type: 'number', minimum: 5, maximum: 20, description: 'What is the price for 1,000 pieces? (in USD)' },
        delivers: { type: 'boolean' },
        size: { type: 'string', enum: ['S', 'L'] },
        notes: { type: 'string', description: 'Anything else?' },
        do_not_call: { type: 'boolean' },
        reached_voicemail: { type: 'boolean' },
      },
    });
  });

  test('P44 no field of a person can take the place of ours', () => {
    const sly = {
      ...wide,
      fields: [{ name: 'call_outcome', label: 'x', type: 'text', question: 'x', required: false } as const],
    };
    expect(schemaOf(sly)).toMatchObject({ properties: { call_outcome: { enum: expect.anything() } } });
  });

  test('R190 the summary asks for all six points', () => {
    for (const point of ['discussed', 'asked', 'answered', 'alternatives', 'tone', 'useful facts'])
      expect(CONVERSATION_SUMMARY.instructions).toContain(point);
    expect(insightInstructions(wide)).toContain('never guess');
  });
});

describe('the assistant’s words', () => {
  const instructions = instructionsOf(sweepBrief(), wide);
  const [person] = people(1).flatMap((one) => one.details.private ?? []);
  if (person === undefined) throw new Error('nobody');
  const heard = (extra: Readonly<Record<string, string>>, keys?: string) =>
    renderTemplate(instructions, variablesOf({ ...person, ...(keys === undefined ? {} : { keys }) }, extra)).text;

  test('R97 for whom, the goal, manners, what to collect, a time to call back', () => {
    for (const part of [
      'on behalf of Northwind',
      'Goal of this call: price enquiry',
      'professional',
      'concise',
      'What is the price for 1,000 pieces?',
      'good time to call back',
    ])
      expect(instructions).toContain(part);
  });

  test('R98 the opening says it is an AI, for whom, and asks who is there', () => {
    expect(renderTemplate(wide.opening, variablesOf(person, {})).text).toBe(
      'Hello, this is an AI assistant calling on behalf of Northwind. Is this Vendor 1?',
    );
  });

  test('R104 keys to press are told where there are some, and only there', () => {
    expect(heard({}, '#4')).toContain('press these keys: #4');
    expect(heard({})).not.toContain('press these keys');
  });

  test('R105 phone menus: press 0, say representative, choose the desk', () => {
    for (const part of ['press 0', '"representative"', 'reservations', 'front desk'])
      expect(instructions).toContain(part);
  });

  test('R283 R294 one message on a mailbox at most', () => {
    expect(heard({})).toContain('leave one short message');
    const again = heard(afterEarlierCalls(1, { VoicemailReached: 1 }));
    expect(again).not.toContain('leave one short message');
    expect(again).toContain('hang up without a word');
  });

  test('R194 R279 R289 after a talk that brought nothing the next one goes about it differently', () => {
    for (const facts of [{ NothingLearnt: 1 }, { MenuNotPassed: 1 }])
      expect(heard(afterEarlierCalls(0, facts))).toContain('Go about it differently');
    expect(heard(afterEarlierCalls(0, { CallWentUnanswered: 2 }))).not.toContain('differently');
    expect(renderTemplate(instructions, variablesOf(person, {})).faults).toEqual([]);
  });

  test('R127 P15 variables are strings, and empty ones are left out', () => {
    expect(variablesOf({ ...person, notes: '' }, { best: '$420', none: '' })).toEqual({
      name: 'Vendor 1',
      best: '$420',
      outbound: 'yes',
    });
  });

  test('R65 U6 the metadata ties a conversation to mission, run, step and call', () => {
    expect(
      metadataOf({ run: { missionId: 'm', runId: 'r' }, step: 'calls', ref: 'x:M-1', call: 'c', target: 't1' }),
    ).toEqual({
      mission_id: 'm',
      mission_run_id: 'r',
      mission_step_id: 'calls',
      callsheet_mission: 'x:M-1',
      callsheet_call: 'c',
      callsheet_target: 't1',
    });
  });
});

describe('the report', () => {
  test('R301 R302 counts and best options, in words and as data', () => {
    const play = new Play(sweepBrief(), 3).provision();
    play
      .call({ values: { price: 9 } })
      .call({ values: { price: 7 } })
      .call('canceled');
    const { summary, payload } = reportOf(play.state, 'succeeded', 'all-called');
    expect(summary).toBe(
      'SANDBOX, no real person was called. Price check: 3 people, 2 answered, 3 calls. Recommended: Vendor 2, Vendor 1.',
    );
    expect(payload).toMatchObject({ people: 3, answered: 2, calls: 3, sandbox: true, reason: 'all-called' });
    expect(payload.recommended).toMatchObject([
      { name: 'Vendor 2', price: 7 },
      { name: 'Vendor 1', price: 9 },
    ]);
  });

  test('R228 each round’s candidates and results are named', () => {
    const play = new Play(roundsBrief(), people(4))
      .provision()
      .answerAll()
      .tell({ type: 'Approve' })
      .provision()
      .answerAll();
    const end = play.events.find((event) => event.type === 'MissionFinished');
    expect(end).toMatchObject({
      payload: {
        private: {
          rounds: {
            round_1: { candidates: ['Vendor 1', 'Vendor 2', 'Vendor 3', 'Vendor 4'] },
            round_2: { candidates: ['Vendor 1', 'Vendor 2', 'Vendor 3'] },
          },
        },
      },
    });
  });

  test('what was taken back or never placed is no call', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const call = play.handOver();
    play.tell({ type: 'CancelMission' }).world({ type: 'RecordTakenBack', call, done: true });
    expect(play.events.at(-1)).toMatchObject({ payload: { private: { calls: 0 } }, status: 'cancelled' });
  });
});
