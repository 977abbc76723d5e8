// The PostgREST-like query of the conversations list: `column=op.value`, `metadata->key=op.value`, `or=(a.op.v,b.op.v)`,
// `order=column.desc`, `limit`.
import { badRequest } from './api-error.ts';

/** A row's value by column name; `metadata->key` reaches into the metadata. */
export type Column = (name: string) => string | undefined;

export interface PostgrestQuery {
  readonly matches: (row: Column) => boolean;
  readonly compare: (a: Column, b: Column) => number;
  readonly limit: number;
}

const DEFAULT_LIMIT = 100;
const NOT_COLUMNS: ReadonlySet<string> = new Set(['order', 'limit', 'or', 'offset', 'select']);

export function parsePostgrest(params: Iterable<readonly [string, string]>): PostgrestQuery {
  const tests: ((row: Column) => boolean)[] = [];
  let compare = by('created_at', 'desc');
  let limit = DEFAULT_LIMIT;
  for (const [name, value] of params) {
    if (name === 'limit') limit = Math.max(0, Number.parseInt(value, 10) || 0);
    if (name === 'order') compare = by(...orderOf(value));
    if (name === 'or') tests.push(anyOf(value));
    if (!NOT_COLUMNS.has(name) && !name.startsWith('page[')) tests.push(condition(name, value));
  }
  return { matches: (row) => tests.every((test) => test(row)), compare, limit };
}

function by(column: string, direction: string) {
  const sign = direction === 'desc' ? -1 : 1;
  return (a: Column, b: Column) => {
    const [left, right] = [a(column) ?? '', b(column) ?? ''];
    return left === right ? 0 : left < right ? -sign : sign;
  };
}

function orderOf(text: string): [string, string] {
  const [column = 'created_at', direction = 'asc'] = text.split('.');
  return [column, direction];
}

/** `(a.eq.1,b.eq.2)` */
function anyOf(text: string): (row: Column) => boolean {
  const tests = text
    .replace(/^\(|\)$/g, '')
    .split(',')
    .map((part) => {
      const dot = part.indexOf('.');
      return condition(part.slice(0, dot), part.slice(dot + 1));
    });
  return (row) => tests.some((test) => test(row));
}

function condition(column: string, text: string): (row: Column) => boolean {
  const dot = text.indexOf('.');
  const operator = text.slice(0, dot);
  const value = text.slice(dot + 1);
  const name = column.replaceAll('->>', '->');
  const compareTo = (row: Column) => ordered(row(name) ?? '', value);
  switch (operator) {
    case 'eq':
      return (row) => row(name) === value;
    case 'neq':
      return (row) => row(name) !== value;
    case 'gt':
      return (row) => compareTo(row) > 0;
    case 'gte':
      return (row) => compareTo(row) >= 0;
    case 'lt':
      return (row) => compareTo(row) < 0;
    case 'lte':
      return (row) => compareTo(row) <= 0;
    case 'like':
    case 'ilike':
      return (row) => likePattern(value, operator === 'ilike').test(row(name) ?? '');
    case 'in':
      return (row) =>
        value
          .replace(/^\(|\)$/g, '')
          .split(',')
          .includes(row(name) ?? '');
    default:
      throw badRequest(`Cannot filter ${column} by "${text}": an operator such as eq. is missing`);
  }
}

/** Times are compared as times, whatever their offset. */
function ordered(left: string, right: string): number {
  const [leftMs, rightMs] = [Date.parse(left), Date.parse(right)];
  if (!Number.isNaN(leftMs) && !Number.isNaN(rightMs)) return leftMs - rightMs;
  return left < right ? -1 : left > right ? 1 : 0;
}

function likePattern(value: string, ignoreCase: boolean): RegExp {
  const escaped = value
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/[%*]/g, '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${escaped}$`, ignoreCase ? 'i' : '');
}
