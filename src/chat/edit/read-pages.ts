/**
 * What came back from a page of a change, as a change; what is as it was is left out. One error a field. Pure, but for the
 * list, which was read before.
 */
import type { Approval } from '../../missions/brief.ts';
import type { MissionChange } from '../../missions/edit/event.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { parseFields } from '../flow/fields.ts';
import { readDays, readHours } from '../flow/hours.ts';
import { type Errors, errorsIn, isFine, readWhole, typedIn, type Values } from '../flow/page.ts';
import { type KnownPeople, readPeople } from '../flow/people.ts';
import { lackOf } from '../flow/rubric.ts';
import { readDeadline } from '../preview/local-time.ts';
import { calledAlready, onTheList, type Page, readNames } from './parts.ts';

export interface ReadOptions {
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly zone: string;
  /** Actor id of who changes it. */
  readonly asker: string;
  readonly known: KnownPeople;
}

export type ChangeRead =
  | { readonly ok: true; readonly change: MissionChange }
  | { readonly ok: false; readonly errors: Errors };

const fail = (errors: Errors): ChangeRead => ({ ok: false, errors });
const change = (found: MissionChange): ChangeRead => ({ ok: true, change: found });

/** The list of a page with people is read by people.ts. */
export function readChange(view: MissionView, page: Page, values: Values, options: ReadOptions): ChangeRead {
  switch (page.part) {
    case 'people':
      return readPeoplePage(view, values);
    case 'words':
      return readWords(view, page.round, values);
    case 'hours':
      return readHoursPage(view, values);
    case 'deadline': {
      const read = readDeadline(values.deadline ?? '', options.now, options.zone);
      return read.ok ? change({ deadlineAt: read.at ?? null }) : fail({ deadline: read.error });
    }
    case 'deciders':
      return readDeciders(view, values, options);
    case 'pace':
      return readPace(view, values);
  }
}

function readPeoplePage(view: MissionView, values: Values): ChangeRead {
  const remove = readNames(values.remove ?? '', onTheList(view));
  const again = readNames(values.again ?? '', calledAlready(view));
  if (!remove.ok || !again.ok)
    return fail(errorsIn({ remove: remove.ok ? undefined : remove.error, again: again.ok ? undefined : again.error }));
  return change({ remove: remove.targets, callAgain: again.targets });
}

function readWords(view: MissionView, index: number, values: Values): ChangeRead {
  const spec = view.brief.rounds[index];
  if (spec === undefined) return fail({ say: 'There is no such round any more. Open the change anew.' });
  const again = readNames(values.again ?? '', calledAlready(view));
  const read = parseFields(values.fields ?? '', spec.fields);
  const last = index === view.brief.rounds.length - 1;
  const isCompared = view.brief.class !== 'rounds' || !last || spec.ranking.length > 0;
  const errors = errorsIn({
    say: typedIn(values, 'say') === '' ? 'Say what the assistant should do on the phone.' : undefined,
    opening:
      typedIn(values, 'opening') === ''
        ? 'Write the first sentence, for example: Hello, this is an AI assistant calling on behalf of Northwind.'
        : undefined,
    fields: read.ok ? (isCompared ? lackOf(view.brief.class, read) : undefined) : read.error,
    again: again.ok ? undefined : again.error,
  });
  if (!read.ok || !again.ok || !isFine(errors)) return fail(errors);
  const { fields, ranking } = read;
  const words = { round: spec.id, say: values.say ?? '', opening: typedIn(values, 'opening'), fields, ranking };
  return change({ words, callAgain: again.targets });
}

function readHoursPage(view: MissionView, values: Values): ChangeRead {
  const hours = readHours(values.hours ?? '');
  const days = readDays(values.days ?? '');
  if (!hours.ok || !days.ok)
    return fail(errorsIn({ hours: hours.ok ? undefined : hours.error, days: days.ok ? undefined : days.error }));
  return change({ hours: { ...view.brief.hours, ...hours.value, days: days.value } });
}

function readDeciders(view: MissionView, values: Values, { asker, known }: ReadOptions): ChangeRead {
  const people = readPeople(values.approvers ?? '', asker, known);
  const approvers = people.ok ? people.value : [];
  const quorum = readWhole(values.quorum);
  const errors = errorsIn({
    approvers: !people.ok ? people.error : approvers.length === 0 ? 'Name at least one person who decides.' : undefined,
    quorum:
      quorum === undefined || quorum < 1 || quorum > Math.max(1, approvers.length)
        ? `Write a number from 1 to ${Math.max(1, approvers.length)}: as many can say yes.`
        : undefined,
  });
  if (quorum === undefined || !isFine(errors)) return fail(errors);
  const approval: Approval = { ...view.brief.approval, approvers, quorum };
  return change({ approval });
}

/** `90 s`, `2 min`, `2`: seconds; `undefined` when it is no time. */
export function readSpacing(text: string): number | undefined {
  const match = /^(\d{1,4})\s*(s|sec|secs|seconds?|m|min|mins|minutes?)?$/i.exec(text.trim());
  if (match === null) return undefined;
  return Number(match[1]) * (/^s/i.test(match[2] ?? 'min') ? 1 : 60);
}

function readPace(view: MissionView, values: Values): ChangeRead {
  const batchSize = readWhole(values.atOnce);
  const spacingSecs = readSpacing(values.spacing ?? '');
  const tries = typedIn(values, 'tries');
  const maxRetries = /^\d{1,2}$/.test(tries) ? Number(tries) : undefined;
  const errors = errorsIn({
    atOnce: batchSize === undefined ? 'Write a number, for example 3.' : undefined,
    spacing: spacingSecs === undefined ? 'Write a time, for example 1 min or 90 s.' : undefined,
    tries: tries !== '' && maxRetries === undefined ? 'Write a number, for example 2, or leave it empty.' : undefined,
  });
  if (batchSize === undefined || spacingSecs === undefined || !isFine(errors)) return fail(errors);
  const kept = maxRetries === undefined || maxRetries === view.brief.maxRetries;
  return change({ batchSize, spacingSecs, ...(kept ? {} : { maxRetries }) });
}
