/** Ways into and around the guided flow: a template, a mission once more, the refused rows as a file, one's own phone first. */
import { stringify } from 'csv-stringify/sync';
import { neutralCell } from '../../lib/csv-cell.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Form } from '../card.ts';
import { nextDraftId } from '../desk/settings.ts';
import { note, openForm, post, type Replies, say, type Turn, whisper } from '../desk/turn.ts';
import { callMeForm as formOf } from '../forms/gate-forms.ts';
import { templateIn } from '../templates/all.ts';
import { button, count, shorten } from '../wording.ts';
import { draftAgain, peopleOf } from './again.ts';
import { briefOf } from './brief.ts';
import { toldTargets } from './details.ts';
import type { Draft } from './draft.ts';
import { keepAndGoOn, ownedDraft, stepOptions } from './flow.ts';
import { beginFromTemplate } from './from-template.ts';
import { freeName, sameNamed } from './same-name.ts';
import { allTemplates } from './saved.ts';
import { stepForm } from './steps.ts';

const ROWS_OFFERED = 20;

/** A tap on a template goes straight to its preview, or to what it has to know first; one's own list to the first page. */
export async function newMission(turn: Turn, draftId: string, part: string | undefined): Promise<Replies> {
  const found = draftId === '' ? undefined : await ownedDraft(turn, draftId);
  if (found !== undefined && !('id' in found)) return found;
  if (part === undefined || part === 'own') return openForm(turn, stepForm('kind', found, stepOptions(turn.deps)));
  const template = templateIn(await allTemplates(turn.deps), part);
  if (template === undefined)
    return whisper(turn, `There is no template "${part}" any more. Say "/mission new" for those there are.`);
  return beginFromTemplate(turn, template, found);
}

/** The same mission again, as a draft of whoever asked; the people that are still kept are on it, where they are wanted. */
export async function missionAgain(turn: Turn, view: MissionView, withPeople: boolean): Promise<Replies> {
  const { deps, actor, place } = turn;
  const source = templateIn(await allTemplates(deps), view.brief.template);
  const id = await nextDraftId(deps.tables.settings);
  const draft = draftAgain(view, { id, author: actor, place, now: deps.now(), source, withPeople });
  // Whoever asks for it once more means a new one, so that nobody has to be asked (playbook P42).
  const views = await deps.views.list();
  const name = sameNamed(views, draft) === undefined ? draft.name : freeName(views, draft.name);
  return keepAndGoOn(turn, { ...draft, name });
}

/** With its people or without them; nothing to ask where none are kept. */
export async function offerAgain(turn: Turn, view: MissionView): Promise<Replies> {
  const people = peopleOf(view).length;
  if (people === 0) return missionAgain(turn, view, false);
  const about = { about: 'mission', mission: view.id } as const;
  return say(turn, `The same words as ${view.id} "${view.brief.name}". For whom?`, [
    button('again', about, `The same ${count(people, 'person', 'people')}`, { style: 'primary' }),
    button('clone', about, 'Other people'),
  ]);
}

/** Every refused row with its number and reason, so that it can be mended and dropped again. */
export function refusedRows(turn: Turn, draft: Draft): Replies {
  const refused = draft.list?.refused ?? [];
  if (refused.length === 0) return whisper(turn, 'No row was refused.');
  const lines = [
    ['Row', 'Reason', 'What stood there'],
    ...refused.map((one) => [String(one.row), one.reason, ...one.cells]),
  ];
  const text = stringify(
    lines.map((cells) => cells.map(neutralCell)),
    { record_delimiter: '\r\n', bom: true },
  );
  const sandbox = turn.deps.origin.sandbox;
  const file = { name: `${sandbox ? 'SANDBOX-' : ''}${draft.id}-refused-rows.csv`, mime: 'text/csv', text };
  return post(
    turn,
    note(turn, `${count(refused.length, 'row')} of ${draft.list?.name ?? 'the list'} cannot be called.`, {
      files: [file],
    }),
  );
}

export function callMeForm(draft: Draft, sandbox: boolean): Form {
  const rows = (draft.list?.targets ?? [])
    .slice(0, ROWS_OFFERED)
    .map((target) => ({ value: target.id, label: shorten(target.name, 60) }));
  return formOf(draft.id, rows, sandbox);
}

type OwnPhone = { readonly phone: string } | { readonly error: string };

/** The E.164 number that was typed, or one sentence on why it is none: 911 is told apart from a typing error. */
async function readOwnPhone(deps: Turn['deps'], typed: string): Promise<OwnPhone> {
  const read = await deps.readTargets(
    { kind: 'paste', text: `me, ${typed.trim()}` },
    { defaultRegion: deps.defaultRegion },
  );
  const [only] = read.targets;
  if (only !== undefined && read.targets.length === 1) return { phone: only.phone };
  const reason = read.refused[0]?.reason.replace('; delete the row.', '.') ?? '';
  // Reasons that do not quote the number speak of a row.
  return { error: reason.startsWith('"') ? reason : 'Write the number with its country, like +49 30 1234567.' };
}

/** The E.164 number that was typed; undefined when it is none. */
export async function ownPhone(deps: Turn['deps'], typed: string): Promise<string | undefined> {
  const own = await readOwnPhone(deps, typed);
  return 'phone' in own ? own.phone : undefined;
}

export async function callMe(turn: Turn, draftId: string, values: Readonly<Record<string, string>>): Promise<Replies> {
  const draft = await ownedDraft(turn, draftId);
  if (!('id' in draft)) return draft;
  const rows = toldTargets(draft);
  const row = rows.find((target) => target.id === values.row) ?? rows[0];
  const typed = await readOwnPhone(turn.deps, values.phone ?? '');
  if (turn.deps.callMe === undefined || row === undefined)
    return whisper(turn, 'Calling you first is not possible here yet.');
  if ('error' in typed) return whisper(turn, typed.error);
  if (standsOnList(draft, typed.phone)) return whisper(turn, NOT_YOURS);
  const brief = briefOf(draft, turn.deps.now(), turn.deps.holidays);
  return whisper(turn, await turn.deps.callMe(brief, row, typed.phone, draft.place, turn.actor, turn.cause));
}

const NOT_YOURS = 'That number is on the list: Call me first is for your own phone.';

/** Somebody of the list would be rung outside all hours and limits. */
const standsOnList = (draft: Draft, phone: string): boolean =>
  draft.list?.targets.some((target) => target.phone === phone) ?? false;

/** What is wrong with the number that was typed, before the form is taken; undefined = nothing. */
export async function callMeError(deps: Turn['deps'], draftId: string, typed: string): Promise<string | undefined> {
  const own = await readOwnPhone(deps, typed);
  if ('error' in own) return own.error;
  const draft = await deps.tables.drafts.get(draftId);
  return draft !== undefined && standsOnList(draft, own.phone) ? NOT_YOURS : undefined;
}
