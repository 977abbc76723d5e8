/**
 * What a negotiation or a booking adds to the words of a call (playbook R217, R218, R237): what may be said, promised and
 * done. Which part is heard is decided by the variables of the one call, never by an edit of the assistant.
 */

import type { Action, Brief, Mandate } from './brief.ts';
import { CANCELLED } from './classes/action.ts';

const bargaining = (mandate: Mandate): readonly string[] => [
  '{{#best_quote}}You already have an offer of {{best_quote}}{{#best_company}} from {{best_company}}{{/best_company}}. Say so once, politely, and ask whether they can do better.{{/best_quote}}',
  '{{^best_quote}}Ask for their best offer. You have no other offer yet; do not claim to have one.{{/best_quote}}',
  ...(mandate.nameCompetitor
    ? []
    : ['Never name another company that was asked, nor anything by which it could be recognised.']),
  'Ask what the price includes, whether it is net or gross, and for which period. Repeat it back to be sure.',
];

const acting = (action: Action): readonly string[] => [
  `{{#may_book}}You may now act in this call: ${action.what}. Do it if everything that is needed fits, and ask for a confirmation: time, name, number.{{/may_book}}`,
  `{{^may_book}}{{^must_cancel}}Only ask in this call whether this could be done: ${action.what}. Do not book, order or reserve anything yet; say that you will call back.{{/must_cancel}}{{/may_book}}`,
  `{{#must_cancel}}There is a booking of ours by mistake (${action.what}). Apologise, cancel it, and ask them to confirm that it is cancelled. Book nothing. The answer goes to ${CANCELLED}.{{/must_cancel}}`,
  '{{#alternative}}If it cannot be done as wanted, this would be fine as well: {{alternative}}.{{/alternative}}',
];

/** Lines of the instructions; none for classes without mandate and action. */
export function mandateLines(brief: Brief): readonly string[] {
  const { mandate, action } = brief;
  const lines = [
    ...(brief.class === 'negotiation' && mandate !== undefined ? bargaining(mandate) : []),
    ...(brief.class === 'action' && action !== undefined ? acting(action) : []),
  ];
  if (lines.length === 0) return [];
  return [
    '',
    ...lines,
    ...(mandate?.maySay === undefined ? [] : [`You may also say: ${mandate.maySay}`]),
    mandate?.mayPromise === undefined
      ? 'You may promise nothing beyond that.'
      : `You may promise this, and nothing else: ${mandate.mayPromise}`,
  ];
}
