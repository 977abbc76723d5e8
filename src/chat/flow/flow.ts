/**
 * Writing a mission, from the first tap to the start: every answer is kept in the draft before it is answered, so that a
 * restart loses nothing. A draft belongs to its author; a start counts for the preview that was seen.
 */
import { fingerprint } from '../../lib/fingerprint.ts';
import type { Actor } from '../../missions/terms.ts';
import { knownPeople } from '../desk/known-people.ts';
import { claimMission, draftInHand, nextDraftId, putDown, takeInHand } from '../desk/settings.ts';
import {
  barred,
  isRefused,
  note,
  openForm,
  post,
  type Replies,
  replace,
  say,
  type Turn,
  whisper,
} from '../desk/turn.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { type Preview, previewOf } from '../preview/preview.ts';
import type { FileIn } from '../surface.ts';
import { OWN_LABEL } from '../templates/all.ts';
import { button, count, decideText, possessive } from '../wording.ts';
import { ownDraft } from './begin.ts';
import { withoutBlocked } from './blocked.ts';
import { briefOf, enlist, fingerprintText } from './brief.ts';
import { isClass } from './classify.ts';
import type { Draft } from './draft.ts';
import { callingOrder } from './order.ts';
import type { StepOptions, Values } from './page.ts';
import { readListField } from './read-list.ts';
import { askWhich, freeName, sameNamed } from './same-name.ts';
import type { Step } from './step-names.ts';
import { labelOf, nextStep, stepForm, stepsOf } from './steps.ts';
import { takeStep } from './take.ts';
import { withVariables } from './variables.ts';

/** On whose behalf the sandbox calls while nobody said otherwise. */
const SANDBOX_ORGANISATION = 'Northwind';

const organisationOf = (deps: DeskDeps): string =>
  deps.organisation ?? (deps.origin.sandbox ? SANDBOX_ORGANISATION : '');

export const stepOptions = (deps: DeskDeps): StepOptions => ({
  sandbox: deps.origin.sandbox,
  zone: deps.zone,
  now: deps.now(),
  organisation: organisationOf(deps),
});

/** What every new draft begins with; `carried` is the one it takes the place of. */
export async function beginning(turn: Turn, carried: Draft | undefined, request: string) {
  return {
    id: carried?.id ?? (await nextDraftId(turn.deps.tables.settings)),
    author: turn.actor,
    place: turn.place,
    now: turn.deps.now(),
    organisation: organisationOf(turn.deps),
    request,
    approvers: turn.deps.roles.approvers,
  };
}

/** A draft that so far is only somebody's words or somebody's file; in hand from now on. */
export async function beginBlank(turn: Turn, request: string): Promise<Draft> {
  const draft = await blankDraft(turn, request);
  await keep(turn, draft);
  return draft;
}

export async function blankDraft(turn: Turn, request: string): Promise<Draft> {
  return { ...ownDraft('sweep', '', await beginning(turn, undefined, request)), answered: [] };
}

export async function submitStep(
  turn: Turn,
  draftId: string,
  step: Step,
  values: Values,
  files: readonly FileIn[],
): Promise<Replies> {
  const found = draftId === '' ? await firstDraft(turn, values) : await ownedDraft(turn, draftId);
  if (!('id' in found)) return found;
  const list = await readListField(turn.deps, values.list, files);
  const known = await knownPeople(turn.deps, turn.actor);
  const taken = takeStep(step, found, values, list, { now: turn.deps.now(), zone: turn.deps.zone, known });
  if (!taken.ok) {
    const form = stepForm(step, draftId === '' ? undefined : found, {
      ...stepOptions(turn.deps),
      errors: taken.errors,
      typed: values,
    });
    return openForm(turn, form);
  }
  return keepAndGoOn(turn, taken.draft);
}

async function firstDraft(turn: Turn, values: Values): Promise<Draft> {
  return ownDraft(isClass(values.kind) ? values.kind : 'sweep', '', await beginning(turn, undefined, OWN_LABEL));
}

/** Every next step: the page that is still open, else the preview. */
export async function keepAndGoOn(turn: Turn, written: Draft): Promise<Replies> {
  const draft = withVariables(written);
  await keep(turn, draft);
  const step = nextStep(draft);
  if (step === undefined) return showPreview(turn, draft);
  return openForm(turn, stepForm(step, draft, stepOptions(turn.deps)));
}

export async function keep(turn: Turn, draft: Draft): Promise<void> {
  await save(turn.deps, draft);
  await takeInHand(turn.deps.tables.settings, turn.actor, turn.place, draft.id);
}

/** The time of the last change, by which drafts are thrown away one day, is that of the wall. */
const save = ({ tables, wall }: DeskDeps, draft: Draft): Promise<void> =>
  tables.drafts.set(draft.id, { ...draft, changedAtWall: wall() });

/** The draft, when it is this person's and still open; else what to say. */
export async function ownedDraft(turn: Turn, draftId: string): Promise<Draft | Replies> {
  const draft = await turn.deps.tables.drafts.get(draftId);
  if (draft === undefined)
    return whisper(turn, `There is no draft ${draftId} any more. Say "/mission new" to begin one.`);
  if (draft.author.id !== turn.actor.id)
    return whisper(turn, `${draft.id} is ${possessive(draft.author.name)} draft; only they can change or start it.`);
  if (draft.status === 'discarded')
    return whisper(turn, `${draft.id} was discarded. Say "/mission new" to begin another one.`);
  if (draft.status === 'started')
    return whisper(turn, `${draft.id} was started already: it is ${draft.missionId ?? 'a mission'} now.`);
  return draft;
}

/** The draft in hand in this chat; undefined when this person writes none. */
export async function openDraft(deps: DeskDeps, actor: Actor, place: Turn['place']): Promise<Draft | undefined> {
  const id = await draftInHand(deps.tables.settings, actor, place);
  const draft = id === undefined ? undefined : await deps.tables.drafts.get(id);
  return draft?.status === 'open' ? draft : undefined;
}

/** `draft`: only with people who may be called, see blocked.ts. */
async function drawPreview(deps: DeskDeps, draft: Draft): Promise<Preview> {
  const account = await deps.account();
  return previewOf(draft, {
    sandbox: deps.origin.sandbox,
    zone: deps.zone,
    now: deps.now(),
    ...(account === undefined ? {} : { account }),
    fingerprint: markOf(draft),
    callMe: deps.callMe !== undefined,
    deciders: decidersOf(draft),
    holidays: deps.holidays,
  });
}

/** Who decides, without ids: people are known by name only once they have acted. */
function decidersOf({ approvers, author, quorum }: Draft): string {
  const others = approvers.filter((id) => id !== author.id).length;
  if (others === 0) return decideText([author.name], 0);
  const self = approvers.includes(author.id) ? [author.name] : [];
  return `${decideText(self, others)} (${count(quorum, 'yes', 'yeses')} needed)`;
}

const markOf = (draft: Draft): string => fingerprint(fingerprintText(draft)).slice(0, 8);

export async function showPreview(turn: Turn, draft: Draft): Promise<Replies> {
  const { card } = await drawPreview(turn.deps, await withoutBlocked(turn.deps, draft));
  return post(turn, card);
}

export async function changeMenu(turn: Turn, draftId: string): Promise<Replies> {
  const draft = await ownedDraft(turn, draftId);
  if (!('id' in draft)) return draft;
  const buttons = stepsOf(draft).map((step) =>
    button('edit', { about: 'draft', draft: draft.id, part: step }, labelOf(step)),
  );
  return say(turn, `What should change in "${draft.name || draft.id}"?`, buttons);
}

/** Starts what the preview showed. A second tap, or a restart in between, starts the same mission and no other. */
export async function startDraft(turn: Turn, draftId: string, mark: string | undefined): Promise<Replies> {
  const refused = barred(turn, 'operate');
  if (refused !== undefined) return refused;
  const { tables } = turn.deps;
  const owned = await ownedDraft(turn, draftId);
  if (!('id' in owned)) return owned;
  const draft = await withoutBlocked(turn.deps, owned);
  if (mark !== markOf(draft))
    return [
      ...whisper(turn, 'That preview is older than your last change. Here is the present one.'),
      ...(await showPreview(turn, owned)),
    ];
  const { problems } = await drawPreview(turn.deps, draft);
  if (problems.length > 0 || draft.list === undefined) return showPreview(turn, owned);
  const views = owned.missionId === undefined ? await turn.deps.views.list() : [];
  const other = sameNamed(views, draft);
  if (other !== undefined) {
    const { text, buttons } = askWhich(other, draft, freeName(views, draft.name), markOf(draft));
    return whisper(turn, text, buttons);
  }
  const missionId = draft.missionId ?? (await claimMission(tables.settings, draft.id, turn.deps.nextMissionId));
  if (owned.missionId === undefined) await save(turn.deps, { ...owned, missionId });
  const now = turn.deps.now();
  const answer = await turn.deps.send(missionId, turn.actor, turn.cause, {
    type: 'StartMission',
    id: missionId,
    brief: briefOf(draft, now, turn.deps.holidays),
    targets: enlist(draft, turn.deps.personId),
    place: draft.place,
    origin: turn.deps.origin,
    source: { name: draft.list.name, rows: draft.list.rows },
  });
  if (isRefused(answer) && answer.code !== 'already-exists') return whisper(turn, answer.sentence);
  await save(turn.deps, { ...withoutPeople(draft), status: 'started', missionId });
  await putDown(tables.settings, turn.actor, draft.place);
  const text = `Started: "${draft.name}" is ${missionId}, ${count(callingOrder(draft).length, 'call')} to make. Its card keeps itself up to date.`;
  return replace(turn, note(turn, text));
}

/** The same under a name that is free: what the preview showed, and a number behind the name. */
export async function startAnew(turn: Turn, draftId: string, mark: string | undefined): Promise<Replies> {
  const draft = await ownedDraft(turn, draftId);
  if (!('id' in draft)) return draft;
  if (mark !== markOf(await withoutBlocked(turn.deps, draft))) return startDraft(turn, draftId, mark);
  const renamed = { ...draft, name: freeName(await turn.deps.views.list(), draft.name) };
  await save(turn.deps, renamed);
  return startDraft(turn, draftId, markOf(await withoutBlocked(turn.deps, renamed)));
}

/** A draft that is over keeps no numbers and nothing that was to be told; what was started has them in the mission. */
function withoutPeople({ list: _, answers: __, needs: ___, ...rest }: Draft): Draft {
  return rest;
}

export async function discardDraft(turn: Turn, draftId: string): Promise<Replies> {
  const draft = await ownedDraft(turn, draftId);
  if (!('id' in draft)) return draft;
  await save(turn.deps, { ...withoutPeople(draft), status: 'discarded' });
  await putDown(turn.deps.tables.settings, turn.actor, draft.place);
  return replace(turn, note(turn, `The draft "${draft.name || draft.id}" was discarded. Nobody was called.`));
}
