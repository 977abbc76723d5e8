/** Whether what is to be called fits before the deadline, in one sentence that previews and cards share. Pure. */
import type { Brief } from '../../missions/brief.ts';
import type { Fit } from '../../missions/policies/fits.ts';
import { count, listText, withoutNumbers } from '../wording.ts';

/** More names than this are counted. */
const NAMED = 3;

/** `it fits.`, `Acme Print would not be asked.`, `12 people would not be asked.` */
export function verdict({ fits, leftOut, prediction }: Fit, { class: kind, deadlineAt = 0 }: Deadline): string {
  if (fits === 'yes') return 'it fits.';
  if (fits === 'no') return `${peopleOf(leftOut.map((one) => one.name))} would not be asked.`;
  if (kind !== 'action') return 'everybody is called once, not everybody can be tried again.';
  // It ends with the first who can; how many are tried again until then is luck.
  return prediction.endAt <= deadlineAt ? 'most likely it is done before.' : 'perhaps it is not done by then.';
}

type Deadline = Pick<Brief, 'class' | 'deadlineAt'>;

/** A few by their names, more by their number. */
function peopleOf(names: readonly string[]): string {
  const isNamed = names.length <= NAMED && names.every((name) => name !== '');
  return isNamed ? listText(names.map(withoutNumbers)) : count(names.length, 'person', 'people');
}
