// What the stand-in knows: people, messages, views, files, and what was asked of it. No wire in here.

export type Fields = Record<string, unknown>;

export interface Post {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user: string;
  readonly bot_id?: string;
  text: string;
  blocks: readonly Fields[];
  /** Only this person sees it. */
  readonly ephemeralFor?: string;
  readonly files?: readonly Fields[];
  readonly subtype?: string;
  edits: number;
}

export interface OpenedView {
  readonly id: string;
  readonly user: string;
  readonly view: Fields;
  open: boolean;
}

export interface Upload {
  readonly id: string;
  readonly name: string;
  content: Buffer;
  channel?: string;
  thread?: string;
}

export interface ApiCall {
  readonly method: string;
  readonly params: Fields;
  readonly token: string;
  readonly answer: Fields;
}

export interface Fault {
  readonly method: string;
  readonly status?: number;
  readonly error?: string;
  /** Seconds: a 429 with this Retry-After. */
  readonly retryAfter?: number;
  /** It was carried out, only the answer is lost. */
  readonly done?: boolean;
  times: number;
}

export const TEAM = 'T1';
export const BOT_USER = 'UBOT';
export const BOT_ID = 'B1';

export interface World {
  readonly messages: Post[];
  readonly views: OpenedView[];
  readonly uploads: Map<string, Upload>;
  readonly calls: ApiCall[];
  readonly faults: Fault[];
  /** Names by user id; anybody else is called `Person U7`. */
  readonly people: Map<string, string>;
  /** Channels that the bot is not in. */
  readonly strange: Set<string>;
  readonly triggers: Map<string, { readonly user: string; readonly until: number; used: boolean }>;
  readonly responses: Map<
    string,
    { readonly channel: string; readonly user: string; readonly ts: string | undefined; left: number }
  >;
  nextTs(): string;
  id(prefix: string): string;
  trigger(user: string): string;
  respondId(channel: string, user: string, ts?: string): string;
}

/** A trigger lives this long. */
const TRIGGER_MS = 3000;

export function createWorld(): World {
  let count = 0;
  let lastTs = 0;
  const world: World = {
    messages: [],
    views: [],
    uploads: new Map(),
    calls: [],
    faults: [],
    people: new Map(),
    strange: new Set(),
    triggers: new Map(),
    responses: new Map(),
    nextTs() {
      // Microseconds of wall time, never the same twice.
      lastTs = Math.max(lastTs + 1, Date.now() * 1000);
      const text = String(lastTs);
      return `${text.slice(0, -6)}.${text.slice(-6)}`;
    },
    id(prefix) {
      count += 1;
      return `${prefix}${count}`;
    },
    trigger(user) {
      const id = world.id('trigger.');
      world.triggers.set(id, { user, until: Date.now() + TRIGGER_MS, used: false });
      return id;
    },
    respondId(channel, user, ts) {
      const id = world.id('response');
      world.responses.set(id, { channel, user, ts, left: 5 });
      return id;
    },
  };
  return world;
}
