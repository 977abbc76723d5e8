/** Ways into and around the guided flow: an example, a mission once more, the refused rows as a file, one's own phone first. */
import { stringify } from 'csv-stringify/sync';
import { neutralCell } from '../../lib/csv-cell.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Form } from '../card.ts';
import { nextDraftId } from '../desk/settings.ts';
import { note, openForm, post, type Replies, type Turn, whisper } from '../desk/turn.ts';
import { callMeForm as formOf } from '../forms/gate-forms.ts';
import { templateOf } from '../templates/all.ts';
import { count, shorten } from '../wording.ts';
import { briefOf } from './brief.ts';
import type { Draft } from './draft.ts';
import { beginFromTemplate, keepAndGoOn, ownedDraft, stepOptions } from './flow.ts';
import { stepForm } from './steps.ts';

const ROWS_OFFERED = 20;

/** A tap on one of the three: an example goes straight to its preview, one's own list to the first page. */
export async function newMission(turn: Turn, draftId: string, part: string | undefined): Promise<Replies> {
  const found = draftId === '' ? undefined : await ownedDraft(turn, draftId);
  if (found !== undefined && !('id' in found)) return found;
  const template = templateOf(part);
  if (template !== undefined) return beginFromTemplate(turn, template, found);
  return openForm(turn, stepForm('kind', found, stepOptions(turn.deps)));
}

/** The same mission again, as a draft of whoever asked; the people that are still kept are on it. */
export async function missionAgain(turn: Turn, view: MissionView): Promise<Replies> {
  const { brief } = view;
  if (brief.class !== 'sweep' && brief.class !== 'rounds')
    return whisper(turn, 'This kind of mission cannot be begun again by a button yet.');
  const targets = view.rows.flatMap((row) =>
    row.details === undefined || row.removed !== undefined ? [] : [row.details],
  );
  const draft: Draft = {
    v: 1,
    id: await nextDraftId(turn.deps.tables.settings),
    author: turn.actor,
    place: { surface: turn.place.surface, channel: turn.place.channel },
    createdAt: turn.deps.now(),
    class: brief.class,
    ...(brief.template === undefined ? {} : { template: brief.template }),
    request: brief.request,
    name: brief.name,
    onBehalfOf: brief.onBehalfOf,
    recipients: brief.recipients,
    rounds: brief.rounds,
    ...(targets.length === 0 ? {} : { list: listAgain(view, targets) }),
    language: brief.language,
    voice: brief.voice,
    languageChosen: true,
    hours: brief.hours,
    batchSize: brief.batchSize,
    spacingSecs: brief.spacingSecs,
    approvers: brief.approval.approvers,
    quorum: brief.approval.quorum,
    basis: brief.basis,
    answered: ['kind', 'words', 'second', 'when', 'people'],
    status: 'open',
  };
  return keepAndGoOn(turn, draft);
}

function listAgain(view: MissionView, targets: NonNullable<Draft['list']>['targets']): NonNullable<Draft['list']> {
  const variables = [...new Set(targets.flatMap((target) => Object.keys(target.variables)))];
  return { name: view.source.name, rows: targets.length, targets, refused: [], merged: [], variables };
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
  const row = draft.list?.targets.find((target) => target.id === values.row) ?? draft.list?.targets[0];
  const typed = await readOwnPhone(turn.deps, values.phone ?? '');
  if (turn.deps.callMe === undefined || row === undefined)
    return whisper(turn, 'Calling you first is not possible here yet.');
  if ('error' in typed) return whisper(turn, typed.error);
  if (standsOnList(draft, typed.phone)) return whisper(turn, NOT_YOURS);
  const brief = briefOf(draft, turn.deps.now());
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
