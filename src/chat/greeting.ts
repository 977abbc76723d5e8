/** What the process says at its start, line by line: where it is, whether people are called, what to do next. */
import type { Surface } from './surface.ts';
import { leftOutLines } from './templates/faults.ts';
import type { Templates } from './templates/template.ts';

interface StartFacts {
  /** `door` `closed`: there is no token to let anybody in. */
  readonly console: { readonly url: string; readonly note?: string; readonly door: 'open' | 'token' | 'closed' };
  /** `publicUrl`: under which it is reached from elsewhere. */
  readonly config: { readonly sandbox: boolean; readonly publicUrl?: string };
  /** The backend's name. */
  readonly backend: string;
  /** The simulated one that was started; absent with a real account or a simulator of one's own. */
  readonly simulator: string | undefined;
  /** Ids of open missions that another key or the other world drives. */
  readonly foreign: readonly string[];
  readonly templates: Templates;
  /** Where the bot listens. */
  readonly surfaces: readonly Pick<Surface, 'name'>[];
}

export function greeting(facts: StartFacts): readonly string[] {
  const { console, config, backend, simulator, foreign, surfaces, templates } = facts;
  const { sandbox, publicUrl } = config;
  return [
    ...(console.note === undefined ? [] : [console.note]),
    `Console: ${console.url}`,
    ...(publicUrl === undefined ? [] : [`From elsewhere: ${publicUrl}`]),
    ...(simulator === undefined ? [] : [`Simulated ${backend}: ${simulator}`]),
    sandbox
      ? 'SANDBOX: phones are simulated, nobody is really called.'
      : 'REAL CALLS: missions started from now on call real people. Missions of the sandbox stay in the sandbox.',
    ...(foreign.length === 0
      ? []
      : [`Not driven from here, they were started with another key: ${foreign.join(', ')}.`]),
    ...leftOutLines(templates),
    `Next: ${nextStep(console, sandbox, surfaces)}`,
  ];
}

const PLATFORMS: Partial<Record<Surface['name'], string>> = { slack: 'Slack', telegram: 'Telegram' };

function nextStep({ url, door }: StartFacts['console'], sandbox: boolean, surfaces: StartFacts['surfaces']): string {
  const platforms = surfaces.flatMap(({ name }) => PLATFORMS[name] ?? []);
  const chats = platforms.length === 0 ? undefined : `write "/mission new" in ${platforms.join(' or ')}`;
  switch (door) {
    case 'open':
      return `open ${url} and tap one of the three missions.`;
    case 'token':
      return `${chats === undefined ? '' : `${chats}, or `}open ${url} and enter the token (CONSOLE_TOKEN).`;
    case 'closed': {
      const closed = `the console is closed ${sandbox ? 'beyond this machine' : 'with real calls'} until CONSOLE_TOKEN is set`;
      return chats === undefined
        ? `put CONSOLE_TOKEN into .env (\`openssl rand -hex 16\` makes one) and start again: ${closed}.`
        : `${chats}; ${closed}.`;
    }
  }
}
