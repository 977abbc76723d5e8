import { expect, test } from 'vitest';
import { assertNever } from '../../src/lib/assert-never.ts';

type Shape = { readonly kind: 'circle' } | { readonly kind: 'square' };

function cornersOf(shape: Shape): number {
  switch (shape.kind) {
    case 'circle':
      return 0;
    case 'square':
      return 4;
    default:
      return assertNever(shape, 'shape');
  }
}

test('a declared case never reaches it', () => {
  expect(cornersOf({ kind: 'square' })).toBe(4);
});

test('data that nobody declared is named in the error', () => {
  const fromNewerVersion: Shape = JSON.parse('{"kind":"star"}');
  expect(() => cornersOf(fromNewerVersion)).toThrow('Unexpected shape: {"kind":"star"}');
});
