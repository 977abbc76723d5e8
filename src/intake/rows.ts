/**
 * Fourth station of intake: one row to one person, or to one sentence why not.
 */
import type { Target } from '../missions/target.ts';
import type { ColumnPlan } from './columns.ts';
import { plainWords } from './header-words.ts';
import { readPhone } from './phone.ts';
import { readZones } from './zone-cell.ts';
import { zonesOf } from './zones.ts';

/** A target before rows are merged and ids are given. */
export type Person = Omit<Target, 'id' | 'rows' | 'alsoNamed'>;

export type RowReading =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly reason: string };

const TOTAL_WORDS =
  /^(?:grand |sub ?)?(?:total|totals|totale|totaux|summe|gesamt|gesamtsumme|insgesamt|anzahl|sum|suma|soma|somme|razem|totaal|toplam|celkem|count)\b/;
const FOOTER_WORDS =
  /^(?:page|seite|export|exported|exportiert|generated|erstellt|created|printed|stand|confidential|vertraulich|copyright|end of)\b/;

export function readRow(cells: readonly string[], plan: ColumnPlan, defaultRegion: string): RowReading {
  const phoneCell = plan.phones.map((index) => text(cells[index])).find((cell) => cell !== '') ?? '';
  const special = refuseSpecial(cells, phoneCell);
  if (special !== undefined) return { ok: false, reason: special };
  const phone = readPhone(phoneCell, defaultRegion);
  if (!phone.ok) return { ok: false, reason: phone.reason };
  const zoneCell = cellFor(cells, plan, 'zone');
  const zones = zoneCell === '' ? zonesOf(phone) : readZones(zoneCell);
  if (zones === undefined) {
    return {
      ok: false,
      reason: `"${zoneCell}" is not a time zone; write it like Europe/Berlin, or leave the cell empty.`,
    };
  }
  if (zones.length === 0) {
    return { ok: false, reason: `The time zone of ${phone.phone} is not known; say the zone in a column called zone.` };
  }
  const notes = cellFor(cells, plan, 'notes');
  const { region, lineType, keys } = phone;
  const person: Person = {
    name: plan.names
      .map((index) => text(cells[index]))
      .filter((part) => part !== '')
      .join(' '),
    phone: phone.phone,
    ...(keys === undefined ? {} : { keys }),
    ...(notes === '' ? {} : { notes }),
    variables: variablesOf(cells, plan),
    region,
    lineType,
    zones,
  };
  return { ok: true, person };
}

/** Totals, footers and repeated headings are nobody: said politely, and nothing is to be done. */
function refuseSpecial(cells: readonly string[], phoneCell: string): string | undefined {
  if (phoneCell.replace(/\D/g, '').length > 6) return undefined;
  const filled = cells.map((cell) => plainWords(cell)).filter((cell) => cell !== '');
  const [first = ''] = filled;
  if (TOTAL_WORDS.test(first) || (FOOTER_WORDS.test(first) && filled.length < 3)) {
    return 'This looks like a total or a footer, not a person; there is nothing to do.';
  }
  return undefined;
}

function variablesOf(cells: readonly string[], plan: ColumnPlan): Readonly<Record<string, string>> {
  const entries = plan.columns.flatMap(({ variable }, index) =>
    variable === undefined ? [] : [[variable, text(cells[index])] as const],
  );
  return Object.fromEntries(entries);
}

function cellFor(cells: readonly string[], plan: ColumnPlan, use: 'notes' | 'zone'): string {
  return text(cells[plan.columns.findIndex((column) => column.use === use)]);
}

/** Without the apostrophe that spreadsheets, and our own lists, put before what could be a formula. */
function text(cell: string | undefined): string {
  return (cell ?? '').trim().replace(/^'(?=[=+\-@])/, '');
}
