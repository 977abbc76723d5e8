/** The little that has to be known of a syntax tree: what defines a test, what a title says, which strings a table holds. */
import type { CallExpression, Expression, Node, TemplateLiteral } from '@swc/core';

/** `it('…', () => {})`, `describe.each(table)('…', …)`, `test.skipIf(slow)('…', …)` and so on. */
export interface Definition {
  readonly suite: boolean;
  readonly skipped: boolean;
  readonly title: Node;
  /** Arguments of `each` and `for`. */
  readonly tables: readonly Node[];
  readonly body?: Node;
  readonly doesNothing: boolean;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Children in source order; arguments and fields that are wrapped without a type are unwrapped. */
export function fieldsOf(node: object): readonly Node[] {
  return Object.values(node).flatMap((value: unknown): readonly Node[] => {
    if (Array.isArray(value)) return value.flatMap((one) => (isNode(one) ? [one] : unwrapped(one)));
    return isNode(value) ? [value] : unwrapped(value);
  });
}

const unwrapped = (value: unknown): readonly Node[] =>
  typeof value === 'object' && value !== null && 'expression' in value ? fieldsOf(value) : [];

const DEFINES: ReadonlyMap<string, boolean> = new Map([
  ['test', false],
  ['it', false],
  ['describe', true],
  ['suite', true],
]);
const NEVER_RUNS: ReadonlySet<string> = new Set(['skip', 'todo', 'fails']);

interface Callee {
  readonly name: string;
  readonly words: readonly string[];
  readonly tables: readonly Node[];
}

function calleeOf(node: Node): Callee | undefined {
  if (node.type === 'Identifier') return { name: (node as { value?: string }).value ?? '', words: [], tables: [] };
  if (node.type === 'MemberExpression') {
    const { object, property } = node as { object?: Node; property?: { value?: string } };
    const inner = object === undefined ? undefined : calleeOf(object);
    return inner && { ...inner, words: [...inner.words, property?.value ?? ''] };
  }
  if (node.type === 'CallExpression') {
    const { callee, arguments: given } = node as CallExpression;
    const inner = calleeOf(callee);
    return inner && { ...inner, tables: [...inner.tables, ...given.map((one) => one.expression)] };
  }
  if (node.type === 'TaggedTemplateExpression') {
    const { tag, template } = node as { tag?: Node; template?: Node };
    const inner = tag === undefined ? undefined : calleeOf(tag);
    return inner && { ...inner, tables: [...inner.tables, ...(template === undefined ? [] : [template])] };
  }
  return undefined;
}

export function calledBy(node: Node): Definition | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = node as CallExpression;
  const called = calleeOf(callee);
  const suite = called === undefined ? undefined : DEFINES.get(called.name);
  const title = given[0]?.expression;
  if (called === undefined || suite === undefined || title === undefined || given.length < 2) {
    const todo = called?.words.includes('todo') === true && suite !== undefined && title !== undefined;
    return todo ? { suite, skipped: true, title, tables: [], doesNothing: true } : undefined;
  }
  const after = given.slice(1).map((one) => one.expression);
  // A body that has a name stands elsewhere; nobody names one that does nothing.
  const body = after.find(isFunction) ?? after.findLast((one) => one.type === 'Identifier');
  if (body === undefined) return undefined;
  const skipped = called.words.some((word) => NEVER_RUNS.has(word));
  return { suite, skipped, title, tables: called.tables, body, doesNothing: isFunction(body) && !callsAnything(body) };
}

const isFunction = (node: Expression): boolean =>
  node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';

/** A test that calls nothing asserts nothing. */
const callsAnything = (node: Node): boolean =>
  fieldsOf(node).some((child) => child.type === 'CallExpression' || callsAnything(child));

/** What a title says; what is only known at run time is `…`. */
export function textOf(node: Node): string {
  if (node.type === 'StringLiteral') return (node as { value?: string }).value ?? '';
  if (node.type === 'TemplateLiteral') return templateText(node as TemplateLiteral);
  if (node.type === 'BinaryExpression') {
    const { left, right } = node as { left?: Node; right?: Node };
    return `${left === undefined ? '' : textOf(left)}${right === undefined ? '' : textOf(right)}`;
  }
  return '…';
}

const templateText = ({ quasis }: TemplateLiteral): string =>
  quasis.map(({ cooked, raw }) => String(cooked ?? raw)).join('…');

/** All strings of a table: its own, and those of the constants it is made of. */
export function stringsIn(node: Node, constants: ReadonlyMap<string, Node>, depth = 0): readonly string[] {
  if (node.type === 'StringLiteral' || node.type === 'TemplateLiteral') return [textOf(node)];
  const constant = node.type === 'Identifier' ? constants.get((node as { value?: string }).value ?? '') : undefined;
  if (constant !== undefined) return depth > 4 ? [] : stringsIn(constant, constants, depth + 1);
  return fieldsOf(node).flatMap((child) => stringsIn(child, constants, depth));
}
