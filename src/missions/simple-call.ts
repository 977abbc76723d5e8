/**
 * Mission or simple call (playbook section 2). What calls several people, calls again, has several steps or compares answers is
 * a mission that the backend shows with run and plan; so is all that a person starts, because its trail is wanted. One call to
 * one's own phone, to hear how it sounds, is none of it: an assistant, a call and its insight are enough. (The preview tells a
 * person with a single call that it needs no mission; `needsMission` in chat/flow/classify.ts.)
 */
import type { Brief } from './brief.ts';

type Wish = Pick<Brief, 'class' | 'rounds' | 'maxRetries' | 'rehearsal'>;

/** R11: any of these makes it a mission; R12: without all of them it is a simple call. */
export function isKeptByBackend(wish: Wish, people: number): boolean {
  const severalCalls = people > 1;
  const callsAgain = wish.maxRetries !== 0;
  const severalSteps = wish.rounds.length > 1 || (wish.class !== 'sweep' && wish.class !== 'screening');
  const compares = wish.class === 'screening';
  const trailIsWanted = wish.rehearsal !== true;
  return severalCalls || callsAgain || severalSteps || compares || trailIsWanted;
}
