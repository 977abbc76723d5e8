/**
 * `npm run bench`: ratios of one run, each thing against what somebody would have instead on the same machine at the same
 * moment. A ratio says how many times longer ours takes; figures in milliseconds are only there to read it by.
 * `-- --json` prints the same as JSON.
 */
import { parse } from 'csv-parse/sync';
import { readTargets } from '../src/intake/read-targets.ts';
import { decide } from '../src/missions/decide.ts';
import { fold } from '../src/missions/evolve.ts';
import type { MissionState } from '../src/missions/state.ts';
import { openWork } from '../src/missions/work.ts';
import { foldView, viewOf } from '../src/projections/view-fold.ts';
import { appendTimes } from './bench/appending.ts';
import { type BenchRecord, missionRecords } from './bench/mission.ts';
import { openingTimes } from './bench/opening.ts';

interface Measured {
  readonly what: string;
  readonly against: string;
  /** Milliseconds of one turn, the median of several. */
  readonly oursMs: number;
  readonly theirsMs: number;
  readonly ratio: number;
}

const PEOPLE = 2000;
const ROWS = 5000;
const BOT = { id: 'bot', name: 'Callsheet' };

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Turn about, so that a busy moment of the machine meets both; the first turn of each only warms up. */
function compare(what: string, ours: () => unknown, against: string, theirs: () => unknown, turns = 7): Measured {
  const took = (work: () => unknown): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const pairs = Array.from({ length: turns + 1 }, () => [took(ours), took(theirs)] as const).slice(1);
  return measured(what, median(pairs.map(([one]) => one)), against, median(pairs.map(([, other]) => other)));
}

const measured = (what: string, oursMs: number, against: string, theirsMs: number): Measured => ({
  what,
  against,
  oursMs,
  theirsMs,
  ratio: oursMs / theirsMs,
});

function intake(): Measured {
  const lines = Array.from({ length: ROWS }, (_, index) => `Shop ${index},+1312${5_550_000 + index},note ${index}`);
  const text = ['name,phone,notes', ...lines].join('\n');
  const bytes = new TextEncoder().encode(text);
  return compare(
    `a list of ${ROWS} rows read to people`,
    () => readTargets({ kind: 'file', name: 'shops.csv', bytes }, { defaultRegion: 'US' }),
    'csv-parse alone',
    () => parse(text),
  );
}

function folding(records: readonly BenchRecord[]): readonly Measured[] {
  const lines = records.map((record) => JSON.stringify(record));
  const size = `${records.length} records of ${PEOPLE} people`;
  const earlier = viewOf(records.slice(0, -1));
  const last = records.slice(-1);
  const parsed = () => lines.map((line) => JSON.parse(line));
  return [
    compare(`${size} to a state`, () => fold(records), 'JSON.parse of them', parsed),
    compare(`${size} to a view`, () => viewOf(records), 'JSON.parse of them', parsed),
    compare(
      'one record more on that view',
      () => last.map((record) => foldView(earlier, record)),
      'reading all of it anew',
      () => viewOf(records),
    ),
  ];
}

function tick(records: readonly BenchRecord[]): { readonly state: MissionState; readonly run: () => unknown } {
  const state = fold(records);
  if (state === undefined) throw new Error('There is no mission.');
  const now = records.at(-1)?.at ?? 0;
  const run = () => openWork(state, { now, mirrored: records.length, freeLines: 5, lastLook: () => undefined });
  return { state, run };
}

function working(): readonly Measured[] {
  const records = missionRecords(PEOPLE, PEOPLE / 2);
  const now = records.at(-1)?.at ?? 0;
  const large = tick(records);
  const small = tick(missionRecords(20, 10));
  const copied = [...large.state.calls.values()];
  const note = { type: 'AddNote', note: 'asked' } as const;
  return [
    compare(
      `what is to be done for ${PEOPLE} people, half of them called`,
      large.run,
      'the same for 20',
      small.run,
      51,
    ),
    compare('that', large.run, 'a copy of its calls in JSON', () => JSON.parse(JSON.stringify(copied)), 21),
    compare(
      'one decision in it',
      () => decide(large.state, note, { now, by: BOT }),
      'one look at each of its calls',
      () => copied.filter((call) => call.phase !== 'settled' && call.phase !== 'taken-back'),
      51,
    ),
  ];
}

async function appending(): Promise<Measured> {
  const { journalMs, fileMs } = await appendTimes(missionRecords(20));
  return measured('a record appended to the journal', median(journalMs), 'a line to a file, and fsync', median(fileMs));
}

async function opening(): Promise<Measured> {
  const { oursMs, bareMs } = await openingTimes();
  return measured('npm start to the address', median(oursMs), 'the libraries alone, through npm', median(bareMs));
}

const rows = [await opening(), intake(), ...folding(missionRecords(PEOPLE)), ...working(), await appending()];
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows, undefined, 2));
} else {
  const shown = (value: number): string => value.toPrecision(3);
  console.table(
    rows.map((row) => ({
      what: row.what,
      ms: shown(row.oursMs),
      against: row.against,
      'its ms': shown(row.theirsMs),
      ratio: shown(row.ratio),
    })),
  );
}
