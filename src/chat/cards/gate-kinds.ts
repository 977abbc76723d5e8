/**
 * The two decisions that are not a shortlist, in words: whether to go on after the first N, and what becomes of a second
 * booking. What all decisions share stands in decision-card.ts and decided-card.ts.
 */
import { firstAreDone } from '../../missions/gates.ts';
import { candidatesOf } from '../../projections/merge-ranking.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import { triedFirst } from '../../projections/who-counts.ts';
import type { Block, Button, Text } from '../card.ts';
import { button, personName, someOf, stopped } from '../wording.ts';
import { entryOf, line, quietLine, whyNot } from './mission-parts.ts';

const SHOWN = 6;

export interface KindWords {
  readonly headline: Text;
  readonly blocks: readonly Block[];
  readonly hint: string;
  readonly buttons: readonly Button[];
  /** What a yes and a no came to, after the name of who said so. */
  readonly yes: string;
  readonly no: string;
}

function trial(view: MissionView, gate: GateView): KindWords {
  const fields = view.rounds.find((round) => round.id === gate.round)?.fields ?? [];
  const tried = triedFirst(view, gate);
  const candidates = candidatesOf(view, gate).filter((one) => one.proposed && one.row.removed === undefined);
  const about = { about: 'gate', mission: view.id, gate: gate.gate, list: gate.list } as const;
  const many = candidates.length;
  const [one, other] = candidates.slice(-2).map(({ rank }) => rank);
  const some = many < 3 ? [] : [`only ${one} and ${other}`];
  return {
    headline: [{ bold: firstAreDone(tried.length) }, ` ${many} more ${many === 1 ? 'waits' : 'wait'} for your word.`],
    blocks: [
      {
        kind: 'entries',
        title: 'What came of the first ones',
        // Numbers are for those who can be chosen.
        entries: tried.slice(0, SHOWN).map((row) =>
          entryOf('·', row, fields, {
            quiet: row.status !== 'answered',
            facts: row.status === 'answered' ? [] : [whyNot(row)],
          }),
        ),
      },
      line(
        stopped(
          `Waiting: ${someOf(
            candidates.map(({ rank, row }) => `${rank} ${personName(row)}`),
            8,
          )}`,
        ),
      ),
    ],
    hint: ['approve', ...some, 'no'].join(' · '),
    buttons: [
      button('approve', about, many === 1 ? 'Call the other one' : `Call the other ${many}`, { style: 'primary' }),
      button('change', about, 'Call only some'),
      button('reject', about, 'Do not go on'),
      button('object', about, 'Object'),
    ],
    yes: many === 1 ? 'said yes: the other one is called' : `said yes: ${many} more are called`,
    no: 'said no: nobody else is called',
  };
}

function doubleBooking(view: MissionView, gate: GateView): KindWords {
  const about = { about: 'gate', mission: view.id, gate: gate.gate, list: gate.list } as const;
  const second = view.rows.find((row) => gate.proposed.includes(row.target));
  const name = second === undefined ? 'the second one' : personName(second);
  const fields = view.rounds.find((round) => round.id === gate.round)?.fields ?? [];
  const booked = view.rows.filter(
    (row) =>
      row.target === second?.target ||
      (row.status === 'answered' && row.values[view.brief.action?.done ?? ''] === true),
  );
  return {
    headline: [{ bold: gate.question }],
    blocks: [
      {
        kind: 'entries',
        title: 'Both say that it is done',
        entries: booked.map((row, index) => entryOf(String(index + 1), row, fields)),
      },
      quietLine('A call that was only to ask, or was already out, ended with a booking. Nobody else is called.'),
    ],
    hint: 'approve · no, keep both',
    buttons: [
      button('approve', about, `Call ${name} to cancel`, { style: 'primary' }),
      button('reject', about, 'Keep both'),
      button('object', about, 'Object'),
    ],
    yes: `said yes: ${name} is called to cancel`,
    no: 'said no: both bookings are kept',
  };
}

/** `undefined` for a shortlist. */
export function kindWords(view: MissionView, gate: GateView): KindWords | undefined {
  switch (gate.kind) {
    case 'shortlist':
      return undefined;
    case 'trial':
      return trial(view, gate);
    case 'double-booking':
      return doubleBooking(view, gate);
  }
}
