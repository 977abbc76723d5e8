/**
 * The columns of the list in what somebody wrote: `{Produkt}`, `{{Produkt}}` and `{{produkt}}` all mean the column that is
 * headed so, whatever its case and accents, and become the one spelling that the calls know. Pure.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import type { Draft, DraftList } from './draft.ts';

/** Names that every call has, whether the list has such a column or not. */
export const COLUMNS_ALWAYS: readonly string[] = ['name', 'notes', 'keys'];

/** Double braces with their mark, or single ones around something that could be a heading. */
const BRACES =
  /\{\{\{?\s*([#^/]?)\s*([^{}]*?)\s*\}?\}\}|(?<!\{)\{[ \t]*([\p{L}_][\p{L}\p{M}\p{N} _.\-/]{0,59}?)[ \t]*\}(?!\})/gu;

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };

/** Both ways to write a heading in plain letters: `größe` is `grosse` and `groesse`. */
function keysOf(text: string): readonly string[] {
  const lower = text.normalize('NFC').toLowerCase();
  const spelled = lower.replace(/[äöüå]/g, (letter) => UMLAUTS[letter] ?? letter);
  return [...new Set([lower, spelled].map(plainKey))].filter((key) => key !== '');
}

const plainKey = (text: string): string =>
  text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

/** The variable that a name in braces means; undefined when no column is called so. */
type Lookup = (written: string) => string | undefined;

function lookupOf(list: DraftList | undefined): Lookup {
  const exact = new Set([...COLUMNS_ALWAYS, ...(list?.variables ?? [])]);
  const byKey = new Map<string, string>();
  const known = [...[...exact].map((variable) => ({ header: variable, variable })), ...(list?.headings ?? [])];
  for (const { header, variable } of known)
    for (const key of keysOf(header)) if (!byKey.has(key)) byKey.set(key, variable);
  return (written) => (exact.has(written) ? written : keysOf(written).flatMap((key) => byKey.get(key) ?? [])[0]);
}

/** The draft with every known column in the spelling of the calls; what is not known stays as it was written. */
export function withVariables<Worded extends Pick<Draft, 'list' | 'rounds' | 'mandate' | 'text'>>(
  draft: Worded,
): Worded {
  if (draft.list === undefined) return draft;
  const lookup = lookupOf(draft.list);
  const put = (text: string) =>
    text.replace(BRACES, (whole, mark, double, single) => spelling(lookup, whole, mark, double ?? single));
  const rounds = draft.rounds.map(
    (round): RoundSpec => ({
      ...round,
      purpose: put(round.purpose),
      say: put(round.say),
      opening: put(round.opening),
      fields: round.fields.map((field) => ({ ...field, question: put(field.question) })),
    }),
  );
  const text = draft.text === undefined ? {} : { text: put(draft.text) };
  return { ...draft, rounds, ...text, ...withMandate(draft, put) };
}

/** Columns may stand in what may be said and promised as well. */
function withMandate({ mandate }: Pick<Draft, 'mandate'>, put: (text: string) => string): Pick<Draft, 'mandate'> {
  if (mandate === undefined) return {};
  const { maySay, mayPromise } = mandate;
  return {
    mandate: {
      ...mandate,
      ...(maySay === undefined ? {} : { maySay: put(maySay) }),
      ...(mayPromise === undefined ? {} : { mayPromise: put(mayPromise) }),
    },
  };
}

function spelling(lookup: Lookup, whole: string, mark: string | undefined, written: string): string {
  const variable = lookup(written);
  return variable === undefined ? whole : `{{${mark ?? ''}${variable}}}`;
}

/**
 * Everything in braces that is no column of the list, as it was written, each once. What a section asks for first
 * (`{{#product}}… {{product}} …{{/product}}`) may be missing: then the section is left out.
 */
export function unknownIn(texts: readonly string[], list: DraftList): readonly string[] {
  const lookup = lookupOf(list);
  const tags = texts.flatMap((text) => [...text.matchAll(BRACES)]);
  const optional = new Set(tags.flatMap(([, mark, double]) => (mark === undefined || mark === '' ? [] : [double])));
  const found = tags.flatMap(([, , double, single]) => {
    const written = double ?? single ?? '';
    if (written === '' || optional.has(double) || lookup(written) !== undefined) return [];
    return [double === undefined ? `{${written}}` : `{{${written}}}`];
  });
  return [...new Set(found)];
}
