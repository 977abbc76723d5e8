// What people on the simulated phone say, in English and German. Short and natural; picked by (seed, number, attempt).
import type { Outcome } from './orders.ts';

export type Language = 'en' | 'de';
export type Words = readonly [string, ...string[]];

/** The language that a text about a call asks for; undefined when it does not say. */
export function languageNamed(text: string): Language | undefined {
  if (/\b(german|deutsch|auf deutsch|de-(de|at|ch))\b/i.test(text)) return 'de';
  if (/\b(english|englisch|en-(us|gb))\b/i.test(text)) return 'en';
  if (/\b(guten tag|hallo|ich bin|wir|und|für|nicht)\b/i.test(text)) return 'de';
  return undefined;
}

/** What the callee says where nothing was learnt; the insight field `callee_words` and the talk bubbles share it. */
export const CALLEE_WORDS: Readonly<Record<Language, Partial<Record<Outcome, Words>>>> = {
  en: {
    'empty-insights': ['Hello? The line is very bad.', 'Sorry, I can hardly hear you.'],
    voicemail: [
      'You have reached our voicemail. Please leave a message after the tone.',
      'We are not available right now. Please leave a message.',
    ],
    menu: [
      'Welcome. For sales press 1, for support press 2.',
      'Thank you for calling. Please choose from the following options.',
    ],
    'wrong-person': ['You have the wrong number, this is a private line.', 'No, there is nobody of that name here.'],
    refused: ['I would rather not talk to a machine.', 'No thank you, we are not interested.'],
    'opted-out': ['Please do not call this number again.', 'Take me off your list and never call again.'],
    'call-back': ['I am with a customer, could you call back tomorrow?', 'Not now please, call me again tomorrow.'],
  },
  de: {
    'empty-insights': ['Hallo? Die Verbindung ist sehr schlecht.', 'Ich verstehe Sie leider kaum.'],
    voicemail: [
      'Sie sind mit unserem Anrufbeantworter verbunden. Bitte sprechen Sie nach dem Ton.',
      'Wir sind gerade nicht erreichbar. Bitte hinterlassen Sie eine Nachricht.',
    ],
    menu: [
      'Willkommen. Für den Verkauf drücken Sie die 1, für den Service die 2.',
      'Danke für Ihren Anruf. Bitte wählen Sie aus den folgenden Möglichkeiten.',
    ],
    'wrong-person': [
      'Sie haben sich verwählt, das ist ein Privatanschluss.',
      'Nein, hier gibt es niemanden mit diesem Namen.',
    ],
    refused: ['Mit einer Maschine möchte ich nicht sprechen.', 'Nein danke, wir haben kein Interesse.'],
    'opted-out': [
      'Bitte rufen Sie diese Nummer nicht mehr an.',
      'Streichen Sie mich von Ihrer Liste und rufen Sie nie wieder an.',
    ],
    'call-back': [
      'Ich habe gerade Kundschaft, können Sie morgen noch einmal anrufen?',
      'Gerade geht es nicht, bitte morgen wieder.',
    ],
  },
};

/** After the opening line, before anything is asked: it tells nothing yet. */
export const GO_AHEAD: Readonly<Record<Language, { readonly asked: Words; readonly told: Words }>> = {
  en: {
    asked: ['Yes, go ahead.', 'Yes, I have a minute.', 'Yes, what is it about?'],
    told: ['Hello. What can I do for you?', 'Good day, how can I help?'],
  },
  de: {
    asked: ['Ja, bitte.', 'Ja, einen Moment habe ich.', 'Ja, worum geht es?'],
    told: ['Guten Tag, was kann ich für Sie tun?', 'Hallo, worum geht es?'],
  },
};

/** The last question, where the words to be quoted have not come up yet, and what is said when nothing else is. */
export const ANYTHING_ELSE: Readonly<Record<Language, string>> = {
  en: 'Is there anything else I should pass on?',
  de: 'Soll ich sonst noch etwas ausrichten?',
};

export const PASS_ON: Readonly<Record<Language, Words>> = {
  en: [
    'Just write to us if you need it in more detail.',
    'We would be glad to hear from you again.',
    'Ask for me when you call again, I know about it now.',
  ],
  de: [
    'Schreiben Sie uns einfach, wenn Sie es genauer brauchen.',
    'Wir freuen uns, wenn Sie sich wieder melden.',
    'Fragen Sie beim nächsten Mal nach mir, ich weiß jetzt Bescheid.',
  ],
};

/** How the assistant ends the call. */
export const CLOSING: Readonly<Record<Language, Partial<Record<Outcome, string>>>> = {
  en: {
    answered: 'That is all I needed. Thank you for your time, goodbye.',
    'empty-insights': 'I am sorry, the line is too bad. Goodbye.',
    'wrong-person': 'I am sorry to have disturbed you. Goodbye.',
    refused: 'I understand. Thank you anyway, goodbye.',
    'opted-out': 'Of course. You will not be called again. Goodbye.',
    'call-back': 'Of course, we will try again then. Goodbye.',
  },
  de: {
    answered: 'Das war schon alles. Vielen Dank für Ihre Zeit, auf Wiederhören.',
    'empty-insights': 'Es tut mir leid, die Verbindung ist zu schlecht. Auf Wiederhören.',
    'wrong-person': 'Entschuldigen Sie die Störung. Auf Wiederhören.',
    refused: 'Ich verstehe. Trotzdem vielen Dank, auf Wiederhören.',
    'opted-out': 'Selbstverständlich. Sie werden nicht mehr angerufen. Auf Wiederhören.',
    'call-back': 'Gern, wir versuchen es dann noch einmal. Auf Wiederhören.',
  },
};

export const GOODBYE: Readonly<Record<Language, Words>> = {
  en: ['You are welcome. Bye.', 'No problem, goodbye.', 'Thanks for calling, bye.'],
  de: ['Gern geschehen, tschüss.', 'Kein Problem, auf Wiederhören.', 'Danke für den Anruf, tschüss.'],
};

export const HELLO: Readonly<Record<Language, Words>> = {
  en: ['Hello?', 'Hello, how can I help?', 'Hello, who is calling?'],
  de: ['Hallo?', 'Guten Tag, was kann ich für Sie tun?', 'Hallo, wer ist da bitte?'],
};

export const YES_NO: Readonly<Record<Language, { readonly yes: Words; readonly no: Words }>> = {
  en: {
    yes: ['Yes.', 'Yes, that is right.', 'Yes, no problem.'],
    no: ['No, I am afraid not.', 'No, sorry.', 'No, not at the moment.'],
  },
  de: {
    yes: ['Ja.', 'Ja, das stimmt.', 'Ja, kein Problem.'],
    no: ['Nein, leider nicht.', 'Nein, zurzeit nicht.', 'Nein, tut mir leid.'],
  },
};

/** What those who were called are called themselves. */
export const OWN_NAME = /(shop|store|company|restaurant|business|office|insurer|candidate)_?name/i;

/** Free text by what the field is called; the first match wins, the last one fits everything. */
export const TEXTS: readonly { readonly name?: RegExp; readonly en: Words; readonly de: Words }[] = [
  {
    name: /e-?mail/i,
    en: ['office@example.com', 'sales@example.com', 'info@example.com'],
    de: ['info@example.com', 'verkauf@example.com', 'kontakt@example.com'],
  },
  {
    name: /phone|telefon|mobile/i,
    en: ['the number you called', 'extension 12'],
    de: ['die Nummer, die Sie gewählt haben', 'Durchwahl 12'],
  },
  {
    name: /^open(s|ing)?_?(time)?$|^(opens|geöffnet)/i,
    en: ['8 am', '9 am', '9:30 am', '10 am', 'half past eight'],
    de: ['8 Uhr', '9 Uhr', 'halb zehn', '10 Uhr'],
  },
  {
    name: /^clos(e|es|ing)_?(time)?$/i,
    en: ['2 pm', '4 pm', '5 pm', '6 pm', 'half past six'],
    de: ['14 Uhr', '16 Uhr', '18 Uhr', 'halb sieben'],
  },
  {
    name: /confirmation/i,
    en: ['A-4417', 'number 83', 'no number, the name is enough'],
    de: ['A-4417', 'Nummer 83', 'keine Nummer, der Name genügt'],
  },
  {
    name: /^(reservation|appointment|booking)_(time|date)$/i,
    en: ['at the time that was asked for', 'half an hour later than asked for'],
    de: ['zur gewünschten Zeit', 'eine halbe Stunde später als gewünscht'],
  },
  {
    name: /^(reservation|booking)_name$/i,
    en: ['the name that was given'],
    de: ['der genannte Name'],
  },
  {
    name: /alternative/i,
    en: ['an hour later', 'the day after', 'the week after'],
    de: ['eine Stunde später', 'am Tag darauf', 'in der Woche darauf'],
  },
  {
    name: /forecast|vorhersage/i,
    en: ['Sunny, with a light wind.', 'Cloudy, rain in the evening.', 'Cold and clear.', 'Mild, some clouds.'],
    de: ['Sonnig, leichter Wind.', 'Wolkig, am Abend Regen.', 'Kalt und klar.', 'Mild, einige Wolken.'],
  },
  {
    name: /red_flags|not_included/i,
    en: ['Nothing.', 'Nothing that was said.'],
    de: ['Nichts.', 'Nichts, das gesagt wurde.'],
  },
  {
    name: OWN_NAME,
    en: ['the name on your list is right', 'the same as on your list'],
    de: ['der Name auf Ihrer Liste stimmt', 'so wie auf Ihrer Liste'],
  },
  {
    name: /hours|opening|öffnung|oeffnung/i,
    en: ['Monday to Friday 9 to 6', 'Monday to Saturday 8 to 5', 'every day 10 to 8', 'Tuesday to Sunday 11 to 9'],
    de: [
      'Montag bis Freitag 9 bis 18 Uhr',
      'Montag bis Samstag 8 bis 17 Uhr',
      'täglich 10 bis 20 Uhr',
      'Dienstag bis Sonntag 11 bis 21 Uhr',
    ],
  },
  {
    name: /contact|person|manager|ansprech|spoke_?with|(^|_)name$/i,
    en: ['Maria Keller', 'Tom Becker', 'Alice Grant', 'Sam Ortiz', 'Nina Wolf', 'Paul Reed'],
    de: ['Maria Keller', 'Thomas Becker', 'Sabine Vogt', 'Jonas Wolf', 'Nina Brandt', 'Peter Lang'],
  },
  {
    name: /deliver|lead|liefer|availab|verfüg|when|termin|slot|date|time/i,
    en: ['within a week', 'in about ten days', 'from next Monday', 'two weeks after the order', 'right away'],
    de: ['innerhalb einer Woche', 'in etwa zehn Tagen', 'ab nächstem Montag', 'zwei Wochen nach Bestellung', 'sofort'],
  },
  {
    name: /warrant|garant|return|rückgabe/i,
    en: ['two years', 'one year on parts', '30 days, no questions asked'],
    de: ['zwei Jahre', 'ein Jahr auf Teile', '30 Tage ohne Angabe von Gründen'],
  },
  {
    name: /pay|zahl|condition|term|bedingung/i,
    en: ['30 days net', 'half in advance', 'by card or transfer', 'cash on delivery'],
    de: ['30 Tage netto', 'die Hälfte im Voraus', 'mit Karte oder Überweisung', 'bar bei Lieferung'],
  },
  {
    name: /address|location|adresse|ort$/i,
    en: ['12 Station Road', '5 Market Square', '88 Mill Lane'],
    de: ['Bahnhofstraße 12', 'Marktplatz 5', 'Mühlweg 88'],
  },
  { name: /currency|währung/i, en: ['USD'], de: ['EUR'] },
  {
    name: /reason|why|grund|concern|objection|complain/i,
    en: [
      'We are fully booked until then.',
      'It depends on the quantity.',
      'Prices went up this spring.',
      'That is our policy.',
    ],
    de: [
      'Wir sind bis dahin ausgebucht.',
      'Das hängt von der Menge ab.',
      'Die Preise sind im Frühjahr gestiegen.',
      'Das ist bei uns so üblich.',
    ],
  },
  {
    name: /^(notes?|remarks?|bemerkung(en)?|hinweise?)$/i,
    en: [
      'Nothing out of the ordinary.',
      'Best to call ahead on busy days.',
      'We are closed on public holidays.',
      'Parking is behind the house.',
    ],
    de: [
      'Nichts Besonderes.',
      'An vollen Tagen ruft man am besten vorher an.',
      'An Feiertagen haben wir zu.',
      'Parken kann man hinter dem Haus.',
    ],
  },
  {
    name: /summary|zusammenfassung/i,
    en: ['Helpful and quick; answered all questions.', 'Friendly, but in a hurry; gave the main facts.'],
    de: ['Hilfsbereit und zügig; alle Fragen beantwortet.', 'Freundlich, aber in Eile; das Wichtigste genannt.'],
  },
  {
    en: [
      'We can do that, no problem.',
      'It depends on the quantity.',
      'Best to order a week ahead.',
      'Ask for me when you call again.',
      'We do that every day.',
    ],
    de: [
      'Das machen wir, kein Problem.',
      'Das hängt von der Menge ab.',
      'Am besten eine Woche vorher bestellen.',
      'Fragen Sie beim nächsten Mal nach mir.',
      'Das machen wir jeden Tag.',
    ],
  },
];
