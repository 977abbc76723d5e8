// From a judged trouble to the one error the engine knows, with a sentence a person can act on.
// Station: the end of http.ts. A vendor's own table is asked first; these are the words where it has none.
import { BackendError } from '../engine/errors.ts';
import type { HttpRequest } from './exchange.ts';
import type { Judgement, Trouble } from './judgement.ts';
import type { KnownRefusal, Refusal } from './refusal.ts';

export interface FailureFacts {
  readonly vendor: string;
  readonly host: string;
  readonly request: HttpRequest;
  readonly trouble: Trouble;
  readonly judgement: Judgement;
  /** There when the server answered. */
  readonly refusal?: Refusal;
  readonly known?: KnownRefusal | undefined;
  /** There when it did not; free of numbers and keys. */
  readonly why?: string;
}

export function toBackendError(facts: FailureFacts): BackendError {
  const { refusal, judgement, known } = facts;
  const { code, sentence } = known ?? wordingOf(facts);
  return new BackendError({
    code,
    sentence,
    retryable: known?.retryable ?? judgement.retryable,
    uncertain: judgement.uncertain,
    ...(refusal === undefined ? {} : { status: refusal.status, codes: refusal.codes, pointers: refusal.pointers }),
    ...(refusal?.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs }),
    ...(refusal?.requestId === undefined ? {} : { requestId: refusal.requestId }),
  });
}

function wordingOf({ vendor, host, request, trouble, refusal, why = '' }: FailureFacts): KnownRefusal {
  const asked = `"${request.operation.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}"`;
  switch (trouble) {
    case 'closed':
      return {
        code: 'closed',
        sentence: `The request ${asked} was cut off because the bot is stopping; it is looked at again at the next start.`,
      };
    case 'unreachable':
      return {
        code: 'unreachable',
        sentence: `${vendor} cannot be reached at ${host} (${why}); check the network, the bot tries again by itself.`,
      };
    case 'no-answer':
      return {
        code: 'no-answer',
        sentence: `${vendor} did not answer ${asked} (${why}); the bot looks at what became of it.`,
      };
    case 'unreadable':
      return {
        code: 'unreadable',
        sentence: `${vendor} answered ${asked} in a form the bot does not know (${why}); an update of the bot may be needed.`,
      };
    default:
      if (trouble.status === 409 && request.key !== undefined) {
        return {
          code: 'in-progress',
          sentence: `${vendor} is still at work on an earlier ${asked} with the same key; the bot asks again.`,
        };
      }
      return statusWording(vendor, asked, trouble.status, refusal);
  }
}

function statusWording(vendor: string, asked: string, status: number, refusal: Refusal | undefined): KnownRefusal {
  if (status >= 500 || status === 408) {
    return {
      code: 'server-fault',
      sentence: `${vendor} has a fault of its own (${status}) at ${asked}; the bot tries again, see the vendor's status page if it lasts.`,
    };
  }
  const codes = refusal?.codes.length ? `, code ${refusal.codes.join(', ')}` : '';
  const said = refusal?.texts.length ? `: ${refusal.texts.join(': ')}` : '';
  return {
    code: status === 404 ? 'not-found' : status === 409 ? 'conflict' : status === 429 ? 'rate-limited' : 'refused',
    sentence: `${vendor} refused ${asked} (${status}${codes})${said}; ask for \`doctor\` to see what is set up wrongly.`,
  };
}
