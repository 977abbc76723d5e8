/** A new draft: from a template with its example list, or blank for a list of one's own. Pure. */
import type { Actor, Place } from '../../missions/event.ts';
import { OWN_DEFAULTS, ownRounds, reword, roundsOf } from '../templates/all.ts';
import { guessSpeech, speechOf } from '../templates/languages.ts';
import type { Template } from '../templates/template.ts';
import type { Draft, DraftClass, DraftList } from './draft.ts';

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

/** Everything but the people is filled in. */
export function fromTemplate(template: Template, from: Beginning): Draft {
  return {
    ...common(from),
    class: template.class,
    template: template.id,
    name: template.name,
    recipients: template.recipients,
    hours: template.hours,
    rounds: roundsOf(template, ENGLISH.language, from.organisation),
    basis: '',
    answered: ['kind', 'words', 'second', 'when', 'people'],
  };
}

export function ownDraft(kind: DraftClass, name: string, from: Beginning): Draft {
  return {
    ...common(from),
    class: kind,
    name,
    recipients: OWN_DEFAULTS.recipients,
    hours: OWN_DEFAULTS.hours,
    rounds: ownRounds(kind, ENGLISH.language, from.organisation),
    basis: '',
    answered: ['kind'],
  };
}

/** The people, and with them the language, unless somebody chose one. */
export function withList(draft: Draft, list: DraftList): Draft {
  const listed = { ...draft, list };
  if (draft.languageChosen) return listed;
  const speech = guessSpeech(list.targets.map((target) => target.region));
  return { ...reword(listed, { language: speech.language }), voice: speech.voice };
}

/** A language that somebody chose; its own voice comes along unless one was named. */
export function withLanguage(draft: Draft, language: string, voice: string): Draft {
  const own = voice.trim() === '' || (language !== draft.language && voice === draft.voice);
  const chosen = own ? (speechOf(language)?.voice ?? draft.voice) : voice.trim();
  return { ...reword(draft, { language }), voice: chosen, languageChosen: true };
}
