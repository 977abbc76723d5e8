/** One person who is rung until the tables say enough, as the engine does it: every dial at the minute the open work names. */
import { DateTime } from 'luxon';
import type { Brief } from '../../../src/missions/brief.ts';
import type { CallFact, MissionEvent } from '../../../src/missions/event.ts';
import type { Progress } from '../../../src/missions/state.ts';
import type { EnlistedTarget } from '../../../src/missions/terms.ts';
import { MINUTE, Play } from '../../support/given.ts';
import { people, sweepBrief } from '../../support/sandbox.ts';

/** How a call ends: a state of the line, or what a finished talk was found to be. */
export type Way = 'no-answer' | 'busy' | 'failed' | 'canceled' | 'D1' | CallFact;

/** From 8:00 to 21:00 on every day: only the tables decide. */
export const ALL_DAY: Brief['hours'] = { days: [1, 2, 3, 4, 5, 6, 7], open: { from: 0, to: 24 * 60 }, closed: [] };

export interface Dialling {
  readonly brief?: Partial<Brief>;
  /** One after the other; the last one repeats. */
  readonly ways: readonly Way[];
  readonly zone?: string;
  /** The mission starts then, epoch ms. */
  readonly from?: number;
  /** How many are on the list; the first of them is told of. */
  readonly among?: number;
}

export interface Told {
  readonly play: Play;
  /** When the phone rang, epoch ms. */
  readonly dials: readonly number[];
  readonly gapsInMinutes: readonly number[];
  /** The person's own clock at each dial. */
  readonly clock: readonly DateTime[];
  readonly progress: Progress | undefined;
  readonly reasons: readonly string[];
}

const TALK_SECONDS = 40;

function listOf(count: number, zone: string): readonly EnlistedTarget[] {
  return people(count).map((one) => ({
    ...one,
    details: { private: one.details.private && { ...one.details.private, zones: [zone] } },
  }));
}

function ends(play: Play, call: string, way: Way): void {
  if (typeof way === 'string') {
    play.end(call, way);
    return;
  }
  play.at = Math.max(play.at, play.state.calls.get(call)?.dueAt ?? 0) + 2 * MINUTE;
  play.world({ type: 'RecordEnded', call, status: 'completed', conversationId: call, seconds: TALK_SECONDS });
  play.world({ type: 'RecordFact', call, fact: way });
}

const WORD = /^round-1\/t1:/;

/** The others need no call after all, so that the first one never waits for them. */
function onlyOneIsLeft(play: Play): void {
  for (const target of play.state.people.keys())
    if (target !== 't1') play.world({ type: 'DropPerson', target, because: 'not needed' });
}

export function dialling({ brief = {}, ways, zone = 'America/Chicago', from, among = 1 }: Dialling): Told {
  const play = new Play(sweepBrief({ hours: ALL_DAY, ...brief }), listOf(among, zone));
  if (from !== undefined) play.at = from;
  play.provision();
  onlyOneIsLeft(play);
  for (let nth = 0; play.state.stage.kind === 'calling' && nth < 20; nth += 1) {
    for (const what of play.state.holds.keys()) play.world({ type: 'LiftHold', what });
    const way = ways[nth] ?? ways.at(-1);
    if (way === undefined) break;
    ends(play, play.handOver('t1'), way);
  }
  const calls = [...play.state.calls.values()].filter((call) => WORD.test(call.call));
  const dials = calls.map((call) => call.dueAt);
  return {
    play,
    dials,
    gapsInMinutes: dials.slice(1).map((at, index) => (at - (dials[index] ?? 0)) / MINUTE),
    clock: dials.map((at) => DateTime.fromMillis(at, { zone })),
    progress: play.state.rounds[0]?.progress.get('t1'),
    reasons: play.events.flatMap((event: MissionEvent) => (event.type === 'RetryPlanned' ? [event.reason] : [])),
  };
}

/** Two hours are one part of the day. */
export const partsOfDay = (clock: readonly DateTime[]): readonly number[] => clock.map((at) => Math.floor(at.hour / 2));

export const VOICEMAIL: CallFact = { type: 'VoicemailReached' };
export const NOTHING: CallFact = { type: 'NothingLearnt' };
export const MENU: CallFact = { type: 'MenuNotPassed' };
