/** The texts of a mission, folded from its events: one a person, whatever happens. */
import { withEntry } from '../../lib/with-entry.ts';
import type { MissionEvent } from '../event.ts';
import type { MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { TextRequest, TextState, Texts } from './terms.ts';

const NONE: Texts = { byTarget: new Map() };

export const textsOf = (state: MissionState): readonly TextState[] => [...(state.texts?.byTarget.values() ?? [])];

export const textOf = (state: MissionState, target: TargetId): TextState | undefined =>
  state.texts?.byTarget.get(target);

/** What the ledger knows a person's text by. */
export const textId = (state: MissionState, target: TargetId): string => `${state.id}/text/${target}`;

/** It may be with the phone service, and nobody has said yet what became of it. */
export const isTextOut = ({ phase }: TextState): boolean => phase === 'intended' || phase === 'handed-over';

/** R47: six keys, none of them empty. */
export const scheduledTexts = (state: MissionState, stepOf: (text: TextState, round: string) => string) =>
  textsOf(state).flatMap((text) => {
    const to = state.people.get(text.target)?.details?.phone;
    const { eventId, message, dueAt, round } = text.request ?? {};
    if (to === undefined || eventId === undefined || message === undefined) return [];
    if (dueAt === undefined || round === undefined) return [];
    const scheduled_at = new Date(dueAt).toISOString();
    return [{ event_id: eventId, type: 'sms', to, message, scheduled_at, step_id: stepOf(text, round) }];
  });

export type SentOut = TextState & { readonly request: TextRequest };

export const textsOut = (state: MissionState): readonly SentOut[] =>
  textsOf(state).flatMap((text) =>
    isTextOut(text) && text.request !== undefined ? [{ ...text, request: text.request }] : [],
  );

function change(state: MissionState, target: TargetId, next: (text: TextState) => TextState): MissionState {
  const texts = state.texts ?? NONE;
  const text = texts.byTarget.get(target) ?? { target, phase: 'planned', notBefore: 0 };
  return { ...state, texts: { ...texts, byTarget: withEntry(texts.byTarget, target, next(text)) } };
}

/** `undefined` when the event is not about a text. */
export function evolveText(state: MissionState, event: MissionEvent, at: number): MissionState | undefined {
  switch (event.type) {
    case 'TextPlanned':
      return change(state, event.target, (text) => ({
        ...text,
        phase: 'planned',
        notBefore: event.notBefore,
        ...(event.failed === undefined ? {} : { failures: (text.failures ?? 0) + 1 }),
        ...(event.takenBack === undefined || text.request === undefined
          ? {}
          : { takenBack: [...(text.takenBack ?? []), text.request.attempt] }),
      }));
    case 'TextIntended': {
      const { type: _, target, body, message, ...request } = event;
      const words = { body: body.private, message: message.private };
      return change(state, target, (text) => ({ ...text, phase: 'intended', request: { ...request, ...words } }));
    }
    case 'TextHandedOver':
      return change(state, event.target, ({ request, ...text }) => ({
        ...text,
        phase: 'handed-over',
        ...(request === undefined ? {} : { request: { ...request, eventId: event.eventId } }),
      }));
    case 'TextSent':
      return change(state, event.target, (text) => ({ ...text, phase: 'sent' }));
    case 'TextNotSent': {
      const stop = event.stop === undefined ? {} : { stop: event.stop, stopAt: at };
      return change(state, event.target, (text) => ({ ...text, phase: 'not-sent', ...stop }));
    }
    case 'TextBecameUnknown':
      return change(state, event.target, (text) => ({ ...text, phase: 'unknown' }));
    case 'TextsStopped':
      return { ...state, texts: { ...(state.texts ?? NONE), stopped: event.reason } };
    default:
      return undefined;
  }
}
