// The tables of the simulated world in memory, and every change to them as a line of the state file. A request's
// changes, its log entry and the clock are one line, written before the answer: a kill loses either all of it or nothing.
import type { FaultRow } from './orders.ts';
import type {
  AssistantRow,
  ConversationRow,
  DialCountRow,
  EventRow,
  GroupRow,
  IdempotencyRow,
  InsightRunRow,
  LegRow,
  LinkRow,
  MissionRow,
  NumberRow,
  RunRow,
  ScheduledRow,
  StepRow,
  TemplateRow,
  TexmlAppRow,
  VoiceProfileRow,
} from './rows.ts';
import { openStateFile, type StateFile } from './state-file.ts';

export interface Tables {
  missions: MissionRow;
  runs: RunRow;
  steps: StepRow;
  events: EventRow;
  links: LinkRow;
  assistants: AssistantRow;
  texmlApps: TexmlAppRow;
  voiceProfiles: VoiceProfileRow;
  numbers: NumberRow;
  templates: TemplateRow;
  groups: GroupRow;
  scheduled: ScheduledRow;
  legs: LegRow;
  dialCounts: DialCountRow;
  conversations: ConversationRow;
  insightRuns: InsightRunRow;
  idempotency: IdempotencyRow;
  faults: FaultRow;
}

export type TableName = keyof Tables;

/** What the clock was and what the world was born with; goes into every line. */
export interface WorldHead {
  readonly nowMs: number;
  readonly seed: number;
  readonly limit: number;
}

/** A line of the state file: the head, the rows put or removed (null), the log entries added. */
interface Line {
  readonly head: WorldHead;
  readonly rows: readonly (readonly [TableName, string, unknown])[];
  readonly log: readonly unknown[];
}

export interface Store {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  /** In order of creation. */
  list<T extends TableName>(table: T): readonly Tables[T][];
  put<T extends TableName>(table: T, id: string, row: Tables[T]): void;
  remove(table: TableName, id: string): void;
  /** Every log entry ever added, in order. */
  readonly log: readonly unknown[];
  addLog(entry: unknown): void;
  /** Writes what has changed since the last commit. */
  commit(head: WorldHead): void;
  /** The head of the last line of the state file; undefined for a new world. */
  readonly restored: WorldHead | undefined;
  close(): void;
}

type Maps = { readonly [T in TableName]: Map<string, Tables[T]> };

function emptyMaps(): Maps {
  return {
    missions: new Map(),
    runs: new Map(),
    steps: new Map(),
    events: new Map(),
    links: new Map(),
    assistants: new Map(),
    texmlApps: new Map(),
    voiceProfiles: new Map(),
    numbers: new Map(),
    templates: new Map(),
    groups: new Map(),
    scheduled: new Map(),
    legs: new Map(),
    dialCounts: new Map(),
    conversations: new Map(),
    insightRuns: new Map(),
    idempotency: new Map(),
    faults: new Map(),
  };
}

/** Opens the world of `file`, or one that lives in memory only. Throws StateFileError when the file cannot be used. */
export function openStore(file: string | undefined): Store {
  const maps = emptyMaps();
  const log: unknown[] = [];
  const apply = (line: Line) => {
    for (const [table, id, row] of line.rows) {
      const map: Map<string, unknown> = maps[table];
      if (row === null) map.delete(id);
      else map.set(id, row);
    }
    log.push(...line.log);
    return line.head;
  };
  const state: StateFile<Line> | undefined = file === undefined ? undefined : openStateFile<Line>(file);
  let restored: WorldHead | undefined;
  for (const line of state?.lines() ?? []) restored = apply(line);
  if (state !== undefined && restored !== undefined) state.replace([{ head: restored, rows: allRows(maps), log }]);

  let dirty = new Map<string, readonly [TableName, string]>();
  let loggedUpTo = log.length;
  const touch = (table: TableName, id: string) => dirty.set(`${table} ${id}`, [table, id]);

  return {
    get: (table, id) => maps[table].get(id),
    list: (table) => [...maps[table].values()],
    put: (table, id, row) => {
      maps[table].set(id, row);
      touch(table, id);
    },
    remove: (table, id) => {
      maps[table].delete(id);
      touch(table, id);
    },
    log,
    addLog: (entry) => log.push(entry),
    commit: (head) => {
      const changed = [...dirty.values()];
      dirty = new Map();
      const added = log.slice(loggedUpTo);
      loggedUpTo = log.length;
      const rows = changed.map(([table, id]) => [table, id, maps[table].get(id) ?? null] as const);
      state?.append({ head, rows, log: added });
    },
    restored,
    close: () => state?.close(),
  };
}

function allRows(maps: Maps): Line['rows'] {
  return tableNames(maps).flatMap((table) => [...maps[table]].map(([id, row]) => [table, id, row] as const));
}

function tableNames(maps: Maps): readonly TableName[] {
  return Object.keys(maps).filter((name): name is TableName => name in maps);
}
