/**
 * The three ways to act on the console: say, press, send a form off. Each becomes one inbound of the desk; a button that
 * opens a form is answered with the form at once, a form with errors is shown again with them and reaches nobody.
 */
import { randomUUID } from 'node:crypto';
import type { Desk, FileIn, Inbound } from '../../chat/surface.ts';
import { isFor, type MessageLog } from './message-log.ts';
import type { Outlet } from './outlet.ts';
import { withErrors } from './render.ts';
import { type Answer, refused, type Turns } from './turns.ts';

export interface Said {
  /** The client's own id: the same request sent twice counts once. */
  readonly id?: string | undefined;
  readonly text: string;
  readonly thread?: string | undefined;
  /** Id of the message that this is an answer to. */
  readonly answers?: string | undefined;
  readonly files?: readonly FileIn[] | undefined;
}

export interface Pressed {
  readonly id?: string | undefined;
  readonly message: string;
  readonly action: string;
  /** Absent = the value of the message's first button with this action. */
  readonly value?: string | undefined;
}

export interface Submitted {
  readonly id?: string | undefined;
  readonly form: string;
  readonly values: Readonly<Record<string, string>>;
  readonly files?: readonly FileIn[] | undefined;
}

export interface Acts {
  /** `user` is a plain name: `Mira` acts as `console:mira`. The same for the others. */
  say(user: string, said: Said): Promise<Answer>;
  press(user: string, pressed: Pressed): Promise<Answer>;
  submit(user: string, submitted: Submitted): Promise<Answer>;
}

export interface ActsOptions {
  readonly log: MessageLog;
  readonly outlet: Outlet;
  readonly turns: Turns;
  readonly zone: string;
  desk(): Desk;
}

const CHANNEL = 'main';

/** A place of the console; without a thread the main chat. */
export const placeOf = (thread: string | undefined): Inbound['place'] => ({
  surface: 'console',
  channel: CHANNEL,
  ...(thread === undefined ? {} : { thread }),
});

/** People write one another's names without capitals. */
export const actorOf = (user: string): Inbound['actor'] => ({ id: `console:${user.toLowerCase()}`, name: user });

const inboundId = (kind: string, user: string, id: string | undefined): string =>
  `${actorOf(user).id}:${kind}:${id ?? randomUUID()}`;

export function createActs({ log, outlet, turns, zone, desk }: ActsOptions): Acts {
  function say(user: string, { id, text, thread, answers, files = [] }: Said): Promise<Answer> {
    const cause = inboundId('say', user, id);
    const said = { kind: 'said', id: cause, actor: actorOf(user), place: placeOf(thread), text, files } as const;
    const lines = [text, ...files.map((file) => `Attached: ${file.name}`)].filter((line) => line.trim() !== '');
    return turns.take(
      desk(),
      { ...said, addressed: true, ...(answers === undefined ? {} : { answers }) },
      {
        taken: () => outlet.echo(lines.join('\n'), user, { thread, cause }),
        show: (reply) => outlet.reply(reply, cause, undefined),
      },
    );
  }

  async function press(user: string, { id, message, action, value: sent }: Pressed): Promise<Answer> {
    const actor = actorOf(user);
    const shown = log.find(message);
    if (shown === undefined || !isFor(shown, actor.id))
      return refused(404, `There is no message "${message}" any more; read /api/messages for those there are.`);
    const value = sent ?? shown.actions.find((one) => one.id === action)?.value;
    if (value === undefined) return refused(400, `This message has no button "${action}" any more.`);
    const cause = inboundId('press', user, id);
    const { thread } = shown;
    const form = await desk().form(action, value, actor);
    if (form !== undefined)
      return { ok: true, messages: [await outlet.openForm(form, { thread, to: actor.id, cause })] };
    return turns.take(
      desk(),
      { kind: 'pressed', id: cause, actor, place: placeOf(thread), message, action, value },
      { show: (reply) => outlet.reply(reply, cause, shown) },
    );
  }

  async function submit(user: string, { id, form, values, files = [] }: Submitted): Promise<Answer> {
    const actor = actorOf(user);
    const cause = inboundId('form', user, id);
    const open = outlet.openForms(form, actor.id);
    const shown = open.at(-1);
    const errors = await desk().check(form, values, files, actor);
    const [first] = Object.values(errors);
    if (first !== undefined) {
      const again = shown === undefined ? [] : [await outlet.change(shown, withErrors(shown, values, errors, zone))];
      return { ...refused(422, first), fields: errors, messages: again };
    }
    const place = placeOf(shown?.thread);
    return turns.take(
      desk(),
      { kind: 'submitted', id: cause, actor, place, form, values, files },
      {
        taken: async () => {
          for (const one of open) await outlet.closeForm(one, 'sent.');
        },
        show: (reply) => outlet.reply(reply, cause, shown),
      },
    );
  }

  return { say, press, submit };
}
