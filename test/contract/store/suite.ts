// What every implementation of the `Store` port promises. `World` is one place for state that stores open and close on.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConflictError, StoreError } from '../../../src/engine/errors.ts';
import type { NewRecord } from '../../../src/engine/ports.ts';
import type { Private } from '../../../src/missions/terms.ts';
import type { OpenedStore } from '../../../src/store/open.ts';

export interface World {
  /** Opens the same state each time. */
  open(): Promise<OpenedStore>;
  /** Every byte the state consists of, to look for what should be gone. */
  bytes(): Promise<string>;
  end(): Promise<void>;
}

interface Happened {
  readonly type: string;
  readonly said?: Private<unknown>;
  readonly list?: readonly { readonly details: Private<{ readonly phone: string }> }[];
  readonly detail?: unknown;
}

const record = (...events: readonly Happened[]): NewRecord<Happened> => ({
  at: 1_760_000_000_000,
  wallAt: 1_760_000_000_500,
  actor: { id: 'console:ann', name: 'Ann' },
  cause: 'message-1',
  events,
});

const named = (type: string) => record({ type });

export function describeStore(name: string, begin: () => Promise<World>): void {
  let world: World;
  let stores: OpenedStore[] = [];
  async function open(): Promise<OpenedStore> {
    const store = await world.open();
    stores.push(store);
    return store;
  }

  beforeEach(async () => {
    world = await begin();
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    stores = [];
    await world.end();
  });

  describe(`${name}: journal`, () => {
    test('an appended record is answered and read back with everything it was given', async () => {
      const journal = (await open()).journal<Happened>();
      const given = record({
        type: 'NoteAdded',
        said: { private: 'Grüße\u0000 "quoted" 🙂 \ud800' },
        detail: { b: [1, null, true], a: -0.5 },
      });
      const answer = await journal.append('mission/m1', 0, given);
      expect(answer).toEqual({ ...given, v: 1, stream: 'mission/m1', seq: 0, epoch: 1, prev: '' });
      expect(await journal.read('mission/m1')).toEqual([answer]);
    });

    test('records of a stream are gapless, in order, each naming the hash of the one before', async () => {
      const store = await open();
      const journal = store.journal<Happened>();
      for (let seq = 0; seq < 12; seq++) await journal.append('m', seq, named(`E${seq}`));
      const records = await journal.read('m');
      expect(records.map((one) => one.seq)).toEqual([...Array(12).keys()]);
      expect(new Set(records.map((one) => one.prev)).size).toBe(12);
      expect(await store.verify('m')).toMatchObject({
        ok: true,
        records: 12,
        head: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect((await journal.read('m', 9)).map((one) => one.events[0]?.type)).toEqual(['E9', 'E10', 'E11']);
      expect(await journal.read('m', 12)).toEqual([]);
      expect(await journal.read('other')).toEqual([]);
    });

    test('of two writers of the same place exactly one wins and the other is told', async () => {
      const store = await open();
      const [one, two] = [store.journal<Happened>(), store.journal<Happened>()];
      await one.append('m', 0, named('First'));
      const ends = await Promise.allSettled([one.append('m', 1, named('A')), two.append('m', 1, named('B'))]);
      expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected']);
      expect(ends[1]).toMatchObject({ reason: expect.any(ConflictError) });
      await expect(two.append('m', 0, named('C'))).rejects.toBeInstanceOf(ConflictError);
      await two.append('m', 2, named('D'));
      expect((await one.read('m')).map((row) => row.events[0]?.type)).toEqual(['First', 'A', 'D']);
      expect(await store.verify('m')).toMatchObject({ ok: true, records: 3 });
    });

    test('a place that would leave a gap is refused', async () => {
      const journal = (await open()).journal<Happened>();
      await expect(journal.append('m', 1, named('E'))).rejects.toMatchObject({
        code: 'broken',
        message: expect.stringContaining('0 comes first'),
      });
      expect(await journal.read('m')).toEqual([]);
    });

    test('streams whose names begin alike stay apart', async () => {
      const journal = (await open()).journal<Happened>();
      for (const stream of ['m', 'm1', 'm/1', 'm:', 'M', 'ü']) await journal.append(stream, 0, named(stream));
      for (const stream of ['m', 'm1', 'm/1', 'm:', 'M', 'ü']) {
        expect((await journal.read(stream)).map((row) => row.events[0]?.type)).toEqual([stream]);
      }
      await expect(journal.append('m#1', 0, named('E'))).rejects.toBeInstanceOf(TypeError);
    });

    test('what JSON would change without a word is refused and writes nothing', async () => {
      const journal = (await open()).journal<Happened>();
      for (const detail of [Number.NaN, new Date(0), [undefined], () => 1, 10n]) {
        await expect(journal.append('m', 0, record({ type: 'E', detail }))).rejects.toBeInstanceOf(TypeError);
        await expect(
          journal.append('m', 0, record({ type: 'E', said: { private: { detail } } })),
        ).rejects.toBeInstanceOf(TypeError);
      }
      expect(await journal.read('m')).toEqual([]);
      await journal.append('m', 0, named('E'));
    });

    test('open streams are listed in the order they were begun, without closed ones and the ledger', async () => {
      const journal = (await open()).journal<Happened>();
      for (const stream of ['z', 'ledger', 'a', 'k']) await journal.append(stream, 0, named('E'));
      await journal.append('z', 1, named('E'));
      await journal.close('a');
      expect(await journal.openStreams()).toEqual(['z', 'k']);
      expect(await journal.allStreams()).toEqual(['z', 'ledger', 'a', 'k']);
      await journal.append('a', 1, named('Late'));
      expect(await journal.openStreams()).toEqual(['z', 'k']);
    });

    test('200 appends to 20 streams at once all arrive', async () => {
      const store = await open();
      const journal = store.journal<Happened>();
      await Promise.all(
        [...Array(20).keys()].map(async (stream) => {
          for (let seq = 0; seq < 10; seq++)
            await journal.append(`m${stream}`, seq, record({ type: 'E', said: { private: seq } }));
        }),
      );
      for (let stream = 0; stream < 20; stream++)
        expect(await store.verify(`m${stream}`)).toMatchObject({ ok: true, records: 10 });
    });
  });

  describe(`${name}: private values`, () => {
    const enlisted = (...phones: readonly string[]) =>
      record({ type: 'Started', list: phones.map((phone) => ({ details: { private: { phone } } })) });

    test('forgotten values read as undefined, the others stay, the chain still holds', async () => {
      const store = await open();
      const journal = store.journal<Happened>();
      await journal.append('m', 0, enlisted('+13125550001', '+13125550002'));
      await journal.append('m', 1, record({ type: 'Said', said: { private: '+13125550001 called' } }));
      await journal.append('n', 0, enlisted('+13125550001'));
      const forgotten = await journal.forget('m', (value) => JSON.stringify(value).includes('+13125550001'));
      expect(forgotten).toBe(2);
      const [started, said] = await journal.read('m');
      expect(started?.events[0]?.list).toEqual([
        { details: { private: undefined } },
        { details: { private: { phone: '+13125550002' } } },
      ]);
      expect(said?.events[0]?.said).toEqual({ private: undefined });
      expect((await journal.read('n'))[0]?.events[0]?.list).toEqual([
        { details: { private: { phone: '+13125550001' } } },
      ]);
      expect(await store.verify('m')).toMatchObject({ ok: true, records: 2 });
      await journal.append('m', 2, named('E'));
      expect(await journal.forget('m', () => false)).toBe(0);
    });

    test('nothing of a forgotten value is left in the files', async () => {
      const journal = (await open()).journal<Happened>();
      const secret = `secret-${randomUUID()}`;
      await journal.append('m', 0, record({ type: 'Said', said: { private: secret } }));
      await journal.append('m', 1, record({ type: 'Said', said: { private: 'stays-here' } }));
      expect(await world.bytes()).toContain(secret);
      await journal.forget('m', (value) => value === secret);
      const left = await world.bytes();
      expect(left).not.toContain(secret);
      expect(left).toContain('stays-here');
    });

    test('a value that was forgotten before it was written stays forgotten, falsy values come back', async () => {
      const journal = (await open()).journal<Happened>();
      const values = [undefined, null, 0, '', false, [], {}, { private: 'inner' }];
      await journal.append('m', 0, record(...values.map((value) => ({ type: 'Said', said: { private: value } }))));
      expect((await journal.read('m'))[0]?.events.map((event) => event.said)).toEqual(
        values.map((value) => ({ private: value })),
      );
    });

    test('keys with slashes and tildes do not meet', async () => {
      const journal = (await open()).journal<Happened>();
      const detail = { 'a/b': { private: 1 }, a: { b: { private: 2 } }, 'a~1b': { private: 3 } };
      await journal.append('m', 0, record({ type: 'E', detail }));
      expect((await journal.read('m'))[0]?.events[0]?.detail).toEqual(detail);
    });
  });

  describe(`${name}: tables`, () => {
    test('set, get, replace, delete', async () => {
      const table = (await open()).table<unknown>('cursors');
      expect(await table.get('a')).toBeUndefined();
      for (const value of [{ seq: 1 }, ':starts with a colon', null, 0, false, '', ['x']]) {
        await table.set('a', value);
        expect(await table.get('a')).toEqual(value);
      }
      await table.delete('a');
      await table.delete('a');
      expect(await table.get('a')).toBeUndefined();
    });

    test('add writes only what was not there, also when two try at once', async () => {
      const table = (await open()).table<string>('inbox');
      const tries = await Promise.all(['one', 'two', 'three'].map((value) => table.add('id', value)));
      expect(tries).toEqual([true, false, false]);
      expect(await table.get('id')).toBe('one');
      await table.set('id', 'set');
      expect(await table.add('id', 'four')).toBe(false);
      await table.delete('id');
      expect(await table.add('id', 'five')).toBe(true);
      expect(await table.get('id')).toBe('five');
    });

    test('entries come in the order in which the keys came, more than one page of them', async () => {
      const table = (await open()).table<number>('drafts');
      for (let index = 0; index < 60; index++) await table.add(`k${(index * 37) % 60}`, index);
      await table.set('k0', 1000);
      const entries = await table.entries();
      expect(entries.map(([key]) => key)).toEqual([...Array(60).keys()].map((index) => `k${(index * 37) % 60}`));
      expect(entries[0]).toEqual(['k0', 1000]);
    });

    test('tables whose names look alike, and keys that look like names, stay apart', async () => {
      const store = await open();
      const names = ['inbox', 'Inbox', 'in-box', 'in_box', 'in box', 'journal', 'kept', 'state', 'select'];
      for (const table of names) await store.table<string>(table).set('keyv:key', table);
      for (const table of names) {
        expect(await store.table<string>(table).entries()).toEqual([['keyv:key', table]]);
        expect(await store.table<string>(table).get('key')).toBeUndefined();
      }
    });

    test('two table objects of one name see the same', async () => {
      const store = await open();
      await store.table<number>('t').set('a', 1);
      expect(await store.table<number>('t').get('a')).toBe(1);
    });
  });

  describe(`${name}: opening again`, () => {
    test('everything is there, the epoch has risen, the chain goes on', async () => {
      const first = await open();
      await first.journal<Happened>().append('m', 0, record({ type: 'E', said: { private: 'x' } }));
      await first.journal<Happened>().append('n', 0, named('E'));
      await first.journal<Happened>().close('n');
      await first.table<number>('t').set('a', 1);
      const secret = await first.secret('people');
      await first.close();
      const second = await open();
      expect([first.epoch, second.epoch]).toEqual([1, 2]);
      const journal = second.journal<Happened>();
      expect((await journal.append('m', 1, named('E'))).epoch).toBe(2);
      expect((await journal.read('m'))[0]?.events[0]?.said).toEqual({ private: 'x' });
      expect(await second.verify('m')).toMatchObject({ ok: true, records: 2 });
      expect(await journal.openStreams()).toEqual(['m']);
      expect(await second.table<number>('t').get('a')).toBe(1);
      expect(Buffer.from(await second.secret('people'))).toEqual(Buffer.from(secret));
    });

    test('a second holder is refused in one sentence until the first one closes', async () => {
      const first = await open();
      const refused = open();
      await expect(refused).rejects.toBeInstanceOf(StoreError);
      await expect(refused).rejects.toMatchObject({ code: 'in-use', message: expect.stringMatching(/in use.*\./) });
      await first.journal<Happened>().append('m', 0, named('E'));
      await first.close();
      await (await open()).journal<Happened>().append('m', 1, named('E'));
    });

    test('closing twice is fine, work in hand is done first, later work is refused', async () => {
      const store = await open();
      const journal = store.journal<Happened>();
      const table = store.table<number>('t');
      await table.set('a', 0);
      const inHand = journal.append('m', 0, named('E'));
      await Promise.all([inHand, store.close(), store.close()]);
      await expect(journal.append('m', 1, named('E'))).rejects.toBeInstanceOf(StoreError);
      await expect(journal.read('m')).rejects.toBeInstanceOf(StoreError);
      await expect(table.get('a')).rejects.toBeInstanceOf(StoreError);
      await expect(table.set('a', 1)).rejects.toBeInstanceOf(StoreError);
      await expect(store.table<number>('new').get('a')).rejects.toBeInstanceOf(StoreError);
      expect(await (await open()).journal<Happened>().read('m')).toHaveLength(1);
    });

    test('secrets are 32 bytes, one a name, the same for all who ask at once', async () => {
      const store = await open();
      const [one, two, other] = await Promise.all([store.secret('a'), store.secret('a'), store.secret('b')]);
      expect(one).toHaveLength(32);
      expect(two).toEqual(one);
      expect(other).not.toEqual(one);
    });
  });
}
