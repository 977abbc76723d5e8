/**
 * What Telnyx is told about the list and what people change about it: who is on it (playbook R50), changes of the running
 * mission, notes under keys (R36, R45). Pure.
 */
import type { MissionChange } from '../missions/edit/event.ts';
import type { MissionEvent } from '../missions/event.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import type { EnlistedTarget } from '../missions/terms.ts';
import type { MirrorOp, Payload } from './mirror-op.ts';

/** Up to so many people have an event each; a longer list is told in parts, or the first dial would wait for hundreds. */
const ONE_EACH = 40;
const PART = 25;

const leadOf = (one: EnlistedTarget, source: string): Payload => ({
  name: one.details.private?.name ?? null,
  phone: one.details.private?.phone ?? null,
  source: `${source}, row ${one.details.private?.rows.join(' and ') || '?'}`,
});

/** R48, R50: each lead with name, phone and where it came from. */
function leads(people: readonly EnlistedTarget[], source: string): readonly MirrorOp[] {
  if (people.length <= ONE_EACH)
    return people.map((one) => ({
      kind: 'event',
      type: 'custom',
      summary: `On the list: ${one.details.private?.name ?? 'a forgotten person'}`,
      payload: leadOf(one, source),
    }));
  const parts = Array.from({ length: Math.ceil(people.length / PART) }, (_, index) =>
    people.slice(index * PART, (index + 1) * PART),
  );
  return parts.map((part, index) => ({
    kind: 'event',
    type: 'custom',
    summary: `On the list: ${index * PART + 1} to ${index * PART + part.length} of ${people.length}`,
    payload: { contractors_found: part.map((one) => leadOf(one, source)) },
  }));
}

/** The change as data: ids become names, moments become times. */
function changePayload(state: MissionState, change: MissionChange): Payload {
  const { deadlineAt, remove, callAgain, words, ...rest } = change;
  const names = (ids: readonly string[]): readonly string[] => ids.map((id) => nameOf(state, id));
  return {
    ...rest,
    ...(words === undefined ? {} : { words }),
    ...(deadlineAt === undefined ? {} : { deadline: deadlineAt === null ? null : new Date(deadlineAt).toISOString() }),
    ...(remove === undefined ? {} : { removed: names(remove) }),
    ...(callAgain === undefined ? {} : { call_again: names(callAgain) }),
  };
}

const WORDS: Readonly<Record<keyof MissionChange, string>> = {
  hours: 'hours',
  deadlineAt: 'deadline',
  approval: 'who decides',
  batchSize: 'calls at once',
  spacingSecs: 'time between calls',
  maxRetries: 'further tries',
  words: 'words',
  remove: 'people taken off',
  callAgain: 'people called once more',
};

const isPart = (key: string): key is keyof MissionChange => key in WORDS;

/** `undefined` when the event is not about the list, a change or a note. */
export function editMirrorOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'MissionStarted':
      return leads(event.targets, event.source.name);
    case 'MissionEdited': {
      const parts = Object.keys(event.change).flatMap((key) => (isPart(key) ? [WORDS[key]] : []));
      const added = event.added.length === 0 ? [] : [`${event.added.length} people added`];
      const summary = `${event.by.name} changed the mission: ${[...parts, ...added].join(', ')}`;
      const payload = changePayload(state, event.change);
      return [{ kind: 'event', type: 'message', summary, payload }, ...leads(event.added, event.by.name)];
    }
    case 'MemorySaved':
      return [
        {
          kind: 'event',
          type: 'custom',
          summary: `${event.by.name} noted ${event.key}`,
          payload: { key: event.key, value: event.value.private ?? null },
        },
      ];
    default:
      return undefined;
  }
}
