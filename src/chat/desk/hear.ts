/**
 * Something that was said: a command, a file or a list for the draft in hand, an answer to the decision of this thread, or
 * talk among people that is none of the bot's business.
 */
import { readGateReply } from '../../missions/gate-reply.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { refusal } from '../access.ts';
import { COMMAND_NAMES } from '../commands.ts';
import { listArrived } from '../flow/arrival.ts';
import { choices } from '../flow/choices.ts';
import type { DraftList } from '../flow/draft.ts';
import { openDraft } from '../flow/flow.ts';
import { looksLikeList, readList } from '../flow/read-list.ts';
import { type Intent, readIntent } from '../intent.ts';
import type { Inbound } from '../surface.ts';
import { button, withoutNumbers } from '../wording.ts';
import { openMissions } from './find-mission.ts';
import { gateAnswer } from './gate-answers.ts';
import { gateOf, namedList } from './gate-list.ts';
import { chatAnswer, decisionsHere } from './main-chat.ts';
import { meantBy, obey, offerForTalk } from './obey.ts';
import { isBareStop, stopOrAsk } from './stop-question.ts';
import { barred, NOTHING, type Replies, say, type Turn, whisper } from './turn.ts';

type Said = Extract<Inbound, { kind: 'said' }>;

/** As plain words these mean something else in a decision's thread than as commands. */
const ANSWERS: ReadonlySet<string> = new Set([
  'approve',
  'reject',
  'note',
  'cancel',
  'new',
  'list',
  'role',
  'admit',
  'undo',
]);

export async function hear(turn: Turn, said: Said): Promise<Replies> {
  const view = await missionHere(turn, said);
  const intent = readIntent(said.text, COMMAND_NAMES);
  if (said.addressed && isBareStop(said.text))
    return barred(turn, 'look') ?? (view === undefined ? stopInChat(turn, said) : stopOrAsk(turn, view));
  const vote = intent !== undefined && isVote(intent);
  const open = view === undefined && (vote || intent?.explicit !== true) ? await decisionsHere(turn) : [];
  if (intent !== undefined && (intent.explicit || (said.addressed && isPlainCommand(intent, view)))) {
    const answer = vote && view === undefined ? await voteHere(turn, open, said, intent) : undefined;
    return answer ?? obey(said.files.length === 0 ? turn : { ...turn, files: said.files }, intent);
  }
  const refused = refusal(turn.standing, 'look');
  if (refused !== undefined) return said.addressed ? whisper(turn, refused) : NOTHING;
  if (said.files.length > 0 && !(await answersDecision(turn, said, view))) return fileArrived(turn, said, view);
  const slip = said.addressed ? await offerForTalk(turn, said.text) : undefined;
  if (view !== undefined) {
    if (slip !== undefined && !decides(said.text, view)) return slip;
    const answer = await gateAnswer(turn, view, said);
    if (answer !== undefined) return answer;
    return said.addressed ? helpHere(turn, view) : NOTHING;
  }
  return said.addressed ? ((await chatAnswer(turn, open, said)) ?? slip ?? unprompted(turn, said)) : NOTHING;
}

/** "stop" in the chat itself: the mission that is open, or the draft in hand where none is. */
async function stopInChat(turn: Turn, said: Said): Promise<Replies> {
  if ((await openMissions(turn)).length === 0) return unprompted(turn, said);
  return obey(turn, { command: 'cancel', raw: { text: '' }, words: 'cancel', explicit: true });
}

/** Words that say something to the open decision, if only "aprove". */
function decides(text: string, view: MissionView): boolean {
  const gate = gateOf(view);
  if (gate === undefined) return false;
  const verdict = readGateReply(text, namedList(view, gate));
  return verdict.verdict !== 'ask' || verdict.readings !== undefined || meantBy(text).some((one) => ANSWERS.has(one));
}

/** "approve" or "reject" that names no mission: where one decision is open, the chat tells which. */
const isVote = ({ command, raw }: Intent): boolean =>
  (command === 'approve' || command === 'reject') && raw.mission === undefined;

/** In the chat itself, a vote that names no mission is an answer like any other words. */
async function voteHere(
  turn: Turn,
  open: Awaited<ReturnType<typeof decisionsHere>>,
  said: Said,
  { command, raw }: Intent,
): Promise<Replies | undefined> {
  const refused = barred(turn, 'decide');
  if (refused !== undefined) return refused;
  const list = raw.list === undefined ? '' : ` list ${raw.list}`;
  const no = raw.text === '' ? 'reject' : `no, ${raw.text}`;
  const text = command === 'approve' ? `approve${list}${raw.text === '' ? '' : `, ${raw.text}`}` : no;
  return chatAnswer(turn, open, { ...said, text });
}

/** The mission of this thread, or of the message that this is a reply to. */
async function missionHere(turn: Turn, said: Said): Promise<MissionView | undefined> {
  const { views } = turn.deps;
  const here = await views.byThread(said.place);
  if (here !== undefined || said.answers === undefined) return here;
  const posted = await views.posted(said.place, said.answers);
  return posted === undefined ? decisionHere(turn, said) : views.get(posted.mission);
}

/**
 * A reply to a message that was posted just before a crash and is in no index. What reads as an answer belongs to the one
 * decision that is open in this chat; it is no direct answer, so a bare yes is asked about.
 */
async function decisionHere(turn: Turn, { place, text, addressed }: Said): Promise<MissionView | undefined> {
  const here = (view: MissionView) => view.place.surface === place.surface && view.place.channel === place.channel;
  const open = (await turn.deps.views.list()).filter((view) => here(view) && gateOf(view) !== undefined);
  const [view] = open;
  const gate = view === undefined || open.length > 1 || !addressed ? undefined : gateOf(view);
  if (view === undefined || gate === undefined) return undefined;
  return readGateReply(text, namedList(view, gate)).verdict === 'ask' ? undefined : view;
}

/** A single word in a mission's thread may be an answer to people; with an open decision, "approve" is read as one. */
function isPlainCommand({ command, raw }: Intent, view: MissionView | undefined): boolean {
  if (view === undefined) return true;
  if (gateOf(view) !== undefined && ANSWERS.has(command)) return false;
  return raw.text === '' || command === 'note';
}

/** A yes stays a yes with a file beside it; a draft in hand takes the file only where the words decide nothing. */
async function answersDecision(turn: Turn, said: Said, view: MissionView | undefined): Promise<boolean> {
  const gate = view === undefined ? undefined : gateOf(view);
  if (view === undefined || gate === undefined || said.text.trim() === '') return false;
  if (readGateReply(said.text, namedList(view, gate)).verdict !== 'ask') return true;
  return (await openDraft(turn.deps, turn.actor, turn.place)) === undefined;
}

async function fileArrived(turn: Turn, said: Said, view: MissionView | undefined): Promise<Replies> {
  const draft = await openDraft(turn.deps, turn.actor, turn.place);
  if (draft === undefined && (view !== undefined || !said.addressed)) return NOTHING;
  const refused = barred(turn, 'operate');
  if (refused !== undefined) return said.addressed ? refused : NOTHING;
  const [file] = said.files;
  if (file === undefined) return NOTHING;
  const list = await readList(turn.deps, { kind: 'file', ...file }, file.name);
  if ('error' in list) return say(turn, list.error);
  return listArrived(turn, draft, said.text.trim(), list);
}

/** Spoken to without a command: a pasted list, an unfinished draft, or nothing in particular. */
async function unprompted(turn: Turn, said: Said): Promise<Replies> {
  const draft = await openDraft(turn.deps, turn.actor, turn.place);
  if (looksLikeList(said.text) && refusal(turn.standing, 'operate') === undefined) {
    const list = await readList(turn.deps, { kind: 'paste', text: said.text }, 'the pasted list');
    if (!('error' in list) && list.targets.length > 0) return listArrived(turn, draft, '', list);
    if ('error' in list) {
      if (draft !== undefined) return say(turn, list.error);
    } else if (list.refused.length > 0) return say(turn, withoutNumbers(nobodyRead(list)));
  }
  if (draft !== undefined) {
    const name = draft.name === '' ? draft.id : `"${draft.name}"`;
    return say(
      turn,
      `You have an unfinished draft, ${name}. Go on with it, drop a file here, or say "/mission help".`,
      [
        button('preview', { about: 'draft', draft: draft.id }, 'Go on with it', { style: 'primary' }),
        button('discard', { about: 'draft', draft: draft.id }, 'Discard it', { style: 'danger' }),
      ],
    );
  }
  if (refusal(turn.standing, 'operate') !== undefined)
    return say(turn, 'Say "/mission list" for the missions, or "/mission help" for what I can do.');
  return choices(
    turn,
    'I make phone calls for you. Tap one of these, drop a CSV file with names and numbers, or say "/mission help".',
  );
}

/** Every line was refused: the reasons at once, instead of silence. */
function nobodyRead({ refused }: DraftList): string {
  const reasons = refused.slice(0, 3).map(({ row, reason }) => `Line ${row}: ${reason}`);
  const more = refused.length > 3 ? ` ${refused.length - 3} more lines were refused.` : '';
  return `Nobody could be read from that. ${reasons.join(' ')}${more}`;
}

function helpHere(turn: Turn, view: MissionView): Replies {
  return say(
    turn,
    `This is the thread of ${view.id} "${view.brief.name}". Say status, results, pause, resume or note; "/mission help" has the rest.`,
    [
      button('status', { about: 'mission', mission: view.id }, 'Status'),
      button('results', { about: 'mission', mission: view.id }, 'Results so far'),
    ],
  );
}
