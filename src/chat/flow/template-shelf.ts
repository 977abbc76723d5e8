/** Keeping a mission as a template from chat: save, list, show, download, delete. */
import type { MissionView } from '../../projections/mission-view.ts';
import type { Form } from '../card.ts';
import { ask, note, openForm, post, type Replies, say, type Turn, whisper } from '../desk/turn.ts';
import { didYouMean, guesses, meantButton } from '../did-you-mean.ts';
import { templateIn } from '../templates/all.ts';
import { templateOf, writeTemplate } from '../templates/save.ts';
import type { Template } from '../templates/template.ts';
import { dayOf } from '../times.ts';
import { button, count, shorten } from '../wording.ts';
import { wayOf } from './classify.ts';
import { allTemplates, LONGEST_NAME, type SavedTemplate, savedTemplates, templateId } from './saved.ts';
import { asWritten } from './unfilled.ts';

/** What is wrong with a name; undefined = it can be taken. */
export async function nameError(turn: Pick<Turn, 'deps'>, name: string): Promise<string | undefined> {
  if (name === '') return 'Write the name under which you will look for it.';
  if (name.length > LONGEST_NAME) return `Keep the name to ${LONGEST_NAME} letters.`;
  const id = templateId(name);
  if (!/[a-z0-9]/.test(id) || id === 'own' || id === 'answer')
    return 'Write a name with letters, for example Roof quotes.';
  return templateIn(await allTemplates(turn.deps), id) === undefined
    ? undefined
    : `There is a template "${id}" already. Choose another name, or delete that one first.`;
}

export async function saveAs(turn: Turn, view: MissionView, typed: string): Promise<Replies> {
  const name = typed.trim().replace(/\s+/g, ' ');
  const wrong = await nameError(turn, name);
  if (wrong !== undefined) return whisper(turn, wrong);
  const source = templateIn(await allTemplates(turn.deps), view.brief.template);
  const id = templateId(name);
  const words = templateOf(asWritten(view.brief, source), { id, name, ...(source === undefined ? {} : { source }) });
  // The example's people belong to the template it came from; with one's own the numbers are asked.
  const { example: _, ...template } = words;
  const saved: SavedTemplate = { template, by: turn.actor, at: turn.deps.wall(), mission: view.id };
  const isNew = await turn.deps.tables.templates.add(id, saved);
  if (!isNew) return whisper(turn, `There is a template "${id}" already. Choose another name.`);
  return say(turn, `Kept ${view.id} as "${name}", without its people. "/mission new" offers it from now on.`, [
    button('new', { about: 'draft', draft: '', part: id }, `Begin ${shorten(name, 40)}`),
    button('template-file', { about: 'draft', draft: '', part: id }, 'Download as a file'),
  ]);
}

export function saveForm(view: MissionView): Form {
  return {
    kind: 'form',
    id: `save:${view.id}`,
    title: 'Save as a template',
    intro: `Of ${view.id} "${view.brief.name}" the words, questions, hours and mandate are kept; people, dates and who decides are not.`,
    fields: [
      {
        name: 'name',
        label: 'Name of the template',
        type: 'text',
        value: shorten(view.brief.name, LONGEST_NAME),
        placeholder: 'Roof quotes Berlin',
      },
    ],
    submit: 'Save',
    sandbox: view.sandbox,
  };
}

export const openSaveForm = (turn: Turn, view: MissionView): Replies => openForm(turn, saveForm(view));

/** All of them with what they do, those that were kept from chat with who kept them. */
export async function showTemplates(turn: Turn): Promise<Replies> {
  const { zone } = turn.deps;
  const saved = new Map((await savedTemplates(turn.deps)).map((one) => [one.template.id, one]));
  const { all } = await allTemplates(turn.deps);
  if (all.length === 0)
    return say(turn, 'There is no template yet. Save a mission as one: /mission save M-104 as NAME');
  const rows = all.map((template) => {
    const kept = saved.get(template.id);
    const origin = kept === undefined ? '' : ` · kept by ${kept.by.name}, ${dayOf(kept.at, zone)}`;
    return { label: template.id, text: [`${template.label}: ${wayOf(template.class)}${origin}`] };
  });
  return post(
    turn,
    note(
      turn,
      `${count(all.length, 'template')}. "/mission templates NAME" shows one, "/mission new" begins with one.`,
      {
        blocks: [{ kind: 'facts', rows }],
      },
    ),
  );
}

export async function showTemplate(turn: Turn, name: string): Promise<Replies> {
  const found = await namedTemplate(turn, name);
  if (!('rounds' in found)) return found;
  const { deps } = turn;
  const kept = await deps.tables.templates.get(found.id);
  const about = { about: 'draft', draft: '', part: found.id } as const;
  const remove =
    kept === undefined
      ? []
      : [
          button('template-delete', about, `Delete ${shorten(found.label, 40)}`, {
            style: 'danger',
            confirm: `Delete the template "${shorten(found.label, 40)}"? Missions that began with it stay.`,
          }),
        ];
  const origin =
    kept === undefined
      ? 'It is a file in templates/.'
      : `Kept by ${kept.by.name} from ${kept.mission}, ${dayOf(kept.at, deps.zone)}.`;
  return say(turn, `"${found.label}" (${found.id}): ${wayOf(found.class)}. ${origin}`, [
    button('new', about, `Begin ${shorten(found.label, 40)}`, { style: 'primary' }),
    button('template-file', about, 'Download as a file'),
    ...remove,
  ]);
}

/** As a file that can be put into `templates/` as it is. */
export async function downloadTemplate(turn: Turn, name: string): Promise<Replies> {
  const found = await namedTemplate(turn, name);
  if (!('rounds' in found)) return found;
  const file = { name: `${found.id}.yaml`, mime: 'application/yaml', text: writeTemplate(found) };
  return post(
    turn,
    note(turn, `"${found.label}" as a file. Put it into the folder templates/ to have it everywhere.`, {
      files: [file],
    }),
  );
}

export async function deleteTemplate(turn: Turn, name: string): Promise<Replies> {
  const found = await namedTemplate(turn, name);
  if (!('rounds' in found)) return found;
  const { templates } = turn.deps.tables;
  if ((await templates.get(found.id)) === undefined)
    return whisper(turn, `"${found.id}" is a file in templates/; take it out of there.`);
  await templates.delete(found.id);
  return say(
    turn,
    `The template "${found.label}" was deleted, by ${turn.actor.name}. Missions that began with it stay.`,
  );
}

/** By its id or its name, whatever the case. */
async function namedTemplate(turn: Turn, name: string): Promise<Template | Replies> {
  const { all } = await allTemplates(turn.deps);
  const wanted = name.trim().toLowerCase();
  const found =
    templateIn({ all, faults: [] }, templateId(name)) ??
    all.find((one) => one.id === wanted || one.label.toLowerCase() === wanted || one.name.toLowerCase() === wanted);
  return found ?? noTemplate(turn, all, name);
}

function noTemplate(turn: Turn, all: readonly Template[], name: string): Replies {
  const none = `There is no template "${shorten(name, 40)}".`;
  const meant = all.find((one) => [one.id, one.label, one.name].some((called) => isSlipOf(name, called)));
  if (meant === undefined) return whisper(turn, `${none} "/mission templates" lists those there are.`);
  return ask(
    turn,
    `${none} ${didYouMean([meant.id])}`,
    meantButton(`templates ${meant.id}`, { label: `Show ${shorten(meant.label, 40)}` }),
  );
}

const isSlipOf = (typed: string, name: string): boolean => guesses(typed, [name]).some(({ rest }) => rest === '');
