/**
 * What texts need besides calls (playbook R95, R113, R114): the assistant's messaging profile on the number it calls from. Made
 * when the first text is due. Where it cannot be had the texts stop; calls and their answers are not touched by it.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { heldNumbers, resource } from '../../missions/provision.ts';
import type { MissionState } from '../../missions/state.ts';
import type { BackendWords } from '../../missions/terms.ts';
import { isTextOut, textsOf } from '../../missions/texts/state.ts';
import { assistantOf, type EffectContext, isFailure } from './context.ts';

const noProfile = ({ name, portal }: BackendWords): string =>
  `${name} made the assistant without a messaging profile. Check under Messaging at ${portal} that your account may send texts.`;
const inUse = ({ portal }: BackendWords): string =>
  `Our number sends texts of another messaging profile. Take it off that profile under Numbers at ${portal}, or name other numbers for the pool.`;

interface TextingMade {
  readonly id: string;
  readonly detail: { readonly numberId: string };
}

export const setUpTexting = (
  context: EffectContext,
  state: MissionState,
  round: RoundSpec,
): Promise<TextingMade | undefined> =>
  context.alone('numbers', async () => {
    try {
      return await setUp(context, context.current() ?? state, round);
    } catch (error) {
      if (!isFailure(error) || error.retryable || error.uncertain) throw error;
      await context.tell({ type: 'StopTexts', reason: error.sentence });
      return undefined;
    }
  });

async function setUp(context: EffectContext, state: MissionState, round: RoundSpec): Promise<TextingMade | undefined> {
  const { backend } = context;
  const assistant = assistantOf(state, round.id);
  const numberId = state.provisioned.get(resource(round.id, 'number', round.revision))?.id;
  if (assistant === undefined || numberId === undefined) return undefined;
  const profile = (await backend.readAssistant(assistant)).messagingProfileId;
  if (profile === undefined) {
    await context.tell({ type: 'StopTexts', reason: noProfile(backend.words) });
    return undefined;
  }
  const before = await backend.messagingOf(numberId);
  if (before !== undefined && before !== profile) {
    const owner = ownerOf(context, before);
    if (owner === undefined) {
      await context.tell({ type: 'StopTexts', reason: inUse(backend.words) });
      return undefined;
    }
    // It texts from it still: what is out is known within the half hour, what is planned goes first.
    if (stillTexts(owner, state)) return undefined;
  }
  if (before !== profile) await backend.setMessaging(numberId, profile);
  return { id: profile, detail: { numberId } };
}

/** Under an earlier revision this mission itself has only to hear of what is out. */
const stillTexts = (owner: MissionState, asking: MissionState): boolean =>
  textsOf(owner).some((text) => isTextOut(text) || (text.phase === 'planned' && owner.id !== asking.id));

const ownerOf = (context: EffectContext, profile: string): MissionState | undefined =>
  context
    .everybody()
    .find((state) => [...state.provisioned].some(([what, { id }]) => what.includes('/texting') && id === profile));

const profilesOn = (state: MissionState, numberId: string): readonly string[] =>
  [...state.provisioned].flatMap(([what, { id, detail }]) =>
    what.includes('/texting') && detail.numberId === numberId ? [id] : [],
  );

/** Given back with the number, unless somebody else texts from it by now; missions with the same words share a profile. */
export async function releaseTexting(context: EffectContext, state: MissionState, numberId: string): Promise<void> {
  const ours = profilesOn(state, numberId);
  if (ours.length === 0) return;
  const now = await context.backend.messagingOf(numberId);
  const others = context
    .others()
    .filter((other) => heldNumbers(other).some((held) => held.numberId === numberId))
    .flatMap((other) => profilesOn(other, numberId));
  if (now !== undefined && ours.includes(now) && !others.includes(now))
    await context.backend.setMessaging(numberId, undefined);
}
