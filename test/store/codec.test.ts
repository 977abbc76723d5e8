// The record format: old versions read for ever, newer ones are refused, damage and tampering are seen.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { MissionEvent } from '../../src/missions/event.ts';
import type { LedgerEvent } from '../../src/missions/ledger-terms.ts';
import { canonicalJson } from '../../src/store/canonical.ts';
import { decodeRecord, type Upcaster, upcast } from '../../src/store/codec.ts';
import { createMemoryState, type MemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { type OpenedStore, openOnShelf } from '../../src/store/open.ts';
import { sealPrivate, unsealPrivate } from '../../src/store/private.ts';

const fixtureSchema = z.object({
  secret: z.string(),
  streams: z.array(
    z.object({
      stream: z.string(),
      records: z.array(z.string()),
      kept: z.array(z.object({ seq: z.number(), ref: z.string(), text: z.string() })),
    }),
  ),
});

/** A state of the given record version as it was written then, one value of it forgotten. */
function stateOfVersion(version: number): MemoryState {
  const file = new URL(`../fixtures/journal/v${version}/state.json`, import.meta.url);
  const { secret, streams } = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const state = createMemoryState();
  state.tables.set('secrets', new Map([['private', JSON.stringify({ value: secret })]]));
  for (const { stream, records, kept } of streams) {
    state.records.set(
      stream,
      records.map((text, seq) => ({ seq, text })),
    );
    state.kept.set(stream, kept);
  }
  return state;
}

async function withStore(state: MemoryState, use: (store: OpenedStore) => Promise<void>): Promise<void> {
  const store = await openOnShelf(openMemoryShelf(state), 'memory:');
  await use(store).finally(() => store.close());
}

describe('records of version 1', () => {
  test('read back with their private values, forgotten ones as undefined', () =>
    withStore(stateOfVersion(1), async (store) => {
      const records = await store.journal<MissionEvent>().read('mission:m1');
      expect(records.map((one) => one.events.map((event) => event.type).join('+'))).toEqual([
        'MissionStarted',
        'Provisioned',
        'StepStarted+RoundOpened',
        'CallIntended',
        'CallHandedOver',
        'CallEnded',
        'PersonAnswered+TalkRecorded',
        'NoteAdded',
        'MissionCancelled',
        'MissionFinished',
      ]);
      expect(records[0]).toMatchObject({
        v: 1,
        seq: 0,
        epoch: 1,
        at: 1768230000000,
        actor: { id: 'console:ann', name: 'Ann' },
        prev: '',
      });
      const [started] = records[0]?.events ?? [];
      expect(started?.type === 'MissionStarted' && started.targets.map((one) => one.details.private?.phone)).toEqual([
        '+13125550101',
        '+13125550102',
      ]);
      expect(records[6]?.events[0]).toEqual({
        type: 'PersonAnswered',
        call: 't1:1',
        target: 't1',
        values: { private: { price: 41.5 } },
        words: { private: undefined },
      });
      const ledger = await store.journal<LedgerEvent>().read('ledger');
      expect(ledger[2]?.events[0]).toMatchObject({ type: 'PersonBlocked', words: { private: 'do not call me' } });
    }));

  test('still verify, and can be written on', () =>
    withStore(stateOfVersion(1), async (store) => {
      expect(await store.verify('mission:m1')).toMatchObject({ ok: true, records: 10 });
      expect(await store.verify('ledger')).toMatchObject({ ok: true, records: 3 });
      const actor = { id: 'bot', name: 'Bot' };
      await store
        .journal<{ type: string }>()
        .append('ledger', 3, { at: 1, wallAt: 1, actor, cause: 'c', events: [{ type: 'LimitLearned' }] });
      expect(await store.verify('ledger')).toMatchObject({ ok: true, records: 4 });
    }));
});

describe('tampering is seen', () => {
  const change = (edit: (state: MemoryState) => void) => async () => {
    const state = stateOfVersion(1);
    edit(state);
    let verdict: unknown;
    await withStore(state, async (store) => {
      verdict = await store.verify('mission:m1');
    });
    return verdict;
  };
  const rewrite = (state: MemoryState, seq: number, from: string, to: string) => {
    const rows = state.records.get('mission:m1') ?? [];
    const old = rows[seq]?.text ?? '';
    expect(old).toContain(from);
    rows[seq] = { seq, text: old.replace(from, to) };
  };

  test('a changed record breaks the one after it', async () => {
    const verdict = await change((state) => rewrite(state, 5, '"seconds":41', '"seconds":42'))();
    expect(verdict).toEqual({ ok: false, seq: 6, problem: 'the record before it is not the one it was written after' });
  });

  test('a record taken out leaves a gap, for reading too', async () => {
    const state = stateOfVersion(1);
    state.records.get('mission:m1')?.splice(4, 1);
    await withStore(state, async (store) => {
      expect(await store.verify('mission:m1')).toEqual({ ok: false, seq: 4, problem: 'record 4 is missing' });
      await expect(store.journal().read('mission:m1')).rejects.toMatchObject({
        code: 'unreadable',
        message: 'Record 4 of mission:m1 is damaged or missing. Restore the state from a copy, then start again.',
      });
    });
  });

  test('a changed private value no longer matches, nor does one put in another place', async () => {
    const kept = (state: MemoryState) => state.kept.get('mission:m1') ?? [];
    const verdict = await change((state) => {
      const [first] = kept(state);
      if (first !== undefined) kept(state)[0] = { ...first, text: first.text.replace('+13125550101', '+13125550109') };
    })();
    expect(verdict).toEqual({ ok: false, seq: 0, problem: 'the private value at /0/targets/0/details was changed' });
    const swapped = await change((state) => {
      const [first, second] = kept(state);
      if (first !== undefined && second !== undefined)
        kept(state).splice(0, 2, { ...first, text: second.text }, { ...second, text: first.text });
    })();
    expect(swapped).toMatchObject({ ok: false, seq: 0 });
  });

  test.each([
    ['no JSON', (text: string) => text.slice(1)],
    ['a missing part', (text: string) => text.replace('"cause":', '"because":')],
    ['another stream', (text: string) => text.replace('mission:m1', 'mission:m2')],
    ['another place', (text: string) => text.replace('"seq":3', '"seq":4')],
    ['a version that was never written', (text: string) => text.replace('"v":1', '"v":0')],
  ])('a record with %s is refused with its place', async (_, spoil) => {
    const state = stateOfVersion(1);
    const rows = state.records.get('mission:m1') ?? [];
    rows[3] = { seq: 3, text: spoil(rows[3]?.text ?? '') };
    await withStore(state, async (store) => {
      await expect(store.journal().read('mission:m1')).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringContaining('Record 3 of mission:m1'),
      });
      expect(await store.verify('mission:m1')).toMatchObject({ ok: false, seq: 3 });
    });
  });
});

describe('versions', () => {
  test('a record of a newer version is refused in one sentence', () => {
    expect(() => decodeRecord('mission:m1', 0, '{"v":2,"anything":true}')).toThrow(
      'mission:m1 was written by a newer Callsheet (record version 2). Start the newer version again.',
    );
  });

  test('an older record is lifted one step at a time', () => {
    const steps = new Map<number, Upcaster>([
      [1, (record) => ({ ...record, v: 2, added: 'x' })],
      [2, ({ added, ...rest }) => ({ ...rest, v: 3, renamed: added })],
    ]);
    expect(upcast({ v: 1, kept: 1 }, 'm', steps, 3)).toEqual({ v: 3, kept: 1, renamed: 'x' });
    expect(upcast({ v: 3, kept: 1 }, 'm', steps, 3)).toEqual({ v: 3, kept: 1 });
  });
});

describe('canonical form', () => {
  test('is one text whatever the order of the keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(canonicalJson({ b: 1, a: [{ d: undefined, c: null }] })).toBe('{"a":[{"c":null}],"b":1}');
  });
});

describe('private values', () => {
  const seal = { stream: 'm', seq: 3, secret: new Uint8Array(32) };
  const events = fc.array(
    fc.oneof(
      fc.jsonValue(),
      fc.record({ private: fc.jsonValue() }),
      fc.record({ a: fc.record({ private: fc.jsonValue() }), b: fc.jsonValue() }),
    ),
  );

  test('whatever is sealed comes back', () => {
    fc.assert(
      fc.property(events, (given) => {
        const { sealed, kept } = sealPrivate(given, seal);
        const back = unsealPrivate(sealed, new Map(kept.map(({ ref, text }) => [ref, text])));
        // Through JSON, as the journal does it: it does not keep `-0`.
        expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(given)));
      }),
    );
  });

  test('equal values leave different fingerprints, and the salt lies with the value', () => {
    const { sealed, kept } = sealPrivate([{ private: '+13125550101' }, { private: '+13125550101' }], seal);
    const [one, two] = z.array(z.object({ private: z.object({ ref: z.string(), hash: z.string() }) })).parse(sealed);
    expect(one?.private.hash).not.toBe(two?.private.hash);
    expect(one?.private.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(kept[0]?.text).toMatch(/^\{"salt":"[^"]{24}","value":"\+13125550101"\}$/);
  });
});
