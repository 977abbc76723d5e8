/**
 * Mission specs in two forms. `given(...events).when(command).happens(...)` for one decision; `Play` for a whole history driven
 * by commands, as the engine drives it, with the replay of the journal compared with the live state after every step.
 */
import { expect } from 'vitest';
import type { Brief } from '../../src/missions/brief.ts';
import type { CommandMeta, MissionCommand, Rejection } from '../../src/missions/command.ts';
import { decide } from '../../src/missions/decide.ts';
import { isRejection } from '../../src/missions/decision.ts';
import type { MissionEvent } from '../../src/missions/event.ts';
import { evolve, fold } from '../../src/missions/evolve.ts';
import { nextResource } from '../../src/missions/provision.ts';
import { isSettled, type MissionState } from '../../src/missions/state.ts';
import type { Actor, EnlistedTarget, Origin, Place, Values } from '../../src/missions/terms.ts';
import { insightsKey, openWork, type Work } from '../../src/missions/work.ts';
import { ANA, people, sweepBrief } from './sandbox.ts';

export const BEN: Actor = { id: 'console:ben', name: 'Ben' };
export const EVE: Actor = { id: 'console:eve', name: 'Eve' };
const BOT: Actor = { id: 'bot', name: 'Callsheet' };
/** Tuesday, 9:00 in Chicago. */
export const TUESDAY = Date.parse('2026-11-24T15:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const PLACE: Place = { surface: 'console', channel: 'main' };
export const SANDBOX: Origin = { backend: 'telnyx', account: 'sandbox', sandbox: true };

export const starting = (brief: Brief, targets: readonly EnlistedTarget[]): MissionCommand => ({
  type: 'StartMission',
  id: 'M-1',
  brief,
  targets,
  place: PLACE,
  origin: SANDBOX,
  source: { name: 'list.csv', rows: targets.length },
});

export interface PlayRecord {
  readonly seq: number;
  readonly at: number;
  readonly events: readonly MissionEvent[];
}

/** What became of a call: a status on the line, or the values of a completed call's insight. */
export type Ending = 'no-answer' | 'busy' | 'failed' | 'canceled' | 'D1' | { readonly values: Values | undefined };

export class Play {
  readonly records: PlayRecord[] = [];
  at = TUESDAY;

  constructor(brief: Brief = sweepBrief(), targets: number | readonly EnlistedTarget[] = 3) {
    this.tell(starting(brief, typeof targets === 'number' ? people(targets) : targets));
  }

  get state(): MissionState {
    const state = fold(this.records);
    if (state === undefined) throw new Error('The mission was not started.');
    return state;
  }

  /** The events of all records, in order. */
  get events(): readonly MissionEvent[] {
    return this.records.flatMap((record) => record.events);
  }

  /** As the engine does it: decide, append, fold; the live state must be the replayed one. */
  try(command: MissionCommand, by: Actor = ANA): readonly MissionEvent[] | Rejection {
    const before = this.records.length === 0 ? undefined : this.state;
    const decision = decide(before, command, { now: this.at, by });
    if (isRejection(decision) || decision.length === 0) return decision;
    const record = { seq: this.records.length, at: this.at, events: decision };
    let live = before;
    for (const event of decision) live = evolve(live, event, record);
    this.records.push(record);
    expect(fold(JSON.parse(JSON.stringify(this.records)))).toEqual(live);
    return decision;
  }

  tell(command: MissionCommand, by: Actor = ANA): this {
    const decision = this.try(command, by);
    if (isRejection(decision)) throw new Error(decision.sentence);
    return this;
  }

  world(command: MissionCommand): this {
    return this.tell(command, BOT);
  }

  after(ms: number): this {
    this.at += ms;
    return this;
  }

  provision(): this {
    for (let what = nextResource(this.state); what !== undefined; what = nextResource(this.state)) {
      const detail = what.endsWith('/number') ? { phone: '+13125550102', connectionId: 'c1' } : {};
      this.world({ type: 'RecordProvisioned', what, id: `id-${what}`, detail });
    }
    return this;
  }

  /** Open work as of now, with free lines and a mirror that is up to date. */
  work(
    look: { readonly mirrored?: number; readonly freeLines?: number; readonly lastLook?: number } = {},
  ): readonly Work[] {
    return openWork(this.state, {
      now: this.at,
      mirrored: look.mirrored ?? this.state.seq,
      freeLines: look.freeLines ?? 5,
      lastLook: (call) => (call.startsWith(insightsKey('')) ? undefined : look.lastLook),
    });
  }

  /** Writes the intent of the next call to this person, or of the first that may be called; answers the call's id. */
  intend(target?: string): string {
    const work = this.work().find((one) => one.kind === 'place' && (target === undefined || one.target === target));
    if (work?.kind !== 'place') throw new Error(`Nobody is to be called: ${JSON.stringify(this.work())}`);
    this.at = Math.max(this.at, work.at);
    const { call, dueAt, step, purpose } = work;
    const from = '+13125550102';
    const revision = this.state.brief.rounds.find((round) => call.startsWith(`${round.id}/`))?.revision;
    const words = revision === undefined ? {} : { revision };
    this.world({ type: 'IntendCall', call, dueAt, key: `key ${call}`, body: '{}', from, step, purpose, ...words });
    if (!this.state.calls.has(call)) throw new Error(`${call} was to be placed and was not taken.`);
    return call;
  }

  handOver(target?: string): string {
    const call = this.intend(target);
    this.world({ type: 'RecordHandedOver', call, eventId: `event ${call}` });
    return call;
  }

  end(call: string, ending: Ending): this {
    const due = this.state.calls.get(call)?.dueAt ?? this.at;
    this.at = Math.max(this.at, due) + 2 * MINUTE;
    if (ending === 'D1')
      return this.world({ type: 'RecordEnded', call, status: 'failed', errors: ['User channel limit exceeded D1'] });
    if (typeof ending === 'string') return this.world({ type: 'RecordEnded', call, status: ending });
    this.world({ type: 'RecordEnded', call, status: 'completed', conversationId: `conversation ${call}`, seconds: 40 });
    const fact =
      ending.values === undefined
        ? ({ type: 'NothingLearnt' } as const)
        : ({ type: 'PersonAnswered', values: { private: ending.values } } as const);
    return this.world({ type: 'RecordFact', call, fact });
  }

  /** Who may be called now, in order. */
  get dials(): readonly string[] {
    return this.work().flatMap((one) => (one.kind === 'place' ? [`${one.target} ${one.purpose}`] : []));
  }

  call(ending: Ending, target?: string): this {
    return this.end(this.handOver(target), ending);
  }

  /** Everybody open is called and answers with a price that rises with the list. */
  answerAll(): this {
    for (let price = 10; this.work().some((one) => one.kind === 'place'); price += 1) this.call({ values: { price } });
    return this;
  }

  get unsettled(): number {
    return [...this.state.calls.values()].filter((call) => !isSettled(call)).length;
  }
}

/** One decision on a history told in events: each group of `records` is one journal record. */
export function given(...records: readonly (readonly MissionEvent[])[]) {
  const told = records.map((events, seq) => ({ seq, at: TUESDAY + seq * MINUTE, events }));
  return {
    when(command: MissionCommand, meta: Partial<CommandMeta> = {}) {
      const decision = decide(fold(told), command, { now: TUESDAY + told.length * MINUTE, by: ANA, ...meta });
      return {
        /** The events, in order, each with at least the given properties. */
        happens(...expected: readonly object[]) {
          expect(isRejection(decision) ? decision : [...decision]).toMatchObject([...expected]);
        },
        nothingHappens() {
          expect(decision).toEqual([]);
        },
        rejects(code: Rejection['code']) {
          expect(decision).toMatchObject({ rejected: true, code });
        },
      };
    },
  };
}
