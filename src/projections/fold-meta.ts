/** Where an event stands: the record's sequence, its mission time, and the event's place inside the record. */
export interface EventPlace {
  readonly seq: number;
  /** Mission time, epoch ms. */
  readonly at: number;
  readonly index: number;
}

/** Names an announcement and is the same after a restart, so that a repeat is recognised. */
export const announcementKey = (place: { readonly seq: number; readonly index: number }): string =>
  `${place.seq}:${place.index}`;
