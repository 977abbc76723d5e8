/**
 * A list that came by itself, as a file or a paste: it begins a draft, fills the one in hand, or, where that one has its
 * people already, waits in a draft of its own until somebody says what shall become of it.
 */
import { takeInHand } from '../desk/settings.ts';
import { type Replies, say, type Turn, whisper } from '../desk/turn.ts';
import { button, count } from '../wording.ts';
import { withList } from './begin.ts';
import { choices } from './choices.ts';
import type { Draft, DraftList } from './draft.ts';
import { beginBlank, blankDraft, keep, keepAndGoOn, ownedDraft } from './flow.ts';

/** `inHand` is the draft this person writes in this chat, if any; `request` their words with the list. */
export async function listArrived(
  turn: Turn,
  inHand: Draft | undefined,
  request: string,
  list: DraftList,
): Promise<Replies> {
  if (inHand === undefined) return goOn(turn, await beginBlank(turn, request), list);
  const people = inHand.list?.targets.length ?? 0;
  return people === 0 || isExample(inHand)
    ? goOn(turn, inHand, list)
    : askWhichDraft(turn, inHand, people, request, list);
}

/** The people of the example stand there to be replaced: nobody wrote them. */
const isExample = ({ source, list }: Draft): boolean => list !== undefined && source?.example === list.name;

async function askWhichDraft(
  turn: Turn,
  inHand: Draft,
  people: number,
  request: string,
  list: DraftList,
): Promise<Replies> {
  // Kept at once, so that neither button nor a restart loses it; the draft in hand stays in hand.
  const waiting = withList(await blankDraft(turn, request), list);
  await turn.deps.tables.drafts.set(waiting.id, waiting);
  const whose = inHand.name === '' ? inHand.id : `"${inHand.name}" (${inHand.id})`;
  return say(turn, `${readText(list)} Replace the ${count(people, 'person', 'people')} of ${whose}?`, [
    button('own-list', { about: 'draft', draft: waiting.id }, 'Start a new draft', { style: 'primary' }),
    button(
      'replace-list',
      { about: 'draft', draft: inHand.id, part: waiting.id },
      `Replace ${people === 1 ? 'the person' : `the ${people} people`} of ${inHand.id}`,
    ),
  ]);
}

/** The waiting draft gives its people away and is over. */
export async function replaceList(turn: Turn, draft: Draft, waitingId: string): Promise<Replies> {
  const waiting = await ownedDraft(turn, waitingId);
  if (!('id' in waiting)) return waiting;
  const { list, ...rest } = waiting;
  if (list === undefined) return whisper(turn, 'That list is not kept any more; drop it once more.');
  await turn.deps.tables.drafts.set(waiting.id, { ...rest, status: 'discarded' });
  return goOn(turn, draft, list);
}

export async function takeOwnList(turn: Turn, draft: Draft): Promise<Replies> {
  const { settings } = turn.deps.tables;
  if (draft.list === undefined) return whisper(turn, 'That list is not kept any more; drop it once more.');
  await takeInHand(settings, turn.actor, turn.place, draft.id);
  return goOn(turn, draft, draft.list);
}

async function goOn(turn: Turn, draft: Draft, list: DraftList): Promise<Replies> {
  const listed = withList(draft, list);
  if (!listed.answered.includes('kind')) {
    await keep(turn, listed);
    return choices(turn, `${readText(list)} What shall I do with them?`, listed);
  }
  return [...say(turn, readText(list)), ...(await keepAndGoOn(turn, listed))];
}

const readText = ({ name, targets, refused }: DraftList): string =>
  `${count(targets.length, 'person', 'people')} read from ${name}${refused.length === 0 ? '' : `, ${count(refused.length, 'row')} refused`}.`;
