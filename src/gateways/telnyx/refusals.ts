// The refusals Telnyx is known for, each with a stable code and one sentence that names the cure.
// Station: asked by the transport for every answer outside 2xx; the first row that fits wins, so special rows stand first.
import type { KnownRefusal, Refusal } from '../refusal.ts';
import { TELNYX } from './words.ts';

interface Row extends KnownRefusal {
  readonly codes?: readonly string[];
  readonly status?: number;
  /** Where Telnyx has no code of its own, only its wording tells. */
  readonly text?: RegExp;
}

const PORTAL = TELNYX.portal;

const ROWS: readonly Row[] = [
  {
    code: 'unauthorised',
    status: 401,
    sentence: `Telnyx refused the key. Set TELNYX_API_KEY to a valid key from ${PORTAL} and restart; "npm run doctor" tries it.`,
  },
  {
    code: 'unauthorised',
    codes: ['10009', '20002', '20006'],
    sentence: `Telnyx says the key is revoked or expired. Set TELNYX_API_KEY to a valid key from ${PORTAL} and restart; "npm run doctor" tries it.`,
  },
  {
    code: 'no-funds',
    codes: ['20100', '20012', 'D19'],
    sentence: `The balance of the Telnyx account is used up. Add funds at ${PORTAL}; the mission can then be resumed.`,
  },
  {
    code: 'no-funds',
    status: 402,
    sentence: `The balance of the Telnyx account is used up. Add funds at ${PORTAL}; the mission can then be resumed.`,
  },
  {
    code: 'account-blocked',
    codes: ['20013'],
    sentence: `Telnyx has blocked the account. Write to Telnyx support from ${PORTAL}; nothing can be called until then.`,
  },
  {
    code: 'not-verified',
    codes: ['20014', '20016', '20017'],
    sentence: `Telnyx wants the account verified before it does this. Finish the verification under Account at ${PORTAL}.`,
  },
  {
    code: 'calls-at-once',
    codes: ['D1', 'D2', 'D3', 'D22'],
    retryable: true,
    sentence:
      'Telnyx places no more calls at once for this account. Lower MAX_CONCURRENT_CALLS, or have the limit raised by Telnyx; the bot tries again later.',
  },
  {
    code: 'country-not-allowed',
    codes: ['D13'],
    sentence: `The account may not call this country. Add it to the allowed destinations of the outbound voice profile at ${PORTAL}.`,
  },
  {
    code: 'number-not-owned',
    text: /telnyx_agent_target .*does not belong/i,
    sentence:
      "The number to call from does not belong to the mission's assistant. Assign the number to the assistant's connection and try again.",
  },
  {
    code: 'no-telephony',
    text: /telephony settings? (?:is |are )?(?:not )?configured|does not have telephony/i,
    sentence:
      'The assistant has no telephony settings. Switch on telephony for it in the Telnyx portal, or let the bot create its own assistant.',
  },
  {
    code: 'no-outbound-profile',
    text: /no outbound voice profile/i,
    sentence: `The assistant's connection has no outbound voice profile. Choose one for it under Voice at ${PORTAL}.`,
  },
  {
    code: 'model-unavailable',
    text: /not available for inference/i,
    sentence: `The assistant's language model is not enabled for this account. Enable it at ${PORTAL}, or choose a model of an assistant that works.`,
  },
  {
    code: 'past-time',
    text: /(scheduled|fixed_datetime|time).*(in the past|in the future|already passed)/i,
    sentence: 'The time of the call had already passed, so it was not placed. Plan it anew at least one minute ahead.',
  },
  {
    code: 'rate-limited',
    status: 429,
    sentence: 'Telnyx asks for fewer requests at the moment. Nothing needs to be done: the bot waits and tries again.',
  },
  {
    code: 'forbidden',
    status: 403,
    codes: ['10010'],
    sentence: `The Telnyx key may not do this. Give it the missing permission at ${PORTAL}, or set TELNYX_API_KEY to another key.`,
  },
];

export function knownRefusal(refusal: Refusal): KnownRefusal | undefined {
  return ROWS.find((row) => fits(row, refusal));
}

function fits(row: Row, refusal: Refusal): boolean {
  if (row.status !== undefined && row.status !== refusal.status) return false;
  if (row.codes !== undefined && !row.codes.some((code) => refusal.codes.includes(code))) return false;
  // Server faults quote anything; only a refusal's own words are taken for its reason.
  return (
    row.text === undefined || (refusal.status < 500 && row.text.test([...refusal.texts, ...refusal.pointers].join(' ')))
  );
}
