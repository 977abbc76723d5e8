/**
 * Fifth station: a reading against the list. It comes to consent, refusal, a new list, or a trouble that a person has
 * to resolve. People are indexes into proposed then reserve. A list of one who was only mentioned is never guessed.
 */
import type { Clause } from './clauses.ts';
import type { Reading } from './grammar.ts';
import type { Item } from './items.ts';
import {
  type Field,
  type Offer,
  offer,
  type People,
  range,
  resolve,
  type Step,
  type Trouble,
  Unresolved,
} from './people.ts';

export type Outcome =
  | { readonly is: 'approve' | 'reject' }
  | { readonly is: 'list'; readonly people: readonly number[] }
  | { readonly is: 'trouble'; readonly why: Trouble; readonly offers: readonly Offer[] };

type Said = Extract<Clause, { say: string }>;
type Change = Extract<Clause, { do: string }>;
type Pick = Extract<Change, { do: 'pick' }>;

export function outcomeOf(reading: Reading, field: Field): Outcome {
  const said = reading.filter((clause): clause is Said => 'say' in clause);
  const changes = reading.filter((clause): clause is Change => 'do' in clause);
  const contradiction = contradictionIn(reading, said, field);
  if (contradiction !== undefined) return { is: 'trouble', why: contradiction, offers: [] };
  if (changes.length === 0) return plainOutcome(said);
  const result = listAfter(changes, said, field);
  return result instanceof Unresolved
    ? { is: 'trouble', why: result.why, offers: result.offers }
    : { is: 'list', people: result };
}

function contradictionIn(reading: Reading, said: readonly Said[], field: Field): Trouble | undefined {
  const says = (what: Said['say']) => said.some((clause) => clause.say === what);
  const other = said.find((clause) => clause.say === 'list' && clause.number !== field.listNumber);
  if (other?.say === 'list') return { trouble: 'other-list', number: other.number };
  if (says('no') && (says('yes') || says('weak'))) return { trouble: 'mixed' };
  // "no, drop 4" corrects the list; "drop 4, no" takes something back, nobody knows what.
  const first = reading[0];
  const changed = reading.some((clause) => 'do' in clause);
  if (says('no') && changed && !(first !== undefined && 'say' in first && first.say === 'no'))
    return { trouble: 'mixed' };
  if ((says('rest-yes') || says('rest-no')) && !changed) return { trouble: 'unfinished' };
  return undefined;
}

function plainOutcome(said: readonly Said[]): Outcome {
  if (said.some((clause) => clause.say === 'no')) return { is: 'reject' };
  if (said.some((clause) => clause.say === 'yes')) return { is: 'approve' };
  const why: Trouble = { trouble: said.some((clause) => clause.say === 'weak') ? 'praise' : 'unfinished' };
  return { is: 'trouble', why, offers: [] };
}

function listAfter(changes: readonly Change[], said: readonly Said[], field: Field): Step<People> {
  const picks = changes.filter((change): change is Pick => change.do === 'pick');
  const drops = changes.filter((change) => change.do === 'drop');
  let list: Step<People> = range(0, field.proposed);
  if (picks.length > 0) list = picked(picks, drops, said, field);
  for (const change of changes) {
    if (list instanceof Unresolved) return list;
    if (change.do !== 'pick') list = applied(change, list, picks.length > 0, changes, said, field);
  }
  if (list instanceof Unresolved) return list;
  if (list.length === 0) return new Unresolved({ trouble: 'nobody' });
  return [...list].sort((a, b) => a - b);
}

/** The people a choice names; several choices ("1 yes, 3 yes") are one. */
function picked(picks: readonly Pick[], drops: readonly Change[], said: readonly Said[], field: Field): Step<People> {
  const items = picks.flatMap((pick) => pick.who);
  const people = resolve(items, field);
  if (people instanceof Unresolved) return people;
  const dropped = resolve(
    drops.flatMap((change) => (change.do === 'drop' ? change.who : [])),
    field,
  );
  if (dropped instanceof Unresolved) return dropped;
  const others = people.every((person) => person >= field.proposed);
  const exclusive = picks.some((pick) => pick.how === 'only') || said.some((clause) => clause.say === 'rest-no');
  // "drop 2, take 6" fills the gap.
  if (others && !exclusive && dropped.length > 0) return [...range(0, field.proposed), ...people];
  const single = items.length === 1 ? items[0] : undefined;
  if (single?.by === 'rank' && single.how !== 'sure') return rankOrCount(single.rank, people, field);
  if (picks.length > 1 && picks.some((pick) => pick.how === 'bare' || pick.how === 'only'))
    return new Unresolved({ trouble: 'bare' });
  if (exclusive) return people;
  if (range(0, field.proposed).every((person) => people.includes(person) || dropped.includes(person))) return people;
  // "take 4 and 5" may mean these two, or these two as well.
  if (others)
    return new Unresolved({ trouble: 'bare' }, [
      offer('only', people),
      offer('with', [...range(0, field.proposed), ...people]),
    ]);
  const keeps = picks.every((pick) => pick.how === 'vote');
  if (drops.length > 0 || (keeps && picks.length > 1) || said.some((clause) => clause.say === 'rest-yes'))
    return new Unresolved({ trouble: 'unclear-who' });
  if (people.length === 1 && picks[0]?.how !== 'verb')
    return new Unresolved({ trouble: 'bare' }, mentionOffers(people, field));
  return people;
}

function mentionOffers(people: People, field: Field): readonly Offer[] {
  const on = range(0, field.proposed);
  const rest = on.filter((person) => !people.includes(person));
  return [offer('only', people), ...(rest.length > 0 && rest.length < on.length ? [offer('without', rest)] : [])];
}

function rankOrCount(number: number, people: People, field: Field): Unresolved {
  const first = number <= field.total ? [offer('first', range(0, number))] : [];
  return new Unresolved({ trouble: 'rank-or-count', number }, [offer('only', people), ...first]);
}

function applied(
  change: Exclude<Change, Pick>,
  list: People,
  chosen: boolean,
  all: readonly Change[],
  said: readonly Said[],
  field: Field,
): Step<People> {
  switch (change.do) {
    case 'drop':
      return dropped(change.who, list, chosen, field);
    case 'add': {
      const exchanged = all.some((other) => other.do === 'drop');
      if (change.inExchange && !exchanged) return new Unresolved({ trouble: 'unfinished' });
      return added(change.who, list, field);
    }
    case 'add-next':
      return addedNext(change.count, list, field);
    case 'swap':
      return swapped(change, list, field);
    case 'all-but':
      return all.length > 1 ? new Unresolved({ trouble: 'unclear-who' }) : dropped(change.who, list, false, field);
    case 'everyone':
      return everyone(change, all.length, said, field);
  }
}

function dropped(who: readonly Item[], list: People, chosen: boolean, field: Field): Step<People> {
  const people = resolve(who, field);
  if (people instanceof Unresolved) return people;
  const single = who.length === 1 ? who[0] : undefined;
  if (single?.by === 'rank' && single.how === 'word') {
    const without = list.filter((person) => !people.includes(person));
    const offers = without.length > 0 && without.length < list.length ? [offer('without', without)] : [];
    return new Unresolved({ trouble: 'rank-or-count', number: single.rank }, offers);
  }
  const missing = people.find((person) => !list.includes(person));
  // "1 and 3, not 2": what is not chosen may be named as left out.
  if (missing !== undefined && !(chosen && missing < field.proposed))
    return new Unresolved({ trouble: 'not-on', person: missing });
  return list.filter((person) => !people.includes(person));
}

function added(who: readonly Item[], list: People, field: Field): Step<People> {
  const people = resolve(who, field);
  if (people instanceof Unresolved) return people;
  const single = who.length === 1 ? who[0] : undefined;
  if (single?.by === 'rank' && single.how === 'word') {
    const offers = list.includes(single.rank - 1) ? [] : [offer('with', [...list, ...people])];
    return new Unresolved({ trouble: 'rank-or-count', number: single.rank }, offers);
  }
  const present = people.find((person) => list.includes(person));
  if (present !== undefined) return new Unresolved({ trouble: 'already-on', person: present });
  return [...list, ...people];
}

function addedNext(count: number, list: People, field: Field): Step<People> {
  const next = range(field.proposed, field.total).filter((person) => !list.includes(person));
  if (count < 1 || count > next.length) return new Unresolved({ trouble: 'range', rank: field.proposed + count });
  return [...list, ...next.slice(0, count)];
}

function everyone(
  { count, agreed }: Extract<Change, { do: 'everyone' }>,
  changes: number,
  said: readonly Said[],
  field: Field,
): Step<People> {
  if (changes > 1) return new Unresolved({ trouble: 'unclear-who' });
  const proposed = range(0, field.proposed);
  const total = range(0, field.total);
  if (count !== undefined) {
    if (count === field.proposed) return proposed;
    return count === field.total ? total : new Unresolved({ trouble: 'unclear-who' });
  }
  if (field.total === field.proposed) return proposed;
  // A consent is to what was proposed: the others were never asked about.
  const consents = agreed === true || said.some((clause) => clause.say === 'yes');
  if (consents && !said.some((clause) => clause.say === 'no')) return proposed;
  return new Unresolved({ trouble: 'unclear-who' }, [offer('all', proposed), offer('all', total)]);
}

function swapped(change: Extract<Change, { do: 'swap' }>, list: People, field: Field): Step<People> {
  const pair = [resolve(change.out, field), resolve(change.in, field)] as const;
  const [left, right] = pair;
  if (left instanceof Unresolved || right instanceof Unresolved)
    return countInstead(change, field) ?? (left instanceof Unresolved ? left : right);
  const on = (people: People) => people.every((person) => list.includes(person));
  const off = (people: People) => people.every((person) => !list.includes(person));
  const turned = change.how === 'either' && on(right) && off(left);
  const [out, incoming] = turned ? [right, left] : [left, right];
  const result = [...list.filter((person) => !out.includes(person)), ...incoming];
  const fits = on(out) && off(incoming);
  const number = countInstead(change, field, fits ? result : undefined);
  if (number !== undefined) return number;
  if (fits) return result;
  const backwards =
    on(right) && off(left) ? [offer('swap', [...list.filter((person) => !right.includes(person)), ...left])] : [];
  const missing = out.find((person) => !list.includes(person));
  if (missing !== undefined) return new Unresolved({ trouble: 'not-on', person: missing }, backwards);
  return new Unresolved({ trouble: 'already-on', person: incoming.find((person) => list.includes(person)) ?? 0 });
}

/** "5 instead of 3" on a list of three may mean five people instead of three; so may any pair of number words. */
function countInstead(change: Extract<Change, { do: 'swap' }>, field: Field, result?: People): Unresolved | undefined {
  if (change.how !== 'instead' || change.out.length !== 1 || change.in.length !== 1) return undefined;
  const [out, incoming] = [change.out[0], change.in[0]];
  if (out === undefined || incoming === undefined) return undefined;
  const counts = [out, incoming].map(bareNumber);
  const [from, to] = counts;
  if (from === undefined || to === undefined) return undefined;
  const worded = [out, incoming].some((item) => item.by === 'count' || (item.by === 'rank' && item.how === 'word'));
  if (!worded && from !== field.proposed) return undefined;
  const offers = [
    ...(result === undefined ? [] : [offer('swap', result)]),
    ...(to >= 1 && to <= field.total ? [offer('first', range(0, to))] : []),
  ];
  return new Unresolved({ trouble: 'rank-or-count', number: to }, offers);
}

function bareNumber(item: Item): number | undefined {
  if (item.by === 'count') return item.count;
  return item.by === 'rank' && item.how !== 'sure' ? item.rank : undefined;
}
