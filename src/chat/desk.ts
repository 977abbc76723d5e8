/**
 * Station (2): what people said, pressed and sent off becomes commands, in order, exactly once in effect. Surfaces hand it
 * in and show what comes back; everything else arrives through `DeskDeps`.
 */
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import type { Actor, Place } from '../missions/terms.ts';
import { standingOf } from './access.ts';
import type { Note } from './card.ts';
import { COMMANDS } from './commands.ts';
import { knowGrants } from './desk/grants-cache.ts';
import { hear } from './desk/hear.ts';
import { createInbox } from './desk/inbox.ts';
import { asksElsewhere } from './desk/main-chat.ts';
import { press } from './desk/press.ts';
import { errorsOf, formBehind, submit } from './desk/submit.ts';
import { tidy } from './desk/tidy.ts';
import type { Replies, Turn } from './desk/turn.ts';
import type { DeskDeps } from './desk-deps.ts';
import { choiceButtons } from './flow/choices.ts';
import type { Desk, Inbound } from './surface.ts';

export interface RunningDesk extends Desk {
  /** Carries out what was accepted before the last stop; once, as soon as `deliver` can show the answers. */
  recover(): Promise<void>;
  /** What somebody sees before anything was said: three missions to tap. */
  welcome(): Note;
}

/** Wall ms between two clearings. */
const TIDY_EVERY_MS = 24 * 60 * 60_000;

export function createDesk(given: DeskDeps): RunningDesk {
  const { settings, grants } = knowGrants(given.tables.settings);
  const deps: DeskDeps = { ...given, tables: { ...given.tables, settings } };
  const inbox = createInbox({ table: deps.tables.inbox, wall: deps.wall, within: deps.within });
  const lanes = createKeyedQueue();
  let tidiedAt = deps.wall();

  async function turnOf(actor: Actor, place: Place, cause: string): Promise<Turn> {
    const world = { sandbox: deps.origin.sandbox, seeds: deps.roles, grants: await grants() };
    const standing = standingOf(actor, place, world);
    return { deps, actor, place, cause, standing };
  }

  async function carryOut(inbound: Inbound): Promise<Replies> {
    if (await inbox.isDone(inbound.id)) return [];
    const turn = await turnOf(inbound.actor, inbound.place, inbound.id);
    const replies = await route(turn, inbound);
    await asksElsewhere(turn, replies);
    await inbox.done(inbound.id);
    if (deps.wall() - tidiedAt >= TIDY_EVERY_MS) await clear();
    return replies;
  }

  /** What stays lying a day longer does no harm, so a failure is only logged. */
  async function clear(): Promise<void> {
    tidiedAt = deps.wall();
    try {
      await inbox.forget();
      await tidy(deps);
    } catch (error) {
      deps.log.error({ error }, 'old drafts and messages could not be cleared away');
    }
  }

  /** In one chat everything happens in the order it came: who spoke before a yes decides what the yes is worth. */
  function handle(inbound: Inbound): Promise<Replies> {
    const { surface, channel } = inbound.place;
    return lanes.run(`${surface}/${channel}`, () => carryOut(inbound).catch((error: unknown) => fault(inbound, error)));
  }

  /** The person is told that it was not done, so it must not be done behind their back at the next start. */
  async function fault(inbound: Inbound, error: unknown): Promise<Replies> {
    deps.log.error({ inbound: inbound.id, kind: inbound.kind, error }, 'an inbound could not be carried out');
    await inbox.done(inbound.id).catch(() => undefined);
    return faultReply(inbound, deps.origin.sandbox);
  }

  async function recover(): Promise<void> {
    for (const inbound of await inbox.open()) {
      deps.log.info({ inbound: inbound.id, kind: inbound.kind }, 'carrying out what was accepted before the stop');
      const replies = await handle(inbound);
      if (replies.length === 0) continue;
      await deps
        .deliver(replies)
        .catch((error: unknown) => deps.log.error({ inbound: inbound.id, error }, 'an answer could not be delivered'));
    }
    await clear();
  }

  return {
    accept: inbox.accept,
    handle,
    recover,
    check: (form, values, files, actor) => errorsOf(deps, form, values, files, actor),
    form: (action, value, actor) => formBehind(deps, action, value, actor),
    welcome: () => welcome(deps),
    commands: COMMANDS.map(({ name, usage, help }) => ({ name, usage, help })),
  };
}

function route(turn: Turn, inbound: Inbound): Promise<Replies> {
  switch (inbound.kind) {
    case 'said':
      return hear(turn, inbound);
    case 'pressed':
      return press(turn, inbound.action, inbound.value);
    case 'submitted':
      return submit(turn, inbound.form, inbound.values, inbound.files);
  }
}

function faultReply({ place, actor }: Inbound, sandbox: boolean): Replies {
  const sentence =
    'Something on my side failed, so this was not done. Try it once more; "/mission doctor" may say what is wrong.';
  return [{ how: 'private', place, actor, message: { kind: 'note', text: [sentence], sandbox } }];
}

function welcome(deps: DeskDeps): Note {
  const sandbox = deps.origin.sandbox;
  const text = sandbox
    ? 'This is the SANDBOX: phones are simulated, nobody is really called. Tap a mission, look at its preview, tap Start.'
    : 'Careful: missions started here call real people. Tap a mission, look at its preview; nothing rings before you tap Start.';
  return { kind: 'note', text: [text], buttons: choiceButtons(deps.templates), sandbox };
}
