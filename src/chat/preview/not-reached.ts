/** The text to whoever is not reached: as the first of the list would read it, and what is wrong with it. Pure. */
import { smsParts } from '../../lib/sms-parts.ts';
import { variablesOf } from '../../missions/script.ts';
import type { Target } from '../../missions/target.ts';
import { renderTemplate } from '../../missions/template-text.ts';
import { textFor } from '../../missions/texts/words.ts';
import type { Block } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import { COLUMNS_ALWAYS, unknownIn } from '../flow/variables.ts';
import { count, listText, withoutNumbers } from '../wording.ts';
import type { Problem } from './problem.ts';

/** Longer ones are cut by carriers. */
const MOST_PARTS = 10;

export function notReached(draft: Draft, targets: readonly Target[]): readonly Block[] {
  const [first] = targets;
  if (draft.text === undefined || first === undefined) return [];
  const text = textFor(draft.text, draft, first);
  const size = `${count(text.length, 'letter')}, ${count(smsParts(text), 'SMS part')}`;
  const who = `Who cannot be reached is sent this text once, in the same hours (first, row ${first.rows[0] ?? 1}; ${size}):`;
  return [
    { kind: 'line', text: [who], quiet: true },
    { kind: 'quote', text: withoutNumbers(text) },
  ];
}

export function notReachedProblems(draft: Draft, targets: readonly Target[]): readonly Problem[] {
  const { text, list } = draft;
  if (text === undefined) return [];
  const [fault] = renderTemplate(text, {}).faults;
  const unknown = list === undefined ? [] : unknownIn([text], list);
  const longest = Math.max(0, ...targets.map((target) => smsParts(textFor(text, draft, target))));
  const found = [
    fault,
    unknown.length === 0
      ? undefined
      : `No row has ${listText(unknown)}, which the text uses. The list has ${listText(['name', 'notes', ...(list?.variables ?? [])])}.`,
    gapIn(text, targets, list?.variables ?? []),
    longest > MOST_PARTS
      ? `The text is ${longest} SMS parts long. Keep it to ${MOST_PARTS}; one part is 160 letters at most.`
      : undefined,
  ];
  return found.flatMap((sentence) => (sentence === undefined ? [] : [{ sentence, step: 'words' as const }]));
}

/** A row in which the text would have a hole. */
function gapIn(text: string, targets: readonly Target[], columns: readonly string[]): string | undefined {
  const known = new Set([...COLUMNS_ALWAYS, ...columns]);
  for (const target of targets) {
    const { unknown, empty } = renderTemplate(text, variablesOf(target, {}));
    const name = [...unknown, ...empty].find((one) => known.has(one));
    if (name !== undefined)
      return `Row ${target.rows[0] ?? '?'} (${target.name || 'without a name'}) has nothing for {{${name}}}, which the text says. Fill it in, or write {{#${name}}}…{{/${name}}} around that part.`;
  }
  return undefined;
}
