/**
 * A change in a few words: "calls at once 3", "deadline Fri 17:00", "remove Acme Print". Read to the same pages and values that
 * a form would send, so that there is one reading of everything. Pure.
 */
import type { MissionView } from '../../projections/mission-view.ts';
import { didYouMean, guesses } from '../did-you-mean.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import type { Values } from '../flow/page.ts';
import { hasDecisions, isPart, PARTS, type Page, type Part } from './parts.ts';

export type Short =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'values'; readonly page: Page; readonly values: Values }
  /** `meant`: what it would say without a slip. */
  | { readonly kind: 'unclear'; readonly error: string; readonly meant: readonly string[] };

const values = (part: Part, typed: Values): Short => ({ kind: 'values', page: { part, round: 0 }, values: typed });

/** As the page of the pace stands now, with one thing changed. */
function pace({ brief }: MissionView, change: Values): Short {
  const tries = brief.maxRetries === undefined ? '' : String(brief.maxRetries);
  return values('pace', { atOnce: String(brief.batchSize), spacing: `${brief.spacingSecs} s`, tries, ...change });
}

function hours({ brief }: MissionView, text: string): Short {
  const days =
    /^((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*(?:-|–|to|,|and)\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)*)\b[\s,:]*/i.exec(
      text,
    );
  const rest = days === null ? text : text.slice(days[0].length);
  return values('hours', {
    days: days?.[1] ?? sayDays(brief.hours.days),
    hours: rest.trim() === '' ? sayHours(brief.hours) : rest,
  });
}

const nothingToDecide = ({ id }: MissionView): Short => ({
  kind: 'unclear',
  error: `${id} asks nobody for a decision: it calls everybody on its list and reports.`,
  meant: [],
});

function deciders(view: MissionView, people: string, quorum: string | undefined): Short {
  if (!hasDecisions(view)) return nothingToDecide(view);
  const { brief, owner } = view;
  const { approvers } = brief.approval;
  const standing = approvers.length > 0 ? approvers : [owner.id];
  const named = people.trim() === '' ? standing.join(', ') : people;
  const most = named.split(/[\s,;]+/).filter((one) => one !== '' && !/^(?:and|und)$/i.test(one)).length;
  return values('deciders', { approvers: named, quorum: quorum ?? String(Math.min(brief.approval.quorum, most)) });
}

type Reader = (view: MissionView, match: RegExpExecArray) => Short;

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^(?:calls\s+)?at\s+once\s*:?\s*(\d{1,3})$/i, (view, match) => pace(view, { atOnce: match[1] ?? '' })],
  [/^(?:batch|batch size)\s*:?\s*(\d{1,3})$/i, (view, match) => pace(view, { atOnce: match[1] ?? '' })],
  [/^(?:spacing|apart)\s*:?\s*(\d.*?)(?:\s+apart)?$/i, (view, match) => pace(view, { spacing: match[1] ?? '' })],
  [/^(\d{1,4}\s*[a-z]*)\s+apart$/i, (view, match) => pace(view, { spacing: match[1] ?? '' })],
  [/^(?:further\s+)?(?:tries|retries)\s*:?\s*(\d{1,3})$/i, (view, match) => pace(view, { tries: match[1] ?? '' })],
  [/^no\s+deadline$/i, () => values('deadline', { deadline: '' })],
  [/^(?:deadline|done\s+by|until)\s*:?\s+(.+)$/i, (_, match) => values('deadline', { deadline: match[1] ?? '' })],
  [/^hours\s*:?\s+(.+)$/i, (view, match) => hours(view, match[1] ?? '')],
  [
    /^days\s*:?\s+(.+)$/i,
    (view, match) => values('hours', { days: match[1] ?? '', hours: sayHours(view.brief.hours) }),
  ],
  [/^quorum\s*:?\s*(\d{1,3})$/i, (view, match) => deciders(view, '', match[1])],
  [
    /^(?:deciders|approvers|decided\s+by|who\s+decides)\s*:?\s+(.+?)(?:[,\s]+(?:quorum\s*(\d{1,3})|(\d{1,3})\s+yes(?:es)?))?$/i,
    (view, match) => deciders(view, match[1] ?? '', match[2] ?? match[3]),
  ],
  [/^add\b\s*:?\s*([\s\S]*)$/i, (_, match) => values('people', { list: match[1] ?? '' })],
  [/^(?:remove|drop|take\s+off)\s*:?\s+([\s\S]+)$/i, (_, match) => values('people', { remove: match[1] ?? '' })],
  [/^(?:call\s+)?again\s*:?\s+([\s\S]+)$/i, (_, match) => values('people', { again: match[1] ?? '' })],
];

/** What the readers above begin with. */
const NAMES = [
  ...PARTS,
  'calls at once',
  'batch',
  'spacing',
  'tries',
  'retries',
  'days',
  'quorum',
  'approvers',
  'add',
  'remove',
  'call again',
];

const EXAMPLES =
  'calls at once 3, deadline Fri 17:00, hours Mon-Fri 9:00-17:00, deciders @ana quorum 1, add NAME, NUMBER or remove NAME';

export function readShort(view: MissionView, text: string): Short {
  const typed = text.trim();
  const page = /^([a-z]+)(?:\s+(?:of\s+)?(?:round\s+)?(\d{1,2}))?$/i.exec(typed);
  const part = page?.[1]?.toLowerCase() ?? '';
  if (part === 'deciders' && !hasDecisions(view)) return nothingToDecide(view);
  if (isPart(part))
    return { kind: 'page', page: { part, round: Math.max(0, Number(page?.[2] ?? view.round + 1) - 1) } };
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(typed);
    if (match !== null) return read(view, match);
  }
  const near = guesses(typed, NAMES).map(({ name, rest }) => `${name} ${rest}`.trim());
  const meant = near.filter((one) => one !== typed.toLowerCase());
  const cure = meant.length > 0 ? didYouMean(meant) : `Write for example: ${EXAMPLES}.`;
  return { kind: 'unclear', error: `"${typed.slice(0, 60)}" is not understood. ${cure}`, meant };
}
