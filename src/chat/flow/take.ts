/**
 * What came back from a page of the guided flow, into the draft: read field by field, with one error each. Pure; the list
 * was read before and is handed in.
 */
import type { Draft } from './draft.ts';
import type { ListRead, Taken, TakeOptions, Values } from './page.ts';
import { takeKind, takeList } from './pages/kind.ts';
import type { Step } from './step-names.ts';
import { PAGES } from './steps.ts';

export function takeStep(step: Step, draft: Draft, values: Values, list: ListRead, options: TakeOptions): Taken {
  const taken = readStep(step, draft, values, list, options);
  if (!taken.ok) return taken;
  return { ok: true, draft: { ...taken.draft, answered: [...new Set([...taken.draft.answered, step])] } };
}

function readStep(step: Step, draft: Draft, values: Values, list: ListRead, options: TakeOptions): Taken {
  if (step === 'kind') return takeKind(draft, values, list);
  if (step === 'numbers') return takeList(draft, list, draft.list === undefined);
  return PAGES[step].take(draft, values, options);
}
