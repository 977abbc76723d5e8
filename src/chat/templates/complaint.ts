/** What is wrong at one place of a template file, and what to do about it. */
import type { TemplateFile } from './file.ts';

export type Path = readonly (string | number)[];

export interface Complaint {
  readonly path: Path;
  readonly problem: string;
}

export type FileRound = TemplateFile['rounds'][number];
export type FileField = FileRound['fields'][number];

/** Where the organisation's name belongs. */
export const ORGANISATION = '{{on_behalf_of}}';

export const when = (wrong: boolean, path: Path, problem: string): readonly Complaint[] =>
  wrong ? [{ path, problem }] : [];
