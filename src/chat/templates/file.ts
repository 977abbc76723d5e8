/**
 * The shape of a file in `templates/`, and the way from it to a template and back. Days, hours and rank rules are written as
 * people write them in the forms of the guided flow; every key is explained in keys.ts.
 */
import { z } from 'zod';
import type { Action, Condition, Field, RankRule } from '../../missions/brief.ts';
import { BUSINESS_HOURS } from '../../missions/policies/hours.ts';
import { MOST_AT_ONCE } from '../../missions/policies/pacing.ts';
import { MOST_RETRIES } from '../../missions/policies/retry.ts';
import { type Read, readDays, readHours, sayDays, sayHours } from '../flow/hours.ts';
import type { Ask, Template, TemplateRound } from './template.ts';

const words = z.string().trim().min(1);
const wholeFrom1 = z.int().min(1);
/** A column of results, a variable of a call. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

/** Read by one of the flow's own readers, whose sentence says what is wrong. */
const readBy = <T>(read: (text: string) => Read<T>) =>
  z.string().transform((text, context): T => {
    const found = read(text);
    if (found.ok) return found.value;
    context.addIssue({ code: 'custom', message: found.error });
    return z.NEVER;
  });

const about = z.strictObject({
  en: words,
  de: words.exactOptional(),
  fr: words.exactOptional(),
  es: words.exactOptional(),
  it: words.exactOptional(),
});

const fileField = z.strictObject({
  name,
  label: words.max(60),
  type: z.enum(['text', 'number', 'boolean', 'choice']),
  question: words,
  required: z.boolean().default(false),
  unit: words.max(20).exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  options: z.array(words).min(2).exactOptional(),
  better: z.enum(['higher', 'lower', 'yes', 'first']).exactOptional(),
  weight: z.number().min(1).max(100).exactOptional(),
});

const fileRound = z.strictObject({
  purpose: words.max(120),
  about: about.exactOptional(),
  opening: words.exactOptional(),
  say: words,
  fields: z.array(fileField).min(1).max(12),
  shortlist: wholeFrom1.exactOptional(),
});

const condition = z.strictObject({
  field: name,
  is: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
  atLeast: z.number().exactOptional(),
  atMost: z.number().exactOptional(),
});

export const templateFile = z.strictObject({
  name: words.max(60),
  label: words.max(60).exactOptional(),
  labelForList: words.max(60).exactOptional(),
  class: z.enum(['sweep', 'screening', 'negotiation', 'rounds', 'action']),
  recipients: z.enum(['automated', 'service', 'professional', 'general']),
  days: readBy(readDays).default([...BUSINESS_HOURS.days]),
  hours: readBy(readHours).default({ open: BUSINESS_HOURS.open, closed: [] }),
  order: z.enum(['as-listed', 'weakest-first', 'baseline-first']).exactOptional(),
  example: z
    .string()
    .regex(/^[\w-]+\.csv$/)
    .exactOptional(),
  asks: z
    .array(
      z.strictObject({
        name,
        label: words.max(120),
        type: z.enum(['text', 'number', 'date', 'birth-date', 'time']),
        required: z.boolean().default(true),
        example: words.exactOptional(),
      }),
    )
    .max(8)
    .default([]),
  mandate: z
    .strictObject({
      field: name,
      min: z.number().exactOptional(),
      max: z.number().exactOptional(),
      goodEnough: z.number().exactOptional(),
      maySay: words.exactOptional(),
      mayPromise: words.exactOptional(),
      nameCompetitor: z.boolean().default(false),
    })
    .exactOptional(),
  action: z
    .strictObject({
      what: words.max(120),
      available: name,
      done: name,
      when: name.exactOptional(),
      conditions: z.array(condition).default([]),
      bestOf: wholeFrom1.default(1),
      width: wholeFrom1.default(5),
      alternative: words.exactOptional(),
    })
    .exactOptional(),
  tryFirst: wholeFrom1.exactOptional(),
  doneWithinHours: z.number().min(1).exactOptional(),
  maxRetries: z.int().min(0).max(MOST_RETRIES).exactOptional(),
  noiseSuppression: z.literal(true).exactOptional(),
  batchSize: wholeFrom1.max(MOST_AT_ONCE).exactOptional(),
  spacingSecs: z.int().min(60).max(3600).exactOptional(),
  text: words.max(1000).exactOptional(),
  language: z
    .string()
    .regex(/^[a-z]{2}-[A-Z]{2}$/)
    .exactOptional(),
  voice: words.exactOptional(),
  rounds: z.array(fileRound).min(1).max(6),
});

export type TemplateFile = z.output<typeof templateFile>;
type FileField = z.output<typeof fileField>;

export function toTemplate(id: string, file: TemplateFile): Template {
  const { label = file.name, labelForList = label, days, hours, rounds, action, ...rest } = file;
  return {
    id,
    ...rest,
    label,
    labelForList,
    hours: { days, ...hours },
    ...(action === undefined ? {} : { action: { ...action, conditions: action.conditions.flatMap(toCondition) } }),
    rounds: rounds.map(
      ({ fields, ...round }): TemplateRound => ({
        ...round,
        fields: fields.map(({ better: _, weight: __, ...field }): Field => field),
        ranking: fields.flatMap(toRule),
      }),
    ),
  };
}

function toRule({ name: field, better, weight = 1 }: FileField): readonly RankRule[] {
  return better === undefined ? [] : [{ field, weight, better }];
}

/** Empty where not exactly one relation is given; check.ts says so. */
function toCondition({ field, is, atLeast, atMost }: z.output<typeof condition>): readonly Condition[] {
  if (is !== undefined) return [{ field, is }];
  if (atLeast !== undefined) return [{ field, atLeast }];
  return atMost === undefined ? [] : [{ field, atMost }];
}

/** What the file says, in the order of the keys; what goes without saying is left out. */
export function toFile(template: Template): z.input<typeof templateFile> {
  const { id: _, label, labelForList, hours, asks, rounds, mandate, action, order, ...rest } = template;
  const { name: called, class: kind, recipients, example, ...settings } = rest;
  return {
    name: called,
    ...(label === called ? {} : { label }),
    ...(labelForList === label ? {} : { labelForList }),
    class: kind,
    recipients,
    days: sayDays(hours.days),
    hours: sayHours(hours),
    ...(order === undefined ? {} : { order }),
    ...(example === undefined ? {} : { example }),
    ...(asks.length === 0 ? {} : { asks: asks.map(askInFile) }),
    ...(mandate === undefined ? {} : { mandate: { ...mandate } }),
    ...(action === undefined ? {} : { action: actionInFile(action) }),
    ...settings,
    rounds: rounds.map(roundInFile),
  };
}

const askInFile = ({ required, ...ask }: Ask) => ({ ...ask, ...(required ? {} : { required }) });

function actionInFile({ what, available, done, conditions, ...rest }: Action) {
  const listed = conditions.length === 0 ? {} : { conditions: conditions.map((one) => ({ ...one })) };
  return { what, available, done, ...listed, ...rest };
}

function roundInFile({ fields, ranking, shortlist, about: sentence, ...round }: TemplateRound) {
  return {
    purpose: round.purpose,
    ...(sentence === undefined ? {} : { about: sentence }),
    ...(round.opening === undefined ? {} : { opening: round.opening }),
    say: round.say,
    fields: fields.map((field) => fieldInFile(field, ranking)),
    ...(shortlist === undefined ? {} : { shortlist }),
  };
}

function fieldInFile({ options, required, ...field }: Field, ranking: readonly RankRule[]) {
  const rule = ranking.find((one) => one.field === field.name);
  const { name: called, label, type, question, ...limits } = field;
  return {
    name: called,
    label,
    type,
    question,
    ...(required ? { required } : {}),
    ...limits,
    ...(options === undefined ? {} : { options: [...options] }),
    ...(rule === undefined ? {} : { better: rule.better, weight: rule.weight }),
  };
}
