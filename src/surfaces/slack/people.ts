/** Who somebody is: the actor id, and the name that the workspace shows, asked once and kept while the process lives. */
import type { Inbound } from '../../chat/surface.ts';
import type { SlackApi } from './api.ts';
import type { SlackLog } from './log.ts';

export type Actor = Inbound['actor'];

/** Somebody waits for the acknowledgement, so a name must not take long; the id serves until it is known. */
const NAME_WITHIN_MS = 1000;

export interface People {
  /** `named`: what the payload itself called the person, where it did. */
  actor(team: string, user: string, named?: string): Promise<Actor>;
}

export function createPeople(api: SlackApi, log: SlackLog): People {
  const names = new Map<string, Promise<string | undefined>>();

  function nameOf(user: string): Promise<string | undefined> {
    const known = names.get(user);
    if (known !== undefined) return known;
    const asked = api
      .call('users.info', (client) => client.users.info({ user }), false)
      .then(({ user: found }) => {
        const profile = found?.profile;
        return [profile?.display_name, profile?.real_name, found?.real_name, found?.name].find(isFilled);
      })
      .catch((error: unknown) => {
        names.delete(user);
        log.warn({ error, user }, 'the name of a person could not be read');
        return undefined;
      });
    names.set(user, asked);
    return asked;
  }

  return {
    async actor(team, user, named) {
      const name = await soon(nameOf(user), NAME_WITHIN_MS);
      return { id: `slack:${team}/${user}`, name: name ?? named ?? user };
    },
  };
}

const isFilled = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

/** Undefined when it takes longer; the work goes on. */
async function soon<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
