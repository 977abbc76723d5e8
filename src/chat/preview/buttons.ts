/** What can be done with a preview: start it, hear it first, settle what is open, change or discard it. Pure. */
import type { Button } from '../card.ts';
import type { Draft } from '../flow/draft.ts';
import type { Step } from '../flow/step-names.ts';
import { button, count, shorten } from '../wording.ts';
import type { PreviewOptions } from './options.ts';
import type { Problem } from './problem.ts';

interface Deadline {
  /** Out of a deadline that does not fit. */
  readonly waysOut: readonly Button[];
  /** Somebody of the list would not be called at all. */
  readonly leavesOut: boolean;
}

export function buttons(
  draft: Draft,
  problems: readonly Problem[],
  options: PreviewOptions,
  deadline: Deadline,
): readonly Button[] {
  const about = (part?: string) => ({
    about: 'draft' as const,
    draft: draft.id,
    ...(part === undefined ? {} : { part }),
  });
  const steps = [...new Set(problems.map((problem) => problem.step))];
  const cures = steps
    .slice(0, 2)
    .map((step) => button('edit', about(step), CURES[step], steps[0] === step ? { style: 'primary' } : {}));
  return [
    ...(problems.length === 0 ? starts(draft, options, deadline) : cures),
    ...((draft.list?.refused.length ?? 0) > 0 ? [button('refused-rows', about(), 'See refused rows')] : []),
    ...(problems.length === 0 && options.callMe ? [button('call-me', about(), 'Call me first')] : []),
    button('edit', about(), 'Change'),
    button('discard', about(), 'Discard this draft', {
      style: 'danger',
      confirm: `Discard the draft "${shorten(draft.name || draft.id, 40)}"?`,
    }),
  ];
}

/** Start; where somebody would be left out, the ways out come first and the start asks. */
function starts(draft: Draft, options: PreviewOptions, { waysOut, leavesOut }: Deadline): readonly Button[] {
  const calls = count(draft.list?.targets.length ?? 0, 'call');
  const subject = { about: 'draft', draft: draft.id, part: options.fingerprint } as const;
  const [first, ...more] = waysOut;
  if (!leavesOut || first === undefined) {
    const real = options.sandbox ? {} : { confirm: `Start ${calls}? Real people are called.` };
    return [button('start', subject, `Start ${calls}`, { style: 'primary', ...real }), ...waysOut];
  }
  const late = 'Start all the same? Who is not called before the deadline is not called at all.';
  const confirm = options.sandbox ? late : `${late} Real people are called.`;
  return [
    { ...first, style: 'primary' },
    ...more,
    button('start', subject, `Start ${calls} all the same`, { confirm }),
  ];
}

const CURES: Readonly<Record<Step, string>> = {
  kind: 'Give it a name',
  details: 'Say what they need to know',
  words: 'Change the words',
  second: 'Word the second call',
  third: 'Word the third call',
  fourth: 'Word the fourth call',
  action: 'Say what to book',
  pick: 'First yes or best of',
  mandate: 'Say what is normal',
  order: 'Say who comes first',
  numbers: 'Add the numbers',
  when: 'Say when and why',
  people: 'Choose who decides',
};
