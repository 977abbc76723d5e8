/** What a template said before it was filled in for one occasion: `book a table for {{party_size}}` of `book a table for 4`. Pure. */
import type { Brief } from '../../missions/brief.ts';
import { CANCELLED } from '../../missions/classes/action.ts';
import type { Template } from '../templates/template.ts';

const PART = /\{\{[#^/]?\s*[a-z_][a-z0-9_]*\s*\}\}/g;

/** `source` when `text` is what it becomes with any answers, else `text`: somebody rewrote it. */
export function unfilled(source: string | undefined, text: string): string {
  if (source === undefined || !source.includes('{{')) return text;
  const pattern = source
    .split(PART)
    .map((part) => RegExp.escape(part))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(text) ? source : text;
}

/** A mission's brief as a person would write it: what its cards say as the template words it, no question that is ours. */
export function asWritten(brief: Brief, source: Template | undefined): Brief {
  const { action } = brief;
  const rounds = brief.rounds.map((round, index) => ({
    ...round,
    purpose: unfilled(source?.rounds[index]?.purpose, round.purpose),
    fields: round.fields.filter((field) => field.name !== CANCELLED),
  }));
  if (action === undefined) return { ...brief, rounds };
  const { alternative } = action;
  const other = alternative === undefined ? {} : { alternative: unfilled(source?.action?.alternative, alternative) };
  return { ...brief, rounds, action: { ...action, what: unfilled(source?.action?.what, action.what), ...other } };
}
