/**
 * What came back from a page of the guided flow: read field by field, with one error each, into the draft. Pure; the list
 * was read before and is handed in.
 */
import type { RoundSpec } from '../../missions/brief.ts';
import { readWhen } from '../preview/local-time.ts';
import { ownRounds, reword } from '../templates/all.ts';
import { SPEECHES } from '../templates/languages.ts';
import { withLanguage, withList } from './begin.ts';
import type { Draft, DraftClass, DraftList } from './draft.ts';
import { parseFields } from './fields.ts';
import { readDays, readHours } from './hours.ts';
import { readPeople } from './people.ts';
import type { Step } from './steps.ts';

export type Values = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;
export type Taken = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly errors: Errors };

/** What was in the list field: nothing, people, or one sentence on why it cannot be read. */
export type ListRead = DraftList | { readonly error: string } | undefined;

export interface TakeOptions {
  readonly now: number;
  readonly zone: string;
}

export const isClass = (text: string | undefined): text is DraftClass => text === 'sweep' || text === 'rounds';

const fail = (errors: Errors): Taken => ({ ok: false, errors });

export function takeStep(step: Step, draft: Draft, values: Values, list: ListRead, options: TakeOptions): Taken {
  const taken = readStep(step, draft, values, list, options);
  if (!taken.ok) return taken;
  return { ok: true, draft: { ...taken.draft, answered: [...new Set([...taken.draft.answered, step])] } };
}

function readStep(step: Step, draft: Draft, values: Values, list: ListRead, options: TakeOptions): Taken {
  switch (step) {
    case 'kind':
      return takeKind(draft, values, list);
    case 'words':
      return takeWords(draft, 0, values);
    case 'second':
      return takeWords(draft, 1, values);
    case 'numbers':
      return takeList(draft, list, draft.list === undefined);
    case 'when':
      return takeWhen(draft, values, options);
    case 'people':
      return takePeople(draft, values);
  }
}

/** Errors of the first page, which may be sent off before there is a draft. */
export function kindErrors(values: Values, list: ListRead): Errors {
  return {
    ...(isClass(values.kind) ? {} : { kind: 'Choose one of the two.' }),
    ...((values.name ?? '').trim() === '' ? { name: 'Give it a name by which you will know it again.' } : {}),
    ...((values.name ?? '').trim().length > 60 ? { name: 'Keep the name to 60 letters.' } : {}),
    ...(list !== undefined && 'error' in list ? { list: list.error } : {}),
  };
}

function takeKind(draft: Draft, values: Values, list: ListRead): Taken {
  const errors = kindErrors(values, list);
  const kind = values.kind;
  if (Object.keys(errors).length > 0 || !isClass(kind)) return fail(errors);
  const renamed = { ...draft, name: (values.name ?? '').trim() };
  const changed = kind === draft.class ? renamed : withClass(renamed, kind);
  return takeList(changed, list, false);
}

/** What was worded for the first call stays; a second one is asked for when there was none. */
function withClass(draft: Draft, kind: DraftClass): Draft {
  const blank = ownRounds(kind, draft.language, draft.onBehalfOf);
  const rounds = blank.map((round, index): RoundSpec => {
    const { shortlist: _, ...worded } = draft.rounds[index] ?? round;
    return round.shortlist === undefined ? worded : { ...worded, shortlist: round.shortlist };
  });
  const { template: __, ...own } = draft;
  return { ...own, class: kind, rounds, answered: draft.answered.filter((step) => step !== 'second') };
}

function takeList(draft: Draft, list: ListRead, needed: boolean): Taken {
  if (list === undefined)
    return needed ? fail({ list: 'Drop a CSV file, or paste one person a line: name, number.' }) : { ok: true, draft };
  if ('error' in list) return fail({ list: list.error });
  return { ok: true, draft: withList(draft, list) };
}

function takeWords(draft: Draft, index: number, values: Values): Taken {
  const round = draft.rounds[index];
  if (round === undefined) return { ok: true, draft };
  const onBehalfOf = index === 0 ? (values.onBehalfOf ?? '').trim() : draft.onBehalfOf;
  const say = values.say ?? '';
  const opening = (values.opening ?? '').trim();
  const read = parseFields(values.fields ?? '', round.fields);
  const unranked = read.ok && draft.class === 'rounds' && read.ranking.length === 0;
  const errors = {
    ...(onBehalfOf === '' ? { onBehalfOf: 'Say on whose behalf; it is the first thing they hear.' } : {}),
    ...(say.trim() === '' ? { say: 'Say what the assistant should do on the phone.' } : {}),
    ...(opening === ''
      ? {
          opening:
            'Write the first sentence, for example: Hello, this is an AI assistant calling on behalf of Northwind.',
        }
      : {}),
    ...(read.ok ? {} : { fields: read.error }),
    ...(unranked
      ? { fields: 'Say for at least one line which end is better, for example: Price in USD (number, lower is better)' }
      : {}),
  };
  if (!read.ok || Object.keys(errors).length > 0) return fail(errors);
  const rounds = draft.rounds.map((one, at) =>
    at === index
      ? { ...one, purpose: purposeOf(one, say, draft), say, opening, fields: read.fields, ranking: read.ranking }
      : one,
  );
  const worded: Draft = { ...draft, rounds, request: requestOf(draft, index, say) };
  // An opening line that was left alone follows the organisation; one that was typed stays as it is.
  return { ok: true, draft: reword(worded, { onBehalfOf }) };
}

/** A few words on what the calls are for: the first sentence of what the person wrote. */
function purposeOf(round: RoundSpec, say: string, draft: Draft): string {
  if (round.purpose !== '' && say === round.say) return round.purpose;
  const first = say.trim().split(/(?<=[.!?])\s|\n/)[0] ?? '';
  return first === '' ? draft.name : first.replace(/[.!?]+$/, '').slice(0, 120);
}

/** The words of the first page that was written freely are what the person asked for (playbook R74). */
function requestOf(draft: Draft, index: number, say: string): string {
  return index === 0 && draft.template === undefined ? say : draft.request;
}

function takeWhen(draft: Draft, values: Values, { now, zone }: TakeOptions): Taken {
  const start = readWhen(values.start ?? '', now, zone);
  const hours = readHours(values.hours ?? '');
  const days = readDays(values.days ?? '');
  const recipients = RECIPIENTS.find((one) => one === values.recipients);
  const basis = (values.basis ?? '').trim();
  const errors = {
    ...(start.ok ? {} : { start: start.error }),
    ...(hours.ok ? {} : { hours: hours.error }),
    ...(days.ok ? {} : { days: days.error }),
    ...(recipients === undefined ? { recipients: 'Choose who picks up.' } : {}),
    ...(basis.length < 3 ? { basis: 'Say why these people may be called; it is kept with the mission.' } : {}),
  };
  if (!start.ok || !hours.ok || !days.ok || recipients === undefined || basis.length < 3) return fail(errors);
  const { startAtMs: _, ...rest } = draft;
  return {
    ok: true,
    draft: {
      ...rest,
      hours: { ...hours.value, days: days.value },
      recipients,
      basis,
      ...(start.at === undefined ? {} : { startAtMs: start.at }),
    },
  };
}

const RECIPIENTS = ['service', 'professional', 'automated', 'general'] as const;

function takePeople(draft: Draft, values: Values): Taken {
  const people = readPeople(values.approvers ?? '', draft.author.id);
  const approvers = people.ok ? people.value : [];
  const quorum = draft.class === 'sweep' ? draft.quorum : whole(values.quorum);
  const shortlist = draft.class === 'sweep' ? undefined : whole(values.shortlist);
  const language = SPEECHES.find((one) => one.language === values.language)?.language ?? draft.language;
  const errors = {
    ...(people.ok ? {} : { approvers: people.error }),
    ...(quorum === undefined || quorum < 1 || quorum > Math.max(1, approvers.length)
      ? { quorum: `Write a number from 1 to ${Math.max(1, approvers.length)}: as many can say yes.` }
      : {}),
    ...(draft.class === 'rounds' && (shortlist === undefined || shortlist < 1)
      ? { shortlist: 'Write how many are proposed, for example 3.' }
      : {}),
  };
  if (quorum === undefined || Object.keys(errors).length > 0) return fail(errors);
  const rounds = draft.rounds.map((round) =>
    round.shortlist === undefined || shortlist === undefined ? round : { ...round, shortlist },
  );
  return { ok: true, draft: withLanguage({ ...draft, approvers, quorum, rounds }, language, values.voice ?? '') };
}

function whole(text: string | undefined): number | undefined {
  return /^\d{1,3}$/.test((text ?? '').trim()) ? Number(text) : undefined;
}
