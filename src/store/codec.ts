/**
 * The journal's record format: text to record and back, strictly. Every version ever written still reads: an older one is
 * lifted step by step by `upcasters`, a newer one is refused in a sentence. Fixtures: test/fixtures/journal/.
 */
import { z } from 'zod';
import { StoreError } from '../engine/errors.ts';
import type { JournalRecord, NewRecord } from '../engine/ports.ts';
import { canonicalJson, isPlainObject } from './canonical.ts';

export const RECORD_VERSION = 1;

/** From version `n` to `n + 1`; works on the stored form, private values still sealed. */
export type Upcaster = (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Empty as long as version 1 is the only one ever written. */
const upcasters: ReadonlyMap<number, Upcaster> = new Map();

const envelope = z.strictObject({
  v: z.literal(RECORD_VERSION),
  stream: z.string().min(1),
  seq: z.int().min(0),
  epoch: z.int().min(0),
  at: z.number(),
  wallAt: z.number(),
  actor: z.strictObject({ id: z.string(), name: z.string() }),
  cause: z.string(),
  prev: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  events: z.array(z.unknown()),
});

/** A record with its private values still sealed. */
export type SealedRecord = z.infer<typeof envelope>;

/** Where a new record goes. */
export interface Position {
  readonly stream: string;
  readonly seq: number;
  readonly epoch: number;
  readonly prev: string;
}

/** The text that is stored and hashed. */
export function encodeRecord(position: Position, record: NewRecord<unknown>, sealed: unknown): string {
  const { at, wallAt, actor, cause } = record;
  const { stream, seq, epoch, prev } = position;
  const named = { id: actor.id, name: actor.name };
  return canonicalJson({
    v: RECORD_VERSION,
    stream,
    seq,
    epoch,
    at,
    wallAt,
    actor: named,
    cause,
    prev,
    events: sealed,
  });
}

/** Throws `StoreError` when the text is no record of `stream` at `seq`, or is of a version that is not known yet. */
export function decodeRecord(stream: string, seq: number, text: string): SealedRecord {
  const parsed = envelope.safeParse(upcast(parseObject(stream, seq, text), stream, upcasters, RECORD_VERSION));
  if (!parsed.success || parsed.data.stream !== stream || parsed.data.seq !== seq)
    throw damaged(stream, seq, parsed.error);
  return parsed.data;
}

/** Lifts a record to version `current`. Exported with its table as an argument so that the steps can be tested. */
export function upcast(
  record: Readonly<Record<string, unknown>>,
  stream: string,
  steps: ReadonlyMap<number, Upcaster>,
  current: number,
): Readonly<Record<string, unknown>> {
  if (typeof record.v === 'number' && record.v > current) {
    throw new StoreError(
      'unreadable',
      `${stream} was written by a newer Callsheet (record version ${record.v}). Start the newer version again.`,
    );
  }
  let lifted = record;
  for (let step = stepFor(lifted, steps); step !== undefined; step = stepFor(lifted, steps)) lifted = step(lifted);
  return lifted;
}

/** The events are checked by nobody here: the journal wrote them, and the decider's types say what they are. */
export function toJournalRecord<E>(record: SealedRecord, events: unknown): JournalRecord<E> {
  return { ...record, events: events as readonly E[] };
}

export function damaged(stream: string, seq: number, cause?: unknown): StoreError {
  return new StoreError(
    'unreadable',
    `Record ${seq} of ${stream} is damaged or missing. Restore the state from a copy, then start again.`,
    cause,
  );
}

function stepFor(
  record: Readonly<Record<string, unknown>>,
  steps: ReadonlyMap<number, Upcaster>,
): Upcaster | undefined {
  return typeof record.v === 'number' ? steps.get(record.v) : undefined;
}

function parseObject(stream: string, seq: number, text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isPlainObject(parsed)) return parsed;
  } catch (cause) {
    throw damaged(stream, seq, cause);
  }
  throw damaged(stream, seq);
}
