/**
 * Proves that a stream is what was written: gapless, each record naming the hash of the one before it, each private value
 * that is still there matching its fingerprint. Reads texts, not records, because the hash is over the stored bytes.
 */
import { StoreError } from '../engine/errors.ts';
import { sha256 } from './canonical.ts';
import { decodeRecord } from './codec.ts';
import { alteredPrivate } from './private.ts';
import type { KeptRow, StoredRecord } from './shelf.ts';

export type Verdict =
  /** `head` is the hash of the last record, `''` for an empty stream: note it elsewhere to notice a cut-off end. */
  | { readonly ok: true; readonly records: number; readonly head: string }
  | { readonly ok: false; readonly seq: number; readonly problem: string };

export function verifyStream(
  stream: string,
  rows: readonly StoredRecord[],
  kept: readonly KeptRow[],
  secret: Uint8Array,
): Verdict {
  const values = keptByRecord(kept);
  let head = '';
  for (const [seq, row] of rows.entries()) {
    const problem = faultOf(stream, seq, row, head, values.get(seq) ?? new Map(), secret);
    if (problem !== undefined) return { ok: false, seq, problem };
    head = sha256(row.text);
  }
  return { ok: true, records: rows.length, head };
}

/** `seq` to the texts of its private values by reference. */
export function keptByRecord(kept: readonly KeptRow[]): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const records = new Map<number, Map<string, string>>();
  for (const { seq, ref, text } of kept) {
    const values = records.get(seq) ?? new Map<string, string>();
    records.set(seq, values.set(ref, text));
  }
  return records;
}

function faultOf(
  stream: string,
  seq: number,
  row: StoredRecord,
  head: string,
  values: ReadonlyMap<string, string>,
  secret: Uint8Array,
): string | undefined {
  if (row.seq !== seq) return `record ${seq} is missing`;
  try {
    const record = decodeRecord(stream, seq, row.text);
    if (record.prev !== head) return 'the record before it is not the one it was written after';
    const [altered] = alteredPrivate(record.events, values, { stream, seq, secret });
    return altered === undefined ? undefined : `the private value at ${altered} was changed`;
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    throw error;
  }
}
