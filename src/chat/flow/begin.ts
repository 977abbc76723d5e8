/** A new draft: from a template with its example list, or blank for a list of one's own. Pure. */
import type { Actor, Place } from '../../missions/terms.ts';
import { OWN_DEFAULTS, reword, roundsOf, withOrganisation } from '../templates/all.ts';
import { guessSpeech, speechOf } from '../templates/languages.ts';
import type { Template } from '../templates/template.ts';
import { blankRounds } from './blank.ts';
import type { Draft, DraftClass, DraftList } from './draft.ts';
import { guessPreference } from './order.ts';

export interface Beginning {
  readonly id: string;
  readonly author: Actor;
  readonly place: Place;
  readonly now: number;
  readonly organisation: string;
  /** The person's words so far: what stood after "new", or the label of the button. */
  readonly request: string;
  readonly approvers: readonly string[];
}

/** Said of the numbers of the examples, which ring nowhere. */
export const EXAMPLE_BASIS = 'Example numbers of the sandbox';

const ENGLISH = guessSpeech([]);

function common(from: Beginning) {
  return {
    v: 1 as const,
    id: from.id,
    author: from.author,
    place: { surface: from.place.surface, channel: from.place.channel },
    createdAt: from.now,
    request: from.request,
    onBehalfOf: from.organisation,
    language: ENGLISH.language,
    voice: ENGLISH.voice,
    languageChosen: false,
    batchSize: OWN_DEFAULTS.batchSize,
    spacingSecs: OWN_DEFAULTS.spacingSecs,
    approvers: from.approvers,
    quorum: 1,
    answered: [],
    status: 'open' as const,
  };
}

/** Everything but the people, and what the template asks for, is filled in. */
export function fromTemplate(template: Template, from: Beginning): Draft {
  const language = template.language ?? ENGLISH.language;
  const { order, mandate, action, tryFirst, maxRetries, noiseSuppression, doneWithinHours } = template;
  const known = { order, mandate, action, tryFirst, maxRetries, noiseSuppression };
  return {
    ...common(from),
    ...defined(known),
    class: template.class,
    template: template.id,
    source: template,
    name: template.name,
    recipients: template.recipients,
    hours: template.hours,
    language,
    voice: template.voice ?? speechOf(language)?.voice ?? ENGLISH.voice,
    languageChosen: template.language !== undefined,
    batchSize: template.batchSize ?? OWN_DEFAULTS.batchSize,
    spacingSecs: template.spacingSecs ?? OWN_DEFAULTS.spacingSecs,
    rounds: roundsOf(template, language, from.organisation),
    ...(template.text === undefined ? {} : { text: withOrganisation(template.text, from.organisation) }),
    ...(doneWithinHours === undefined ? {} : { deadlineAt: from.now + doneWithinHours * HOUR_MS }),
    basis: '',
    answered: answeredBy(template),
  };
}

const HOUR_MS = 60 * 60_000;

/** The pages that need no asking; what the template leaves open is asked. */
function answeredBy({ mandate, action }: Template): readonly string[] {
  return [
    ...['kind', 'words', 'second', 'third', 'fourth', 'when', 'people', 'order'],
    ...(mandate === undefined ? [] : ['mandate']),
    ...(action === undefined ? [] : ['action', 'pick']),
  ];
}

type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** Without the keys that hold nothing. */
function defined<T extends object>(all: T): Partial<Defined<T>> {
  const known = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Partial<Defined<T>>;
}

export function ownDraft(kind: DraftClass, name: string, from: Beginning): Draft {
  return {
    ...common(from),
    class: kind,
    name,
    recipients: OWN_DEFAULTS.recipients,
    hours: OWN_DEFAULTS.hours,
    rounds: blankRounds(kind, ENGLISH.language, from.organisation),
    basis: '',
    answered: ['kind'],
  };
}

/**
 * The people, and with them the language, unless somebody chose one. What was said of other people goes: who was left out,
 * who comes first; a serial mission asks for its order again where no column tells it.
 */
export function withList(draft: Draft, list: DraftList): Draft {
  const { only: _, baseline: __, preference: ___, ...kept } = withoutExample(draft);
  const asked =
    draft.class === 'negotiation' && guessPreference(list).by === 'list'
      ? kept.answered.filter((step) => step !== 'order')
      : kept.answered;
  const order = draft.order === 'baseline-first' ? { order: 'weakest-first' as const } : {};
  const listed = { ...kept, ...order, answered: asked, list };
  if (draft.languageChosen) return listed;
  const speech = guessSpeech(list.targets.map((target) => target.region));
  return { ...reword(listed, { language: speech.language }), voice: speech.voice };
}

/** The reason and the answers that stood there were made up for the people of the example. */
function withoutExample(draft: Draft): Draft {
  if (draft.list === undefined || draft.basis !== EXAMPLE_BASIS) return draft;
  const { answers: _, ...rest } = draft;
  return { ...rest, basis: '', answered: draft.answered.filter((step) => step !== 'details') };
}

/** A language that somebody chose; its own voice comes along unless one was named. */
export function withLanguage(draft: Draft, language: string, voice: string): Draft {
  const own = voice.trim() === '' || (language !== draft.language && voice === draft.voice);
  const chosen = own ? (speechOf(language)?.voice ?? draft.voice) : voice.trim();
  return { ...reword(draft, { language }), voice: chosen, languageChosen: true };
}
