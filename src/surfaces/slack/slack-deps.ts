/** What the surface is told and what it is given. */
import type { OpenThreads } from '../../chat/surface.ts';
import type { Cursors } from './catch-up.ts';
import type { SlackFailure } from './failure.ts';
import type { SlackLog } from './log.ts';

export interface SlackConfig {
  /** `xoxb-…`. */
  readonly botToken: string;
  /** `xapp-…`; needed in socket mode. */
  readonly appToken?: string | undefined;
  /** Needed in http mode. */
  readonly signingSecret?: string | undefined;
  /** Ends in `/api/`; Slack's own by default. */
  readonly apiUrl?: string | undefined;
  readonly mode: 'socket' | 'http';
  readonly sandbox: boolean;
  /** IANA zone for readers whose client shows no times of its own. */
  readonly zone: string;
  /** Larger shared files are refused in one sentence; 5,000,000 by default. */
  readonly maxFileBytes?: number | undefined;
  /** A socket without a hello for so long (wall ms) is opened anew; 10,000 by default. */
  readonly helloWithinMs?: number | undefined;
}

export interface SlackDeps {
  readonly log: SlackLog;
  readonly openThreads: OpenThreads;
  readonly cursors: Cursors;
  /** The connection ended and no try helps: one sentence with the cure; the process should end with an error. */
  fatal(failure: SlackFailure): void;
  /** Wall time, epoch ms. */
  readonly wall?: () => number;
}
