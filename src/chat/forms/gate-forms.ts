/** The forms behind a decision's buttons and a mission's notes. Ids are `action:value`, so that they open again as they were. */

import { candidatesOf } from '../../projections/merge-ranking.ts';
import type { GateView, MissionView } from '../../projections/mission-view.ts';
import type { Form } from '../card.ts';
import { factsOf, personName, scoreText, shorten } from '../wording.ts';

const idOf = (action: string, view: MissionView, gate: GateView): string =>
  `${action}:${view.id}:${gate.gate}:${gate.list}`;

/** Everybody who could be on the list, those who are now ticked. */
export function changeForm(view: MissionView, gate: GateView): Form {
  const fields = view.rounds.find((round) => round.id === gate.round)?.fields ?? [];
  const people = candidatesOf(view, gate).filter((one) => one.row.removed === undefined);
  const chosen = gate.pendingChange?.targets ?? gate.proposed;
  const options = people.map(({ row, rank }) => ({
    value: row.target,
    label: shorten(
      [`${rank} ${personName(row)}`, row.score === undefined ? '' : scoreText(row.score), ...factsOf(row, fields, 2)]
        .filter((part) => part !== '')
        .join(' · '),
      75,
    ),
  }));
  return {
    kind: 'form',
    id: idOf('change', view, gate),
    title: 'Change the list',
    intro: 'Your list is shown to you once more and counts only when you confirm it.',
    fields: [
      { name: 'people', label: 'Who should be called next?', type: 'choices', options, value: chosen.join(',') },
    ],
    submit: 'Show my list',
    sandbox: view.sandbox,
  };
}

export function rejectForm(view: MissionView, gate: GateView): Form {
  return {
    kind: 'form',
    id: idOf('reject', view, gate),
    title: `Reject list ${gate.list}`,
    intro: 'Nobody of this list is called then. You will be offered ways on.',
    fields: [{ name: 'reason', label: 'Why?', type: 'multiline', optional: true, placeholder: 'too expensive' }],
    submit: `Reject list ${gate.list}`,
    sandbox: view.sandbox,
  };
}

export function objectForm(view: MissionView, gate: GateView): Form {
  return {
    kind: 'form',
    id: idOf('object', view, gate),
    title: 'Object',
    intro: 'It stands on the card with your name and decides nothing.',
    fields: [
      {
        name: 'said',
        label: 'What should the others know?',
        type: 'multiline',
        placeholder: 'They were late twice in spring',
      },
    ],
    submit: 'Add my objection',
    sandbox: view.sandbox,
  };
}

export function noteForm(view: MissionView): Form {
  return {
    kind: 'form',
    id: `note:${view.id}`,
    title: `Note on ${view.id}`,
    fields: [{ name: 'note', label: 'Your note', type: 'multiline' }],
    submit: 'Keep the note',
    sandbox: view.sandbox,
  };
}

/** Which row is spoken of, and the phone that rings; offered in the preview. */
export function callMeForm(
  draftId: string,
  rows: readonly { readonly value: string; readonly label: string }[],
  sandbox: boolean,
): Form {
  return {
    kind: 'form',
    id: `call-me:${draftId}`,
    title: 'Call me first',
    intro: 'Your own phone rings, with exactly what that row would hear. It counts as nobody’s call.',
    fields: [
      { name: 'phone', label: 'Your phone number', type: 'text', placeholder: '+49 30 1234567' },
      {
        name: 'row',
        label: 'Speak to me as',
        type: 'choice',
        options: rows,
        ...(rows[0] === undefined ? {} : { value: rows[0].value }),
      },
    ],
    submit: 'Ring me',
    sandbox,
  };
}
