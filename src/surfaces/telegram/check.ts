/** What is right or wrong with the set-up on Telegram's side, one sentence each, with the cure. */
import type { Api } from 'grammy';
import type { DeskTable } from '../../chat/desk-deps.ts';
import type { Finding } from '../../chat/surface.ts';
import type { ChatRow } from './telegram-deps.ts';
import { telegramError } from './telegram-error.ts';

/** Looked at one by one, with a request each. */
const MOST_CHATS = 10;

const right = (what: string, sentence: string): Finding => ({ what, ok: true, sentence });
const wrong = (what: string, sentence: string): Finding => ({ what, ok: false, sentence });

/** `trouble`: what the loop that fetches updates fails with at the moment. */
export async function checkTelegram(
  api: Api,
  chats: DeskTable<ChatRow>,
  trouble: string | undefined,
): Promise<readonly Finding[]> {
  let me: Awaited<ReturnType<Api['getMe']>>;
  try {
    me = await api.getMe();
  } catch (error) {
    return [wrong('Telegram token', telegramError(error).message)];
  }
  const groups = (await chats.entries()).filter(([, chat]) => chat.group);
  return [
    right('Telegram token', `The Telegram token works; the bot is @${me.username}.`),
    ...(await checkWebhook(api)),
    trouble === undefined
      ? right('Telegram messages', 'Messages from Telegram are being fetched.')
      : wrong('Telegram messages', trouble),
    me.can_join_groups
      ? right('Telegram groups', `@${me.username} can be added to groups.`)
      : wrong('Telegram groups', 'The bot cannot be added to groups: in BotFather, /setjoingroups, Enable.'),
    me.can_read_all_group_messages
      ? right(
          'Telegram privacy mode',
          'The bot sees what is said in its groups, so it knows when people talk in between.',
        )
      : right(
          'Telegram privacy mode',
          'In groups the bot sees commands, replies to its messages and mentions only. That is enough; to let it see all, use /setprivacy in BotFather, Disable, and add it to the group again.',
        ),
    ...(await Promise.all(groups.slice(-MOST_CHATS).map(([id, chat]) => checkChat(api, me.id, id, chat)))),
  ];
}

async function checkWebhook(api: Api): Promise<readonly Finding[]> {
  try {
    const { url } = await api.getWebhookInfo();
    if (url === undefined || url === '') return [];
    const host = URL.canParse(url) ? new URL(url).host : url;
    return [
      wrong(
        'Telegram webhook',
        `A webhook to ${host} is set, so no message arrives here: stop that program, then start this bot again, which removes it.`,
      ),
    ];
  } catch (error) {
    return [wrong('Telegram webhook', telegramError(error).message)];
  }
}

async function checkChat(api: Api, me: number, id: string, chat: ChatRow): Promise<Finding> {
  const what = `Telegram group "${chat.title}"`;
  const cure = `The bot is not in "${chat.title}" any more: add it again, then send /admit there.`;
  try {
    const member = await api.getChatMember(Number(id), me);
    if (member.status === 'left' || member.status === 'kicked') return wrong(what, cure);
    if (member.status === 'restricted' && !member.can_send_messages)
      return wrong(what, `The bot may not write in "${chat.title}": an admin of the group can allow it.`);
    return right(what, `The bot is in "${chat.title}" and may write there.`);
  } catch (error) {
    const fault = telegramError(error);
    return wrong(what, fault.code === 'cannot-reach' || fault.code === 'refused' ? cure : fault.message);
  }
}
