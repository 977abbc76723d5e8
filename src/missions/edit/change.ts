/** What a change makes of the brief, what of it is new, and whether it goes beyond what somebody approved. Pure. */
import type { Brief, CallingHours, Field, MinuteSpan, RoundSpec } from '../brief.ts';
import { strategyFor } from '../classes/index.ts';
import type { MissionChange, NewWords } from './event.ts';

function worded(spec: RoundSpec, { round: _, ...words }: NewWords): RoundSpec {
  return { ...spec, ...words, revision: (spec.revision ?? 0) + 1 };
}

/** The brief stays the only source for all policies. */
export function editedBrief(brief: Brief, change: MissionChange): Brief {
  const { hours, deadlineAt, approval, batchSize, spacingSecs, maxRetries, words } = change;
  const { deadlineAt: before, ...rest } = brief;
  const deadline = deadlineAt === undefined ? before : (deadlineAt ?? undefined);
  return {
    ...rest,
    ...(deadline === undefined ? {} : { deadlineAt: deadline }),
    ...(hours === undefined ? {} : { hours }),
    ...(approval === undefined ? {} : { approval }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(spacingSecs === undefined ? {} : { spacingSecs }),
    ...(maxRetries === undefined ? {} : { maxRetries }),
    rounds:
      words === undefined
        ? brief.rounds
        : brief.rounds.map((spec) => (spec.id === words.round ? worded(spec, words) : spec)),
  };
}

/** Key order says nothing: a brief may come out of a journal or out of a form. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const same = (one: unknown, other: unknown): boolean => canonical(one ?? null) === canonical(other ?? null);

/** What the class asks besides, for itself, is asked whatever a person writes. */
function withOwnFields(brief: Brief, spec: RoundSpec, fields: readonly Field[]): readonly Field[] {
  const edited = { ...brief, rounds: [{ ...spec, fields }] };
  return strategyFor(brief.class).withOwnFields?.(edited).rounds[0]?.fields ?? fields;
}

function newWords(brief: Brief, words: NewWords): NewWords | undefined {
  const spec = brief.rounds.find((one) => one.id === words.round);
  if (spec === undefined) return words;
  const { round, say, opening, ranking } = words;
  const fields = words.fields === undefined ? undefined : withOwnFields(brief, spec, words.fields);
  const found: NewWords = {
    round,
    ...(say === undefined || say === spec.say ? {} : { say }),
    ...(opening === undefined || opening === spec.opening ? {} : { opening }),
    ...(fields === undefined || same(fields, spec.fields) ? {} : { fields }),
    ...(ranking === undefined || same(ranking, spec.ranking) ? {} : { ranking }),
  };
  return Object.keys(found).length === 1 ? undefined : found;
}

/** The parts that are not so already. */
export function whatIsNew(brief: Brief, change: MissionChange): MissionChange {
  const words = change.words === undefined ? undefined : newWords(brief, change.words);
  const { hours, deadlineAt, approval, batchSize, spacingSecs, maxRetries, remove, callAgain } = change;
  return {
    ...(hours === undefined || same(hours, brief.hours) ? {} : { hours }),
    ...(deadlineAt === undefined || same(deadlineAt, brief.deadlineAt) ? {} : { deadlineAt }),
    ...(approval === undefined || same(approval, brief.approval) ? {} : { approval }),
    ...(batchSize === undefined || batchSize === brief.batchSize ? {} : { batchSize }),
    ...(spacingSecs === undefined || spacingSecs === brief.spacingSecs ? {} : { spacingSecs }),
    ...(maxRetries === undefined || maxRetries === brief.maxRetries ? {} : { maxRetries }),
    ...(words === undefined ? {} : { words }),
    ...(remove === undefined || remove.length === 0 ? {} : { remove: [...new Set(remove)] }),
    ...(callAgain === undefined || callAgain.length === 0 ? {} : { callAgain: [...new Set(callAgain)] }),
  };
}

const within = (minute: number, span: MinuteSpan): boolean => minute >= span.from && minute < span.to;

const isOpenAt = (hours: CallingHours, day: number, minute: number): boolean =>
  hours.days.includes(day) && within(minute, hours.open) && !hours.closed.some((span) => within(minute, span));

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Somebody could be called at a moment that was closed before. Whether a minute is open changes only at an edge. */
export function isWider(before: CallingHours, after: CallingHours): boolean {
  const edges = [before, after].flatMap(({ open, closed }) => [open, ...closed].flatMap(({ from, to }) => [from, to]));
  const opens = WEEK.some((day) =>
    edges.some((minute) => isOpenAt(after, day, minute) && !isOpenAt(before, day, minute)),
  );
  const kept = new Set((after.holidays ?? []).map(({ date, region }) => `${date} ${region ?? ''}`));
  return opens || (before.holidays ?? []).some(({ date, region }) => !kept.has(`${date} ${region ?? ''}`));
}
