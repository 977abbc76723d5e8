// One task at a time per key, in the order asked; different keys run side by side.
// The engine keeps one writer a stream with it, surfaces the order of posts in a thread.
// A task that throws rejects its own promise only: the next one of the key still runs.

export interface KeyedQueue {
  /** Runs `task` after every earlier task of `key` has settled; settles as the task does. */
  run<Result>(key: string, task: () => Promise<Result> | Result): Promise<Result>;
  /** Resolves when nothing is running or waiting: for `key`, or for all keys. Work added meanwhile is waited for too. */
  idle(key?: string): Promise<void>;
  /** Tasks running or waiting: of `key`, or of all keys. */
  size(key?: string): number;
}

interface Lane {
  /** Settles with the last task of the lane; never rejects. */
  tail: Promise<void>;
  size: number;
}

export function createKeyedQueue(): KeyedQueue {
  const lanes = new Map<string, Lane>();

  function run<Result>(key: string, task: () => Promise<Result> | Result): Promise<Result> {
    const lane = lanes.get(key) ?? { tail: Promise.resolve(), size: 0 };
    lanes.set(key, lane);
    lane.size += 1;
    const result = lane.tail.then(task);
    const settle = () => {
      lane.size -= 1;
      // An empty lane is dropped, or the map would grow by one entry for every mission ever seen.
      if (lane.size === 0) lanes.delete(key);
    };
    lane.tail = result.then(settle, settle);
    return result;
  }

  async function idle(key?: string): Promise<void> {
    for (;;) {
      const busy = key === undefined ? [...lanes.values()] : [lanes.get(key)].filter((lane) => lane !== undefined);
      if (busy.length === 0) return;
      await Promise.all(busy.map((lane) => lane.tail));
    }
  }

  function size(key?: string): number {
    if (key !== undefined) return lanes.get(key)?.size ?? 0;
    return [...lanes.values()].reduce((total, lane) => total + lane.size, 0);
  }

  return { run, idle, size };
}
