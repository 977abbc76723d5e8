/**
 * A long mission as its journal holds it: everybody of the list is called once and answers. Eight records a person, as the
 * engine writes them; read by the benchmark.
 */
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionEvent } from '../../src/missions/event.ts';
import { roundResources } from '../../src/missions/provision.ts';

export interface BenchRecord {
  readonly seq: number;
  /** Mission time, epoch ms. */
  readonly at: number;
  readonly events: readonly MissionEvent[];
}

/** Tue 24 Nov 2026, 9:00 in Chicago. */
export const START_MS = Date.UTC(2026, 10, 24, 15, 0);
const ROUND = 'round-1';
const ZONES = ['America/Chicago', 'America/New_York', 'America/Denver', 'America/Los_Angeles'];

const BRIEF: Brief = {
  name: 'Opening hours',
  class: 'sweep',
  request: 'ask for the opening hours',
  onBehalfOf: 'Northwind',
  recipients: 'professional',
  language: 'en-US',
  voice: 'Telnyx.KokoroTTS.af',
  rounds: [
    {
      id: ROUND,
      purpose: 'opening hours',
      say: 'Ask for the opening hours.',
      opening: 'Hello, this is an AI assistant calling for Northwind.',
      fields: [{ name: 'price', label: 'Price', type: 'number', question: 'What is the price?', required: true }],
      ranking: [{ field: 'price', weight: 1, better: 'lower' }],
    },
  ],
  hours: { days: [1, 2, 3, 4, 5], open: { from: 9 * 60, to: 17 * 60 }, closed: [] },
  batchSize: 5,
  spacingSecs: 60,
  approval: { approvers: [], quorum: 1, remindAfterMs: 0 },
  basis: 'public business number',
};

const phoneOf = (index: number): string => `+1312${String(5_550_000 + index).padStart(7, '0')}`;

function started(people: number): MissionEvent {
  const targets = Array.from({ length: people }, (_, index) => {
    const id = `t${index + 1}`;
    const details = {
      id,
      name: `Shop ${index + 1}`,
      phone: phoneOf(index),
      variables: {},
      rows: [index + 2],
      alsoNamed: [],
      region: 'US',
      lineType: 'fixed' as const,
      zones: ZONES.slice(index % ZONES.length, (index % ZONES.length) + 1),
    };
    return { id, person: `p_${id}`, details: { private: details } };
  });
  return {
    type: 'MissionStarted',
    id: 'M-101',
    brief: BRIEF,
    targets,
    owner: { id: 'console:ana', name: 'Ana' },
    place: { surface: 'console', channel: 'main' },
    origin: { backend: 'telnyx', account: 'sandbox', sandbox: true },
    plan: [
      { id: 'setup', description: 'Set up', sequence: 1 },
      { id: 'calls', description: 'Place the calls', sequence: 2 },
    ],
    source: { name: 'shops.csv', rows: people },
  };
}

/** One person's call from the intent to the answer, a decision each. */
function called(index: number, dueAt: number): readonly MissionEvent[] {
  const target = `t${index + 1}`;
  const call = `${ROUND}/${target}:1`;
  const conversationId = `conversation-${index}`;
  const body = JSON.stringify({ to: phoneOf(index), scheduled_at_fixed_datetime: dueAt, mission_id: 'mission' });
  const turns = [
    { who: 'assistant' as const, text: 'Hello, this is an AI assistant calling for Northwind.' },
    { who: 'callee' as const, text: `That would be ${index}.` },
  ];
  return [
    {
      type: 'CallIntended',
      call,
      target,
      round: ROUND,
      attempt: 1,
      dueAt,
      key: call,
      body: { private: body },
      from: '+13125550100',
    },
    { type: 'CallHandedOver', call, eventId: `event-${index}` },
    { type: 'CallProgressed', call, status: 'ringing' },
    { type: 'CallProgressed', call, status: 'in-progress', conversationId },
    { type: 'CallEnded', call, status: 'completed', conversationId, seconds: 40 },
    { type: 'PersonAnswered', call, target, values: { private: { price: index } } },
    { type: 'TalkRecorded', call, turns: { private: turns } },
    { type: 'NoteAdded', by: { id: 'console:ana', name: 'Ana' }, note: { private: `asked no. ${index}` } },
  ];
}

/** The records of a mission of `people`, of whom the first `reached` were called. */
export function missionRecords(people: number, reached: number = people): readonly BenchRecord[] {
  const targets = Array.from({ length: people }, (_, index) => `t${index + 1}`);
  const made = ['mission', 'run', 'plan', 'running', ...roundResources({ id: ROUND })];
  const decisions: readonly (readonly MissionEvent[])[] = [
    [started(people)],
    [{ type: 'StepStarted', step: 'setup' }],
    made.map((what) => ({ type: 'Provisioned', what, id: `id-${what}` })),
    [
      { type: 'StepCompleted', step: 'setup' },
      { type: 'RoundOpened', round: ROUND, targets },
      { type: 'StepStarted', step: 'calls' },
    ],
    ...Array.from({ length: reached }, (_, index) => called(index, START_MS + index * 60_000))
      .flat()
      .map((event) => [event]),
  ];
  return decisions.map((events, seq) => ({ seq, at: START_MS + seq * 7_500, events }));
}
