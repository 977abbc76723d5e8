// Mission time, owned here. With a speed it runs at so many times wall time, but stands still while nobody has asked for
// five seconds; stepped (speed 0) it moves only by jumps. It never runs backwards, and a restart goes on where it stood.

const LEASE_WALL_MS = 5000;
const JUMP_OVER_WALL_MS = 1000;
/** Who asks for the speed of a real clock wants to see what it is like: nothing is jumped over. */
const REAL_TIME = 1;

export interface MissionClock {
  /** Epoch ms of the last reading; does not move within a request. */
  now(): number;
  speed(): number;
  /** Reads the time anew. `keepsAlive`: this request holds the lease. */
  read(keepsAlive: boolean): number;
  setSpeed(speed: number): void;
  /** Jumps to `targetMs` if the way there is long enough; the time afterwards. */
  jump(targetMs: number): number;
}

export interface ClockOptions {
  readonly startMs: number;
  readonly speed: number;
  /** Wall milliseconds that never run backwards. */
  readonly wall: () => number;
  /** After a restart: stands still until the first request. */
  readonly frozen: boolean;
}

export function createClock({ startMs, speed: speedAtStart, wall, frozen }: ClockOptions): MissionClock {
  let speed = speedAtStart;
  let baseMs = startMs;
  let baseWall = wall();
  let leaseUntil = frozen ? baseWall : Number.POSITIVE_INFINITY;

  const settle = () => {
    const wallNow = wall();
    baseMs += Math.max(0, Math.min(wallNow, leaseUntil) - baseWall) * speed;
    baseWall = wallNow;
  };
  const now = () => Math.floor(baseMs);

  return {
    now,
    speed: () => speed,
    read: (keepsAlive) => {
      settle();
      if (keepsAlive) leaseUntil = baseWall + LEASE_WALL_MS;
      return now();
    },
    setSpeed: (next) => {
      settle();
      speed = next;
    },
    jump: (targetMs) => {
      const ahead = targetMs - baseMs;
      const isWorthIt = speed === 0 || (speed !== REAL_TIME && ahead / speed > JUMP_OVER_WALL_MS);
      if (ahead > 0 && isWorthIt) baseMs = targetMs;
      return now();
    },
  };
}

/** Business hours on both sides of the Atlantic: 14:00 UTC of the given day, or of the Monday after a weekend. */
export function coming14Utc(dayMs: number): number {
  const day = new Date(dayMs);
  day.setUTCHours(14, 0, 0, 0);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.getTime();
}
