/** A form that was sent off, or is about to be: the id says which it is, the same for errors, opening and carrying out. */

import type { Actor } from '../../missions/terms.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { isAction, parseValue } from '../actions.ts';
import type { Form } from '../card.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { ownDraft } from '../flow/begin.ts';
import { isClass } from '../flow/classify.ts';
import type { Draft } from '../flow/draft.ts';
import { stepOptions, submitStep } from '../flow/flow.ts';
import type { Errors, Values } from '../flow/page.ts';
import { readListField } from '../flow/read-list.ts';
import { callMe, callMeError, callMeForm } from '../flow/side-doors.ts';
import { isStep, type Step } from '../flow/step-names.ts';
import { stepForm } from '../flow/steps.ts';
import { takeStep } from '../flow/take.ts';
import { nameError, saveAs, saveForm } from '../flow/template-shelf.ts';
import { changeForm, noteForm, objectForm, rejectForm } from '../forms/gate-forms.ts';
import type { FileIn } from '../surface.ts';
import { type ResultForm, readResultForm, resultForm, resultFormErrors, submitResult } from './correction-forms.ts';
import { editErrors, editPage, submitEdit } from './edit-mission.ts';
import { noMission } from './find-mission.ts';
import { type GateForm, gateFormErrors, submitGate } from './gate-buttons.ts';
import { knownPeople } from './known-people.ts';
import { addNote } from './mission-actions.ts';
import { barred, type Replies, type Turn, whisper } from './turn.ts';

type FormId =
  | { readonly form: 'step'; readonly draft: string; readonly step: Step }
  | ({ readonly form: 'gate' } & GateForm)
  | { readonly form: 'note'; readonly mission: string }
  | ({ readonly form: 'result' } & ResultForm)
  | { readonly form: 'save'; readonly mission: string }
  | { readonly form: 'edit'; readonly mission: string; readonly part: string }
  | { readonly form: 'call-me'; readonly draft: string };

function readFormId(id: string): FormId | undefined {
  const at = id.indexOf(':');
  const action = id.slice(0, Math.max(0, at));
  const rest = id.slice(at + 1);
  if (action === 'new') {
    const [draft = '', step = ''] = rest.split(':');
    return isStep(step) ? { form: 'step', draft, step } : undefined;
  }
  if (action === 'note') return { form: 'note', mission: rest };
  const result = readResultForm(action, rest);
  if (result !== undefined) return { form: 'result', ...result };
  if (action === 'save') return { form: 'save', mission: rest };
  if (action === 'call-me') return { form: 'call-me', draft: rest };
  if (action === 'edit-mission') {
    const [mission = '', part = ''] = rest.split(':');
    return part === '' ? undefined : { form: 'edit', mission, part };
  }
  if ((action === 'change' || action === 'reject' || action === 'object') && isAction(action)) {
    const subject = parseValue(action, rest);
    return subject?.about === 'gate' ? { form: 'gate', action, subject } : undefined;
  }
  return undefined;
}

export async function submit(turn: Turn, id: string, values: Values, files: readonly FileIn[]): Promise<Replies> {
  const form = readFormId(id);
  if (form === undefined)
    return whisper(turn, 'That form is from an older version. Say "/mission help" to begin anew.');
  const refused = barred(
    turn,
    form.form === 'gate' ? 'decide' : form.form === 'note' || form.form === 'result' ? 'look' : 'operate',
  );
  if (refused !== undefined) return refused;
  switch (form.form) {
    case 'step':
      return submitStep(turn, form.draft, form.step, values, files);
    case 'call-me':
      return callMe(turn, form.draft, values);
    case 'save': {
      const view = await turn.deps.views.get(form.mission);
      return view === undefined ? noMission(turn, form.mission) : saveAs(turn, view, values.name ?? '');
    }
    case 'edit': {
      const view = await turn.deps.views.get(form.mission);
      return view === undefined ? noMission(turn, form.mission) : submitEdit(turn, view, form.part, values, files);
    }
    case 'result': {
      const view = await turn.deps.views.get(form.mission);
      return view === undefined ? noMission(turn, form.mission) : submitResult(turn, view, form, values);
    }
    case 'note': {
      const view = await turn.deps.views.get(form.mission);
      const text = (values.note ?? '').trim();
      if (view === undefined) return noMission(turn, form.mission);
      if (text === '') return whisper(turn, 'There was no note to keep.');
      return addNote(turn, view, text);
    }
    case 'gate': {
      if ((await turn.deps.views.get(form.subject.mission)) === undefined) return noMission(turn, form.subject.mission);
      const errors = Object.values(gateFormErrors(form, values));
      return errors[0] === undefined ? submitGate(turn, form, values) : whisper(turn, errors[0]);
    }
  }
}

/** Errors by field before the form is taken, so that a modal can show them beside the fields. */
export async function errorsOf(
  deps: DeskDeps,
  id: string,
  values: Values,
  files: readonly FileIn[],
  actor: Actor,
): Promise<Errors> {
  const form = readFormId(id);
  if (form?.form === 'gate') return gateFormErrors(form, values);
  if (form?.form === 'result') {
    const view = await deps.views.get(form.mission);
    return view === undefined ? {} : resultFormErrors(view, form, values);
  }
  if (form?.form === 'note') return (values.note ?? '').trim() === '' ? { note: 'Write the note first.' } : {};
  if (form?.form === 'save') {
    const name = await nameError({ deps }, (values.name ?? '').trim());
    return name === undefined ? {} : { name };
  }
  if (form?.form === 'edit') {
    const view = await deps.views.get(form.mission);
    return view === undefined ? {} : editErrors(deps, view, form.part, values, files, actor);
  }
  if (form?.form === 'call-me') {
    const phone = await callMeError(deps, form.draft, values.phone ?? '');
    return phone === undefined ? {} : { phone };
  }
  if (form === undefined) return {};
  const draft = form.draft === '' ? firstDraft(actor, values, deps.now()) : await deps.tables.drafts.get(form.draft);
  if (draft === undefined || draft.status !== 'open') return {};
  const taken = takeStep(form.step, draft, values, await readListField(deps, values.list, files), {
    now: deps.now(),
    zone: deps.zone,
    known: await knownPeople(deps, actor),
  });
  return taken.ok ? {} : taken.errors;
}

/** Only to look for errors in the first page; never kept. */
function firstDraft(author: Actor, values: Values, now: number): Draft {
  const place = { surface: 'console', channel: '' } as const;
  return ownDraft(isClass(values.kind) ? values.kind : 'sweep', '', {
    id: '',
    author,
    place,
    now,
    organisation: '',
    request: '',
    approvers: [],
  });
}

/** The form behind a button, or behind its own id (`open`), as it stands now; without side effects. */
export async function formBehind(
  deps: DeskDeps,
  action: string,
  value: string,
  actor: Actor,
): Promise<Form | undefined> {
  if (action === 'open') return byId(deps, value, actor);
  if (action === 'new') {
    const [draft = '', part] = value.split(':');
    return part === 'own' ? byId(deps, `new:${draft}:kind`, actor) : undefined;
  }
  if (action === 'edit') return byId(deps, `new:${value}`, actor);
  return byId(deps, `${action}:${value}`, actor);
}

async function byId(deps: DeskDeps, id: string, actor: Actor): Promise<Form | undefined> {
  const form = readFormId(id);
  if (form === undefined) return undefined;
  if (form.form === 'step' && form.draft === '') return stepForm('kind', undefined, stepOptions(deps));
  if (form.form === 'step' || form.form === 'call-me') {
    const draft = await deps.tables.drafts.get(form.draft);
    if (draft === undefined || draft.status !== 'open' || draft.author.id !== actor.id) return undefined;
    return form.form === 'step'
      ? stepForm(form.step, draft, stepOptions(deps))
      : callMeForm(draft, deps.origin.sandbox);
  }
  const view = await deps.views.get(form.form === 'gate' ? form.subject.mission : form.mission);
  if (view === undefined) return undefined;
  if (form.form === 'save') return saveForm(view);
  if (form.form === 'edit') return editPage(deps, view, form.part);
  if (form.form === 'result') return resultForm(view, form);
  return form.form === 'note' ? noteForm(view) : gateForm(view, form);
}

function gateForm(view: MissionView, { action, subject }: GateForm): Form | undefined {
  const gate = view.gates.find((one) => one.gate === subject.gate);
  // A form for an older list would change one list by what was seen of another; pressing answers with a sentence.
  if (gate === undefined || view.endedAt !== undefined || gate.list !== subject.list) return undefined;
  if (action === 'change') return changeForm(view, gate);
  if (gate.status !== 'open') return undefined;
  return action === 'reject' ? rejectForm(view, gate) : objectForm(view, gate);
}
