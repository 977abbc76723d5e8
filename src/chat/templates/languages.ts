/**
 * The language and voice of the calls, guessed from the countries of the numbers, and the opening lines that say in that
 * language that an AI is calling and for whom (playbook R98). Data; a person may choose otherwise in the preview.
 */

export interface Speech {
  /** BCP 47. */
  readonly language: string;
  /** As a person reads it: "German". */
  readonly name: string;
  readonly voice: string;
}

const speech = (language: string, name: string, voice: string): Speech => ({ language, name, voice });

const US_ENGLISH = speech('en-US', 'English (US)', 'Telnyx.NaturalHD.astra');

export const SPEECHES: readonly Speech[] = [
  US_ENGLISH,
  speech('en-GB', 'English (UK)', 'Azure.en-GB-SoniaNeural'),
  speech('de-DE', 'German', 'Azure.de-DE-KatjaNeural'),
  speech('fr-FR', 'French', 'Azure.fr-FR-DeniseNeural'),
  speech('es-ES', 'Spanish', 'Azure.es-ES-ElviraNeural'),
  speech('it-IT', 'Italian', 'Azure.it-IT-ElsaNeural'),
  speech('nl-NL', 'Dutch', 'Azure.nl-NL-ColetteNeural'),
  speech('pt-PT', 'Portuguese', 'Azure.pt-PT-RaquelNeural'),
  speech('pl-PL', 'Polish', 'Azure.pl-PL-ZofiaNeural'),
];

/** ISO 3166 regions by the language that is spoken by most; what is not listed is called in English. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  'en-GB': ['GB', 'IE', 'AU', 'NZ', 'IN', 'ZA'],
  'de-DE': ['DE', 'AT', 'CH', 'LI'],
  'fr-FR': ['FR', 'LU', 'MC'],
  'es-ES': ['ES', 'MX', 'AR', 'CO', 'CL', 'PE'],
  'it-IT': ['IT', 'SM'],
  'nl-NL': ['NL', 'BE'],
  'pt-PT': ['PT', 'BR'],
  'pl-PL': ['PL'],
};

/** Words that say "AI" to a listener, by the first part of the language tag. */
const AI_WORDS: Readonly<Record<string, RegExp>> = {
  en: /\bA\.?I\b|artificial intelligence/i,
  de: /\bK\.?I\b|\bAI\b|künstliche[nrs]? intelligenz/i,
  fr: /\bI\.?A\b|intelligence artificielle/i,
  es: /\bI\.?A\b|inteligencia artificial/i,
  it: /\bI\.?A\b|intelligenza artificiale/i,
  pt: /\bI\.?A\b|inteligência artificial/i,
  nl: /\bA\.?I\b|kunstmatige intelligentie/i,
  pl: /\bA\.?I\b|\bSI\b|sztuczn\p{L}+ inteligencj/iu,
};

/** Its own voice when the language is known, the English one's name never stands for another language. */
export function speechOf(language: string): Speech | undefined {
  return (
    SPEECHES.find((one) => one.language === language) ?? SPEECHES.find((one) => base(one.language) === base(language))
  );
}

/** The language that most numbers of the list ask for. */
export function guessSpeech(regions: readonly string[]): Speech {
  const votes = new Map<string, number>();
  for (const region of regions) {
    const language = Object.keys(REGIONS).find((key) => REGIONS[key]?.includes(region)) ?? US_ENGLISH.language;
    votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  return speechOf(winner?.[0] ?? US_ENGLISH.language) ?? US_ENGLISH;
}

/** Whether a listener of this language is told that an AI is speaking. */
export function saysAi(text: string, language: string): boolean {
  const words = AI_WORDS[base(language)];
  return words === undefined ? Object.values(AI_WORDS).some((one) => one.test(text)) : words.test(text);
}

const OPENINGS: Readonly<Record<string, (onBehalfOf: string, about: string) => string>> = {
  en: englishOpening,
  de: (who, about) =>
    `Guten Tag, hier ist ein KI-Assistent im Auftrag von ${who}. Spreche ich mit {{name}}? ${about} Haben Sie einen Moment Zeit?`,
  fr: (who, about) =>
    `Bonjour, je suis un assistant IA et j'appelle de la part de ${who}. Suis-je bien chez {{name}} ? ${about} Avez-vous un instant ?`,
  es: (who, about) =>
    `Hola, soy un asistente de IA y llamo de parte de ${who}. ¿Hablo con {{name}}? ${about} ¿Tiene un momento?`,
  it: (who, about) =>
    `Buongiorno, sono un assistente IA e chiamo per conto di ${who}. Parlo con {{name}}? ${about} Ha un momento?`,
};

/** A purpose in the languages an opening line exists in; `en` always. */
export type Purpose = Readonly<Record<string, string>> & { readonly en: string };

/** AI, for whom, who is on the line, what for, a moment (R98). A language without a text of its own gets the English one. */
export function openingLine(language: string, onBehalfOf: string, purpose: Purpose): string {
  const key = base(language);
  const line = OPENINGS[key];
  const about = purpose[key];
  if (line !== undefined && about !== undefined) return line(onBehalfOf, about);
  return englishOpening(onBehalfOf, purpose.en);
}

function base(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? language;
}

function englishOpening(who: string, about: string): string {
  return `Hello, this is an AI assistant calling on behalf of ${who}. Am I speaking with {{name}}? ${about} Do you have a moment?`;
}
