/** The opening line as people will hear it. Pure. */
import { variablesOf } from '../../missions/script.ts';
import type { Target } from '../../missions/target.ts';
import { renderTemplate } from '../../missions/template-text.ts';
import type { Block } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import { withoutNumbers } from '../wording.ts';

/** The opening line as the first row hears it, and as the row with the most words does. */
export function heard(draft: Draft, targets: readonly Target[]): readonly Block[] {
  const [first] = targets;
  const opening = draft.rounds[0]?.opening ?? '';
  if (first === undefined || opening.trim() === '') return [];
  const lines = targets.map((target) => ({ target, text: renderTemplate(opening, variablesOf(target, {})).text }));
  const longest = lines.reduce((most, line) => (line.text.length > most.text.length ? line : most));
  const show = ({ target, text }: { target: Target; text: string }, which: string): readonly Block[] => [
    { kind: 'line', text: [`They hear (${which} row ${target.rows[0] ?? 1}):`], quiet: true },
    { kind: 'quote', text: withoutNumbers(text) },
  ];
  const one = lines[0] === undefined ? [] : show(lines[0], 'first,');
  return longest.target.id === first.id ? one : [...one, ...show(longest, 'longest,')];
}
