/** What the desk is handed: sending commands, views, tables, files, the account. */
import { createHmac } from 'node:crypto';
import { deliver } from '../chat/deliver.ts';
import type { DeskDeps } from '../chat/desk-deps.ts';
import { deskTables } from '../chat/desk-tables.ts';
import { callingFacts } from '../engine/account.ts';
import { nextId } from '../engine/counters.ts';
import { createDoNotCall, joinMarked } from '../engine/do-not-call.ts';
import { createNumbersDesk } from '../engine/number-desk.ts';
import { callFirst } from '../engine/rehearsal.ts';
import { tryOut } from '../engine/try-out.ts';
import { within } from '../engine/within.ts';
import { exampleFile } from '../intake/example-file.ts';
import { ownPhone, readSource } from '../intake/read-source.ts';
import { fold } from '../missions/evolve.ts';
import { memoryOf } from '../projections/memory.ts';
import { holidaysAt } from './calendars.ts';
import type { Chat } from './chat.ts';
import { lookAround } from './look-around.ts';
import type { World } from './world.ts';

export async function deskDeps(world: World, chat: Chat): Promise<DeskDeps> {
  const { config, store, clock, backend, log } = world;
  const { engine, views, surfaces } = chat;
  const secret = await store.secret('person');
  const numbers = createNumbersDesk(engine, backend, clock);
  const counters = store.table<number>('counters');
  const personId = (phone: string) => `p_${createHmac('sha256', secret).update(phone).digest('hex').slice(0, 20)}`;
  return {
    async send(id, actor, cause, command) {
      if (command.type === 'StartMission') await joinMarked(engine, command.targets, actor);
      if (command.type === 'EditMission') await joinMarked(engine, command.add, actor, engine.missions.get(id));
      const answer = await engine.send(id, command, actor, `${cause} ${command.type}`);
      if ('rejected' in answer) return answer;
      const view = await views.get(id);
      if (view === undefined) throw new Error(`${id} has no view.`);
      return { view };
    },
    tryOut: (id, actor, command) => tryOut(engine.missions, clock, id, command, actor),
    async memory(id) {
      const records = await engine.missions.records(id);
      const state = fold(records);
      return state === undefined ? undefined : memoryOf(state, records);
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
    lines: chat.lines,
    account: () => accountFacts(world, numbers),
    doctor: () => lookAround(world, chat),
    callMe: (brief, row, phone, place, actor, cause) =>
      callFirst(
        { engine, clock, origin: backend.origin, personId, own: ownPhone(phone, config) },
        { brief, row, phone, place, actor, cause },
      ),
    readTalk: (_mission, conversation) => backend.readTalk(conversation),
    doNotCall: createDoNotCall(engine, personId),
    numbers,
    deliver: (replies) => deliver(surfaces, replies),
    holidays: holidaysAt(clock.now()),
    templates: world.templates,
    example: exampleFile,
    log,
  };
}

/** What is known of the account; its numbers as a mission that starts now would find them. */
async function accountFacts({ watch, config, backend }: World, numbers: ReturnType<typeof createNumbersDesk>) {
  const facts = await callingFacts(watch, config.maxConcurrentCalls);
  if (facts === undefined) return undefined;
  const seen = watch.known();
  const usable = seen === undefined ? facts.numbers : await numbers.usable(seen.numbers);
  return { ...facts, numbers: usable, portal: backend.words.portal };
}
