/**
 * The composition root: builds store, clock, backend, engine, announcer, desk, surfaces and server out of a configuration,
 * starts them in order and stops them in the other. The only file that knows all rooms.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pino from 'pino';
import { announce } from './chat/announce.ts';
import type { Message, Note } from './chat/card.ts';
import { deliver } from './chat/deliver.ts';
import { createDesk } from './chat/desk.ts';
import type { DeskDeps } from './chat/desk-deps.ts';
import { deskTables } from './chat/desk-tables.ts';
import { greeting } from './chat/greeting.ts';
import type { Desk, Finding, Surface } from './chat/surface.ts';
import { type Config, isLoopback } from './config.ts';
import { type AccountWatch, callingFacts, watchAccount } from './engine/account.ts';
import type { PostedMessage } from './engine/announcement.ts';
import { type Announcer, createAnnouncer } from './engine/announcer.ts';
import { nextId } from './engine/counters.ts';
import { createDoNotCall } from './engine/do-not-call.ts';
import { examineAccount } from './engine/doctor.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { CallBackend, Clock } from './engine/ports.ts';
import { callFirst } from './engine/rehearsal.ts';
import { createThreadIndex, type MessageReference, type ThreadIndex } from './engine/thread-index.ts';
import { createViews, type Views } from './engine/views.ts';
import { within } from './engine/within.ts';
import { realClock, simulatedOrReal } from './gateways/mission-clock.ts';
import { type SimulatorProcess, startSimulatorProcess } from './gateways/simulator-process.ts';
import { createTelnyxGateway } from './gateways/telnyx/gateway.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { exampleFile } from './intake/example-file.ts';
import { ownPhone, readSource } from './intake/read-source.ts';
import { redactData } from './lib/redact.ts';
import { type OpenedStore, openStore } from './store/open.ts';
import { type ConsoleSurface, createConsole, pageFolder } from './surfaces/console/console.ts';
import { createSlackSurface, type SlackSurface } from './surfaces/slack/slack.ts';
import { createTelegramSurface } from './surfaces/telegram/index.ts';
import { telegramTables } from './surfaces/telegram/telegram-deps.ts';

const ROOT = new URL('../', import.meta.url);
/** Wall ms after which an opened form that was never sent is nobody's any more. */
const FORM_OPEN_MS = 10 * 60_000;

export interface App {
  /** Opens everything; answers where it can be reached and what to do next, one line each. */
  start(): Promise<readonly string[]>;
  /** The set-up looked at from all sides. */
  doctor(): Promise<readonly Finding[]>;
  stop(): Promise<void>;
}

interface World {
  readonly config: Config;
  readonly log: pino.Logger;
  readonly store: OpenedStore;
  readonly simulator: SimulatorProcess | undefined;
  readonly clock: Clock;
  readonly backend: CallBackend;
  readonly watch: AccountWatch;
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

async function openWorld(config: Config): Promise<World> {
  const redact: pino.LoggerOptions['hooks'] = {
    logMethod: (args, method) => method.apply(log, args.map(redactData) as typeof args),
  };
  const log: pino.Logger = pino({ level: config.logLevel, hooks: redact }, pino.destination(2));
  const store = await openStore(config.stateUrl);
  const { simulatorPort, worldFile, clockSpeed: speed } = config;
  const own = config.telnyxUrl === undefined;
  const simulator = own ? await startSimulatorProcess({ ...simulatorPort, speed, worldFile }) : undefined;
  const baseUrl = config.telnyxUrl ?? `${simulator?.url}/v2`;
  const clock = isLoopback(baseUrl) ? await simulatedOrReal(baseUrl, speed, config.sandbox) : realClock;
  const apiKey = config.telnyxKey ?? 'KEYsandbox';
  const backend = createTelnyxGateway({
    apiKey,
    baseUrl,
    account: config.sandbox ? 'sandbox' : sha(apiKey).slice(0, 12),
    sandbox: config.sandbox,
    now: () => clock.wall(),
    log: (level, message, fields) => log[level](fields ?? {}, message),
  });
  return { config, log, store, simulator, clock, backend, watch: watchAccount(backend, clock, log) };
}

interface Chat {
  readonly engine: Engine;
  readonly announcer: Announcer;
  readonly threads: ThreadIndex;
  readonly views: Views;
  readonly surfaces: Surface[];
  /** Wall time until which somebody may be filling in a form. */
  formOpenUntil: number;
}

function openChat({ config, log, store, clock, backend }: World): Chat {
  const surfaces: Surface[] = [];
  const posts = store.table<PostedMessage>('posts');
  const threads = createThreadIndex(store.table('threads'), store.table<MessageReference>('messages'), posts);
  const engine = createEngine({
    store,
    backend,
    clock,
    log,
    newId: randomUUID,
    limit: config.maxConcurrentCalls,
    personIsBusy: () => clock.wall() < chat.formOpenUntil,
    maySettle: (id) => announcer.isDone(id),
    loaded: (ids) => announcer.load(ids),
    closed: (id) => announcer.forget(id),
  });
  const announcer = createAnnouncer<Message>({
    missions: engine.missions,
    clock,
    log,
    posts,
    cursors: store.table('announced'),
    poster: (name) => surfaces.find((one) => one.name === name),
    announce: (before, after, record, repeats) => announce(before, after, record, { zone: config.zone, repeats }),
    posted: threads.remember,
    undeliverable: async (_view, message) => {
      await surfaces.find((one) => one.name === 'console')?.post({ surface: 'console', channel: 'main' }, message);
    },
    changed: engine.wake,
  });
  const views = createViews(store.journal(), announcer, threads);
  const chat: Chat = { engine, announcer, threads, views, surfaces, formOpenUntil: 0 };
  return chat;
}

async function lookAround({ config, clock, watch }: World, { engine, surfaces }: Chat): Promise<readonly Finding[]> {
  const account = await examineAccount(watch, {
    sandbox: config.sandbox,
    countries: [],
    maxConcurrentCalls: config.maxConcurrentCalls,
    wall: clock.wall(),
    ledger: engine.ledger.state(),
  });
  return [...account, ...(await Promise.all(surfaces.map((one) => one.check()))).flat()];
}

async function deskDeps(world: World, chat: Chat): Promise<DeskDeps> {
  const { config, store, clock, backend, log } = world;
  const { engine, views, surfaces } = chat;
  const secret = await store.secret('person');
  const counters = store.table<number>('counters');
  const personId = (phone: string) => `p_${createHmac('sha256', secret).update(phone).digest('hex').slice(0, 20)}`;
  return {
    async send(id, actor, cause, command) {
      const answer = await engine.send(id, command, actor, `${cause} ${command.type}`);
      if ('rejected' in answer) return answer;
      const view = await views.get(id);
      if (view === undefined) throw new Error(`${id} has no view.`);
      return { view };
    },
    views,
    nextMissionId: () => nextId(counters, 'M'),
    personId,
    tables: deskTables((name) => store.table(name)),
    readTargets: readSource,
    now: () => clock.now(),
    wall: () => clock.wall(),
    within,
    zone: config.zone,
    defaultRegion: config.defaultRegion,
    ...(config.organisation === undefined ? {} : { organisation: config.organisation }),
    origin: backend.origin,
    roles: {
      admins: [...config.admins, ...(config.consoleToken === undefined ? [] : ['console:admin'])],
      operators: config.operators,
      approvers: config.approvers,
    },
    account: () => callingFacts(world.watch, config.maxConcurrentCalls),
    doctor: () => lookAround(world, chat),
    callMe: (brief, row, phone, place, actor, cause) =>
      callFirst(
        { engine, clock, origin: backend.origin, personId, own: ownPhone(phone, config) },
        { brief, row, phone, place, actor, cause },
      ),
    readTalk: (_mission, conversation) => backend.readTalk(conversation),
    doNotCall: createDoNotCall(engine, personId),
    deliver: (replies) => deliver(surfaces, replies),
    example: exampleFile,
    log,
  };
}

/** While somebody fills in a form, simulated time does not jump away under their hands (what must hold, 9). */
function watchForms<D extends Desk>(desk: D, world: World, chat: Chat): D {
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

function openConsole({ config, store, clock, log }: World, welcome: () => Note): ConsoleSurface {
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
function openPlatforms(
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

function openServer(world: World, chat: Chat, console: ConsoleSurface): Promise<HttpServer> {
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
      await desk.recover();
      server = await openServer(world, chat, console);
      world.store.announce(config.publicUrl ?? server.url);
      return greeting({
        console: server,
        config,
        simulator: world.simulator?.url,
        surfaces: chat.surfaces,
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
