/** What the simulated summary of a talk says, and when somebody asks to be called. */
import type { Outcome } from './orders.ts';
import type { Language, Words } from './words.ts';

/** What an unstructured insight says about the call. */
export const SUMMARY: Readonly<Record<Language, Partial<Record<Outcome, Words>>>> = {
  en: {
    answered: [
      'The callee was friendly and answered the questions.',
      'The callee took the time and gave the facts asked for.',
    ],
    voicemail: ['The call reached a voicemail; nobody was spoken to.'],
    menu: ['The call ended in a phone menu; nobody was spoken to.'],
    'wrong-person': ['The number belongs to somebody else.'],
    refused: ['The callee did not want to talk to an assistant.'],
    'opted-out': ['The callee asked never to be called again.'],
    'call-back': ['The callee had no time and asked to be called back.'],
  },
  de: {
    answered: [
      'Die Person war freundlich und hat die Fragen beantwortet.',
      'Die Person hat sich Zeit genommen und die Angaben gemacht.',
    ],
    voicemail: ['Es war ein Anrufbeantworter; es wurde mit niemandem gesprochen.'],
    menu: ['Der Anruf endete in einem Telefonmenü.'],
    'wrong-person': ['Die Nummer gehört jemand anderem.'],
    refused: ['Die Person wollte nicht mit einem Assistenten sprechen.'],
    'opted-out': ['Die Person bat, nie wieder angerufen zu werden.'],
    'call-back': ['Die Person hatte keine Zeit und bat um einen Rückruf.'],
  },
};

export const TOMORROW_AT: Readonly<Record<Language, (time: string) => string>> = {
  en: (time) => `tomorrow at ${time}`,
  de: (time) => `morgen um ${time} Uhr`,
};
