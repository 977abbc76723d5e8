import { expect, expectTypeOf, test } from 'vitest';
import { type Brand, brand } from '../../src/lib/brand.ts';

type RoomId = Brand<string, 'RoomId'>;
type GuestId = Brand<string, 'GuestId'>;
type Metres = Brand<number, 'Metres'>;

test('a branded value is the bare value at run time', () => {
  expect(brand<RoomId>('r1')).toBe('r1');
  expect(brand<Metres>(3) + 1).toBe(4);
  expect(JSON.stringify({ id: brand<RoomId>('r1') })).toBe('{"id":"r1"}');
});

test('the compiler keeps brands apart, and lets a branded value be read as its base', () => {
  expectTypeOf<RoomId>().not.toExtend<GuestId>();
  expectTypeOf<string>().not.toExtend<RoomId>();
  expectTypeOf<RoomId>().toExtend<string>();
  expectTypeOf(brand<Metres>)
    .parameter(0)
    .toEqualTypeOf<number>();
});
