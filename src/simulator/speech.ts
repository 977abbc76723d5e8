// The short conversation of a call that was picked up: the assistant's greeting with the call's variables, questions for
// what the schema asks, answers that hold the very values the insights will report, and a closing.

import { answerTo, questionFor } from './answers.ts';
import { fieldsOf, type InsightCall, insightValues, isAsked, languageOf, schemaOf } from './insights.ts';
import { renderMustache } from './mustache.ts';
import { pick } from './random.ts';
import { type AssistantRow, asJson, type TemplateRow } from './rows.ts';
import {
  ANYTHING_ELSE,
  CALLEE_WORDS,
  CLOSING,
  GO_AHEAD,
  GOODBYE,
  HELLO,
  type Language,
  languageNamed,
} from './words.ts';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

const MODEL_SPEAKS_FIRST = '<assistant-speaks-first-with-model-generated-message>';
const QUESTIONS_AT_MOST = 8;

/** The turns in order: two a question, and at most six around them. */
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
    const listens = GO_AHEAD[language][opening.at(-1)?.text.trimEnd().endsWith('?') === true ? 'asked' : 'told'];
    return [...opening, callee(pick(listens, ...key, 'listens')), ...questions, bot(closing ?? ''), bye];
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

/** What the schema asks, in its order; then whatever the call is to be quoted with, when nobody has said it yet. */
function questionsAndAnswers(template: TemplateRow, call: InsightCall, language: Language): readonly Turn[] {
  const values = insightValues(template, call);
  const key = [call.seed, call.number, call.attempt] as const;
  const fields = fieldsOf(schemaOf(template) ?? {});
  const told = fields
    .filter(([name]) => isAsked(name, fields) && values[name] !== undefined && values[name] !== null)
    .map(([name, schema]) => ({
      question: questionFor(name, schema, language),
      answer: answerTo(name, schema, values[name], language, key).text,
    }));
  const quote = values.callee_words;
  const asked = [...told.slice(0, QUESTIONS_AT_MOST)];
  if (typeof quote === 'string' && quote !== '' && !asked.some(({ answer }) => answer === quote))
    asked.push(told.find(({ answer }) => answer === quote) ?? { question: ANYTHING_ELSE[language], answer: quote });
  return asked.flatMap(({ question, answer }): Turn[] => [
    { role: 'assistant', text: question },
    { role: 'user', text: answer },
  ]);
}
