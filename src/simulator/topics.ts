// What calls are about: price, delivery, smallest order, opening hours. For each topic the question in German, for schemas
// that are written in English, and how a person on the phone says the value so that the sentence can be quoted alone.
import type { Language, Words } from './words.ts';

export interface Topic {
  /** Tried on the field's name, then on its description. */
  readonly about: RegExp;
  readonly kind: 'number' | 'text' | 'boolean';
  readonly question: string;
  /** `value` with its unit; the sentence stands alone. */
  readonly says: Readonly<Record<Language, (value: string) => Words>>;
  /** Not worth quoting: tells nothing about the offer. */
  readonly plain?: true;
}

export const PRICE = /price|cost|fee|quote|amount|total|budget|rate$|preis|kosten|kostet|gebühr/i;

/** A number out of ten: worth nothing as a quote. */
const rating = (about: RegExp, question: string): Topic => ({
  about,
  kind: 'number',
  question,
  says: {
    en: (value) => [`I would say ${value}.`, `I would put it at ${value}.`],
    de: (value) => [`Ich würde sagen: ${value}.`, `Da gebe ich ${value}.`],
  },
  plain: true,
});

/** The answer repeats the question; only the German one is needed, a schema in English has its own. */
const yesNo = (about: RegExp, question: string): Topic => ({
  about,
  kind: 'boolean',
  question,
  says: { en: () => ['Yes.'], de: () => ['Ja.'] },
});

/** The first that fits wins. */
export const TOPICS: readonly Topic[] = [
  rating(/price_score|offer|angebot/i, 'Wie gut ist Ihr Angebot, von 1 bis 10?'),
  rating(/match|fit$|capab/i, 'Wie gut passt das zu Ihrem Betrieb, von 1 bis 10?'),
  rating(/sla|service/i, 'Wie verlässlich ist Ihr Service, von 1 bis 10?'),
  rating(/score|rating|quality|satisf|from \d+ to \d+|von \d+ bis \d+/i, 'Wie schätzen Sie das ein, von 1 bis 10?'),
  {
    about: /discount|percent|rabatt|prozent/i,
    kind: 'number',
    question: 'Wie viel Rabatt geben Sie?',
    says: {
      en: (value) => [`We can give you ${value} off.`, `There is room for ${value} off, not more.`],
      de: (value) => [`Wir geben Ihnen ${value} Nachlass.`, `${value} Nachlass sind drin, mehr nicht.`],
    },
  },
  {
    about: PRICE,
    kind: 'number',
    question: 'Was kostet das bei Ihnen?',
    says: {
      en: (value) => [
        `We can do it for ${value}.`,
        `It is ${value}, and I cannot go lower.`,
        `For that we charge ${value}.`,
        `${value} is the best I can offer.`,
      ],
      de: (value) => [
        `Wir machen das für ${value}.`,
        `Unser Preis ist ${value}, tiefer kann ich nicht gehen.`,
        `Dafür nehmen wir ${value}.`,
        `${value}, günstiger geht es nicht.`,
      ],
    },
  },
  {
    about: /lead|deliver|liefer|days|tage|wochen|weeks/i,
    kind: 'number',
    question: 'Wie lange dauert es bis zur Lieferung?',
    says: {
      en: (value) => [
        `We deliver within ${value} of the order.`,
        `Count on ${value}; faster is hard at the moment.`,
        `From the order it takes us ${value}.`,
      ],
      de: (value) => [
        `Wir liefern innerhalb von ${value}.`,
        `Rechnen Sie mit ${value}, schneller wird es schwierig.`,
        `Nach der Bestellung haben Sie es in ${value}.`,
      ],
    },
  },
  {
    about: /minimum|smallest|moq|least|mindest|kleinste/i,
    kind: 'number',
    question: 'Was ist die kleinste Bestellung, die Sie annehmen?',
    says: {
      en: (value) => [`We start at ${value}.`, `Anything from ${value} on is fine with us.`],
      de: (value) => [`Wir fangen bei ${value} an.`, `Ab ${value} machen wir es gern.`],
    },
  },
  yesNo(/^is_?open|open (on|today|tomorrow)/i, 'haben Sie an dem Tag geöffnet'),
  yesNo(/availab|opening|free at that time/i, 'haben Sie zu der gewünschten Zeit etwas frei'),
  yesNo(/cancel/i, 'haben Sie die frühere Buchung gestrichen'),
  yesNo(/confirm|booked|reserved/i, 'haben Sie das jetzt fest für uns eingetragen'),
  yesNo(/new_patients/i, 'nehmen Sie neue Patienten'),
  yesNo(/insurance/i, 'nehmen Sie diese Versicherung'),
  yesNo(/api|interface/i, 'bieten Sie eine Schnittstelle für Bestellungen'),
  yesNo(/dr_plan|recover|backup|outage/i, 'haben Sie einen Plan für Ausfälle'),
  yesNo(/referen/i, 'nennen Sie uns Referenzkunden'),
  yesNo(/minimum|order/i, 'nehmen Sie eine Bestellung in dieser Größe'),
  yesNo(/deliver/i, 'liefern Sie auch'),
  {
    about: /^open|^opens|öffnet|öffnen/i,
    kind: 'text',
    question: 'Wann öffnen Sie?',
    says: {
      en: (value) => [`We open at ${value}.`, `The door is open from ${value} on.`],
      de: (value) => [`Wir öffnen um ${value}.`, `Ab ${value} ist jemand da.`],
    },
  },
  {
    about: /^clos|schließ/i,
    kind: 'text',
    question: 'Wann schließen Sie?',
    says: {
      en: (value) => [`We close at ${value}.`, `Come before ${value}, then we close.`],
      de: (value) => [`Wir schließen um ${value}.`, `Um ${value} machen wir zu.`],
    },
  },
  {
    about: /hours|öffnungszeit|oeffnungszeit/i,
    kind: 'text',
    question: 'Wie sind Ihre Öffnungszeiten?',
    says: {
      en: (value) => [`We are open ${value}.`],
      de: (value) => [`Wir haben ${value} geöffnet.`],
    },
  },
  {
    about: /(^|_)(deliver|lead)|liefer/i,
    kind: 'text',
    question: 'Bis wann könnten Sie liefern?',
    says: {
      en: (value) => [`We can deliver ${value}.`, `You can have it ${value}.`],
      de: (value) => [`Wir liefern ${value}.`, `Sie bekommen es ${value}.`],
    },
  },
  {
    about: /warrant|garant/i,
    kind: 'text',
    question: 'Welche Garantie geben Sie?',
    says: {
      en: (value) => [`The warranty is ${value}.`],
      de: (value) => [`Als Garantie geben wir ${value}.`],
    },
  },
  {
    about: /^(reservation|appointment|booking)_(time|date)$/i,
    kind: 'text',
    question: 'Für wann haben Sie es eingetragen?',
    says: { en: (value) => [`It is booked ${value}.`], de: (value) => [`Eingetragen ist es ${value}.`] },
  },
  {
    about: /confirmation/i,
    kind: 'text',
    question: 'Gibt es eine Bestätigungsnummer?',
    says: { en: (value) => [`${value}.`], de: (value) => [`${value}.`] },
    plain: true,
  },
  {
    about: /alternative|instead/i,
    kind: 'text',
    question: 'Was könnten Sie stattdessen anbieten?',
    says: {
      en: (value) => [`We could offer ${value}.`],
      de: (value) => [`Anbieten könnten wir es ${value}.`],
    },
  },
  {
    about: /name/i,
    kind: 'text',
    question: 'Wie ist der Name?',
    says: { en: (value) => [`${value}.`], de: (value) => [`${value}.`] },
    plain: true,
  },
  {
    about: /notes?$|ordinary|remark|besonder/i,
    kind: 'text',
    question: 'Gibt es sonst etwas, das wir wissen sollten?',
    says: { en: (value) => [`${value}.`], de: (value) => [`${value}.`] },
    plain: true,
  },
];
