// One field of an insight as it comes up on the phone: how the assistant asks for it and how the other side tells the very
// value that the insight will report. The sentence worth quoting among the answers is the call's `callee_words`.
import { type FieldSchema, schemaType } from './field-value.ts';
import { pick } from './random.ts';
import { TOPICS, type Topic } from './topics.ts';
import { type Language, PASS_ON, YES_NO } from './words.ts';

export interface Answer {
  readonly text: string;
  /** How likely it is quoted: 0 = it tells nothing about the offer, a yes alone little. */
  readonly worth: 0 | 1 | 3;
}

type Key = readonly (string | number)[];
type Field = readonly [name: string, schema: FieldSchema];

/** The words that a person who answered is quoted with; one of the answers where one is worth it. */
export function quoteFrom(
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  language: Language,
  key: Key,
): string {
  const [first, ...more] = fields
    .filter(([name]) => values[name] !== undefined && values[name] !== null)
    .map(([name, schema]) => answerTo(name, schema, values[name], language, key))
    .flatMap(({ text, worth }) => Array.from({ length: worth }, () => text));
  return first === undefined ? pick(PASS_ON[language], ...key, 'quote') : pick([first, ...more], ...key, 'quote');
}

export function questionFor(name: string, schema: FieldSchema, language: Language): string {
  const described = typeof schema.description === 'string' ? schema.description.trim() : '';
  const asked = typeof schema['x-question'] === 'string' ? schema['x-question'] : described;
  const sentence = /^[^?]*\?/.exec(asked)?.[0];
  if (language === 'de' && (sentence === undefined || isEnglish(sentence))) return inGerman(name, schema, described);
  if (sentence !== undefined) return language === 'de' ? sentence : toTheFace(sentence);
  const words =
    typeof schema.title === 'string' ? schema.title : firstClause(described) || name.replaceAll(/[_-]+/g, ' ');
  const topic = /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
  if (/^(whether|if|what|how|when|which) /i.test(topic)) return `Can you tell me ${topic}?`;
  const kind = schemaType(schema);
  if (kind === 'boolean') return `A yes or no question: ${topic}?`;
  return kind === 'number' || kind === 'integer' ? `What is the ${topic}?` : `And what about the ${topic}?`;
}

/** A list of questions about "them" is asked of them. */
function toTheFace(question: string): string {
  return question
    .replaceAll(/\b(they|them)\b/g, 'you')
    .replaceAll(/\btheir\b/g, 'your')
    .replaceAll(/\btheirs\b/g, 'yours');
}

function inGerman(name: string, schema: FieldSchema, described: string): string {
  const title = typeof schema.title === 'string' ? schema.title : '';
  const clause = isEnglish(described) ? '' : firstClause(described);
  const own = [title, clause].find((words) => words !== '' && !isEnglish(words));
  const topic = topicOf(name, schema);
  const isBoolean = schemaType(schema) === 'boolean';
  const isNumber = ['number', 'integer'].includes(schemaType(schema));
  const words = own ?? topic?.question;
  if (words === undefined) {
    // No German word for it is known: it is quoted as it is called, in a German sentence.
    const called = `„${title === '' ? name.replaceAll(/[_-]+/g, ' ') : title}“`;
    if (isBoolean) return `Auf meiner Liste steht ${called}: ja oder nein?`;
    return `Auf meiner Liste steht ${called}: ${isNumber ? 'welche Zahl' : 'was'} darf ich eintragen?`;
  }
  if (isBoolean) return `Ja oder nein: ${words.replace(/\?$/, '')}?`;
  if (words.endsWith('?')) return words;
  if (/^(ob|was|wie|wann|welche\w*) /i.test(words)) return `Können Sie mir sagen, ${words}?`;
  return isNumber ? `Und in Zahlen: ${words}?` : `Und was können Sie mir hierzu sagen: ${words}?`;
}

const isEnglish = (text: string): boolean =>
  /\b(the|what|how|when|which|is|are|do|does|would|will|can|they|you|your|of|anything)\b/i.test(text) &&
  !/[äöüß]|\b(ist|sind|wie|wann|haben|der|das|den|und|für)\b/i.test(text);

function firstClause(text: string): string {
  return (text.split(/[.,;:(\n]| [-–] /)[0] ?? '').trim().replace(/^the /i, '');
}

export function answerTo(name: string, schema: FieldSchema, value: unknown, language: Language, seed: Key): Answer {
  const key = [...seed, name, 'answer'];
  if (typeof value === 'boolean') return yesOrNo(name, schema, value, language, key);
  const topic = topicOf(name, schema);
  const shown = typeof value === 'number' ? withUnit(name, schema, value, language) : listed(value);
  if (topic !== undefined) {
    const text = sentence(pick(topic.says[language](shown), ...key));
    return { text, worth: topic.plain === true || shown === '' ? 0 : 3 };
  }
  if (typeof value !== 'number') return { text: sentence(shown), worth: shown.split(' ').length > 3 ? 1 : 0 };
  return { text: language === 'de' ? `Das wären ${shown}.` : `That would be ${shown}.`, worth: 0 };
}

function topicOf(name: string, schema: FieldSchema): Topic | undefined {
  const type = schemaType(schema);
  const kind = type === 'integer' ? 'number' : type === 'string' ? 'text' : type;
  const fitting = TOPICS.filter((topic) => topic.kind === kind);
  const described = typeof schema.description === 'string' ? schema.description : '';
  return fitting.find(({ about }) => about.test(name)) ?? fitting.find(({ about }) => about.test(described));
}

/** A yes or a no that repeats what was asked, so that it can be understood alone. */
function yesOrNo(name: string, schema: FieldSchema, value: boolean, language: Language, key: Key): Answer {
  const asked = questionFor(name, schema, language);
  const whole = language === 'de' ? wholeGerman(asked, value) : wholeEnglish(asked, value);
  if (whole !== undefined) return { text: whole, worth: 1 };
  return { text: pick(YES_NO[language][value ? 'yes' : 'no'], ...key), worth: 0 };
}

const ENGLISH_NO: Readonly<Record<string, string>> = {
  do: 'do not ',
  can: 'cannot ',
  could: 'could not ',
  would: 'would not ',
  will: 'will not ',
  are: 'are not ',
  have: 'do not have ',
};

function wholeEnglish(question: string, yes: boolean): string | undefined {
  const open = /^(?:is|are) (?:the \w+|your \w+|it|you) open\b(?<when>.*)\?$/i.exec(question)?.groups;
  if (open !== undefined) return `${yes ? 'Yes, we are open' : 'No, we are closed'}${open.when}.`;
  const { verb = '', rest = '' } = /^(?<verb>\w+) you (?<rest>.+)\?$/i.exec(question)?.groups ?? {};
  const not = ENGLISH_NO[verb.toLowerCase()];
  if (not === undefined) return undefined;
  const ours = rest.replaceAll(/\byour\b/g, 'our').replaceAll(/\byou\b/g, 'we');
  if (!yes) return `No, we ${not}${ours}.`;
  return `Yes, we ${verb.toLowerCase() === 'do' ? '' : `${verb.toLowerCase()} `}${ours}.`;
}

function wholeGerman(question: string, yes: boolean): string | undefined {
  const asked = question.replace(/^Ja oder nein: /, '');
  const { verb, rest = '' } = /^(?<verb>\p{L}+n|sind) Sie (?<rest>.+)\?$/iu.exec(asked)?.groups ?? {};
  if (!yes && /geöffnet$/.test(rest)) return 'Nein, da haben wir geschlossen.';
  if (verb === undefined || !yes) return undefined;
  const ours = rest.replaceAll(/\bIhr(e[nmrs]?)?\b/g, (_, ending: string | undefined) => `unser${ending ?? ''}`);
  return `Ja, wir ${verb.toLowerCase()} ${ours}.`;
}

const CURRENCY: Readonly<Record<string, Readonly<Record<Language, (amount: string) => string>>>> = {
  USD: { en: (amount) => `$${amount}`, de: (amount) => `${amount} US-Dollar` },
  EUR: { en: (amount) => `€${amount}`, de: (amount) => `${amount} Euro` },
  GBP: { en: (amount) => `£${amount}`, de: (amount) => `${amount} Pfund` },
  CHF: { en: (amount) => `${amount} Swiss francs`, de: (amount) => `${amount} Franken` },
};

/** As it stands after "von": in 14 Tagen. */
const GERMAN_UNITS: Readonly<Record<string, string>> = {
  day: 'Tagen',
  week: 'Wochen',
  month: 'Monaten',
  hour: 'Stunden',
  minute: 'Minuten',
  unit: 'Stück',
  piece: 'Stück',
  percent: 'Prozent',
};

/** `$12.50 a piece`, `14 days`, `8 out of 10`. */
export function withUnit(name: string, schema: FieldSchema, value: number, language: Language): string {
  const described = typeof schema.description === 'string' ? schema.description : '';
  const unit = unitOf(name, schema, described);
  const number = (digits?: number) => {
    const text = digits === undefined ? String(value) : value.toFixed(digits);
    return language === 'de' ? text.replace('.', ',') : text;
  };
  const currency = CURRENCY[unit.toUpperCase()];
  if (currency !== undefined) {
    const each = /\b(one unit|per unit|a piece|per piece|each|pro stück|ein stück)\b/i.test(described);
    return currency[language](number(Number.isInteger(value) ? undefined : 2)) + (each ? EACH[language] : '');
  }
  const top = schema.maximum;
  if (unit === '' && typeof top === 'number' && top <= 10)
    return language === 'de' ? `${number()} von ${top}` : `${number()} out of ${top}`;
  if (unit === '') return number();
  const one = unit.toLowerCase().replace(/s$/, '');
  if (language === 'de') return `${number()} ${GERMAN_UNITS[one] ?? unit}`;
  return `${number()} ${value === 1 ? one : unit}`;
}

const EACH: Readonly<Record<Language, string>> = { en: ' a piece', de: ' das Stück' };

/** By `x-unit`, by "(in USD)" or "how many days" in the description, by the name's own end; empty = it has none. */
function unitOf(name: string, schema: FieldSchema, described: string): string {
  if (typeof schema['x-unit'] === 'string') return schema['x-unit'];
  const said = /\(in ([^)]+)\)/.exec(described) ?? /(?:how many|wie viele) (\p{L}+)/iu.exec(described);
  return said?.[1] ?? /_(days|weeks|months|hours|minutes|units|percent|usd|eur)$/i.exec(name)?.[1] ?? '';
}

function listed(value: unknown): string {
  if (Array.isArray(value)) return value.map(listed).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(listed).join(', ');
  return String(value)
    .replaceAll(/(?<=\p{L})_(?=\p{L})/gu, ' ')
    .trim();
}

function sentence(text: string): string {
  const begun = `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.\.$/, '.');
  return /[.!?]$/.test(begun) ? begun.replace(/([.!?])\.$/, '$1') : `${begun}.`;
}
