/**
 * One person on each surface who begins a template, looks at its preview, taps Start, says yes to whatever is asked, and reads
 * the result: the same four movements, with each surface's own hands.
 */
import { actionOf, type Bot, type Message } from '../support/bot.ts';
import { isDecision, isEnd } from '../support/bot-scenes.ts';
import type { Environment } from '../support/programs.ts';
import { startSlackStandIn } from '../support/slack-stand-in/slack-stand-in.ts';
import type { Post } from '../support/slack-stand-in/world.ts';
import { startTelegramStandIn, TOKEN } from '../support/telegram-stand-in/start-telegram-stand-in.ts';
import type { Person, StoredMessage } from '../support/telegram-stand-in/world.ts';
import { read, seen as seenInSlack, transcript as slackTranscript } from './slack-person.ts';
import { seen as seenInTelegram, transcript as telegramTranscript } from './telegram-person.ts';

export interface Hands {
  /** What the bot needs to be reached here. */
  readonly env: Environment;
  /** Begins the template with this label and taps Start; answers with the preview. */
  begin(bot: Bot, label: string): Promise<string>;
  /** Says yes as often as somebody is asked; answers with what was asked, and the result at the end. */
  untilTheEnd(bot: Bot): Promise<{ readonly asked: number; readonly end: string }>;
  transcript(): string;
  close(): Promise<void>;
}

/** Wall ms; less than a test has, so that it can say what it waited for. */
const WAIT_MS = 150_000;
const READY = /READY TO START/;
const ENDED = /\b(DONE|ENDED)\b/;

export async function consoleHands(): Promise<Hands> {
  const isPreview = (message: Message): boolean => READY.test(message.text);
  return {
    env: {},
    async begin(bot, label) {
      const welcome = await bot.until('the welcome', (message) => message.actions.some((one) => one.label === label));
      const button = welcome.actions.find((one) => one.label === label);
      if (button === undefined) throw new Error(`no button ${label}`);
      await bot.press(welcome, button);
      const preview = await bot.until('the preview', isPreview);
      await bot.press(preview, actionOf(preview, 'start'));
      return preview.text;
    },
    async untilTheEnd(bot) {
      const answered = new Set<string>();
      for (;;) {
        const isNews = (one: Message): boolean => isEnd(one) || (isDecision(one) && !answered.has(one.id));
        const news = await bot.until('a decision or the end', isNews, WAIT_MS);
        if (isEnd(news)) return { asked: answered.size, end: news.text };
        answered.add(news.id);
        await bot.press(news, actionOf(news, 'approve'));
      }
    },
    transcript: () => '',
    close: async () => undefined,
  };
}

export async function slackHands(): Promise<Hands> {
  const slack = await startSlackStandIn();
  slack.people.set('U1', 'Ana');
  const until = (what: string, fits: (text: string, post: Post) => boolean) => seenInSlack(slack, what, fits, WAIT_MS);
  return {
    env: { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.url },
    async begin(_bot, label) {
      await slack.sendSlash('new');
      await slack.press(await until('the choice', (text) => text.includes(label)), label);
      const preview = await until('the preview', (text) => READY.test(text));
      await slack.press(preview, 'start');
      return read(preview);
    },
    async untilTheEnd() {
      const answered = new Set<string>();
      for (;;) {
        const isAsked = (text: string, post: Post): boolean => /\[\*?Approve list/.test(text) && !answered.has(post.ts);
        const isOver = (text: string, post: Post): boolean => ENDED.test(text) && post.thread_ts !== undefined;
        const news = await until('a decision or the end', (text, post) => isAsked(text, post) || isOver(text, post));
        if (isOver(read(news), news)) return { asked: answered.size, end: read(news) };
        answered.add(news.ts);
        await slack.press(news, 'approve');
      }
    },
    transcript: () => slackTranscript(slack),
    close: () => slack.stop(),
  };
}

const ANA: Person = { id: 11, name: 'Ana', username: 'ana' };

export async function telegramHands(): Promise<Hands> {
  const telegram = await startTelegramStandIn();
  const until = (what: string, fits: (text: string, message: StoredMessage) => boolean) =>
    seenInTelegram(telegram, what, fits, WAIT_MS);
  const hasKey = (message: StoredMessage, label: string): boolean =>
    message.keyboard.flat().some((key) => key.text.startsWith(label));
  return {
    env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url },
    async begin(_bot, label) {
      telegram.say(ANA, '/new');
      const choice = await until('the choice', (_, one) => hasKey(one, label) || hasKey(one, 'More'));
      if (!hasKey(choice, label)) telegram.press(ANA, choice, 'More');
      telegram.press(ANA, await until('all choices', (_, one) => hasKey(one, label)), label);
      const preview = await until('the preview', (text, one) => READY.test(text) && hasKey(one, 'Start'));
      telegram.press(ANA, preview, 'Start');
      return preview.text;
    },
    async untilTheEnd() {
      const answered = new Set<number>();
      for (;;) {
        const isAsked = (_: string, one: StoredMessage): boolean =>
          hasKey(one, 'Approve list') && !answered.has(one.id);
        const isOver = (text: string): boolean => /^SANDBOX · (DONE|ENDED)/.test(text) && /Effort:/.test(text);
        const news = await until('a decision or the end', (text, one) => isAsked(text, one) || isOver(text));
        if (isOver(news.text)) return { asked: answered.size, end: news.text };
        answered.add(news.id);
        telegram.press(ANA, news, 'Approve list');
      }
    },
    transcript: () => telegramTranscript(telegram),
    close: () => telegram.stop(),
  };
}
