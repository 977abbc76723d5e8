/** The buttons that lead out of a deadline which does not fit, each with what it does. Pure. */
import type { WayOut } from '../../missions/policies/fits.ts';
import type { Button } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { wayOutPart } from '../flow/way-out.ts';
import { whenText } from '../times.ts';
import { button, count, shorten, withoutNumbers } from '../wording.ts';
import type { PreviewOptions } from './options.ts';
import type { Outlook } from './outlook.ts';

/** On a card with other buttons. */
const MOST_WAYS = 3;

/** Where each leads to stands on the next preview. */
export function wayOutButtons(draft: Draft, outlook: Outlook | undefined, options: PreviewOptions): readonly Button[] {
  return (outlook?.waysOut ?? []).slice(0, MOST_WAYS).map((way) => {
    const subject = { about: 'draft', draft: draft.id, part: wayOutPart(way) } as const;
    return button('fit', subject, labelOf(way, draft, options));
  });
}

function labelOf(way: WayOut, { list, hours }: Draft, { now, zone }: PreviewOptions): string {
  switch (way.way) {
    case 'lines':
      return `${count(way.calls, 'call')} at once`;
    case 'hours':
      return `Call ${sayDays(way.hours.days)} ${sayHours({ ...hours, ...way.hours })}`;
    case 'tries':
      return way.retries === 0 ? 'Call everybody once only' : `Try again ${times(way.retries)} at most`;
    case 'first': {
      const [only] = list?.targets ?? [];
      const isOne = way.people === 1 && only !== undefined && only.name !== '';
      return `Call only ${isOne ? shorten(withoutNumbers(only.name), LONGEST_NAME) : `the first ${way.people}`}`;
    }
    case 'by':
      // A label is the same for everybody, so it says whose time it is.
      return `Done by ${whenText(way.at, now, zone)} (${cityOf(zone)})`;
  }
}

const LONGEST_NAME = 40;

const TIMES = ['', 'once', 'twice'] as const;
const times = (retries: number): string => TIMES[retries] ?? `${retries} times`;

/** `Europe/Berlin` is Berlin to people. */
const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
