/**
 * What keeps a draft from being started, one sentence each with the page that cures it, and what a person should know
 * before starting. Pure; texts are looked at as every single row would hear them.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { variablesOf } from '../../missions/script.ts';
import type { Target } from '../../missions/target.ts';
import { renderTemplate } from '../../missions/template-text.ts';
import type { AccountFacts } from '../desk-deps.ts';
import { needsMission } from '../flow/classify.ts';
import type { Draft } from '../flow/draft.ts';
import { type Step, WORD_STEPS } from '../flow/step-names.ts';
import { COLUMNS_ALWAYS, unknownIn } from '../flow/variables.ts';
import { saysAi, speechOf } from '../templates/languages.ts';
import { count, listText, someOf } from '../wording.ts';
import { classProblems } from './class-checks.ts';
import { notReachedProblems } from './not-reached.ts';
import type { Outlook } from './outlook.ts';
import type { Problem } from './problem.ts';

/** Everything that stops the start; empty = it may be started. `draft`: with the answers in its texts. */
export function problemsOf(draft: Draft, outlook: Outlook | undefined): readonly Problem[] {
  const targets = draft.list?.targets ?? [];
  const texts = draft.rounds.flatMap((round, index) => textProblems(round, index, draft, targets));
  return [
    ...listProblems(draft, targets),
    ...classProblems(draft),
    ...texts,
    ...notReachedProblems(draft, targets),
    ...restProblems(draft, targets, outlook),
  ];
}

function listProblems(draft: Draft, targets: readonly Target[]): readonly Problem[] {
  if (draft.list === undefined)
    return [{ sentence: 'There is nobody to call yet: drop a CSV file or paste the numbers.', step: 'numbers' }];
  if (targets.length > 0) return [];
  return [
    {
      sentence: `None of the ${count(draft.list.rows, 'row')} in ${draft.list.name} can be called; see the refused rows for the reasons.`,
      step: 'numbers',
    },
  ];
}

/** What the words are looked at with: those of a draft, or of a mission whose words change. */
export type Worded = Pick<Draft, 'rounds' | 'list' | 'language' | 'onBehalfOf'>;

export function textProblems(
  round: RoundSpec,
  index: number,
  draft: Worded,
  targets: readonly Target[],
): readonly Problem[] {
  const step: Step = WORD_STEPS[index] ?? 'words';
  const call = draft.rounds.length === 1 ? 'the call' : `the ${ORDINALS[index] ?? 'next'} call`;
  const missing = [
    round.say.trim() === '' ? `Say what ${call} should do.` : undefined,
    round.opening.trim() === '' ? `Write the first sentence of ${call}.` : undefined,
    round.fields.length === 0 ? `Say what ${call} should find out.` : undefined,
    faultIn(round),
    unknownColumns(round, draft, call),
    gapIn(round, targets, draft.list?.variables ?? [], call),
    round.opening.trim() === '' ? undefined : openingProblem(round, draft, targets, call),
  ];
  return missing.flatMap((sentence) => (sentence === undefined ? [] : [{ sentence, step }]));
}

const ORDINALS = ['first', 'second', 'third', 'fourth'] as const;

function faultIn(round: RoundSpec): string | undefined {
  return [round.opening, round.say].flatMap((text) => renderTemplate(text, {}).faults)[0];
}

const spoken = ({ opening, say, fields }: RoundSpec): readonly string[] => [
  opening,
  say,
  ...fields.map((field) => field.question),
];

/** Whatever stands in braces and is no column: all of them at once, so that they are mended at once. */
function unknownColumns(round: RoundSpec, { list }: Worded, call: string): string | undefined {
  const unknown = list === undefined ? [] : unknownIn(spoken(round), list);
  if (list === undefined || unknown.length === 0) return undefined;
  return `No row has ${listText(unknown)}, which ${call} uses. The list has ${listText(['name', 'notes', ...list.variables])}.`;
}

/** A row that would be read out with a hole in it; the first one is named, the others counted. */
function gapIn(
  round: RoundSpec,
  targets: readonly Target[],
  columns: readonly string[],
  call: string,
): string | undefined {
  const texts = spoken(round).join('\n');
  const known = new Set([...COLUMNS_ALWAYS, ...columns]);
  const gaps = targets.flatMap((target) => {
    const { unknown, empty } = renderTemplate(texts, variablesOf(target, {}));
    const name = [...unknown, ...empty].find((one) => known.has(one));
    return name === undefined ? [] : [{ target, name }];
  });
  const [first] = gaps;
  if (first === undefined) return undefined;
  const more =
    gaps.length === 1 ? '' : ` So ${gaps.length === 2 ? 'does 1 more row' : `do ${gaps.length - 1} more rows`}.`;
  return `Row ${first.target.rows[0] ?? '?'} (${first.target.name || 'without a name'}) has nothing for {{${first.name}}}, which ${call} says.${more} Fill it in, or write {{#${first.name}}}…{{/${first.name}}} around that part.`;
}

/** R98: an AI is calling, and for whom; looked at as each row would hear it. */
function openingProblem(round: RoundSpec, draft: Worded, targets: readonly Target[], call: string): string | undefined {
  const heard =
    targets.length === 0
      ? [round.opening]
      : targets.map((target) => renderTemplate(round.opening, variablesOf(target, {})).text);
  const language = speechOf(draft.language)?.name ?? draft.language;
  if (!heard.every((text) => saysAi(text, draft.language))) {
    return `The first sentence of ${call} does not say, in ${language}, that an AI is calling. Add it, for example "this is an AI assistant".`;
  }
  const who = draft.onBehalfOf.trim().toLowerCase();
  if (who !== '' && !heard.every((text) => text.toLowerCase().includes(who))) {
    return `The first sentence of ${call} does not say for whom it is calling. Add "on behalf of ${draft.onBehalfOf}".`;
  }
  return undefined;
}

function restProblems(draft: Draft, targets: readonly Target[], outlook: Outlook | undefined): readonly Problem[] {
  const shortlist = draft.rounds[0]?.shortlist;
  const { firstCalls = [], neverOpen = [] } = outlook?.prediction ?? {};
  const [first] = firstCalls;
  const found: readonly (Problem | false)[] = [
    draft.name.trim() === '' && { sentence: 'The mission has no name yet.', step: 'kind' },
    draft.onBehalfOf.trim() === '' && { sentence: 'Say on whose behalf the calls are made.', step: 'words' },
    draft.basis.trim() === '' && { sentence: 'Say why these people may be called.', step: 'when' },
    draft.class === 'rounds' &&
      targets.length > 0 &&
      (shortlist === undefined || shortlist > targets.length) && {
        sentence: `${shortlist ?? 'No number'} cannot be proposed out of ${count(targets.length, 'person', 'people')}; choose fewer.`,
        step: 'people',
      },
    draft.quorum > Math.max(1, draft.approvers.length) && {
      sentence: `${draft.quorum} votes are needed, but fewer people decide.`,
      step: 'people',
    },
    draft.deadlineAt !== undefined &&
      first !== undefined &&
      first.at >= draft.deadlineAt && {
        sentence:
          'Nobody could be called before it must be done. Write a later deadline, an earlier start or wider hours.',
        step: 'when',
      },
    neverOpen.length > 0 && {
      sentence: `The hours never open for ${someOf(
        neverOpen.map((target) => target.name),
        3,
      )}. Widen hours or days.`,
      step: 'when',
    },
  ];
  return found.filter((problem) => problem !== false);
}

/** Worth knowing, but no reason to stop. */
export function warningsOf(draft: Draft, account: AccountFacts | undefined, sandbox: boolean): readonly string[] {
  return [...draftWarnings(draft), ...accountWarnings(draft, account, sandbox)];
}

function draftWarnings(draft: Draft): readonly string[] {
  const people = draft.list?.targets.length ?? 0;
  const found = [
    isSimple(draft, people)
      ? 'One call to one person needs no mission. It can be one all the same: it is tried again by itself, and everything is kept.'
      : undefined,
    draft.tryFirst !== undefined && draft.tryFirst >= people && people > 0
      ? `You wanted to be asked after ${count(draft.tryFirst, 'person', 'people')}, but only ${people} ${people === 1 ? 'is' : 'are'} called: nobody asks.`
      : undefined,
  ];
  return found.filter((warning) => warning !== undefined);
}

/** Playbook R11, R12. */
const isSimple = (draft: Draft, people: number): boolean =>
  people === 1 &&
  !needsMission({
    contacts: people,
    steps: draft.rounds.length,
    tracked: false,
    retried: false,
    compared: draft.class === 'negotiation',
  });

function accountWarnings(draft: Draft, account: AccountFacts | undefined, sandbox: boolean): readonly string[] {
  if (account === undefined)
    return sandbox ? [] : ['The account could not be read just now; numbers, countries and balance are not checked.'];
  const targets = draft.list?.targets ?? [];
  const barred =
    account.countries === undefined
      ? []
      : targets.filter((target) => account.countries?.includes(target.region) === false);
  const countries = [...new Set(barred.map((target) => target.region))];
  const warnings = [
    account.numbers.length === 0
      ? `The account has no number to call from. Buy one at ${account.portal} first.`
      : undefined,
    account.numbers.length > 0 && account.numbers.every((number) => !number.free)
      ? 'All numbers are in use by other missions; the first call waits until one is free.'
      : undefined,
    barred.length > 0
      ? `Your account may not call ${listText(countries)}: ${count(barred.length, 'person', 'people')} would not be reached. Allow the country in the outbound voice profile, or take them off the list.`
      : undefined,
    !sandbox && account.balance !== undefined && account.balance.amount <= 0
      ? `The balance is used up. Top up at ${account.portal} under Billing, or no phone will ring.`
      : undefined,
    !sandbox && account.limitGuessed === true
      ? `Nobody has said how many calls at once the account allows, so ${account.concurrentCalls ?? 2} are made. Set MAX_CONCURRENT_CALLS if it allows more.`
      : undefined,
  ];
  return warnings.filter((warning) => warning !== undefined);
}
