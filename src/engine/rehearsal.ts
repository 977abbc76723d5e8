/**
 * "Call me first": a mission of one call to the author's own phone, with the very assistant and the variables of a chosen
 * row. Its person is nobody else's, so it enters no result, no limit and no do-not-call list.
 */
import type { Brief } from '../missions/brief.ts';
import type { PersonCommand } from '../missions/command.ts';
import type { Origin, Place } from '../missions/event.ts';
import type { Target } from '../missions/target.ts';

export function rehearse(input: {
  readonly id: string;
  readonly brief: Brief;
  readonly row: Target;
  /** The author's own phone, E.164. */
  readonly phone: string;
  readonly place: Place;
  readonly origin: Origin;
}): PersonCommand {
  const { id, brief, row, phone, place, origin } = input;
  const { startAtMs: _, ...rest } = brief;
  const rounds = brief.rounds.slice(0, 1).map(({ shortlist: __, ...round }) => round);
  const target: Target = { ...row, id: 't1', phone };
  return {
    type: 'StartMission',
    id,
    brief: { ...rest, class: 'sweep', rounds, rehearsal: true, batchSize: 1, maxRetries: 0 },
    targets: [{ id: 't1', person: `rehearsal-${id}`, details: { private: target } }],
    place,
    origin,
    source: { name: 'your own phone', rows: 1 },
  };
}
