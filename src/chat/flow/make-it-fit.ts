/**
 * Ways out where the deadline does not fit: fewer people or tries, a later time, more calls at once, longer hours. What they
 * do is shown in a new preview.
 */
import type { WayOut } from '../../missions/policies/fits.ts';
import { MOST_AT_ONCE } from '../../missions/policies/pacing.ts';
import { type Replies, type Turn, whisper } from '../desk/turn.ts';
import type { Draft } from './draft.ts';
import { keepAndGoOn, showPreview } from './flow.ts';
import { withDeadline } from './pages/when.ts';
import { readWayOut } from './way-out.ts';

export async function makeItFit(turn: Turn, draft: Draft, part: string): Promise<Replies> {
  const out = readWayOut(part);
  if (out === undefined) return showPreview(turn, draft);
  if (out.way === 'by' && out.at <= turn.deps.now())
    return whisper(turn, 'That time is over by now. Change the deadline under "Change".');
  return keepAndGoOn(turn, changed(draft, out));
}

function changed(draft: Draft, out: WayOut): Draft {
  switch (out.way) {
    case 'first':
      return { ...draft, only: out.people };
    case 'by':
      return withDeadline(draft, out.at);
    case 'lines':
      return { ...draft, batchSize: Math.min(out.calls, MOST_AT_ONCE) };
    case 'tries':
      return { ...draft, maxRetries: out.retries };
    case 'hours':
      return { ...draft, hours: { ...draft.hours, ...out.hours } };
  }
}
