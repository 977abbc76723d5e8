/** In random missions: somebody tells their answer after all, while texts are planned or on their way. */
import fc from 'fast-check';
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import type { MissionState } from '../../src/missions/state.ts';
import type { TargetId } from '../../src/missions/target.ts';
import type { Values } from '../../src/missions/terms.ts';

export interface Told {
  /** A person adds it, or they call back. */
  readonly by: 'hand' | 'callback';
  /** That of the texts then. */
  readonly phase: 'planned' | 'handed-over';
  /** Their own text stands so; else only that of others. */
  readonly texted: boolean;
  /** What the mission is for: nobody else is needed. */
  readonly enough: boolean;
}

export const told: fc.Arbitrary<Told> = fc.record({
  by: fc.constantFrom('hand', 'callback'),
  phase: fc.constantFrom('planned', 'handed-over'),
  texted: fc.boolean(),
  enough: fc.boolean(),
});

/** Better than any offer on the phone. */
export const BEST_PRICE = 4;

/** Once, and said again where the mission asks back. */
export function tellsMeanwhile(
  kind: Brief['class'],
  told: Told | undefined,
): (state: MissionState, now: number) => readonly MissionCommand[] {
  let who: TargetId | undefined;
  let times = 0;
  return (state, now) => {
    if (told === undefined || times === (told.by === 'hand' ? 2 : 1) || state.stage.kind === 'finished') return [];
    who ??= whoTells(state, told);
    const standing = state.rounds.findLast((round) => who !== undefined && round.progress.has(who));
    if (who === undefined || hasAnswered(state, who)) return [];
    times += 1;
    const values: Values =
      kind === 'action'
        ? { has_availability: true, reservation_confirmed: told.enough }
        : { price: told.enough ? BEST_PRICE : 30 };
    if (told.by === 'hand') return [{ type: 'AddResult', target: who, values, reason: 'they told me' }];
    const conversationId = 'back';
    const call = `${standing?.id}/${who}:in-${conversationId}`;
    return [
      { type: 'RecordCallback', target: who, conversationId, number: '+13125550102', at: now },
      { type: 'RecordFact', call, fact: { type: 'PersonAnswered', values: { private: values } } },
    ];
  };
}

const hasAnswered = (state: MissionState, who: TargetId): boolean =>
  state.rounds.some((round) => round.progress.get(who)?.status === 'answered');

function whoTells(state: MissionState, { phase, texted }: Told): TargetId | undefined {
  const texts = [...(state.texts?.byTarget.values() ?? [])];
  if (!texts.some((text) => text.phase === phase)) return undefined;
  const standings = [...(state.rounds.at(-1)?.progress.values() ?? [])];
  return standings.find(
    (one) =>
      one.status === 'given-up' && texts.some((text) => text.target === one.target && text.phase === phase) === texted,
  )?.target;
}
