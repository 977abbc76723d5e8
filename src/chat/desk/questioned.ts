/**
 * An unlikely answer by hand is asked back before it counts: the same again keeps it, or a tap on the question. The mark on the
 * button is the answer itself, so that an older question keeps nothing newer.
 */
import { fingerprint } from '../../lib/fingerprint.ts';
import type { PersonCommand } from '../../missions/command.ts';
import type { Values } from '../../missions/terms.ts';
import type { MissionView, Questioned, RoundStanding, RowView } from '../../projections/mission-view.ts';
import { button, fieldsOf, personName, shorten, valueText } from '../wording.ts';
import { ask, type Replies, type Turn } from './turn.ts';

interface Question {
  readonly row: RowView;
  readonly standing: RoundStanding;
  readonly questioned: Questioned;
}

const questionsIn = (view: MissionView): readonly Question[] =>
  view.rows.flatMap((row) =>
    (row.byRound ?? []).flatMap((standing) =>
      standing.questioned === undefined ? [] : [{ row, standing, questioned: standing.questioned }],
    ),
  );

const markOf = ({ row, standing, questioned }: Question): string =>
  fingerprint(JSON.stringify([row.target, standing.round, questioned.values])).slice(0, 8);

/** The question behind a button, while it is still the last one about this person. */
export const questionMarked = (view: MissionView, mark: string | undefined): Question | undefined =>
  questionsIn(view).find((one) => markOf(one) === mark);

type Told = Extract<PersonCommand, { type: 'CorrectValue' | 'AddResult' }>;

const valuesOf = (told: Told): Values => {
  if (told.type === 'AddResult') return told.values;
  return told.value === null ? {} : { [told.field]: told.value };
};

const same = (one: Values, other: Values): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

/** The round that an answer is about: the one it names, else the last in which they have a result, or at least stand. */
function roundOf(row: RowView, named: string | undefined): string | undefined {
  if (named !== undefined) return named;
  const theirs = row.byRound ?? [];
  return (theirs.findLast((one) => one.status === 'answered') ?? theirs.at(-1))?.round;
}

/** The question that this answer led to; undefined when it was taken, which ends any question of that round. */
export function askBack(turn: Turn, after: MissionView, told: Told): Replies | undefined {
  const question = questionsIn(after).find(
    ({ row, standing, questioned }) =>
      row.target === told.target &&
      standing.round === roundOf(row, told.round) &&
      same(questioned.values, valuesOf(told)),
  );
  if (question === undefined) return undefined;
  const { values, doubts } = question.questioned;
  const unlikely = fieldsOf(after).flatMap((field) => {
    const [value, doubt] = [values[field.name], doubts[field.name]];
    return value === undefined || doubt === undefined ? [] : [{ value: valueText(field, value), doubt }];
  });
  const why = unlikely.map(({ value, doubt }) => `${value} is ${doubt}`).join('; ');
  const keep = unlikely.length === 1 ? `Keep ${unlikely[0]?.value ?? ''}` : 'Keep these answers';
  const name = personName(question.row);
  return ask(turn, `${name}: ${why}. Nothing was changed. If it is right, send the same again or tap.`, [
    button('keep-answer', { about: 'edit', mission: after.id, part: markOf(question) }, shorten(keep, 40)),
  ]);
}

/** What the button keeps: the very answers that were asked about, with the reason given then. */
export function keptAnswer({ row, standing, questioned }: Question): readonly Told[] {
  const { values, reason } = questioned;
  const where = { round: standing.round, target: row.target, reason };
  if (standing.status !== 'answered') return [{ type: 'AddResult', ...where, values }];
  return Object.entries(values).map(([field, value]) => ({ type: 'CorrectValue', ...where, field, value }));
}
