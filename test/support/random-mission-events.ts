/**
 * Plausible journals of missions, from a seed: people who answer, do not, opt out or call back; pauses, holds, downtime,
 * decisions that are changed, rejected and taken back. Texts that come from machines hold the words no card may show.
 */
import type { Brief, Field } from '../../src/missions/brief.ts';
import type { CallFact, MissionEvent } from '../../src/missions/event.ts';
import type { Target } from '../../src/missions/target.ts';
import type { Actor, RankedRow } from '../../src/missions/terms.ts';

export interface TestRecord {
  readonly seq: number;
  readonly at: number;
  readonly events: readonly MissionEvent[];
}

export interface Scenario {
  readonly people?: number;
  readonly rounds?: 1 | 2;
  readonly sandbox?: boolean;
  /** Chance of mishaps: holds, pauses, downtime, cancel. 0 = a smooth mission. */
  readonly trouble?: number;
}

export const MIRA: Actor = { id: 'console:mira', name: 'Mira' };
export const ANA: Actor = { id: 'slack:T1/U1', name: 'Ana' };
export const BEN: Actor = { id: 'slack:T1/U2', name: 'Ben' };
/** Mon 23 Nov 2026, 9:00 in Berlin. */
export const START = Date.UTC(2026, 10, 23, 8, 0);

const MINUTE = 60_000;
const NAMES = [
  'Acme Print',
  'Borealis',
  'Cobalt Press',
  'Delta Works',
  'Elm & Sons',
  'Fjord Druck',
  'Gamma',
  'Hafen Dach GmbH',
  'Iris',
  'Jura Papier S.A.',
  '+13125550199',
  'O’Neill <b>',
];
const ZONES = [['Europe/Berlin'], ['America/New_York'], ['America/Chicago', 'America/Denver'], ['Asia/Tokyo']];
const MACHINE_TEXT = [
  'Telnyx refused the run: payload null, see the webhook JSON (D1)',
  'gate not open, insight undefined, no-answer on SIP',
  'no answer',
  'busy',
];
const WORDS = [
  'we can start with five hundred',
  'ring me on +13125550142 or 312 555 0142, run!',
  'that is null and void',
  undefined,
];

const PRICE: Field = {
  name: 'price',
  label: 'Price',
  type: 'number',
  question: 'What is the price?',
  required: true,
  unit: 'USD',
};
const DAYS: Field = {
  name: 'lead_time',
  label: 'Lead time',
  type: 'number',
  question: 'How long?',
  required: true,
  unit: 'days',
};
const WRITING: Field = {
  name: 'in_writing',
  label: 'In writing',
  type: 'boolean',
  question: 'In writing?',
  required: false,
};
const NOTE: Field = { name: 'remark', label: 'Remark', type: 'text', question: 'Anything else?', required: false };

/** mulberry32: the same seed gives the same mission. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function briefOf(rounds: 1 | 2, name = 'Vendor selection'): Brief {
  const first = {
    id: 'round-1',
    purpose: 'first price enquiry',
    say: 'Ask for the price.',
    opening: 'Hello, this is an AI assistant calling for Northwind.',
    fields: [PRICE, DAYS],
    ranking: [
      { field: 'price', weight: 4, better: 'lower' as const },
      { field: 'lead_time', weight: 6, better: 'lower' as const },
    ],
  };
  const second = {
    ...first,
    id: 'round-2',
    purpose: 'the detailed call',
    fields: [PRICE, WRITING, NOTE],
    ranking: [{ field: 'price', weight: 1, better: 'lower' as const }],
  };
  return {
    name,
    class: rounds === 1 ? 'sweep' : 'rounds',
    request: 'find a vendor',
    onBehalfOf: 'Northwind',
    recipients: 'professional',
    language: 'en-US',
    voice: 'Telnyx.KokoroTTS.af',
    rounds: rounds === 1 ? [first] : [{ ...first, shortlist: 3 }, second],
    hours: { days: [1, 2, 3, 4, 5], open: { from: 540, to: 1020 }, closed: [] },
    batchSize: 5,
    spacingSecs: 60,
    approval: { approvers: [ANA.id, BEN.id, 'slack:T1/U9'], quorum: 1, remindAfterMs: 18 * 60 * MINUTE },
    basis: 'public business number',
  };
}

export function targetOf(index: number): Target {
  return {
    id: `t${index + 1}`,
    name: NAMES[index % NAMES.length] ?? 'Somebody',
    phone: `+1312555${String(1000 + index)}`,
    variables: {},
    rows: [index + 2],
    alsoNamed: [],
    region: 'US',
    lineType: 'fixed',
    zones: ZONES[index % ZONES.length] ?? ['Europe/Berlin'],
  };
}

class Writer {
  readonly records: TestRecord[] = [];
  readonly random: () => number;
  at = START;

  constructor(random: () => number) {
    this.random = random;
  }

  add(...events: readonly MissionEvent[]): void {
    if (events.length === 0) return;
    this.at += Math.floor(this.random() * 3 * MINUTE);
    this.records.push({ seq: this.records.length, at: this.at, events });
  }

  /** At the same moment as the record before, and without a draw: what comes after it stays as it was. */
  aside(...events: readonly MissionEvent[]): void {
    this.records.push({ seq: this.records.length, at: this.at, events });
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined && items.length === 0) throw new Error('nothing to pick from');
    return item as Item;
  }
}

export function randomMission(seed: number, scenario: Scenario = {}): readonly TestRecord[] {
  const writer = new Writer(randomFrom(seed));
  const rounds = scenario.rounds ?? (writer.chance(0.6) ? 2 : 1);
  const people = scenario.people ?? 1 + Math.floor(writer.random() * 12);
  const trouble = scenario.trouble ?? 0.15;
  const targets = Array.from({ length: people }, (_, index) => targetOf(index));
  start(writer, seed, briefOf(rounds), targets, scenario.sandbox ?? writer.chance(0.5));
  if (writer.chance(trouble)) hold(writer);
  const ids = targets.map((one) => one.id);
  const answered = callRound(writer, 'round-1', ids, trouble);
  if (answered === 'cancelled') return writer.records;
  const ranking = rank(writer, ids, answered);
  if (rounds === 1) return finish(writer, 'round-1', ranking);
  const list = decide(
    writer,
    ranking.filter((row) => row.score !== undefined).map((row) => row.target),
    ranking,
  );
  if (list === undefined) return writer.records;
  const again = callRound(writer, 'round-2', list, trouble);
  return again === 'cancelled' ? writer.records : finish(writer, 'round-2', rank(writer, list, again));
}

function start(writer: Writer, seed: number, brief: Brief, targets: readonly Target[], sandbox: boolean): void {
  writer.add({
    type: 'MissionStarted',
    id: `M-${100 + (seed % 900)}`,
    brief,
    targets: targets.map((one) => ({ id: one.id, person: `p_${one.id}`, details: { private: one } })),
    owner: MIRA,
    place: { surface: 'console', channel: 'main' },
    origin: { backend: 'telnyx', account: sandbox ? 'sandbox' : 'a1', sandbox },
    plan: [{ id: 'setup', description: 'Set up', sequence: 1 }],
    source: { name: 'vendors.csv', rows: targets.length },
  });
  writer.add({ type: 'Provisioned', what: 'mission', id: 'm1' }, { type: 'StepStarted', step: 'setup' });
}

function hold(writer: Writer): void {
  writer.add({ type: 'MissionHeld', what: 'number', reason: writer.pick(MACHINE_TEXT) });
  writer.add({ type: 'HoldLifted', what: 'number' });
  writer.add({ type: 'PaceChanged', batchSize: 1, spacingSecs: 150, because: 'refused' });
}

/** Calls everybody; answers who answered. */
function callRound(
  writer: Writer,
  round: string,
  ids: readonly string[],
  trouble: number,
): readonly string[] | 'cancelled' {
  const answered: string[] = [];
  writer.add({ type: 'RoundOpened', round, targets: ids });
  for (const [index, target] of ids.entries()) {
    if (ids.length % 3 === 0 && index === 1) {
      changeMission(writer, round, target);
      continue;
    }
    if (writer.chance(trouble / 2)) pauseAndResume(writer, round, target);
    if (writer.chance(trouble / 4)) downtime(writer, target);
    if (writer.chance(trouble / 8)) return cancel(writer, round, target);
    if (writer.chance(trouble / 8)) {
      writer.add({ type: 'TargetRemoved', target, because: 'asked elsewhere not to be called.' });
      continue;
    }
    if (callPerson(writer, round, target)) answered.push(target);
  }
  return answered;
}

/** Everything about a running mission that can be changed, in one go; whoever joins late is never reached. */
function changeMission(writer: Writer, round: string, target: string): void {
  const joins = targetOf(round === 'round-1' ? 39 : 40);
  const hours = { days: [1, 2, 3, 4, 5, 6], open: { from: 540, to: 1140 }, closed: [{ from: 720, to: 780 }] };
  const change = {
    words: { round, say: 'Ask for the price of blue ones.' },
    hours,
    deadlineAt: writer.at + 7 * 24 * 60 * MINUTE,
    approval: { approvers: [ANA.id, BEN.id, MIRA.id], quorum: 1, remindAfterMs: 18 * 60 * MINUTE },
    batchSize: 3,
    spacingSecs: 90,
    maxRetries: 2,
    remove: [target],
  };
  writer.aside(
    {
      type: 'MissionEdited',
      by: MIRA,
      change,
      added: [{ id: joins.id, person: `p_${joins.id}`, details: { private: joins } }],
    },
    { type: 'TargetRemoved', target, because: 'Mira took them off the list' },
  );
  writer.aside({ type: 'MemorySaved', by: MIRA, key: 'parking', value: { private: 'behind the house' } });
}

const callId = (round: string, target: string, attempt: number): string =>
  round === 'round-1' ? `${target}:${attempt}` : `${round}/${target}:${attempt}`;

function intend(writer: Writer, round: string, target: string, attempt: number): string {
  const call = callId(round, target, attempt);
  writer.add({
    type: 'CallIntended',
    call,
    target,
    round,
    attempt,
    dueAt: writer.at + 2 * MINUTE,
    key: call,
    body: { private: '{}' },
    from: '+13125550100',
  });
  writer.add({ type: 'CallHandedOver', call, eventId: `e-${call}` });
  return call;
}

function callPerson(writer: Writer, round: string, target: string): boolean {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const call = intend(writer, round, target, attempt);
    const fact = factFor(writer);
    if (fact.type !== 'CallWentUnanswered' && fact.type !== 'LineWasBusy') {
      writer.add({ type: 'CallProgressed', call, status: 'ringing' });
      writer.add({ type: 'CallProgressed', call, status: 'in-progress', conversationId: `c-${call}` });
    }
    writer.add({ type: 'CallEnded', call, status: 'completed', seconds: Math.floor(writer.random() * 200) });
    if (writer.chance(0.5))
      writer.add({
        type: 'TalkRecorded',
        call,
        turns: {
          private: [
            { who: 'assistant', text: 'Hello, an AI assistant here.' },
            { who: 'callee', text: 'Who is on the run?' },
          ],
        },
      });
    const tried = { ...fact, call, target };
    if (fact.type === 'CallBecameUnknown') writer.add(tried);
    else if (!TRY_AGAIN.has(fact.type))
      writer.add(
        tried,
        ...(fact.type === 'PersonAnswered'
          ? []
          : [{ type: 'TargetGivenUp', target, reason: writer.pick(MACHINE_TEXT) } as const]),
      );
    else if (attempt < 3 && writer.chance(0.7)) {
      writer.add(tried, {
        type: 'RetryPlanned',
        target,
        attempt: attempt + 1,
        notBefore: writer.at + writer.pick([15, 120, 1440]) * MINUTE,
        reason: writer.pick(MACHINE_TEXT),
      });
      continue;
    } else writer.add(tried, { type: 'TargetGivenUp', target, reason: 'all tries used' });
    return fact.type === 'PersonAnswered';
  }
  return false;
}

const TRY_AGAIN: ReadonlySet<string> = new Set([
  'CallWentUnanswered',
  'LineWasBusy',
  'VoicemailReached',
  'CallFailed',
  'CallNeverRang',
  'MenuNotPassed',
  'NothingLearnt',
  'CalleeAskedForCallback',
]);

function factFor(writer: Writer): CallFact {
  const said = writer.pick(WORDS);
  const words = said === undefined ? {} : { words: { private: said } };
  const values = {
    price: Math.round(writer.random() * 2000) / 100,
    ...(writer.chance(0.8) ? { lead_time: Math.floor(writer.random() * 30) } : {}),
    in_writing: writer.chance(0.5),
    remark: 'minimum 5,000',
  };
  const facts: readonly CallFact[] = [
    { type: 'CallWentUnanswered' },
    { type: 'LineWasBusy' },
    { type: 'VoicemailReached' },
    { type: 'NothingLearnt' },
    { type: 'MenuNotPassed' },
    { type: 'WrongPersonReached', ...words },
    { type: 'CalleeRefused', ...words },
    { type: 'CalleeOptedOut', ...words },
    { type: 'CalleeAskedForCallback', when: 'Tuesday at ten', ...words },
    { type: 'CallFailed', detail: 'SIP 503' },
    { type: 'CallNeverRang', detail: 'D1', limit: true },
    { type: 'CallBecameUnknown', detail: 'no insight, payload undefined' },
  ];
  return writer.chance(0.5) ? { type: 'PersonAnswered', values: { private: values }, ...words } : writer.pick(facts);
}

function pauseAndResume(writer: Writer, round: string, target: string): void {
  const call = intend(writer, round, target, 9);
  const because = writer.chance(0.5) ? { because: { private: 'wait for the price list.' } } : {};
  const late = writer.chance(0.3);
  writer.add(
    { type: 'MissionPaused', by: BEN, ...because },
    late ? { type: 'CallCouldNotBeTakenBack', call } : { type: 'TakeBackStarted', call, because: 'paused' },
  );
  if (late)
    writer.add(
      { type: 'CallProgressed', call, status: 'ringing' },
      { type: 'CallEnded', call, status: 'no-answer' },
      { type: 'CallWentUnanswered', call, target },
    );
  else writer.add({ type: 'CallTakenBack', call });
  writer.add({ type: 'MissionResumed', by: BEN });
}

function downtime(writer: Writer, target: string): void {
  const from = writer.at;
  writer.at += 60 * MINUTE;
  writer.add({
    type: 'CallsRescheduled',
    downFrom: from,
    downTo: writer.at,
    rang: [],
    moved: [target],
    resumeFrom: writer.at + 5 * MINUTE,
  });
}

function cancel(writer: Writer, round: string, target: string): 'cancelled' {
  const call = intend(writer, round, target, 8);
  writer.add({ type: 'CallProgressed', call, status: 'in-progress' });
  writer.add(
    { type: 'MissionCancelled', by: MIRA, because: { private: 'no longer needed.' } },
    { type: 'CallCouldNotBeTakenBack', call },
  );
  writer.add({ type: 'CallEnded', call, status: 'completed', seconds: 20 }, { type: 'NothingLearnt', call, target });
  writer.add({
    type: 'MissionFinished',
    status: 'cancelled',
    reason: 'cancelled',
    summary: { private: 'Cancelled.' },
    payload: { private: { recommended: [] } },
  });
  return 'cancelled';
}

function rank(writer: Writer, ids: readonly string[], answered: readonly string[]): readonly RankedRow[] {
  const rows = ids.map(
    (target): RankedRow =>
      answered.includes(target) ? { target, score: Math.round((1 + writer.random() * 9) * 10) / 10 } : { target },
  );
  return rows.toSorted((one, other) => (other.score ?? -1) - (one.score ?? -1));
}

/** In some missions somebody corrects a value, or leaves a result out and takes it in again; draws nothing at random. */
function putRight(writer: Writer, [first, second]: readonly string[], ranking: readonly RankedRow[]): void {
  const reason = { private: 'heard it wrong, see their mail.' };
  const revised = { type: 'RankingRevised', round: 'round-1', ranking } as const;
  if (first !== undefined && writer.records.length % 3 === 0) {
    const where = { round: 'round-1', target: first, field: 'price' };
    writer.add({ type: 'ValueCorrected', ...where, value: { private: 12.5 }, by: MIRA, reason }, revised);
  }
  if (second === undefined || writer.records.length % 4 !== 0) return;
  const whom = { round: 'round-1', target: second, by: MIRA };
  writer.add({ type: 'ResultExcluded', ...whom, reason }, revised);
  writer.add({ type: 'ResultIncluded', ...whom }, revised);
}

/** The list that goes on; undefined when the mission ends at the decision. */
function decide(
  writer: Writer,
  candidates: readonly string[],
  ranking: readonly RankedRow[],
): readonly string[] | undefined {
  let proposed = candidates.slice(0, 3);
  const reserve = candidates.slice(3);
  const gate = 'gate-1';
  if (proposed.length === 0) {
    writer.add({ type: 'RoundFinished', round: 'round-1', ranking }, ...finished('failed', 'all-called', ranking));
    return undefined;
  }
  writer.add(
    { type: 'RoundFinished', round: 'round-1', ranking },
    {
      type: 'GateOpened',
      gate,
      round: 'round-1',
      question: 'Who goes on?',
      options: [],
      proposed,
      reserve,
      deciders: [ANA.id, BEN.id, 'slack:T1/U9'],
      quorum: 1,
      remindAt: writer.at + 60 * MINUTE,
      digest: 'd',
    },
  );
  putRight(writer, candidates, ranking);
  let list = 1;
  if (writer.chance(0.3))
    writer.add({
      type: 'ObjectionNoted',
      gate,
      by: { id: 'slack:T1/U5', name: 'Tom' },
      said: { private: 'Cobalt was late twice.' },
    });
  if (writer.chance(0.3)) writer.add({ type: 'GateReminded', gate });
  if (writer.chance(0.5)) {
    const next = reserve[0] === undefined ? proposed.slice(0, 1) : [...proposed.slice(0, -1), reserve[0]];
    writer.add({
      type: 'ListChangeProposed',
      gate,
      by: ANA,
      base: list,
      targets: next,
      said: { private: 'yes, but 4 instead of 3' },
    });
    if (writer.chance(0.3)) writer.add({ type: 'ListChangeDropped', gate, by: ANA });
    else {
      list += 1;
      proposed = next;
      writer.add(
        { type: 'ListChanged', gate, by: ANA, list, targets: next, digest: 'd2' },
        ...(writer.chance(0.5) ? [{ type: 'VoteCast', gate, by: ANA, list, verdict: 'approve' } as const] : []),
      );
    }
  }
  if (writer.chance(0.25)) {
    const reason = { private: 'too expensive.' };
    writer.add(
      { type: 'VoteCast', gate, by: BEN, list, verdict: 'reject', reason },
      { type: 'GateRejected', gate, by: BEN, reason },
    );
    if (writer.chance(0.5)) {
      writer.add(...finished('succeeded', 'rejected', ranking));
      return undefined;
    }
    writer.add({ type: 'GateReopened', gate, by: BEN, because: 'taken back' });
  }
  const approve = (): void =>
    writer.add(
      { type: 'VoteCast', gate, by: ANA, list, verdict: 'approve' },
      { type: 'GateApproved', gate, list, targets: proposed, by: [ANA] },
    );
  approve();
  if (writer.chance(0.2)) {
    writer.add({ type: 'GateReopened', gate, by: ANA, because: 'taken back' });
    approve();
  }
  return proposed;
}

const finished = (
  status: 'succeeded' | 'failed',
  reason: 'all-called' | 'rejected',
  ranking: readonly RankedRow[],
): readonly MissionEvent[] => [
  {
    type: 'MissionFinished',
    status,
    reason,
    summary: { private: 'Done: payload in the run.' },
    payload: {
      private: {
        recommended: ranking
          .filter((row) => row.score !== undefined)
          .slice(0, 3)
          .map((row) => ({ id: row.target, name: 'x' })),
      },
    },
  },
];

function finish(writer: Writer, round: string, ranking: readonly RankedRow[]): readonly TestRecord[] {
  const any = ranking.some((row) => row.score !== undefined);
  writer.add(
    { type: 'RoundFinished', round, ranking },
    ...finished(any ? 'succeeded' : 'failed', 'all-called', ranking),
  );
  return writer.records;
}
