/** A mission's memory in the shapes the playbook names, read from histories that were really played. */
import { describe, expect, test } from 'vitest';
import { slugOf } from '../../src/lib/slug.ts';
import type { Brief } from '../../src/missions/brief.ts';
import { isOwnKey, OWN_KEYS } from '../../src/missions/edit/memory.ts';
import { memoryOf } from '../../src/projections/memory.ts';
import { MINUTE, Play } from '../support/given.ts';
import { people, phoneOf, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const memory = (play: Play) => memoryOf(play.state, play.records);

describe('notes of people', () => {
  test('R45 save sets one key, the last value counts; all keys are read at once', () => {
    const play = new Play(sweepBrief(), 1)
      .tell({ type: 'SaveMemory', key: 'parking', value: 'in front' })
      .tell({ type: 'SaveMemory', key: 'parking', value: 'behind the house' })
      .tell({ type: 'SaveMemory', key: 'budget', value: { max: 1200, currency: 'USD' } });
    expect(memory(play)).toMatchObject({ parking: 'behind the house', budget: { max: 1200, currency: 'USD' } });
  });

  test('R45 append creates the list, adds to it, and makes a list of a single value', () => {
    const play = new Play(sweepBrief(), 1)
      .tell({ type: 'AppendMemory', key: 'doors', item: 'north' })
      .tell({ type: 'AppendMemory', key: 'doors', item: 'south' })
      .tell({ type: 'SaveMemory', key: 'hint', value: 'ring twice' })
      .tell({ type: 'AppendMemory', key: 'hint', item: 'ask for Luca' });
    expect(memory(play)).toMatchObject({ doors: ['north', 'south'], hint: ['ring twice', 'ask for Luca'] });
  });

  test('R40 the journal has the time, who saved it, and the key', () => {
    const play = new Play(sweepBrief(), 1).after(MINUTE).tell({ type: 'SaveMemory', key: 'parking', value: 'x' });
    const record = play.records.at(-1);
    expect(record).toMatchObject({
      at: play.at,
      events: [{ type: 'MemorySaved', key: 'parking', by: { name: 'Ana' } }],
    });
  });

  test('P26 R272 one key more, or another value, leaves everything else as it was', () => {
    const play = new Play(sweepBrief(), 2).provision().call('busy');
    const before = memory(play);
    const { parking, ...after } = memory(play.tell({ type: 'SaveMemory', key: 'parking', value: 'x' }));
    expect(parking).toBe('x');
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  });

  test.each([
    ['a key of the bot', { type: 'SaveMemory', key: 'call_tracker', value: 'x' }],
    ['an error key', { type: 'AppendMemory', key: 'error_calls', item: 'x' }],
    ['no key', { type: 'SaveMemory', key: 'Two Words', value: 'x' }],
    ['nothing', { type: 'SaveMemory', key: 'parking', value: '' }],
    ['too much', { type: 'SaveMemory', key: 'parking', value: 'x'.repeat(5000) }],
  ] as const)('%s is refused in one sentence', (_, command) => {
    expect(new Play(sweepBrief(), 1).try(command)).toMatchObject({
      code: 'invalid',
      sentence: expect.stringMatching(/^[A-Z"].*[.]$/),
    });
  });

  test('notes are kept after the end, too', () => {
    const play = new Play(sweepBrief(), 1).provision().answerAll();
    play.tell({ type: 'AppendMemory', key: 'later', item: 'thank them' });
    expect(memory(play)).toMatchObject({ later: ['thank them'], result: { status: 'succeeded' } });
  });

  test('every key the bot writes is one that people cannot overwrite', () => {
    const play = new Play(roundsBrief(), people(5)).provision().answerAll();
    play.tell({ type: 'AddNote', note: 'x' }).tell({ type: 'Approve' }).provision().answerAll();
    for (const key of Object.keys(memory(play))) expect(isOwnKey(key), key).toBe(true);
    expect(new Set(OWN_KEYS).size).toBe(OWN_KEYS.length);
  });
});

describe('what the bot knows', () => {
  test('R48 leads with name, phone and source; P39 as soon as they are on the list', () => {
    expect(memory(new Play(sweepBrief(), 2))).toMatchObject({
      contractors_found: [
        { id: 't1', name: 'Vendor 1', phone: phoneOf(0), source: 'list.csv', found_at: expect.any(String) },
        { id: 't2', name: 'Vendor 2', phone: phoneOf(1) },
      ],
    });
  });

  test('R47 R48 R53 a scheduled call: event, person, time, and the six keys of R47, none of them empty', () => {
    const play = new Play(sweepBrief(), 2).provision();
    const call = play.handOver();
    const dueAt = new Date(play.state.calls.get(call)?.dueAt ?? 0).toISOString();
    const { calls_scheduled, scheduled_events } = memory(play) as {
      calls_scheduled: readonly object[];
      scheduled_events: readonly Record<string, string>[];
    };
    expect(calls_scheduled).toMatchObject([{ event_id: `event ${call}`, contractor: 'Vendor 1', time: dueAt }]);
    const [event = {}] = scheduled_events;
    expect(Object.keys(event).toSorted()).toEqual(
      ['event_id', 'message', 'scheduled_at', 'step_id', 'to', 'type'].toSorted(),
    );
    for (const [key, value] of Object.entries(event)) expect(value, key).not.toBe('');
    expect(event).toMatchObject({ type: 'call', to: phoneOf(0), scheduled_at: dueAt, step_id: 'calls' });
  });

  test('R48 R54 R55 results with status, conversation, quote and availability; quotes by name', () => {
    const lead = {
      name: 'lead_time',
      label: 'Lead time',
      type: 'number',
      question: 'How long?',
      required: false,
    } as const;
    const [round] = sweepBrief().rounds;
    if (round === undefined) throw new Error('no round');
    const brief = sweepBrief({ rounds: [{ ...round, fields: [...round.fields, lead] }] });
    const play = new Play(brief, 3).provision();
    play.call({ values: { price: 7, lead_time: 14 } }, 't1').call({ values: undefined }, 't2');
    expect(memory(play)).toMatchObject({
      call_results: {
        'Vendor 1': {
          status: 'completed',
          outcome: 'answered',
          conversation_id: 'conversation round-1/t1:1',
          quote: 7,
          availability: 14,
          price: 7,
        },
        'Vendor 2': { status: 'completed', outcome: 'open', quote: null },
      },
      quotes: { 'Vendor 1': { amount: 7, available: 14, unit: 'USD' } },
    });
    expect(memory(play)).not.toHaveProperty('quotes.Vendor 2');
  });

  test('R216 R219 the best quote and whose it is; only where somebody bargains', () => {
    const brief: Brief = sweepBrief({
      class: 'negotiation',
      mandate: { field: 'price', nameCompetitor: false },
    });
    const play = new Play(brief, 3).provision();
    for (const price of [15, 12, 14]) play.call({ values: { price } });
    expect(memory(play)).toMatchObject({ best_quote: { amount: 12, company: 'Vendor 2' } });
    expect(memory(new Play(sweepBrief(), 1).provision().answerAll())).not.toHaveProperty('best_quote');
  });

  test('R228 P43 who stood in which round, who went on, and what came of it', () => {
    const play = new Play(roundsBrief(), people(5)).provision().answerAll();
    expect(memory(play).rounds).toEqual({
      round_1: { candidates: [0, 1, 2, 3, 4].map(phoneOf), advanced: [] },
    });
    play.tell({ type: 'Approve' }).provision();
    expect(memory(play).rounds).toMatchObject({
      round_1: { candidates: [0, 1, 2, 3, 4].map(phoneOf), advanced: [0, 1, 2].map(phoneOf) },
      round_2: { candidates: [0, 1, 2].map(phoneOf), results: [] },
    });
    play.answerAll();
    const rounds = memory(play).rounds as Record<string, object>;
    expect(Object.keys(rounds)).toEqual(['round_1', 'round_2']);
    expect(Object.keys(rounds.round_1 ?? {})).toEqual(['candidates', 'advanced']);
    expect(Object.keys(rounds.round_2 ?? {})).toEqual(['candidates', 'results']);
    expect(rounds.round_2).toMatchObject({ results: [{ name: 'Vendor 1', phone: phoneOf(0), price: 10 }, {}, {}] });
  });

  test('R245 R246 what was asked and that it waits; after the answer it waits no more', () => {
    const play = new Play(roundsBrief(), people(5)).provision().answerAll();
    expect(memory(play)).toMatchObject({
      awaiting_approval: true,
      approval_summary: expect.stringContaining('Proposed: Vendor 1, Vendor 2, Vendor 3'),
    });
    play.tell({ type: 'Approve' });
    expect(memory(play)).toMatchObject({
      awaiting_approval: false,
      decisions: [{ approved: ['Vendor 1', 'Vendor 2', 'Vendor 3'], list: 1, by: ['Ana'] }],
    });
  });

  test('R254 P31 the batch it is in, and of how many', () => {
    const play = new Play(sweepBrief({ batchSize: 2 }), 5).provision();
    expect(memory(play)).toMatchObject({ current_batch: { round: 'round-1', number: 1, of: 3, size: 2 } });
    for (let call = 0; call < 3; call += 1) play.call({ values: { price: 7 } });
    expect(memory(play)).toMatchObject({ current_batch: { number: 2, people_called: 3, people: 5 } });
  });

  test('R32 R59 R60 errors under keys of their own: for good, or to be cured; the result names step and reason', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 1).provision();
    play.world({ type: 'HoldMission', what: 'calls', reason: 'The balance is used up.' });
    expect(memory(play)).toMatchObject({ error_hold_calls: { error: 'The balance is used up.', recoverable: true } });
    play.world({ type: 'LiftHold', what: 'calls' }).call('no-answer');
    const reason = 'nobody could be reached with a useful answer';
    expect(memory(play)).toMatchObject({
      error_calls: { error: reason, recoverable: false },
      result: { status: 'failed', reason: 'all-called', failed_step: 'calls' },
    });
  });

  test('R264 P26 everybody is in the tracker from the first moment on', () => {
    expect(memory(new Play(sweepBrief(), 2)).call_tracker).toMatchObject({
      [phoneOf(0)]: { status: 'pending', attempts: 0 },
      [phoneOf(1)]: { status: 'pending', attempts: 0 },
    });
  });

  test('R41 half a mission has half its results', () => {
    const play = new Play(sweepBrief(), 4)
      .provision()
      .call({ values: { price: 7 } })
      .call({ values: { price: 8 } });
    expect(Object.keys(memory(play).call_results as object)).toHaveLength(2);
    expect(memory(play)).not.toHaveProperty('result');
  });

  test('R51 R52 the assistant and the number it calls from', () => {
    expect(memory(new Play(sweepBrief(), 1).provision())).toMatchObject({
      assistant_id: 'id-round-1/assistant',
      phone_number: '+13125550102',
      phone_number_id: 'id-round-1/number',
    });
  });
});

describe('slugs', () => {
  test('R44 the name of the example gives exactly its slug, the same name always the same one', () => {
    expect(slugOf('Find window washing contractors')).toBe('find-window-washing-contractors');
    expect(slugOf('  Find Window-Washing   Contractors! ')).toBe('find-window-washing-contractors');
    expect(memory(new Play(sweepBrief({ name: 'Find window washing contractors' }), 1)).slug).toBe(
      'find-window-washing-contractors',
    );
  });

  test.each([
    ['Dächer in Köln: Straße 7', 'dacher-in-koln-strasse-7'],
    ['???', 'mission'],
    ['x'.repeat(80), 'x'.repeat(60)],
  ])('%s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});
