/**
 * Every key that a template file may have: what must stand there and what it does. The one table behind docs/templates.md and
 * the sentences about broken files.
 */
import type { MissionClass } from '../../missions/brief.ts';

export interface Key {
  /** `rounds[].fields[].type` */
  readonly key: string;
  /** Completes "Write …". */
  readonly must: string;
  readonly needed: boolean;
  /** What it is for, and what holds where it is left out. */
  readonly means: string;
}

const needed = (key: string, must: string, means: string): Key => ({ key, must, needed: true, means });
const optional = (key: string, must: string, means: string): Key => ({ key, must, needed: false, means });

export const CLASS_WORDS: Readonly<Record<MissionClass, string>> = {
  sweep: 'the same questions to everybody, compared in a table',
  screening: 'the same questions to everybody, ranked by points',
  negotiation: 'one after the other, the best offer so far is used in the next call',
  rounds: 'two or more rounds, a person approves who goes on',
  action: 'ask many, book or order with one',
};

const TOP: readonly Key[] = [
  needed('name', 'a name of up to 60 letters', 'How missions of this kind are called until somebody renames them.'),
  optional('label', 'up to 60 letters', 'On the button that begins one. Without it: the name.'),
  optional(
    'labelForList',
    'up to 60 letters',
    'On the button when the people are there already. Without it: the label.',
  ),
  needed(
    'class',
    'one of sweep, screening, negotiation, rounds, action',
    Object.entries(CLASS_WORDS)
      .map(([kind, meaning]) => `${kind}: ${meaning}`)
      .join('; '),
  ),
  needed(
    'recipients',
    'one of automated, service, professional, general',
    'Who picks up. Decides how often and when somebody is called again: an automated line, a front desk or shop, a professional in person, or anybody.',
  ),
  optional('days', 'days such as Mon-Fri, or Mon, Wed, Sat', 'Days on which is called. Without it: Mon-Fri.'),
  optional(
    'hours',
    'hours such as 9:00-17:00, or 9:00-17:00, not 12:00-14:00',
    "When is called, in the called person's own time, inside 8:00-21:00. Without it: 9:00-17:00.",
  ),
  optional(
    'order',
    'one of as-listed, weakest-first, baseline-first',
    'For a negotiation: weakest-first keeps the favourite, the first of the list, for the last call; baseline-first begins with one who gives a reliable figure.',
  ),
  optional(
    'example',
    'the name of a CSV file in examples/, such as vendors.csv',
    'The list it is tried with. Without it the list is asked for.',
  ),
  optional(
    'asks',
    'a list of at most 8 details',
    'What has to be known before the first call, asked in a form. The texts below name each as {{its_name}}.',
  ),
  optional('mandate', 'the keys of a mandate', 'Needed for a negotiation: what it may reach for, say and promise.'),
  optional('action', 'the keys of an action', 'Needed for the class action: what is to be done, and when it counts.'),
  optional(
    'tryFirst',
    'a whole number from 1',
    'So many people are called first; then somebody looks at the results before the others are called.',
  ),
  optional(
    'doneWithinHours',
    'a number of hours from 1',
    'Proposes a "done by": so many hours after the start. Nothing new is called after it.',
  ),
  optional(
    'maxRetries',
    'a whole number from 0 to 10',
    'At most so many further tries a person. Without it: as the table for these recipients says, three at most.',
  ),
  optional(
    'noiseSuppression',
    'true, or leave it out',
    'Only for people in a place that is known to be loud; it makes ordinary calls worse.',
  ),
  optional('batchSize', 'a whole number from 1 to 10', 'Calls at the same time. Without it: 5.'),
  optional('spacingSecs', 'a whole number from 60 to 3600', 'Seconds between two calls. Without it: 60.'),
  optional(
    'text',
    'a text message of up to 1000 letters',
    'Sent once, as SMS, to whoever was tried to the end and not reached. {{name}} and the columns of the list may stand in it. The sender and how to stop are added where it lacks them. Without it: nobody is texted.',
  ),
  optional(
    'language',
    'a language such as en-US or de-DE',
    'The language of the calls. Without it: the one that most numbers of the list ask for.',
  ),
  optional('voice', 'the id of a voice', 'The voice of the calls. Without it: one of that language.'),
  needed('rounds', 'at least one round', 'The calls: one round, or two and more for the class rounds.'),
];

const ASKS: readonly Key[] = [
  needed(
    'asks[].name',
    'a short name in small letters, such as party_size',
    'How the texts name it: {{party_size}}, or {{#party_size}}for {{party_size}}{{/party_size}} where it may be missing.',
  ),
  needed('asks[].label', 'the question for the form, up to 120 letters', 'What the person is asked.'),
  needed(
    'asks[].type',
    'one of text, number, date, birth-date, time',
    'How the answer is checked. A date is today or later, a birth date is past.',
  ),
  optional('asks[].required', 'true or false', 'Whether a mission may start without it. Without it: true.'),
  optional('asks[].example', 'an answer as an example', 'Shown in the form.'),
];

const MANDATE: readonly Key[] = [
  needed('mandate.field', 'the name of a number among the fields', 'The figure that is bargained for.'),
  optional(
    'mandate.min',
    'a number',
    'The normal range: a figure outside of it is neither ranked first nor used in another call before somebody has confirmed it.',
  ),
  optional('mandate.max', 'a number', 'The other end of the normal range.'),
  optional('mandate.goodEnough', 'a number', 'Once an offer reaches it, nobody else is called.'),
  optional('mandate.maySay', 'what may be said', 'What the assistant may tell the other side. Without it: nothing.'),
  optional('mandate.mayPromise', 'what may be promised', 'What it may promise. Without it: nothing.'),
  optional(
    'mandate.nameCompetitor',
    'true or false',
    'Whether it may name who made the best offer. Without it: false; it speaks of another offer only.',
  ),
];

const ACTION: readonly Key[] = [
  needed('action.what', 'what is to be done, such as book a table for {{party_size}}', 'As the cards say it.'),
  needed('action.available', 'the name of a yes-or-no field', 'The field that says: it could be done there.'),
  needed(
    'action.done',
    'the name of a yes-or-no field',
    'The field that says: it is done. It alone ends the mission well.',
  ),
  optional(
    'action.when',
    'the name of a field',
    'The field that tells for when it was done. The result shows it beside the day and time that were asked for.',
  ),
  optional('action.conditions', 'a list of conditions', 'What else must hold before a yes counts.'),
  needed('action.conditions[].field', 'the name of a field', 'The answer that is looked at.'),
  optional('action.conditions[].is', 'the answer that is wanted', 'It must be exactly this.'),
  optional('action.conditions[].atLeast', 'a number', 'Or: it must be this or more.'),
  optional('action.conditions[].atMost', 'a number', 'Or: it must be this or less.'),
  optional(
    'action.bestOf',
    'a whole number from 1',
    'How many must say yes before the best of them is taken. Without it: 1, the first yes.',
  ),
  optional(
    'action.width',
    'a whole number from 1',
    'How many are asked before the next ones of the list are. Without it: 5.',
  ),
  optional(
    'action.alternative',
    'what would do as well',
    'Offered from the second batch on: the day after, for example.',
  ),
];

const ROUNDS: readonly Key[] = [
  needed('rounds[].purpose', 'up to 120 letters', 'What the calls of this round are for, as the cards say it.'),
  optional(
    'rounds[].about',
    'the sentence in en, and in other languages as far as you have it',
    'One sentence of the opening line: what the call is about. The rest (an AI, for whom, who is speaking, a moment?) is put around it. Either this or opening.',
  ),
  needed('rounds[].about.en', 'the sentence in English', 'Also used where the language of the call has none here.'),
  optional('rounds[].about.de', 'the sentence in German', 'For calls in German.'),
  optional('rounds[].about.fr', 'the sentence in French', 'For calls in French.'),
  optional('rounds[].about.es', 'the sentence in Spanish', 'For calls in Spanish.'),
  optional('rounds[].about.it', 'the sentence in Italian', 'For calls in Italian.'),
  optional(
    'rounds[].opening',
    'the whole first sentence',
    'Instead of about, for one language: it must say that an AI is calling, and for whom ({{on_behalf_of}}).',
  ),
  needed(
    'rounds[].say',
    'what the assistant should do',
    'For whom it calls ({{on_behalf_of}}), what for, in which manner, what to find out, and what to do when they cannot talk now. Columns of the list are {{their_name}}.',
  ),
  needed('rounds[].fields', 'from 1 to 12 fields', 'What is to be found out: the columns of the result.'),
  optional(
    'rounds[].shortlist',
    'a whole number from 1',
    'How many are proposed after this round: needed for every round but the last of the class rounds, and for none else but a screening, where it is how many stand at the top.',
  ),
];

const FIELDS: readonly Key[] = [
  needed(
    'rounds[].fields[].name',
    'a short name in small letters, such as unit_price',
    'Its name in the results. No two of a round are alike.',
  ),
  needed('rounds[].fields[].label', 'up to 60 letters', 'Its heading on cards and in tables.'),
  needed(
    'rounds[].fields[].type',
    'one of text, number, boolean, choice',
    'What kind of answer it is; boolean is yes or no.',
  ),
  needed(
    'rounds[].fields[].question',
    'the question',
    'What is to be found out, as a full question that makes sense without the words in double braces: whoever reads the talk afterwards does not have them.',
  ),
  optional(
    'rounds[].fields[].required',
    'true or false',
    'Without an answer to it a call has brought nothing. Without it: false.',
  ),
  optional('rounds[].fields[].unit', 'a unit such as USD or days', 'Of a number.'),
  optional('rounds[].fields[].min', 'a number', 'The least a number can believably be.'),
  optional('rounds[].fields[].max', 'a number', 'The most a number can believably be.'),
  optional('rounds[].fields[].options', 'at least two choices', 'Needed for a choice: the answers there are.'),
  optional(
    'rounds[].fields[].better',
    'one of higher, lower, yes, first',
    'Which end is good: of a number, of a boolean (yes), of a choice (first: the first of its options is the best). Such a field counts in the ranking.',
  ),
  optional('rounds[].fields[].weight', 'a number from 1 to 100', 'How much it counts. Without it: 1.'),
];

export const KEYS: readonly Key[] = [...TOP, ...ASKS, ...MANDATE, ...ACTION, ...ROUNDS, ...FIELDS];

/** `rounds[0].fields[2].type` is explained by `rounds[].fields[].type`. */
export const keyAt = (field: string): Key | undefined => {
  const key = field.replace(/\[\d+\]/g, '[]');
  return KEYS.find((one) => one.key === key);
};

/** The keys that may stand directly at this place: `rounds[0]` -> purpose, about … */
export function keysIn(field: string): readonly string[] {
  const place = field === '' ? '' : `${field.replace(/\[\d+\]/g, '[]')}.`;
  return KEYS.filter(({ key }) => key.startsWith(place))
    .map(({ key }) => key.slice(place.length))
    .filter((rest) => !/[.[]/.test(rest));
}
