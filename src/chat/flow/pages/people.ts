/** Who decides, how many are proposed, when somebody looks first, and in which language the calls are. */
import type { RoundSpec } from '../../../missions/brief.ts';
import type { FormField } from '../../card.ts';
import { SPEECHES } from '../../templates/languages.ts';
import { withLanguage } from '../begin.ts';
import { blankRounds } from '../blank.ts';
import type { Draft } from '../draft.ts';
import {
  errorsIn,
  fail,
  isFine,
  option,
  type Page,
  readWhole,
  type Taken,
  type TakeOptions,
  taken,
  typedIn,
  type Values,
} from '../page.ts';
import { plainName, readPeople } from '../people.ts';

export const PEOPLE: Page = {
  label: 'Who decides, language and voice',
  title: 'Who decides, language',
  intro: 'A decision waits until enough of these people said yes. It never decides by itself.',
  fields: peopleFields,
  take: takePeople,
};

const MOST_ROUNDS = 4;

const shortlistsOf = (draft: Draft): readonly number[] => draft.rounds.flatMap(({ shortlist }) => shortlist ?? []);

function peopleFields(draft: Draft): readonly FormField[] {
  const shortlist: FormField = {
    name: 'shortlist',
    label: 'How many are proposed to be called again?',
    type: 'text',
    value: shortlistsOf(draft).join(', then '),
    hint: '3, or 5, then 2: that is one more round of calls, with a decision before each.',
  };
  return [
    {
      name: 'approvers',
      label: 'Who decides?',
      type: 'text',
      value: draft.approvers.join(', '),
      optional: true,
      hint: 'Mention them. Left empty, it is you.',
    },
    { name: 'quorum', label: 'How many of them must say yes?', type: 'text', value: String(draft.quorum) },
    ...(draft.class === 'rounds' ? [shortlist] : []),
    {
      name: 'tryFirst',
      label: 'After how many people shall I ask you?',
      type: 'text',
      value: draft.tryFirst === undefined ? '' : String(draft.tryFirst),
      placeholder: '3',
      optional: true,
      hint: 'First so many, then you look at the answers before the others are called. Left empty, all are called.',
    },
    {
      name: 'language',
      label: 'Language of the calls',
      type: 'choice',
      options: SPEECHES.map((one) => option(one.language, one.name)),
      value: draft.language,
    },
    {
      name: 'voice',
      label: 'Voice',
      type: 'text',
      value: draft.voice,
      optional: true,
      hint: 'Left empty, the usual voice of that language.',
    },
  ];
}

function takePeople(draft: Draft, values: Values, { known }: TakeOptions): Taken {
  const named = draft.approvers.map((id) => [id, plainName(id)] as const);
  const people = readPeople(values.approvers ?? '', draft.author.id, new Map([...named, ...known]));
  const approvers = people.ok ? people.value : [];
  const quorum = values.quorum === undefined ? draft.quorum : readWhole(values.quorum);
  const shortlists = draft.class === 'rounds' ? readShortlists(values.shortlist ?? '') : [];
  const looksAfter = typedIn(values, 'tryFirst');
  const tryFirst = readWhole(looksAfter);
  const language = SPEECHES.find((one) => one.language === values.language)?.language ?? draft.language;
  const errors = errorsIn({
    approvers: people.ok ? undefined : people.error,
    quorum:
      quorum === undefined || quorum < 1 || quorum > Math.max(1, approvers.length)
        ? `Write a number from 1 to ${Math.max(1, approvers.length)}: as many can say yes.`
        : undefined,
    shortlist: typeof shortlists === 'string' ? shortlists : undefined,
    tryFirst:
      looksAfter !== '' && (tryFirst === undefined || tryFirst < 1)
        ? 'Write a number, for example 3, or leave it empty.'
        : undefined,
  });
  if (quorum === undefined || typeof shortlists === 'string' || !isFine(errors)) return fail(errors);
  const { tryFirst: _, ...rest } = draft;
  const decided: Draft = {
    ...rest,
    approvers,
    quorum,
    rounds: draft.class === 'rounds' ? withShortlists(draft, shortlists) : draft.rounds,
    ...(tryFirst === undefined ? {} : { tryFirst }),
  };
  return taken(withLanguage(decided, language, values.voice ?? ''));
}

/** `3` or `5, then 2`; a sentence when it is neither. */
function readShortlists(text: string): readonly number[] | string {
  const numbers = text
    .split(/\s*(?:,\s*then|,|\bthen\b|;)\s*/i)
    .filter((part) => part.trim() !== '')
    .map(readWhole);
  const known = numbers.flatMap((number) => (number === undefined || number < 1 ? [] : [number]));
  if (known.length === 0 || known.length < numbers.length) return 'Write how many are proposed, for example 3.';
  if (known.length >= MOST_ROUNDS)
    return `${MOST_ROUNDS} rounds of calls are the most: write at most ${MOST_ROUNDS - 1} numbers.`;
  const rises = known.some((number, index) => index > 0 && number > (known[index - 1] ?? 0));
  return rises ? 'Each round is for people of the one before: no number may be higher than the one before it.' : known;
}

/** One round more than there are shortlists; a new one has no words yet, and its page is asked. */
function withShortlists(draft: Draft, shortlists: readonly number[]): readonly RoundSpec[] {
  const [, blank] = blankRounds('rounds', draft.language, draft.onBehalfOf);
  return [...shortlists, undefined].flatMap((shortlist, index) => {
    const round = draft.rounds[index] ?? (blank === undefined ? undefined : { ...blank, id: `round-${index + 1}` });
    if (round === undefined) return [];
    const { shortlist: _, ...worded } = round;
    return [shortlist === undefined ? worded : { ...worded, shortlist }];
  });
}
