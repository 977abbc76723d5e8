/**
 * Maps that nobody sees change. `withEntry` answers with a copy; inside `inOneGo` a copy that was made since it began is
 * still known to nobody else and is filled on: folding a long journal would copy every map once an event otherwise.
 */

/** The copies made by the fold that runs now. It is synchronous, so there is never more than one. */
let fresh: WeakSet<object> | undefined;

export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  const copy = fresh?.has(map) === true && map instanceof Map ? map : new Map(map);
  fresh?.add(copy);
  return copy.set(key, value);
}

/** What `work` makes on the way must not be kept beside its answer: maps of it may have been changed since. */
export function inOneGo<Answer>(work: () => Answer): Answer {
  const outer = fresh;
  fresh = new WeakSet();
  try {
    return work();
  } finally {
    fresh = outer;
  }
}
