/** The doctor: account and surfaces looked at from all sides. */
import type { Finding } from '../chat/surface.ts';
import { templateFindings } from '../chat/templates/faults.ts';
import { examineAccount } from '../engine/doctor.ts';
import { heldNumbers } from '../missions/provision.ts';
import { calendarFinding, holidaysAt } from './calendars.ts';
import type { Chat } from './chat.ts';
import type { World } from './world.ts';

export async function lookAround(
  { config, clock, backend, watch, templates }: World,
  { engine, surfaces }: Chat,
): Promise<readonly Finding[]> {
  const account = await examineAccount(watch, {
    words: backend.words,
    sandbox: config.sandbox,
    countries: [],
    ...(config.maxConcurrentCalls === undefined ? {} : { maxConcurrentCalls: config.maxConcurrentCalls }),
    wall: clock.wall(),
    ledger: engine.ledger.state(),
    ours: new Set(engine.missions.open().flatMap((state) => heldNumbers(state).map((held) => held.numberId))),
  });
  return [
    ...account,
    ...templateFindings(templates),
    calendarFinding(holidaysAt(clock.now()), clock.now()),
    ...(await Promise.all(surfaces.map((one) => one.check()))).flat(),
  ];
}
