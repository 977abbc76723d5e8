/**
 * What Telegram refuses, in our words: one sentence with the cure, and whether it may work later. The only place that reads
 * Telegram's error texts; it has no codes for what is told apart here.
 */
import { GrammyError, HttpError } from 'grammy';

export type TelegramFault =
  | 'token'
  | 'second-poller'
  | 'webhook'
  | 'slow-down'
  | 'not-modified'
  | 'not-editable'
  | 'cannot-reach'
  | 'refused'
  | 'unreachable';

export class TelegramError extends Error {
  readonly code: TelegramFault;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: TelegramFault, sentence: string, cause?: unknown, retryAfterMs?: number) {
    super(sentence, { cause });
    this.name = 'TelegramError';
    this.code = code;
    this.retryable = code === 'unreachable' || code === 'slow-down' || code === 'second-poller';
    this.retryAfterMs = retryAfterMs;
  }
}

const NOT_EDITABLE =
  /message to edit not found|message can't be edited|message_id_invalid|message to be replied not found/i;
const CANNOT_REACH =
  /bot was blocked|can't initiate conversation|user is deactivated|chat not found|bot was kicked|not a member|have no rights|not enough rights/i;

/** Any error of a call to Telegram as one of ours; what is one already stays as it is. */
export function telegramError(error: unknown): TelegramError {
  if (error instanceof TelegramError) return error;
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError) {
    return new TelegramError(
      'unreachable',
      'Telegram cannot be reached; check the network. I try again by myself.',
      error,
    );
  }
  return new TelegramError('unreachable', `Telegram gave an answer that cannot be read; I try again by myself.`, error);
}

function refusal(error: GrammyError): TelegramError {
  const said = error.description;
  switch (error.error_code) {
    // Telegram answers 404 when the token does not even have the form of one.
    case 401:
    case 404:
      return new TelegramError(
        'token',
        'Telegram refused the token: set TELEGRAM_BOT_TOKEN to what BotFather gave you and start again.',
        error,
      );
    case 409:
      return /webhook/i.test(said)
        ? new TelegramError(
            'webhook',
            'Another program has set a webhook for this Telegram bot: stop it, then start this one again.',
            error,
          )
        : new TelegramError(
            'second-poller',
            'A second program uses the same Telegram token: stop the other one; I try again by myself.',
            error,
          );
    case 429: {
      const seconds = error.parameters.retry_after ?? 3;
      return new TelegramError(
        'slow-down',
        `Telegram asks to wait ${seconds} s before the next message.`,
        error,
        seconds * 1000,
      );
    }
    default:
      return other(error, said);
  }
}

function other(error: GrammyError, said: string): TelegramError {
  if (error.error_code >= 500)
    return new TelegramError('unreachable', 'Telegram has trouble at the moment; I try again by myself.', error);
  if (/message is not modified/i.test(said))
    return new TelegramError('not-modified', 'The message says that already.', error);
  if (NOT_EDITABLE.test(said))
    return new TelegramError('not-editable', 'That message cannot be changed any more.', error);
  if (error.error_code === 403 || CANNOT_REACH.test(said)) {
    return new TelegramError(
      'cannot-reach',
      'Telegram lets the bot no longer write there: add it to the chat again, or start it in private.',
      error,
    );
  }
  return new TelegramError('refused', `Telegram refused a message: ${said.replace(/^Bad Request: /, '')}.`, error);
}
