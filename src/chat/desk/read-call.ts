/**
 * The words of one call. In the sandbox they were kept and are for all; a real person's words are fetched only now, on
 * somebody's tap (playbook R181), for that one person's eyes, and are kept nowhere here.
 */
import type { Turn as Spoken } from '../../missions/terms.ts';
import type { CallView, MissionView, RowView } from '../../projections/mission-view.ts';
import type { Block, Note } from '../card.ts';
import { evidenceFacts } from '../cards/evidence.ts';
import { personName, stopped, withoutNumbers } from '../wording.ts';
import { resultButtons } from './corrections.ts';
import { belongsTo } from './mission-rights.ts';
import { note, post, type Replies, type Turn, whisper } from './turn.ts';

/** Wall ms that somebody waits for the words before they are told to try again. */
const READ_WITHIN_MS = 10_000;

export function canBeRead({ deps }: Turn, row: RowView, call: CallView): boolean {
  if ((call.talk?.length ?? 0) > 0) return true;
  return deps.readTalk !== undefined && call.conversationId !== undefined && row.details !== undefined;
}

export async function readCall(turn: Turn, view: MissionView, callId: string): Promise<Replies> {
  const found = view.rows
    .flatMap((row) => row.calls.map((call) => ({ row, call })))
    .find(({ call }) => call.call === callId);
  if (found === undefined) return whisper(turn, `There is no such call in ${view.id} any more.`);
  const { row, call } = found;
  if (!view.sandbox && !belongsTo(turn, view)) {
    return whisper(
      turn,
      `Sorry, ${turn.actor.name}, only operators and those who decide in ${view.id} can read what somebody said on the phone.`,
    );
  }
  if (!canBeRead(turn, row, call)) return whisper(turn, 'There are no words kept of that call.');
  const spoken = call.talk !== undefined && call.talk.length > 0 ? call.talk : await fetched(turn, view, call);
  if (spoken === undefined)
    return whisper(turn, 'The words of that call could not be fetched just now. Please try again in a minute.');
  if (spoken.length === 0) return whisper(turn, 'Nothing was said in that call, or its words are not there yet.');
  const message = talkOf(turn, view, row, call, spoken);
  return view.sandbox ? post(turn, message) : [{ how: 'private', place: turn.place, actor: turn.actor, message }];
}

/** Undefined = refused, or not there in time. */
async function fetched(
  { deps, actor }: Turn,
  view: MissionView,
  call: CallView,
): Promise<readonly Spoken[] | undefined> {
  if (deps.readTalk === undefined || call.conversationId === undefined) return undefined;
  const facts = { mission: view.id, call: call.call, actor: actor.id };
  try {
    const spoken = await deps.within(READ_WITHIN_MS, deps.readTalk(view.id, call.conversationId));
    deps.log.info(facts, 'the words of a call were read by a person');
    return spoken;
  } catch (error) {
    deps.log.error({ ...facts, error }, 'the words of a call could not be fetched');
    return undefined;
  }
}

/** The words, what was made of them, and for those who may what can be put right. */
function talkOf(turn: Turn, view: MissionView, row: RowView, call: CallView, spoken: readonly Spoken[]): Note {
  const turns = spoken.map(({ who, text }) => ({ who, text: withoutNumbers(text) }));
  const talk: Block = { kind: 'talk', with: personName(row), turns };
  const facts = evidenceFacts(view, row, call);
  const blocks: readonly Block[] = facts.length === 0 ? [talk] : [talk, { kind: 'facts', rows: facts }];
  const buttons = belongsTo(turn, view) ? resultButtons(view, row) : [];
  return note(turn, stopped(`The call with ${personName(row)}`), { blocks, buttons });
}
