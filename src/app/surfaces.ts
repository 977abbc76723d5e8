/** The surfaces and the server, and what they are handed. */
import { readFileSync } from 'node:fs';
import type { Note } from '../chat/card.ts';
import type { Desk, Surface } from '../chat/surface.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import { type ConsoleSurface, createConsole, pageFolder } from '../surfaces/console/console.ts';
import { createSlackSurface, type SlackSurface } from '../surfaces/slack/slack.ts';
import { createTelegramSurface } from '../surfaces/telegram/index.ts';
import { telegramTables } from '../surfaces/telegram/telegram-deps.ts';
import type { Chat } from './chat.ts';
import { lookAround } from './look-around.ts';
import type { World } from './world.ts';

const ROOT = new URL('../../', import.meta.url);
/** Wall ms after which an opened form that was never sent is nobody's any more. */
const FORM_OPEN_MS = 10 * 60_000;

/** While somebody fills in a form, simulated time does not jump away under their hands (what must hold, 9). */
export function watchForms<D extends Desk>(desk: D, world: World, chat: Chat): D {
  const handle: Desk['handle'] = async (inbound) => {
    const replies = await desk.handle(inbound);
    const opens = replies.some(
      (reply) => reply.how === 'form' || ('message' in reply && reply.message.kind === 'form'),
    );
    chat.formOpenUntil = opens ? world.clock.wall() + FORM_OPEN_MS : 0;
    chat.engine.wake();
    return replies;
  };
  return { ...desk, handle };
}

export function openConsole({ config, store, clock, log }: World, welcome: () => Note): ConsoleSurface {
  return createConsole(
    { zone: config.zone, sandbox: config.sandbox },
    {
      tables: { messages: store.table('console-messages'), files: store.table('console-files') },
      now: () => clock.now(),
      wall: () => clock.wall(),
      welcome,
      log,
    },
  );
}

/** Slack and Telegram, as far as their tokens are in the environment. */
export function openPlatforms(
  { config, store, clock, log }: World,
  chat: Chat,
  failed: (error: Error) => void,
): readonly Surface[] {
  const { sandbox, zone, slack, telegram } = config;
  const wall = (): number => clock.wall();
  const openThreads = async () => chat.threads.openThreads(await chat.views.list(), 'slack');
  const surfaces: Surface[] = [];
  if (slack !== undefined) {
    const deps = { log, openThreads, cursors: store.table<string>('slack-cursors'), fatal: failed, wall };
    surfaces.push(createSlackSurface({ ...slack, sandbox, zone }, deps));
  }
  if (telegram !== undefined) {
    const deps = { log, tables: telegramTables((name) => store.table(name)), wall, random: Math.random };
    surfaces.push(createTelegramSurface({ ...telegram, sandbox, zone }, deps));
  }
  return surfaces;
}

export function openServer(world: World, chat: Chat, console: ConsoleSurface): Promise<HttpServer> {
  const { config, clock, log } = world;
  return createHttpServer(
    {
      host: config.host,
      port: config.port.number,
      portIsDefault: !config.port.chosen,
      consoleToken: config.consoleToken,
      publicUrl: config.publicUrl,
      pageFolder,
    },
    {
      console,
      connect: {
        doctor: () => lookAround(world, chat),
        slackManifest: readFileSync(new URL('manifest.yml', ROOT), 'utf8'),
      },
      ready: async () => undefined,
      slackEvents: chat.surfaces.flatMap((one: SlackSurface) => one.events ?? [])[0],
      wall: () => clock.wall(),
      log,
    },
  );
}
