/** What Telnyx is told about rounds and decisions: rankings, lists, votes, and the run that pauses while a person thinks. Pure. */
import type { MissionEvent } from '../missions/event.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import type { MirrorOp } from './mirror-op.ts';

/** `undefined` when the event is not about a round's end or a gate. */
export function gateMirrorOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  const list = (ids: readonly string[]): string => ids.map((id) => nameOf(state, id)).join(', ');
  switch (event.type) {
    case 'RoundFinished': {
      const advanced = event.ranking.flatMap((row) => (row.score === undefined ? [] : [nameOf(state, row.target)]));
      const payload = {
        [event.round.replace('-', '_')]: {
          candidates: event.ranking.map((row) => nameOf(state, row.target)),
          ranked: advanced,
        },
      };
      return [
        { kind: 'event', type: 'message', summary: `Ranked: ${advanced.join(', ') || 'nobody answered'}`, payload },
      ];
    }
    case 'GateOpened': {
      const summary = `${event.question} Proposed: ${list(event.proposed)}`;
      return [
        {
          kind: 'event',
          type: 'custom',
          summary,
          payload: { awaiting_approval: true, approval_summary: summary, digest: event.digest },
        },
        { kind: 'run', status: 'paused' },
      ];
    }
    case 'ListChanged':
      return [
        { kind: 'event', type: 'message', summary: `${event.by.name} changed the list to: ${list(event.targets)}` },
      ];
    case 'VoteCast':
      return [{ kind: 'event', type: 'message', summary: `${event.by.name}: ${event.verdict} list ${event.list}` }];
    case 'GateApproved':
      return [
        {
          kind: 'event',
          type: 'message',
          summary: `Approved: ${list(event.targets)}`,
          payload: { awaiting_approval: false, advanced: event.targets.map((id) => nameOf(state, id)) },
        },
        { kind: 'run', status: 'running' },
      ];
    case 'GateRejected':
      return [{ kind: 'event', type: 'message', summary: `Rejected by ${event.by.name}` }];
    case 'GateReopened':
      return [
        { kind: 'event', type: 'message', summary: `${event.by.name} took the decision back` },
        { kind: 'run', status: 'paused' },
      ];
    default:
      return undefined;
  }
}
