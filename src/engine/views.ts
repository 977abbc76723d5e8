/** Missions as people see them: open ones from the announcer's folds, ended ones read from the journal when asked for. */
import type { MissionEvent } from '../missions/event.ts';
import type { Place } from '../missions/terms.ts';
import type { MissionView } from '../projections/mission-view.ts';
import { viewOf } from '../projections/view-fold.ts';
import type { Announcer } from './announcer.ts';
import { type Missions, streamOf } from './missions.ts';
import type { Journal } from './ports.ts';
import type { MessageReference, ThreadIndex } from './thread-index.ts';

const RECENT = 50;
/** Ended missions kept at hand. */
const KEPT = 200;
const PREFIX = streamOf('');

export interface Views {
  get(id: string): Promise<MissionView | undefined>;
  /** Newest first; rehearsals are not among them. */
  list(): Promise<readonly MissionView[]>;
  byThread(place: Place): Promise<MissionView | undefined>;
  posted(place: Place, messageId: string): Promise<MessageReference | undefined>;
}

export interface ViewsDeps {
  readonly journal: Journal<MissionEvent>;
  readonly missions: Pick<Missions, 'subscribe'>;
  readonly announcer: Announcer;
  readonly threads: ThreadIndex;
}

export function createViews({ journal, missions, announcer, threads }: ViewsDeps): Views {
  /** Ended missions change only when somebody puts a result right; then they are read anew. */
  const ended = new Map<string, MissionView>();
  let changes = 0;
  missions.subscribe((_record, _before, after) => {
    changes += 1;
    ended.delete(after.id);
  });

  async function get(id: string): Promise<MissionView | undefined> {
    const known = announcer.view(id) ?? ended.get(id);
    if (known !== undefined) return known;
    const asOf = changes;
    const view = viewOf(await journal.read(streamOf(id)));
    if (view?.endedAt === undefined || asOf !== changes) return view;
    const [oldest] = ended.keys();
    if (ended.size >= KEPT && oldest !== undefined) ended.delete(oldest);
    ended.set(id, view);
    return view;
  }

  return {
    get,
    async list() {
      const streams = (await journal.allStreams()).filter((stream) => stream.startsWith(PREFIX));
      const recent = streams.slice(-RECENT).map((stream) => stream.slice(PREFIX.length));
      // However old it is, an open mission is never out of sight.
      const ids = [...announcer.open().filter((id) => !recent.includes(id)), ...recent];
      const views = await Promise.all(ids.map(get));
      return views.flatMap((view) => (view === undefined || view.brief.rehearsal === true ? [] : [view])).reverse();
    },
    async byThread(place) {
      const id = await threads.missionOf(place);
      return id === undefined ? undefined : get(id);
    },
    posted: threads.message,
  };
}
