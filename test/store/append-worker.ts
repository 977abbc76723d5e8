// Appends to three streams for ever and prints `stream seq` once an append is acknowledged; ends when killed, or when the
// store fails: then it prints the error's code and sentence. `hold` opens the state and does nothing more; `again FILE`
// deletes FILE after the failure and appends once more to each stream before it tells of the error.
import { rmSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { StoreError } from '../../src/engine/errors.ts';
import type { Journal } from '../../src/engine/ports.ts';
import { openStore } from '../../src/store/open.ts';

const [url = '', padding = '0', mode = '', filler = ''] = process.argv.slice(2);

const say = (line: string) => writeSync(1, `${line}\n`);

interface Said {
  readonly type: 'Said';
  readonly said: { readonly private: string };
  readonly padding: string;
}

async function append(journal: Journal<Said>, stream: string, seq: number): Promise<void> {
  const event: Said = { type: 'Said', said: { private: `word ${seq}` }, padding: 'x'.repeat(Number(padding)) };
  const actor = { id: 'bot', name: 'Bot' };
  await journal.append(stream, seq, { at: seq, wallAt: seq, actor, cause: `cause-${seq}`, events: [event, event] });
  say(`${stream} ${seq}`);
}

async function run(): Promise<void> {
  const store = await openStore(url, { busyTimeoutMs: 200 });
  say(`open ${store.epoch}`);
  const journal = store.journal<Said>();
  const streams = ['mission/a', 'mission/b', 'ledger'];
  const ends = await Promise.allSettled(
    streams.map(async (stream) => {
      for (let seq = (await journal.read(stream)).length; ; seq++) await append(journal, stream, seq);
    }),
  );
  if (mode === 'again') {
    rmSync(filler);
    for (const stream of streams) await append(journal, stream, (await journal.read(stream)).length);
    await store.close();
  }
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function hold(): Promise<void> {
  const store = await openStore(url);
  say(`open ${store.epoch}`);
  for (;;) await setTimeout(1_000_000);
}

try {
  await (mode === 'hold' ? hold() : run());
} catch (error) {
  say(error instanceof StoreError ? `error ${error.code} ${error.message}` : `error other ${String(error)}`);
  process.exit(1);
}
