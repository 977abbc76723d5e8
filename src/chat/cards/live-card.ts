/**
 * The one card of a mission that is edited in place: where it stands, the one number, what happens next without anybody.
 * Its lock-screen line rings once, when the mission starts; edits never ring.
 */
import { assertNever } from '../../lib/assert-never.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { type NextCalls, nextCalls } from '../../projections/next-call.ts';
import { peopleOf, peopleOfRound } from '../../projections/who-counts.ts';
import type { Block, Button, Card, Text } from '../card.ts';
import { because } from '../quoted.ts';
import { duration, moment } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  isYou,
  lockLine,
  personName,
  possessive,
  shorten,
  someOf,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { mustBeDoneFact } from './deadline-words.ts';
import { heldState } from './hold-card.ts';
import {
  line,
  quietLine,
  rejectedGate,
  standings,
  stillOutLine,
  stillToCall,
  stopButton,
  takenOffLine,
  theirsOf,
} from './mission-parts.ts';
import { waitingFacts } from './next-call-text.ts';
import { toCheckFacts } from './result-facts.ts';
import { textLines } from './text-lines.ts';
import { paceLine, triesText } from './tries-and-pace.ts';
import { whatNext } from './what-next.ts';

export function liveCard(view: MissionView, now: number, options: CardOptions): Card {
  const calls = nextCalls(view, now);
  return {
    kind: 'card',
    state: stateOf(view),
    name: view.brief.name,
    ref: view.rounds.length > 1 ? `${view.id} · round ${view.round + 1} of ${view.rounds.length}` : view.id,
    sandbox: view.sandbox,
    headline: headlineOf(view),
    blocks: blocksOf(view, calls, now, options),
    next: whatNext(view, calls, now, options),
    buttons: buttonsOf(view),
    lock: lockLine(
      `"${view.brief.name}" has started: ${count(peopleOf(view).length, 'person', 'people')}`,
      view.sandbox,
    ),
  };
}

function stateOf(view: MissionView): string {
  switch (view.status) {
    case 'starting':
      return 'STARTING';
    case 'running':
      return 'RUNNING';
    case 'waiting':
      return 'WAITING';
    case 'deciding':
      return rejectedGate(view) === undefined ? 'WAITING FOR A DECISION' : 'WAITING FOR YOU';
    case 'held':
      return heldState(view);
    case 'paused':
      return 'PAUSED';
    case 'ending':
      return 'ENDING';
    case 'done':
      return 'DONE';
    case 'failed':
    case 'cancelled':
      return 'ENDED';
    default:
      return assertNever(view.status, 'status');
  }
}

function headlineOf(view: MissionView): Text {
  const { asked, total, onThePhone, scheduled } = view.counts;
  if (view.status === 'starting') return [`${count(total, 'person', 'people')} to call`];
  const now = onThePhone > 0 ? ` · ${onThePhone} on the phone now` : '';
  const due =
    onThePhone === 0 && scheduled > 0 && view.status === 'running' ? ` · ${count(scheduled, 'call')} due` : '';
  return [{ bold: `${asked} of ${total} asked` }, `${now}${due}`];
}

function blocksOf(view: MissionView, calls: NextCalls, now: number, options: CardOptions): readonly Block[] {
  const { asked, total } = view.counts;
  const blocks: Block[] = [];
  if (total > 0 && view.status !== 'starting') {
    blocks.push({ kind: 'progress', done: asked, total, words: `${asked} of ${total}` });
    if (asked > 0) blocks.push(line(standings(view)));
  }
  const facts = [
    ...mustBeDoneFact(view, now, options),
    ...onThePhone(view),
    ...retries(view, calls, now, options),
    ...waitingFacts(view, calls, now, options),
    ...talk(view),
    ...toCheckFacts(view),
  ];
  if (facts.length > 0) blocks.push({ kind: 'facts', rows: facts });
  blocks.push(...textLines(view));
  blocks.push(...stopLines(view, now, options));
  const slow = paceLine(view, now, options);
  if (slow !== undefined && (view.status === 'running' || view.status === 'waiting')) blocks.push(slow);
  const gone = takenOffLine(view);
  if (gone !== undefined) blocks.push(gone);
  const out = stillOutLine(view);
  if (out !== undefined) blocks.push(out);
  const started = [moment(view.startedAt, now, options.zone)];
  const changed = [moment(view.changedAt, now, options.zone)];
  blocks.push(
    quietLine(
      `${isYou(view.owner.name) ? 'Yours' : possessive(view.owner.name)}, started `,
      started,
      ' · changed ',
      changed,
    ),
  );
  return blocks;
}

type FactRow = { readonly label: string; readonly text: Text };

function onThePhone(view: MissionView): readonly FactRow[] {
  const rows = peopleOfRound(view).filter((row) =>
    row.calls.some((call) => call.state === 'ringing' || call.state === 'in-progress'),
  );
  return rows.length === 0 ? [] : [{ label: 'On the phone', text: [someOf(rows.map(personName), 3)] }];
}

function retries(view: MissionView, calls: NextCalls, now: number, options: CardOptions): readonly FactRow[] {
  const rows = peopleOfRound(view).filter((row) => row.status === 'retry');
  const dueAt = (row: RowView): number => calls.get(row.target)?.at ?? Number.POSITIVE_INFINITY;
  const first = Math.min(...rows.map(dueAt));
  if (rows.length === 0 || !Number.isFinite(first)) return [];
  const who = rows.filter((row) => dueAt(row) === first);
  const at = [moment(first, now, options.zone), theirsOf(first, who, options)];
  const tries = triesText(view, rows, now, options);
  return [{ label: 'Tried again', text: textOf(`${count(rows.length, 'person', 'people')}, from `, at, tries) }];
}

const talk = (view: MissionView): readonly FactRow[] =>
  view.talkSeconds === 0
    ? []
    : [{ label: 'Effort', text: [`${count(view.calls, 'call')}, ${duration(view.talkSeconds * 1000)} on the phone`] }];

/** Why it stands still, and what was taken back when it was stopped. */
function stopLines(view: MissionView, now: number, options: CardOptions): readonly Block[] {
  const lines: Block[] = [];
  const taken = view.takenBack === 0 ? '' : ` ${count(view.takenBack, 'planned call')} taken back.`;
  if (view.pausedBy !== undefined) {
    const at = view.pausedAt === undefined ? [] : [' ', moment(view.pausedAt, now, options.zone)];
    const why = because(shorten(withoutNumbers(view.pausedBecause ?? ''), 120));
    lines.push(line(`Paused by ${view.pausedBy.name}`, at, `${why}.${taken}`));
  } else if (view.cancelledBy !== undefined) {
    lines.push(line(`Stopped by ${view.cancelledBy.name}.${taken}`));
  }
  for (const hold of view.holds ?? []) {
    const until = hold.until === undefined ? [] : [' Until about ', moment(hold.until, now, options.zone), '.'];
    lines.push(line(withoutNumbers(hold.reason), until));
  }
  return lines;
}

function buttonsOf(view: MissionView): readonly Button[] {
  const mission = { about: 'mission', mission: view.id } as const;
  const soFar = button('results', mission, 'Results so far');
  const change = button('edit-mission', { about: 'edit', mission: view.id }, 'Change it');
  switch (view.status) {
    case 'starting':
    case 'running':
    case 'waiting':
      return [button('pause', mission, 'Pause', { style: 'primary' }), soFar, stopButton(view), change];
    case 'deciding':
      return [soFar, button('pause', mission, 'Pause'), stopButton(view), change];
    case 'held':
      return [button('look-again', mission, 'Cured, look now', { style: 'primary' }), soFar, stopButton(view), change];
    case 'paused': {
      const left = stillToCall(view);
      const label = left === 0 ? 'Resume' : `Resume ${count(left, 'call')}`;
      return [button('resume', mission, label, { style: 'primary' }), soFar, stopButton(view), change];
    }
    case 'ending':
      return [soFar];
    case 'done':
    case 'failed':
    case 'cancelled':
      return [button('results', mission, 'Results', { style: 'primary' }), button('csv', mission, 'Table (CSV)')];
    default:
      return assertNever(view.status, 'status');
  }
}
