/**
 * Numbers as people say them, English, German, Spanish and French: "neuntausendzweihundert", "ninety-two hundred", "nine and
 * a half thousand". What can be understood in several ways ("twelve fifty") has several readings, and nobody guesses.
 */
type Kind = 'one' | 'teen' | 'ten' | 'hundred' | 'thousand' | 'million' | 'half';

interface NumberWord {
  readonly kind: Kind;
  readonly value: number;
}

const LISTS: readonly (readonly [Kind, number, number, string])[] = [
  ['one', 0, 1, 'zero one two three four five six seven eight nine'],
  ['teen', 10, 1, 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'],
  ['ten', 20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety'],
  ['one', 0, 1, 'null eins zwei drei vier fünf sechs sieben acht neun'],
  ['teen', 10, 1, 'zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'],
  ['ten', 20, 10, 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'],
  ['one', 0, 1, 'cero uno dos tres cuatro cinco seis siete ocho nueve'],
  ['teen', 12, 1, 'doce trece catorce quince dieciséis diecisiete dieciocho diecinueve'],
  ['ten', 20, 10, 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'],
  [
    'hundred',
    200,
    100,
    'doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
  ],
  ['one', 2, 1, 'deux trois quatre cinq six sept huit neuf'],
  ['teen', 10, 1, 'dix onze douze treize quatorze quinze seize'],
  ['ten', 20, 10, 'vingt trente quarante cinquante soixante'],
];

const SINGLE: Readonly<Record<string, NumberWord>> = {
  ein: { kind: 'one', value: 1 },
  zwo: { kind: 'one', value: 2 },
  dreissig: { kind: 'ten', value: 30 },
  diez: { kind: 'teen', value: 10 },
  hundred: { kind: 'hundred', value: 100 },
  hundert: { kind: 'hundred', value: 100 },
  cien: { kind: 'hundred', value: 100 },
  ciento: { kind: 'hundred', value: 100 },
  cents: { kind: 'hundred', value: 100 },
  thousand: { kind: 'thousand', value: 1000 },
  tausend: { kind: 'thousand', value: 1000 },
  tsd: { kind: 'thousand', value: 1000 },
  grand: { kind: 'thousand', value: 1000 },
  mil: { kind: 'thousand', value: 1000 },
  mille: { kind: 'thousand', value: 1000 },
  k: { kind: 'thousand', value: 1000 },
  million: { kind: 'million', value: 1_000_000 },
  millionen: { kind: 'million', value: 1_000_000 },
  millions: { kind: 'million', value: 1_000_000 },
  mio: { kind: 'million', value: 1_000_000 },
  millón: { kind: 'million', value: 1_000_000 },
  half: { kind: 'half', value: 0.5 },
  halb: { kind: 'half', value: 0.5 },
  einhalb: { kind: 'half', value: 0.5 },
  anderthalb: { kind: 'half', value: 1.5 },
};

const WORDS: ReadonlyMap<string, NumberWord> = new Map([
  ...LISTS.flatMap(([kind, first, step, words]) =>
    words.split(' ').map((word, index): [string, NumberWord] => [word, { kind, value: first + index * step }]),
  ),
  ...Object.entries(SINGLE),
]);

/** Words of a German compound, longest first; single letters and English ones take no part. */
const PIECES = [...WORDS.keys(), 'und'].filter((word) => word.length > 2).sort((a, b) => b.length - a.length);

export type Piece = NumberWord | 'and';

/** The number words a word is made of; undefined when anything else is in it. */
export function piecesOf(word: string): readonly Piece[] | undefined {
  const lower = word.toLowerCase();
  const whole = WORDS.get(lower);
  if (whole !== undefined) return [whole];
  // "neunhalb" is said "neuneinhalb"; "fünfundzwanzig" holds its "und" inside.
  return lower.length > 5 ? compound(lower) : undefined;
}

function compound(rest: string): readonly Piece[] | undefined {
  if (rest === '') return [];
  for (const piece of PIECES) {
    if (!rest.startsWith(piece)) continue;
    const more = compound(rest.slice(piece.length));
    if (more === undefined) continue;
    const found = WORDS.get(piece);
    return [found ?? 'and', ...more];
  }
  return undefined;
}

export const isMultiplier = (piece: NumberWord): boolean =>
  piece.kind === 'hundred' || piece.kind === 'thousand' || piece.kind === 'million';

/** Whether `next` can belong to the same number after `last` was said. */
function continues(last: Kind | undefined, next: Kind, joined: boolean): boolean {
  if (last === undefined || next === 'hundred' || next === 'thousand' || next === 'million' || next === 'half')
    return true;
  if (last === 'hundred' || last === 'thousand' || last === 'million') return true;
  if (next === 'one') return last === 'ten';
  return next === 'ten' && last === 'one' && joined;
}

/** The numbers that stand in a run of number words: one, or several where the words do not fit into one. */
function chunksOf(pieces: readonly Piece[]): readonly number[] {
  const chunks: number[] = [];
  let [total, group, joined] = [0, 0, false];
  let last: Kind | undefined;
  for (const piece of pieces) {
    if (piece === 'and') {
      joined = true;
      continue;
    }
    if (!continues(last, piece.kind, joined)) {
      chunks.push(total + group);
      [total, group] = [0, 0];
    }
    if (piece.kind === 'hundred') group = piece.value > 100 ? group + piece.value : (group || 1) * 100;
    else if (piece.kind === 'thousand' || piece.kind === 'million') {
      total += (group || 1) * piece.value;
      group = 0;
    } else group += piece.value;
    last = piece.kind;
    joined = false;
  }
  return [...chunks, total + group];
}

/** All that a run of number words can mean; one reading is the rule. */
export function readingsOf(pieces: readonly Piece[]): readonly number[] {
  const [first = 0, second, ...more] = chunksOf(pieces);
  if (second === undefined) return [first];
  if (more.length > 0) return [first, second, ...more];
  const tenth = second < 10 ? [first + second / 10, first * 10 + second] : [first + second / 100];
  return [...tenth, first * 100 + second, first * 1000 + second * (second < 10 ? 100 : 10)];
}
