/** Missions that somebody kept as a template, beside those of the files: what they are called, kept in and begun with. */
import type { Actor } from '../../missions/terms.ts';
import type { Template, Templates } from '../templates/template.ts';
import { slug } from './slug.ts';

export interface SavedTemplate {
  readonly template: Template;
  readonly by: Actor;
  /** Wall time, epoch ms. */
  readonly at: number;
  /** The mission it was. */
  readonly mission: string;
}

/** Where they are kept: what the desk is handed has more. */
interface Shelf {
  /** Of the files. */
  readonly templates: Templates;
  readonly tables: {
    readonly templates: { entries(): Promise<readonly (readonly [string, SavedTemplate])[]> };
  };
}

export const LONGEST_NAME = 40;

/** `Roof quotes Berlin` is kept as `roof-quotes-berlin`, the name that its file would have. */
export const templateId = (name: string): string => slug(name).replace(/^f_/, '').replaceAll('_', '-');

export async function savedTemplates({ tables }: Shelf): Promise<readonly SavedTemplate[]> {
  const entries = await tables.templates.entries();
  return entries.map(([, saved]) => saved).toSorted((one, other) => compare(one.template.label, other.template.label));
}

const compare = (one: string, other: string): number => one.localeCompare(other, 'en');

/** All that a mission can be begun with: files first, then what was kept from chat. */
export async function allTemplates(deps: Shelf): Promise<Templates> {
  const saved = await savedTemplates(deps);
  const files = new Set(deps.templates.all.map((one) => one.id));
  // A file that came later under the same name goes first; the other is found under its name again when the file is gone.
  const own = saved.map(({ template }) => template).filter((one) => !files.has(one.id));
  return { ...deps.templates, all: [...deps.templates.all, ...own] };
}
