// How routes read a request: the body against a zod schema, with the refusal in the shape its endpoint uses, and the
// page parameters of lists.
import type { Context } from 'hono';
import { z } from 'zod';
import { ApiError, type ErrorEntry, errorBody, refuse } from './api-error.ts';

/** `telnyx`: 400 with codes and pointers (missions, numbers). `fastapi`: 422 with `detail` (the other AI endpoints). */
export type ErrorStyle = 'telnyx' | 'fastapi';

type Issue = z.core.$ZodIssue;

/** The JSON body parsed by `schema`; an absent body counts as `{}`. Throws ApiError. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>, style: ErrorStyle): Promise<T> {
  const text = await c.req.text();
  const json = parseJson(text);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw style === 'telnyx' ? telnyxErrors(parsed.error.issues, json) : fastApiErrors(parsed.error.issues, json);
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, '10023', 'Invalid JSON', 'The request body is not valid JSON.');
  }
}

function telnyxErrors(issues: readonly Issue[], json: unknown): ApiError {
  const entries = issues.map((issue): ErrorEntry => {
    const pointer = `/body${issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `/${String(part)}`)).join('')}`;
    if (isMissing(issue, json)) {
      const detail = `The required parameter ${pointer} is missing.`;
      return { code: '10004', title: 'Missing required parameter', detail, pointer };
    }
    // A value outside an enum comes without a pointer on the live API.
    if (issue.code === 'invalid_value') return { code: '10015', title: 'Bad Request', detail: issue.message };
    return { code: '10015', title: 'Bad Request', detail: issue.message, pointer };
  });
  return new ApiError(400, errorBody(entries));
}

function fastApiErrors(issues: readonly Issue[], json: unknown): ApiError {
  return new ApiError(422, {
    detail: issues.map((issue) => {
      const missing = isMissing(issue, json);
      return {
        loc: ['body', ...issue.path],
        msg: missing ? 'Field required' : issue.message,
        type: missing ? 'missing' : issue.code,
      };
    }),
  });
}

function isMissing(issue: Issue, json: unknown): boolean {
  let at: unknown = json;
  for (const part of issue.path) {
    if (typeof at !== 'object' || at === null) return true;
    at = Object.entries(at).find(([key]) => key === String(part))?.[1];
  }
  return at === undefined;
}

/** The page of `rows` that the query asks for, with the `meta` of the live API. */
export function paged<Row, Out>(
  c: Context,
  rows: readonly Row[],
  show: (row: Row) => Out,
  defaultSize = 20,
  maxSize = 250,
) {
  const size = Math.min(positive(c.req.query('page[size]'), defaultSize), maxSize);
  const number = positive(c.req.query('page[number]'), 1);
  return {
    data: rows.slice((number - 1) * size, number * size).map(show),
    meta: {
      page_number: number,
      page_size: size,
      total_pages: Math.ceil(rows.length / size),
      total_results: rows.length,
    },
  };
}

function positive(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value > 0 ? value : fallback;
}

/** A JSON object with any content. */
export const jsonObject = z.record(z.string(), z.unknown());
