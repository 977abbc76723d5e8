/**
 * Answers to a decision that are typed into the chat itself and not into the mission's thread: which decision is meant,
 * and whether nobody and nothing stands between it and the words. What an answer then does stands in gate-answers.ts.
 */
import { readGateReply } from '../../missions/gate-reply.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import { aboutOf, isAction } from '../actions.ts';
import type { Button } from '../card.ts';
import type { Inbound } from '../surface.ts';
import { button, count, shorten } from '../wording.ts';
import { about, gateAnswer, READING } from './gate-answers.ts';
import { gateOf, idsOf, namedList, namesOf } from './gate-list.ts';
import { askedElsewhere, askedWhich, chatKey, entersThread } from './thread-notes.ts';
import { type Replies, say, type Turn } from './turn.ts';

type Said = Extract<Inbound, { kind: 'said' }>;
type Verdict = ReturnType<typeof readGateReply>;

interface Open {
  readonly view: MissionView;
  readonly gate: GateView;
  /** Nobody else spoke here since it was asked, and nothing else was asked here. */
  readonly alone: boolean;
}

/** Most buttons of the question which decision is meant. */
const MOST = 5;

/** What somebody would hardly say unless to a question: a yes, a no, a change. */
const MEANT =
  /^\W*(?:yes|yep|no|nope|ok(?:ay)?|approved?|reject|confirm|ja|nein|only|nur|drop|add|without|ohne)(?![\p{L}\p{N}])/iu;

/** The open decisions of this chat; every message in it is entered, so that a later yes is known to be no direct answer. */
export async function decisionsHere(turn: Turn): Promise<readonly Open[]> {
  const { surface, channel, thread } = turn.place;
  if (thread !== undefined) return [];
  const here = (await turn.deps.views.list()).filter(
    ({ place }) => place.surface === surface && place.channel === channel,
  );
  const open = here.flatMap((view) => {
    const gate = gateOf(view);
    return gate === undefined ? [] : [{ view, gate }];
  });
  return Promise.all(
    open.map(async ({ view, gate }) => {
      const alone = await entersThread(turn.deps.tables.threads, chatKey(view.id), gate, turn.actor.id);
      return { view, gate, alone: alone && isNewest(gate, here) };
    }),
  );
}

/** A decision that was asked here later is what a yes would sooner mean, also when it is decided by now. */
const isNewest = (gate: GateView, here: readonly MissionView[]): boolean =>
  here.every((view) => view.gates.every((other) => (other.openedAt ?? 0) <= (gate.openedAt ?? 0)));

/** Undefined: these words are no answer to a decision of this chat. */
export async function chatAnswer(turn: Turn, open: readonly Open[], said: Said): Promise<Replies | undefined> {
  const asked = open.filter(({ gate }) => gate.deciders.includes(turn.actor.id));
  const [only] = asked.length > 0 ? asked : open;
  if (only === undefined) return undefined;
  if (asked.length > 1) return whichOne(turn, asked, said);
  const { verdict } = verdictOf(only, said.text);
  const key = chatKey(only.view.id);
  if (asked.length === 1)
    return isMeant(only, said.text) ? gateAnswer(turn, only.view, said, { key, alone: only.alone }) : undefined;
  // Nobody asked this person: a vote is answered politely, whoever spoke before.
  const isVote = open.length === 1 && (verdict === 'approve' || verdict === 'reject');
  return isVote ? gateAnswer(turn, only.view, said, { key, alone: true }) : undefined;
}

const verdictOf = ({ view, gate }: Open, text: string): Verdict => readGateReply(text, namedList(view, gate));

/** In a chat about everything, words that decide nothing are an answer only when they sound like one. */
function isMeant({ view, gate, alone }: Open, text: string): boolean {
  const verdict = verdictOf({ view, gate, alone }, text);
  if (verdict.verdict !== 'ask' || verdict.readings !== undefined) return true;
  const { proposed, reserve } = namedList(view, gate);
  const words = text.toLowerCase();
  const names = [...proposed, ...reserve].some((name) => name.length > 2 && words.includes(name.toLowerCase()));
  return alone && (names || MEANT.test(text));
}

async function whichOne(turn: Turn, open: readonly Open[], said: Said): Promise<Replies | undefined> {
  const meant = open.flatMap((one) => {
    const verdict = verdictOf(one, said.text);
    return verdict.verdict === 'ask' ? [] : [{ one, verdict }];
  });
  const [first] = meant;
  if (first === undefined) return undefined;
  // A change that names people of one list only; it is echoed and counts when it is confirmed.
  if (meant.length === 1 && first.verdict.verdict === 'list')
    return gateAnswer(turn, first.one.view, said, { key: chatKey(first.one.view.id), alone: false });
  const { threads } = turn.deps.tables;
  for (const { one, verdict } of meant) {
    const lists = verdict.verdict === 'list' ? [idsOf(namedList(one.view, one.gate), verdict.list)] : [];
    await askedWhich(threads, chatKey(one.view.id), one.gate, lists);
    await askedWhich(threads, one.view.id, one.gate, lists);
  }
  const buttons = meant.slice(0, MOST).map(({ one, verdict }) => answerButton(turn, one, verdict));
  return say(turn, `${count(open.length, 'decision')} are open here. Which one do you mean?`, buttons);
}

function answerButton(turn: Turn, { view, gate }: Open, verdict: Exclude<Verdict, { verdict: 'ask' }>): Button {
  const name = `"${shorten(view.brief.name, 30)}"`;
  const mine = gate.pendingChange?.by.id === turn.actor.id;
  const subject = about(view, gate);
  switch (verdict.verdict) {
    case 'approve':
      return mine
        ? button('confirm-list', subject, `${name}: yes, list ${gate.list + 1}`)
        : button('approve', subject, `${name}: approve list ${gate.list}`);
    case 'reject':
      return mine
        ? button('drop-list', subject, `${name}: drop the change`)
        : button('reject', subject, `${name}: reject list ${gate.list}`);
    case 'list': {
      const targets = idsOf(namedList(view, gate), verdict.list);
      const label = shorten(`${name}: ${namesOf(view, targets)}`, 70);
      return { action: READING, value: `${view.id}:${gate.gate}:${gate.list}:0`, label };
    }
  }
}

/** The bot asked something else here: until a decision is asked anew, a bare yes is no direct answer to it. */
export async function asksElsewhere(turn: Turn, replies: Replies): Promise<void> {
  const { tables, views } = turn.deps;
  if (turn.place.thread === undefined) {
    if (!replies.some((reply) => asks(reply) || isPage(reply))) return;
    for (const { view, gate } of await decisionsHere(turn))
      await askedElsewhere(tables.threads, chatKey(view.id), gate);
    return;
  }
  const view = replies.some(asks) ? await views.byThread(turn.place) : undefined;
  const gate = view === undefined ? undefined : gateOf(view);
  if (view !== undefined && gate !== undefined) await askedElsewhere(tables.threads, view.id, gate);
}

const asks = (reply: Replies[number]): boolean =>
  reply.how !== 'form' && reply.message.kind === 'note' && reply.message.asks === true;

/** In a chat about everything: a page to fill in, or the way on with a draft. */
function isPage(reply: Replies[number]): boolean {
  if (reply.how === 'form' || reply.message.kind === 'form') return true;
  return (reply.message.buttons ?? []).some(({ action }) => isAction(action) && aboutOf(action) === 'draft');
}
