/**
 * The words of one call. In the sandbox they were kept and are for all; a real person's words are fetched only now, on
 * somebody's tap (playbook R181), for that one person's eyes, and are kept nowhere here.
 */
import type { Turn as Spoken } from '../../missions/event.ts';
import type { CallView, MissionView, RowView } from '../../projections/mission-view.ts';
import type { Block, Note } from '../card.ts';
import { personName, withoutNumbers } from '../wording.ts';
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
  if (!view.sandbox && !mayRead(turn, view)) {
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
  const message = talkOf(turn, row, spoken);
  return view.sandbox ? post(turn, message) : [{ how: 'private', place: turn.place, actor: turn.actor, message }];
}

/** Operators and admins; and the people of this mission who decide on what was said. */
function mayRead({ standing, actor }: Turn, view: MissionView): boolean {
  if (standing.role === 'operator' || standing.role === 'admin') return true;
  const { approvers } = view.brief.approval;
  return (
    view.owner.id === actor.id ||
    approvers.includes(actor.id) ||
    view.gates.some((gate) => gate.deciders.includes(actor.id))
  );
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

function talkOf(turn: Turn, row: RowView, spoken: readonly Spoken[]): Note {
  const turns = spoken.map(({ who, text }) => ({ who, text: withoutNumbers(text) }));
  const talk: Block = { kind: 'talk', with: personName(row), turns };
  return note(turn, `The call with ${personName(row)}.`, { blocks: [talk] });
}
