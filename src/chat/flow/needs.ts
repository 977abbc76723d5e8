/**
 * What the other side will ask for before it books: `Name: Sommer`, one a line. It stands in the instructions from the start
 * (playbook R239) as a line of its own behind the person's words; its value goes along with every call as a variable, so
 * that it is kept with the people and not with the words. Pure.
 */
import type { Need } from './draft.ts';
import { slug, unique } from './slug.ts';

const MOST = 12;
const HEADING = 'Tell them when they ask:';
const LINE = /^- (?<label>[^:]+): \{\{(?<variable>told_[a-z0-9_]+)\}\}$/;

/** A sentence when something is missing. */
export function readNeeds(text: string): readonly Need[] | string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*[-*•]\s+/, '').trim())
    .filter((line) => line !== '');
  if (lines.length === 0)
    return 'Write what they will ask for, at least a name: nobody can be called back for it later.';
  if (lines.length > MOST) return `Keep it to ${MOST} lines.`;
  const needs: Need[] = [];
  for (const line of lines) {
    const at = line.indexOf(':');
    const label = (at < 0 ? '' : line.slice(0, at)).trim();
    const value = line.slice(at + 1).trim();
    if (at < 0 || label === '') return `"${line}": write it like Name: Sommer.`;
    if (value === '') return `"${label}" has no answer yet. Write it behind the colon, or delete the line.`;
    needs.push({ label, value });
  }
  return needs;
}

export const formatNeeds = (needs: readonly Need[]): string =>
  needs.map(({ label, value }) => `${label}: ${value}`).join('\n');

/** The variable of each, in order. */
function variablesOf(needs: readonly Need[]): readonly string[] {
  const taken = new Set<string>();
  return needs.map(({ label }) => {
    const name = unique(`told_${slug(label)}`, taken);
    taken.add(name);
    return name;
  });
}

/** What goes along with every call. */
export function toldBy(needs: readonly Need[]): Readonly<Record<string, string>> {
  const names = variablesOf(needs);
  return Object.fromEntries(needs.map(({ value }, index) => [names[index] ?? '', value]));
}

/** The person's words with the lines that tell it. */
export function withNeeds(say: string, needs: readonly Need[]): string {
  if (needs.length === 0) return say;
  const names = variablesOf(needs);
  return [say.trimEnd(), '', HEADING, ...needs.map(({ label }, index) => `- ${label}: {{${names[index]}}}`)].join('\n');
}

/** The way back, for a mission once more: the person's words, and what was told with each call. */
export function splitNeeds(
  text: string,
  told: Readonly<Record<string, string>>,
): { readonly say: string; readonly needs: readonly Need[] } {
  const [say = '', block, ...more] = text.split(`\n\n${HEADING}\n`);
  const lines = (block ?? '').split('\n').map((line) => LINE.exec(line)?.groups);
  if (block === undefined || more.length > 0 || lines.includes(undefined)) return { say: text, needs: [] };
  const needs = lines.map((parts) => ({ label: parts?.label ?? '', value: told[parts?.variable ?? ''] ?? '' }));
  return { say, needs };
}
