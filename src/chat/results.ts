/**
 * What was learnt, as a table on a card, as a CSV for a spreadsheet and as the closing text. Numbers of people stand in
 * the CSV only, which goes to those who may see results; cards in a channel never hold one.
 */
import { stringify } from 'csv-stringify/sync';
import { neutralCell } from '../lib/csv-cell.ts';
import type { Value } from '../missions/event.ts';
import { mergedRanking, type RankedPerson } from '../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../projections/mission-view.ts';
import { statusWords } from '../projections/outcome-words.ts';
import type { Card, FileOut } from './card.ts';
import { takenOffLine, whyNot } from './cards/mission-parts.ts';
import { answeredTotal, bestOf, listOf } from './cards/result-card.ts';
import { moment } from './times.ts';
import {
  button,
  type CardOptions,
  count,
  factsOf,
  fieldsOf,
  listText,
  lockLine,
  personName,
  scoreText,
  textOf,
} from './wording.ts';

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
    headline: [{ bold: `${answeredTotal(view)} of ${count(view.rows.length, 'person', 'people')} answered.` }],
    blocks: [...listOf(view, SHOWN), ...(gone === undefined ? [] : [gone])],
    next: over
      ? ['Next: nothing more is called.']
      : textOf(
          'Next: this list does not change by itself; it shows what was known ',
          [moment(now, now, options.zone)],
          '.',
        ),
    buttons: [button('csv', mission, 'Table (CSV)', { style: 'primary' }), button('calls', mission, 'Read the calls')],
    lock: lockLine(`${view.brief.name}: results`, view.sandbox),
  };
}

/** One line a person: name, number, status, the round whose score it is and the place, score, every field, words, tries. Cells cannot become formulas. */
export function resultsCsv(view: MissionView): FileOut {
  const fields = fieldsOf(view);
  const labels = fields.map((field) => (field.unit === undefined ? field.label : `${field.label} (${field.unit})`));
  const head = [
    'Name',
    'Number',
    'Status',
    'Why',
    'Round',
    'Rank',
    'Score',
    ...labels,
    'Their words',
    'Tries',
    'Rows of the file',
    'Also named',
  ];
  const lines = orderedRows(view).map(({ row, score, round, rank }) => [
    row.name,
    row.details?.phone ?? '',
    statusWords(row.status),
    row.status === 'answered' ? '' : whyNot(row),
    round === undefined ? '' : String(view.rounds.findIndex((one) => one.id === round) + 1),
    score === undefined || rank === undefined ? '' : String(rank),
    score === undefined ? '' : scoreText(score),
    ...fields.map((field) => cellOf(row.values[field.name])),
    row.words ?? '',
    String(row.attempts),
    (row.details?.rows ?? []).join(' '),
    (row.details?.alsoNamed ?? []).join('; '),
  ]);
  const table = [head, ...lines].map((cells, index) =>
    view.sandbox ? [index === 0 ? 'Sandbox' : 'SANDBOX', ...cells] : cells,
  );
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

/** Phone numbers and amounts may begin with a sign and are no formulas; everything else is made harmless. */
const safeCell = (cell: string): string => (/^[+-]?\d{1,15}(\.\d+)?$/.test(cell) ? cell : neutralCell(cell));

function cellOf(value: Value | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

type OrderedRow = { readonly row: RowView } & Partial<Pick<RankedPerson, 'round' | 'rank' | 'score'>>;

function orderedRows(view: MissionView): readonly OrderedRow[] {
  const merged = mergedRanking(view);
  const placed = new Set(merged.map((one) => one.row.target));
  return [...merged, ...view.rows.filter((row) => !placed.has(row.target)).map((row) => ({ row }))];
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

/** The comparison, the choice and its reason in one paragraph (R298), with the counts and the recommended names (R301). */
export function reportText(view: MissionView): string {
  const counts = `${count(view.rows.length, 'person', 'people')} called, ${answeredTotal(view)} answered, ${count(view.calls, 'call')}.`;
  if (view.result?.reason === 'rejected') return `${counts} Ended after the list was rejected; nobody is recommended.`;
  const compared = mergedRanking(view).filter((one) => one.score !== undefined);
  const best = bestOf(view);
  if (best === undefined || compared.length === 0)
    return `${counts} Nobody is recommended: no answer could be compared.`;
  const facts = factsOf(best, fieldsOf(view)).join(', ');
  const place = compared.find((one) => one.row.target === best.target);
  const score = place?.score;
  const others = compared.filter((one) => one.row.target !== best.target && one.round === place?.round).slice(0, 2);
  const behind = others.map(
    (one) => `${personName(one.row)} (${one.score === undefined ? '–' : scoreText(one.score)})`,
  );
  const choice = `Recommended: ${personName(best)}${facts === '' ? '' : ` with ${facts}`}`;
  const why = score === undefined ? '' : `, the best score (${scoreText(score)})${criteriaOf(view)}`;
  return `${counts} ${choice}${why}.${behind.length === 0 ? '' : ` Behind: ${listText(behind)}.`}`;
}

function criteriaOf(view: MissionView): string {
  const round = view.brief.rounds.findLast((one) => one.ranking.length > 0);
  if (round === undefined) return '';
  const labels = round.ranking.map((rule) =>
    (round.fields.find((field) => field.name === rule.field)?.label ?? rule.field).toLowerCase(),
  );
  return ` by ${listText(labels)}`;
}
