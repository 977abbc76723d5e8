// What a test may order from behind the stage: how the next dials of a number go, and which requests fail and how.
import { z } from 'zod';

export const OUTCOME = z.enum([
  'answered',
  'no-answer',
  'busy',
  'failed',
  'canceled',
  'voicemail',
  'menu',
  'wrong-person',
  'refused',
  'opted-out',
  'call-back',
  'empty-insights',
  'limit',
]);
export type Outcome = z.infer<typeof OUTCOME>;

/** What is told and how long, where it is not left to the seed. */
const TALK = {
  /** Values laid over the generated ones, where the template's schema has the field. */
  insights: z.record(z.string(), z.unknown()).optional(),
  talkSeconds: z.number().positive().optional(),
};

/** Somebody who calls one of the account's numbers. */
export const INBOUND = z.strictObject({
  /** Who calls, and which number. */
  from: z.string(),
  to: z.string(),
  outcome: OUTCOME.default('answered'),
  ...TALK,
});
export type Inbound = z.infer<typeof INBOUND>;

const SCRIPT_OBJECT = z.strictObject({
  outcome: OUTCOME,
  ...TALK,
  /** They call the number back, so long after the end of this call. */
  callsBack: z
    .strictObject({ afterSeconds: z.number().positive(), outcome: OUTCOME.default('answered'), ...TALK })
    .optional(),
  /** How the insight run ends; `failed` has no results. */
  insightStatus: z.enum(['completed', 'failed']).optional(),
  ringSeconds: z.number().positive().optional(),
  /** A DELETE this long before the due time finds the call already under way; 1 by itself. */
  raceSeconds: z.number().positive().optional(),
});
export type ScriptEntry = z.infer<typeof SCRIPT_OBJECT>;

/** On the wire a bare outcome is enough. */
export const SCRIPT_ENTRY = z.union([OUTCOME.transform((outcome): ScriptEntry => ({ outcome })), SCRIPT_OBJECT]);

export const FAULT = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: z.string().default('') }).default({ path: '' }),
  kind: z.enum([
    'status',
    'status-after',
    'drop',
    'drop-after',
    'slow-body',
    'html502',
    'html502-after',
    'hang',
    'hang-after',
    'delay',
  ]),
  times: z.number().int().positive().default(1),
  /** Matching requests that pass before it strikes. */
  skip: z.number().int().min(0).default(0),
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  /** For slow-body and delay: wall milliseconds. */
  ms: z.number().int().min(0).default(1000),
});
export interface FaultRow extends z.infer<typeof FAULT> {
  readonly id: string;
}
