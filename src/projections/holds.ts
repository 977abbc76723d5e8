/** What a held mission waits for: a person, a number, or only for time to pass. */
import type { MissionView } from './mission-view.ts';

/** Every hold ends by itself; nobody has to do anything. */
export const goesOnByItself = ({ holds = [] }: Pick<MissionView, 'holds'>): boolean =>
  holds.length > 0 && holds.every((hold) => hold.until !== undefined);

export const isForNumber = ({ what }: { readonly what: string }): boolean => what.endsWith('number');

export const waitsForNumber = (view: Pick<MissionView, 'holds'>): boolean =>
  goesOnByItself(view) && view.holds?.some(isForNumber) === true;
