/** A small vendor selection told event by event, for tests that look at one card: ten people less, the same shape. */
import type { MissionEvent } from '../../src/missions/event.ts';
import type { Place } from '../../src/missions/terms.ts';
import type { MissionView } from '../../src/projections/mission-view.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { ANA, BEN, briefOf, MIRA, START, type TestRecord, targetOf } from './random-mission-events.ts';

const MINUTE = 60_000;
const PLACE: Place = { surface: 'console', channel: 'main' };

export class Story {
  readonly records: TestRecord[] = [];
  at = START;

  constructor(
    options: {
      readonly people?: number;
      readonly rounds?: 1 | 2;
      readonly sandbox?: boolean;
      readonly quorum?: number;
    } = {},
  ) {
    const brief = briefOf(options.rounds ?? 2);
    const sandbox = options.sandbox ?? false;
    this.happens({
      type: 'MissionStarted',
      id: 'M-104',
      brief,
      targets: Array.from({ length: options.people ?? 5 }, (_, index) => ({
        id: `t${index + 1}`,
        person: `p_${index}`,
        details: { private: { ...targetOf(index), zones: ['America/New_York'] } },
      })),
      owner: MIRA,
      place: PLACE,
      origin: { backend: 'telnyx', account: 'a', sandbox },
      plan: [],
      source: { name: 'vendors.csv', rows: 5 },
    });
  }

  /** One record, a minute after the last. */
  happens(...events: readonly MissionEvent[]): this {
    this.records.push({ seq: this.records.length, at: this.at, events });
    this.at += MINUTE;
    return this;
  }

  opens(round: string, targets: readonly string[]): this {
    return this.happens({ type: 'RoundOpened', round, targets });
  }

  places(call: string, target: string, round = 'round-1', attempt = 1): this {
    this.happens({
      type: 'CallIntended',
      call,
      target,
      round,
      attempt,
      dueAt: this.at + 2 * MINUTE,
      key: call,
      body: { private: '{}' },
      from: '+13125550100',
    });
    return this.happens({ type: 'CallHandedOver', call, eventId: call });
  }

  /** A call from its intent to an answer. */
  answers(target: string, price: number, days: number, words?: string, round = 'round-1'): this {
    const call = round === 'round-1' ? `${target}:1` : `${round}/${target}:1`;
    this.places(call, target, round);
    this.happens({ type: 'CallProgressed', call, status: 'in-progress', conversationId: `c-${call}` });
    this.happens({ type: 'CallEnded', call, status: 'completed', seconds: 90 });
    const said = words === undefined ? {} : { words: { private: words } };
    return this.happens({
      type: 'PersonAnswered',
      call,
      target,
      values: { private: { price, lead_time: days } },
      ...said,
    });
  }

  /** Nobody picks up, and nobody tries again. */
  fails(target: string, round = 'round-1'): this {
    const call = round === 'round-1' ? `${target}:1` : `${round}/${target}:1`;
    this.places(call, target, round);
    this.happens({ type: 'CallEnded', call, status: 'no-answer' });
    return this.happens(
      { type: 'CallWentUnanswered', call, target },
      { type: 'TargetGivenUp', target, reason: 'no-answer' },
    );
  }

  /** Five people, four answers, the decision is open: Acme, Borealis, Cobalt proposed, Delta in reserve. */
  static atDecision(options: { readonly quorum?: number; readonly sandbox?: boolean } = {}): Story {
    const story = new Story(options).opens('round-1', ['t1', 't2', 't3', 't4', 't5']);
    story
      .answers('t1', 12, 14, 'we can start with five hundred')
      .answers('t2', 14, 7, 'one week')
      .answers('t3', 11, 21, "that's firm")
      .answers('t4', 12.5, 10);
    story.fails('t5');
    return story.happens(
      {
        type: 'RoundFinished',
        round: 'round-1',
        ranking: [
          { target: 't1', score: 8.5 },
          { target: 't2', score: 7.8 },
          { target: 't3', score: 7.2 },
          { target: 't4', score: 7 },
          { target: 't5' },
        ],
      },
      {
        type: 'GateOpened',
        gate: 'gate-1',
        round: 'round-1',
        question: 'Who goes on?',
        options: [],
        proposed: ['t1', 't2', 't3'],
        reserve: ['t4'],
        deciders: [ANA.id, BEN.id],
        quorum: options.quorum ?? 1,
        remindAt: story.at + 24 * 60 * MINUTE,
        digest: 'd',
      },
    );
  }

  approved(): this {
    const gate = 'gate-1';
    return this.happens(
      { type: 'VoteCast', gate, by: ANA, list: 1, verdict: 'approve' },
      { type: 'GateApproved', gate, list: 1, targets: ['t1', 't2', 't3'], by: [ANA] },
    );
  }

  get view(): MissionView {
    const view = viewOf(this.records);
    if (view === undefined) throw new Error('the story has not begun');
    return view;
  }

  /** The last record, as the announcer gets it. */
  get last(): TestRecord {
    const record = this.records.at(-1);
    if (record === undefined) throw new Error('the story has not begun');
    return record;
  }

  get before(): MissionView | undefined {
    return viewOf(this.records.slice(0, -1));
  }
}
