/** Buttons and forms of a decision: the list number on the button is the one the person saw, and is sent along. */

import type { GateView, MissionView } from '../../projections/mission-view.ts';
import { plainWords } from '../../projections/plain-words.ts';
import type { Action, ActionAbout, ActionSubject } from '../actions.ts';
import { nextOfList } from '../cards/decided-card.ts';
import { changeForm, objectForm, rejectForm } from '../forms/gate-forms.ts';
import { button, stopped } from '../wording.ts';
import { noMission } from './find-mission.ts';
import { about, approveButton, approveQuestion } from './gate-answers.ts';
import { isStanding, namesOf } from './gate-list.ts';
import { readingsOf } from './thread-notes.ts';
import { command, isRefused, openForm, type Replies, say, type Turn, whisper } from './turn.ts';

/** What a form or a vote says about one list must not fall on another. */
const NEEDS_PRESENT_LIST: ReadonlySet<Action> = new Set(['approve', 'change', 'reject', 'next-list']);

type GateSubject = Extract<ActionSubject, { about: 'gate' }>;

export async function pressGate(turn: Turn, action: ActionAbout<'gate'>, subject: GateSubject): Promise<Replies> {
  const view = await turn.deps.views.get(subject.mission);
  const gate = view?.gates.find((one) => one.gate === subject.gate);
  if (view === undefined) return noMission(turn, subject.mission);
  if (gate === undefined)
    return whisper(turn, `There is no such decision in ${view.id} "${view.brief.name}" any more.`);
  if (gate.status === 'open' && subject.list !== gate.list && NEEDS_PRESENT_LIST.has(action)) {
    return whisper(
      turn,
      `That was list ${subject.list}. By now ${stopped(`it is list ${gate.list}: ${namesOf(view, gate.proposed)}`)}`,
      [
        approveButton(view, gate),
        button('change', about(view, gate), 'Change the list'),
        button('reject', about(view, gate), 'Reject'),
      ],
    );
  }
  const which = { gate: gate.gate, list: subject.list };
  switch (action) {
    case 'approve':
      return approve(turn, view, gate, subject.list);
    case 'reject':
      return openForm(turn, rejectForm(view, gate));
    case 'change':
      return openForm(turn, changeForm(view, gate));
    case 'object':
      return openForm(turn, objectForm(view, gate));
    case 'undo':
      return command(turn, view.id, { type: 'UndoDecision', gate: gate.gate });
    case 'confirm-list':
      return command(turn, view.id, { type: 'ConfirmList', gate: gate.gate });
    case 'drop-list':
      return command(turn, view.id, { type: 'DropList', gate: gate.gate });
    case 'next-list':
      return command(turn, view.id, {
        type: 'ProposeList',
        ...which,
        targets: nextOfList(view, gate),
        said: 'the next ones instead',
      });
    case 'end-here':
      return command(turn, view.id, { type: 'EndHere', gate: gate.gate });
  }
}

/** A yes to an older list is answered with the present one and its button, never counted. */
export async function approve(turn: Turn, view: MissionView, gate: GateView, list: number): Promise<Replies> {
  const answer = await turn.deps.send(view.id, turn.actor, turn.cause, { type: 'Approve', gate: gate.gate, list });
  if (!isRefused(answer)) return [];
  const outdated = answer.code === 'outdated-list' && gate.status === 'open';
  return whisper(turn, plainWords(answer.sentence), outdated ? [approveButton(view, gate)] : []);
}

/** One of the readings that the bot's question offered. */
export async function pressReading(turn: Turn, value: string): Promise<Replies> {
  const [mission = '', gateId = '', list = '', index = ''] = value.split(':');
  const view = await turn.deps.views.get(mission);
  const gate = view?.gates.find((one) => one.gate === gateId);
  if (view === undefined) return noMission(turn, mission);
  if (gate === undefined || gate.status !== 'open' || view.endedAt !== undefined)
    return whisper(turn, 'That question is over: the decision is made.');
  const readings = await readingsOf(turn.deps.tables.threads, view.id, gate);
  const targets = Number(list) === gate.list ? readings[Number(index)] : undefined;
  if (targets === undefined) {
    return say(
      turn,
      `The list has changed since that question. Now ${stopped(`it is list ${gate.list}: ${namesOf(view, gate.proposed)}`)}`,
    );
  }
  if (isStanding(gate, targets)) return whisper(turn, approveQuestion(view, gate), [approveButton(view, gate)]);
  return command(turn, view.id, {
    type: 'ProposeList',
    gate: gate.gate,
    list: gate.list,
    targets,
    said: `chosen by button: ${namesOf(view, targets)}`,
  });
}

export interface GateForm {
  readonly action: 'change' | 'reject' | 'object';
  readonly subject: GateSubject;
}

/** Errors of a decision's form by field; empty = it can be taken. */
export function gateFormErrors(
  { action }: GateForm,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (action === 'change' && chosen(values).length === 0)
    return { people: 'Choose at least one person, or reject the list.' };
  if (action === 'object' && (values.said ?? '').trim() === '') return { said: 'Write what the others should know.' };
  return {};
}

export async function submitGate(
  turn: Turn,
  { action, subject }: GateForm,
  values: Readonly<Record<string, string>>,
): Promise<Replies> {
  const which = { gate: subject.gate, list: subject.list };
  const words = (values.reason ?? values.said ?? '').trim();
  switch (action) {
    case 'change':
      return command(turn, subject.mission, {
        type: 'ProposeList',
        ...which,
        targets: chosen(values),
        said: 'changed by hand',
      });
    case 'reject':
      return command(turn, subject.mission, { type: 'Reject', ...which, ...(words === '' ? {} : { reason: words }) });
    case 'object':
      return command(turn, subject.mission, { type: 'NoteObjection', gate: subject.gate, said: words });
  }
}

const chosen = (values: Readonly<Record<string, string>>): readonly string[] =>
  (values.people ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
