/** French, Spanish, Italian, Portuguese, Dutch and Polish words of the reply reader: consent, refusal, plain changes. */
import type { NumberWords, WordList } from './vocabulary.ts';

interface Language {
  readonly words: WordList;
  readonly numbers: NumberWords;
}

const FRENCH: Language = {
  words: {
    yes: `oui, ouais, d'accord, je suis d'accord, c'est d'accord, c'est bon, c'est bon pour moi, ok pour moi, approuvé, j'approuve, validé, je valide, vas y, allez y, on y va, bien sûr, entendu, accepté, j'accepte, feu vert, c'est validé, bon pour accord`,
    weak: `parfait, très bien, super, volontiers, pas de problème, aucune objection, pas d'objection`,
    no: `non, refusé, je refuse, rejeté, pas d'accord, je ne suis pas d'accord, non merci, surtout pas, jamais, pas question, je rejette, n'appelez personne`,
    hold: `si, peut être, attends, attendez, plus tard, demain, pas encore, pas mal, pourquoi pas, pas sûr, je ne sais pas, quand, bof`,
    why: `trop, c'est trop, parce que, car, c'est, ils`,
    fill: `s'il vous plaît, s'il te plaît, svp, stp, merci, bonjour, bonsoir, salut, le, la, les, l, pour moi, maintenant`,
    and: 'et',
    but: 'mais',
    or: 'ou',
    only: `seulement, uniquement, juste, que`,
    all: `tout, tous, toutes`,
    pick: `prends, prenez, appelez, appelle, on prend, oui pour`,
    drop: `sans, enlève, enlevez, retire, retirez, supprime, supprimez, pas, mais sans, mais pas, sauf`,
    except: `sauf, à part, sans, mais pas, excepté`,
    add: `ajoute, ajoutez, plus, aussi, et aussi`,
    added: `aussi, en plus`,
    instead: `au lieu de, au lieu du, à la place de, plutôt que`,
    replace: `remplace, remplacez`,
    swap: `échange, échangez`,
    for: `par, contre, avec, et, pour`,
    rank: `numéro, numéros, le numéro`,
  },
  numbers: {
    cardinals: 'un deux trois quatre cinq six sept huit neuf dix',
    ordinals: 'premier|première deuxième|second|seconde troisième quatrième cinquième',
  },
};

const SPANISH: Language = {
  words: {
    yes: `sí, si, vale, de acuerdo, estoy de acuerdo, aprobado, aprobada, apruebo, lo apruebo, adelante, claro que sí, por supuesto, aceptado, acepto, confirmado, sí adelante, dale, está bien, me parece bien`,
    weak: `perfecto, muy bien, bien, genial, claro, sin problema, ningún problema, no hay problema, sin objeciones, ninguna objeción, con gusto`,
    no: `no, rechazado, rechazo, lo rechazo, no apruebo, no estoy de acuerdo, no acepto, de ninguna manera, para nada, no gracias, nunca, no llames a nadie, aprobado no`,
    hold: `quizás, quizá, tal vez, espera, espere, más tarde, mañana, todavía no, aún no, no está mal, por qué no, no sé, cuando`,
    why: `demasiado, muy, porque, es, es demasiado, son`,
    fill: `por favor, gracias, hola, buenos días, buenas, el, la, las, ahora, ya`,
    and: `y, e`,
    but: `pero, sino`,
    or: `o`,
    only: `solo, sólo, solamente, únicamente, nada más que`,
    all: `todos, todas`,
    pick: `toma, llama, llama a, llame a, elige, sí a`,
    drop: `sin, quita, quite, elimina, elimine, pero sin, menos, excepto, no llames a`,
    except: `menos, excepto, salvo, sin`,
    add: `añade, agrega, añada, agregue, más, también, y también`,
    added: `también`,
    instead: `en lugar de, en vez de`,
    replace: `reemplaza, sustituye, cambia, reemplace, sustituya, cambie`,
    swap: `intercambia`,
    for: `por, con, y`,
    rank: `número, números, el número, n`,
  },
  numbers: {
    cardinals: 'uno|una dos tres cuatro cinco seis siete ocho nueve diez',
    ordinals: 'primero|primera|primer segundo|segunda tercero|tercera|tercer cuarto|cuarta quinto|quinta',
  },
};

const ITALIAN: Language = {
  words: {
    yes: `sì, si, va bene, d'accordo, sono d'accordo, approvato, approvata, approvo, accettato, accetto, confermato, confermo, certo, procedi, procedete, procediamo, vai, andiamo, ok per me, via libera`,
    weak: `perfetto, bene, benissimo, ottimo, volentieri, nessun problema, nessuna obiezione`,
    no: `no, rifiutato, rifiuto, respinto, non approvo, non sono d'accordo, non va bene, assolutamente no, no grazie, mai, non approvato, non accetto`,
    hold: `forse, aspetta, aspettate, più tardi, domani, non ancora, non male, perché no, non so, se, quando`,
    why: `troppo, perché, è, è troppo, sono`,
    fill: `per favore, grazie, ciao, buongiorno, buonasera, il, la, lo, gli, adesso, ora`,
    and: `e, ed`,
    but: `ma, però`,
    or: `o, oppure`,
    only: `solo, soltanto, solamente`,
    all: `tutti, tutte`,
    pick: `prendi, prendete, chiama, chiamate, scegli, sì a`,
    drop: `senza, togli, togliete, elimina, eliminate, rimuovi, ma senza, tranne, eccetto, meno`,
    except: `tranne, eccetto, meno, salvo, a parte`,
    add: `aggiungi, aggiungete, più, anche, e anche`,
    added: `anche`,
    instead: `invece di, al posto di, anziché, invece del, al posto del`,
    replace: `sostituisci, sostituite, cambia`,
    swap: `scambia, scambiate`,
    for: `con, per, e`,
    rank: `numero, numeri, il numero`,
  },
  numbers: {
    cardinals: 'uno due tre quattro cinque sei sette otto nove dieci',
    ordinals: 'primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta',
  },
};

const PORTUGUESE: Language = {
  words: {
    yes: `sim, de acordo, estou de acordo, concordo, aprovado, aprovada, aprovo, eu aprovo, aceito, confirmado, confirmo, pode ser sim, pode avançar, podem avançar, avança, avance, vamos, vamos lá, pode ir, está bom, tá bom, com certeza, combinado, está bem`,
    weak: `perfeito, ótimo, bom, muito bom, beleza, sem problema, sem problemas, sem objeções, nenhuma objeção, claro`,
    no: `não, rejeitado, rejeito, recusado, recuso, não aprovo, não concordo, não aceito, de jeito nenhum, nunca, não obrigado, não obrigada, não aprovado`,
    hold: `talvez, espera, espere, mais tarde, amanhã, ainda não, por que não, porque não, não sei, nada mal, quando, se`,
    why: `demasiado, muito, porque, é, é muito, caro, são`,
    fill: `por favor, obrigado, obrigada, olá, oi, bom dia, boa tarde, o, a, os, as, agora`,
    and: 'e',
    but: `mas, porém`,
    or: 'ou',
    only: `só, somente, apenas`,
    all: `todos, todas`,
    pick: `liga, ligue para, liga para, escolhe, escolha, sim para, sim a`,
    drop: `sem, tira, tire, remove, remova, retira, retire, mas sem, menos, exceto`,
    except: `menos, exceto, salvo, sem, fora`,
    add: `adiciona, adicione, acrescenta, mais, também, e também`,
    added: `também`,
    instead: `em vez de, no lugar de, em vez do, ao invés de, em lugar de`,
    replace: `substitui, substitua, troca, troque, substituir`,
    for: `por, pelo, com, e`,
    rank: `número, números, o número`,
  },
  numbers: {
    cardinals: 'um|uma dois|duas três quatro cinco seis sete oito nove dez',
    ordinals: 'primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta',
  },
};

const DUTCH: Language = {
  words: {
    yes: `ja, akkoord, (ik ga |ga |)akkoord, goedgekeurd, ik keur het goed, oké, prima zo, ga door, ga je gang, doe maar, ga maar door, mee eens, eens, ik ben het eens, zeker, natuurlijk, is goed, dat is goed, bevestigd, geaccepteerd, ga verder, groen licht`,
    weak: `goed, prima, perfect, graag, geen probleem, geen bezwaar, geen bezwaren, mooi`,
    no: `nee, neen, afgekeurd, afgewezen, niet akkoord, ik ga niet akkoord, niet mee eens, nooit, absoluut niet, liever niet, zeker niet, nee bedankt, nee dank je, niet goedgekeurd`,
    hold: `misschien, wacht, wacht even, straks, later, nog niet, niet slecht, waarom niet, geen idee, als, wanneer`,
    why: `te, veel te, want, omdat, het, dat, ze`,
    fill: `alsjeblieft, alstublieft, graag gedaan, bedankt, dank je, dank u, hallo, goedemorgen, goedemiddag, de, het, nu, maar graag`,
    and: 'en',
    but: 'maar',
    or: 'of',
    only: `alleen, slechts, enkel`,
    all: `alle, allemaal, iedereen`,
    pick: `neem, bel, kies, neem maar, ja voor`,
    drop: `zonder, schrap, verwijder, haal weg, maar zonder, behalve, maar niet`,
    except: `behalve, op, zonder`,
    dropped: `eruit, weg, eraf`,
    add: `voeg, plus, ook, en ook`,
    added: `toe, erbij, ook, toevoegen`,
    instead: `in plaats van, ipv`,
    replace: `vervang, verander`,
    swap: `wissel, ruil`,
    for: `door, met, voor, en, tegen`,
    rank: `nummer, nummers`,
  },
  numbers: {
    cardinals: 'een|één twee drie vier vijf zes zeven acht negen tien',
    ordinals: 'eerste tweede derde vierde vijfde',
  },
};

const POLISH: Language = {
  words: {
    yes: `tak, zgoda, zgadzam się, zatwierdzam, zatwierdzone, zatwierdzony, akceptuję, zaakceptowane, akceptacja, potwierdzam, potwierdzone, dobrze, w porządku, jasne, oczywiście, okej, działaj, działajcie, dalej, kontynuuj, możecie dzwonić`,
    weak: `super, świetnie, chętnie, nie ma problemu, bez problemu, bez zastrzeżeń, nie mam zastrzeżeń, nie mam nic przeciwko`,
    no: `nie, nie zgadzam się, nie zatwierdzam, odrzucam, odrzucone, odrzucony, nie akceptuję, nigdy, w żadnym wypadku, nie ma mowy, nie dziękuję, lepiej nie`,
    hold: `może, poczekaj, czekaj, później, jutro, jeszcze nie, nieźle, czemu nie, dlaczego nie, nie wiem, jeśli, jeżeli, kiedy`,
    why: `za, zbyt, bo, ponieważ, to, są, jest`,
    fill: `proszę, dziękuję, dzięki, cześć, dzień dobry, teraz, od razu`,
    and: `i, oraz`,
    but: `ale, lecz`,
    or: `lub, albo`,
    only: `tylko, wyłącznie, jedynie`,
    all: `wszyscy, wszystkich, wszystkie`,
    pick: `weź, weźcie, wybierz, zadzwoń do`,
    drop: `bez, usuń, usuńcie, skreśl, wykreśl, ale bez, oprócz, poza`,
    except: `oprócz, poza, bez, prócz`,
    add: `dodaj, dodajcie, plus, też, także, również`,
    added: `też, także, również`,
    instead: `zamiast`,
    replace: `zastąp, zmień`,
    swap: `zamień, wymień`,
    for: `na, z, i, przez`,
    rank: `numer, numery, pozycja`,
  },
  numbers: {
    cardinals: 'jeden|jedną dwa|dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć',
    ordinals: 'pierwszy|pierwszą drugi|drugą trzeci|trzecią czwarty|czwartą piąty|piątą',
  },
};

export const FURTHER: readonly Language[] = [FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, POLISH];
