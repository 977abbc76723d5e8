/** German words of the reply reader; see `lexicon.ts` for what the kinds mean. */
import type { NumberWords, WordList } from './vocabulary.ts';

const words: WordList = {
  yes: `(ok|okay|in ordnung|passt|gut) für (mich|uns), ja, jep, jup, jo, jawohl, ja ja, na klar, na klar doch, klar doch, natürlich, selbstverständlich, sicher, auf jeden fall, unbedingt, okay, ok
einverstanden, (bin |ich bin |wir sind )einverstanden, (bin |ich bin )dafür, freigegeben, genehmigt, bewilligt, bestätigt, angenommen, zugestimmt, akzeptiert, abgenickt
(ist |das ist |hiermit |alles |liste |die liste ist |ist hiermit )(freigegeben|genehmigt|bestätigt|ok|okay|in ordnung), freigabe erteilt, genehmigung erteilt, (meine|unsere) (freigabe|zustimmung|genehmigung) (hast du|habt ihr|haben sie), (du hast|ihr habt|sie haben) (meine|unsere) (freigabe|zustimmung), grünes licht
(ich |wir |)(stimme|stimmen) (dem |der liste |)zu, stimme voll zu, (ich |wir |)(genehmige|bestätige|akzeptiere|genehmigen|bestätigen), (ich |wir |)(gebe|geben) (das |es |die liste |)frei, freigeben, in ordnung, geht in ordnung, geht klar, passt, passt so, passt für mich, passt mir, das passt, passt alles, so passt es, so passt das
mach das, mach es, machen wir, machen wir so, mach so, macht das, mach mal, so machen, so machen wir es, so machen wir das, machen sie das, machen sie es, los, los gehts, leg los, legt los, legen sie los, leg mal los, weiter, weitermachen, mach weiter, macht weiter, fortfahren, bitte fortfahren, fahr fort, fahren sie fort, ab dafür, kann losgehen, kann so losgehen
so freigegeben, so genehmigt, sieht gut aus, klingt gut, hört sich gut an, von mir aus ja, kannst du machen, könnt ihr machen, können sie machen, kann so bleiben, ruf sie an, rufen sie sie an, ruf alle drei an`,
  weak: `gut, sehr gut, super, prima, toll, perfekt, klasse, spitze, bestens, wunderbar, ausgezeichnet, gerne, gern, sehr gerne, von mir aus, klar, alles gut, gute wahl, gute auswahl, gute arbeit, schöne liste, na gut, kein problem, kein thema, keine einwände, keine bedenken, keine probleme, von mir aus gerne, (von meiner seite |von mir )(keine einwände|keine bedenken), hab nichts dagegen, ich habe nichts dagegen, nichts dagegen, spricht nichts dagegen`,
  no: `gefällt mir (gar |)nicht, leider nein, leider nicht, nein leider, nein, nee, ne, nö, nie, niemals, nein nein, nein danke, auf keinen fall, auf gar keinen fall, keinesfalls, keineswegs, abgelehnt, (das |ist |wird |liste |hiermit |ist hiermit )abgelehnt, ablehnen, (ich |wir |)(lehne|lehnen) (das |es |die liste |)ab, lehne ich ab, bitte ablehnen, verworfen, nicht (freigegeben|genehmigt|einverstanden|ok|okay|in ordnung|bestätigt), (ich bin |bin |wir sind |damit bin ich |bin damit )nicht einverstanden
(das |)passt (so |mir |)nicht, (das |)geht (so |gar |)nicht, so nicht, geht nicht, (ich |)stimme (dem |)nicht zu, keine freigabe, keine zustimmung, lieber nicht, besser nicht, bin dagegen, ich bin dagegen, dagegen, keinen, keine, keiner, keinen davon, keine davon, keiner davon, niemanden, niemanden anrufen, (bitte |)(nicht|niemanden) anrufen, nicht weitermachen, nicht machen, nicht fortfahren, mach das nicht, stopp, abbrechen, abbruch, alle ablehnen, alles ablehnen`,
  hold: `bitte (freigeben|genehmigen|zustimmen|bestätigen), wenn, falls, sofern, sobald, bis auf weiteres, vielleicht, eventuell, evtl, warte, warten, moment, moment mal, kurz, später, morgen früh, heute abend, erst, noch nicht, nicht jetzt, jetzt nicht, mal sehen, mal schauen, nicht schlecht, warum nicht, wieso nicht, keine ahnung, keine meinung, egal, ist mir egal, mir egal, denke, glaube, meint, sagt, sagte, hat gesagt, muss, müsste, sollte, könnte, würde, hätte, vorher, nachher, zuerst, prüfen, klären, fragen, unsicher, bin unsicher, bin nicht sicher, nicht sicher, jein, na ja, naja, ja nein, doch, gesehen, verstanden, alles klar, ja klar, ach ja, schon gut, ist gut, ja ja ja, unter vorbehalt, vorbehaltlich, eigentlich, montag, dienstag, mittwoch, donnerstag, freitag, nächste woche`,
  why: `weil, denn, zu, viel zu, das, die, der, es, sie, wir, ich, ist, sind, alle, alles, leider, unser, unsere, da, viel, preise, preis, nicht, mir, uns`,
  fill: `bitte, danke, vielen dank, danke schön, dankeschön, hallo, moin, guten morgen, guten tag, guten abend, servus, liebe grüße, viele grüße, lg, vg, jetzt, sofort, gleich, dann, von mir, von uns, von meiner seite, meinerseits, für mich, ich meine, ich meinte, der, die, das, den, dem, die liste, diese liste, so, mal, denn, ruhig, lieber, von der liste, aus der liste, für runde 2, für runde zwei, für die nächste runde, wie vorgeschlagen, ein, eine, einen`,
  and: `und, sowie, und auch`,
  but: `aber, jedoch, allerdings, nur dass, mit einer änderung, mit der änderung, aber bitte, sondern`,
  or: `oder, entweder, und oder, bzw`,
  only: `nur, bloß, lediglich, ausschließlich, einzig, bitte nur, nur mit, beschränken auf, nichts außer`,
  top: `top, erste, ersten, besten, erstplatzierten`,
  last: `letzte, letzten, letzter`,
  all: `alle, alles, beide, alle beide, alle davon, allesamt, sämtliche, jeden, alle anbieter, alle kandidaten, alle firmen`,
  pick: `nimm, nehmt, nehmen, nehmen wir, wir nehmen, ich nehme, nehme, nehmen sie, wähle, wähl, ruf, rufe, rufen sie, anrufen, ich will, ich möchte, ich hätte gern, wir wollen, wir möchten, weiter mit, mach weiter mit, machen wir mit, los mit, dann mit, ja zu, ja für, ja bei, freigabe für, okay für, ok für, freigegeben, genehmigt, genehmige`,
  keep: `behalte, behalten, behalt, behalten wir`,
  put: `lass, lasst, lassen sie, lassen wir, wirf, werft, werfen sie, schmeiß, nimm, nehmt, nehmen sie, nehme, nehmen wir, setz, setze, setzen sie, hol`,
  drop: `ohne, streiche, streich, streichen sie, streichen, entferne, entfernen, entfernen sie, lösche, löschen, weglassen, lass weg, ausschließen, minus, nicht anrufen, ruf nicht, nicht, kein, keine, keinen, nein zu, nein bei, aber ohne, aber nicht, und nicht, aber streiche, und ohne, nehmt raus, nimm raus, bis auf, ausgenommen, abgesehen von, außer, ausser, exklusive`,
  dropped: `raus, weg, aus, heraus, streichen, entfernen, löschen, weglassen, ist raus, fliegt raus, sind raus, fliegen raus, kann raus, muss raus, soll raus, kann weg, muss weg, fällt weg, fällt raus, nicht, bitte nicht, nein, ausschließen, nicht anrufen, raus nehmen, rausnehmen, herausnehmen, aus der liste, von der liste, von der liste nehmen, rauslassen, weg lassen, rauswerfen, nehmen wir raus, draußen lassen, von der liste streichen`,
  not: `nicht, kein, keine, keinen`,
  except: `außer, ausser, bis auf, ohne, ausgenommen, mit ausnahme von, abgesehen von, aber ohne, aber nicht, nur nicht`,
  add: `plus, auch, und auch, noch, auch noch, und noch, zusätzlich, außerdem, dazu, ergänze, füge, hinzu, nimm noch, nimm auch, nehmt noch, nehmen sie noch, dazu noch, aber auch, inklusive, hinzufügen, nimm zusätzlich, nehmen wir noch, ergänzen`,
  added: `rein, dazu, hinzu, hinzufügen, hinzunehmen, dazunehmen, mit rein, kommt rein, kommt dazu, kommen dazu, soll rein, auch, auch noch, aufnehmen, mit aufnehmen, mit dazu, noch dazu, auch dazu, ebenfalls, ergänzen, reinnehmen, mit auf die liste`,
  instead: `statt, als, anstatt, anstelle von, anstelle, an stelle von, an die stelle von, statt der, statt dem, und nicht, ersetzt, stattdessen für`,
  insteadPost: `stattdessen, dafür`,
  swap: `tausche, tausch, tauschen, tauschen sie, tauschen wir, tauscht, wechsle, wechsel`,
  replace: `ersetze, ersetzen, ersetzen sie, ersetzen wir, ersetzt, tausche aus, ändere`,
  trade: `für, gegen`,
  for: `für, gegen, durch, mit, und, in`,
  range: `bis`,
  rank: `nummer, nummern, nr, platz, plätze, rang, ränge, position, stelle, kandidat, anbieter, firma`,
  list: `liste`,
  unit: `anbieter, firmen, lieferanten, kandidaten, davon, von ihnen, stück, leute, betriebe, läden, restaurants, unternehmen, anrufe`,
  more: `weitere, mehr, mehr davon, weitere anbieter, weitere firmen`,
  restYes: `(der |)rest (ist |passt |bleibt |)(ok|okay|gut|ja|passt|bleibt|in ordnung|freigegeben), rest passt, der rest passt, der rest bleibt, den rest behalten, ansonsten (ok|ja|gut|passt|passt es|passt alles|einverstanden|freigegeben|alles gut|in ordnung), sonst (ok|ja|gut|passt|passt es|passt alles|einverstanden|freigegeben|alles ok|in ordnung|alles gut), die (anderen|restlichen) (ok|ja|passen|bleiben)`,
  restNo: `(der |)rest (nicht|raus|nein|weg), den rest nicht, die anderen (nicht|raus|weg), sonst (niemand|niemanden|keinen|keine|keiner|nichts), sonst niemanden`,
};

const numbers: NumberWords = {
  cardinals: 'eins|einen|einer zwei|beide|beiden drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf',
  ordinals:
    'erste|ersten|erster|erstes zweite|zweiten|zweiter|zweites dritte|dritten|dritter|drittes vierte|vierten|vierter fünfte|fünften|fünfter|fuenfte sechste|sechsten|sechster siebte|siebten|siebter achte|achten|achter neunte|neunten|neunter zehnte|zehnten|zehnter',
};

export const GERMAN = { words, numbers } as const;
