/**
 * Station (1), outwards: what the desk answered, shown to who acted. A modal needs the trigger of the act, which lives
 * three seconds; where it is gone, or the bot is not in the channel, the person gets the next best thing, never nothing.
 */
import type { RespondFn } from '@slack/bolt';
import type { Form, Message } from '../../chat/card.ts';
import type { Inbound, Posted, Reply } from '../../chat/surface.ts';
import type { SlackApi } from './api.ts';
import { renderMessage } from './block-kit/message.ts';
import { renderModal } from './block-kit/modal.ts';
import { SlackFailure, toFailure } from './failure.ts';
import type { Place } from './inbound.ts';
import type { SlackLog } from './log.ts';
import type { Posting } from './posting.ts';

/** What an act leaves in hand for its answer. */
export interface Act {
  readonly place: Place;
  readonly actor: Inbound['actor'];
  readonly trigger?: string | undefined;
  readonly respond?: RespondFn | undefined;
  /** The message that was pressed. */
  readonly message?: string | undefined;
  /** Only the person sees that message: it can be changed by `respond` alone. */
  readonly ephemeral?: boolean | undefined;
}

export interface Answers {
  show(replies: readonly Reply[], act: Act): Promise<void>;
  openForm(form: Form, act: Act): Promise<void>;
  /** A sentence for the person alone. */
  tell(sentence: string, act: Act): Promise<void>;
}

const NO_MEMBER: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found']);

export function createAnswers(api: SlackApi, posting: Posting, zone: string, sandbox: boolean, log: SlackLog): Answers {
  async function openForm(form: Form, act: Act): Promise<void> {
    const { trigger, place, message } = act;
    const view = renderModal(form, {
      channel: place.channel,
      ...(place.thread === undefined ? {} : { thread: place.thread }),
      ...(message === undefined || act.ephemeral === true ? {} : { message }),
    });
    if (trigger === undefined) return whisper(form, act);
    try {
      await api.call('views.open', (client) => client.views.open({ trigger_id: trigger, view }), false);
    } catch (error) {
      log.warn({ error, form: form.id }, 'a form could not be opened at once; its button is shown instead');
      await whisper(form, act);
    }
  }

  /** Slack's own answer to an act reaches also channels that the bot is not in; in threads it would lose its place. */
  async function whisper(message: Message, act: Act): Promise<void> {
    const { respond, place } = act;
    const hasFiles = message.kind === 'note' && (message.files?.length ?? 0) > 0;
    if (respond !== undefined && place.thread === undefined && !hasFiles) {
      try {
        await respond({ ...renderMessage(message, zone), response_type: 'ephemeral', replace_original: false });
        return;
      } catch (error) {
        log.warn({ error }, 'the answer to an act was not taken; sending it as a message');
      }
    }
    await posting.whisper(place, act.actor, message);
  }

  const tell = (sentence: string, act: Act): Promise<void> => whisper({ kind: 'note', text: [sentence], sandbox }, act);

  async function replace(message: Message, act: Act): Promise<void> {
    if (act.ephemeral === true && act.respond !== undefined) {
      await act.respond({ ...renderMessage(message, zone), replace_original: true });
      return;
    }
    if (act.message === undefined || act.ephemeral === true) return void (await posting.post(act.place, message));
    const posted: Posted = { id: act.message, place: act.place };
    await posting.edit(posted, message);
  }

  function showOne(reply: Reply, act: Act): Promise<unknown> {
    switch (reply.how) {
      case 'post':
        return posting.post(reply.place, reply.message);
      case 'private':
        return whisper(reply.message, { ...act, place: reply.place, actor: reply.actor });
      case 'form':
        return openForm(reply.form, { ...act, place: reply.place, actor: reply.actor });
      case 'replace':
        return replace(reply.message, { ...act, place: reply.place });
    }
  }

  async function show(replies: readonly Reply[], act: Act): Promise<void> {
    for (const reply of replies) {
      try {
        await showOne(reply, act);
      } catch (error) {
        const failure = error instanceof SlackFailure ? error : toFailure(error, 'the answer');
        log.error({ error: failure, how: reply.how }, 'an answer could not be shown');
        const sentence = NO_MEMBER.has(failure.code)
          ? failure.sentence
          : `My answer could not be shown here: ${failure.sentence}`;
        await tell(sentence, act).catch((again: unknown) => log.error({ error: again }, 'nor could that be said'));
      }
    }
  }

  return { show, openForm, tell };
}
