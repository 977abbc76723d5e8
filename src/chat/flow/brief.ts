/** From a finished draft to what a mission is started with. Pure; the draft was checked before. */
import type { Brief } from '../../missions/brief.ts';
import type { EnlistedTarget } from '../../missions/event.ts';
import type { Draft } from './draft.ts';

/** The first reminder of an open decision; a yes never comes by itself. */
const REMIND_AFTER_MS = 4 * 60 * 60_000;

export function briefOf(draft: Draft, now: number): Brief {
  return {
    name: draft.name,
    class: draft.class,
    ...(draft.template === undefined ? {} : { template: draft.template }),
    request: draft.request,
    onBehalfOf: draft.onBehalfOf,
    recipients: draft.recipients,
    language: draft.language,
    voice: draft.voice,
    rounds: draft.rounds,
    hours: draft.hours,
    batchSize: draft.batchSize,
    spacingSecs: draft.spacingSecs,
    approval: { approvers: draft.approvers, quorum: draft.quorum, remindAfterMs: REMIND_AFTER_MS },
    ...(draft.startAtMs === undefined || draft.startAtMs <= now ? {} : { startAtMs: draft.startAtMs }),
    basis: draft.basis,
  };
}

export function enlist(draft: Draft, personId: (phone: string) => string): readonly EnlistedTarget[] {
  return (draft.list?.targets ?? []).map((target) => ({
    id: target.id,
    person: personId(target.phone),
    details: { private: target },
  }));
}

/** What a start confirms: changes whenever something that people would hear, or who hears it, changes. */
export function fingerprintText(draft: Draft): string {
  const { status: _, missionId: __, answered: ___, place: ____, changedAtWall: _____, ...said } = draft;
  return JSON.stringify(said);
}
