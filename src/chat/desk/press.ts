/** A pressed button: its action and value to the handler that does it. What opens a form is answered with the form. */
import type { MissionView } from '../../projections/mission-view.ts';
import type { Need } from '../access.ts';
import { type Action, type ActionAbout, type ActionSubject, isAbout, isAction, parseValue } from '../actions.ts';
import { MEANT } from '../did-you-mean.ts';
import { replaceList, takeOwnList } from '../flow/arrival.ts';
import { withoutBlocked } from '../flow/blocked.ts';
import { changeMenu, discardDraft, ownedDraft, showPreview, startAnew, startDraft, stepOptions } from '../flow/flow.ts';
import { makeItFit } from '../flow/make-it-fit.ts';
import { callMeForm, missionAgain, newMission, refusedRows } from '../flow/side-doors.ts';
import { isStep } from '../flow/step-names.ts';
import { stepForm } from '../flow/steps.ts';
import { deleteTemplate, downloadTemplate, openSaveForm } from '../flow/template-shelf.ts';
import { noteForm } from '../forms/gate-forms.ts';
import { keepAnswer, openCorrect, pressResult } from './corrections.ts';
import { confirmEdit, dropEdit, pressEdit } from './edit-mission.ts';
import { noMission } from './find-mission.ts';
import { READING } from './gate-answers.ts';
import { pressGate, pressReading } from './gate-buttons.ts';
import {
  cancel,
  lookAgain,
  pause,
  resume,
  settleCall,
  showCalls,
  showCsv,
  showNumber,
  showResults,
  showStatus,
} from './mission-actions.ts';
import { pressMeant } from './obey.ts';
import { readCall } from './read-call.ts';
import { barred, openForm, type Replies, type Turn, whisper } from './turn.ts';

/** Who may change a result is asked there: the rights of one mission. */
const RESULT_ACTIONS = ['correct', 'correct-of', 'confirm-of', 'leave-out', 'take-in', 'tell-of', 'keep-answer'];
const LOOKS: ReadonlySet<string> = new Set([
  'status',
  'results',
  'csv',
  'calls',
  'read-call',
  'note',
  ...RESULT_ACTIONS,
]);

function needOf(action: Action, about: ActionSubject['about']): Need {
  if (about === 'gate') return 'decide';
  return LOOKS.has(action) ? 'look' : 'operate';
}

export async function press(turn: Turn, action: string, value: string): Promise<Replies> {
  if (action === READING) return barred(turn, 'decide') ?? pressReading(turn, value);
  if (action === MEANT) return pressMeant(turn, value);
  const subject = isAction(action) ? parseValue(action, value) : undefined;
  if (!isAction(action) || subject === undefined) return outdated(turn);
  const refused = barred(turn, needOf(action, subject.about));
  if (refused !== undefined) return refused;
  if (subject.about === 'gate') return isAbout(action, 'gate') ? pressGate(turn, action, subject) : outdated(turn);
  if (subject.about === 'draft')
    return isAbout(action, 'draft') ? pressDraft(turn, action, subject.draft, subject.part) : outdated(turn);
  const view = await turn.deps.views.get(subject.mission);
  if (view === undefined) return noMission(turn, subject.mission);
  if (subject.about === 'call')
    return isAbout(action, 'call') ? pressCall(turn, action, view, subject.call) : outdated(turn);
  if (subject.about === 'edit')
    return isAbout(action, 'edit') ? onEdit(turn, action, view, subject.part) : outdated(turn);
  if (subject.about === 'person') return onPerson(turn, action, view, subject.target);
  return isAbout(action, 'mission') ? onMission(turn, action, view) : outdated(turn);
}

function onPerson(turn: Turn, action: Action, view: MissionView, target: string): Promise<Replies> | Replies {
  if (!isAbout(action, 'person')) return outdated(turn);
  return action === 'show-number' ? showNumber(turn, view, target) : pressResult(turn, action, view, target);
}

const outdated = (turn: Turn): Replies =>
  whisper(turn, 'That button is from an older version. Say "/mission list" and open the mission anew.');

function pressCall(turn: Turn, action: ActionAbout<'call'>, view: MissionView, call: string): Promise<Replies> {
  if (action === 'read-call') return readCall(turn, view, call);
  return settleCall(turn, view, call, action === 'settle-retry');
}

function onMission(turn: Turn, action: ActionAbout<'mission'>, view: MissionView): Promise<Replies> | Replies {
  switch (action) {
    case 'status':
      return showStatus(turn, view);
    case 'pause':
      return pause(turn, view, '');
    case 'resume':
      return resume(turn, view);
    case 'cancel':
      return cancel(turn, view, '');
    case 'results':
      return showResults(turn, view);
    case 'csv':
      return showCsv(turn, view);
    case 'calls':
      return showCalls(turn, view);
    case 'note':
      return openForm(turn, noteForm(view));
    case 'again':
      return missionAgain(turn, view, true);
    case 'clone':
      return missionAgain(turn, view, false);
    case 'save':
      return openSaveForm(turn, view);
    case 'correct':
      return openCorrect(turn, view);
    case 'look-again':
      return lookAgain(turn, view);
  }
}

function onEdit(
  turn: Turn,
  action: ActionAbout<'edit'>,
  view: MissionView,
  part: string | undefined,
): Promise<Replies> | Replies {
  if (action === 'keep-answer') return keepAnswer(turn, view, part);
  if (action === 'edit-mission') return pressEdit(turn, view, part);
  return action === 'confirm-edit' ? confirmEdit(turn, view, part) : dropEdit(turn, view, part);
}

async function pressDraft(
  turn: Turn,
  action: ActionAbout<'draft'>,
  draftId: string,
  part: string | undefined,
): Promise<Replies> {
  if (action === 'new') return newMission(turn, draftId, part);
  if (action === 'start') return startDraft(turn, draftId, part);
  if (action === 'start-anew') return startAnew(turn, draftId, part);
  if (action === 'discard') return discardDraft(turn, draftId);
  if (action === 'template-file') return downloadTemplate(turn, part ?? '');
  if (action === 'template-delete') return deleteTemplate(turn, part ?? '');
  const draft = await ownedDraft(turn, draftId);
  if (!('id' in draft)) return draft;
  switch (action) {
    case 'call-me':
      return openForm(turn, callMeForm(draft, turn.deps.origin.sandbox));
    case 'refused-rows':
      return refusedRows(turn, await withoutBlocked(turn.deps, draft));
    case 'edit':
      return part !== undefined && isStep(part)
        ? openForm(turn, stepForm(part, draft, stepOptions(turn.deps)))
        : changeMenu(turn, draftId);
    case 'preview':
      return showPreview(turn, draft);
    case 'fit':
      return makeItFit(turn, draft, part ?? '');
    case 'replace-list':
      return replaceList(turn, draft, part ?? '');
    case 'own-list':
      return takeOwnList(turn, draft);
  }
}
