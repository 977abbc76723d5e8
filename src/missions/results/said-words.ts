/** The words around a number that change what it is worth: currency, what it is per, tax, doubts, jokes. Four languages. */

import { anyPhrase } from '../../lib/any-phrase.ts';

/** ISO codes; "dollars" fits several of them. */
const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['CAD', /\bcad\b|canadian dollars?|kanadische dollar/i],
  ['AUD', /\baud\b|australian dollars?|australische dollar/i],
  ['USD', /\busd\b|\bus[- ]?dollars?|amerikanische dollar/i],
  ['$', /\$|\bdollars?\b|\bbucks\b|\bdólares\b/i],
  ['EUR', /€|\beur\b|\beuros?\b/i],
  ['GBP', /£|\bgbp\b|\bpounds?\b|\bquid\b|\bpfund\b|\blibras\b/i],
  ['CHF', /\bchf\b|\bfranken\b|\bswiss francs?\b|\bsfr\b/i],
  ['JPY', /¥|\bjpy\b|\byen\b/i],
  ['INR', /₹|\binr\b|\brupees?\b/i],
  ['SEK', /\b(?:sek|nok|dkk)\b|\bkron(?:a|or|er|en)\b|\bkr\b/i],
  ['PLN', /\bpln\b|\bz[łl]oty\b|zł/i],
  ['MXN', /\bmxn\b|\bpesos?\b/i],
];
const DOLLARS: ReadonlySet<string> = new Set(['$', 'USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD']);

/** The one that stands first in the text; of several at one place the first of the table. */
function firstIn(table: readonly (readonly [string, RegExp])[], text: string): string | undefined {
  const found = table.flatMap(([name, words]) => {
    const at = text.search(words);
    return at < 0 ? [] : [{ name, at }];
  });
  return found.toSorted((a, b) => a.at - b.at)[0]?.name;
}

export const currencyIn = (text: string): string | undefined => firstIn(CURRENCIES, text);

/** A plain "dollars" is the asked kind of dollar. */
export const sameCurrency = (said: string, asked: string): boolean =>
  said === asked || ((said === '$' || asked === '$') && DOLLARS.has(said) && DOLLARS.has(asked));

/** What a price is for. */
const BASES: readonly (readonly [string, RegExp])[] = [
  [
    'hour',
    /\b(?:per|an|each|every) hour\b|\bhourly\b|\/ ?h(?:our|r)?\b|\b(?:pro|die|je) stunde\b|stundensatz|stündlich|\bpor hora\b|de l'heure/i,
  ],
  [
    'day',
    /\b(?:per|a|each|every) day\b|\bdaily\b|\/ ?day\b|\b(?:pro|am|je) tag\b|täglich|tagessatz|\bal día\b|\bpar jour\b/i,
  ],
  ['night', /\b(?:per|a) night\b|\bnightly\b|\bpro nacht\b|\bpar nuit\b/i],
  [
    'week',
    /\b(?:per|a|each|every) week\b|\bweekly\b|\/ ?w(?:ee)?k\b|\b(?:pro|die|in der|je) woche\b|wöchentlich|\bpar semaine\b|\ba la semana\b/i,
  ],
  [
    'month',
    /\b(?:per|a|each|every) month\b|\bmonthly\b|\/ ?mo(?:nth)?\b|\b(?:pro|im|je|den) monat\b|monatlich|\bal mes\b|\bpar mois\b|\bp\.? ?m\.?(?!\w)/i,
  ],
  [
    'two weeks',
    /\b(?:every|each) (?:two|other|2) weeks?\b|\bfortnight|\bbi-?weekly\b|\balle (?:zwei|2|14) (?:wochen|tage)/i,
  ],
  ['half year', /\bhalf (?:a |the )?year|\bevery six months|\bsix months\b|\bhalbjahr|\bhalbjährlich|\bhalbes jahr/i],
  ['dozen', /\bdozen\b|\bdutzend\b|\bdocena\b|\bdouzaine\b/i],
  ['quarter', /\b(?:per|a) quarter\b|\bquarterly\b|\b(?:pro|im) quartal\b/i],
  [
    'year',
    /\b(?:per|a|each|every) year\b|\byearly\b|\bannual(?:ly)?\b|\bper annum\b|\/ ?y(?:ea)?r?\b|\b(?:pro|im|je) jahr\b|jährlich|\bal año\b|\bpar an\b|\bp\.? ?a\.?(?!\w)/i,
  ],
  ['hundred', /\b(?:per|for|pro|je|für|das) (?:an? |ein )?(?:hundred|hundert|100)\b(?![.,]?\d)/i],
  ['thousand', /\b(?:per|for|pro|je|für|das) (?:an? |ein )?(?:thousand|tausend|1[.,]?000)\b(?![.,]?\d)/i],
  [
    'person',
    /\b(?:per|a|each) (?:person|head|guest)\b|\b(?:pro|je) (?:person|kopf|gast)\b|\bpor persona\b|\bpar personne\b/i,
  ],
  [
    'area',
    /\b(?:per|a) (?:square|sq)|\/ ?(?:m²|m2|sqm|sq\.? ?ft)|\b(?:pro|je) (?:quadratmeter|qm)|\bpor metro|\bau mètre/i,
  ],
  [
    'lot',
    /\bfor (?:the lot|all of|everything|the whole)\b|\b(?:in total|altogether|all together)\b|\binsgesamt\b|\balles zusammen\b|\bfür alles\b/i,
  ],
  [
    'piece',
    /\beach\b|\bapiece\b|\b(?:a|per|one) (?:piece|unit|item)\b|\bunit price\b|\b(?:pro|das|je|ein) stück\b|stückpreis|einzelpreis|\bcada uno\b|\bla pièce\b/i,
  ],
];

export const basisIn = (text: string): string | undefined => firstIn(BASES, text);
export const basesIn = (text: string): readonly string[] =>
  BASES.filter(([, words]) => words.test(text)).map(([name]) => name);

/** The usual ones of an offer; said or not, they are no difference. */
export const isPlainBasis = (basis: string): boolean => basis === 'piece' || basis === 'lot';

const NET =
  /\bnet(?:to)?\b|(?:\bplus|\+|\bbefore|\bex(?:cl)?|\bexcluding|\bexclusive of|\bwithout|\bno)\.? ?(?:the )?(?:sales )?(?:vat|tax(?:es)?|mwst|mehrwertsteuer|umsatzsteuer|steuer|ust|iva)\b|\b(?:vat|tax(?:es)?|mwst|mehrwertsteuer|umsatzsteuer|steuer|ust|iva) (?:is |are |comes? |kommt )?(?:noch )?(?:not included|excluded|extra|on top|dazu|obendrauf)\b|\b(?:zzgl|zuzüglich|exkl)\b|\bohne (?:mwst|mehrwertsteuer|steuer)|\bhors taxes?\b|\bht\b|\b(?:sin|más) iva\b/i;
const GROSS =
  /\b(?:gross|brutto)\b|\b(?:incl|including|inclusive(?: of)?|with|after|inkl|inklusive|einschließlich|mit)\.? ?(?:der |the )?(?:sales )?(?:vat|tax(?:es)?|mwst|mehrwertsteuer|umsatzsteuer|steuer|ust|iva)\b|\b(?:vat|tax(?:es)?|mwst|iva)\.? (?:is |are )?(?:included|inklusive|incluido)\b|\ball[- ]in\b|\bttc\b|\btoutes taxes\b|\bcon iva\b/i;

export type Tax = 'net' | 'gross';

/** Both words at once say nothing about either. */
export function taxIn(text: string): Tax | undefined {
  const [net, gross] = [NET.test(text), GROSS.test(text)];
  return net === gross ? undefined : net ? 'net' : 'gross';
}

const JOKE = anyPhrase(
  '\\bha(?:ha)+h?\\b|\\bha,? ha\\b|\\bhe(?:he)+\\b|\\blol\\b|[😂🤣😆😜]|\\b(?:laughs|laughing|lacht)\\b',
  '\\bkidding\\b|\\bjok(?:e|ing)\\b|\\bscherz|\\bwitz\\b|\\bspaß(?:eshalber)?\\b|\\bbroma\\b|\\bblague\\b',
  "\\b(?:ga)?[gz]illion|\\bwould be nice\\b|\\bwäre? schön\\b|\\bsince it['’]?s you\\b|\\bweil sie es sind\\b",
  '\\bfor free\\b|\\bfree of charge\\b|\\bumsonst\\b|\\bgeschenkt\\b|\\bgratis\\b',
);
export const soundsLikeJoke = (text: string): boolean => JOKE(text);

const UNSURE = anyPhrase(
  '\\bdepend|\\bdar?auf an\\b|\\bhängt\\b.*\\bab\\b|\\bça dépend|\\bunless\\b|\\bes sei denn\\b',
  '\\b(?:but )?only (?:if|when|for)\\b|\\bnur (?:wenn|bei|falls)\\b|\\bprovided\\b|\\bvorausgesetzt\\b|\\bsofern\\b',
  '\\bno idea\\b|\\bkeine ahnung\\b|\\bnot (?:sure|certain|firm|final|binding|confirmed)\\b|\\bnicht (?:sicher|genau)\\b',
  '\\b(?:maybe|perhaps|possibly|probably|might|could be|something like|somewhere|ballpark|off the top)\\b',
  '\\b(?:vielleicht|eventuell|vermutlich|wahrscheinlich|geschätzt|schätzungsweise)\\b|\\bquizás?\\b|\\bpeut-être\\b',
  "\\bi (?:think|guess|believe|suppose)\\b|\\bwould say\\b|\\bi['’]d say\\b|\\bguess|\\bestimate|\\bje (?:pense|crois)\\b|\\bcreo que\\b",
  '\\bich (?:glaub|denk|schätz|mein)e?\\b|\\bwould have to\\b|\\b(?:have|had) to (?:check|look|see|ask)\\b|\\bnach(?:sehen|fragen|schauen)\\b',
  "\\b(?:can['’]?t|cannot|can not) (?:say|promise|guarantee)\\b|\\bnicht (?:versprechen|garantieren)\\b",
  '\\b(?:quote|hold) me\\b|\\bnageln\\b|\\bohne gewähr\\b|\\bunverbindlich\\b|\\bif all goes well\\b|\\bwenn alles gut\\b',
  '\\bor so\\b|\\boder so\\b|\\bin dem dreh\\b|\\bgrößenordnung\\b|\\bgive or take\\b|\\bmore or less\\b|\\bmehr oder weniger\\b',
  '\\blast (?:year|month|time)\\b|\\bletzte[ns]? (?:jahr|mal|monat)\\b|\\bused to\\b|\\bfrüher\\b|\\bback then\\b|\\bdamals\\b',
  '\\bafterwards\\b|\\bafter that\\b|\\bdanach\\b|\\bintroductory\\b|\\bfirst (?:year|month)\\b|\\bim ersten (?:jahr|monat)\\b|\\bpromo|\\baktionspreis\\b',
  '\\b(?:it|that|they) (?:was|were)\\b|\\bwar(?:en)?\\b|\\bat best\\b|\\bbestenfalls\\b|\\bfrühestens\\b|\\bat the earliest\\b',
  '\\bauf die hand\\b|\\bcash in hand\\b|\\bunder the table\\b|\\bohne rechnung\\b|\\b(?:no|without an?) invoice\\b',
  '\\bafter (?!tax|vat)|\\bonce (?:the|we|you|it)\\b|\\bsobald\\b|\\bnachdem\\b|\\bas soon as\\b',
  '\\b(?:waiting list|warteliste)\\b|\\bto be confirmed\\b|\\bnoch (?:nicht )?bestätig',
);
export const soundsUnsure = (text: string): boolean => UNSURE(text);

/** Directly before a number: only one end of what it may come to. */
const BOUND_BEFORE =
  /(?:\b(?:from|ab|over|under|above|below|unter|über|at least|mindestens|minimum(?: of)?|no less than|up to|bis zu|at most|höchstens|maximal|no more than|less than|more than|mehr als|weniger als|starting(?: at| from)?|starts? (?:at|from)|a partir de|hasta)\b|à partir de|jusqu'à)\s*[€$£]?\s*$/i;
export const isBound = (before: string): boolean => BOUND_BEFORE.test(before);

const TAX_WORDS =
  '(?:the |der |die |any |legal |gesetzliche[rn]? )?(?:sales |\\d+ ?(?:%|percent|prozent) ?)*(?:vat|tax|mwst|mehrwert|umsatz|steuer|ust|iva)';
/** What else has to be paid. */
const EXTRA = anyPhrase(
  `\\b(?:plus|zzgl|zuzüglich)\\.? (?!${TAX_WORDS})`,
  '\\bon top\\b|\\bkomm(?:t|en)\\b.*\\bdazu\\b|\\bobendrauf\\b|\\bextra\\b|\\bnot including\\b|\\bohne (?:material|anfahrt|versand)\\b',
);
/** Tax that comes on top is no extra: then the number is net. */
const TAX_ON_TOP =
  /\b(?:vat|tax(?:es)?|mwst|mehrwertsteuer|umsatzsteuer|steuer|ust|iva) (?:is |are |comes? |kommt )?(?:noch )?(?:extra|on top|dazu|obendrauf)\b/gi;
export const hasExtra = (text: string): boolean => EXTRA(text.replaceAll(TAX_ON_TOP, ''));

/** A share that is the tax's own: "plus 19 percent VAT". */
export const isTaxShare = (after: string): boolean => TAX_SHARE(after);
const TAX_SHARE = anyPhrase(
  '^ ?(?:%|percent|prozent) (?:of )?(?:vat|sales tax|tax|mwst|mehrwertsteuer|umsatzsteuer|ust|iva)\\b',
);

/** Small change, by the hundred. */
export const isSmallChange = (after: string): boolean =>
  /^\s*(?:¢|(?:cents?|pence|pennies|rappen|centimes|céntimos)(?![a-zà-ÿ]))/i.test(after);

/** Days in a unit of time; undefined for everything else. */
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:minutes?|mins?|minuten?)\b/i, 1 / 1440],
  [/^(?:hours?|hrs?|h|stunden?)\b/i, 1 / 24],
  [/^(?:(?:working|business|calendar|werk|arbeits)[- ]?)?(?:days?|tagen?|tage|días?|jours?)\b/i, 1],
  [/^(?:weeks?|wks?|wochen?|semanas?|semaines?)\b/i, 7],
  [/^(?:months?|monate?n?|meses|mes|mois)\b/i, 30],
  [/^(?:years?|yrs?|jahre?n?|años?|ans?)\b/i, 365],
];
export const daysIn = (unit: string): number | undefined =>
  DAYS.find(([words]) => words.test(unit.trim().replace(/^(?:full|whole|volle) /i, '')))?.[1];
