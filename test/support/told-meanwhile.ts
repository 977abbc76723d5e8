/** In random missions: somebody tells their answer after all, while texts are planned or on their way. */
import fc from 'fast-check';
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import type { MissionState } from '../../src/missions/state.ts';
import type { TargetId } from '../../src/missions/target.ts';
import type { Values } from '../../src/missions/terms.ts';
import { textsOf } from '../../src/missions/texts/state.ts';

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
  return (state, now) => {
    if (told === undefined || state.stage.kind === 'finished') return [];
    who ??= whoTells(state, told);
    const standing = state.rounds.findLast((round) => who !== undefined && round.progress.has(who));
    if (who === undefined || standing?.progress.get(who)?.status === 'answered') return [];
    const values: Values =
      kind === 'action'
        ? { has_availability: true, reservation_confirmed: told.enough }
        : { price: told.enough ? BEST_PRICE : 30 };
    if (told.by === 'hand') return [{ type: 'AddResult', target: who, values, reason: 'they told me' }];
    const conversationId = 'back';
    const call = `${standing?.id}/${who}:in-${conversationId}`;
    if (state.calls.has(call)) return [];
    return [
      { type: 'RecordCallback', target: who, conversationId, number: '+13125550102', at: now },
      { type: 'RecordFact', call, fact: { type: 'PersonAnswered', values: { private: values } } },
    ];
  };
}

function whoTells(state: MissionState, { phase, texted }: Told): TargetId | undefined {
  const texts = [...(state.texts?.byTarget.values() ?? [])];
  if (!texts.some((text) => text.phase === phase)) return undefined;
  const standings = [...(state.rounds.at(-1)?.progress.values() ?? [])];
  return standings.find(
    (one) =>
      one.status === 'given-up' && texts.some((text) => text.target === one.target && text.phase === phase) === texted,
  )?.target;
}
