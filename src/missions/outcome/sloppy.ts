/**
 * What a language model writes into fields that it could not fill: "N/A", "unknown", "keine Angabe", yes for true, a sentence
 * where a word was asked. Read towards safety: what cannot be understood is nothing.
 */
import { anyPhrase } from '../../lib/any-phrase.ts';
import type { Value } from '../terms.ts';

const NOT = 'not|nicht|no|non|não|niet';
const TOLD =
  'mention|provid|stat|specif|discuss|given|giv|avail|applic|known|assess|answer|ask|disclos|sure|clear|shar|genannt|angegeben|bekannt|erwähnt|besprochen|beantwort|mitgeteilt|especific|mencion|disponib|proporcion|précis|renseign|communiqu|mentionn|menzion|genoemd|opgegeven|informad';
const NAMELESS =
  'n/?a|k\\.? ?a\\.?|nil|null|none|undefined|unknown|unclear|tbd|to be (?:determined|confirmed|announced)|unbekannt|unklar|desconocid[oa]|desconhecid[oa]|inconnue?|sconosciut[oa]|onbekend|[-–—?.…]+';

const standsForNothing = anyPhrase(
  `^(?:${NAMELESS})\\.?$`,
  `^(?:${NOT}) (?:se )?(?:${TOLD}|quot)\\p{L}*(?! before| until| vor| bis)(?: .*)?$`,
  '^(?:.{0,40} )?(?:no|keine?|sin|sans|nessun\\p{L}*|geen) (?:answer|information|info|data|response|details?|angaben?|antwort|auskunft|informationen?|respuesta|información|datos|réponse|informations?|risposta|informazion\\p{L}*|antwoord)(?!\\p{L}).*$',
  `^(?:none|nothing|nichts|nada|rien)(?: was| wurde)? (?:${TOLD})\\p{L}*.*$`,
  `^.*\\b(?:questions?|answers?|information|price) (?:was|were|is|are|has been) (?:not|never) (?:${TOLD})\\p{L}*.*$`,
  '^.*\\b(?:before|without) (?:giving |getting )?(?:an? |any |the )?(?:answers?|information|details)\\b.*$',
  '^(?:the )?call (?:was |has )?(?:ended|dropped|cut|too short|disconnected|failed)\\b.*$',
  '^(?:n/?a|unknown|unclear|none)\\b[ ,;:.–—-]+.*$',
  '^(?:un|in)(?:determined|conclusive)$',
  "^.*\\b(?:(?:did|do|does|would|could)(?:n[o'’]t| not) (?:know|say|tell|answer)|wusste\\p{L}* (?:\\p{L}+ )?nicht)\\b.*$",
  '^(?:unable|impossible|not possible) to\\b.*$',
  `^(?:the )?(?:information|info|data|answer|price|details?|response)\\b.*\\b(?:${NOT}|un)(?: |)(?:${TOLD})\\p{L}*.*$`,
  "^(?:the |they |he |she |person |callee |caller |customer |vendor )+(?:did ?n[o'’]t|did not|could ?n[o'’]t|could not|was not|were not)\\b.*$",
);

/** Nothing stands there, or only that nothing is known. */
export const isBlank = (value: Value | undefined): boolean =>
  value === undefined || (typeof value === 'string' && (bare(value) === '' || standsForNothing(bare(value))));

const bare = (text: string): string => text.replace(/^[\s[("'„“]+|[\s\])"'“”]+$/g, '');

export const textOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && !isBlank(value) ? value.trim() : undefined;

const OPEN_END =
  /\b(?:maybe|perhaps|possibly|not sure|unsure|unclear|depends|vielleicht|eventuell|quizás?|peut-être|forse|misschien)\b|\bdrauf an\b/i;
const beginsWithYes = anyPhrase(
  '^(?:yes|yeah|yep|true|y|ja|jawohl|jep|sí|si|oui|sì|sim|1|open|opened|available|correct|geöffnet|offen|frei|verfügbar|abierto|ouvert)\\b',
);
const beginsWithNo = anyPhrase(
  '^(?:no|nope|not|false|n|nein|nee|non|não|0|closed|unavailable|geschlossen|zu|ausgebucht|fully booked|kein\\p{L}*|cerrado|fermé|complet)\\b',
);

const SAYS_NO =
  /\b(?:we['’]re|we are|they are|is|are|haben|ist|sind) (?:currently |leider |heute )?(?:not |nicht )?(?:closed|geschlossen|zu|fully booked|ausgebucht|unavailable)\b|\bnot (?:open|available)\b/i;
const SAYS_YES =
  /\b(?:we['’]re|we are|they are|is|are|haben|ist|sind) (?:open|geöffnet|offen|available|frei|verfügbar)\b/i;

/** Undefined for everything that is neither a plain yes nor a plain no. */
export function flagOf(value: Value | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : undefined;
  const text = textOf(value);
  if (text === undefined || OPEN_END.test(text)) return undefined;
  if (beginsWithYes(text)) return true;
  if (beginsWithNo(text) || SAYS_NO.test(text)) return false;
  return SAYS_YES.test(text) ? true : undefined;
}

const DENIED =
  /\b(?:did ?n[o'’]t|did not|no callback|not (?:needed|necessary|wanted)|nicht nötig|kein rückruf)\b|^(?:no|none|nein|never|nie)\b/i;

/** When they want to be called, in their words. */
export function callbackOf(value: Value | undefined): string | undefined {
  const text = textOf(value);
  return text === undefined || DENIED.test(text) ? undefined : text;
}
