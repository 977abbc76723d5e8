/**
 * "Call me first": a mission of one call to the author's own phone, with the very assistant and the variables of a chosen
 * row. Its person is nobody else's, so it enters no result, no limit and no do-not-call list.
 */
import { fingerprint } from '../lib/fingerprint.ts';
import type { Brief } from '../missions/brief.ts';
import type { PersonCommand } from '../missions/command.ts';
import { isBlocked } from '../missions/ledger.ts';
import { ANY_HOURS, isOpen } from '../missions/policies/hours.ts';
import type { Target } from '../missions/target.ts';
import type { Actor, Origin, PersonId, Place } from '../missions/terms.ts';
import type { Engine } from './engine.ts';
import type { Clock } from './ports.ts';

function rehearse(input: {
  readonly id: string;
  readonly brief: Brief;
  readonly row: Target;
  /** The author's own phone, with the zones it may lie in. */
  readonly own: Target;
  readonly place: Place;
  readonly origin: Origin;
}): PersonCommand {
  const { id, brief, row, own, place, origin } = input;
  const { startAtMs: _, ...rest } = brief;
  const rounds = brief.rounds.slice(0, 1).map(({ shortlist: __, ...round }) => round);
  const { phone, zones, region, lineType } = own;
  const target: Target = { ...row, id: 't1', phone, zones, region, lineType };
  return {
    type: 'StartMission',
    id,
    brief: { ...rest, class: 'sweep', rounds, rehearsal: true, hours: ANY_HOURS, batchSize: 1, maxRetries: 0 },
    targets: [{ id: 't1', person: `rehearsal-${id}`, details: { private: target } }],
    place,
    origin,
    source: { name: 'your own phone', rows: 1 },
  };
}

/** The same tap gives the same call, also when it is carried out again after a crash. */
const idOf = (cause: string): string => `R-${fingerprint(cause).slice(0, 8)}`;

interface Stage {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly origin: Origin;
  readonly personId: (phone: string) => PersonId;
  /** The typed number with its zones; `undefined` when it is none that may be called. */
  readonly own: Target | undefined;
}

interface Wish {
  readonly brief: Brief;
  readonly row: Target;
  readonly phone: string;
  readonly place: Place;
  readonly actor: Actor;
  readonly cause: string;
}

/** Rings once, or says in one sentence why not: blocked, or no hour in which anybody may be rung. */
export async function callFirst({ engine, clock, origin, personId, own }: Stage, wish: Wish): Promise<string> {
  const { brief, row, phone, place, actor, cause } = wish;
  if (own === undefined) return 'That is no number that can be called. Write it with its country, like +49 30 1234567.';
  if (isBlocked(engine.ledger.state(), personId(phone)))
    return 'That number is on the do-not-call list, so it is not rung.';
  if (!isOpen(clock.now(), own.zones, ANY_HOURS))
    return 'It is night where that phone is. Nobody is rung before 8:00 or after 21:00 their time.';
  const id = idOf(cause);
  const answer = await engine.send(id, rehearse({ id, brief, row, own, place, origin }), actor, cause);
  if ('rejected' in answer && answer.code !== 'already-exists') return answer.sentence;
  const what = origin.sandbox ? 'A simulated phone rings' : 'Your phone rings';
  return `${what} in about a minute and a half. Answer as one of them would; afterwards you see here what was understood.`;
}
