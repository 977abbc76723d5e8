/** What the line itself reports of a call that nobody talked on (R134-R141); a completed one is left to what was said. */
import type { CallFact } from '../event.ts';
import { ownSideCause } from './own-side-signs.ts';

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
      return failed(detail);
    default:
      return [
        { type: 'CallBecameUnknown', detail: `the phone service reports "${status}"` },
        'The phone service reports something that says neither yes nor no.',
      ];
  }
}

function failed(detail: string): readonly [CallFact, string] {
  const cause = ownSideCause(detail);
  if (cause === undefined) return [{ type: 'CallFailed', detail }, 'The network or the far side failed.'];
  if (cause !== 'limit')
    return [{ type: 'CallNeverRang', detail, limit: false }, 'It never rang: our own side was refused.'];
  const fact = { type: 'CallNeverRang', detail: 'more calls at once than the account allows', limit: true } as const;
  return [fact, 'It never rang: the account allows no more calls at once.'];
}

/** The fact of a call that ended without a talk; `undefined` when what was said has to tell. */
export function factOfEnd(status: string, errors: readonly string[]): CallFact | undefined {
  const detail = errors.join('; ');
  const [fact, because] = decided(status, detail) ?? [];
  if (fact === undefined || because === undefined) return undefined;
  const line = detail === '' ? status : `${status}: ${detail}`;
  return { ...fact, evidence: { private: { because, line } } };
}
