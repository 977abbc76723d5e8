import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeap } from '../../src/lib/heap.ts';

test('whatever is put in comes out smallest first, also when both happen in turn', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { freq: 3 })), (steps) => {
      const heap = createHeap<number>((one, other) => one < other);
      const plain: number[] = [];
      for (const step of steps) {
        if (step === null) {
          plain.sort((a, b) => a - b);
          expect(heap.peek()).toBe(plain[0]);
          expect(heap.pop()).toBe(plain.shift());
        } else {
          heap.push(step);
          plain.push(step);
        }
      }
      for (const rest of plain.toSorted((a, b) => a - b)) expect(heap.pop()).toBe(rest);
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
