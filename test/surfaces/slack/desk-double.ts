// A desk that keeps what it is handed and answers as a test says; and the bot on it, against the stand-in.

import type { Form } from '../../../src/chat/card.ts';
import type { Desk, Inbound, Reply } from '../../../src/chat/surface.ts';
import { createSlackSurface, type SlackSurface } from '../../../src/surfaces/slack/slack.ts';
import type { SlackConfig, SlackDeps } from '../../../src/surfaces/slack/slack-deps.ts';
import type { SlackStandIn } from '../../support/slack-stand-in/slack-stand-in.ts';

type Place = Inbound['place'];

export interface DeskDouble extends Desk {
  /** Accepted for the first time, in order. */
  readonly inbounds: Inbound[];
  /** How often `accept` was called, also in vain. */
  readonly offered: Inbound[];
  /** The next calls of `accept` throw. */
  refuse: number;
  answer: (inbound: Inbound) => readonly Reply[];
  forms: Map<string, Form>;
  errors: Readonly<Record<string, string>>;
}

export function createDeskDouble(): DeskDouble {
  const known = new Set<string>();
  const desk: DeskDouble = {
    inbounds: [],
    offered: [],
    refuse: 0,
    answer: () => [],
    forms: new Map(),
    errors: {},
    commands: [],
    async accept(inbound) {
      desk.offered.push(inbound);
      if (desk.refuse > 0) {
        desk.refuse -= 1;
        throw new Error('the disk is full');
      }
      if (known.has(inbound.id)) return false;
      known.add(inbound.id);
      desk.inbounds.push(inbound);
      return true;
    },
    handle: async (inbound) => desk.answer(inbound),
    check: async () => desk.errors,
    form: async (action, value) => desk.forms.get(`${action}:${value}`),
  };
  return desk;
}

export interface Running {
  readonly surface: SlackSurface;
  readonly desk: DeskDouble;
  readonly open: Place[];
  readonly cursors: Map<string, string>;
  readonly fatal: string[];
  readonly log: { readonly level: string; readonly message: string; readonly facts: unknown }[];
  readonly config: SlackConfig;
}

/** Not started yet. */
export function prepare(
  slack: SlackStandIn,
  change: Partial<SlackConfig> = {},
  kept = new Map<string, string>(),
): Running {
  const log: Running['log'] = [];
  const write = (level: string) => (facts: unknown, message: string) => void log.push({ level, message, facts });
  const fatal: string[] = [];
  const open: Place[] = [];
  const config: SlackConfig = {
    botToken: slack.botToken,
    appToken: slack.appToken,
    apiUrl: slack.url,
    mode: 'socket',
    sandbox: true,
    zone: 'Europe/Berlin',
    ...change,
  };
  const deps: SlackDeps = {
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    openThreads: async () => open,
    cursors: {
      get: async (key) => kept.get(key),
      set: async (key, ts) => void kept.set(key, ts),
      delete: async (key) => void kept.delete(key),
      entries: async () => [...kept],
    },
    fatal: (failure) => void fatal.push(failure.sentence),
  };
  return {
    surface: createSlackSurface(config, deps),
    desk: createDeskDouble(),
    open,
    cursors: kept,
    fatal,
    log,
    config,
  };
}
