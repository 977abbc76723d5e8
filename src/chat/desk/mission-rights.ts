/** Rights that hang on one mission: who decides on what was said there may also read it and put it right. */
import type { MissionView } from '../../projections/mission-view.ts';
import type { Turn } from './turn.ts';

/** Operators and admins; the owner, and the people of this mission who decide. */
export function belongsTo({ standing, actor }: Turn, view: MissionView): boolean {
  if (standing.role === 'operator' || standing.role === 'admin') return true;
  const { approvers } = view.brief.approval;
  return (
    view.owner.id === actor.id ||
    approvers.includes(actor.id) ||
    view.gates.some((gate) => gate.deciders.includes(actor.id))
  );
}
