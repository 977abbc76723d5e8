/**
 * Changing a running mission from chat: what can be changed, a page each, a preview of what it does, and a yes that makes it so.
 * The change waits durably between preview and yes; what is shown is what the mission itself would do.
 */
import { isRejection } from '../../missions/decision.ts';
import { whatIsNew } from '../../missions/edit/change.ts';
import type { EditCommand } from '../../missions/edit/command.ts';
import { withHolidays } from '../../missions/policies/holidays.ts';
import type { Actor } from '../../missions/terms.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { plainWords } from '../../projections/plain-words.ts';
import type { Form } from '../card.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { meantButton } from '../did-you-mean.ts';
import { type Page, pagesOf, readPage } from '../edit/parts.ts';
import { enlist, keyOf, markOf, type PendingEdit, type Wanted } from '../edit/pending.ts';
import { joining, peopleToHear, spelled, wordsFault } from '../edit/people.ts';
import { editMenu, editPreview } from '../edit/preview.ts';
import { readChange } from '../edit/read-pages.ts';
import { readShort, type Short } from '../edit/short.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import type { Errors, Values } from '../flow/page.ts';
import { readListField } from '../flow/read-list.ts';
import { editForm } from '../forms/edit-forms.ts';
import { paceText } from '../pace-words.ts';
import type { FileIn } from '../surface.ts';
import { moment } from '../times.ts';
import { actorName, button, count, listText, withoutNumbers } from '../wording.ts';
import { knownPeople } from './known-people.ts';
import { ask, isRefused, note, openForm, optionsOf, post, type Replies, replace, type Turn, whisper } from './turn.ts';

const formOptions = ({ zone, now, lines }: DeskDeps) => ({ zone, now: now(), lines: lines() });

/** The mission does not change any more: one sentence; else `undefined`. */
function over(view: MissionView): string | undefined {
  if (view.endedAt !== undefined)
    return `${view.id} "${view.brief.name}" has ended. Begin another one with its words: /mission clone ${view.id}`;
  return view.cancelledBy === undefined
    ? undefined
    : `${view.id} "${view.brief.name}" is being stopped, by ${view.cancelledBy.name}. It does not change any more.`;
}

/** How it is now, page by page. */
function factsOf(turn: Turn, view: MissionView) {
  const { brief } = view;
  const { approvers, quorum } = brief.approval;
  const options = optionsOf(turn);
  const deciders = (approvers.length > 0 ? approvers : [view.owner.id]).map((id) => actorName(id, view, options) ?? id);
  const tries =
    brief.maxRetries === undefined ? '' : `; at most ${count(brief.maxRetries, 'further try', 'further tries')}`;
  return [
    {
      label: 'People',
      text: [`${count(view.rows.filter((row) => row.removed === undefined).length, 'person', 'people')} on the list`],
    },
    { label: 'Hours', text: [`${sayDays(brief.hours.days)} ${sayHours(brief.hours)} their time`] },
    {
      label: 'Deadline',
      text: brief.deadlineAt === undefined ? ['none'] : [moment(brief.deadlineAt, turn.deps.now(), turn.deps.zone)],
    },
    { label: 'Who decides', text: [`${listText(deciders)} (${count(quorum, 'yes', 'yeses')} needed)`] },
    { label: 'Pace', text: [`${paceText(brief.batchSize, turn.deps.lines(), brief.spacingSecs)}${tries}`] },
  ];
}

export function showEditMenu(turn: Turn, view: MissionView): Replies {
  const ended = over(view);
  return ended === undefined ? post(turn, editMenu(view, factsOf(turn, view))) : whisper(turn, ended);
}

/** The page behind a button; `undefined` when this mission has no such page (any more). */
export function editPage(deps: DeskDeps, view: MissionView, part: string): Form | undefined {
  const page = over(view) === undefined ? pageOf(view, part) : undefined;
  return page === undefined ? undefined : editForm(view, page, formOptions(deps));
}

function pageOf(view: MissionView, part: string): Page | undefined {
  const page = readPage(part);
  return page === undefined || !pagesOf(view).some((one) => one.part === page.part && one.round === page.round)
    ? undefined
    : page;
}

export function pressEdit(turn: Turn, view: MissionView, part: string | undefined): Replies {
  if (part === undefined) return showEditMenu(turn, view);
  const form = editPage(turn.deps, view, part);
  return form === undefined
    ? whisper(turn, over(view) ?? 'That can no longer be changed in this mission.', [
        button('edit-mission', { about: 'edit', mission: view.id }, 'What can be changed'),
      ])
    : openForm(turn, form);
}

type Read = { readonly ok: true; readonly wanted: Wanted } | { readonly ok: false; readonly errors: Errors };

async function readWanted(
  deps: DeskDeps,
  view: MissionView,
  page: Page,
  values: Values,
  files: readonly FileIn[],
  asker: Actor,
): Promise<Read> {
  const known = await knownPeople(deps, asker, view);
  const read = readChange(view, page, values, { now: deps.now(), zone: deps.zone, asker: asker.id, known });
  if (!read.ok) return read;
  const list = page.part === 'people' ? await readListField(deps, values.list, files) : undefined;
  const people = await joining(deps, view, list);
  if (!people.ok) return { ok: false, errors: { list: people.error } };
  const words = read.change.words === undefined ? undefined : spelled(view, read.change.words);
  if (words !== undefined) {
    const rounds = view.brief.rounds.map((one) => (one.id === words.round ? { ...one, ...words, id: one.id } : one));
    const fault = wordsFault({ ...view, brief: { ...view.brief, rounds } }, peopleToHear(view), [page.round]);
    if (fault !== undefined) return { ok: false, errors: { opening: fault } };
  }
  const { add, leftOut } = people;
  const all = [...peopleToHear(view), ...add];
  const holidays = withHolidays(read.change.hours ?? view.brief.hours, all, deps.holidays, deps.now());
  const hours = read.change.hours !== undefined || add.length > 0 ? { hours: holidays } : {};
  return {
    ok: true,
    wanted: {
      change: whatIsNew(view.brief, { ...read.change, ...(words === undefined ? {} : { words }), ...hours }),
      add,
      leftOut,
    },
  };
}

/** Errors of a page by field, before it is taken. */
export async function editErrors(
  deps: DeskDeps,
  view: MissionView,
  part: string,
  values: Values,
  files: readonly FileIn[],
  asker: Actor,
): Promise<Errors> {
  const page = over(view) === undefined ? pageOf(view, part) : undefined;
  if (page === undefined) return {};
  const read = await readWanted(deps, view, page, values, files, asker);
  return read.ok ? {} : read.errors;
}

export async function submitEdit(
  turn: Turn,
  view: MissionView,
  part: string,
  values: Values,
  files: readonly FileIn[],
): Promise<Replies> {
  const ended = over(view);
  const page = pageOf(view, part);
  if (ended !== undefined || page === undefined)
    return whisper(turn, ended ?? 'That can no longer be changed in this mission.');
  const read = await readWanted(turn.deps, view, page, values, files, turn.actor);
  if (read.ok) return preview(turn, view, read.wanted);
  return openForm(turn, editForm(view, page, { ...formOptions(turn.deps), errors: read.errors, typed: values }));
}

/** "/mission edit M-104 calls at once 3". */
export async function editByWords(turn: Turn, view: MissionView, text: string): Promise<Replies> {
  const ended = over(view);
  if (ended !== undefined) return whisper(turn, ended);
  const files = turn.files ?? [];
  if (text === '' && files.length === 0) return showEditMenu(turn, view);
  const short = readShort(view, text === '' ? 'add' : text);
  if (short.kind === 'unclear') return unclear(turn, view, short);
  if (short.kind === 'page') return pressEdit(turn, view, pagePart(short.page));
  const read = await readWanted(turn.deps, view, short.page, short.values, files, turn.actor);
  if (read.ok) return preview(turn, view, read.wanted);
  return whisper(turn, withoutNumbers(Object.values(read.errors)[0] ?? 'That is not understood.'));
}

function unclear(turn: Turn, view: MissionView, { error, meant }: Extract<Short, { kind: 'unclear' }>): Replies {
  if (meant.length === 0) return whisper(turn, error);
  const buttons = meant.flatMap((one) => meantButton(`edit ${view.id} ${one}`));
  return ask(turn, error, buttons);
}

const pagePart = ({ part, round }: Page): string => (part === 'words' ? `words-${round + 1}` : part);

const commandOf = (deps: DeskDeps, { change, add }: Wanted): Extract<EditCommand, { type: 'EditMission' }> => ({
  type: 'EditMission',
  change,
  add: enlist(add, deps.personId),
});

/** Kept before it is shown: a restart in between loses neither the question nor the answer. */
async function preview(turn: Turn, view: MissionView, wanted: Wanted): Promise<Replies> {
  const { deps, actor } = turn;
  const events = await deps.tryOut(view.id, actor, commandOf(deps, wanted));
  if (isRejection(events)) return whisper(turn, withoutNumbers(plainWords(events.sentence)));
  const pending: PendingEdit = { mission: view.id, by: actor, at: deps.wall(), ...wanted };
  await deps.tables.edits.set(keyOf(view.id, actor.id), pending);
  const options = { ...optionsOf(turn), author: actor.name };
  return post(turn, editPreview(view, pending, events, deps.now(), options));
}

/** The change behind the button, when it still waits for this person. */
async function waiting(turn: Turn, view: MissionView, mark: string | undefined): Promise<PendingEdit | Replies> {
  const pending = await turn.deps.tables.edits.get(keyOf(view.id, turn.actor.id));
  if (pending !== undefined && markOf(pending) === mark) return pending;
  const others = (await turn.deps.tables.edits.entries()).find(
    ([, one]) => one.mission === view.id && markOf(one) === mark,
  );
  if (others !== undefined) return whisper(turn, `Only ${others[1].by.name} can confirm or drop that change.`);
  return whisper(turn, 'That change was made, dropped or replaced already. Nothing was changed by this tap.');
}

export async function confirmEdit(turn: Turn, view: MissionView, mark: string | undefined): Promise<Replies> {
  const pending = await waiting(turn, view, mark);
  if (!('change' in pending)) return pending;
  const { deps, actor } = turn;
  const answer = await deps.send(view.id, actor, turn.cause, commandOf(deps, pending));
  // "like that already": this very change, made just before a stop.
  if (isRefused(answer) && answer.code !== 'no-change')
    return whisper(turn, withoutNumbers(plainWords(answer.sentence)));
  await deps.tables.edits.delete(keyOf(view.id, actor.id));
  return replace(turn, note(turn, `${view.id} was changed, by ${actor.name}. What it does stands in its thread.`));
}

export async function dropEdit(turn: Turn, view: MissionView, mark: string | undefined): Promise<Replies> {
  const pending = await waiting(turn, view, mark);
  if (!('change' in pending)) return pending;
  await turn.deps.tables.edits.delete(keyOf(view.id, turn.actor.id));
  return replace(turn, note(turn, `${view.id} stays as it was.`));
}
