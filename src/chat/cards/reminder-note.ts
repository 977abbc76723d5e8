/** Says once more that a decision waits. Without buttons: those stand on the decision's card, where they are kept true. */
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import { proposedStill } from '../../projections/who-counts.ts';
import type { Note } from '../card.ts';
import { count, personName, someOf, stopped, textOf } from '../wording.ts';

export function reminderNote(view: MissionView, gate: GateView): Note {
  const names = proposedStill(view, gate).map(personName);
  const yes = gate.votes.filter((vote) => vote.verdict === 'approve' && vote.list === gate.list).length;
  const missing = Math.max(0, gate.quorum - yes);
  return {
    kind: 'note',
    text: textOf(
      [{ bold: 'REMINDER' }],
      gate.kind === 'shortlist'
        ? ` · ${stopped(`${view.brief.name} waits for a decision on list ${gate.list}: ${someOf(names, 5)}`)} `
        : ` · ${view.brief.name} waits for a decision: ${gate.question} `,
      `${count(missing, 'vote')} missing. Nobody is called without a yes; answer on the card or reply here.`,
    ),
    sandbox: view.sandbox,
  };
}
