/** Why a change of a running mission is not taken: one sentence each, with what to do instead. Pure. */
import type { Approval, Brief, CallingHours, RoundSpec } from '../brief.ts';
import { strategyFor } from '../classes/index.ts';
import type { Rejection } from '../command.ts';
import { reject } from '../decision.ts';
import { LEGAL_WINDOW, nextOpen } from '../policies/hours.ts';
import { MOST_AT_ONCE } from '../policies/pacing.ts';
import { MOST_RETRIES } from '../policies/retry.ts';
import { isSettled, type MissionState, nameOf } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { EnlistedTarget } from '../terms.ts';
import { editedBrief } from './change.ts';
import type { MissionChange, NewWords } from './event.ts';

/** Playbook R129: starts at least a minute apart. */
const LEAST_SPACING_SECS = 60;
const MOST_SPACING_SECS = 3600;

type Check = string | false | undefined;

const wholeFrom = (value: number | undefined, from: number, to: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= from && value <= to);

const NAMED = 3;

function someNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}

const roundName = (brief: Brief, id: string): string =>
  brief.rounds.length === 1 ? 'The round' : `Round ${brief.rounds.findIndex((one) => one.id === id) + 1}`;

/** Fields that the class itself goes by: without the question nobody could tell how it ended. */
function neededFields({ mandate, action }: Brief): readonly string[] {
  const conditions = action?.conditions.map((one) => one.field) ?? [];
  return [
    ...(mandate === undefined ? [] : [mandate.field]),
    ...(action === undefined ? [] : [action.available]),
  ].concat(action === undefined ? [] : [action.done, ...conditions]);
}

function wordsCheck(state: MissionState, words: NewWords): Check {
  const { brief } = state;
  const spec = brief.rounds.find((one) => one.id === words.round);
  if (spec === undefined) return `There is no round "${words.round}" in ${state.id}. Choose one of its rounds.`;
  if (state.rounds.find((one) => one.id === words.round)?.finished === true)
    return `${roundName(brief, words.round)} is over; its words cannot change any more. Start a new mission with the new words.`;
  return textCheck(spec, words) ?? fieldsCheck(brief, spec, words);
}

function textCheck(spec: RoundSpec, { say, opening }: NewWords): string | undefined {
  if ((say ?? spec.say).trim() === '')
    return 'Nothing is left to say. Write what the assistant should do on the phone.';
  if ((opening ?? spec.opening).trim() === '')
    return 'The first sentence is empty. Write who calls, for whom, and that it is an AI.';
  return undefined;
}

function fieldsCheck(brief: Brief, spec: RoundSpec, words: NewWords): string | undefined {
  const fields = words.fields ?? spec.fields;
  const ranking = words.ranking ?? spec.ranking;
  const known = new Set(fields.map((field) => field.name));
  if (fields.length === 0) return 'No question is left. Write at least one.';
  if (known.size < fields.length) return 'Two questions have the same name. Give each its own.';
  if (ranking.some((rule) => !known.has(rule.field)))
    return 'The ranking goes by a question that is not asked any more. Say anew which answers are better.';
  const isCompared = spec.shortlist !== undefined || brief.class === 'screening';
  if (isCompared && ranking.length === 0)
    return 'Nothing says which answers are better, so nobody could be ranked. Add it to at least one question.';
  const missing = neededFields(brief).find(
    (name) => spec.fields.some((field) => field.name === name) && !known.has(name),
  );
  const label = spec.fields.find((field) => field.name === missing)?.label;
  return label === undefined ? undefined : `The mission goes by the answer to "${label}". Keep that question.`;
}

function hoursCheck(hours: CallingHours): Check {
  const { open, days } = hours;
  if (days.length === 0) return 'No day is left on which somebody may be called. Name at least one.';
  if (open.from >= open.to) return 'The hours end before they begin. Write them like 9:00-17:00.';
  if (open.from < LEGAL_WINDOW.from || open.to > LEGAL_WINDOW.to)
    return 'Nobody is called before 8:00 or after 21:00 their time. Choose hours inside that.';
  return undefined;
}

function approvalCheck({ approvers, quorum }: Approval): Check {
  if (approvers.length === 0) return 'Nobody would be left to decide. Name at least one person.';
  return (
    !wholeFrom(quorum, 1, approvers.length) &&
    `${quorum} yeses cannot come from ${approvers.length === 1 ? 'one person' : `${approvers.length} people`}. Ask for a number from 1 to ${approvers.length}.`
  );
}

function limitsCheck({ batchSize, spacingSecs, maxRetries }: MissionChange): Check {
  if (!wholeFrom(batchSize, 1, MOST_AT_ONCE))
    return `${batchSize} calls at once are not possible. Choose a number from 1 to ${MOST_AT_ONCE}.`;
  if (!wholeFrom(spacingSecs, LEAST_SPACING_SECS, MOST_SPACING_SECS))
    return 'Calls start at least one minute and at most one hour apart. Choose a time between.';
  return !wholeFrom(maxRetries, 0, MOST_RETRIES) && `Choose a number of further tries from 0 to ${MOST_RETRIES}.`;
}

function deadlineCheck(state: MissionState, deadlineAt: number | null | undefined, now: number): Check {
  if (deadlineAt === undefined || deadlineAt === null) return undefined;
  if (deadlineAt <= now) return 'That deadline is over already. Choose a time to come.';
  return (
    deadlineAt <= (state.brief.startAtMs ?? 0) &&
    'That deadline is before the first call may be made. Choose a later time.'
  );
}

/** Who is still to be called, in this round or the one being prepared. */
export function stillToCall(state: MissionState): readonly TargetId[] {
  const round = state.rounds.at(-1);
  if (state.stage.kind === 'preparing') return state.upcoming;
  if (round === undefined || round.finished) return [];
  return [...round.progress.values()].filter((one) => one.status === 'open').map((one) => one.target);
}

/** Their zones have no minute in common with the hours. */
function neverOpen(state: MissionState, hours: CallingHours, added: readonly EnlistedTarget[], now: number): Check {
  const removed = (id: TargetId): boolean => state.people.get(id)?.removed !== undefined;
  const known = stillToCall(state).flatMap((id) => (removed(id) ? [] : (state.people.get(id)?.details ?? [])));
  const seen = new Map<string, boolean>();
  const closed = [...known, ...added.flatMap((one) => one.details.private ?? [])].filter(({ zones, region }) => {
    const key = `${region} ${zones.join()}`;
    const opens = seen.get(key) ?? (zones.length > 0 && nextOpen(now, zones, hours, region) !== undefined);
    seen.set(key, opens);
    return !opens;
  });
  if (closed.length === 0) return undefined;
  return `The hours never open for ${someNames(closed.map((one) => one.name))}. Widen the hours or the days, or leave them off the list.`;
}

function addCheck(state: MissionState, add: readonly EnlistedTarget[]): Check {
  const byPerson = new Map([...state.people.values()].map((one) => [one.person, one]));
  const nameless = add.find((one) => one.details.private === undefined);
  if (nameless !== undefined) return 'A person without a number cannot be added. Add them with a number.';
  const nameIn = (one: EnlistedTarget): string => one.details.private?.name ?? '';
  const gone = add.filter((one) => byPerson.get(one.person)?.removed !== undefined);
  if (gone.length > 0)
    return `Taken off this mission before, and not called by it again: ${someNames(gone.map(nameIn))}. Leave them out.`;
  const twice = add.filter(
    (one, index) => byPerson.has(one.person) || add.findIndex((other) => other.person === one.person) !== index,
  );
  if (twice.length === 0) return undefined;
  return `${someNames(twice.map(nameIn))} ${twice.length === 1 ? 'is' : 'are'} on the list already. Add only people who are not.`;
}

function removeCheck(state: MissionState, remove: readonly TargetId[], adds: boolean): Check {
  const missing = remove.find((id) => !state.people.has(id));
  if (missing !== undefined) return `Nobody called "${missing}" is on the list of ${state.id}. Choose somebody who is.`;
  const gone = remove.find((id) => state.people.get(id)?.removed !== undefined);
  if (gone !== undefined) return `${nameOf(state, gone)} is off the list already.`;
  const left = [...state.people.values()].filter((one) => one.removed === undefined && !remove.includes(one.id));
  return !adds && left.length === 0 && `Nobody would be left in ${state.id}. Cancel the mission instead.`;
}

function callAgainCheck(state: MissionState, again: readonly TargetId[], remove: readonly TargetId[]): Check {
  const round = state.rounds.at(-1);
  if (again.length === 0) return undefined;
  if (round === undefined || round.finished)
    return 'That round is over, so nobody of it is called again. Start a new mission for them.';
  const stranger = again.find((id) => !round.progress.has(id));
  if (stranger !== undefined)
    return `Not called in this round, so not again either: ${nameOf(state, stranger)}. Leave them out.`;
  const off = again.find((id) => state.people.get(id)?.removed !== undefined || remove.includes(id));
  if (off !== undefined) return `${nameOf(state, off)} is off the list and is not called again. Leave them out.`;
  const busy = again.find((id) => [...state.calls.values()].some((call) => call.target === id && !isSettled(call)));
  if (busy !== undefined) return `A call to ${nameOf(state, busy)} is under way. Wait until it is over.`;
  const open = again.find((id) => round.progress.get(id)?.status === 'open');
  return open !== undefined && `${nameOf(state, open)} is still to be called anyway. Leave them out.`;
}

/** The first thing that is wrong with a change, or `undefined`. */
export function refusalOf(
  state: MissionState,
  change: MissionChange,
  add: readonly EnlistedTarget[],
  now: number,
): Rejection | undefined {
  const remove = change.remove ?? [];
  const hours = change.hours ?? state.brief.hours;
  const opens = change.hours !== undefined || add.length > 0;
  const found: readonly Check[] = [
    change.words !== undefined && wordsCheck(state, change.words),
    change.hours !== undefined && hoursCheck(change.hours),
    change.approval !== undefined && approvalCheck(change.approval),
    limitsCheck(change),
    deadlineCheck(state, change.deadlineAt, now),
    addCheck(state, add),
    removeCheck(state, remove, add.length > 0),
    callAgainCheck(state, change.callAgain ?? [], remove),
    opens && neverOpen(state, hours, add, now),
    strategyFor(state.brief.class).fault?.(editedBrief(state.brief, change)),
  ];
  const sentence = found.find((one): one is string => typeof one === 'string');
  return sentence === undefined ? undefined : reject('invalid', sentence);
}
