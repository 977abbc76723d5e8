/**
 * Keeps the ledger and the missions of one mind, by comparing and never by remembering: lines come free, voicemails and
 * opt-outs are noted, and a blocked person is dropped from every open mission within the same breath (what must hold, 2).
 */

import { isBlocked } from '../missions/ledger.ts';
import { type CallState, isSettled, type MissionState } from '../missions/state.ts';
import { textId, textsOf } from '../missions/texts/state.ts';
import { BOT } from './bot.ts';
import type { Ledger } from './ledger.ts';
import type { Missions } from './missions.ts';

const lineIsFree = (call: CallState): boolean => call.phase === 'ended' || isSettled(call);

/** The phone rang, or nobody can say that it did not. */
const rang = (call: CallState): boolean =>
  call.phase === 'ended' ||
  (call.phase === 'settled' && call.fact?.type !== 'CallNeverRang' && call.fact?.type !== 'CallCanceled');

async function release(state: MissionState, ledger: Ledger): Promise<void> {
  const prefix = `${state.id}/`;
  for (const id of ledger.state().reservations.keys()) {
    const call = id.startsWith(prefix) ? state.calls.get(id.slice(prefix.length)) : undefined;
    if (call !== undefined && lineIsFree(call))
      await ledger.send({ type: 'Release', id, counted: rang(call) && state.brief.rehearsal !== true }, call.call);
  }
}

/** What was surely not sent is nobody's text of the day. */
async function releaseTexts(state: MissionState, ledger: Ledger): Promise<void> {
  for (const { target, phase } of textsOf(state)) {
    const person = state.people.get(target)?.person;
    if (phase === 'not-sent' && person !== undefined)
      await ledger.send({ type: 'ReleaseText', id: textId(state, target), person }, `text ${target}`);
  }
}

/** Whoever answered STOP to a text asked for what an opt-out on the phone asks for. */
async function noteStops(state: MissionState, ledger: Ledger): Promise<boolean> {
  let blocked = false;
  for (const { target, stop, stopAt } of textsOf(state)) {
    const { person, details } = state.people.get(target) ?? {};
    if (stop !== true || person === undefined || isBlocked(ledger.state(), person)) continue;
    const phone = details === undefined ? {} : { phone: details.phone };
    const heardAt = stopAt ?? state.startedAt;
    await ledger.send({ type: 'Block', person, mission: state.id, heardAt, words: 'STOP', ...phone }, `text ${target}`);
    blocked ||= isBlocked(ledger.state(), person);
  }
  return blocked;
}

async function note(state: MissionState, ledger: Ledger): Promise<boolean> {
  // A rehearsal is played: what was said in it blocks nobody.
  if (state.brief.rehearsal === true) return false;
  let blocked = false;
  for (const call of state.calls.values()) {
    const person = state.people.get(call.target)?.person;
    if (person === undefined || call.fact === undefined) continue;
    if (call.fact.type === 'VoicemailReached' && call.inbound !== true)
      await ledger.send({ type: 'NoteVoicemail', person, dueAt: call.dueAt }, call.call);
    if (call.fact.type === 'CalleeOptedOut' && !isBlocked(ledger.state(), person)) {
      const words = call.fact.words?.private;
      const phone = state.people.get(call.target)?.details?.phone;
      const said = { ...(words === undefined ? {} : { words }), ...(phone === undefined ? {} : { phone }) };
      const heardAt = call.knownAt ?? call.dueAt;
      await ledger.send({ type: 'Block', person, mission: state.id, heardAt, ...said }, call.call);
      blocked ||= isBlocked(ledger.state(), person);
    }
  }
  return blocked;
}

/** Whoever is on the do-not-call list is dropped from this mission, planned calls included. */
export async function dropBlocked(state: MissionState, missions: Missions, ledger: Ledger): Promise<void> {
  if (state.stage.kind === 'finished') return;
  for (const person of state.people.values())
    if (person.removed === undefined && isBlocked(ledger.state(), person.person))
      await missions.handle(
        state.id,
        { type: 'DropPerson', target: person.id, because: 'on the do-not-call list' },
        BOT,
        'ledger',
      );
}

/** After a change of this mission. */
export async function syncLedger(id: string, missions: Missions, ledger: Ledger): Promise<void> {
  const state = missions.get(id);
  if (state === undefined) return;
  await release(state, ledger);
  await releaseTexts(state, ledger);
  const stopped = await noteStops(state, ledger);
  const blocked = (await note(state, ledger)) || stopped;
  for (const one of blocked ? missions.open() : [state]) await dropBlocked(one, missions, ledger);
}

/** At start: reservations that were granted and never used, or whose mission is closed. */
export async function releaseLeftovers(missions: Missions, ledger: Ledger): Promise<void> {
  for (const reservation of ledger.state().reservations.values()) {
    const state = missions.get(reservation.mission);
    const call = state?.calls.get(reservation.id.slice(reservation.mission.length + 1));
    if (call === undefined) await ledger.send({ type: 'Release', id: reservation.id, counted: false }, 'start');
  }
}
