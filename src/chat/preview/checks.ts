/**
 * What keeps a draft from being started, one sentence each with the page that cures it, and what a person should know
 * before starting. Pure; texts are looked at as every single row would hear them.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { variablesOf } from '../../missions/script.ts';
import type { Target } from '../../missions/target.ts';
import { renderTemplate } from '../../missions/template-text.ts';
import type { AccountFacts } from '../desk-deps.ts';
import type { Draft } from '../flow/draft.ts';
import type { Step } from '../flow/steps.ts';
import { COLUMNS_ALWAYS, unknownIn } from '../flow/variables.ts';
import { saysAi, speechOf } from '../templates/languages.ts';
import { count, listText, someOf } from '../wording.ts';
import type { Estimate } from './estimate.ts';

export interface Problem {
  readonly sentence: string;
  /** The page that cures it. */
  readonly step: Step;
}

/** Everything that stops the start; empty = it may be started. */
export function problemsOf(draft: Draft, forecast: Estimate | undefined): readonly Problem[] {
  const targets = draft.list?.targets ?? [];
  const texts = draft.rounds.flatMap((round, index) => textProblems(round, index, draft, targets));
  return [...listProblems(draft, targets), ...texts, ...restProblems(draft, targets, forecast)];
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

function textProblems(round: RoundSpec, index: number, draft: Draft, targets: readonly Target[]): readonly Problem[] {
  const step: Step = index === 0 ? 'words' : 'second';
  const call = draft.rounds.length === 1 ? 'the call' : index === 0 ? 'the first call' : 'the second call';
  const missing = [
    round.say.trim() === '' ? `Say what ${call} should do.` : undefined,
    round.opening.trim() === '' ? `Write the first sentence of ${call}.` : undefined,
    round.fields.length === 0 ? `Say what ${call} should find out.` : undefined,
    draft.class === 'rounds' && round.fields.length > 0 && round.ranking.length === 0
      ? `Say for ${call} which answers are better, so that people can be compared.`
      : undefined,
    faultIn(round),
    unknownColumns(round, draft, call),
    gapIn(round, targets, draft.list?.variables ?? [], call),
    round.opening.trim() === '' ? undefined : openingProblem(round, draft, targets, call),
  ];
  return missing.flatMap((sentence) => (sentence === undefined ? [] : [{ sentence, step }]));
}

function faultIn(round: RoundSpec): string | undefined {
  return [round.opening, round.say].flatMap((text) => renderTemplate(text, {}).faults)[0];
}

const spoken = ({ opening, say, fields }: RoundSpec): readonly string[] => [
  opening,
  say,
  ...fields.map((field) => field.question),
];

/** Whatever stands in braces and is no column: all of them at once, so that they are mended at once. */
function unknownColumns(round: RoundSpec, { list }: Draft, call: string): string | undefined {
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
function openingProblem(round: RoundSpec, draft: Draft, targets: readonly Target[], call: string): string | undefined {
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

function restProblems(draft: Draft, targets: readonly Target[], forecast: Estimate | undefined): readonly Problem[] {
  const shortlist = draft.rounds[0]?.shortlist;
  const closed = forecast?.neverOpen ?? [];
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
    closed.length > 0 && {
      sentence: `The hours never open for ${someOf(
        closed.map((target) => target.name),
        3,
      )}. Widen hours or days.`,
      step: 'when',
    },
  ];
  return found.filter((problem) => problem !== false);
}

/** Worth knowing, but no reason to stop. */
export function warningsOf(draft: Draft, account: AccountFacts | undefined, sandbox: boolean): readonly string[] {
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
      ? 'The account has no number to call from. Buy one at https://portal.telnyx.com first.'
      : undefined,
    account.numbers.length > 0 && account.numbers.every((number) => !number.free)
      ? 'All numbers are in use by other missions; the first call waits until one is free.'
      : undefined,
    barred.length > 0
      ? `Your account may not call ${listText(countries)}: ${count(barred.length, 'person', 'people')} would not be reached. Allow the country in the outbound voice profile, or take them off the list.`
      : undefined,
    !sandbox && account.balance !== undefined && account.balance.amount <= 0
      ? 'The balance is used up. Top up at portal.telnyx.com > Billing, or no phone will ring.'
      : undefined,
  ];
  return warnings.filter((warning) => warning !== undefined);
}
