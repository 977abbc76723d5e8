/**
 * A whole mission on a virtual clock, without a backend: the real decider, the real open work and the real ledger, driven from
 * one due moment to the next. What a phone does is told by a function; what the engine does with it is as in engine/effects.
 */

import type { Brief } from '../../src/missions/brief.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import { decide } from '../../src/missions/decide.ts';
import { isRejection } from '../../src/missions/decision.ts';
import { evolve } from '../../src/missions/evolve.ts';
import {
  decideLedger,
  emptyLedger,
  evolveLedger,
  freeLines,
  mayReserve,
  mayReserveText,
} from '../../src/missions/ledger.ts';
import type { LedgerCommand, LedgerState } from '../../src/missions/ledger-terms.ts';
import { askedForCall } from '../../src/missions/next-try.ts';
import { factOfInsight } from '../../src/missions/outcome.ts';
import { TOO_LATE_MS } from '../../src/missions/policies/pacing.ts';
import { type CallState, isSettled, type MissionState } from '../../src/missions/state.ts';
import type { TargetId } from '../../src/missions/target.ts';
import type { Actor, EnlistedTarget, Values } from '../../src/missions/terms.ts';
import { textKey } from '../../src/missions/texts/work.ts';
import { insightsKey, mayHandOver, openWork, type Work } from '../../src/missions/work.ts';

const ANA: Actor = { id: 'console:ana', name: 'Ana' };

const BOT: Actor = { id: 'bot', name: 'Callsheet' };
/** From the end of a talk to its insight. */
const INSIGHT_MS = 7000;
/** Work that changed nothing is looked at again after this, as the worker does. */
const RESTS_MS = 30_000;
/** What the virtual world has nobody for: talks are not read, nobody calls back, numbers are never short. */
const ELSEWHERE: ReadonlySet<Work['kind']> = new Set(['talk', 'release-number', 'callers'] as const);
const MOST_STEPS = 200_000;

/** How a dial goes: the line's own end, or a talk and what the insight says of it. */
export interface Dialled {
  readonly ringMs: number;
  readonly end: 'no-answer' | 'busy' | 'failed' | { readonly talkMs: number; readonly insight: Values | undefined };
}

export interface VirtualWorld {
  readonly brief: Brief;
  readonly targets: readonly EnlistedTarget[];
  /** Calls at once that the account allows. */
  readonly lines: number;
  readonly startAt: number;
  readonly dial: (target: TargetId, attempt: number, round: string) => Dialled;
  /** The error of a text; absent = delivered. */
  readonly textError?: (target: TargetId, attempt: number) => string | undefined;
  /** What somebody does of their own accord; asked before every step. */
  readonly meanwhile?: (state: MissionState, now: number) => readonly MissionCommand[];
  /** How long a person takes to say yes to an open decision. */
  readonly decisionMs?: number;
  /** Stops where a person is asked to decide. */
  readonly untilDecision?: boolean;
  /** A mission that is not over by then is cut off. */
  readonly until?: number;
}

export interface VirtualRun {
  readonly state: MissionState;
  /** Mission time at which it ended; where it was cut off, the last moment. */
  readonly endedAt: number;
  /** Rings in order. */
  readonly dials: readonly { readonly target: TargetId; readonly at: number; readonly round: string }[];
  /** Texts that the phone service took and did not have to give back, in order. */
  readonly texts: readonly { readonly target: TargetId; readonly at: number; readonly attempt: number }[];
  /** The most lines that were taken at once. */
  readonly mostOut: number;
}

class Run {
  readonly world: VirtualWorld;
  state: MissionState | undefined;
  ledger: LedgerState = emptyLedger;
  now: number;
  mostOut = 0;
  readonly looks = new Map<string, number>();
  readonly rests = new Map<string, number>();
  readonly dials: { target: TargetId; at: number; round: string }[] = [];
  texts: readonly { readonly target: TargetId; readonly at: number; readonly attempt: number }[] = [];

  constructor(world: VirtualWorld) {
    this.world = world;
    this.now = world.startAt;
    this.tell(
      {
        type: 'StartMission',
        id: 'M-1',
        brief: world.brief,
        targets: world.targets,
        place: { surface: 'console', channel: 'main' },
        origin: { backend: 'telnyx', account: 'virtual', sandbox: false },
        source: { name: 'list.csv', rows: world.targets.length },
      },
      ANA,
    );
  }

  get mission(): MissionState {
    if (this.state === undefined) throw new Error('The mission was not started.');
    return this.state;
  }

  tell(command: MissionCommand, by: Actor = BOT): void {
    const decision = decide(this.state, command, { now: this.now, by });
    if (isRejection(decision)) throw new Error(decision.sentence);
    if (decision.length === 0) return;
    const record = { seq: (this.state?.seq ?? -1) + 1, at: this.now };
    for (const event of decision) this.state = evolve(this.state, event, record);
    this.syncLedger();
  }

  tellLedger(command: LedgerCommand): void {
    for (const event of decideLedger(this.ledger, command))
      this.ledger = evolveLedger(this.ledger, event, { seq: this.ledger.seq + 1, at: this.now });
  }

  /** As engine/ledger-sync.ts: lines come free, voicemails are noted. */
  syncLedger(): void {
    for (const id of this.ledger.reservations.keys()) {
      const call = this.mission.calls.get(id.slice('M-1/'.length));
      if (call === undefined || !(call.phase === 'ended' || isSettled(call))) continue;
      const nobodys = call.fact?.type === 'CallNeverRang' || call.fact?.type === 'CallCanceled';
      const rang = call.phase === 'ended' || (call.phase === 'settled' && !nobodys);
      this.tellLedger({ type: 'Release', id, counted: rang });
    }
    for (const call of this.mission.calls.values()) {
      const person = this.mission.people.get(call.target)?.person;
      if (call.fact?.type === 'VoicemailReached' && person !== undefined)
        this.tellLedger({ type: 'NoteVoicemail', person, dueAt: call.dueAt });
    }
  }

  work(): readonly Work[] {
    return openWork(this.mission, {
      now: this.now,
      mirrored: this.mission.seq,
      freeLines: freeLines(this.ledger, this.world.lines, this.now),
      lastLook: (call) => this.looks.get(call),
    });
  }

  place(work: Extract<Work, { kind: 'place' }>): void {
    const { target, call, dueAt } = work;
    const person = this.mission.people.get(target);
    const zone = person?.details?.zones[0];
    if (person === undefined || zone === undefined || !mayHandOver(dueAt, this.now)) return;
    if (dueAt - this.now < TOO_LATE_MS) return;
    const progress = this.mission.rounds.at(-1)?.progress.get(target);
    const reserve = {
      type: 'Reserve',
      id: `M-1/${call}`,
      mission: 'M-1',
      person: person.person,
      recipients: this.world.brief.recipients,
      dueAt,
      zone,
      limit: this.world.lines,
      askedFor: askedForCall(progress),
    } as const;
    const answer = mayReserve(this.ledger, reserve);
    if (!answer.granted) {
      if (answer.until !== undefined)
        this.tell({ type: 'RecordRefused', target, reason: answer.reason, until: answer.until });
      return;
    }
    this.tellLedger(reserve);
    this.mostOut = Math.max(this.mostOut, this.ledger.reservations.size);
    const { step, purpose } = work;
    this.tell({ type: 'IntendCall', call, dueAt, key: call, body: '{}', from: '+13125550102', step, purpose });
    if (this.mission.calls.get(call)?.phase === 'intended') {
      this.tell({ type: 'RecordHandedOver', call, eventId: `event ${call}` });
      this.dials.push({ target, at: dueAt, round: this.mission.rounds.at(-1)?.id ?? '' });
    } else this.tellLedger({ type: 'Release', id: `M-1/${call}`, counted: false });
  }

  placeText({ target, attempt, dueAt }: Extract<Work, { kind: 'place-text' }>): void {
    const { person = '', details } = this.mission.people.get(target) ?? {};
    const [zone = 'UTC'] = details?.zones ?? [];
    const reserve = { type: 'ReserveText', id: `M-1/text/${target}`, mission: 'M-1', person, dueAt, zone } as const;
    if (dueAt - this.now < TOO_LATE_MS) return;
    if (!mayReserveText(this.ledger, reserve).granted) {
      this.tell({ type: 'RefuseText', target, reason: 'the ledger refused it' });
      return;
    }
    this.tellLedger(reserve);
    const words = { key: `${target}:${attempt}`, body: '{}', message: 'Please call back.', from: '+13125550102' };
    this.tell({ type: 'IntendText', target, attempt, dueAt, ...words });
    if (this.mission.texts?.byTarget.get(target)?.phase !== 'intended') return;
    this.tell({ type: 'RecordText', target, attempt, news: { kind: 'handed-over', eventId: `text ${target}` } });
    this.texts = [...this.texts, { target, at: dueAt, attempt }];
  }

  lookAtTexts(targets: readonly TargetId[]): void {
    for (const target of targets) {
      this.looks.set(textKey(target), this.now);
      const { attempt, dueAt } = this.mission.texts?.byTarget.get(target)?.request ?? {
        attempt: 0,
        dueAt: this.now + 1,
      };
      if (this.now < dueAt) continue;
      const detail = this.world.textError?.(target, attempt);
      const news = detail === undefined ? ({ kind: 'sent' } as const) : ({ kind: 'failed', detail } as const);
      this.tell({ type: 'RecordText', target, attempt, news });
    }
  }

  look(id: string): void {
    this.looks.set(id, this.now);
    const call = this.mission.calls.get(id);
    if (call === undefined || this.now < call.dueAt) return;
    const dialled = this.dialled(call);
    const answeredAt = call.dueAt + dialled.ringMs;
    const { end } = dialled;
    const conversationId = `conversation ${id}`;
    if (this.now < answeredAt) this.tell({ type: 'RecordProgress', call: id, status: 'ringing' });
    else if (typeof end === 'string') this.tell({ type: 'RecordEnded', call: id, status: end });
    else if (this.now < answeredAt + end.talkMs)
      this.tell({ type: 'RecordProgress', call: id, status: 'in-progress', conversationId, controlId: id });
    else {
      const seconds = Math.round(end.talkMs / 1000);
      this.tell({ type: 'RecordEnded', call: id, status: 'completed', conversationId, seconds });
    }
  }

  dialled(call: CallState): Dialled {
    const dial = Number(call.call.split(':').at(-1));
    return this.world.dial(call.target, dial, call.round);
  }

  insights(id: string): void {
    this.looks.set(insightsKey(id), this.now);
    const call = this.mission.calls.get(id);
    const round = this.world.brief.rounds.find((one) => one.id === call?.round);
    if (call === undefined || round === undefined) return;
    const { ringMs, end } = this.dialled(call);
    if (typeof end === 'string' || this.now < call.dueAt + ringMs + end.talkMs + INSIGHT_MS) return;
    this.tell({ type: 'RecordFact', call: id, fact: factOfInsight(round, end.insight) });
  }

  perform(work: Work): void {
    switch (work.kind) {
      case 'provision': {
        const detail = work.what.endsWith('number') ? { phone: '+13125550102', connectionId: 'c1' } : {};
        this.tell({ type: 'RecordProvisioned', what: work.what, id: `id ${work.what}`, detail });
        break;
      }
      case 'place':
        this.place(work);
        break;
      case 'look':
        for (const call of work.calls) this.look(call);
        break;
      case 'insights':
        this.insights(work.call);
        break;
      case 'hang-up':
        this.tell({ type: 'RecordFact', call: work.call, fact: { type: 'CallBecameUnknown', detail: 'hanging' } });
        break;
      case 'take-back':
        this.tell({ type: 'RecordTakenBack', call: work.call, done: true });
        break;
      case 'place-text':
        this.placeText(work);
        break;
      case 'look-texts':
        this.lookAtTexts(work.targets);
        break;
      case 'take-back-text': {
        const { target } = work;
        const attempt = this.mission.texts?.byTarget.get(target)?.request?.attempt ?? 0;
        this.tell({ type: 'RecordText', target, attempt, news: { kind: 'taken-back' } });
        this.texts = this.texts.filter((one) => one.target !== target || one.attempt !== attempt);
        break;
      }
      case 'wake':
        this.tell({ type: 'Wake' });
        break;
      case 'lift-hold':
        this.tell({ type: 'LiftHold', what: work.what });
        break;
      default:
        break;
    }
  }

  decide(): void {
    const { stage } = this.mission;
    if (stage.kind !== 'deciding') return;
    this.now += this.world.decisionMs ?? 0;
    // Where nobody on the list may be called any more a yes is refused.
    const refused = isRejection(decide(this.mission, { type: 'Approve' }, { now: this.now, by: ANA }));
    this.tell({ type: refused ? 'EndHere' : 'Approve' }, ANA);
  }

  /** A day later a person says of a call whose end nobody knows that it is not made again. */
  settle(): boolean {
    const unclear = [...(this.mission.rounds.at(-1)?.progress.values() ?? [])].find((one) => one.status === 'unknown');
    const call = [...this.mission.calls.values()].findLast((one) => one.target === unclear?.target);
    if (unclear === undefined || call === undefined) return false;
    this.now += 24 * 60 * 60_000;
    this.tell({ type: 'SettleCall', call: call.call, retry: false }, ANA);
    return true;
  }

  /** Does what is due, or goes on to the next moment at which something is. */
  step(): void {
    for (const command of this.world.meanwhile?.(this.mission, this.now) ?? []) this.tell(command, ANA);
    if (this.mission.stage.kind === 'finished') return;
    const open = this.work().filter((one) => !ELSEWHERE.has(one.kind));
    const at = (one: Work): number => Math.max(one.at, this.rests.get(one.key) ?? 0);
    const due = open.filter((one) => at(one) <= this.now);
    // What is due now is done while a person thinks.
    if (due.length === 0 && this.mission.stage.kind === 'deciding') {
      this.decide();
      return;
    }
    if (due.length === 0) {
      const next = Math.min(...open.map(at));
      if (!Number.isFinite(next) && this.settle()) return;
      if (!Number.isFinite(next)) throw new Error(`Nothing is left to do, and it is not over: ${this.where()}`);
      this.now = Math.max(this.now + 1, next);
    }
    for (const one of due) this.performOnce(one);
  }

  performOnce(work: Work): void {
    const { seq, stage } = this.mission;
    if (stage.kind === 'finished') return;
    this.perform(work);
    const waits = work.kind === 'look' || work.kind === 'look-texts' || work.kind === 'insights';
    if (this.mission.seq === seq && !waits) this.rests.set(work.key, this.now + RESTS_MS);
  }

  where(): string {
    const progress = this.mission.rounds.at(-1)?.progress.values() ?? [];
    const open = [...progress].filter((one) => one.status === 'open').map((one) => one.target);
    return JSON.stringify({ stage: this.mission.stage, open, holds: [...this.mission.holds] });
  }
}

export function virtualRun(world: VirtualWorld): VirtualRun {
  const run = new Run(world);
  for (let step = 0; run.mission.stage.kind !== 'finished'; step += 1) {
    if (step > MOST_STEPS) throw new Error(`It does not come to an end: ${run.where()}`);
    if (run.now > (world.until ?? Number.POSITIVE_INFINITY)) break;
    if (world.untilDecision === true && run.mission.stage.kind === 'deciding') break;
    run.step();
  }
  return { state: run.mission, endedAt: run.now, dials: run.dials, texts: run.texts, mostOut: run.mostOut };
}
