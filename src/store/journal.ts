/**
 * Station 5 of the way through the house: appends one decision, durable before anything acts on it, and reads a stream back.
 * Chains the records, moves private values beside the chain, keeps the list of open streams. Stores through a `Shelf`.
 */
import { ConflictError, StoreError } from '../engine/errors.ts';
import type { Journal, JournalRecord, NewRecord } from '../engine/ports.ts';
import type { KeyedQueue } from '../lib/keyed-queue.ts';
import { sha256 } from './canonical.ts';
import { damaged, decodeRecord, encodeRecord, toJournalRecord } from './codec.ts';
import { privateValue, sealPrivate, unsealPrivate } from './private.ts';
import type { Shelf } from './shelf.ts';
import { keptByRecord } from './verify.ts';

/** The end of a stream: what the next record is chained to. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Shared by all `Journal` objects of one open state. */
export interface JournalDesk {
  readonly shelf: Shelf;
  readonly epoch: number;
  /** Key of the private values' fingerprints. */
  readonly secret: Uint8Array;
  /** Ends of the streams written in this process. */
  readonly heads: Map<string, Head>;
  readonly lanes: KeyedQueue;
}

const BEFORE_FIRST: Head = { seq: -1, hash: '' };

/** The one stream that is no mission; it is never on the list of open ones. */
const LEDGER_STREAM = 'ledger';

/** @see Journal for what each method promises; a stream's name may hold anything but `#`. */
export function createJournal<E>(desk: JournalDesk): Journal<E> {
  const { shelf, lanes } = desk;
  return {
    append: (stream, seq, record) => lanes.run(stream, () => append<E>(desk, stream, seq, record)),
    read: (stream, fromSeq = 0) => read<E>(shelf, stream, fromSeq),
    openStreams: () => shelf.streams('open'),
    allStreams: () => shelf.streams('all'),
    close: (stream) => lanes.run(stream, () => shelf.closeStream(stream)),
    forget: (stream, match) => lanes.run(stream, () => forget(shelf, stream, match)),
  };
}

async function append<E>(
  desk: JournalDesk,
  stream: string,
  seq: number,
  record: NewRecord<E>,
): Promise<JournalRecord<E>> {
  // 1. Only the place after the last record is free.
  if (stream === '' || stream.includes('#')) throw new TypeError(`"${stream}" is no name for a stream`);
  const head = desk.heads.get(stream) ?? (await headOf(desk.shelf, stream));
  if (seq <= head.seq) throw new ConflictError(stream, seq);
  if (seq !== head.seq + 1) {
    throw new StoreError('broken', `Record ${seq} of ${stream} cannot be written: ${head.seq + 1} comes first.`);
  }
  // 2. Seal and chain; reading it back here means that nothing is written that could not be read.
  const { sealed, kept } = sealPrivate(record.events, { stream, seq, secret: desk.secret });
  const text = encodeRecord({ stream, seq, epoch: desk.epoch, prev: head.hash }, record, sealed);
  const stored = decodeRecord(stream, seq, text);
  const values = new Map(kept.map((value) => [value.ref, value.text]));
  const answer = toJournalRecord<E>(stored, unsealPrivate(stored.events, values));
  // 3. One commit.
  const rows = kept.map((value) => ({ seq, ...value }));
  const opens = seq === 0 && stream !== LEDGER_STREAM;
  // Until it is known how the insert ended, the end of the stream is not known either.
  desk.heads.delete(stream);
  if (!(await desk.shelf.insert({ stream, seq, text, kept: rows, opens }))) throw new ConflictError(stream, seq);
  desk.heads.set(stream, { seq, hash: sha256(text) });
  return answer;
}

async function headOf(shelf: Shelf, stream: string): Promise<Head> {
  const last = await shelf.last(stream);
  return last === undefined ? BEFORE_FIRST : { seq: last.seq, hash: sha256(last.text) };
}

async function read<E>(shelf: Shelf, stream: string, fromSeq: number): Promise<readonly JournalRecord<E>[]> {
  // Records first: a private value may then be newer than the records read, never the other way round.
  const rows = await shelf.records(stream, fromSeq);
  const kept = keptByRecord(await shelf.kept(stream, fromSeq));
  return rows.map((row, index) => {
    const seq = fromSeq + index;
    if (row.seq !== seq) throw damaged(stream, seq);
    const record = decodeRecord(stream, seq, row.text);
    return toJournalRecord<E>(record, unsealPrivate(record.events, kept.get(seq) ?? new Map()));
  });
}

async function forget(shelf: Shelf, stream: string, match: (value: unknown) => boolean): Promise<number> {
  const kept = await shelf.kept(stream, 0);
  const doomed = kept.filter((row) => match(privateValue(row.text)));
  if (doomed.length > 0) await shelf.drop(stream, doomed);
  return doomed.length;
}
