/**
 * A mission once more: as a draft of whoever asked, with its people or with its words alone. What was told about one occasion
 * (a date, a name) is asked for again. Pure.
 */
import type { Brief, RoundSpec } from '../../missions/brief.ts';
import type { Target } from '../../missions/target.ts';
import type { Actor, Place } from '../../missions/terms.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Ask, Template } from '../templates/template.ts';
import { asksOf, unanswered } from './details.ts';
import type { Draft, DraftList } from './draft.ts';
import { splitNeeds } from './needs.ts';
import { asWritten } from './unfilled.ts';

export interface Again {
  readonly id: string;
  readonly author: Actor;
  readonly place: Place;
  readonly now: number;
  /** The template it came from, as far as it is still there. */
  readonly source: Template | undefined;
  readonly withPeople: boolean;
}

const HOUR_MS = 60 * 60_000;

const ALL_ANSWERED = [
  'kind',
  'words',
  'second',
  'third',
  'fourth',
  'action',
  'pick',
  'mandate',
  'order',
  'when',
  'people',
];

export const peopleOf = (view: MissionView): readonly Target[] =>
  view.rows.flatMap((row) => (row.details === undefined || row.removed !== undefined ? [] : [row.details]));

export function draftAgain(view: MissionView, again: Again): Draft {
  const { source } = again;
  const brief = asWritten(view.brief, source);
  const people = peopleOf(view);
  const told = people[0]?.variables ?? {};
  const { rounds, needs } = wordsAgain(brief, source, told);
  const { action, mandate, tryFirst, maxRetries, noiseSuppression, text } = brief;
  const draft: Draft = {
    v: 1,
    id: again.id,
    author: again.author,
    place: { surface: again.place.surface, channel: again.place.channel },
    createdAt: again.now,
    class: brief.class,
    ...(brief.template === undefined ? {} : { template: brief.template }),
    ...(source === undefined ? {} : { source }),
    request: brief.request,
    name: brief.name,
    onBehalfOf: brief.onBehalfOf,
    recipients: brief.recipients,
    rounds,
    ...(needs === undefined ? {} : { needs }),
    answers: answersAgain(source?.asks ?? [], told),
    ...(again.withPeople && people.length > 0 ? peopleAgain(view, people, source) : {}),
    ...(brief.order === undefined ? {} : { order: brief.order }),
    ...(mandate === undefined ? {} : { mandate }),
    ...(action === undefined ? {} : { action }),
    ...(tryFirst === undefined ? {} : { tryFirst }),
    ...(maxRetries === undefined ? {} : { maxRetries }),
    ...(noiseSuppression === undefined ? {} : { noiseSuppression }),
    ...(text === undefined ? {} : { text }),
    ...(source?.doneWithinHours === undefined ? {} : { deadlineAt: again.now + source.doneWithinHours * HOUR_MS }),
    language: brief.language,
    voice: brief.voice,
    languageChosen: true,
    hours: { days: brief.hours.days, open: brief.hours.open, closed: brief.hours.closed },
    batchSize: brief.batchSize,
    spacingSecs: brief.spacingSecs,
    approvers: brief.approval.approvers,
    quorum: brief.approval.quorum,
    basis: brief.basis,
    answered: ALL_ANSWERED,
    status: 'open',
  };
  // A day or a time is over by now, so it is asked for again.
  return asksOf(draft).length > 0 && unanswered(draft).length === 0
    ? { ...draft, answered: [...ALL_ANSWERED, 'details'] }
    : draft;
}

interface Words {
  readonly rounds: readonly RoundSpec[];
  readonly needs?: Draft['needs'];
}

/** The person's words without the lines that told what was needed; what was forgotten with the people cannot be told again. */
function wordsAgain(brief: Brief, source: Template | undefined, told: Readonly<Record<string, string>>): Words {
  const rounds = brief.rounds.map(({ revision: _, ...round }) => round);
  const [first, ...more] = rounds;
  if (first === undefined || brief.class !== 'action' || (source?.asks.length ?? 0) > 0) return { rounds };
  const { say, needs } = splitNeeds(first.say, told);
  return { rounds: [{ ...first, say }, ...more], needs: needs.filter(({ value }) => value !== '') };
}

/** Words and numbers are what they were; days and times are said otherwise than they are typed, and mostly over. */
const answersAgain = (asks: readonly Ask[], told: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    asks.flatMap(({ name, type }) => {
      const value = type === 'text' || type === 'number' ? told[name] : undefined;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );

type People = Pick<Draft, 'list' | 'preference' | 'baseline'>;

/**
 * The list as somebody would have written it: who was called last, because they are wanted most, stands first, so that the same
 * order comes out again.
 */
function peopleAgain(view: MissionView, people: readonly Target[], source: Template | undefined): People {
  const asked = new Set((source?.asks ?? []).map((ask) => ask.name));
  const isOwn = (name: string): boolean => !asked.has(name) && !name.startsWith('told_');
  const own = people.map((target) => ({
    ...target,
    variables: Object.fromEntries(Object.entries(target.variables).filter(([name]) => isOwn(name))),
  }));
  const { order } = view.brief;
  const isSorted = order === 'weakest-first' || order === 'baseline-first';
  const targets = isSorted ? own.toReversed() : own;
  const list: DraftList = {
    name: view.source.name,
    rows: targets.length,
    targets,
    refused: [],
    merged: [],
    variables: [...new Set(targets.flatMap((target) => Object.keys(target.variables)))],
  };
  const [first] = own;
  return {
    list,
    ...(isSorted ? { preference: { by: 'list' as const } } : {}),
    ...(order === 'baseline-first' && first !== undefined ? { baseline: first.id } : {}),
  };
}
