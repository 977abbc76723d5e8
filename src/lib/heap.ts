/** A pile of which the smallest is always at hand. */
export interface Heap<T> {
  push(item: T): void;
  peek(): T | undefined;
  pop(): T | undefined;
}

export function createHeap<T>(isLess: (one: T, other: T) => boolean): Heap<T> {
  const items: T[] = [];
  const at = (index: number): T | undefined => items[index];

  /** True when the item at `child` belongs above the one at `parent`. */
  const isOutOfOrder = (child: number, parent: number): boolean => {
    const [below, above] = [at(child), at(parent)];
    return below !== undefined && above !== undefined && isLess(below, above);
  };

  function swap(one: number, other: number): void {
    const [first, second] = [at(one), at(other)];
    if (first === undefined || second === undefined) return;
    items[one] = second;
    items[other] = first;
  }

  function rise(from: number): void {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!isOutOfOrder(child, parent)) return;
      swap(child, parent);
      child = parent;
    }
  }

  function sink(from: number): void {
    for (let parent = from; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const child = isOutOfOrder(right, left) ? right : left;
      if (!isOutOfOrder(child, parent)) return;
      swap(child, parent);
      parent = child;
    }
  }

  return {
    push(item) {
      items.push(item);
      rise(items.length - 1);
    },
    peek: () => at(0),
    pop() {
      const first = at(0);
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink(0);
      }
      return first;
    },
  };
}
