/**
 * The one card of a mission that is edited in place: where it stands, the one number, what happens next without anybody.
 * Its lock-screen line rings once, when the mission starts; edits never ring.
 */
import { assertNever } from '../../lib/assert-never.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Block, Button, Card, Text } from '../card.ts';
import { callMoment, duration, moment } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  lockLine,
  personName,
  possessive,
  shorten,
  someOf,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import {
  line,
  peopleOfRound,
  quietLine,
  standings,
  stillOutLine,
  stillToCall,
  stopButton,
  takenOffLine,
  theirsOf,
} from './mission-parts.ts';
import { waitingFacts } from './next-call-text.ts';
import { toCheckFacts } from './result-facts.ts';
import { nextText, textLines } from './text-lines.ts';
import { paceLine, triesText } from './tries-and-pace.ts';

export function liveCard(view: MissionView, now: number, options: CardOptions): Card {
  return {
    kind: 'card',
    state: stateOf(view),
    name: view.brief.name,
    ref: view.rounds.length > 1 ? `${view.id} · round ${view.round + 1} of ${view.rounds.length}` : view.id,
    sandbox: view.sandbox,
    headline: headlineOf(view),
    blocks: blocksOf(view, now, options),
    next: nextOf(view, now, options),
    buttons: buttonsOf(view),
    lock: lockLine(`"${view.brief.name}" has started: ${count(view.rows.length, 'person', 'people')}`, view.sandbox),
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
      return waitsForNumber(view) ? 'WAITING FOR A NUMBER' : 'HELD, NEEDS YOU';
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

const rejectedGate = (view: MissionView) => view.gates.find((gate) => gate.status === 'rejected');

/** It ends by itself; nobody has to do anything. */
const waitsForNumber = (view: MissionView): boolean => view.holds?.every((hold) => hold.until !== undefined) === true;

function headlineOf(view: MissionView): Text {
  const { asked, total, onThePhone, scheduled } = view.counts;
  if (view.status === 'starting') return [`${count(total, 'person', 'people')} to call`];
  const now = onThePhone > 0 ? ` · ${onThePhone} on the phone now` : '';
  const due =
    onThePhone === 0 && scheduled > 0 && view.status === 'running' ? ` · ${count(scheduled, 'call')} due` : '';
  return [{ bold: `${asked} of ${total} asked` }, `${now}${due}`];
}

function blocksOf(view: MissionView, now: number, options: CardOptions): readonly Block[] {
  const { asked, total } = view.counts;
  const blocks: Block[] = [];
  if (total > 0 && view.status !== 'starting') {
    blocks.push({ kind: 'progress', done: asked, total, words: `${asked} of ${total}` });
    if (asked > 0) blocks.push(line(standings(view)));
  }
  const facts = [
    ...onThePhone(view),
    ...retries(view, now, options),
    ...waitingFacts(view, now, options),
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
  blocks.push(quietLine(`${possessive(view.owner.name)}, started `, started, ' · changed ', changed));
  return blocks;
}

type FactRow = { readonly label: string; readonly text: Text };

function onThePhone(view: MissionView): readonly FactRow[] {
  const rows = peopleOfRound(view).filter((row) =>
    row.calls.some((call) => call.state === 'ringing' || call.state === 'in-progress'),
  );
  return rows.length === 0 ? [] : [{ label: 'On the phone', text: [someOf(rows.map(personName), 3)] }];
}

function retries(view: MissionView, now: number, options: CardOptions): readonly FactRow[] {
  const rows = peopleOfRound(view).filter((row) => row.status === 'retry' && row.nextCallAt !== undefined);
  const first = Math.min(...rows.map((row) => row.nextCallAt ?? Number.POSITIVE_INFINITY));
  if (rows.length === 0 || !Number.isFinite(first)) return [];
  const who = rows.filter((row) => row.nextCallAt === first);
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
    const because = view.pausedBecause === undefined ? '' : `: "${shorten(withoutNumbers(view.pausedBecause), 120)}"`;
    lines.push(line(`Paused by ${view.pausedBy.name}`, at, `${because}.${taken}`));
  } else if (view.cancelledBy !== undefined) {
    lines.push(line(`Stopped by ${view.cancelledBy.name}.${taken}`));
  }
  for (const hold of view.holds ?? []) {
    const until = hold.until === undefined ? [] : [' Until about ', moment(hold.until, now, options.zone), '.'];
    lines.push(line(withoutNumbers(hold.reason), until));
  }
  return lines;
}

function nextOf(view: MissionView, now: number, options: CardOptions): Text {
  switch (view.status) {
    case 'starting':
      return ['Next: the assistant is being set up, then the first call is placed.'];
    case 'running':
    case 'waiting':
      return nextText(view, now, options) ?? nextCall(view, now, options);
    case 'deciding':
      return rejectedGate(view) === undefined
        ? ['Next: nothing is called without a yes. The decision stands in the thread.']
        : ['Next: nothing is called. The list was rejected; the ways on stand in the thread.'];
    case 'held':
      if (waitsForNumber(view)) return ['Next: the first call, as soon as the number is free.'];
      return ['Next: no new call until this is cured; nobody is called by mistake meanwhile.'];
    case 'paused':
      return ['Next: nothing new is called until somebody resumes.'];
    case 'ending':
      return ['Next: the result, as soon as the last answers are read. Nobody new is called.'];
    case 'done':
    case 'failed':
    case 'cancelled':
      return ['Next: nothing more is called. The result stands below.'];
    default:
      return assertNever(view.status, 'status');
  }
}

function nextCall(view: MissionView, now: number, options: CardOptions): Text {
  if (view.nextAt === undefined) return [`Next: ${withoutTime(view)}.`];
  const who = peopleOfRound(view).filter((row) => row.nextCallAt === view.nextAt);
  const only = who.length === 1 ? who[0] : undefined;
  const name = only === undefined ? '' : ` to ${personName(only)}`;
  // The view's reason names the person; beside the name it would stand twice.
  const reason = only === undefined ? view.nextBecause : view.nextBecause?.replace(`${only.name}: `, '');
  const because = reason === undefined ? '' : ` (${withoutNumbers(reason)})`;
  const zones = [...new Set(who.flatMap((row) => row.details?.zones ?? []))];
  if (view.nextAt <= now) return textOf(stopped(`Next: call${name} now${because}`));
  return textOf('Next: call ', callMoment(view.nextAt, now, options.zone, zones), stopped(`${name}${because}`));
}

/** What comes next where no moment is known. */
function withoutTime(view: MissionView): string {
  if (view.rounds[view.round]?.status === 'finished') return 'the calls of the next round, as soon as they are set up';
  if (view.counts.onThePhone > 0) return 'the answers of these calls, within minutes of their end';
  if (stillToCall(view) === 0) return 'the last answers are being read, then they are compared';
  return 'the next call, as soon as a line is free';
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
