/** What became of the texts to those who were not reached. A part of view-fold.ts. */
import type { MissionEvent } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import { changeRow } from './change-row.ts';
import { announcementKey, type EventPlace } from './fold-meta.ts';
import type { MissionView, RowView, TextView } from './mission-view.ts';
import { plainWords } from './plain-words.ts';

const withText = (view: MissionView, target: TargetId, change: (text: TextView | undefined) => TextView): MissionView =>
  changeRow(view, target, (row) => ({ ...row, text: change(row.text) }));

const stateIs = (view: MissionView, target: TargetId, state: TextView['state'], reason?: string): MissionView =>
  withText(view, target, ({ reason: _, ...text } = { state, at: view.changedAt }) => ({
    ...text,
    state,
    ...(reason === undefined ? {} : { reason: plainWords(reason) }),
  }));

/** `undefined` when the event is not about a text. */
export function foldText(view: MissionView, event: MissionEvent, place: EventPlace): MissionView | undefined {
  switch (event.type) {
    case 'TextPlanned':
      return withText(view, event.target, () => ({ state: 'planned', at: event.notBefore }));
    case 'TextIntended': {
      const message = event.message.private === undefined ? {} : { message: event.message.private };
      return withText(view, event.target, () => ({ state: 'scheduled', at: event.dueAt, ...message }));
    }
    case 'TextHandedOver':
      return view;
    case 'TextSent':
      return stateIs(view, event.target, 'sent');
    case 'TextNotSent':
      return stateIs(view, event.target, 'not-sent', event.reason);
    case 'TextBecameUnknown':
      return stateIs(view, event.target, 'unknown', event.reason);
    case 'TextsStopped':
      return { ...view, textsStopped: { reason: plainWords(event.reason), postedAs: announcementKey(place) } };
    default:
      return undefined;
  }
}

/** Still to go out, or on its way; nothing of it counts once the mission has ended. */
export const textIsOpen = ({ text }: RowView): boolean => text?.state === 'planned' || text?.state === 'scheduled';
