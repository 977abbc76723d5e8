/** What a class needs besides its words, one sentence each with the page that cures it. Pure. */
import type { Condition } from '../../missions/brief.ts';
import { sayCondition } from '../flow/conditions.ts';
import { unanswered } from '../flow/details.ts';
import type { Draft } from '../flow/draft.ts';
import { unreadMark } from '../flow/order.ts';
import { lackOf } from '../flow/rubric.ts';
import { WORD_STEPS } from '../flow/step-names.ts';
import { unknownIn } from '../flow/variables.ts';
import { listText } from '../wording.ts';
import type { Problem } from './problem.ts';

export function classProblems(draft: Draft): readonly Problem[] {
  return [
    ...detailProblems(draft),
    ...rubricProblems(draft),
    ...textProblems(draft),
    ...(draft.class === 'negotiation' ? [...mandateProblems(draft), ...orderProblems(draft)] : []),
    ...(draft.class === 'action' ? actionProblems(draft) : []),
  ];
}

/** R239: what is missing is asked for before anything is scheduled. */
function detailProblems(draft: Draft): readonly Problem[] {
  const open = unanswered(draft);
  if (open.length === 0) return [];
  const labels = open.map((ask) => `"${ask.label}"`);
  return [{ sentence: `Not known yet: ${listText(labels)}. They will ask for it.`, step: 'details' }];
}

function rubricProblems(draft: Draft): readonly Problem[] {
  const rounds = draft.class === 'rounds' ? draft.rounds : draft.rounds.slice(0, 1);
  return rounds.flatMap((round, index) => {
    const sentence = round.fields.length === 0 ? undefined : lackOf(draft.class, round);
    const step = WORD_STEPS[index];
    return sentence === undefined || step === undefined ? [] : [{ sentence, step }];
  });
}

/** What may be said is rendered for each row, what else would do is not. */
function textProblems({ mandate, action, list }: Draft): readonly Problem[] {
  const { maySay = '', mayPromise = '' } = mandate ?? {};
  const unknown = list === undefined ? [] : unknownIn([maySay, mayPromise], list);
  const found: readonly (Problem | undefined)[] = [
    unknown.length === 0
      ? undefined
      : { sentence: `No row has ${listText(unknown)}, which may be said or promised.`, step: 'mandate' },
    action?.alternative?.includes('{{') === true
      ? {
          sentence: 'What else would do is the same for everybody: write it without a column of the list.',
          step: 'pick',
        }
      : undefined,
  ];
  return found.filter((problem) => problem !== undefined);
}

function mandateProblems(draft: Draft): readonly Problem[] {
  const [round] = draft.rounds;
  const { mandate } = draft;
  if (mandate === undefined) return [{ sentence: 'Say what is bargained for, and what is normal.', step: 'mandate' }];
  const field = round?.fields.find((one) => one.name === mandate.field);
  if (field?.type !== 'number')
    return [{ sentence: 'The number that was bargained for is not asked any more; choose another.', step: 'mandate' }];
  if (round?.ranking.some((rule) => rule.field === mandate.field) !== true)
    return [{ sentence: `Say for "${field.label}" which end is better: lower or higher.`, step: 'words' }];
  return [];
}

function orderProblems(draft: Draft): readonly Problem[] {
  const targets = draft.list?.targets ?? [];
  const { order, preference, baseline } = draft;
  if (order === undefined || order === 'as-listed' || targets.length === 0) return [];
  if (order === 'baseline-first' && !targets.some((target) => target.id === baseline))
    return [{ sentence: 'Say who is called first, for a reliable price.', step: 'order' }];
  const unread = preference === undefined ? undefined : unreadMark(draft.list, preference);
  if (unread === undefined) return [];
  return [
    {
      sentence: `Row ${unread.rows[0] ?? '?'} (${unread.name || 'without a name'}) does not say how much it is wanted: write 1 for the one you want most.`,
      step: 'order',
    },
  ];
}

function actionProblems(draft: Draft): readonly Problem[] {
  const { action } = draft;
  if (action === undefined || action.what === '')
    return [
      { sentence: 'Say what is to be booked or ordered, and which answer says that it is done.', step: 'action' },
    ];
  const fields = draft.rounds[0]?.fields ?? [];
  const yesNo = (name: string) => fields.some((field) => field.name === name && field.type === 'boolean');
  const lost = action.conditions.find((one) => !fields.some((field) => field.name === one.field));
  const found: readonly (string | undefined)[] = [
    yesNo(action.available) ? undefined : 'Say which yes/no answer tells that it could be done there.',
    yesNo(action.done) && action.done !== action.available
      ? undefined
      : 'Say which yes/no answer tells that it is done.',
    lost === undefined ? undefined : lostCondition(lost),
    needsUnsaid(draft) ? 'Say what they need to know to do it, at least a name.' : undefined,
  ];
  return found.flatMap((sentence) => (sentence === undefined ? [] : [{ sentence, step: 'action' as const }]));
}

const lostCondition = (condition: Condition): string =>
  `"${sayCondition(condition, [])}" is a condition on something that is not asked; ask for it, or take the condition away.`;

const needsUnsaid = ({ needs, source }: Draft): boolean => needs === undefined && (source?.asks.length ?? 0) === 0;
