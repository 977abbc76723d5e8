/** Which mission a thread or a message of a chat belongs to: written when the announcer has posted, read when people reply. */
import type { Place } from '../missions/terms.ts';
import type { MissionView } from '../projections/mission-view.ts';
import type { PostedMessage } from './announcement.ts';
import type { Table } from './ports.ts';

export interface MessageReference {
  readonly mission: string;
  readonly kind: 'live' | 'decision' | 'echo' | 'result' | 'other';
  readonly gate?: string;
  /** The list number that stood on it. */
  readonly list?: number;
}

export interface ThreadIndex {
  remember(view: MissionView, key: string, posted: PostedMessage): Promise<void>;
  missionOf(place: Place): Promise<string | undefined>;
  message(place: Place, id: string): Promise<MessageReference | undefined>;
  /** Threads in which an answer to an open decision could stand. */
  openThreads(views: readonly MissionView[], surface: Place['surface']): Promise<readonly Place[]>;
}

const threadKey = (place: Place): string => `${place.surface} ${place.channel} ${place.thread ?? ''}`;
const messageKey = (place: Place, id: string): string => `${place.surface} ${place.channel} ${id}`;

function referenceOf(view: MissionView, key: string): MessageReference {
  const mission = view.id;
  if (key === 'live') return { mission, kind: 'live' };
  const decision = view.gates.find((gate) => gate.postedAs === key);
  if (decision !== undefined) return { mission, kind: 'decision', gate: decision.gate, list: decision.list };
  const echo = view.gates.find((gate) => gate.pendingChange?.postedAs === key);
  if (echo !== undefined) return { mission, kind: 'echo', gate: echo.gate, list: echo.list };
  return { mission, kind: view.result === undefined ? 'other' : 'result' };
}

export function createThreadIndex(
  threads: Table<string>,
  messages: Table<MessageReference>,
  posts: Table<PostedMessage>,
): ThreadIndex {
  return {
    async remember(view, key, posted) {
      if (posted.place.thread !== undefined) await threads.set(threadKey(posted.place), view.id);
      await messages.set(messageKey(posted.place, posted.id), referenceOf(view, key));
    },
    missionOf: async (place) => (place.thread === undefined ? undefined : threads.get(threadKey(place))),
    message: (place, id) => messages.get(messageKey(place, id)),
    async openThreads(views, surface) {
      const places: Place[] = [];
      for (const view of views) {
        const gate = view.gates.find((one) => one.status === 'open' || one.pendingChange !== undefined);
        if (gate === undefined || view.place.surface !== surface || view.endedAt !== undefined) continue;
        for (const key of ['live', gate.postedAs]) {
          const posted = key === undefined ? undefined : await posts.get(`${view.id} ${key}`);
          if (posted?.place.thread !== undefined) places.push(posted.place);
        }
      }
      return places;
    },
  };
}
