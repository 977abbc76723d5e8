/**
 * People put results right: every value can be corrected or confirmed, a result can be left out, taken in again, or told by
 * hand, always with a reason. What would be doubted had it been heard is asked back first. What follows (ranking, open list,
 * calls that used it, report) stands in follow.ts.
 */
import type { RoundSpec } from '../brief.ts';
import type { CommandMeta, Rejection } from '../command.ts';
import { type Decision, isRejection, reject } from '../decision.ts';
import { type MissionState, nameOf, type Progress } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { Values } from '../terms.ts';
import { faultOf, fieldOf, unknownField } from './check-value.ts';
import type { ResultCommand } from './command.ts';
import { doubtsOfTold } from './doubts.ts';
import type { ResultEvent } from './event.ts';
import { withConsequences } from './follow.ts';

const REASON_LENGTH = 500;

interface Place {
  readonly spec: RoundSpec;
  readonly progress: Progress;
}

/** The round that is meant: the named one, else the last in which they have a result, or at least stand. */
function placeOf(state: MissionState, target: TargetId, named: string | undefined): Place | Rejection {
  if (!state.people.has(target)) return reject('invalid', `Nobody like that is on the list of ${state.id}.`);
  if (state.rounds.length === 0)
    return reject('invalid', `${state.id} has no results yet: the first calls are being set up.`);
  const theirs = state.rounds.filter((round) => round.progress.has(target) && (named ?? round.id) === round.id);
  const round = theirs.findLast((one) => one.progress.get(target)?.status === 'answered') ?? theirs.at(-1);
  const progress = round?.progress.get(target);
  const spec = state.brief.rounds.find((one) => one.id === round?.id);
  if (progress === undefined || spec === undefined) {
    const where = named === undefined ? 'any round so far' : `round ${named.replace('round-', '')}`;
    return reject('invalid', `${nameOf(state, target)} was not part of ${where}.`);
  }
  return { spec, progress };
}

const isPlace = (found: Place | Rejection): found is Place => 'spec' in found;

function faultOfReason(reason: string): Rejection | undefined {
  if (reason.trim() === '') return reject('invalid', 'Say why; the reason stands beside it for everybody.');
  return reason.length > REASON_LENGTH
    ? reject('invalid', `The reason is too long; keep it under ${REASON_LENGTH} letters.`)
    : undefined;
}

const withoutResult = (state: MissionState, target: TargetId): Rejection =>
  reject('invalid', `${nameOf(state, target)} has no result yet. You can add one by hand.`);

function correct(
  state: MissionState,
  command: Extract<ResultCommand, { type: 'CorrectValue' }>,
  { spec, progress }: Place,
  meta: CommandMeta,
): Decision {
  const { target, value, reason } = command;
  const name = nameOf(state, target);
  if (progress.status !== 'answered') return withoutResult(state, target);
  const field = fieldOf(spec, command.field);
  if (field === undefined) return reject('invalid', unknownField(spec, command.field));
  const fault = value === null ? undefined : faultOf(field, value);
  if (fault !== undefined) return reject('invalid', fault);
  const before = progress.values?.[field.name];
  if (value === null && before === undefined) return reject('no-change', `${field.label} of ${name} is empty already.`);
  const isConfirmed = progress.checked?.includes(field.name) === true || progress.byHand === true;
  if (value !== null && value === before && isConfirmed)
    return reject('no-change', `${field.label} of ${name} is that already, confirmed by a person.`);
  const where = { round: spec.id, target, field: field.name };
  const said = { by: meta.by, reason: { private: reason } };
  // What stands there already was questioned when it was heard: the same again answers that.
  const told = value === null || value === before ? {} : { [field.name]: value };
  const question = questionAbout(state, { spec, progress }, told, said);
  return [question ?? { type: 'ValueCorrected', ...where, value: { private: value }, ...said }];
}

/** What a person told is as unlikely as if it had been heard: they are asked once; the same again is their word. */
function questionAbout(
  state: MissionState,
  { spec, progress }: Place,
  told: Values,
  said: Pick<Question, 'by' | 'reason'>,
): Question | undefined {
  const { target, questioned } = progress;
  const doubts = doubtsOfTold(state, spec.id, target, told);
  if (Object.keys(doubts).every((field) => questioned?.[field] === told[field])) return undefined;
  const asked = { values: { private: told }, doubts: { private: doubts } };
  return { type: 'AnswerQuestioned', round: spec.id, target, ...asked, ...said };
}

type Question = Extract<ResultEvent, { type: 'AnswerQuestioned' }>;

function exclude(state: MissionState, target: TargetId, reason: string, place: Place, meta: CommandMeta): Decision {
  if (place.progress.status !== 'answered') return withoutResult(state, target);
  if (place.progress.excluded !== undefined)
    return reject('no-change', `The result of ${nameOf(state, target)} is left out already.`);
  return [{ type: 'ResultExcluded', round: place.spec.id, target, by: meta.by, reason: { private: reason } }];
}

function include(state: MissionState, target: TargetId, place: Place, meta: CommandMeta): Decision {
  if (place.progress.excluded === undefined)
    return reject('no-change', `The result of ${nameOf(state, target)} is not left out.`);
  return [{ type: 'ResultIncluded', round: place.spec.id, target, by: meta.by }];
}

function checkedValues(spec: RoundSpec, given: Values): { readonly values: Values } | Rejection {
  const values: Record<string, Values[string]> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fieldOf(spec, name);
    const fault = field === undefined ? unknownField(spec, name) : faultOf(field, value);
    if (field === undefined || fault !== undefined) return reject('invalid', fault ?? unknownField(spec, name));
    values[field.name] = value;
  }
  if (Object.keys(values).length === 0)
    return reject('invalid', `Say at least one of: ${spec.fields.map((field) => field.label).join(', ')}.`);
  return { values };
}

function add(
  state: MissionState,
  command: Extract<ResultCommand, { type: 'AddResult' }>,
  { spec, progress }: Place,
  meta: CommandMeta,
): Decision {
  const { target, reason } = command;
  if (progress.status === 'answered')
    return reject('no-change', `${nameOf(state, target)} has a result already. Correct its values instead.`);
  const told = checkedValues(spec, command.values);
  if ('rejected' in told) return told;
  const said = { by: meta.by, reason: { private: reason } };
  const question = questionAbout(state, { spec, progress }, told.values, said);
  return [question ?? { type: 'ResultAdded', round: spec.id, target, values: { private: told.values }, ...said }];
}

function decideFirst(state: MissionState, command: ResultCommand, meta: CommandMeta): Decision {
  if (state.brief.rehearsal === true)
    return reject('invalid', 'That was a call to your own phone; it has no results to correct.');
  const place = placeOf(state, command.target, command.round);
  if (!isPlace(place)) return place;
  const fault = command.type === 'IncludeResult' ? undefined : faultOfReason(command.reason);
  if (fault !== undefined) return fault;
  switch (command.type) {
    case 'CorrectValue':
      return correct(state, command, place, meta);
    case 'ExcludeResult':
      return exclude(state, command.target, command.reason, place, meta);
    case 'IncludeResult':
      return include(state, command.target, place, meta);
    case 'AddResult':
      return add(state, command, place, meta);
  }
}

const isResultEvent = (event: { readonly type: string }): event is ResultEvent =>
  event.type === 'ValueCorrected' ||
  event.type === 'ResultExcluded' ||
  event.type === 'ResultIncluded' ||
  event.type === 'ResultAdded';

export function decideResult(state: MissionState, command: ResultCommand, meta: CommandMeta): Decision {
  const first = decideFirst(state, command, meta);
  if (isRejection(first) || first.some(({ type }) => type === 'AnswerQuestioned')) return first;
  return withConsequences(state, first.filter(isResultEvent), meta);
}
