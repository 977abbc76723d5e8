/**
 * The text as a person reads it (playbook R99): the operator's words, filled in, with the sender's name before them and the
 * way to stop behind them where they lack it.
 */
import type { Brief } from '../brief.ts';
import { variablesOf } from '../script.ts';
import type { Target } from '../target.ts';
import { renderTemplate } from '../template-text.ts';

/** STOP is what the phone service understands in every language. */
const HOW_TO_STOP: Readonly<Record<string, string>> = {
  en: 'Reply STOP to get no more texts.',
  de: 'Antworten Sie STOP, dann kommt keine weitere Nachricht.',
  fr: 'Répondez STOP pour ne plus recevoir de messages.',
  es: 'Responda STOP para no recibir más mensajes.',
  it: 'Risponda STOP per non ricevere altri messaggi.',
};

const howToStop = (language: string): string =>
  HOW_TO_STOP[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'Reply STOP to get no more texts.';

type Sender = Pick<Brief, 'onBehalfOf' | 'language'>;

const names = (text: string, who: string): boolean => text.toLowerCase().includes(who.toLowerCase());

export function textFor(words: string, { onBehalfOf, language }: Sender, target: Target): string {
  const said = renderTemplate(words, variablesOf(target, {}))
    .text.replace(/[^\S\n]+/g, ' ')
    .trim();
  const who = onBehalfOf.trim();
  const signed = who === '' || names(said, who) ? said : `${who}: ${said}`;
  if (/(?<![\p{L}\p{N}])STOP(?![\p{L}\p{N}])/u.test(signed)) return signed;
  return `${/[.!?…]$/.test(signed) ? signed : `${signed}.`} ${howToStop(language)}`;
}
