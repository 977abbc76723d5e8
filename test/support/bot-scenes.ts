/** What a person does with the console, as a script: the three taps, a list of one's own, the end of a mission. */
import { actionOf, type Bot, type Message } from './bot.ts';

/** Machines of two busy cores: a whole mission may take this long (wall ms). */
export const MISSION_MS = 240_000;

/** The result, which stands in the mission's thread; the live card has the same word. */
export const isEnd = (message: Message): boolean =>
  message.thread !== undefined && /(^| · )(DONE|ENDED)\b/.test(message.text);
export const isDecision = (message: Message): boolean => message.actions.some((one) => one.id === 'approve');

/** Of the list of the kill test: numbers nobody else in a test calls. */
export const numbers = (count: number, from = 0): string =>
  `name,phone\n${Array.from({ length: count }, (_, index) => `Shop ${from + index + 1},+1312555${2000 + from + index}`).join('\n')}`;

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A button of the newest message that has it. */
function withAction(messages: readonly Message[], id: string): Message {
  const found = messages.findLast((message) => message.actions.some((one) => one.id === id));
  if (found === undefined) throw new Error(`No button ${id} in ${messages.map((one) => one.text).join(' || ')}`);
  return found;
}

/** First tap: the preview of one of the three of the welcome. */
export async function preview(bot: Bot, template: string): Promise<Message> {
  const welcome = await bot.until('the welcome', (message) => message.actions.some((one) => one.id === 'new'));
  const { messages } = await bot.press(welcome, actionOf(welcome, 'new', `:${template}`));
  return withAction(messages, 'edit');
}

/** A list of one's own dropped on the preview of an example, and the question answered why these people may be called. */
export async function ownList(bot: Bot, template: string, csv: string): Promise<Message> {
  await preview(bot, template);
  const dropped = await bot.say('', undefined, { files: [{ name: 'list.csv', base64: base64(csv) }] });
  const card = withAction(dropped.messages, 'edit');
  const opened = await bot.press(card, actionOf(card, 'edit'));
  const form = opened.messages.find((message) => message.form !== undefined)?.form;
  if (form === undefined) throw new Error(`No form: ${JSON.stringify(opened)}`);
  const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value ?? '']));
  const { messages } = await bot.submit(form.id, { ...values, basis: 'public business numbers' });
  return withAction(messages, 'start');
}

/** Second tap; answers with the mission's reference, `M-101`. */
export async function start(bot: Bot, ready: Message): Promise<string> {
  const first = await bot.press(ready, actionOf(ready, 'start'));
  // Another one of that name is open: a new one, with a number behind its name.
  const asked = first.messages.find((message) => message.actions.some((one) => one.id === 'start-anew'));
  const answer = asked === undefined ? first : await bot.press(asked, actionOf(asked, 'start-anew'));
  const reference = /is (M-\d+)/.exec(answer.messages.map((message) => message.text).join(' '))?.[1];
  if (reference === undefined) throw new Error(`Not started: ${JSON.stringify(answer)}`);
  return reference;
}

export const about =
  (reference: string) =>
  (message: Message): boolean =>
    message.text.includes(` ${reference}`);

export const ending = (bot: Bot, reference: string): Promise<Message> =>
  bot.until(`the end of ${reference}`, (message) => isEnd(message) && about(reference)(message), MISSION_MS);

export const decision = (bot: Bot, reference: string): Promise<Message> =>
  bot.until(`the decision of ${reference}`, (message) => isDecision(message) && about(reference)(message), MISSION_MS);

/** The one live card of a mission. */
export const liveCard = (bot: Bot, reference: string): Promise<Message> =>
  bot.until(
    `the card of ${reference}`,
    (message) => message.thread === undefined && message.kind === 'card' && about(reference)(message),
  );
