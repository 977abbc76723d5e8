/**
 * Third station of intake: which row is the heading and what each column is for. Headings decide where they are known;
 * where they are not, or lie, the cells themselves do.
 */
import { type HeaderMeaning, type HeaderRole, meaningOf } from './header-words.ts';
import type { Column, ColumnUse } from './intake.ts';
import { looksLikePhone, readPhone } from './phone.ts';
import { isBlank } from './table.ts';
import { variableName } from './variable-name.ts';
import { readZones } from './zone-cell.ts';

type Rows = readonly (readonly string[])[];

export interface ColumnPlan {
  /** Index of the heading in the rows, -1 without one. Rows before it are titles. */
  readonly headerIndex: number;
  readonly columns: readonly Column[];
  /** Index of the phone column, then of those to fall back on where it is empty; empty if there is none. */
  readonly phones: readonly number[];
  /** Indexes of the columns that make the name together. */
  readonly names: readonly number[];
}

interface Candidate {
  readonly index: number;
  readonly header: string;
  readonly meaning: HeaderMeaning | undefined;
  readonly cells: readonly string[];
}

const SAMPLE_ROWS = 300;
const HEADER_WITHIN_ROWS = 10;
/** Below this score nothing in a column speaks for phone numbers. */
const PHONE_THRESHOLD = 0.25;
/** Names of `Target` fields and of the columns we add to a list of refused rows. */
const RESERVED = ['name', 'phone', 'notes', 'zone'];
const SCREEN = /^(?:n\/?a|none|unknown|unbekannt|inconnu|[-–—?.])?$/i;

export function planColumns(rows: Rows, isLines: boolean, defaultRegion: string): ColumnPlan {
  const headerIndex = isLines ? -1 : findHeader(rows, defaultRegion);
  const body = rows
    .slice(headerIndex + 1)
    .filter((row) => !isBlank(row))
    .slice(0, SAMPLE_ROWS);
  const header = rows[headerIndex] ?? [];
  const width = body.reduce((most, row) => Math.max(most, row.length), header.length);
  const candidates = Array.from({ length: width }, (_, index): Candidate => {
    const title = (header[index] ?? '').replace(/^\ufeff/, '').trim();
    const cells = body.map((row) => (row[index] ?? '').trim());
    return { index, header: title, meaning: title === '' ? undefined : meaningOf(title), cells };
  });
  const roles = isLines ? LINE_ROLES : chooseRoles(candidates, headerIndex >= 0, defaultRegion);
  return { headerIndex, columns: describe(candidates, roles), phones: roles.phones, names: roles.names };
}

interface Roles {
  readonly phones: readonly number[];
  readonly names: readonly number[];
  readonly notes: number;
  readonly zone: number;
  /** Columns of our own list of refused rows, sent back corrected. */
  readonly ours: readonly number[];
}

const LINE_ROLES: Roles = { names: [0], phones: [1], notes: 2, zone: -1, ours: [] };

function findHeader(rows: Rows, defaultRegion: string): number {
  const first = rows.findIndex((row) => !isBlank(row));
  for (let index = Math.max(first, 0); index < Math.min(rows.length, first + HEADER_WITHIN_ROWS); index++) {
    const row = rows[index] ?? [];
    if (row.some((cell) => looksLikePhone(cell))) break;
    const meanings = row.map((cell) => (cell.trim() === '' ? undefined : meaningOf(cell)));
    const strongPhone = meanings.some((meaning) => meaning?.role === 'phone' && meaning.strength === 1);
    if (strongPhone || meanings.filter((meaning) => meaning !== undefined).length > 1) return index;
  }
  return first >= 0 && isForeignHeader(rows, first, defaultRegion) ? first : -1;
}

/** Words in a language we do not know above a column of numbers. */
function isForeignHeader(rows: Rows, index: number, defaultRegion: string): boolean {
  const row = rows[index] ?? [];
  const filled = row.filter((cell) => cell.trim() !== '');
  if (filled.length < 2 || filled.some((cell) => /\d{3}/.test(cell)) || new Set(filled).size < filled.length)
    return false;
  const below = rows.slice(index + 1, index + 1 + HEADER_WITHIN_ROWS).filter((other) => !isBlank(other));
  return row.some((cell, column) => {
    if (SCREEN.test(cell.trim()) || /\d/.test(cell)) return false;
    const numbers = below.filter((other) => readPhone(other[column] ?? '', defaultRegion).ok);
    return below.length > 0 && numbers.length >= below.length / 2;
  });
}

function chooseRoles(candidates: readonly Candidate[], hasHeader: boolean, defaultRegion: string): Roles {
  const ours = plainHeader(candidates[0]) === 'row' && plainHeader(candidates[1]) === 'reason' ? [0, 1] : [];
  const open = candidates.filter((candidate) => !ours.includes(candidate.index));
  const phones = choosePhones(open, defaultRegion);
  const zone = chooseZone(open);
  const rest = open.filter(({ index }) => !phones.includes(index) && index !== zone);
  const names = chooseNames(rest, hasHeader);
  const free = rest.filter(({ index }) => !names.includes(index));
  const headed = free.find(({ meaning }) => meaning?.role === 'notes')?.index ?? -1;
  const notes = hasHeader ? headed : (free.find(isText)?.index ?? -1);
  return { phones, names, notes, zone, ours };
}

function plainHeader(candidate: Candidate | undefined): string {
  return candidate?.header.toLowerCase() ?? '';
}

/** The best column, then further ones that are headed as phone numbers. */
function choosePhones(candidates: readonly Candidate[], defaultRegion: string): readonly number[] {
  const scored = candidates
    .filter(({ meaning }) => meaning?.role !== 'fax')
    .map((candidate) => ({ candidate, score: phoneScore(candidate, defaultRegion) }))
    .filter(({ score }) => score >= PHONE_THRESHOLD)
    .sort((a, b) => b.score - a.score);
  const [best, ...others] = scored;
  if (best === undefined) return [];
  const fallbacks = others.filter(({ candidate: { meaning } }) => meaning?.role === 'phone' && meaning.strength > 0.5);
  return [best, ...fallbacks].map(({ candidate }) => candidate.index);
}

function phoneScore({ meaning, cells }: Candidate, defaultRegion: string): number {
  const readings = cells.map((cell) =>
    cell === '' ? 'empty' : readPhone(cell, defaultRegion).ok ? 'number' : 'other',
  );
  const rows = Math.max(1, cells.length);
  const readable = readings.filter((reading) => reading === 'number').length / rows;
  const attempts = cells.filter((cell) => looksLikePhone(cell)).length / rows;
  const written = cells.filter((cell) => /^['(]*(?:\+|00)\d/.test(cell)).length / rows;
  const heading = meaning?.role === 'phone' ? meaning.strength * 1.5 : meaning === undefined ? 0 : -0.5;
  return readable * 2 + attempts * 0.5 + written * 0.5 + heading;
}

/** A column headed "zone" may mean a sales district: some of its cells must be time zones. */
function chooseZone(candidates: readonly Candidate[]): number {
  const headed = candidates.find(({ meaning, header, cells }) => {
    if (meaning?.role !== 'zone') return false;
    return header.trim().toLowerCase() !== 'zone' || cells.some((cell) => (readZones(cell)?.length ?? 0) > 0);
  });
  return headed?.index ?? -1;
}

function chooseNames(candidates: readonly Candidate[], hasHeader: boolean): readonly number[] {
  const first = headedAs(candidates, 'first-name');
  const last = headedAs(candidates, 'last-name');
  const named = candidates
    .filter(({ meaning, cells }) => meaning?.role === 'name' && cells.some((cell) => cell !== ''))
    .sort((a, b) => (b.meaning?.strength ?? 0) - (a.meaning?.strength ?? 0))[0];
  // "Vorname, Name" and "prénom, nom": the word for a name is the family name when it stands beside the given one.
  const family = last ?? (first !== undefined && isFamilyWord(named) ? named : undefined);
  if (first !== undefined && family !== undefined && (named === undefined || named === family))
    return [first.index, family.index];
  const chosen =
    named ?? family ?? first ?? contactColumn(candidates) ?? candidates.find((each) => isUnknownText(each, hasHeader));
  return chosen === undefined ? [] : [chosen.index];
}

function headedAs(candidates: readonly Candidate[], role: HeaderRole): Candidate | undefined {
  return candidates.find(({ meaning }) => meaning?.role === role);
}

function isFamilyWord(candidate: Candidate | undefined): boolean {
  return /^(?:name|nom|nombre|nome|naam|nazwa|ad)$/i.test(candidate?.header ?? '');
}

function contactColumn(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find((each) => each.meaning?.role === 'phone' && each.meaning.strength < 0.5 && isText(each));
}

function isUnknownText(candidate: Candidate, hasHeader: boolean): boolean {
  return candidate.meaning === undefined && (!hasHeader || candidate.header !== '') && isText(candidate);
}

function isText({ cells }: Candidate): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.filter((cell) => /\p{L}{2}/u.test(cell)).length > filled.length / 2;
}

function describe(candidates: readonly Candidate[], roles: Roles): readonly Column[] {
  const taken = new Set(RESERVED);
  return candidates.map(({ index, header, cells }): Column => {
    const use = useOf(index, roles);
    if (use !== undefined) return { header, use };
    if (header === '' && cells.every((cell) => cell === '')) return { header, use: 'ignored' };
    return { header, use: 'variable', variable: variableName(header, index + 1, taken) };
  });
}

function useOf(index: number, roles: Roles): ColumnUse | undefined {
  if (roles.ours.includes(index)) return 'ignored';
  if (roles.phones[0] === index) return 'phone';
  if (roles.names.includes(index)) return 'name';
  if (roles.notes === index) return 'notes';
  return roles.zone === index ? 'zone' : undefined;
}
