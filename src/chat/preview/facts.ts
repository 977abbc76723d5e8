/** The lines of a preview that every class has: who, when, how, from which number, why, in which language. Pure. */
import { maskPhone } from '../../lib/redact.ts';
import { inOneCall } from '../../missions/classes/action.ts';
import { MAX_CALL_MINUTES } from '../../missions/gate.ts';
import { isAfterDeadline } from '../../missions/policies/deadline.ts';
import type { Text } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { allowedAtOnce, paceText, spacingText } from '../pace-words.ts';
import { speechOf } from '../templates/languages.ts';
import { callMoment } from '../times.ts';
import { count, someOf, stopped, textOf, withoutNumbers } from '../wording.ts';
import { classFacts, type Fact } from './class-facts.ts';
import { doneFact } from './done.ts';
import type { PreviewOptions } from './options.ts';
import type { Outlook } from './outlook.ts';

export function facts(draft: Draft, outlook: Outlook | undefined, options: PreviewOptions): readonly Fact[] {
  const speech = speechOf(draft.language)?.name ?? draft.language;
  const rows: readonly (Fact | undefined)[] = [
    { label: 'Who', text: [whoText(draft)] },
    refusedFact(draft),
    { label: 'When', text: whenText(draft, outlook, options) },
    doneFact(outlook, draft, options),
    { label: 'How', text: [`${howText(draft, options)}. No answer: tried again by itself.`] },
    ...classFacts(draft, options.deciders),
    fromFact(options),
    outlook === undefined ? undefined : { label: 'On the phone', text: [talkText(draft, outlook)] },
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

function whenText(draft: Draft, outlook: Outlook | undefined, { now, zone }: PreviewOptions): Text {
  const { daysOff = [] } = outlook ?? {};
  const off = daysOff.length === 0 ? '' : `, not on ${someOf(daysOff, 3)}`;
  const hours = `${sayDays(draft.hours.days)} ${sayHours(draft.hours)} their time${off}`;
  const calls = (outlook?.prediction.firstCalls ?? []).filter((one) => !isAfterDeadline(draft, one.at));
  const [first] = calls;
  const last = calls.at(-1);
  if (first === undefined || last === undefined) return [hours];
  const from = callMoment(first.at, now, zone, first.target.zones);
  // Of those who can do it the first ends the calls: how many come before is luck.
  if (last === first || draft.class === 'action') return textOf('first call ', from, `; ${hours}`);
  return textOf('first calls ', from, ' to ', callMoment(last.at, now, zone, last.target.zones), `; ${hours}`);
}

/** R214: one call after the other; so is asking and booking in one call. */
const isSerial = (draft: Draft): boolean =>
  draft.class === 'negotiation' || (draft.class === 'action' && inOneCall(draft));

function howText(draft: Draft, { account }: PreviewOptions): string {
  if (isSerial(draft)) return `One call after the other, ${spacingText(draft.spacingSecs)} apart`;
  return paceText(draft.batchSize, allowedAtOnce(account), draft.spacingSecs);
}

function talkText({ list }: Draft, { prediction }: Outlook): string {
  const usual = Math.ceil(prediction.talkMs / 60_000);
  const most = (list?.targets.length ?? 0) * MAX_CALL_MINUTES;
  return `all talks together usually about ${usual} min, at most ${most} min (a talk ends after ${MAX_CALL_MINUTES} min)`;
}

/** `Telnyx.NaturalHD.astra` is Astra to people. */
function voiceName(id: string): string {
  const name = id.split('.').at(-1) ?? id;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

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
