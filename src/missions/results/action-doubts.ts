/** Class 5: a yes that the same talk takes back or makes depend on something is no yes to act on. */
import type { Brief } from '../brief.ts';
import type { Progress } from '../state.ts';
import { soundsLikeJoke, soundsUnsure } from './said-words.ts';

/** Field and reason, for the two fields the action rests on. */
export function doubtOfAction(
  brief: Pick<Brief, 'action'>,
  row: Pick<Progress, 'values' | 'words'>,
): readonly (readonly [string, string])[] {
  const { action } = brief;
  if (action === undefined) return [];
  const isYes = (field: string) => row.values?.[field] === true;
  const words = row.words ?? '';
  const why = soundsLikeJoke(words) ? 'it sounds like a joke' : soundsUnsure(words) ? 'they were not sure' : undefined;
  const unsure = (field: string) => (isYes(field) && why !== undefined ? [[field, why] as const] : []);
  if (isYes(action.done) && row.values?.[action.available] === false)
    return [[action.done, 'done, and yet not possible: one of the two is wrong']];
  return [...unsure(action.available), ...unsure(action.done)];
}
