/** Finds the tests in a source file and the rules their titles name, without running anything. */
import { type ForOfStatement, type Node, parseSync } from '@swc/core';
import { calledBy, type Definition, fieldsOf, stringsIn, textOf } from './syntax.ts';

export interface FoundTest {
  readonly file: string;
  /** As a person finds it; a suite's title when the suite names the rule. */
  readonly title: string;
  readonly rules: readonly string[];
  /** `skipped` also when it is expected to fail; `empty` when it does nothing at all. */
  readonly state: 'runs' | 'skipped' | 'empty';
}

const NAMED = /(?<![\w/:])(?<letter>[RPU])(?<from>\d{1,3})(?:\s?[-–]\s?(?:\k<letter>)(?<to>\d{1,3}))?(?!\w)/g;

/** `R134-R141` is eight rules, `R130, R131` two. */
export function rulesIn(title: string): readonly string[] {
  const ids = [...title.matchAll(NAMED)].flatMap(({ groups }) => {
    const from = Number(groups?.from);
    const count = Math.max(1, Number(groups?.to ?? from) - from + 1);
    return Array.from({ length: count }, (_, index) => `${groups?.letter}${from + index}`);
  });
  return [...new Set(ids)];
}

const BEGINS_WITH_RULE = /^[RPU]\d{1,3}\b/;

/** Titles of a definition: one, or one for each row of its table that begins with a rule. */
function titlesOf(definition: Definition, scope: Scope): readonly string[] {
  const title = textOf(definition.title);
  if (!/%s|\$|…/.test(title)) return [title];
  const tables = [...definition.tables, ...scope.loops];
  const rows = tables.flatMap((table) => stringsIn(table, scope.constants)).filter((row) => BEGINS_WITH_RULE.test(row));
  return rows.length === 0 ? [title] : rows.map((row) => title.replace(/%s|\$[\w.]+|…/, row));
}

interface Scope {
  readonly file: string;
  readonly constants: ReadonlyMap<string, Node>;
  /** What the `for … of` around goes through. */
  readonly loops: readonly Node[];
  readonly skipped: boolean;
}

function found(definition: Definition, scope: Scope): readonly FoundTest[] {
  const skipped = scope.skipped || definition.skipped;
  const state = skipped ? 'skipped' : definition.doesNothing ? 'empty' : 'runs';
  return titlesOf(definition, scope).map((title) => ({ file: scope.file, title, rules: rulesIn(title), state }));
}

/** A suite's title counts as soon as one test in it runs. */
function suite(definition: Definition, scope: Scope): readonly FoundTest[] {
  const inside = { ...scope, skipped: scope.skipped || definition.skipped };
  const tests = definition.body === undefined ? [] : walk(definition.body, inside);
  const runs = tests.some((test) => test.state === 'runs');
  const own = titlesOf(definition, scope).map(
    (title): FoundTest => ({
      file: scope.file,
      title,
      rules: rulesIn(title),
      state: runs ? 'runs' : inside.skipped ? 'skipped' : 'empty',
    }),
  );
  return [...own.filter((one) => one.rules.length > 0), ...tests];
}

function walk(node: Node, scope: Scope): readonly FoundTest[] {
  const definition = calledBy(node);
  if (definition !== undefined) return definition.suite ? suite(definition, scope) : found(definition, scope);
  const loop = node.type === 'ForOfStatement' ? [(node as ForOfStatement).right] : [];
  const inside = loop.length === 0 ? scope : { ...scope, loops: [...scope.loops, ...loop] };
  return fieldsOf(node).flatMap((child) => walk(child, inside));
}

function constantsOf(node: Node): ReadonlyMap<string, Node> {
  const constants = new Map<string, Node>();
  const look = (one: Node): void => {
    const { id, init } = one as { id?: { value?: string }; init?: Node };
    if (one.type === 'VariableDeclarator' && id?.value !== undefined && init) constants.set(id.value, init);
    for (const child of fieldsOf(one)) look(child);
  };
  look(node);
  return constants;
}

export function findTests(file: string, source: string): readonly FoundTest[] {
  const module = parseSync(source, { syntax: 'typescript', target: 'esnext' });
  return walk(module, { file, constants: constantsOf(module), loops: [], skipped: false });
}
