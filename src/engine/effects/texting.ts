/**
 * What texts need besides calls (playbook R95, R113, R114): the assistant's messaging profile on the number it calls from. Made
 * when the first text is due. Where it cannot be had the texts stop; calls and their answers are not touched by it.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { resource } from '../../missions/provision.ts';
import type { MissionState } from '../../missions/state.ts';
import type { BackendWords } from '../../missions/terms.ts';
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
    // Another mission of ours gives it back with the number.
    if (!isOurs(context, before)) await context.tell({ type: 'StopTexts', reason: inUse(backend.words) });
    return undefined;
  }
  if (before === undefined) await backend.setMessaging(numberId, profile);
  return { id: profile, detail: { numberId } };
}

const isOurs = (context: EffectContext, profile: string): boolean =>
  context
    .everybody()
    .some((state) => [...state.provisioned].some(([what, { id }]) => what.includes('/texting') && id === profile));

/** Given back with the number, unless somebody else texts from it by now. */
export async function releaseTexting({ backend }: EffectContext, state: MissionState, numberId: string): Promise<void> {
  const profiles = [...state.provisioned].flatMap(([what, { id, detail }]) =>
    what.includes('/texting') && detail.numberId === numberId ? [id] : [],
  );
  if (profiles.length === 0) return;
  const now = await backend.messagingOf(numberId);
  if (now !== undefined && profiles.includes(now)) await backend.setMessaging(numberId, undefined);
}
