/** `docs/outcomes.md`: what calls are taken for, as a table of the labelled ones, and how many quotes are believed. */
import { type JudgedCall, type JudgedQuote, judgedCalls, judgedQuotes, MEANINGS, type Part } from './labelled.ts';

export const SUCCESS = MEANINGS.PersonAnswered;

export interface Figures {
  readonly cases: number;
  readonly right: number;
  /** Taken for a success and none. */
  readonly falseSuccesses: number;
  readonly withoutSuccess: number;
  /** A success, and not taken for one. */
  readonly missed: number;
}

export const figuresOf = (judged: readonly JudgedCall[]): Figures => ({
  cases: judged.length,
  right: judged.filter((one) => one.means === one.read).length,
  falseSuccesses: judged.filter((one) => one.means !== SUCCESS && one.read === SUCCESS).length,
  withoutSuccess: judged.filter((one) => one.means !== SUCCESS).length,
  missed: judged.filter((one) => one.means === SUCCESS && one.read !== SUCCESS).length,
});

export interface QuoteFigures {
  readonly quotes: number;
  readonly implausible: number;
  readonly implausibleBelieved: number;
  readonly plausible: number;
  readonly plausibleBelieved: number;
}

export const quoteFiguresOf = (judged: readonly JudgedQuote[]): QuoteFigures => ({
  quotes: judged.length,
  implausible: judged.filter((one) => !one.usable).length,
  implausibleBelieved: judged.filter((one) => !one.usable && one.believed).length,
  plausible: judged.filter((one) => one.usable).length,
  plausibleBelieved: judged.filter((one) => one.usable && one.believed).length,
});

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const share = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);

function matrix(judged: readonly JudgedCall[]): string {
  const names = Object.values(MEANINGS).filter((name) => judged.some((one) => one.means === name || one.read === name));
  const count = (means: string, taken: string) =>
    judged.filter((one) => one.means === means && one.read === taken).length || '·';
  return table(
    ['means \\ taken for', ...names],
    names.map((means) => [means, ...names.map((taken) => count(means, taken))]),
  );
}

const PARTS: readonly Part[] = ['tuned', 'held-out'];

const callRow = (name: string, figures: Figures): readonly (string | number)[] => [
  name,
  figures.cases,
  `${figures.right} (${share(figures.right, figures.cases)})`,
  `${figures.falseSuccesses} of ${figures.withoutSuccess} (${share(figures.falseSuccesses, figures.withoutSuccess)})`,
  figures.missed,
];

const quoteRow = (name: string, figures: QuoteFigures): readonly (string | number)[] => [
  name,
  figures.quotes,
  `${figures.implausibleBelieved} of ${figures.implausible}`,
  `${figures.plausibleBelieved} of ${figures.plausible}`,
];

/** What went wrong, by name: nothing is hidden behind a figure. */
function wrongOnes(): string {
  const wrongCalls = PARTS.flatMap((part) =>
    judgedCalls(part)
      .filter((one) => one.means !== one.read)
      .map((one) => `- ${one.means}, taken for ${one.read}. ${one.case.replaceAll('|', '/')}`),
  );
  const wrongQuotes = PARTS.flatMap((part) =>
    judgedQuotes(part)
      .filter((one) => one.usable !== one.believed)
      .map((one) => `- ${one.case.replaceAll('|', '/')}`),
  );
  const all = [...wrongCalls, ...wrongQuotes];
  return all.length === 0 ? 'None.' : all.join('\n');
}

export function outcomesPage(): string {
  const all = PARTS.flatMap((part) => judgedCalls(part));
  const allQuotes = PARTS.flatMap((part) => judgedQuotes(part));
  return `# What a call is taken for

Written by \`npm run outcomes\`; a test fails when it is out of date. \`completed\` on the line is never a success by itself: the
answers decide (\`src/missions/outcome.ts\`), and where they contradict each other the reading is taken that disturbs nobody and claims
nothing. Each outcome keeps its evidence: what the line reported, the fields, the words.

| the answers say | and also | taken for |
| --- | --- | --- |
| do not call, or words that ask for no further call | anything | opted out |
| do not call | "call me next week" | call back: the flag was misunderstood |
| answered | a machine took the call, or the words of a mailbox | voicemail |
| answered | the words of a wrong number | wrong person |
| answered | nothing of what is needed ("N/A", "unknown", 0, a dash) | nothing learnt, or what the words say |
| nothing learnt | a price | nothing learnt |
| no outcome filled in | everything needed is there | answered |
| refused | a time, and words that ask for it | call back |

## Labelled calls

${all.length} cases: states of the line with their errors, and answers as language models fill them in. Labels were written from the meaning of
a case, before the code was asked. The held-out ones were only ever judged: nothing was changed because of them.

${table(
  ['part', 'cases', 'right', 'false successes', 'missed successes'],
  [...PARTS.map((part) => callRow(part, figuresOf(judgedCalls(part)))), callRow('all', figuresOf(all))],
)}

${matrix(all)}

Rows are what the case means, columns what it was taken for. The tuned part holds three batches of deliberately awkward wording that were
written after the first version and judged at first sight, before anything was changed: false successes were 7 of 45, 4 of 52 and 6
of 45. A fourth, mixed batch went into the held-out part and stayed there: 1 of 40. Whoever calls in other languages, or hears
stranger words, should expect figures like these and not those of the tuned part.

## Quotes: what may be used in a later call

A number is believed when its own words bear it: once, plainly, in the asked currency, for the asked time, with or without tax as the
others, inside the normal range and not far from the others (\`src/missions/results/\`). Everything else is "to be checked": not ranked first
and not used in another call before somebody has confirmed it.

${table(
  ['part', 'quotes', 'implausible ones believed', 'plausible ones believed'],
  [
    ...PARTS.map((part) => quoteRow(part, quoteFiguresOf(judgedQuotes(part)))),
    quoteRow('all', quoteFiguresOf(allQuotes)),
  ],
)}

Of the awkward batches, at first sight, 9 of 24, 4 of 24 and 2 of 22 quotes were believed that should not be; of the fourth, in the held-out part, 0 of 20.

## Put right by people

Operators, the owner and those who decide in a mission can correct a value, confirm it, leave a result out, count it again, or tell
answers that came another way: behind "Read the calls", by "Correct a result", or with \`/mission correct\`, \`exclude\`, \`include\` and
\`add-result\`. All but counting again need a reason; name, old and new value stand in the thread, on the cards and in the table. What would be
"to be checked" had it been heard is asked back first and changes nothing; it counts when the same is sent again, or at a tap. In the moment it counts the
ranking follows, an open list that nobody changed by hand (votes for the older one no longer count), a planned call that would have used
the old value (taken back and planned anew), and after the end the report.

## Wrong by name

${wrongOnes()}
`;
}
