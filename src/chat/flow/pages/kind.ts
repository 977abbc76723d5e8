/** The first page: what shall happen with the answers, the name, and who is called. It may be sent off before there is a draft. */
import type { FormField } from '../../card.ts';
import { withList } from '../begin.ts';
import { blankRounds } from '../blank.ts';
import { isClass, WAYS } from '../classify.ts';
import type { Draft, DraftClass } from '../draft.ts';
import {
  type Errors,
  errorsIn,
  fail,
  isFine,
  type ListRead,
  option,
  type Taken,
  taken,
  typedIn,
  type Values,
} from '../page.ts';
import { lackOf } from '../rubric.ts';
import type { Step } from '../step-names.ts';

export const KIND = {
  label: 'Name and kind',
  title: 'New mission',
  intro: 'Nobody is called before you have seen a preview and tapped Start.',
};

export function kindFields(draft: Draft | undefined): readonly FormField[] {
  return [
    {
      name: 'kind',
      label: 'When you have the answers, what then?',
      type: 'choice',
      options: WAYS.map((way) => option(way.kind, way.label)),
      value: draft?.class ?? 'sweep',
    },
    {
      name: 'name',
      label: 'Name of the mission',
      type: 'text',
      value: draft?.name ?? '',
      placeholder: 'Price check November',
    },
    listField(draft, true),
  ];
}

export function listField(draft: Draft | undefined, optional: boolean): FormField {
  const kept =
    draft?.list === undefined ? '' : ` Left empty, ${draft.list.name} with ${draft.list.targets.length} people stays.`;
  return {
    name: 'list',
    label: 'Who is called',
    type: 'file-or-text',
    hint: `A CSV file, or paste the lines.${optional && kept === '' ? ' You can also drop the file here later.' : kept}`,
    placeholder: 'Acme Print, +1 312 555 0101',
    optional: optional || kept !== '',
  };
}

function kindErrors(values: Values, list: ListRead): Errors {
  const name = typedIn(values, 'name');
  return errorsIn({
    kind: isClass(values.kind) ? undefined : 'Choose one of them.',
    name:
      name === ''
        ? 'Give it a name by which you will know it again.'
        : name.length > 60
          ? 'Keep the name to 60 letters.'
          : undefined,
    list: list !== undefined && 'error' in list ? list.error : undefined,
  });
}

export function takeKind(draft: Draft, values: Values, list: ListRead): Taken {
  const errors = kindErrors(values, list);
  const { kind } = values;
  if (!isFine(errors) || !isClass(kind)) return fail(errors);
  const renamed = { ...draft, name: typedIn(values, 'name') };
  return takeList(kind === draft.class ? renamed : withClass(renamed, kind), list, false);
}

/** Pages whose questions another class puts differently, or not at all. */
const CLASS_STEPS: ReadonlySet<string> = new Set<Step>(['second', 'third', 'fourth', 'action', 'mandate', 'order']);

/** What was worded for the first call stays; what the new class asks besides is asked anew. */
function withClass(draft: Draft, kind: DraftClass): Draft {
  const rounds = blankRounds(kind, draft.language, draft.onBehalfOf).map((round, index) => {
    const { shortlist: _, ...worded } = draft.rounds[index] ?? round;
    return round.shortlist === undefined ? worded : { ...worded, shortlist: round.shortlist };
  });
  const worded = rounds[0] !== undefined && lackOf(kind, rounds[0]) === undefined;
  const answered = draft.answered.filter((step) => !CLASS_STEPS.has(step) && (worded || step !== 'words'));
  const { template: __, action: ___, mandate: ____, order: _____, ...own } = draft;
  return { ...own, class: kind, rounds, answered };
}

export function takeList(draft: Draft, list: ListRead, needed: boolean): Taken {
  if (list === undefined)
    return needed ? fail({ list: 'Drop a CSV file, or paste one person a line: name, number.' }) : taken(draft);
  if ('error' in list) return fail({ list: list.error });
  return taken(withList(draft, list));
}
