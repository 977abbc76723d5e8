// The short conversation of a call that was picked up: the assistant's greeting with the call's variables, questions for
// what the schema asks, answers that hold the very values the insights will report, and a closing.

import { type FieldSchema, schemaType } from './field-value.ts';
import { fieldsOf, type InsightCall, insightValues, isOutcomeField, languageOf, schemaOf } from './insights.ts';
import { renderMustache } from './mustache.ts';
import { pick } from './random.ts';
import { type AssistantRow, asJson, type TemplateRow } from './rows.ts';
import { CALLEE_WORDS, CLOSING, GOODBYE, HELLO, type Language, languageNamed, YES_NO } from './words.ts';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

const MODEL_SPEAKS_FIRST = '<assistant-speaks-first-with-model-generated-message>';
const QUESTIONS_AT_MOST = 2;

/** The turns in order; at most eight. */
export function conversationTurns(
  assistant: AssistantRow,
  templates: readonly TemplateRow[],
  call: InsightCall,
  variables: Readonly<Record<string, unknown>>,
): readonly Turn[] {
  const structured = templates.find((template) => schemaOf(template) !== undefined);
  const language = structured === undefined ? call.language : languageOf(structured, call.language);
  const key = [call.seed, call.number, call.attempt] as const;
  const callee = (text: string): Turn => ({ role: 'user', text });
  const bot = (text: string): Turn => ({ role: 'assistant', text });
  const said = callee(pick(CALLEE_WORDS[language][call.outcome] ?? HELLO[language], ...key, 'words'));
  const opening = greeting(assistant, variables, language).map(bot);
  const closing = CLOSING[language][call.outcome];

  if (call.outcome === 'voicemail' || call.outcome === 'menu') return [said, ...opening];
  const bye = callee(pick(GOODBYE[language], ...key, 'bye'));
  if (call.outcome === 'answered') {
    const questions = structured === undefined ? [] : questionsAndAnswers(structured, call, language);
    return [...opening, said, ...questions, bot(closing ?? ''), bye];
  }
  const hello = callee(pick(HELLO[language], ...key, 'hello'));
  return [hello, ...opening, said, ...(closing === undefined ? [] : [bot(closing)])];
}

/** The language an assistant speaks, as far as its settings tell. */
export function assistantLanguage(assistant: AssistantRow): Language {
  const stated = asJson(assistant.transcription).language;
  if (typeof stated === 'string' && /^(de|en)/i.test(stated))
    return stated.toLowerCase().startsWith('de') ? 'de' : 'en';
  return languageNamed(`${assistant.greeting ?? ''} ${assistant.instructions}`) ?? 'en';
}

function greeting(assistant: AssistantRow, variables: Readonly<Record<string, unknown>>, language: Language): string[] {
  const template = assistant.greeting;
  if (typeof template === 'string' && template !== '' && template !== MODEL_SPEAKS_FIRST) {
    return [renderMustache(template, variables)];
  }
  return language === 'de'
    ? ['Guten Tag, hier spricht ein KI-Assistent.']
    : ['Hello, this is an AI assistant calling.'];
}

function questionsAndAnswers(template: TemplateRow, call: InsightCall, language: Language): readonly Turn[] {
  const values = insightValues(template, call);
  return fieldsOf(schemaOf(template) ?? {})
    .filter(([name]) => !isOutcomeField(name) && values[name] !== undefined && values[name] !== null)
    .slice(0, QUESTIONS_AT_MOST)
    .flatMap(([name, schema]): Turn[] => [
      { role: 'assistant', text: question(name, schema, language) },
      { role: 'user', text: answer(name, schema, values[name], call, language) },
    ]);
}

function question(name: string, schema: FieldSchema, language: Language): string {
  const described = typeof schema.description === 'string' ? schema.description.trim() : '';
  const asked = typeof schema['x-question'] === 'string' ? schema['x-question'] : described;
  const sentence = /^[^?]*\?/.exec(asked)?.[0];
  if (sentence !== undefined) return sentence;
  const words =
    typeof schema.title === 'string' ? schema.title : firstClause(described) || name.replaceAll(/[_-]+/g, ' ');
  const topic =
    /^[A-ZÄÖÜ][a-zäöü]/.test(words) && language === 'en' ? words.charAt(0).toLowerCase() + words.slice(1) : words;
  if (/^(whether|if|what|how|when|which|ob|was|wie|wann|welche\w*) /i.test(topic)) {
    return language === 'de' ? `Können Sie mir sagen, ${topic}?` : `Can you tell me ${topic}?`;
  }
  const kind = schemaType(schema);
  if (kind === 'boolean') return language === 'de' ? `Ja oder nein: ${topic}?` : `A yes or no question: ${topic}?`;
  if (kind === 'number' || kind === 'integer')
    return language === 'de' ? `Und in Zahlen: ${topic}?` : `What is the ${topic}?`;
  return language === 'de' ? `Und was können Sie mir hierzu sagen: ${topic}?` : `And what about the ${topic}?`;
}

function firstClause(text: string): string {
  return (text.split(/[.,;:(\n]| [-–] /)[0] ?? '').trim().replace(/^the /i, '');
}

function answer(name: string, schema: FieldSchema, value: unknown, call: InsightCall, language: Language): string {
  const key = [call.seed, call.number, call.attempt, name, 'answer'] as const;
  if (typeof value === 'boolean') return pick(YES_NO[language][value ? 'yes' : 'no'], ...key);
  if (typeof value === 'number') {
    const unit = unitOf(schema);
    const shown = `${language === 'de' ? String(value).replace('.', ',') : value}${unit}`;
    return language === 'de'
      ? `Das wären ${shown}.`
      : pick([`That would be ${shown}.`, `It is ${shown}.`, `${shown}.`], ...key);
  }
  const text = Array.isArray(value) ? value.map(plain).join(', ') : plain(value);
  return /[.!?]$/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** " USD" for a field that says its unit: by `x-unit`, by "(in USD)" or by "how many days" in its description. */
function unitOf(schema: FieldSchema): string {
  const described = typeof schema.description === 'string' ? schema.description : '';
  const said = /\(in ([^)]+)\)/.exec(described) ?? /(?:how many|wie viele) (\p{L}+)/iu.exec(described);
  const unit = typeof schema['x-unit'] === 'string' ? schema['x-unit'] : said?.[1];
  return unit === undefined ? '' : ` ${unit}`;
}

function plain(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.values(value).map(plain).join(', ') : String(value);
}
