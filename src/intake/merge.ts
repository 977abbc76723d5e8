/**
 * Fifth station of intake: people to targets. One number on several rows is one call in which both are named.
 */
import type { Target } from '../missions/target.ts';
import type { MergedRows, RefusedRow } from './intake.ts';
import type { Person } from './rows.ts';

export interface NumberedPerson {
  /** 1-based, as a spreadsheet counts. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly person: Person;
}

export interface MergeResult {
  readonly targets: readonly Target[];
  readonly merged: readonly MergedRows[];
  readonly refused: readonly RefusedRow[];
}

export function mergePeople(people: readonly NumberedPerson[]): MergeResult {
  const byPhone = new Map<string, Target>();
  const refused: RefusedRow[] = [];
  for (const { row, cells, person } of people) {
    const earlier = byPhone.get(person.phone);
    if (earlier === undefined) {
      byPhone.set(person.phone, { id: `t${byPhone.size + 1}`, ...person, rows: [row], alsoNamed: [] });
    } else if (hasOtherKeys(earlier, person)) {
      refused.push({ row, cells, reason: otherKeys(earlier) });
    } else {
      byPhone.set(person.phone, join(earlier, person, row));
    }
  }
  const targets = [...byPhone.values()];
  const merged = targets
    .filter(({ rows }) => rows.length > 1)
    .map(({ phone, rows, name, alsoNamed }) => ({
      phone,
      rows,
      names: [name, ...alsoNamed].filter((each) => each !== ''),
    }));
  return { targets, merged, refused };
}

function hasOtherKeys(earlier: Target, person: Person): boolean {
  return earlier.keys !== undefined && person.keys !== undefined && earlier.keys !== person.keys;
}

function otherKeys({ rows, phone }: Target): string {
  return `${phone} is on row ${rows[0]} with another extension, and one number is called once; put this row into a mission of its own.`;
}

/** The first row leads; what it leaves empty comes from the later one, notes are put together. */
function join(earlier: Target, later: Person, row: number): Target {
  const name = earlier.name === '' ? later.name : earlier.name;
  const isNewName = later.name !== '' && later.name !== name && !earlier.alsoNamed.includes(later.name);
  const notes = joinNotes(earlier.notes ?? '', later.notes ?? '');
  const keys = earlier.keys ?? later.keys;
  const filled = Object.entries(later.variables).filter(
    ([key, value]) => value !== '' && (earlier.variables[key] ?? '') === '',
  );
  return {
    ...earlier,
    name,
    ...(keys === undefined ? {} : { keys }),
    ...(notes === '' ? {} : { notes }),
    variables: { ...earlier.variables, ...Object.fromEntries(filled) },
    rows: [...earlier.rows, row],
    alsoNamed: isNewName ? [...earlier.alsoNamed, later.name] : earlier.alsoNamed,
    zones: [...new Set([...earlier.zones, ...later.zones])].sort(),
  };
}

function joinNotes(earlier: string, later: string): string {
  if (earlier === '' || later === '') return earlier || later;
  return `; ${earlier}; `.includes(`; ${later}; `) ? earlier : `${earlier}; ${later}`;
}
