/** How long an append to the journal takes, and how long the least that is as durable: a line to a file, and fsync. */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MissionEvent } from '../../src/missions/event.ts';
import { openStore } from '../../src/store/open.ts';
import type { BenchRecord } from './mission.ts';

const ACTOR = { id: 'bot', name: 'Callsheet' };

/** Milliseconds of each append, both turn about on the same disk. */
export async function appendTimes(
  records: readonly BenchRecord[],
): Promise<{ readonly journalMs: readonly number[]; readonly fileMs: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'callsheet-bench-'));
  const file = openSync(join(folder, 'plain.jsonl'), 'a');
  const store = await openStore(`sqlite://${folder}/callsheet.sqlite`);
  const journalMs: number[] = [];
  const fileMs: number[] = [];
  try {
    const journal = store.journal<MissionEvent>();
    for (const { seq, at, events } of records) {
      const record = { at, wallAt: at, actor: ACTOR, cause: 'bench', events };
      const start = performance.now();
      await journal.append('mission:M-101', seq, record);
      const between = performance.now();
      writeSync(file, `${JSON.stringify(record)}\n`);
      fsyncSync(file);
      journalMs.push(between - start);
      fileMs.push(performance.now() - between);
    }
  } finally {
    await store.close();
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
  return { journalMs, fileMs };
}
