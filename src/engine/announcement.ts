/** What is to be shown, where it is posted, and what the announcer needs for it. Types only; `M` is the chat's message. */
import type { Place } from '../missions/terms.ts';
import type { MissionView } from '../projections/mission-view.ts';
import type { Log } from './effects/context.ts';
import type { MissionRecord, Missions } from './missions.ts';
import type { Clock, Table } from './ports.ts';

export type Announced<M> =
  | { readonly kind: 'live-card'; readonly card: M }
  | { readonly kind: 'thread' | 'channel'; readonly key: string; readonly message: M }
  | { readonly kind: 'edit-posted'; readonly ofKey: string; readonly message: M };

export interface PostedMessage {
  readonly id: string;
  readonly place: Place;
}

/** A surface's posting side. */
export interface Poster<M> {
  /** `broadcast`: in the thread, and ringing in the channel besides. */
  post(place: Place, message: M, broadcast: boolean): Promise<PostedMessage>;
  edit(posted: PostedMessage, message: M): Promise<void>;
}

export interface AnnouncerDeps<M> {
  readonly missions: Missions;
  readonly clock: Clock;
  readonly log: Log;
  readonly cursors: Table<number>;
  /** Key: mission and announcement key, or `live`. */
  readonly posts: Table<PostedMessage>;
  /** `undefined` when a mission's surface is not configured in this process. */
  readonly poster: (surface: Place['surface']) => Poster<M> | undefined;
  readonly announce: (
    before: MissionView | undefined,
    after: MissionView,
    record: MissionRecord,
    repeats: boolean,
  ) => readonly Announced<M>[];
  /** Told of every post, so that replies to it find their mission. */
  readonly posted: (view: MissionView, key: string, posted: PostedMessage) => Promise<void>;
  /** The platform will never take it: shown where somebody can see it. */
  readonly undeliverable: (view: MissionView, message: M) => Promise<void>;
  readonly changed: () => void;
}
