/** What the line itself reports of a call that nobody talked on (R134-R141); a completed one is left to what was said. */
import type { CallFact } from '../event.ts';

const LIMIT_SIGNS = /channel limit|concurrent call limit|\bD1\b|\bD2\b|\bD3\b|\bD22\b/i;
const OWN_SIDE_SIGNS =
  /\bD13\b|\bD19\b|\bD51\b|whitelist|countr(?:y|ies) not allowed|insufficient funds|\bbalance\b|\b20100\b|outbound voice profile|not verified|account blocked|\b2001[2-7]\b|too many requests|internal server error|caller number not allowed/i;

const plainStatus = (status: string): string => {
  const text = status.trim().toLowerCase().replaceAll('_', '-');
  if (text === 'noanswer') return 'no-answer';
  return text === 'cancelled' ? 'canceled' : text;
};

function decided(status: string, detail: string): readonly [CallFact, string] | undefined {
  switch (plainStatus(status)) {
    case 'completed':
      return undefined;
    case 'no-answer':
      return [{ type: 'CallWentUnanswered' }, 'It rang and nobody picked up.'];
    case 'busy':
      return [{ type: 'LineWasBusy' }, 'The line was busy.'];
    case 'canceled':
      return [{ type: 'CallCanceled' }, 'It was hung up before anybody answered.'];
    case 'failed':
      if (LIMIT_SIGNS.test(detail)) {
        const fact = {
          type: 'CallNeverRang',
          detail: 'more calls at once than the account allows',
          limit: true,
        } as const;
        return [fact, 'It never rang: the account allows no more calls at once.'];
      }
      if (OWN_SIDE_SIGNS.test(detail))
        return [{ type: 'CallNeverRang', detail, limit: false }, 'It never rang: our own side was refused.'];
      return [{ type: 'CallFailed', detail }, 'The network or the far side failed.'];
    default:
      return [
        { type: 'CallBecameUnknown', detail: `the phone service reports "${status}"` },
        'The phone service reports something that says neither yes nor no.',
      ];
  }
}

/** The fact of a call that ended without a talk; `undefined` when what was said has to tell. */
export function factOfEnd(status: string, errors: readonly string[]): CallFact | undefined {
  const detail = errors.join('; ');
  const [fact, because] = decided(status, detail) ?? [];
  if (fact === undefined || because === undefined) return undefined;
  const line = detail === '' ? status : `${status}: ${detail}`;
  return { ...fact, evidence: { private: { because, line } } };
}
