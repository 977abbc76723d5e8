/** From a piece of open work to the effect that does it. */
import { assertNever } from '../../lib/assert-never.ts';
import type { MissionState } from '../../missions/state.ts';
import type { Work } from '../../missions/work.ts';
import { lookForCallers } from './callbacks.ts';
import type { EffectContext } from './context.ts';
import { insights, look, talk } from './look.ts';
import { releaseNumber } from './numbers.ts';
import { handOver, place } from './place.ts';
import { provision } from './provision.ts';
import { hangUp, takeBack } from './take-back.ts';
import { handOverText, lookAtTexts, placeText, takeBackText } from './text.ts';

const ON_ONE_CALL = { 'hand-over': handOver, 'take-back': takeBack, 'hang-up': hangUp, insights, talk } as const;

export async function perform(context: EffectContext, state: MissionState, work: Work): Promise<void> {
  switch (work.kind) {
    case 'provision':
      return provision(context, state, work.what);
    case 'place':
      return context.alone(`call ${state.id} ${work.call}`, () => place(context, state, work));
    case 'look':
      return look(context, state, work);
    case 'release-number':
      return releaseNumber(context, state, work.what);
    case 'callers':
      return lookForCallers(context);
    case 'lift-hold':
      await context.tell({ type: 'LiftHold', what: work.what });
      return;
    case 'wake':
      await context.tell({ type: 'Wake' });
      return;
    case 'place-text':
      return context.alone(`text ${state.id} ${work.target}`, () => placeText(context, state, work));
    case 'hand-over-text':
      return context.alone(`text ${state.id} ${work.target}`, () => handOverText(context, state, work.target));
    case 'take-back-text':
      return context.alone(`text ${state.id} ${work.target}`, () => takeBackText(context, state, work.target));
    case 'look-texts':
      return lookAtTexts(context, context.current() ?? state, work.targets);
    case 'hand-over':
    case 'take-back':
    case 'hang-up':
    case 'insights':
    case 'talk': {
      // One thing at a time with a call: while its hand-over is under way, nobody says that it was not placed.
      return context.alone(`call ${state.id} ${work.call}`, async () => {
        const now = context.current() ?? state;
        const call = now.calls.get(work.call);
        if (call !== undefined) await ON_ONE_CALL[work.kind](context, now, call);
      });
    }
    default:
      return assertNever(work);
  }
}
