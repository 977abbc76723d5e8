/** What calls and their outcomes change in the view: states, tries, values, retries. A part of view-fold.ts. */
import type { CallFact, MissionEvent } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import { changeCall, changeRow, changeStanding, showNewest } from './change-row.ts';
import { isInbound, learnFromCaller } from './fold-callbacks.ts';
import { toldAnew } from './fold-results.ts';
import type { CallView, MissionView, RoundStanding, RowStatus } from './mission-view.ts';
import { outcomeWords, statusAfter } from './outcome-words.ts';
import { plainReason } from './plain-words.ts';

/** Our own side's faults and what we took back are nobody's try. */
const NO_TRY: ReadonlySet<CallFact['type']> = new Set(['CallNeverRang', 'CallCanceled']);

/** Where a person stands when a call came to nothing: new, or to be tried again. */
const waiting = (standing: RoundStanding): RowStatus => (standing.attempts > 0 ? 'retry' : 'planned');

const backToWaiting = ({ nextCallAt: _, ...standing }: RoundStanding): RoundStanding => ({
  ...standing,
  status: waiting(standing),
});

const progressed = (standing: RoundStanding, status: RowStatus): RoundStanding => ({ ...standing, status });

/** `undefined` when the event is not about a call's way. */
export function foldCall(view: MissionView, event: MissionEvent): MissionView | undefined {
  switch (event.type) {
    case 'CallIntended':
      return intended(view, event);
    case 'CallHandedOver':
      return changeCall(
        view,
        event.call,
        (call) => ({ ...call, state: 'handed-over' }),
        (standing) => progressed(standing, 'scheduled'),
      );
    case 'CallNotPlaced':
      return changeCall(view, event.call, (call) => ({ ...call, state: 'not-placed' }), backToWaiting);
    case 'CallTakenBack': {
      const back = changeCall(view, event.call, (call) => ({ ...call, state: 'taken-back' }), backToWaiting);
      return { ...back, takenBack: back.takenBack + 1 };
    }
    case 'CallCouldNotBeTakenBack':
      return changeCall(view, event.call, (call) => ({ ...call, couldNotBeTakenBack: true }));
    case 'CallProgressed': {
      const { conversationId } = event;
      const known = conversationId === undefined ? {} : { conversationId };
      return changeCall(
        view,
        event.call,
        (call) => ({ ...call, ...known, state: event.status }),
        ({ nextCallAt: _, ...standing }) => progressed(standing, 'on-the-phone'),
      );
    }
    case 'CallEnded':
      return ended(view, event);
    case 'TalkRecorded': {
      const turns = event.turns.private;
      return turns === undefined ? view : changeCall(view, event.call, (call) => ({ ...call, talk: turns }));
    }
    default:
      return undefined;
  }
}

type Of<Type extends MissionEvent['type']> = Extract<MissionEvent, { type: Type }>;

function intended(view: MissionView, event: Of<'CallIntended'>): MissionView {
  const { call, round, attempt, dueAt } = event;
  const fresh: CallView = { call, round, attempt, dueAt, state: 'intended', couldNotBeTakenBack: false };
  const placed = changeRow(view, event.target, (row) => ({
    ...changeStanding(row, round, (standing) => ({ ...standing, nextCallAt: dueAt })),
    calls: [...row.calls.filter((one) => one.call !== call), fresh],
  }));
  return { ...placed, fromNumber: event.from };
}

function ended(view: MissionView, event: Of<'CallEnded'>): MissionView {
  const { conversationId, seconds } = event;
  const over = changeCall(
    view,
    event.call,
    (call) => ({
      ...call,
      state: 'ended',
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(seconds === undefined ? {} : { seconds }),
    }),
    ({ nextCallAt: _, ...standing }) => ({
      ...standing,
      status: 'on-the-phone',
      reason: 'the answer is being read',
    }),
  );
  return { ...over, talkSeconds: over.talkSeconds + (seconds ?? 0) };
}

/** What was learnt; the call is over even where nothing said so before. */
export function foldFact(view: MissionView, fact: CallFact & { call: string; target: TargetId }): MissionView {
  const inbound = isInbound(view, fact.target, fact.call);
  const words = 'words' in fact ? fact.words?.private : undefined;
  const learnt = changeCall(
    view,
    fact.call,
    (call) => ({
      ...call,
      state: 'ended',
      outcome: fact.type,
      ...(fact.evidence?.private === undefined ? {} : { evidence: fact.evidence.private }),
      ...(words === undefined ? {} : { words }),
    }),
    (standing) => (inbound ? learnFromCaller(standing, fact) : learn(standing, fact)),
  );
  if (fact.type !== 'VoicemailReached' || inbound) return learnt;
  return changeRow(learnt, fact.target, (row) => ({ ...row, voicemailLeft: true }));
}

function learn({ nextCallAt: _, ...standing }: RoundStanding, fact: CallFact): RoundStanding {
  const attempts = standing.attempts + (NO_TRY.has(fact.type) ? 0 : 1);
  const words = 'words' in fact ? fact.words?.private : undefined;
  const status = NO_TRY.has(fact.type) ? waiting(standing) : statusAfter(fact);
  return {
    ...(fact.type === 'PersonAnswered' ? toldAnew(standing, fact.values.private ?? {}) : standing),
    attempts,
    status,
    lastOutcome: fact.type,
    reason: reasonOf(fact),
    ...(words === undefined ? {} : { words }),
  };
}

function reasonOf(fact: CallFact): string {
  if (fact.type !== 'CalleeAskedForCallback' || fact.when === undefined) return outcomeWords(fact.type);
  return `${outcomeWords(fact.type)}: ${fact.when}`;
}

/** Plans after a call: again, given up, taken off the list. `undefined` when the event is none of these. */
export function foldPlans(view: MissionView, event: MissionEvent): MissionView | undefined {
  switch (event.type) {
    case 'RetryPlanned':
      return changeRow(view, event.target, (row) =>
        changeStanding(row, undefined, (standing) => ({
          ...standing,
          status: waiting(standing),
          nextCallAt: event.notBefore,
          reason: plainReason(event.reason),
        })),
      );
    case 'ActionChosen':
      return changeRow(view, event.target, (row) =>
        changeStanding(row, undefined, (standing) => ({
          ...standing,
          status: 'planned',
          reason: event.purpose === 'act' ? 'is called again to do it' : 'is called to cancel',
        })),
      );
    case 'TargetGivenUp':
      return changeRow(view, event.target, (row) =>
        changeStanding(row, undefined, (standing) =>
          standing.again === true ? asBefore(standing) : giveUp(standing, event.reason),
        ),
      );
    case 'TargetRemoved':
      return changeRow(view, event.target, (row) => ({
        ...changeStanding(row, undefined, (standing) => giveUp(standing, event.because)),
        removed: plainReason(event.because),
      }));
    case 'CallsRescheduled':
      return rescheduled(view, event);
    default:
      return undefined;
  }
}

/** Called once more in vain: what was answered before stands. */
const asBefore = ({ nextCallAt: _, again: __, ...standing }: RoundStanding): RoundStanding => ({
  ...standing,
  status: 'answered',
});

const OPEN: ReadonlySet<RowStatus> = new Set(['planned', 'scheduled', 'on-the-phone', 'retry', 'unknown']);

/** Closes an open standing; one that already says how it ended keeps saying so. */
export function giveUp({ nextCallAt: _, ...standing }: RoundStanding, reason?: string): RoundStanding {
  if (!OPEN.has(standing.status)) return standing;
  const status: RowStatus = standing.attempts > 0 ? 'not-reached' : 'not-called';
  return { ...standing, status, ...(reason === undefined ? {} : { reason: plainReason(reason) }) };
}

function rescheduled(view: MissionView, event: Of<'CallsRescheduled'>): MissionView {
  const { downFrom: from, downTo: to, resumeFrom } = event;
  const nameOf = (call: string) => view.rows.find((row) => row.calls.some((one) => one.call === call))?.name;
  const rang = event.rang.map(nameOf).filter((name) => name !== undefined);
  const moved = new Set(event.moved);
  const later = (standing: RoundStanding): RoundStanding => ({
    ...standing,
    nextCallAt: Math.max(standing.nextCallAt ?? 0, resumeFrom),
  });
  const over = view.endedAt !== undefined;
  const rows = view.rows.map((row) =>
    moved.has(row.target) ? showNewest(changeStanding(row, undefined, later), over) : row,
  );
  return { ...view, rows, downtime: { from, to, rang, moved: event.moved.length, resumeFrom } };
}
