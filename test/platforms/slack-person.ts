/** What a person in Slack sees and does: messages as readable text, waiting for one, the transcript of everything shown. */
import { eventually } from '../support/programs.ts';
import type { SlackStandIn } from '../support/slack-stand-in/slack-stand-in.ts';
import type { ApiCall, Fields, OpenedView, Post } from '../support/slack-stand-in/world.ts';

const WAIT_MS = 60_000;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsIn = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** Dates as the reader's client writes them when it knows no better, escapes undone. */
const unescaped = (text: string): string =>
  text
    .replaceAll(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const textOf = (value: unknown): string => (isFields(value) ? unescaped(String(value.text ?? '')) : '');

function element(one: Fields): string {
  const asks = isFields(one.confirm) ? `? ${textOf(one.confirm.text)}` : '';
  if (one.type === 'button') return `[${one.style === 'primary' ? '*' : ''}${textOf(one.text)}${asks}]`;
  const options = fieldsIn(one.options).map((option) => textOf(option.text));
  return options.length > 0 ? `[More: ${options.join(' | ')}]` : textOf(one);
}

function input(block: Fields): string {
  const inner = isFields(block.element) ? block.element : {};
  const options = fieldsIn(inner.options).map((option) => textOf(option.text));
  const chosen = isFields(inner.initial_option) ? textOf(inner.initial_option.text) : '';
  const value = String(inner.initial_value ?? chosen);
  const more = [
    options.length === 0 ? '' : `{${options.join(' | ')}}`,
    value === '' ? '' : `= ${value}`,
    textOf(block.hint) === '' ? '' : `(${textOf(block.hint)})`,
  ];
  return [`<${textOf(block.label)}${block.optional === true ? ', optional' : ''}>`, ...more]
    .filter((part) => part !== '')
    .join(' ');
}

function line(block: Fields): string {
  switch (block.type) {
    case 'header':
      return `# ${textOf(block.text)}`;
    case 'section':
      return textOf(block.text);
    case 'context':
      return fieldsIn(block.elements)
        .map((one) => `~ ${textOf(one)}`)
        .join(' ');
    case 'actions':
      return fieldsIn(block.elements).map(element).join(' ');
    case 'input':
      return input(block);
    default:
      throw new Error(`unknown block ${String(block.type)}`);
  }
}

/** Everything that stands on a message, as it is read. */
export const read = (post: Pick<Post, 'blocks'>): string => post.blocks.map(line).join('\n');

export const readView = ({ view }: Pick<OpenedView, 'view'>): string =>
  `${textOf(view.title)}\n${fieldsIn(view.blocks).map(line).join('\n')}\n[${textOf(view.submit)}]`;

/** Every call that showed somebody something, in order. */
export function transcript(slack: SlackStandIn): string {
  return slack
    .calls()
    .flatMap((call) => {
      const told = shown(call);
      return told === undefined ? [] : [told];
    })
    .join('\n\n');
}

function shown({ method, params, answer }: ApiCall): string | undefined {
  if (answer.ok !== true) return undefined;
  const blocks = fieldsIn(params.blocks === undefined ? [] : JSON.parse(String(params.blocks)));
  const where = `${String(params.channel ?? '')}${params.thread_ts === undefined ? '' : ` in thread ${String(params.thread_ts)}`}`;
  switch (method) {
    case 'chat.postMessage':
    case 'chat.postEphemeral':
    case 'chat.update': {
      const rings = params.reply_broadcast === 'true' ? ', also to the channel' : '';
      const who = params.user === undefined ? '' : ` only for ${String(params.user)}`;
      const ts = String(params.ts ?? answer.ts ?? '');
      return `=== ${method} ${ts} ${where}${who}${rings}\nLOCK: ${unescaped(String(params.text))}\n${read({ blocks })}`;
    }
    case 'views.open':
    case 'views.update':
      return `=== ${method}\n${readView({ view: JSON.parse(String(params.view)) })}`;
    case 'files.completeUploadExternal':
      return `=== file ${where} ${String(params.files)} ${String(params.initial_comment ?? '')}`;
    default:
      return undefined;
  }
}

/** The newest message of the bot that fits; waits for it. */
export function seen(
  slack: SlackStandIn,
  what: string,
  fits: (text: string, post: Post) => boolean,
  ms = WAIT_MS,
): Promise<Post> {
  return eventually(
    () =>
      `${what}. The last were:\n${slack
        .posts()
        .slice(-5)
        .map((post) => `--- ${post.ts} ${post.thread_ts ?? ''}\n${read(post)}`)
        .join('\n')}`,
    () => slack.posts().findLast((post) => fits(read(post), post)),
    ms,
  );
}

/** The form that is open for the person now; waits for it. */
export const openedForm = (slack: SlackStandIn, title: string): Promise<OpenedView> =>
  eventually(
    () => `a form "${title}", there are ${slack.views().map((one) => textOf(one.view.title))}`,
    () => slack.views().findLast((one) => one.open && textOf(one.view.title) === title),
  );
