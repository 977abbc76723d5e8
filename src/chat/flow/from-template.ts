/** A mission from a template: with the people who are there already, or with those of its example. */
import type { Replies, Turn } from '../desk/turn.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { writtenTime } from '../preview/local-time.ts';
import { readAnswers } from '../templates/asks.ts';
import type { Template } from '../templates/template.ts';
import { EXAMPLE_BASIS, fromTemplate, withList } from './begin.ts';
import type { Draft } from './draft.ts';
import { beginning, keepAndGoOn } from './flow.ts';
import type { ListRead } from './page.ts';
import { readList } from './read-list.ts';

export async function beginFromTemplate(turn: Turn, template: Template, carried: Draft | undefined): Promise<Replies> {
  const draft = fromTemplate(template, await beginning(turn, carried, carried?.request || template.label));
  if (carried?.list !== undefined) return keepAndGoOn(turn, withList(draft, carried.list));
  const list = template.example === undefined ? undefined : await exampleList(turn.deps, template.example);
  if (list === undefined || 'error' in list) return keepAndGoOn(turn, draft);
  const listed = withList(draft, list);
  // The example's list stands in the order that its template means, so nobody is asked for it.
  const ordered = { ...listed, answered: [...listed.answered, 'order'] };
  return keepAndGoOn(turn, turn.deps.origin.sandbox ? withExample(ordered, turn.deps) : ordered);
}

async function exampleList(deps: DeskDeps, name: string): Promise<ListRead> {
  const file = deps.example(name);
  return file === undefined ? undefined : readList(deps, { kind: 'file', ...file }, file.name);
}

/**
 * Example numbers ring nowhere, so there is nobody to ask for a reason, and what they need to know may be made up as well. With
 * real calls both are asked.
 */
function withExample(draft: Draft, { now, zone }: DeskDeps): Draft {
  const asks = draft.source?.asks ?? [];
  const typed = Object.fromEntries(asks.map((ask) => [ask.name, ask.example ?? '']));
  const read = readAnswers(asks, typed, writtenTime(now(), zone).slice(0, 10));
  const known = read.ok ? { answers: read.answers, answered: [...draft.answered, 'details'] } : {};
  return { ...draft, ...known, basis: EXAMPLE_BASIS };
}
