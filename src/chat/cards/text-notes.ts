/** Posts about texts: who gets one, that none can be sent any more, and a STOP, which rings like an opt-out on the phone. */
import type { MissionEvent } from '../../missions/event.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { ViewRecord } from '../../projections/view-fold.ts';
import type { Message, Note, Text } from '../card.ts';
import { type CardOptions, count, personName, someOf, stopped, withoutNumbers } from '../wording.ts';
import { doNotCallCard } from './do-not-call-card.ts';

interface Step {
  readonly before: MissionView | undefined;
  readonly after: MissionView;
  readonly record: ViewRecord;
  readonly now: number;
  readonly options: CardOptions;
}

const note = (view: MissionView, text: Text): Note => ({ kind: 'note', text, sandbox: view.sandbox });

const rowOf = (view: MissionView | undefined, target: string): RowView | undefined =>
  view?.rows.find((row) => row.target === target);

/** That they are off the list is said by the card of their STOP. */
export const answeredStop = ({ events }: ViewRecord, target: string): boolean =>
  events.some((event) => event.type === 'TextNotSent' && event.target === target && event.stop === true);

/** `undefined` when the event is not about a text, or nothing has to be said. */
export function textMessage(
  step: Step,
  event: MissionEvent,
): { readonly message: Message; readonly urgent: boolean } | undefined {
  const { before, after, record, now, options } = step;
  switch (event.type) {
    case 'TextPlanned': {
      // Said once for all of them; who is tried once more is no news.
      const planned = record.events.flatMap((one) => (one.type === 'TextPlanned' ? [one.target] : []));
      const fresh = planned.filter((target) => rowOf(before, target)?.text === undefined);
      if (fresh[0] !== event.target) return undefined;
      return {
        message: plannedNote(
          after,
          fresh.flatMap((target) => rowOf(after, target) ?? []),
        ),
        urgent: false,
      };
    }
    case 'TextNotSent': {
      const row = event.stop === undefined ? undefined : rowOf(after, event.target);
      return row === undefined ? undefined : { message: doNotCallCard(after, row, 'STOP', now, options), urgent: true };
    }
    case 'TextsStopped':
      return { message: stoppedNote(after, event.reason, options.portal), urgent: true };
    default:
      return undefined;
  }
}

const plannedNote = (view: MissionView, rows: readonly RowView[]): Note =>
  note(view, [
    stopped(
      `${count(rows.length, 'person', 'people')} could not be reached and ${rows.length === 1 ? 'gets' : 'get'} the text: ${someOf(rows.map(personName), 5)}`,
    ),
  ]);

function stoppedNote(view: MissionView, reason: string, portal: string | undefined): Note {
  const told = note(view, [
    { bold: 'No further texts. ' },
    `${withoutNumbers(reason)} Calls and their answers are not affected; ${view.brief.name} ends as planned.`,
  ]);
  if (portal === undefined || !/\bportal\b/.test(reason) || reason.includes(portal)) return told;
  return { ...told, blocks: [{ kind: 'facts', rows: [{ label: 'Portal', text: [portal] }] }] };
}
