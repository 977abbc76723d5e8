/**
 * The missions that can be begun with one tap, and the words that a person's own list starts from. From a template to a
 * draft, and the texts that follow a change of language or organisation as long as nobody rewrote them.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { BUSINESS_HOURS } from '../../missions/policies/hours.ts';
import type { Draft, DraftClass } from '../flow/draft.ts';
import { openingLine, type Purpose } from './languages.ts';
import type { Template, TemplateRound, Templates } from './template.ts';

/** The ten that come with Callsheet, in the order in which they are offered; files in `templates/` like any other. */
export const HOUSE_ORDER: readonly string[] = [
  'vendor-selection',
  'store-hours',
  'restaurant-booking',
  'dentist-appointment',
  'roofer-quotes',
  'car-insurance',
  'restaurant-scout',
  'interview-screening',
  'candidate-recruiting',
  'weather-sweep',
];

export const templateIn = (templates: Templates, id: string | undefined): Template | undefined =>
  templates.all.find((one) => one.id === id);

export const OWN_LABEL = 'Your own list';
export const OWN_LABEL_FOR_LIST = 'Ask them all the same questions';

const OWN_ABOUT: Purpose = {
  en: 'I have a few short questions.',
  de: 'Ich habe ein paar kurze Fragen.',
  fr: "J'ai quelques brèves questions.",
  es: 'Tengo unas preguntas breves.',
  it: 'Ho alcune brevi domande.',
};

const OWN_SECOND_ABOUT: Purpose = {
  en: 'We spoke before, you are on our shortlist, and I have some further questions.',
  de: 'Wir hatten schon gesprochen, Sie sind in der engeren Wahl, und ich habe noch einige Fragen.',
  fr: "Nous nous sommes déjà parlé, vous êtes parmi les finalistes, et j'ai encore quelques questions.",
  es: 'Ya hablamos, está entre los finalistas y tengo algunas preguntas más.',
  it: 'Ci siamo già sentiti, siete tra i finalisti e ho ancora alcune domande.',
};

/** Retries and pace of a mission of one's own: firms and shops, five at a time, a minute apart (playbook R129, R251). */
export const OWN_DEFAULTS = {
  recipients: 'service',
  hours: BUSINESS_HOURS,
  batchSize: 5,
  spacingSecs: 60,
  shortlist: 3,
} as const;

export const withOrganisation = (text: string, onBehalfOf: string): string =>
  text.replaceAll('{{on_behalf_of}}', () => onBehalfOf);

/** A whole line of the template's own stands in its one language; the others are put together. */
const openingOf = ({ opening, about = OWN_ABOUT }: TemplateRound, language: string, onBehalfOf: string): string =>
  withOrganisation(opening ?? openingLine(language, onBehalfOf, about), onBehalfOf);

/** The rounds of a template in the words of this organisation. */
export function roundsOf(template: Template, language: string, onBehalfOf: string): readonly RoundSpec[] {
  return template.rounds.map((round, index) => ({
    id: `round-${index + 1}`,
    purpose: withOrganisation(round.purpose, onBehalfOf),
    say: withOrganisation(round.say, onBehalfOf),
    opening: openingOf(round, language, onBehalfOf),
    fields: round.fields.map((field) => ({ ...field, question: withOrganisation(field.question, onBehalfOf) })),
    ranking: round.ranking,
    ...(round.shortlist === undefined ? {} : { shortlist: round.shortlist }),
  }));
}

/** Empty rounds for a list of one's own; what to say and find out is asked. */
export function ownRounds(kind: DraftClass, language: string, onBehalfOf: string): readonly RoundSpec[] {
  const blank = (index: number): RoundSpec => ({
    id: `round-${index + 1}`,
    purpose: '',
    say: '',
    opening: openingLine(language, onBehalfOf, index === 0 ? OWN_ABOUT : OWN_SECOND_ABOUT),
    fields: [],
    ranking: [],
  });
  return kind === 'rounds' ? [{ ...blank(0), shortlist: OWN_DEFAULTS.shortlist }, blank(1)] : [blank(0)];
}

/** Changes language or organisation; texts that are still ours follow, texts that somebody wrote stay. */
export function reword(draft: Draft, change: { readonly language?: string; readonly onBehalfOf?: string }): Draft {
  const language = change.language ?? draft.language;
  const onBehalfOf = change.onBehalfOf ?? draft.onBehalfOf;
  const ours = (text: string, mine: string, next: string): string => (text === mine ? next : text);
  const rounds = draft.rounds.map((round, index) => {
    const source = draft.source?.rounds[index] ?? ownSource(index);
    return {
      ...round,
      opening: ours(
        round.opening,
        openingOf(source, draft.language, draft.onBehalfOf),
        openingOf(source, language, onBehalfOf),
      ),
      say: ours(round.say, withOrganisation(source.say, draft.onBehalfOf), withOrganisation(source.say, onBehalfOf)),
    };
  });
  const words = draft.source?.text ?? '';
  const [mine, next] = [draft.onBehalfOf, onBehalfOf].map((who) => withOrganisation(words, who));
  const text = draft.text === undefined || draft.text !== mine ? draft.text : next;
  return { ...draft, language, onBehalfOf, rounds, ...(text === undefined ? {} : { text }) };
}

const ownSource = (index: number): TemplateRound => ({
  purpose: '',
  about: index === 0 ? OWN_ABOUT : OWN_SECOND_ABOUT,
  say: '',
  fields: [],
  ranking: [],
});
