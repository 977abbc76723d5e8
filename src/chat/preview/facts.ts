/** The lines of a preview that every class has: who, when, how, from which number, why, in which language. Pure. */
import { maskPhone } from '../../lib/redact.ts';
import type { Text } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { speechOf } from '../templates/languages.ts';
import { callMoment } from '../times.ts';
import { count, someOf, stopped, withoutNumbers } from '../wording.ts';
import { classFacts, type Fact } from './class-facts.ts';
import { doneFact, type Outlook } from './done.ts';
import type { Estimate } from './estimate.ts';
import type { PreviewOptions } from './options.ts';

export function facts(
  draft: Draft,
  forecast: Estimate | undefined,
  outlook: Outlook | undefined,
  atOnce: number,
  options: PreviewOptions,
): readonly Fact[] {
  const speech = speechOf(draft.language)?.name ?? draft.language;
  const rows: readonly (Fact | undefined)[] = [
    { label: 'Who', text: [whoText(draft)] },
    refusedFact(draft),
    { label: 'When', text: whenText(draft, forecast, outlook?.daysOff ?? [], options) },
    doneFact(outlook, draft, options),
    {
      label: 'How',
      text: [
        `${atOnce === 1 ? 'One call after the other' : `${count(atOnce, 'call')} at once`}, ${spacing(draft.spacingSecs)} apart. No answer: tried again by itself.`,
      ],
    },
    ...classFacts(draft, options.deciders),
    fromFact(options),
    forecast === undefined
      ? undefined
      : {
          label: 'On the phone',
          text: [
            `all talks together usually about ${forecast.usualMinutes} min, at most ${forecast.maxMinutes} min (a talk ends after ${Math.round(forecast.maxMinutes / Math.max(1, forecast.calls))} min)`,
          ],
        },
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

function whoText({ list, only }: Draft): string {
  if (list === undefined) return 'nobody yet';
  const double = list.merged.reduce((sum, one) => sum + one.rows.length - 1, 0);
  const left = only === undefined ? 0 : list.rows - list.refused.length - double - list.targets.length;
  const merged = list.merged.map((one) => `rows ${one.rows.join(' and ')}`);
  return withoutNumbers(
    [
      `${count(list.rows, 'row')} in ${list.name}: ${list.targets.length} to call`,
      merged.length === 0 ? '' : `, ${merged.length} merged (${someOf(merged, 2)}, same number)`,
      list.refused.length === 0 ? '' : `, ${list.refused.length} refused`,
      left > 0 ? `, ${left} left out because of the deadline` : '',
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

function whenText(
  draft: Draft,
  forecast: Estimate | undefined,
  daysOff: readonly string[],
  { now, zone }: PreviewOptions,
): Text {
  const off = daysOff.length === 0 ? '' : `, not on ${someOf(daysOff, 3)}`;
  const hours = `${sayDays(draft.hours.days)} ${sayHours(draft.hours)} their time${off}`;
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

function askedText(draft: Draft): string {
  return draft.rounds
    .map(
      (round, index) =>
        `${draft.rounds.length === 1 ? '' : `call ${index + 1}: `}${round.fields.map((field) => field.label).join(', ') || 'nothing yet'}`,
    )
    .join(' · ');
}
