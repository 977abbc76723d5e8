/** Facts of a result that people have to do with: what is to be checked, and what they changed by hand. */
import type { MissionView } from '../../projections/mission-view.ts';
import type { Text } from '../card.ts';
import { because } from '../quoted.ts';
import { correctionsOf, toCheckCount } from '../result-marks.ts';
import { fieldsOf, personName, shorten, valueText, withoutNumbers } from '../wording.ts';

export interface FactRow {
  readonly label: string;
  readonly text: Text;
}

const SHOWN = 3;

const some = (texts: readonly string[]): string =>
  [...texts.slice(0, SHOWN), ...(texts.length > SHOWN ? [`${texts.length - SHOWN} more in the table`] : [])].join(
    ' · ',
  );

/** `Acme Print, price: far from the other answers`: never first, never used in a call before somebody looked. */
export function toCheckFacts(view: MissionView): readonly FactRow[] {
  if (toCheckCount(view) === 0) return [];
  const fields = fieldsOf(view);
  const texts = view.rows.flatMap((row) =>
    fields.flatMap((field) => {
      const why = row.doubts?.[field.name];
      return why === undefined ? [] : [`${personName(row)}, ${field.label.toLowerCase()}: ${why}`];
    }),
  );
  return [{ label: 'To be checked', text: [some(texts)] }];
}

/** `Acme Print: $12.50 → $1250.00, by Mira: "they meant twelve hundred"`. */
export function byHandFacts(view: MissionView): readonly FactRow[] {
  const fields = fieldsOf(view);
  const changes = correctionsOf(view).flatMap(({ row, field: name, before, after, by, reason }) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined || before === after) return [];
    const [was, is] = [before, after].map((value) => (value === undefined ? 'nothing' : valueText(field, value)));
    return [`${personName(row)}: ${was} → ${is}, by ${by.name}${because(shorten(withoutNumbers(reason), 80))}`];
  });
  const told = view.rows.flatMap((row) =>
    (row.byRound ?? []).flatMap(({ byHand, excluded }) => [
      ...(byHand === undefined ? [] : [`${personName(row)}: told by ${byHand.by.name}`]),
      ...(excluded === undefined ? [] : [`${personName(row)}: left out by ${excluded.by.name}`]),
    ]),
  );
  const texts = [...changes, ...told];
  return texts.length === 0 ? [] : [{ label: 'By hand', text: [some(texts)] }];
}
