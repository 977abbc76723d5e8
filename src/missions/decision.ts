/** What deciding answers: events, or one sentence why not. */
import type { Rejection } from './command.ts';
import type { MissionEvent } from './event.ts';

export type Decision = readonly MissionEvent[] | Rejection;

export const reject = (code: Rejection['code'], sentence: string): Rejection => ({ rejected: true, code, sentence });

export const isRejection = (decision: object): decision is Rejection => 'rejected' in decision;
