/**
 * The card between writing a mission and starting it: who, when, how, what they hear as the first and the longest row would
 * hear it, and what is still in the way. Pure; the last station before `StartMission`.
 */
import { maskPhone } from '../../lib/redact.ts';
import { variablesOf } from '../../missions/script.ts';
import type { Target } from '../../missions/target.ts';
import { renderTemplate } from '../../missions/template-text.ts';
import type { Block, Button, Card, Text } from '../card.ts';
import type { AccountFacts } from '../desk-deps.ts';
import type { Draft } from '../flow/draft.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { speechOf } from '../templates/languages.ts';
import { callMoment, moment } from '../times.ts';
import { button, count, lockLine, shorten, someOf, stopped, withoutNumbers } from '../wording.ts';
import { type Problem, problemsOf, warningsOf } from './checks.ts';
import { type Estimate, estimate } from './estimate.ts';

/** Calls at once where neither the account nor anybody else said a number (playbook R250). */
const DEFAULT_AT_ONCE = 2;

export interface PreviewOptions {
  readonly sandbox: boolean;
  readonly zone: string;
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly account?: AccountFacts;
  /** First letters of the digest of what a start confirms. */
  readonly fingerprint: string;
  /** Whether a phone of the person's own can be rung first. */
  readonly callMe: boolean;
  /** `Ana decides`, `Ana and 2 other people decide (2 yeses needed)`. */
  readonly deciders: string;
}

export interface Preview {
  readonly card: Card;
  readonly problems: readonly Problem[];
}

type Fact = { readonly label: string; readonly text: Text };

export function previewOf(draft: Draft, options: PreviewOptions): Preview {
  const targets = draft.list?.targets ?? [];
  const atOnce = Math.min(draft.batchSize, options.account?.concurrentCalls ?? DEFAULT_AT_ONCE);
  const forecast = targets.length === 0 ? undefined : estimate({ ...draft, targets, now: options.now, atOnce });
  const problems = problemsOf(draft, forecast);
  const people = count(targets.length, 'person', 'people');
  const ready = problems.length === 0;
  const card: Card = {
    kind: 'card',
    state: ready ? 'READY TO START' : 'NOT READY YET',
    name: draft.name || 'New mission',
    ref: draft.id,
    sandbox: options.sandbox,
    headline:
      ready && forecast !== undefined
        ? headline(people, forecast, options)
        : [`${count(problems.length, 'thing')} to settle before it can start.`],
    blocks: [
      ...problems.map((problem): Block => ({ kind: 'line', text: [`• ${withoutNumbers(problem.sentence)}`] })),
      { kind: 'facts', rows: facts(draft, forecast, atOnce, options) },
      ...warningsOf(draft, options.account, options.sandbox).map(
        (warning): Block => ({ kind: 'line', text: [`Mind: ${warning}`] }),
      ),
      ...heard(draft, targets),
      // The sandbox says so on every card already.
      ...(options.sandbox ? [] : [{ kind: 'line', text: [{ bold: 'Real people are called.' }] } as const]),
    ],
    next: ['Next: nothing until somebody starts it. This draft stays.'],
    buttons: buttons(draft, problems, options),
    lock: lockLine(
      `${draft.name || 'New mission'} is ${ready ? 'ready to start' : 'not ready yet'}: ${people}`,
      options.sandbox,
    ),
  };
  return { card, problems };
}

function headline(people: string, { first, last }: Estimate, { now, zone }: PreviewOptions): Text {
  if (first === undefined || last === undefined) return [people];
  return [
    `${people}, first call `,
    ...callMoment(first.at, now, zone, first.target.zones),
    ', everybody called once by about ',
    moment(last.at, now, zone),
    '.',
  ];
}

function facts(draft: Draft, forecast: Estimate | undefined, atOnce: number, options: PreviewOptions): readonly Fact[] {
  const speech = speechOf(draft.language)?.name ?? draft.language;
  const rows: readonly (Fact | undefined)[] = [
    { label: 'Who', text: [whoText(draft)] },
    refusedFact(draft),
    { label: 'When', text: whenText(draft, forecast, options) },
    {
      label: 'How',
      text: [
        `${count(atOnce, 'call')} at once, ${spacing(draft.spacingSecs)} apart. No answer: tried again by itself.`,
      ],
    },
    fromFact(options),
    forecast === undefined
      ? undefined
      : {
          label: 'On the phone',
          text: [
            `all talks together usually about ${forecast.usualMinutes} min, at most ${forecast.maxMinutes} min (a talk ends after ${Math.round(forecast.maxMinutes / Math.max(1, forecast.calls))} min)`,
          ],
        },
    decisionFact(draft, options),
    { label: 'Why', text: [draft.basis === '' ? 'not said yet' : draft.basis] },
    {
      label: 'Language',
      text: [
        `${speech}${draft.languageChosen ? '' : ", guessed from the numbers' countries"}, voice ${voiceName(draft.voice)}`,
      ],
    },
    { label: 'They are asked', text: [askedText(draft)] },
  ];
  return rows.filter((row) => row !== undefined);
}

function whoText({ list }: Draft): string {
  if (list === undefined) return 'nobody yet';
  const merged = list.merged.map((one) => `rows ${one.rows.join(' and ')}`);
  return withoutNumbers(
    [
      `${count(list.rows, 'row')} in ${list.name}: ${list.targets.length} to call`,
      merged.length === 0 ? '' : `, ${merged.length} merged (${someOf(merged, 2)}, same number)`,
      list.refused.length === 0 ? '' : `, ${list.refused.length} refused`,
    ].join(''),
  );
}

/** The reasons in full, of a few; all of them stand in the file behind the button. */
function refusedFact({ list }: Draft): Fact | undefined {
  const refused = list?.refused ?? [];
  if (refused.length === 0) return undefined;
  const some = refused.slice(0, REFUSED_SHOWN).map((one) => stopped(`row ${one.row}: ${one.reason}`));
  const more = refused.length > REFUSED_SHOWN ? ` ${refused.length - REFUSED_SHOWN} more in the file.` : '';
  return { label: 'Refused', text: [withoutNumbers(`${some.join(' ')}${more}`)] };
}

const REFUSED_SHOWN = 3;

function whenText(draft: Draft, forecast: Estimate | undefined, { now, zone }: PreviewOptions): Text {
  const hours = `${sayDays(draft.hours.days)} ${sayHours(draft.hours)} their time`;
  if (forecast?.first === undefined || forecast.last === undefined) return [hours];
  const { first, last } = forecast;
  const from = callMoment(first.at, now, zone, first.target.zones);
  return [...from, ' to ', ...callMoment(last.at, now, zone, last.target.zones), `; ${hours}`];
}

/** `Telnyx.NaturalHD.astra` is Astra to people. */
function voiceName(id: string): string {
  const name = id.split('.').at(-1) ?? id;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const spacing = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

function fromFact({ account }: PreviewOptions): Fact | undefined {
  if (account === undefined) return undefined;
  const free = account.numbers.find((number) => number.free) ?? account.numbers[0];
  const balance =
    account.balance === undefined ? '' : `. Balance ${account.balance.amount.toFixed(2)} ${account.balance.currency}`;
  return {
    label: 'From',
    text: [
      `${free === undefined ? 'no number yet' : `${maskPhone(free.phone)}${free.free ? ', free' : ', in use now'}`}${balance}`,
    ],
  };
}

function decisionFact(draft: Draft, { deciders }: PreviewOptions): Fact | undefined {
  const shortlist = draft.rounds[0]?.shortlist;
  if (draft.class !== 'rounds' || shortlist === undefined) return undefined;
  return {
    label: 'Then',
    text: [`the best ${shortlist} are proposed; ${deciders} whether they are called again. Never a silent yes.`],
  };
}

function askedText(draft: Draft): string {
  return draft.rounds
    .map(
      (round, index) =>
        `${draft.rounds.length === 1 ? '' : `call ${index + 1}: `}${round.fields.map((field) => field.label).join(', ') || 'nothing yet'}`,
    )
    .join(' · ');
}

/** The opening line as the first row hears it, and as the row with the most words does. */
function heard(draft: Draft, targets: readonly Target[]): readonly Block[] {
  const [first] = targets;
  const opening = draft.rounds[0]?.opening ?? '';
  if (first === undefined || opening.trim() === '') return [];
  const lines = targets.map((target) => ({ target, text: renderTemplate(opening, variablesOf(target, {})).text }));
  const longest = lines.reduce((most, line) => (line.text.length > most.text.length ? line : most));
  const show = ({ target, text }: { target: Target; text: string }, which: string): readonly Block[] => [
    { kind: 'line', text: [`They hear (${which} row ${target.rows[0] ?? 1}):`], quiet: true },
    { kind: 'quote', text: withoutNumbers(text) },
  ];
  const one = lines[0] === undefined ? [] : show(lines[0], 'first,');
  return longest.target.id === first.id ? one : [...one, ...show(longest, 'longest,')];
}

function buttons(draft: Draft, problems: readonly Problem[], options: PreviewOptions): readonly Button[] {
  const about = (part?: string) => ({
    about: 'draft' as const,
    draft: draft.id,
    ...(part === undefined ? {} : { part }),
  });
  const calls = count(draft.list?.targets.length ?? 0, 'call');
  const steps = [...new Set(problems.map((problem) => problem.step))];
  const real = options.sandbox ? {} : { confirm: `Start ${calls}? Real people are called.` };
  const start = button('start', about(options.fingerprint), `Start ${calls}`, { style: 'primary', ...real });
  const cures = steps
    .slice(0, 2)
    .map((step) => button('edit', about(step), CURES[step], steps[0] === step ? { style: 'primary' } : {}));
  return [
    ...(problems.length === 0 ? [start] : cures),
    ...((draft.list?.refused.length ?? 0) > 0 ? [button('refused-rows', about(), 'See refused rows')] : []),
    ...(problems.length === 0 && options.callMe ? [button('call-me', about(), 'Call me first')] : []),
    button('edit', about(), 'Change'),
    button('discard', about(), 'Discard this draft', {
      style: 'danger',
      confirm: `Discard the draft "${shorten(draft.name || draft.id, 40)}"?`,
    }),
  ];
}

const CURES = {
  kind: 'Give it a name',
  words: 'Change the words',
  second: 'Word the second call',
  numbers: 'Add the numbers',
  when: 'Say when and why',
  people: 'Choose who decides',
} as const;
