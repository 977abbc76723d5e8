/** Whether what is to be called fits before the deadline, in sentences that previews and cards share. Pure. */
import type { Brief } from '../../missions/brief.ts';
import type { Fit } from '../../missions/policies/fits.ts';
import { stillFits } from '../../projections/foretold.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Text } from '../card.ts';
import { moment } from '../times.ts';
import { type CardOptions, count, listText, textOf, withoutNumbers } from '../wording.ts';

/** More names than this are counted. */
const NAMED = 3;

/** `it fits.`, `Acme Print would not be asked.`, `12 people would not be asked.` */
export function verdict(fit: Fit, { class: kind, deadlineAt = 0, maxRetries }: Deadline): string {
  const { fits, leftOut, prediction } = fit;
  if (fits === 'yes') return 'it fits.';
  if (fits === 'no') return `${peopleOf(leftOut.map((one) => one.name))} would not be asked.`;
  if (kind !== 'action')
    return maxRetries === 0
      ? 'everybody is called, the last talks may end after it.'
      : 'everybody is called once, not everybody can be tried again.';
  // It ends with the first who can; how many are tried again until then is luck.
  return prediction.endAt <= deadlineAt ? 'most likely it is done before.' : 'perhaps it is not done by then.';
}

type Deadline = Pick<Brief, 'class' | 'deadlineAt' | 'maxRetries'>;

/** For the live card: `Fri 17:00: it still fits.`; nothing once it is over. */
export function mustBeDoneFact(
  view: MissionView,
  now: number,
  options: CardOptions,
): readonly { readonly label: string; readonly text: Text }[] {
  const { deadlineAt } = view.brief;
  if (deadlineAt === undefined || OVER.has(view.status)) return [];
  const by = [moment(deadlineAt, now, options.zone)];
  const fit = stillFits(view, now, options.lines ?? view.brief.batchSize);
  const stands = view.status === 'paused' || view.status === 'held' ? '. If it goes on now: ' : ': ';
  const said = fit === undefined ? '. Nobody is called after that.' : `${stands}${underWay(fit, view)}`;
  return [{ label: 'Must be done by', text: textOf(by, said) }];
}

const OVER: ReadonlySet<MissionView['status']> = new Set(['ending', 'done', 'failed', 'cancelled']);

const underWay = (fit: Fit, { brief }: MissionView): string =>
  fit.fits === 'yes' ? 'it still fits.' : verdict(fit, brief);

/** A few by their names, more by their number. */
function peopleOf(names: readonly string[]): string {
  const isNamed = names.length <= NAMED && names.every((name) => name !== '');
  return isNamed ? listText(names.map(withoutNumbers)) : count(names.length, 'person', 'people');
}
