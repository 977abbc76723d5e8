/** Whether a value that a person tells fits its field; one clear sentence where it does not. */
import { amountInWords } from '../amount.ts';
import type { Field, RoundSpec } from '../brief.ts';
import type { Value } from '../terms.ts';

const TEXT_LENGTH = 2000;

/** By its name or its label, whatever their case. */
export function fieldOf(spec: RoundSpec, name: string): Field | undefined {
  const wanted = name.trim().toLowerCase();
  return (
    spec.fields.find((field) => field.name.toLowerCase() === wanted) ??
    spec.fields.find((field) => field.label.toLowerCase() === wanted)
  );
}

export const unknownField = (spec: RoundSpec, name: string): string =>
  `"${name}" was not asked. What was asked is: ${spec.fields.map((field) => field.label).join(', ')}.`;

/** A scale is meant as it says; the range of a price is only what is usual. */
function offScale({ label, min, max, unit }: Field, value: number): string | undefined {
  if (unit !== undefined) return undefined;
  if (min !== undefined && value < min) return `${label} begins at ${amountInWords(min, undefined)}.`;
  return max !== undefined && value > max ? `${label} ends at ${amountInWords(max, undefined)}.` : undefined;
}

/** The sentence that says why `value` cannot be taken; undefined when it can. */
export function faultOf(field: Field, value: Value): string | undefined {
  switch (field.type) {
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value))
        return `${field.label} is a number${field.unit === undefined ? '' : ` in ${field.unit}`}; "${value}" is none.`;
      return offScale(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${field.label} is yes or no; "${value}" is neither.`;
    case 'choice': {
      const options = field.options ?? [];
      if (options.some((one) => one === value)) return undefined;
      return `${field.label} is one of ${options.join(', ')}; "${value}" is none of them.`;
    }
    case 'text':
      if (typeof value !== 'string' || value.trim() === '') return `${field.label} is a text; write a few words.`;
      return value.length > TEXT_LENGTH
        ? `${field.label} is too long; keep it under ${TEXT_LENGTH} letters.`
        : undefined;
  }
}
