/**
 * The templates of a folder, read once at the start: the ten of the house and what a team adds beside them. What cannot be read is
 * left out and named, and stops nothing. The folders lie beside the source, whatever the working directory is.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HOUSE_ORDER } from '../chat/templates/all.ts';
import { type ParsedTemplate, parseTemplate } from '../chat/templates/parse.ts';
import type { Template, TemplateFault, Templates } from '../chat/templates/template.ts';

export interface TemplateFolders {
  readonly templates: string;
  /** Where the lists that `example` names lie. */
  readonly examples: string;
}

const beside = (folder: string): string => fileURLToPath(new URL(`../../${folder}/`, import.meta.url));

export const TEMPLATE_FOLDERS: TemplateFolders = { templates: beside('templates'), examples: beside('examples') };

export function readTemplates(folders: TemplateFolders = TEMPLATE_FOLDERS): Templates {
  const names = listed(folders.templates)?.filter((name) => /\.ya?ml$/i.test(name));
  if (names === undefined)
    return { all: [], faults: [{ file: 'templates/', field: '', problem: unreadable('The folder') }] };
  const examples = new Set(listed(folders.examples));
  const read = names.toSorted().map((name) => readOne(folders.templates, name, examples));
  const found = read.flatMap((one) => (one.ok ? [one.template] : []));
  const twice = found.filter((one, index) => found.findIndex((other) => other.id === one.id) < index);
  return {
    all: inOrder(found.filter((one) => !twice.includes(one))),
    faults: [...read.flatMap((one) => (one.ok ? [] : one.faults)), ...twice.map(sameName)],
  };
}

function readOne(folder: string, name: string, examples: ReadonlySet<string>): ParsedTemplate {
  const file = `templates/${name}`;
  try {
    return parseTemplate(readFileSync(`${folder}/${name}`, 'utf8'), file, examples);
  } catch {
    return { ok: false, faults: [{ file, field: '', problem: unreadable('The file') }] };
  }
}

const unreadable = (what: string): string => `${what} cannot be read. Look at its permissions.`;

const sameName = ({ id }: Template): TemplateFault => ({
  file: `templates/${id}.yml`,
  field: '',
  problem: `There is a ${id}.yaml as well. Rename one of them.`,
});

/** Those of the house as they are offered, then the team's own by what stands on their buttons. */
function inOrder(templates: readonly Template[]): readonly Template[] {
  const place = ({ id }: Template): number => (HOUSE_ORDER.indexOf(id) + HOUSE_ORDER.length) % HOUSE_ORDER.length;
  const own = (one: Template): boolean => !HOUSE_ORDER.includes(one.id);
  return [
    ...templates.filter((one) => !own(one)).toSorted((a, b) => place(a) - place(b)),
    ...templates.filter(own).toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  ];
}

function listed(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
