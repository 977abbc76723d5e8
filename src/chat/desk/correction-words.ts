/** Reads what somebody types about a result: whose, which field, the value, and why. Pure text against one mission's view. */
import type { Field } from '../../missions/brief.ts';
import { flagOf } from '../../missions/outcome/sloppy.ts';
import { faultOf } from '../../missions/results/check-value.ts';
import { plainNumberIn } from '../../missions/results/said.ts';
import type { Value } from '../../missions/terms.ts';
import { candidatesOf, mergedRanking } from '../../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { didYouMean, guesses } from '../did-you-mean.ts';
import { personName, someOf, stopped } from '../wording.ts';

/** `asks`: the error is a question, see `Note`. */
interface Wrong {
  readonly ok: false;
  readonly error: string;
  readonly asks?: true;
}

export type Read<T> = { readonly ok: true; readonly value: T } | Wrong;

const wrong = (error: string): Wrong => ({ ok: false, error });

/** With the nearest of the names in front, where there is one. */
function unknown(text: string, names: readonly string[], error: string): Wrong {
  const meant = guesses(text, names).map((one) => one.name);
  return meant.length === 0 ? wrong(error) : { ok: false, error: `${didYouMean(meant)} ${error}`, asks: true };
}

export interface Named {
  readonly row: RowView;
  readonly rest: string;
}

/** The fields a correction of this person speaks of: of the last round they have a result in, else of the last they are in. */
export function fieldsFor(view: MissionView, row: RowView): readonly Field[] {
  const standings = row.byRound ?? [];
  const standing = standings.findLast((one) => one.status === 'answered') ?? standings.at(-1);
  return view.rounds.find((round) => round.id === standing?.round)?.fields ?? [];
}

/** "no. 7": the number on the open decision, else the place in the result. */
function byNumber(view: MissionView, text: string): Named | undefined {
  const match = /^(?:no\.?|nr\.?|#)\s*(\d{1,4})(?=\s|$)\s*/i.exec(text);
  if (match === null) return undefined;
  const number = Number(match[1]);
  const gate = view.gates.find((one) => one.status === 'open');
  const row =
    gate === undefined
      ? mergedRanking(view)[number - 1]?.row
      : candidatesOf(view, gate).find((one) => one.rank === number)?.row;
  return row === undefined ? undefined : { row, rest: text.slice(match[0].length) };
}

/** By the whole name, or by as many of its first words as only one person has. */
export function personIn(view: MissionView, text: string): Read<Named> {
  const numbered = byNumber(view, text.trim());
  if (numbered !== undefined) return { ok: true, value: numbered };
  const words = text.trim().split(/\s+/);
  let among: readonly RowView[] = [];
  for (let length = words.length; length > 0; length -= 1) {
    const start = words.slice(0, length).join(' ').toLowerCase();
    const exact = view.rows.filter((row) => row.name.toLowerCase() === start);
    const found = exact.length > 0 ? exact : view.rows.filter((row) => row.name.toLowerCase().startsWith(`${start} `));
    const [row] = found;
    if (row !== undefined && found.length === 1)
      return { ok: true, value: { row, rest: words.slice(length).join(' ') } };
    if (found.length > 1) among = found;
  }
  if (among.length > 0)
    return wrong(`${stopped(`Several are called that: ${someOf(among.map(personName), 5)}`)} Write the whole name.`);
  const names = view.rows.map(personName);
  return unknown(text, names, `Nobody like that is on the list of ${view.id}. On it are ${someOf(names, 5)}.`);
}

/** `price 12500`: the field by its label or name, and what follows. */
export function fieldIn(
  fields: readonly Field[],
  text: string,
): Read<{ readonly field: Field; readonly rest: string }> {
  const plain = text.trim().toLowerCase();
  const names = fields.flatMap((field) =>
    [field.label, field.name, field.name.replaceAll('_', ' ')].map((name) => ({ field, name: name.toLowerCase() })),
  );
  const found = names
    .filter(({ name }) => plain === name || (plain.startsWith(name) && /^[\s:=]/.test(plain.slice(name.length))))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  if (found === undefined) {
    const labels = fields.map((field) => field.label.toLowerCase());
    return unknown(text, labels, `Say which answer it is about: ${labels.join(', ')}.`);
  }
  const rest = text
    .trim()
    .slice(found.name.length)
    .replace(/^[\s:=]+/, '');
  return { ok: true, value: { field: found.field, rest } };
}

const NOTHING = /^(?:nothing|empty|none|unknown|nichts|leer|[-–—])$/i;

/** `null` empties the field. */
export function valueIn(field: Field, text: string): Read<Value | null> {
  const typed = text.trim();
  if (typed === '') return wrong(`Write the value of ${field.label.toLowerCase()}, or "nothing" to empty it.`);
  if (NOTHING.test(typed)) return { ok: true, value: null };
  const value = typedValue(field, typed);
  const fault = faultOf(field, value);
  return fault === undefined ? { ok: true, value } : wrong(fault);
}

/** What cannot be read stays a text, so that the fault can quote it. */
function typedValue(field: Field, typed: string): Value {
  if (field.type === 'number') return plainNumberIn(field, typed) ?? typed;
  if (field.type === 'boolean') return flagOf(typed) ?? typed;
  if (field.type !== 'choice') return typed;
  return field.options?.find((option) => option.toLowerCase() === typed.toLowerCase()) ?? typed;
}

/** Splits at the last "because"; the reason may be empty. */
export function reasonIn(text: string): { readonly what: string; readonly reason: string } {
  const match =
    /^(?<what>[\s\S]*?)(?:^|[\s,;]+)(?:because|weil)(?:\s+|$)(?<reason>(?:(?!\s(?:because|weil)\s)[\s\S])*)$/i.exec(
      text,
    );
  if (match?.groups === undefined) return { what: text.trim(), reason: '' };
  return { what: (match.groups.what ?? '').trim(), reason: (match.groups.reason ?? '').trim() };
}
