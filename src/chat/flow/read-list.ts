/** From a dropped file, a paste or an example to the people of a draft, or one sentence on why it cannot be read. */
import type { DeskDeps, ListSource, TargetList } from '../desk-deps.ts';
import type { FileIn } from '../surface.ts';
import type { DraftList } from './draft.ts';
import type { ListRead } from './page.ts';

/** The list field of a form: a file goes before what was typed; both empty = nothing. */
export function readListField(deps: DeskDeps, text: string | undefined, files: readonly FileIn[]): Promise<ListRead> {
  const [file] = files;
  if (file !== undefined) return readList(deps, { kind: 'file', ...file }, file.name);
  const typed = (text ?? '').trim();
  return typed === '' ? Promise.resolve(undefined) : readList(deps, { kind: 'paste', text: typed }, 'the pasted list');
}

export async function readList(deps: DeskDeps, source: ListSource, name: string): Promise<NonNullable<ListRead>> {
  const list = await deps.readTargets(source, { defaultRegion: deps.defaultRegion });
  if (list.fatal !== undefined) return { error: list.fatal };
  if (list.totalRows === 0) return { error: `There is no row in ${name}. Write one person a line: name, number.` };
  return toDraftList(list, name);
}

function toDraftList(list: TargetList, name: string): NonNullable<ListRead> {
  return {
    name,
    rows: list.totalRows,
    targets: list.targets,
    refused: list.refused,
    merged: list.merged.map(({ rows, names }) => ({ rows, names })),
    variables: list.columns.flatMap((column) =>
      column.use === 'variable' && column.variable !== undefined ? [column.variable] : [],
    ),
    headings: headingsOf(list),
  };
}

/** A column of names or notes is spoken of by its own heading as well. */
function headingsOf({ columns }: TargetList): NonNullable<DraftList['headings']> {
  const roles = columns.map(({ use }) => use);
  return columns.flatMap(({ header, use, variable }) => {
    if (header === '') return [];
    // A name in two columns is not what either of them holds.
    const whole = use === 'notes' || (use === 'name' && roles.indexOf('name') === roles.lastIndexOf('name'));
    const meant = whole ? use : variable;
    return meant === undefined ? [] : [{ header, variable: meant }];
  });
}

/** Whether a message looks like a pasted list: at least one line that holds a number of seven digits and more. */
export const looksLikeList = (text: string): boolean => /(?:\+|\d)[\d\s().\-/]{6,}\d/.test(text);
