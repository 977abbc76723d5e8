/** Why a text was not delivered, by the codes of the phone service, and what follows from it. Pure. */

export type TextTrouble =
  /** The person answered STOP to a text before. */
  | { readonly kind: 'stop' }
  /** This number cannot be texted. */
  | { readonly kind: 'number'; readonly reason: string }
  /** Our own side: nobody gets a text any more until somebody has done what the sentence says. */
  | { readonly kind: 'ours'; readonly sentence: string }
  /** Surely not delivered, and it may go through later. */
  | { readonly kind: 'again'; readonly reason: string }
  /** Nobody can say whether it was delivered. */
  | { readonly kind: 'unsure'; readonly reason: string };

const ours = (sentence: string): TextTrouble => ({ kind: 'ours', sentence });
const number = (reason: string): TextTrouble => ({ kind: 'number', reason });
const again = (reason: string): TextTrouble => ({ kind: 'again', reason });

const SPAM = ours(
  'The carriers take the text for spam. Change its words, or ask the phone service what they object to.',
);
const BAD_SENDER = ours(
  'The phone service does not take our number as the sender of texts. Look at the number in its portal, under Messaging.',
);
const LATER = again('the phone service asked for fewer texts');

const BY_CODE: Readonly<Record<string, TextTrouble>> = {
  40300: { kind: 'stop' },
  40001: number('their number takes no texts'),
  40012: number('their number takes no texts'),
  40310: number('their number takes no texts'),
  40010: ours(
    'Our number is not registered for texts (10DLC). Register a brand and a campaign in the portal of the account, under Messaging.',
  ),
  40100: ours(
    'Our number cannot send texts yet. Switch on messaging for it in the portal of the account, under Numbers.',
  ),
  40305: BAD_SENDER,
  40013: BAD_SENDER,
  40314: ours('Texts are switched off for the account. Ask the phone service to switch them on.'),
  40329: ours(
    'Our toll-free number is not verified for texts. Have it verified in the portal of the account, under Messaging.',
  ),
  40002: SPAM,
  40003: SPAM,
  40015: SPAM,
  40017: SPAM,
  20100: ours('The balance of the account is used up. Add funds in its portal, under Billing.'),
  40006: again('their carrier could not be reached'),
  40008: again('it could not be delivered'),
  40011: LATER,
  40016: LATER,
  40018: LATER,
  40318: LATER,
};

/** `detail`: codes and words as they came. Without a known code nobody can say what happened to it. */
export function textTrouble(detail: string): TextTrouble {
  const known = [...detail.matchAll(/\b\d{5}\b/g)].flatMap(([code]) => BY_CODE[code] ?? []);
  return known[0] ?? { kind: 'unsure', reason: 'the phone service does not say whether it was delivered' };
}
