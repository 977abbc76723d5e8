/**
 * The bot as its users have it: a process of its own on a state folder, driven over the console's HTTP API as a script
 * would.
 */
import { z } from 'zod';
import {
  ask,
  type Ended,
  type Environment,
  eventually,
  type Program,
  post,
  printed,
  runNode,
  type Stage,
  stageAt,
} from './programs.ts';

const MAIN = 'src/main.ts';

const action = z.object({ id: z.string(), label: z.string(), value: z.string().optional() });
const field = z.object({ name: z.string(), value: z.string().optional() });
const messageShape = z.object({
  seq: z.number(),
  id: z.string(),
  thread: z.string().optional(),
  clock: z.string(),
  from: z.string(),
  kind: z.string(),
  text: z.string(),
  form: z.object({ id: z.string(), fields: z.array(field) }).optional(),
  actions: z.array(action),
  files: z.array(z.object({ name: z.string(), url: z.string() })),
  replaces: z.string().optional(),
});
/** What a script sees of a message of the console. */
export type Message = z.infer<typeof messageShape>;
type Action = z.infer<typeof action>;

const answerShape = z.object({ ok: z.boolean(), error: z.string().optional(), messages: z.array(messageShape) });
export type Answer = z.infer<typeof answerShape> & { readonly status: number };

export interface BotOptions {
  /** Where its state lies. */
  readonly folder: string;
  readonly env?: Environment;
  readonly token?: string;
  /** Who speaks; `ana` unless told. */
  readonly user?: string;
}

export interface Bot extends Program {
  readonly url: string;
  /** What it printed until it was open. */
  readonly greeting: string;
  /** Its own simulator; throws where it has none. */
  stage(): Stage;
  messages(since?: number): Promise<readonly Message[]>;
  /** The newest version of each message, in order of their first. */
  shown(): Promise<readonly Message[]>;
  /** The newest version of the first message that fits. */
  until(what: string, fits: (message: Message) => boolean, ms?: number): Promise<Message>;
  say(text: string, thread?: string, extra?: object): Promise<Answer>;
  press(message: Message, action: Action): Promise<Answer>;
  submit(form: string, values: Readonly<Record<string, string>>, extra?: object): Promise<Answer>;
  /** SIGTERM and its end. */
  stop(): Promise<Ended>;
}

/** The environment of a bot on `folder`, any ports, the folder's own simulator. */
export const botEnvironment = (folder: string, env: Environment = {}): Environment => ({
  STATE_URL: `sqlite://${folder}/callsheet.sqlite`,
  PORT: '0',
  SIM_PORT: '0',
  ORGANISATION: 'Northwind',
  TIMEZONE: 'UTC',
  LOG_LEVEL: 'error',
  ...env,
});

export const launchBot = (folder: string, env: Environment = {}): Program =>
  runNode([MAIN], botEnvironment(folder, env));

export async function startBot(options: BotOptions): Promise<Bot> {
  return openBot(launchBot(options.folder, options.env), options);
}

/** Waits until a launched bot is open. */
export async function openBot(program: Program, { token, user = 'ana' }: Omit<BotOptions, 'folder'>): Promise<Bot> {
  const url = await printed(program, /Console: (http:\/\/\S+)/);
  await printed(program, /(Next: .+)/);
  const headers: Environment = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const tell = async (path: string, body: object): Promise<Answer> => {
    const { status, body: answer } = await ask(`${url}${path}`, post({ user, ...body }, headers));
    return { status, ...answerShape.parse(answer) };
  };
  const messages = async (since = 0): Promise<readonly Message[]> => {
    const { body } = await ask(`${url}/api/messages?since=${since}&user=${user}`, { headers });
    return answerShape.parse(body).messages;
  };
  // Asked many times a second: only what is new since the last time is fetched and read.
  const heard = new Map<string, Message>();
  let last = 0;
  const shown = async (): Promise<readonly Message[]> => {
    for (const message of await messages(last)) {
      heard.set(message.id, message);
      last = Math.max(last, message.seq);
    }
    return [...heard.values()];
  };
  return {
    ...program,
    url,
    greeting: program.stdout(),
    stage() {
      const simulator = /Simulated Telnyx: (http:\/\/[\d.:]+)/.exec(program.stdout())?.[1];
      if (simulator === undefined) throw new Error(`It printed no simulator: ${program.stdout()}`);
      return stageAt(simulator);
    },
    messages,
    shown,
    async until(what, fits, ms) {
      let seen: readonly Message[] = [];
      const told = (): string =>
        `${what}; last said: ${seen
          .slice(-4)
          .map((message) => message.text)
          .join(' || ')} ${program.stderr()}`;
      return eventually(
        told,
        async () => {
          seen = await shown();
          return seen.find(fits);
        },
        ms,
      );
    },
    say: (text, thread, extra = {}) =>
      tell('/api/say', { text, ...(thread === undefined ? {} : { thread }), ...extra }),
    press: (message, { id, value }) =>
      tell('/api/press', { message: message.id, action: id, ...(value === undefined ? {} : { value }) }),
    submit: (form, values, extra = {}) => tell('/api/form', { form, values, ...extra }),
    async stop() {
      program.kill('SIGTERM');
      return program.ended;
    },
  };
}

/** The button of a message by its id, and value where there are several. */
export function actionOf(message: Message, id: string, value?: string): Action {
  const found = message.actions.find((one) => one.id === id && (value === undefined || one.value === value));
  if (found === undefined)
    throw new Error(
      `No button ${id} ${value ?? ''} at "${message.text.slice(0, 200)}": ${JSON.stringify(message.actions)}`,
    );
  return found;
}
