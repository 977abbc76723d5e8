/** A pressed button: its action and value to the handler that does it. What opens a form is answered with the form. */
import { assertNever } from '../../lib/assert-never.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Need } from '../access.ts';
import { type Action, type ActionSubject, isAction, parseValue } from '../actions.ts';
import { changeMenu, discardDraft, ownedDraft, showPreview, startDraft, stepOptions } from '../flow/flow.ts';
import { callMeForm, missionAgain, newMission, refusedRows } from '../flow/side-doors.ts';
import { isStep, stepForm } from '../flow/steps.ts';
import { noteForm } from '../forms/gate-forms.ts';
import { READING } from './gate-answers.ts';
import { pressGate, pressReading } from './gate-buttons.ts';
import {
  cancel,
  lookAgain,
  pause,
  readCall,
  resume,
  settleCall,
  showCalls,
  showCsv,
  showNumber,
  showResults,
  showStatus,
} from './mission-actions.ts';
import { barred, openForm, type Replies, type Turn, whisper } from './turn.ts';

const LOOKS: ReadonlySet<string> = new Set(['status', 'results', 'csv', 'calls', 'read-call', 'note']);

function needOf(action: Action, about: ActionSubject['about']): Need {
  if (about === 'gate') return 'decide';
  return LOOKS.has(action) ? 'look' : 'operate';
}

export async function press(turn: Turn, action: string, value: string): Promise<Replies> {
  if (action === READING) return barred(turn, 'decide') ?? pressReading(turn, value);
  const subject = isAction(action) ? parseValue(action, value) : undefined;
  if (!isAction(action) || subject === undefined)
    return whisper(turn, 'That button is from an older version. Say "/mission list" and open the mission anew.');
  const refused = barred(turn, needOf(action, subject.about));
  if (refused !== undefined) return refused;
  switch (subject.about) {
    case 'gate':
      return pressGate(turn, action, subject);
    case 'draft':
      return pressDraft(turn, action, subject.draft, subject.part);
    case 'mission':
    case 'call':
    case 'person':
      return pressMission(turn, action, subject);
    default:
      return assertNever(subject, 'subject');
  }
}

async function pressMission(
  turn: Turn,
  action: Action,
  subject: Exclude<ActionSubject, { about: 'gate' | 'draft' }>,
): Promise<Replies> {
  const view = await turn.deps.views.get(subject.mission);
  if (view === undefined) return whisper(turn, `There is no mission ${subject.mission} any more.`);
  if (subject.about === 'call') {
    return action === 'read-call'
      ? readCall(turn, view, subject.call)
      : settleCall(turn, view, subject.call, action === 'settle-retry');
  }
  if (subject.about === 'person') return showNumber(turn, view, subject.target);
  return onMission(turn, action, view);
}

function onMission(turn: Turn, action: Action, view: MissionView): Promise<Replies> | Replies {
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
      return missionAgain(turn, view);
    case 'look-again':
      return lookAgain(turn, view);
    default:
      return whisper(turn, 'That button does nothing any more.');
  }
}

async function pressDraft(turn: Turn, action: Action, draftId: string, part: string | undefined): Promise<Replies> {
  if (action === 'new') return newMission(turn, draftId, part);
  if (action === 'start') return startDraft(turn, draftId, part);
  if (action === 'discard') return discardDraft(turn, draftId);
  if (action === 'edit' && (part === undefined || !isStep(part))) return changeMenu(turn, draftId);
  const draft = await ownedDraft(turn, draftId);
  if (!('id' in draft)) return draft;
  if (action === 'call-me') return openForm(turn, callMeForm(draft, turn.deps.origin.sandbox));
  if (action === 'refused-rows') return refusedRows(turn, draft);
  if (action === 'edit' && part !== undefined && isStep(part))
    return openForm(turn, stepForm(part, draft, stepOptions(turn.deps)));
  return showPreview(turn, draft);
}
