/**
 * The composition root: builds store, clock, backend, engine, announcer, desk, surfaces and server out of a configuration
 * (the parts lie in app/), starts them in order and stops them in the other. With app/ the only place that knows all rooms.
 */

import { openChat } from './app/chat.ts';
import { deskDeps } from './app/desk-deps.ts';
import { lookAround } from './app/look-around.ts';
import { openConsole, openPlatforms, openServer, watchForms } from './app/surfaces.ts';
import { openWorld } from './app/world.ts';
import { createDesk } from './chat/desk.ts';
import { greeting } from './chat/greeting.ts';
import type { Finding } from './chat/surface.ts';
import type { Config } from './config.ts';
import type { HttpServer } from './http/server.ts';

export interface App {
  /** Opens everything; answers where it can be reached and what to do next, one line each. */
  start(): Promise<readonly string[]>;
  /** The set-up looked at from all sides. */
  doctor(): Promise<readonly Finding[]>;
  stop(): Promise<void>;
}

/** `failed`: a surface broke in a way that no try of its own cures; the process ends with its sentence. */
export async function createApp(config: Config, failed: (error: Error) => void): Promise<App> {
  const world = await openWorld(config);
  const chat = openChat(world);
  const desk = createDesk(await deskDeps(world, chat));
  const console = openConsole(world, desk.welcome);
  chat.surfaces.push(console, ...openPlatforms(world, chat, failed));
  let server: HttpServer | undefined;
  return {
    async start() {
      await chat.engine.start();
      const watched = watchForms(desk, world, chat);
      for (const surface of chat.surfaces) await surface.start(watched);
      chat.announcer.begin();
      await desk.recover();
      server = await openServer(world, chat, console);
      world.store.announce(config.publicUrl ?? server.url);
      return greeting({
        console: server,
        config,
        backend: world.backend.words.name,
        simulator: world.simulator?.url,
        surfaces: chat.surfaces,
        templates: world.templates,
        foreign: chat.engine.missions.foreign().map((one) => one.id),
      });
    },
    doctor: () => lookAround(world, chat),
    async stop() {
      await server?.stop();
      await Promise.all(chat.surfaces.map((one) => one.stop()));
      await chat.engine.stop();
      await chat.announcer.stop();
      await world.backend.close();
      await world.store.close();
      await world.simulator?.stop();
    },
  };
}
