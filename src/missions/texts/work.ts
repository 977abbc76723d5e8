/** What is to be done about texts, derived like everything else; a part of work.ts. */
import { LEAD_MS, TOO_LATE_MS } from '../policies/pacing.ts';
import { nextResource, resourceNow } from '../provision.ts';
import { currentRound, type MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import { isTextOut, type SentOut, textsOf, textsOut } from './state.ts';
import { isHeldForTexts, isTextTime, lastTextDueAt, mayStillText, textDue } from './who.ts';

interface OfPerson {
  readonly key: string;
  readonly at: number;
  readonly target: TargetId;
}

export type TextWork =
  /** Ask the ledger, write the intent, hand over. */
  | (OfPerson & { readonly kind: 'place-text'; readonly attempt: number; readonly dueAt: number })
  | (OfPerson & { readonly kind: 'hand-over-text' })
  | (OfPerson & { readonly kind: 'take-back-text' })
  | { readonly kind: 'look-texts'; readonly key: string; readonly at: number; readonly targets: readonly TargetId[] }
  | { readonly kind: 'provision'; readonly key: string; readonly at: number; readonly what: string };

/** Playbook P1: a text is looked at 30 s after its time, and then every 30 s (R156), later every 5 minutes (R143). */
const FIRST_LOOK_MS = 30_000;
const SOON_EVERY_MS = 30_000;
const SOON_MS = 5 * 60_000;
const LATER_EVERY_MS = 5 * 60_000;
/** Without a word for this long nobody can say what became of it. */
export const TEXT_UNKNOWN_AFTER_MS = 30 * 60_000;

/** Looks at texts are remembered apart from looks at calls. */
export const textKey = (target: TargetId): string => `text ${target}`;

export function nextTextLook(dueAt: number, lastLook: number | undefined): number {
  const first = dueAt + FIRST_LOOK_MS;
  if (lastLook === undefined || lastLook < first) return first;
  return lastLook + (lastLook < dueAt + SOON_MS ? SOON_EVERY_MS : LATER_EVERY_MS);
}

interface Look {
  readonly now: number;
  readonly lastLook: (key: string) => number | undefined;
}

function following(state: MissionState, text: SentOut, { now }: Look): readonly TextWork[] {
  const { target, phase, request } = text;
  if (phase === 'intended') return [{ kind: 'hand-over-text', key: `text ${target}`, at: now, target }];
  const unwanted = !mayStillText(state, target, request.dueAt) && request.dueAt - now >= TOO_LATE_MS;
  return unwanted ? [{ kind: 'take-back-text', key: `take-back text ${target}`, at: now, target }] : [];
}

/** One list request answers for all that are due for a look (P40). */
function looking(out: readonly SentOut[], { lastLook }: Look): readonly TextWork[] {
  const handedOver = out.filter((text) => text.phase === 'handed-over');
  if (handedOver.length === 0) return [];
  const looks = handedOver.map(({ target, request }) => nextTextLook(request.dueAt, lastLook(textKey(target))));
  const targets = handedOver.map((text) => text.target);
  return [{ kind: 'look-texts', key: 'look texts', at: Math.min(...looks), targets }];
}

/** Whose text is next, and before the first of them what texts need besides calls (R114). */
function placing(state: MissionState, { now }: Look): readonly TextWork[] {
  const round = currentRound(state);
  if (round === undefined || state.paused || isHeldForTexts(state) || !isTextTime(state)) return [];
  if (state.texts?.stopped !== undefined || nextResource(state) !== undefined) return [];
  const texts = textsOf(state);
  // The first one goes alone: it shows whether our side can send texts at all.
  const alone = !texts.some((text) => text.request !== undefined && text.phase !== 'planned' && !isTextOut(text));
  if (alone && texts.some(isTextOut)) return [];
  const planned = texts.filter((text) => text.phase === 'planned');
  const work: (TextWork & { readonly kind: 'place-text' })[] = [];
  let lastDueAt = lastTextDueAt(state);
  for (const { target, notBefore, request } of planned.toSorted((a, b) => a.notBefore - b.notBefore)) {
    const dueAt = textDue(state, target, notBefore, now, lastDueAt);
    if (dueAt === undefined) continue;
    lastDueAt = dueAt;
    const at = Math.max(now, dueAt - LEAD_MS);
    work.push({ kind: 'place-text', key: `text ${target}`, at, target, attempt: (request?.attempt ?? 0) + 1, dueAt });
  }
  const [first] = work;
  const what = resourceNow(state, round.id, 'texting');
  if (first === undefined || state.provisioned.has(what)) return alone ? work.slice(0, 1) : work;
  return [{ kind: 'provision', key: `provision ${what}`, at: first.at, what }];
}

export function textWork(state: MissionState, look: Look): readonly TextWork[] {
  if (state.brief.text === undefined) return [];
  const out = textsOut(state);
  return [...out.flatMap((text) => following(state, text, look)), ...looking(out, look), ...placing(state, look)];
}
