/** What a person in Telegram sees: messages with their keys, waiting for one, the transcript of everything sent. */
import { eventually } from '../support/programs.ts';
import { keysOf, type TelegramStandIn } from '../support/telegram-stand-in/start-telegram-stand-in.ts';
import type { StoredMessage } from '../support/telegram-stand-in/world.ts';

/** Twenty messages a minute is all that a group takes, forms included; wall ms. */
const WAIT_MS = 150_000;

const shown = (message: StoredMessage): string =>
  `--- ${message.chat} no. ${message.id}${message.replyTo === undefined ? '' : ` to ${message.replyTo}`}${message.silent ? ', silent' : ''}, edits ${message.edits}${message.deleted ? ', deleted' : ''}${message.file === undefined ? '' : `, file ${message.file.name}`}${message.fromBot ? '' : ', by a person'}\n${message.text}${message.keyboard.length === 0 ? '' : `\n[${keysOf(message).join('] [')}]`}`;

export const transcript = (telegram: TelegramStandIn): string => telegram.world.messages.map(shown).join('\n\n');

/** Every text that was sent or edited, in order; the messages themselves only show their last state. */
export const changes = (telegram: TelegramStandIn): string =>
  telegram.calls
    .filter((call) => /^(send|edit|answerCallback)/.test(call.method))
    .map(
      (call) => `=== ${call.method} ${call.fields.message_id ?? ''}\n${call.fields.text ?? call.fields.caption ?? ''}`,
    )
    .join('\n');

/** The newest message of the bot that fits; waits for it. */
export const seen = (
  telegram: TelegramStandIn,
  what: string,
  fits: (text: string, message: StoredMessage) => boolean,
  ms = WAIT_MS,
): Promise<StoredMessage> =>
  eventually(
    () => `${what}. The last were:\n${telegram.world.messages.slice(-6).map(shown).join('\n')}`,
    () => telegram.messages().findLast((one) => fits(one.text, one)),
    ms,
  );
