/** What a call that came in changes in the view: it is nobody's try, and takes no answer away. */
import type { CallFact, MissionEvent } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import { changeRow, changeStanding } from './change-row.ts';
import { toldAnew } from './fold-results.ts';
import type { CallView, MissionView, RoundStanding, RowStatus } from './mission-view.ts';
import { outcomeWords, statusAfter } from './outcome-words.ts';

const WAITING: ReadonlySet<RowStatus> = new Set(['planned', 'scheduled', 'on-the-phone', 'retry', 'unknown']);

/** `undefined` when the event is no call that came in. */
export function foldCallback(view: MissionView, event: MissionEvent): MissionView | undefined {
  if (event.type !== 'CallbackReceived') return undefined;
  const { call, target, round, conversationId, at } = event;
  const fresh: CallView = {
    call,
    round,
    attempt: 0,
    dueAt: at,
    state: 'ended',
    conversationId,
    inbound: true,
    couldNotBeTakenBack: false,
  };
  return changeRow(view, target, (row) => ({
    ...changeStanding(row, round, isBeingRead),
    calls: [...row.calls, fresh],
  }));
}

/** The retry is withdrawn until it is known what they said. */
function isBeingRead({ nextCallAt, ...standing }: RoundStanding): RoundStanding {
  if (WAITING.has(standing.status)) return { ...standing, reason: 'they called back, it is being read' };
  return nextCallAt === undefined ? standing : { ...standing, nextCallAt };
}

export const isInbound = (view: MissionView, target: TargetId, call: string): boolean =>
  view.rows.some((row) => row.target === target && row.calls.some((one) => one.call === call && one.inbound === true));

/** Whether it says something that stands, whatever stood there before. */
function settles(standing: RoundStanding, fact: CallFact): boolean {
  switch (fact.type) {
    case 'PersonAnswered':
    case 'CalleeOptedOut':
      return true;
    case 'CalleeRefused':
    case 'WrongPersonReached':
      return standing.status !== 'answered';
    case 'CalleeAskedForCallback':
      return WAITING.has(standing.status);
    default:
      return false;
  }
}

export function learnFromCaller(standing: RoundStanding, fact: CallFact): RoundStanding {
  if (!settles(standing, fact)) return standing;
  const words = 'words' in fact ? fact.words?.private : undefined;
  return {
    ...(fact.type === 'PersonAnswered' ? toldAnew(standing, fact.values.private ?? {}) : standing),
    status: statusAfter(fact),
    lastOutcome: fact.type,
    reason: outcomeWords(fact.type),
    ...(words === undefined ? {} : { words }),
  };
}
