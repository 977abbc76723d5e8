/** How long a number is kept for people who call back, and how often it is asked who did. Mission time throughout. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** After the last call from it a number is answered this long, then it returns (playbook P35, P36). */
export const CALLBACK_HOURS = 48;
export const CALLBACK_MS = CALLBACK_HOURS * HOUR_MS;

/** Somebody who saw a missed call rings back soon: in the thread within three minutes. */
const FRESH_EVERY_MS = 150_000;
/** R153, R154: the longer nothing rang, the less often. */
const SAME_DAY_EVERY_MS = 15 * MINUTE_MS;
const LATER_EVERY_MS = 4 * HOUR_MS;

/** An inbound talk is looked after from its first minute: it may last as long as any (R158), then R183's time follows. */
export const CALLBACK_INSIGHT_EVERY_MS = 30_000;
export const CALLBACK_GIVE_UP_MS = 45 * MINUTE_MS;

/** Mission time of the next look for callers; `lastRang`: when a phone last rang from the number, `lastLook`: this process's last look. */
export function nextCallbackLook(now: number, lastRang: number, lastLook: number | undefined): number {
  if (lastLook === undefined) return now;
  const quiet = now - lastRang;
  if (quiet < HOUR_MS) return lastLook + FRESH_EVERY_MS;
  return lastLook + (quiet < 24 * HOUR_MS ? SAME_DAY_EVERY_MS : LATER_EVERY_MS);
}
