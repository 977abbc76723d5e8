/**
 * The way of an act into the house: translate, have it accepted, acknowledge, hand on, show what was answered. When it
 * cannot be accepted nothing is acknowledged: Slack shows the person that it did not work, or delivers it again.
 */
import type { Desk, Inbound } from '../../chat/surface.ts';
import type { Act, Answers } from './answers.ts';
import type { Files } from './files.ts';
import { type Identity, isAddressed, isSaid, placeOf, type SlackSaid, saidId, teamOf, wordsOf } from './inbound.ts';
import type { People } from './people.ts';

export interface HearingDeps {
  readonly desk: Desk;
  readonly identity: Identity;
  readonly people: People;
  readonly files: Files;
  readonly answers: Answers;
  readonly maxFileBytes: number;
  /** Work that goes on after the acknowledgement; never rejects. */
  after(work: Promise<void>): void;
}

export interface Hearing {
  /** A message, delivered or read after a gap. Throws when it could not be accepted. */
  hear(message: SlackSaid): Promise<void>;
  /** The one order that loses no yes. Throws, without an acknowledgement, when it could not be accepted. */
  acceptThen(inbound: Inbound, ack: () => Promise<void>, act: Act): Promise<void>;
}

const FILE_WITHIN_MS = 20_000;

export function createHearing(deps: HearingDeps): Hearing {
  const { desk, identity, people, files, answers } = deps;

  async function hear(message: SlackSaid): Promise<void> {
    if (!isSaid(message, identity)) return;
    const [actor, downloaded] = await Promise.all([
      people.actor(teamOf(message, identity), message.user),
      files.fetchAll(message.files ?? [], { maxBytes: deps.maxFileBytes, withinMs: FILE_WITHIN_MS }),
    ]);
    const inbound: Inbound = {
      kind: 'said',
      id: saidId(identity, message),
      actor,
      place: placeOf(message.channel, message.thread_ts),
      text: wordsOf(message.text ?? ''),
      files: downloaded.files,
      addressed: isAddressed(message, identity),
    };
    if (!(await desk.accept(inbound))) return;
    deps.after(carryOut(inbound, { place: inbound.place, actor }, downloaded.problems));
  }

  async function acceptThen(inbound: Inbound, ack: () => Promise<void>, act: Act): Promise<void> {
    const fresh = await desk.accept(inbound);
    await ack();
    if (fresh) deps.after(carryOut(inbound, act, []));
  }

  /** `problems`: files that could not be taken along; said to the person alone. */
  async function carryOut(inbound: Inbound, act: Act, problems: readonly string[]): Promise<void> {
    const replies = await desk.handle(inbound);
    if (problems.length > 0) await answers.tell(problems.join(' '), act);
    await answers.show(replies, act);
  }

  return { hear, acceptThen };
}
