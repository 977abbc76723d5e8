// What the world can do to a state file, and that each time one sentence names the file and the cure.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewRecord } from '../../src/engine/ports.ts';
import { openConnection, openKeyv } from '../../src/store/connection.ts';
import { type OpenedStore, openStore } from '../../src/store/open.ts';
import { counts } from '../support/counts.ts';
import { runWorker, type Worker } from './run-worker.ts';

let folder: string;
let state: string;
let url: string;
const opened: { close(): Promise<void> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callsheet-faults-'));
  state = join(folder, 'data', 'callsheet.sqlite');
  url = `sqlite://${state}`;
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  rmSync(folder, { recursive: true });
});

async function open(at = url): Promise<OpenedStore> {
  const store = await openStore(at, { busyTimeoutMs: 100 });
  opened.push(store);
  return store;
}

const record = (said: string): NewRecord<{ type: string; said: { private: string } }> => ({
  at: 1,
  wallAt: 2,
  actor: { id: 'bot', name: 'Bot' },
  cause: 'c',
  events: [{ type: 'Said', said: { private: said } }],
});

async function firstError(worker: Worker): Promise<string> {
  for await (const line of worker.lines) if (line.startsWith('error')) return line;
  throw new Error(`ended without an error: ${await worker.ended}`);
}

describe('opening', () => {
  test('makes the folder, readable by this user only, and syncs fully to a write-ahead log', async () => {
    await open();
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    for (const file of [state, `${state}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    const connection = await openConnection({ path: state, shown: state, busyTimeoutMs: 100 }, 'journal');
    opened.push(connection);
    expect(await connection.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await connection.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  });

  test('a path below a file names the folder and the cure', async () => {
    writeFileSync(join(folder, 'data'), 'a file');
    await expect(open()).rejects.toMatchObject({
      code: 'unwritable',
      message: `${join(folder, 'data')} is not a folder, so callsheet.sqlite cannot be kept there. Move it away or change STATE_URL.`,
    });
  });

  test('a folder in the place of the file is named', async () => {
    mkdirSync(state, { recursive: true });
    await expect(open()).rejects.toMatchObject({
      code: 'unwritable',
      message: `${state} is a folder. Name a file in STATE_URL.`,
    });
  });

  test('a folder that may not be written is named', async () => {
    mkdirSync(join(folder, 'data'));
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'data'), 0o555);
    // Root may write everywhere: then another user tries.
    const options = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const line = await firstError(runWorker('append-worker.ts', [url], options));
    chmodSync(join(folder, 'data'), 0o755);
    expect(line).toBe(
      `error unwritable ${state} cannot be written. Give this user the right to write in ${join(folder, 'data')}, or set STATE_URL to another place.`,
    );
  });

  test('a file that is no database is named and left as it is', async () => {
    mkdirSync(join(folder, 'data'));
    const text = 'name,phone\n'.repeat(1000);
    writeFileSync(state, text);
    await expect(open()).rejects.toMatchObject({
      code: 'unreadable',
      message: `${state} is damaged or is no Callsheet state. Move it away or restore a copy, then start again.`,
    });
    expect(readFileSync(state, 'utf8')).toBe(text);
  });

  test('a state that failed to open does not stay locked', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(state, 'no database '.repeat(1000));
    await expect(open()).rejects.toMatchObject({ code: 'unreadable' });
    rmSync(state);
    expect((await open()).epoch).toBe(1);
  });

  test.each([
    ['postgres://localhost/callsheet', 'SQLite only'],
    ['mysql://x', 'STATE_URL names no place'],
    ['sqlite://', 'STATE_URL names no place'],
    ['', 'STATE_URL names no place'],
  ])('%j is answered with what to set', async (at, words) => {
    await expect(open(at)).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`${words}.*Set (it|STATE_URL) to sqlite://./data/callsheet.sqlite`)),
    });
  });

  test('a state of a newer version is refused and not touched', async () => {
    const store = await open();
    await store.close();
    execFileSync('cp', [state, `${state}.copy`]);
    const connection = await openConnection({ path: state, shown: state, busyTimeoutMs: 100 }, 'state');
    await connection.store.set('format', JSON.stringify({ value: 2 }));
    await connection.close();
    await expect(open()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('newer Callsheet'),
    });
    copyFileSync(`${state}.copy`, state);
    expect((await open()).epoch).toBe(2);
  });
});

describe('one holder', () => {
  test('another process is refused in one sentence, and let in once the holder was killed', async () => {
    const holder = runWorker('append-worker.ts', [url, '0', 'hold']);
    expect((await holder.lines.next()).value).toBe('open 1');
    await expect(open()).rejects.toMatchObject({
      code: 'in-use',
      message: `The state ${state} is in use by another Callsheet. Stop that one first, or set STATE_URL to another file.`,
    });
    holder.child.kill('SIGKILL');
    expect(await holder.ended).toBe('SIGKILL');
    expect((await open()).epoch).toBe(2);
  });

  test('a second name of the same file meets the same lock', async () => {
    await open();
    symlinkSync(state, join(folder, 'other.sqlite'));
    await expect(open(`sqlite://${join(folder, 'other.sqlite')}`)).rejects.toMatchObject({ code: 'in-use' });
  });

  test('a file locked by another program is named; afterwards the same append goes through', async () => {
    const store = await open();
    const journal = store.journal();
    await journal.append('m', 0, record('a'));
    const other = openKeyv({ path: state, shown: state, busyTimeoutMs: 100 }, 'journal');
    opened.push(other);
    await other.query('BEGIN IMMEDIATE');
    await expect(journal.append('m', 1, record('b'))).rejects.toMatchObject({
      code: 'in-use',
      message: `${state} is locked by another program. Close that program and try again.`,
    });
    await expect(store.table('t').set('a', 1)).rejects.toMatchObject({ code: 'in-use' });
    await other.query('ROLLBACK');
    await journal.append('m', 1, record('b'));
    await store.table('t').set('a', 1);
    expect(await store.verify('m')).toMatchObject({ ok: true, records: 2 });
  });

  test('a record that came in behind our back makes a conflict, not a fork', async () => {
    const store = await open();
    const journal = store.journal();
    await journal.append('m', 0, record('a'));
    await journal.append('n', 0, record('other'));
    const other = openKeyv({ path: state, shown: state, busyTimeoutMs: 100 }, 'journal');
    opened.push(other);
    await other.query(
      "INSERT INTO journal(key, value) SELECT 'm#0000000001', value FROM journal WHERE key = 'n#0000000000'",
    );
    await expect(journal.append('m', 1, record('b'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(journal.append('m', 1, record('b'))).rejects.toMatchObject({ code: 'conflict' });
    // Nothing of the refused record is left: its private value went with it.
    expect(await other.query("SELECT key FROM kept WHERE key LIKE 'm#0000000001%'")).toEqual([]);
    // The end of the stream was read anew: the next place is free.
    await journal.append('m', 2, record('c'));
  });
});

describe('no room', () => {
  // A disk of its own in a mount namespace of its own needs rights that not every machine gives.
  const canMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

  test.skipIf(!canMount)(
    'a full disk fails the append in one sentence, loses nothing acknowledged, and goes on once there is room',
    async () => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      const script = [
        `mount -t tmpfs -o size=3m tmpfs ${disk}`,
        `head -c 500000 /dev/zero > ${disk}/filler`,
        '"$@"',
        `cp ${disk}/callsheet.sqlite* ${folder}`,
      ].join('\n');
      const small = runWorker(
        'append-worker.ts',
        [`sqlite://${disk}/callsheet.sqlite`, '5000', 'again', `${disk}/filler`],
        {
          through: ['unshare', '-m', 'sh', '-c', script, 'sh'],
        },
      );
      const { error, last } = await readUntilError(small);
      expect(error).toBe(
        `error full The disk that holds ${disk}/callsheet.sqlite is full. Make room on it; nothing confirmed is lost.`,
      );
      await small.ended;
      await expectAcknowledged(`sqlite://${join(folder, 'callsheet.sqlite')}`, last);
    },
  );

  test('a limit on the size of files fails the append and loses nothing acknowledged', async () => {
    const worker = runWorker('append-worker.ts', [url, '5000'], {
      through: ['sh', '-c', 'ulimit -f 2000; exec "$@"', 'sh'],
    });
    const { error, last } = await readUntilError(worker);
    expect(error).toMatch(/^error (broken|full) .*callsheet\.sqlite .*\. /);
    await worker.ended;
    await expectAcknowledged(url, last);
  });
});

describe('killed', () => {
  test('SIGKILL in the middle of appends loses nothing acknowledged and leaves the chain whole', async () => {
    // Seeded: each life ends after another number of acknowledgements.
    let seed = 7;
    const last = new Map<string, number>();
    for (let life = 1; life <= counts(5, 50); life++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const worker = runWorker('append-worker.ts', [url, '200']);
      expect((await worker.lines.next()).value).toBe(`open ${2 * life - 1}`);
      let left = seed % 120;
      for await (const line of worker.lines) {
        note(last, line);
        // What was printed before the kill was acknowledged too: read on to the end.
        if (left-- === 0) worker.child.kill('SIGKILL');
      }
      expect(await worker.ended).toBe('SIGKILL');
      await expectAcknowledged(url, last);
    }
  });
});

function note(last: Map<string, number>, line: string): void {
  const [stream = '', seq] = line.split(' ');
  last.set(stream, Number(seq));
}

async function readUntilError(worker: Worker): Promise<{ error: string; last: Map<string, number> }> {
  const last = new Map<string, number>();
  for await (const line of worker.lines) {
    if (line.startsWith('error')) return { error: line, last };
    if (!line.startsWith('open')) note(last, line);
  }
  throw new Error(`ended without an error: ${await worker.ended}`);
}

/** Every acknowledged record is there with its private value, gapless, and at most one more. */
async function expectAcknowledged(at: string, last: ReadonlyMap<string, number>): Promise<void> {
  const store = await open(at);
  const journal = store.journal<{ said: { private: string } }>();
  expect(last.size).toBeGreaterThan(0);
  for (const [stream, seq] of last) {
    const records = await journal.read(stream);
    expect([seq + 1, seq + 2]).toContain(records.length);
    expect(records.map((one) => one.events[0]?.said.private)).toEqual(records.map((one) => `word ${one.seq}`));
    expect(await store.verify(stream)).toMatchObject({ ok: true, records: records.length });
  }
  await journal.append('mission/after', (await journal.read('mission/after')).length, { ...record('x'), events: [] });
  await store.close();
}
