/** What an outcome and its values rest on: what the line reported, the sign that decided, each number as it was said. */
import { saidField } from '../../missions/schema.ts';
import type { CallView, MissionView, RowView } from '../../projections/mission-view.ts';
import { outcomeWords } from '../../projections/outcome-words.ts';
import { plainWords } from '../../projections/plain-words.ts';
import { quoted } from '../quoted.ts';
import { markOf } from '../result-marks.ts';
import { shorten, valueText, withoutNumbers } from '../wording.ts';
import type { FactRow } from './result-facts.ts';

/** One line: `The line was busy (busy: SIP 486).`; undefined where the call is older than its evidence. */
export function evidenceText({ evidence }: CallView): string | undefined {
  if (evidence === undefined) return undefined;
  const isPlain = evidence.line === undefined || /^[a-z-]+$/.test(evidence.line);
  const line = isPlain ? '' : ` (${shorten(plainWords(evidence.line ?? ''), 80)})`;
  return `${evidence.because.replace(/\.$/, '')}${line}`;
}

/** Behind the words of a call: how it was taken, and each value beside the words it was made of. */
export function evidenceFacts(view: MissionView, row: RowView, call: CallView): readonly FactRow[] {
  const why = evidenceText(call);
  const taken = call.outcome === undefined ? [] : [{ label: 'Taken for', text: [takenFor(call, why)] }];
  const fields = view.rounds.find((round) => round.id === call.round)?.fields ?? [];
  const values = row.byRound?.find((one) => one.round === call.round)?.values ?? {};
  const rows = call.outcome !== 'PersonAnswered' ? [] : fields;
  return [
    ...taken,
    ...rows.flatMap((field): FactRow[] => {
      const value = values[field.name];
      const said = values[saidField(field.name)];
      if (value === undefined && said === undefined) return [];
      const doubt = row.doubts?.[field.name];
      const text = [
        value === undefined ? 'no single number' : valueText(field, value),
        ...(typeof said === 'string' ? [`said: ${quoted(shorten(withoutNumbers(said), 100))}`] : []),
        ...(doubt === undefined ? [] : [doubt]),
      ];
      return [{ label: field.label, text: [`${text.join(', ')}${markOf(row, field.name)}`] }];
    }),
  ];
}

const takenFor = (call: CallView, why: string | undefined): string => {
  const words = call.outcome === undefined ? '' : outcomeWords(call.outcome);
  return why === undefined ? words : `${words}. ${why}.`;
};
