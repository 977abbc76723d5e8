/** What Telnyx is told when people put results right: a message each, and after the end the run's result without a status (R299). */
import type { MissionEvent } from '../missions/event.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import type { MirrorOp } from './mirror-op.ts';

const said = (reason: string | undefined): string => (reason === undefined || reason === '' ? '' : `: ${reason}`);

const labelOf = (state: MissionState, round: string, field: string): string =>
  state.brief.rounds.find((one) => one.id === round)?.fields.find((one) => one.name === field)?.label ?? field;

/** `undefined` when the event is not about a result. */
export function resultMirrorOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'ValueCorrected': {
      const [name, label] = [nameOf(state, event.target), labelOf(state, event.round, event.field)];
      const value = event.value.private ?? null;
      const summary = `${event.by.name} corrected ${label} of ${name} to ${value ?? 'nothing'}${said(event.reason.private)}`;
      const payload = { contractor: name, field: event.field, value, corrected_by: event.by.name };
      return [{ kind: 'event', type: 'message', summary, payload }];
    }
    case 'ResultExcluded': {
      const summary = `${event.by.name} left out ${nameOf(state, event.target)}${said(event.reason.private)}`;
      return [{ kind: 'event', type: 'message', summary }];
    }
    case 'ResultIncluded': {
      const summary = `${event.by.name} counted ${nameOf(state, event.target)} in again`;
      return [{ kind: 'event', type: 'message', summary }];
    }
    case 'ResultAdded': {
      const name = nameOf(state, event.target);
      const summary = `${event.by.name} told the answers of ${name}${said(event.reason.private)}`;
      const payload = { ...event.values.private, contractor: name, told_by: event.by.name };
      return [{ kind: 'event', type: 'message', summary, payload }];
    }
    case 'RankingRevised': {
      const ranked = event.ranking.flatMap((row) => (row.score === undefined ? [] : [nameOf(state, row.target)]));
      const payload = { [event.round.replace('-', '_')]: { ranked } };
      const summary = `Ranked anew: ${ranked.join(', ') || 'nobody'}`;
      return [{ kind: 'event', type: 'message', summary, payload }];
    }
    case 'ReportRevised':
      return [{ kind: 'run', summary: event.summary.private ?? '', payload: event.payload.private ?? {} }];
    default:
      return undefined;
  }
}
