/**
 * A plain message in the thread of an open decision: a vote, a changed list, an objection, a question, or talk among
 * people. Ambiguous text never approves, and a yes counts only as a direct answer to the list that stands.
 */
import { readGateReply } from '../../missions/gate-reply.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import type { Button } from '../card.ts';
import type { PostedReference } from '../desk-deps.ts';
import type { Inbound } from '../surface.ts';
import { button, decideText, shorten, stopped } from '../wording.ts';
import { gateOf, idsOf, isStanding, type NamedList, namedList, namesOf, numbersMislead } from './gate-list.ts';
import { soundsCritical } from './remarks.ts';
import { askedOne, askedWhich, entersThread } from './thread-notes.ts';
import { command, NOTHING, type Replies, say, type Turn, whisper } from './turn.ts';

type Said = Extract<Inbound, { kind: 'said' }>;
type Verdict = ReturnType<typeof readGateReply>;

/** Where it was said, when not in the mission's thread: the key of its notes, and whether nothing stands in between. */
interface Spot {
  readonly key: string;
  readonly alone: boolean;
}

interface Answer {
  readonly turn: Turn;
  /** Of the notes on who spoke at this place. */
  readonly key: string;
  readonly view: MissionView;
  readonly gate: GateView;
  readonly said: Said;
  readonly list: NamedList;
  /** What the message replies to explicitly, where the platform knows it and it is the bot's. */
  readonly to: PostedReference | undefined;
  readonly direct: boolean;
  readonly verdict: Verdict;
}

/** Undefined: this is no answer to a decision, read it as something else. */
export async function gateAnswer(turn: Turn, view: MissionView, said: Said, spot?: Spot): Promise<Replies | undefined> {
  const gate = gateOf(view);
  if (gate === undefined) return undefined;
  const alone = spot?.alone ?? (await entersThread(turn.deps.tables.threads, view.id, gate, turn.actor.id));
  const to = said.answers === undefined ? undefined : await turn.deps.views.posted(said.place, said.answers);
  const list = namedList(view, gate);
  const answer: Answer = {
    turn,
    key: spot?.key ?? view.id,
    view,
    gate,
    said,
    list,
    to,
    direct: isDirect(said, gate, to, alone),
    verdict: readGateReply(said.text, list),
  };
  if (!gate.deciders.includes(turn.actor.id)) return remark(answer);
  const older = (await outdated(answer)) ?? misleading(answer);
  if (older !== undefined) return older;
  return gate.pendingChange === undefined ? plainAnswer(answer) : answerToChange(answer, gate.pendingChange);
}

/** An explicit reply to the decision or its echo; or in the thread, with nobody else's words in between. */
function isDirect(said: Said, gate: GateView, to: PostedReference | undefined, alone: boolean): boolean {
  const explicit = to !== undefined && (to.kind === 'decision' || to.kind === 'echo');
  if (explicit) return (to.gate ?? gate.gate) === gate.gate;
  // A reply to another person's message, or to some other note of the bot, is no answer to the decision.
  if (said.answers !== undefined && to?.kind !== 'live') return false;
  return alone;
}

/** The list changed after the message that was answered: what it would mean today is asked, never assumed. */
async function outdated({ turn, view, gate, to, verdict }: Answer): Promise<Replies | undefined> {
  const older = to?.list;
  if (to?.kind !== 'decision' || older === undefined || older === gate.list || verdict.verdict === 'ask')
    return undefined;
  await askedWhich(turn.deps.tables.threads, view.id, gate, []);
  return say(
    turn,
    `Your reply was to list ${older}. By now ${stopped(`it is list ${gate.list}: ${namesOf(view, gate.proposed)}`)} Do you approve that one?`,
    [approveButton(view, gate), button('reject', about(view, gate), 'Reject')],
  );
}

/** After a change the card's numbers no longer count through the list; a number is then not translated but asked about. */
function misleading({ turn, view, gate, list, said, verdict }: Answer): Replies | undefined {
  const changes = verdict.verdict === 'list' || (verdict.verdict === 'ask' && verdict.readings !== undefined);
  if (!changes || !numbersMislead(list, said.text)) return undefined;
  const example = list.proposed.at(-1) ?? '';
  return say(
    turn,
    `The list has changed, so a number could mean the wrong one. Please name them, such as "drop ${example}", or change the list by hand.`,
    [button('change', about(view, gate), 'Change by hand', { style: 'primary' })],
  );
}

function plainAnswer(answer: Answer): Promise<Replies> | Replies {
  const { turn, view, gate, verdict, direct, said } = answer;
  const which = { gate: gate.gate, list: gate.list };
  switch (verdict.verdict) {
    case 'approve':
      if (direct || namesList(said.text, gate.list)) return command(turn, view.id, { type: 'Approve', ...which });
      return didYouMean(answer, approveQuestion(view, gate), approveButton(view, gate));
    case 'reject':
      if (direct || verdict.reason !== undefined) {
        return command(turn, view.id, {
          type: 'Reject',
          ...which,
          ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
        });
      }
      return didYouMean(
        answer,
        `Did you mean to reject list ${gate.list}?`,
        button('reject', about(view, gate), `Reject list ${gate.list}`),
      );
    case 'list': {
      const targets = idsOf(answer.list, verdict.list);
      // "yes, all three": no change of the list, and no plain yes either.
      if (isStanding(gate, targets)) return didYouMean(answer, approveQuestion(view, gate), approveButton(view, gate));
      return command(turn, view.id, { type: 'ProposeList', ...which, targets, said: said.text });
    }
    case 'ask':
      return direct || verdict.readings !== undefined ? question(answer, verdict) : NOTHING;
  }
}

export const approveQuestion = (view: MissionView, gate: GateView): string =>
  `Did you mean to approve list ${gate.list}: ${namesOf(view, gate.proposed)}?`;

/** "approve list 2" says itself what it answers. */
const namesList = (text: string, list: number): boolean =>
  new RegExp(`\\b(?:list|liste)\\s*(?:no\\.?|nr\\.?)?\\s*${list}\\b`, 'i').test(text);

async function didYouMean({ turn, key, gate }: Answer, text: string, yes: Button): Promise<Replies> {
  await askedOne(turn.deps.tables.threads, key, gate, turn.actor.id);
  return say(turn, text, [yes]);
}

async function question(
  { turn, key, view, gate, list }: Answer,
  verdict: Extract<Verdict, { verdict: 'ask' }>,
): Promise<Replies> {
  const readings = verdict.readings ?? [];
  const lists = readings.map((reading) => idsOf(list, reading.list));
  // The buttons look their lists up under the mission, wherever the question stands.
  for (const about of new Set([key, view.id])) await askedWhich(turn.deps.tables.threads, about, gate, lists);
  const buttons = readings.map(
    (reading, index): Button => ({
      action: READING,
      value: `${view.id}:${gate.gate}:${gate.list}:${index}`,
      label: shorten(reading.label, 70),
    }),
  );
  return say(turn, verdict.question, buttons);
}

/** The button of one reading; its value ends in the index of the reading. */
export const READING = 'reading';

/** While somebody's change waits for a yes: only its author's yes counts for it, and nobody's yes for the list below. */
async function answerToChange(answer: Answer, change: NonNullable<GateView['pendingChange']>): Promise<Replies> {
  const { turn, view, gate, verdict, direct, said, to } = answer;
  if (verdict.verdict === 'list') {
    return command(turn, view.id, {
      type: 'ProposeList',
      gate: gate.gate,
      list: gate.list,
      targets: idsOf(answer.list, verdict.list),
      said: said.text,
    });
  }
  if (verdict.verdict === 'ask') return direct && change.by.id === turn.actor.id ? question(answer, verdict) : NOTHING;
  if (change.by.id !== turn.actor.id) {
    return say(
      turn,
      `${stopped(`Only ${change.by.name} can confirm that change to ${namesOf(view, change.targets)}`)} Until then list ${gate.list} is not counted further, ${turn.actor.name}.`,
    );
  }
  const toOldList = to?.kind === 'decision';
  if (!direct || toOldList) return confirmQuestion(turn, view, gate, change.targets);
  if (verdict.verdict === 'approve') return command(turn, view.id, { type: 'ConfirmList', gate: gate.gate });
  if (verdict.reason === undefined || gate.status !== 'open')
    return command(turn, view.id, { type: 'DropList', gate: gate.gate });
  return say(turn, `Shall I only drop your change, or reject list ${gate.list} as well?`, [
    button('drop-list', about(view, gate), `Only drop the change`, { style: 'primary' }),
    button('reject', about(view, gate), `Reject list ${gate.list}`),
  ]);
}

/** The change of this person once more, with the buttons that settle it. */
export const confirmQuestion = (turn: Turn, view: MissionView, gate: GateView, targets: readonly string[]): Replies =>
  say(turn, `Do you confirm your change: ${namesOf(view, targets)}?`, [
    button('confirm-list', about(view, gate), `Yes, list ${gate.list + 1}`, { style: 'primary' }),
    button('drop-list', about(view, gate), `No, leave list ${gate.list}`),
  ]);

/** Somebody who does not decide: what is critical is kept as an objection, a vote is answered politely, talk is left alone. */
function remark({ turn, view, gate, verdict, said, direct }: Answer): Promise<Replies> | Replies {
  const isVote = verdict.verdict === 'approve' || (verdict.verdict === 'reject' && verdict.reason === undefined);
  if (isVote) return direct ? whisper(turn, `Thank you, ${turn.actor.name}; here ${whoDecides(view, gate)}.`) : NOTHING;
  const names = [...gate.proposed, ...gate.reserve].map((id) => view.rows.find((row) => row.target === id)?.name ?? '');
  if (verdict.verdict === 'ask' && !soundsCritical(said.text, names)) return NOTHING;
  return command(turn, view.id, { type: 'NoteObjection', gate: gate.gate, said: said.text });
}

function whoDecides(view: MissionView, gate: GateView): string {
  const known = gate.deciders.flatMap((id) => view.names?.[id] ?? []);
  return decideText(known, gate.deciders.length - known.length);
}

export const about = (view: MissionView, gate: GateView) =>
  ({ about: 'gate', mission: view.id, gate: gate.gate, list: gate.list }) as const;

export const approveButton = (view: MissionView, gate: GateView): Button =>
  button('approve', about(view, gate), `Approve list ${gate.list}`, { style: 'primary' });
