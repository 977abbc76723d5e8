/**
 * The words that tell how a call went: in the outcome field, however it was spelled, and in what the callee said. The lists
 * hold whole turns of speech, so that a sentence which only sounds alike ("leave the papers at the desk") is left alone.
 */
import { anyPhrase } from '../../lib/any-phrase.ts';
import type { InsightOutcome } from '../schema.ts';
import type { Value } from '../terms.ts';

export type OutcomeWord = InsightOutcome | 'no_answer' | 'busy';

/** What is not a success comes first: of two outcomes in one field the safer one counts. */
const OUTCOME_WORDS: readonly (readonly [OutcomeWord, RegExp])[] = [
  [
    'opted_out',
    /opt(?:ed)? ?out|do ?n[o']t call|do not call|never call|unsubscri|nicht (?:mehr|wieder) anrufen|no llamar|ne plus appeler|non chiamare/,
  ],
  ['wrong_person', /wrong|incorrect|falsch|not the (?:right|correct|intended)|equivocad|mauvais|sbagliat|verkeerd/],
  [
    'refused',
    /refus|declin|not willing|unwilling|not interested|no interest|no,? thank|reject|abgelehnt|kein interesse|rechaz|rifiut|geweigerd/,
  ],
  [
    'voicemail',
    /voice ?mail|\bmachine\b|answering service|mail ?box|^vm$|anrufbeantworter|buz[oó]n|contestador|messagerie|répondeur|segreteria|left (?:a )?message/,
  ],
  [
    'menu',
    /menu|menü|\bivr\b|automated|recording|recorded|\bhold\b|queue|warteschleife|(?:phone|call) tree|\bno human\b|\b(?:ro)?bot\b|\bansage\b/,
  ],
  [
    'call_back',
    /call ?back|rückruf|später|rappel|call (?:again |me )?(?:later|tomorrow|next|on|at)|call again|try again|busy now|another time|reschedul|llamar más tarde|volver a llamar|richiam|terugbel/,
  ],
  [
    'no_answer',
    /^(?:call |was |line )*(?:no answer|unanswered|not answered|did not answer)(?! (?:the )?questions)|keine antwort|nobody|no one|sin respuesta|pas de réponse|nessuna risposta/,
  ],
  ['busy', /^(?:line )?(?:was )?busy|besetzt|engaged|ocupad|occupé/],
  [
    'nothing_learnt',
    /nothing|questions|no (?:useful )?information|incomplete|hung ?up|disconnect|dropped|silen|language|^other|fail|nichts/,
  ],
  [
    'answered',
    /answer|success|complet|human|spoke|reached|right person|beantwort|erreicht|contestad|contestó|répondu|risposto|beantwoord/,
  ],
];

export function outcomeWordOf(value: Value | undefined): OutcomeWord | undefined {
  const text =
    typeof value === 'string'
      ? value
          .toLowerCase()
          .replaceAll(/[_\s-]+/g, ' ')
          .trim()
      : '';
  return text === '' ? undefined : OUTCOME_WORDS.find(([, words]) => words.test(text))?.[0];
}

const NEVER_AGAIN = anyPhrase(
  "\\b(?:never|do not|don'?t|stop|quit)(?: \\p{L}+)? (?:call|phone|ring)(?:ing)?(?: \\p{L}+){0,3} (?:again|any ?more|ever)\\b",
  '\\b(?:never|stop|quit) (?:ever )?(?:call|phon|ring)(?:e|ing)? (?:me|us|here|this|my|our)\\b',
  '\\b(?:take|remove|delete|strike)(?: \\p{L}+)? (?:me|us|my|our|this|number)\\b(?: \\p{L}+){0,3} (?:list|database|system|records|number)\\b',
  '\\bremoved from (?:your|the|this|any)\\b|\\b(?:aus dem verteiler|aus ihrer liste|von ihrer liste|von der liste)\\b|\\blast time you(?: ever)? call',
  '\\b(?:leave|let) (?:me|us) alone\\b|\\blassen sie (?:mich|uns) in ruhe\\b',
  '\\brufen sie(?: \\p{L}+){0,3} (?:nie|nicht)(?: \\p{L}+)? ?(?:wieder|mehr)\\b',
  '\\b(?:nie wieder|nicht mehr|nie mehr) (?:an(?:ge)?rufen|anzurufen|angerufen)\\b',
  '\\bkeine (?:weiteren )?anrufe mehr\\b|\\bunterlassen sie\\b',
  '\\brufen sie(?: \\p{L}+){0,3} nicht (?:noch ?(?:ein)?mal|nochmals) an\\b',
  '(?<!never |[a-z])stop calling\\b(?! (?:it|that|them)\\b)|\\blose (?:my|our|this) number\\b|\\bdo[ -]not[ -]call list\\b',
  '\\bif you (?:ever )?call (?:me |us |here )?again\\b',
  "\\b(?:arrêtez|cessez) de (?:m['’]|nous )?appeler\\b|\\bdejen? de llamar|\\bsmett(?:a|ete) di chiamar",
  '\\b(?:löschen|streichen|entfernen) sie (?:mich|uns|meine|unsere|diese)\\b',
  "\\bne (?:m[e'’] ?|nous )?(?:r?appele[rz]) (?:plus|jamais)\\b",
  '\\bno (?:me |nos )?(?:llamen?|vuelvan? a llamar)(?:me|nos)? (?:más|nunca)\\b|\\bno vuelvan? a llamar',
  '\\bnon (?:mi |ci )?(?:chiami|chiamate|richiami|richiamate)(?: \\p{L}+)? più\\b',
);
/** "Don't call again today": a wish about the time. */
const FOR_NOW =
  /\b(?:today|tonight|this (?:week|month|morning|afternoon)|before|until|till|heute|diese woche|vor|bis)\b/i;

const MACHINE = anyPhrase(
  '\\b(?:after|at|nach) (?:the |dem )?(?:tone|beep|signal|signalton|ton|piep\\p{L}*)\\b',
  '\\bleave (?:a|your|us a|me a) (?:short |brief )?(?:message|name)\\b(?! (?:for|with|to)\\b)',
  "\\bcan(?:not|['’]t) (?:come to|get to|take|answer) (?:the|your|my) (?:phone|call)\\b|\\bunable to (?:take|answer) your call\\b",
  '\\b(?:hier ist|dies ist|das ist|sie hören) (?:der|den|die)(?: \\p{L}+)? (?:anrufbeantworter|mailbox)\\b',
  "\\byou(?: have|'ve)? reached the (?:voice ?mail|mailbox|answering)",
  '\\bperson you (?:are calling|have called|called|are trying to reach)\\b',
  '\\bsubscriber (?:you|is)\\b',
  '\\bhinterlassen sie (?:bitte )?(?:eine|ihre|uns)\\b',
  '\\b(?:mailbox|voice ?mail) (?:is |ist )?(?:full|voll)\\b|\\brecord your (?:message|name)\\b|\\b(?:mailbox|voice ?mail|anrufbeantworter)\\b.*\\b(?:erreicht|reached|spr[ie]ch\\p{L}*|hinterlass\\p{L}*|leave|record)\\b|\\b(?:reached|erreicht)\\b.*\\b(?:mailbox|voice ?mail|anrufbeantworter)\\b|\\bnachricht (?:zu )?hinterlassen\\b',
  '\\bmit der mailbox\\b|\\bmailbox von\\b',
  '\\b(?:gesprächspartner|teilnehmer|rufnummer)\\b.*\\b(?:nicht (?:erreichbar|vergeben)|vorübergehend)\\b',
  '\\b(?:deje|dejar) (?:su|un) mensaje\\b|\\bdespués de la señal\\b',
  '\\blaissez (?:un|votre) message\\b|\\baprès le (?:bip|signal)\\b',
  '\\blasci(?:ate|are)? un messaggio\\b|\\bdopo il segnale\\b',
);

const MENU = anyPhrase(
  '\\bpress (?:\\d|one|two|three|four|five|zero|star|pound|hash)\\b',
  '\\bto (?:speak|talk) (?:to|with) .+\\b(?:say|dial)\\b|\\bsagen sie (?:bitte )?[„"“]',
  '\\bdrücken sie\\b|\\bwählen sie die\\b|\\bplease say or enter\\b|\\benter your (?:account|pin|extension|number)\\b',
  '\\b(?:oprima|pulse|marque) (?:el |la )?(?:\\d|uno|dos|tres)',
  '\\b(?:appuyez|tapez) sur\\b|\\btapez (?:\\d|un|deux)\\b',
  '\\byour call is important\\b',
  '\\b(?:all|our) (?:of )?(?:our )?(?:agents|representatives|lines|operators) (?:are|is)\\b.*\\bbusy\\b',
  '\\bplease (?:hold|stay on the line)\\b|\\bbleiben sie (?:bitte )?(?:am apparat|in der leitung)\\b',
  '\\balle (?:unsere )?(?:mitarbeiter|leitungen|plätze)\\b.*\\b(?:besetzt|gespräch)\\b',
);

const WRONG = anyPhrase(
  '\\bwrong (?:number|person|department|guy|man|woman|company|place|house|extension)\\b(?! of\\b)',
  '\\b(?:nobody|no one)(?: here)? (?:called|named|by the name)\\b',
  '\\bmoved away\\b|\\bused to be (?:here|their number)\\b|\\b(?:this|das|hier) (?:is|ist) (?:a|an|my|ein|eine|meine?) (?:private |privater? )?(?:house|home|flat|residence|haushalt|wohnung|anschluss)\\b',
  '\\bwir sind (?:hier |gar )?keine? \\p{L}+, (?:wir|sondern)\\b',
  '\\bfalsch verbunden\\b|\\bfalsche nummer\\b|\\bverwählt\\b|\\bmis-?dial',
  '\\bhier gibt es kein\\p{L}*\\b|\\bkenne ich nicht\\b',
  "\\b(?:does ?n[o']t|does not|no longer) works? here\\b|\\bleft the company\\b|\\bnobody (?:here )?by that name\\b",
  '\\barbeitet (?:hier )?nicht mehr\\b|\\bist nicht mehr bei uns\\b',
  '\\bequivocado de número\\b|\\bnúmero equivocado\\b',
  '\\b(?:mauvais|faux) numéro\\b',
  '\\bha sbagliato numero\\b',
);

const REFUSAL = anyPhrase(
  "\\bnot interested\\b|\\bno interest\\b|\\bdo ?n[o']t (?:talk|speak) to (?:robots?|machines?|computers?|bots?|an? ai)\\b",
  "\\bno time for this\\b|\\b(?:hanging|hang) up (?:now|on)\\b|\\b(?:do ?n['’]t|never) do surveys\\b|\\b(?:we|i) do ?n['’]t need\\b|^no,? thank",
  "\\b(?:do ?n['’]t|cannot|can['’]t|never) give (?:out )?(?:any )?(?:information|prices?|quotes?)\\b.*\\bphone\\b",
  '\\bkeine (?:auskunft|auskünfte|preise)\\b.*\\btelefon|^nein,? danke\\b|\\bbrauchen wir nicht\\b',
  "\\b(?:das|dazu) sage ich (?:ihnen )?nicht|\\bnone of your business\\b|\\bgeht sie nichts an\\b|\\b(?:won['’]t|will not) (?:tell|say|answer)\\b",
  '\\bkein interesse\\b|\\bnicht interessiert\\b',
  '\\brede nicht mit (?:maschinen|robotern|computern|einem roboter|einer maschine)\\b',
  '\\bno me interesa\\b|\\bpas intéressée?\\b|\\bnon (?:mi )?interessa\\b',
);

const LATER = anyPhrase(
  '\\bcall (?:me |us |you )?(?:back|again|later|tomorrow|next|on|in|at|after|monday|tuesday|wednesday|thursday|friday)\\b',
  '\\btry (?:me |us )?(?:again )?(?:later|tomorrow|next|then)\\b|\\btry again\\b',
  '\\b(?:is|are|am|be|he|she|they|ist|sind) (?:back|in|there|here|available|wieder da|da|erst)\\b.*\\b(?:from|at|on|after|until|ab|am|um|nach|tomorrow|morgen|monday|tuesday|wednesday|thursday|friday)\\b',
  '\\bmelden sie sich\\b.*\\b(?:morgen|später|nächste\\p{L}*|noch ?mal|wieder)\\b',
  '\\brufen sie (?:\\p{L}+ ){0,5}(?:wieder |noch ?mal |später |nochmals |zurück )*an\\b',
  '\\b(?:später|noch ?mal|wieder|morgen|nächste woche) (?:\\p{L}+ ){0,2}anrufen\\b',
  '\\b(?:llame|llámeme|vuelva a llamar)\\b.*\\b(?:mañana|más tarde|luego|semana)\\b',
  '\\brappelez(?:-moi|-nous)?\\b',
  '\\brichiami\\b.*\\b(?:domani|più tardi)\\b',
);

export const saysNeverAgain = (words: string): boolean => NEVER_AGAIN(words) && !FOR_NOW.test(words);
export const isMachine = (words: string): boolean => MACHINE(words);
export const isMenu = (words: string): boolean => MENU(words);
export const isWrongPerson = (words: string): boolean => WRONG(words);
export const isRefusal = (words: string): boolean => REFUSAL(words);
/** Asks for a call at another time; who never wants one again does not. */
export const asksForCall = (words: string): boolean => LATER(words) && !saysNeverAgain(words);
