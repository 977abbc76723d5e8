/**
 * What was learnt, as a table on a card, as a CSV for a spreadsheet and as the closing text. Numbers of people stand in
 * the CSV only, which goes to those who may see results; cards in a channel never hold one.
 */
import { stringify } from 'csv-stringify/sync';
import { neutralCell } from '../lib/csv-cell.ts';
import type { Field } from '../missions/brief.ts';
import { saidField } from '../missions/schema.ts';
import type { Value } from '../missions/terms.ts';
import { foretoldTurns } from '../projections/foretold.ts';
import { mergedRanking, type RankedPerson } from '../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../projections/mission-view.ts';
import { type NextCalls, nextCalls } from '../projections/next-call.ts';
import { statusWords } from '../projections/outcome-words.ts';
import { answeredTotal, peopleOf } from '../projections/who-counts.ts';
import type { Card, FileOut } from './card.ts';
import { evidenceText } from './cards/evidence.ts';
import { takenOffLine, whyNot } from './cards/mission-parts.ts';
import { nextCallTexts } from './cards/next-call-text.ts';
import { listOf, shownRank, shownScore } from './cards/result-groups.ts';
import { textCell } from './cards/text-lines.ts';
import { because } from './quoted.ts';
import { doubtLines, personLines, plainValue, scoreLines } from './result-marks.ts';
import { fullTime, moment } from './times.ts';
import { button, type CardOptions, count, fieldsOf, lockLine, scoreText, textOf } from './wording.ts';

const SHOWN = 20;

/** `results`: everybody so far, best first. */
export function resultsCard(view: MissionView, now: number, options: CardOptions): Card {
  const over = view.endedAt !== undefined;
  const mission = { about: 'mission', mission: view.id } as const;
  const gone = takenOffLine(view);
  return {
    kind: 'card',
    state: over ? 'RESULTS' : 'RESULTS SO FAR',
    name: view.brief.name,
    ref: view.id,
    sandbox: view.sandbox,
    headline: [{ bold: `${answeredTotal(view)} of ${count(peopleOf(view).length, 'person', 'people')} answered.` }],
    blocks: [...listOf(view, SHOWN, nextCallTexts(view, now, options)), ...(gone === undefined ? [] : [gone])],
    next: over
      ? ['Next: nothing more is called.']
      : textOf(
          'Next: this list does not change by itself; it shows what was known ',
          [moment(now, now, options.zone)],
          '.',
        ),
    buttons: [
      button('csv', mission, 'Table (CSV)', { style: 'primary' }),
      button('calls', mission, 'Read the calls'),
      button('correct', mission, 'Correct a result'),
    ],
    lock: lockLine(`${view.brief.name}: results`, view.sandbox),
  };
}

/** Before and behind a column for each question. */
const HEAD = {
  before: ['Name', 'Number', 'Status', 'Why', 'Round', 'Rank', 'Score'],
  behind: [
    'Their words',
    'Tries',
    'Rows of the file',
    'Also named',
    'Numbers as they were said',
    'To be checked',
    'By hand',
    'Counted as the worst',
    'Evidence',
    'Next call (their time)',
    'Waits because',
  ],
} as const;

/**
 * One line a person: name, number, status, the round whose score it is and the place, score, every field, words, tries, next
 * call. Cells cannot become formulas. `lines`: calls at once that the account allows.
 */
export function resultsCsv(view: MissionView, now = view.changedAt, lines = view.brief.batchSize): FileOut {
  const fields = fieldsOf(view);
  const labels = fields.map((field) => (field.unit === undefined ? field.label : `${field.label} (${field.unit})`));
  const own = view.brief.text === undefined ? [] : ['Text'];
  const table = [
    [...HEAD.before, ...labels, ...HEAD.behind, ...own],
    ...linesOf(view, fields, nextCalls(view, now, foretoldTurns(view, now, lines))),
  ].map((cells, index) => (view.sandbox ? [index === 0 ? 'Sandbox' : 'SANDBOX', ...cells] : cells));
  const text = stringify(
    table.map((cells) => cells.map(safeCell)),
    { record_delimiter: '\r\n', bom: true },
  );
  return {
    name: `${view.sandbox ? 'SANDBOX-' : ''}${view.id}-${fileStem(view.brief.name)}.csv`,
    mime: 'text/csv',
    text,
  };
}

function linesOf(view: MissionView, fields: readonly Field[], next: NextCalls): readonly (readonly string[])[] {
  return orderedRows(view).map(({ row, placed }) => [
    row.name,
    row.details?.phone ?? '',
    statusWords(row),
    row.status === 'answered' || whyNot(row) === statusWords(row) ? '' : whyNot(row),
    ...placeCells(view, placed),
    ...fields.map((field) => cellOf(row.values[field.name])),
    row.words ?? '',
    String(row.attempts),
    (row.details?.rows ?? []).join(' '),
    (row.details?.alsoNamed ?? []).join('; '),
    saidOf(row, fields),
    doubtLines(row, fields).join('; '),
    byHandOf(row, fields),
    scoreLines(placed?.ranked, fields).join('; '),
    evidenceOf(row),
    theirClock(next.get(row.target)?.at, row),
    next.get(row.target)?.because ?? '',
    ...(view.brief.text === undefined ? [] : [textCell(row)]),
  ]);
}

/** Round, rank and score; rank and score only where something was compared. */
function placeCells(view: MissionView, placed: RankedPerson | undefined): readonly string[] {
  if (placed === undefined) return ['', '', ''];
  const score = shownScore(view, placed);
  const round = view.rounds.findIndex((one) => one.id === placed.round) + 1;
  return [String(round), String(shownRank(view, placed) ?? ''), score === undefined ? '' : scoreText(score)];
}

/** `Price: "twelve fifty"`. */
const saidOf = (row: RowView, fields: readonly Field[]): string =>
  fields
    .flatMap((field) => {
      const said = row.values[saidField(field.name)];
      return said === undefined ? [] : [`${field.label}: "${said}"`];
    })
    .join('; ');

/** Who changed what, from what to what and why; who told or left out the whole. */
function byHandOf(row: RowView, fields: readonly Field[]): string {
  const changes = (row.byRound ?? []).flatMap((one) => one.corrections ?? []);
  const texts = changes.map(({ field, before, after, by, reason }) => {
    const label = fields.find((one) => one.name === field)?.label ?? field;
    const what = before === after ? `confirmed ${plainValue(after)}` : `${plainValue(before)} → ${plainValue(after)}`;
    return `${label}: ${what}, by ${by.name}${because(reason)}`;
  });
  return [...texts, ...personLines(row)].join('; ');
}

/** What the last call was taken for, and why. */
function evidenceOf(row: RowView): string {
  const call = row.calls.findLast((one) => one.outcome !== undefined);
  return call === undefined ? '' : (evidenceText(call) ?? '');
}

/** `2026-11-27 09:00 America/Chicago`: in a table the day and the place of the clock stand in full. */
function theirClock(at: number | undefined, row: RowView): string {
  const [zone] = row.details?.zones ?? [];
  return at === undefined || zone === undefined ? '' : `${fullTime(at, zone)} ${zone}`;
}

/** Phone numbers and amounts may begin with a sign and are no formulas; everything else is made harmless. */
const safeCell = (cell: string): string => (/^[+-]?\d{1,15}(\.\d+)?$/.test(cell) ? cell : neutralCell(cell));

function cellOf(value: Value | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** In the order of the result; who has no place in it stands last. */
function orderedRows(view: MissionView): readonly { readonly row: RowView; readonly placed?: RankedPerson }[] {
  const merged = mergedRanking(view).map((placed) => ({ row: placed.row, placed }));
  const listed = new Set(merged.map(({ row }) => row.target));
  return [...merged, ...view.rows.filter((row) => !listed.has(row.target)).map((row) => ({ row }))];
}

/** `Vendor selection: Q4` -> `vendor-selection-q4`. */
function fileStem(name: string): string {
  const stem = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return stem === '' ? 'results' : stem;
}
