// The refusals of the simulated API in the shapes of the real one: `{errors: [...]}` for Telnyx errors,
// `{detail: [...]}` for validation by the AI endpoints, `{detail: {code}}` for telephony refusals.
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One entry of `errors`; `code` is a string on the wire. */
export interface ErrorEntry {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly pointer?: string | undefined;
  readonly parameter?: string | undefined;
}

/** Thrown by routes, turned into the answer by the server. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: unknown;

  constructor(status: ContentfulStatusCode, body: unknown) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

const HELP = 'https://developers.telnyx.com/docs/overview/errors/';

export function errorBody(entries: readonly ErrorEntry[]): { readonly errors: readonly unknown[] } {
  return {
    errors: entries.map(({ code, title, detail, pointer, parameter }) => ({
      code,
      title,
      detail,
      meta: { url: `${HELP}${code}` },
      ...(pointer === undefined && parameter === undefined ? {} : { source: pointer ? { pointer } : { parameter } }),
    })),
  };
}

export function refuse(status: ContentfulStatusCode, code: string, title: string, detail: string, pointer?: string) {
  return new ApiError(status, errorBody([{ code, title, detail, pointer }]));
}

export const badRequest = (detail: string, pointer?: string) => refuse(400, '10015', 'Bad Request', detail, pointer);

export const notFound = (what: string, id: string) =>
  refuse(404, '10005', 'Resource not found', `The requested ${what} ${id} could not be found.`);

export const unauthorized = () =>
  refuse(401, '10009', 'Authentication failed', 'Could not find any usable credentials in the request.');

/** A call that the carrier side would refuse, e.g. D13. */
export const telephonyRefusal = (code: string, message: string) => new ApiError(403, { detail: { code, message } });
