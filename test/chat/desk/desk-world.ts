/** A desk with everything it needs in memory: the real decider and the real view fold behind `send`, the real intake. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDesk, type RunningDesk } from '../../../src/chat/desk.ts';
import type {
  DeskDeps,
  DeskTable,
  InboxEntry,
  PostedReference,
  Setting,
  ThreadNote,
} from '../../../src/chat/desk-deps.ts';
import type { PendingEdit } from '../../../src/chat/edit/pending.ts';
import type { Draft } from '../../../src/chat/flow/draft.ts';
import type { SavedTemplate } from '../../../src/chat/flow/saved.ts';
import type { FileIn, Finding, Inbound, Reply } from '../../../src/chat/surface.ts';
import { readTargets } from '../../../src/intake/read-targets.ts';
import type { PersonCommand } from '../../../src/missions/command.ts';
import { decide } from '../../../src/missions/decide.ts';
import { isRejection } from '../../../src/missions/decision.ts';
import { fold } from '../../../src/missions/evolve.ts';
import type { Actor, Place } from '../../../src/missions/terms.ts';
import { memoryOf } from '../../../src/projections/memory.ts';
import type { MissionView } from '../../../src/projections/mission-view.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { readMessage } from '../../support/card-text.ts';
import { TEMPLATES } from '../../support/house-templates.ts';
import { START, type TestRecord } from '../../support/random-mission-events.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const MAIN: Place = { surface: 'console', channel: 'main' };
export const THREAD: Place = { ...MAIN, thread: 'th-1' };
export const ANNA: Actor = { id: 'console:anna', name: 'Anna' };

export function memoryTable<V>(): DeskTable<V> & { readonly map: Map<string, V> } {
  const map = new Map<string, V>();
  const copy = (value: V): V => structuredClone(value);
  return {
    map,
    get: async (key) => (map.has(key) ? copy(map.get(key) as V) : undefined),
    set: async (key, value) => {
      map.set(key, copy(value));
    },
    add: async (key, value) => {
      if (map.has(key)) return false;
      map.set(key, copy(value));
      return true;
    },
    delete: async (key) => {
      map.delete(key);
    },
    entries: async () => [...map.entries()].map(([key, value]) => [key, copy(value)] as const),
  };
}

export interface Sent {
  readonly mission: string;
  readonly actor: Actor;
  readonly cause: string;
  readonly command: PersonCommand;
}

export interface World {
  readonly desk: RunningDesk;
  readonly deps: DeskDeps;
  readonly sent: Sent[];
  readonly journals: Map<string, TestRecord[]>;
  readonly delivered: Reply[];
  readonly tables: {
    readonly inbox: Map<string, InboxEntry>;
    readonly drafts: Map<string, Draft>;
    readonly settings: Map<string, Setting>;
    readonly edits: Map<string, PendingEdit>;
  };
  /** Messages of the bot by platform id, for explicit replies. */
  readonly posted: Map<string, PostedReference>;
  say(text: string, more?: Partial<Extract<Inbound, { kind: 'said' }>>): Promise<readonly Reply[]>;
  press(
    action: string,
    value: string,
    more?: Partial<Extract<Inbound, { kind: 'pressed' }>>,
  ): Promise<readonly Reply[]>;
  submit(
    form: string,
    values: Record<string, string>,
    more?: Partial<Extract<Inbound, { kind: 'submitted' }>>,
  ): Promise<readonly Reply[]>;
  view(mission: string): MissionView;
  /** A second desk over the same tables and journals: the process after a restart. */
  restarted(): RunningDesk;
}

export function createWorld(changes: Partial<DeskDeps> = {}): World {
  const journals = new Map<string, TestRecord[]>();
  const sent: Sent[] = [];
  const done = new Set<string>();
  const delivered: Reply[] = [];
  const posted = new Map<string, PostedReference>();
  const inbox = memoryTable<InboxEntry>();
  const drafts = memoryTable<Draft>();
  const settings = memoryTable<Setting>();
  const edits = memoryTable<PendingEdit>();
  const templates = memoryTable<SavedTemplate>();
  const views = [...journals].length;
  let missions = 100 + views;
  let events = 0;
  const viewNow = (id: string) => viewOf(journals.get(id) ?? []);
  const deps: DeskDeps = {
    async send(mission, actor, cause, command) {
      sent.push({ mission, actor, cause, command });
      const known = viewNow(mission);
      // As the engine does: a second delivery changes nothing.
      const deed = `${mission} ${cause} ${command.type}`;
      if (known !== undefined && done.has(deed)) return { view: known };
      const records = journals.get(mission) ?? [];
      const state = fold(records);
      const now = records.at(-1)?.at ?? START;
      const decision = decide(state, command, { now, by: actor });
      if (isRejection(decision)) return decision;
      const next = [...records, { seq: records.length, at: now, events: decision }];
      journals.set(mission, next);
      if (decision.length > 0) done.add(deed);
      const view = viewOf(next);
      if (view === undefined) throw new Error('no view');
      return { view };
    },
    async tryOut(mission, actor, command) {
      const records = journals.get(mission) ?? [];
      return decide(fold(records), command, { now: records.at(-1)?.at ?? START, by: actor });
    },
    async memory(mission) {
      const records = journals.get(mission) ?? [];
      const state = fold(records);
      return state === undefined ? undefined : memoryOf(state, records);
    },
    views: {
      get: async (id) => viewNow(id),
      list: async () => [...journals.keys()].flatMap((id) => viewNow(id) ?? []),
      byThread: async (place) => (place.thread === undefined ? undefined : viewNow([...journals.keys()][0] ?? '')),
      posted: async (_place, id) => posted.get(id),
    },
    nextMissionId: async () => {
      missions += 1;
      return `M-${missions}`;
    },
    personId: (phone) => `p_${phone.slice(-4)}`,
    tables: { inbox, drafts, settings, threads: memoryTable<ThreadNote>(), templates, edits },
    readTargets: (source, options) =>
      readTargets(
        source.kind === 'file'
          ? { kind: 'file', name: source.name, bytes: Buffer.from(source.base64, 'base64') }
          : source,
        options,
      ),
    now: () => START,
    wall: () => START,
    within: (_ms, work) => work,
    zone: 'Europe/Berlin',
    defaultRegion: 'DE',
    origin: { backend: 'telnyx', account: 'sandbox', sandbox: true },
    roles: { admins: [], operators: [], approvers: [] },
    lines: () => 2,
    account: async () => ({
      portal: 'https://portal.example.com',
      numbers: [{ phone: '+13125550100', free: true }],
      countries: ['US', 'DE'],
      concurrentCalls: 2,
    }),
    doctor: async (): Promise<readonly Finding[]> => [
      { what: 'key', ok: true, sentence: 'The key is accepted.' },
      { what: 'clock', ok: false, sentence: 'The clock is 4 min late. Set it by NTP.' },
    ],
    deliver: async (replies) => {
      delivered.push(...replies);
    },
    holidays: [],
    templates: TEMPLATES,
    example: (name): FileIn => file(name, readFileSync(join(ROOT, 'examples', name))),
    log: { info: () => undefined, error: () => undefined },
    ...changes,
  };
  const desk = createDesk(deps);
  const nextId = () => {
    events += 1;
    return `e${events}`;
  };
  async function hand(inbound: Inbound): Promise<readonly Reply[]> {
    return (await desk.accept(inbound)) ? desk.handle(inbound) : [];
  }
  return {
    desk,
    deps,
    sent,
    journals,
    delivered,
    posted,
    tables: { inbox: inbox.map, drafts: drafts.map, settings: settings.map, edits: edits.map },
    say: (text, more = {}) =>
      hand({ kind: 'said', id: nextId(), actor: ANNA, place: MAIN, text, files: [], addressed: true, ...more }),
    press: (action, value, more = {}) =>
      hand({ kind: 'pressed', id: nextId(), actor: ANNA, place: MAIN, message: 'm', action, value, ...more }),
    submit: (form, values, more = {}) =>
      hand({ kind: 'submitted', id: nextId(), actor: ANNA, place: MAIN, form, values, files: [], ...more }),
    view: (id) => {
      const view = viewNow(id);
      if (view === undefined) throw new Error(`${id} is not there`);
      return view;
    },
    restarted: () => createDesk(deps),
  };
}

export function file(name: string, content: string | Buffer): FileIn {
  return { name, base64: Buffer.from(content).toString('base64') };
}

/** All words of some replies, as a person reads them. */
export function textOf(replies: readonly Reply[]): string {
  return replies
    .map((reply) => {
      const reading = readMessage(reply.how === 'form' ? reply.form : reply.message);
      return [...reading.ours, ...reading.quoted].join('\n');
    })
    .join('\n');
}

export interface Tap {
  readonly action: string;
  readonly value: string;
  readonly label: string;
}

export function buttonsOf(replies: readonly Reply[]): readonly Tap[] {
  return replies.flatMap((reply) => (reply.how === 'form' ? [] : readMessage(reply.message).buttons));
}

export function buttonCalled(replies: readonly Reply[], label: RegExp): Tap {
  const found = buttonsOf(replies).find((button) => label.test(button.label));
  if (found === undefined)
    throw new Error(
      `no button ${label} among ${buttonsOf(replies)
        .map((button) => button.label)
        .join(' | ')}`,
    );
  return found;
}
