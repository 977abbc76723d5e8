/** From a finished draft to what a mission is started with. Pure; the draft was checked before. */
import type { Brief, Holiday } from '../../missions/brief.ts';
import { withHolidays } from '../../missions/policies/holidays.ts';
import type { EnlistedTarget } from '../../missions/terms.ts';
import { told, toldTargets, whenAsked } from './details.ts';
import type { Draft } from './draft.ts';
import { callingOrder, numbered } from './order.ts';

/** The first reminder of an open decision; a yes never comes by itself. */
const REMIND_AFTER_MS = 4 * 60 * 60_000;

/** `holidays`: those of the countries of the list are frozen with it. */
export function briefOf(written: Draft, now: number, holidays: readonly Holiday[]): Brief {
  const draft = told(written);
  const targets = callingOrder(draft);
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
    hours: withHolidays(draft.hours, targets, holidays, now),
    batchSize: draft.batchSize,
    spacingSecs: draft.spacingSecs,
    approval: { approvers: draft.approvers, quorum: draft.quorum, remindAfterMs: REMIND_AFTER_MS },
    ...(draft.startAtMs === undefined || draft.startAtMs <= now ? {} : { startAtMs: draft.startAtMs }),
    ...classParts(draft, whenAsked(written)),
    ...(draft.deadlineAt === undefined ? {} : { deadlineAt: draft.deadlineAt }),
    // Who is asked after everybody was called is not asked at all.
    ...(draft.tryFirst === undefined || draft.tryFirst >= targets.length ? {} : { tryFirst: draft.tryFirst }),
    ...(draft.maxRetries === undefined ? {} : { maxRetries: draft.maxRetries }),
    ...(draft.noiseSuppression === undefined ? {} : { noiseSuppression: draft.noiseSuppression }),
    ...(draft.text === undefined ? {} : { text: draft.text }),
    basis: draft.basis,
  };
}

/** What only some classes have; what a draft kept of another class it was before stays out. */
function classParts(
  { class: kind, mandate, action, order }: Draft,
  askedFor: string | undefined,
): Pick<Brief, 'mandate' | 'action' | 'askedFor' | 'order'> {
  const judged = kind === 'negotiation' || kind === 'action';
  return {
    ...(judged && mandate !== undefined ? { mandate } : {}),
    ...(kind === 'action' && action !== undefined ? { action } : {}),
    ...(kind === 'action' && askedFor !== undefined ? { askedFor } : {}),
    ...(kind === 'negotiation' && order !== undefined ? { order } : {}),
  };
}

/** In the order of the calls: `t1` is called first (R221). */
export function enlist(draft: Draft, personId: (phone: string) => string): readonly EnlistedTarget[] {
  return numbered(toldTargets(draft)).map((target) => ({
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
