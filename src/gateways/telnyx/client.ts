// Typed calls out of the table of operations: fills the path, serialises once, sends, takes the wrapper off, checks the shape.
// Station: between gateway.ts (what the engine wants) and http.ts (how it is sent). No endpoint is named here.
import { z } from 'zod';
import { BackendError } from '../../engine/errors.ts';
import type { HttpRequest } from '../exchange.ts';
import { type Http, serverTimeOf } from '../http.ts';
import type { Repeat } from '../judgement.ts';
import { parseJson } from '../refusal.ts';
import { type Operation, type OperationName, type Operations, operations } from './operations.ts';
import { type Page, walkPages } from './pager.ts';
import { metaOut } from './wire.ts';

type PathNames<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | PathNames<Rest> : never;

type PathInput<O extends Operation> = [PathNames<O['path']>] extends [never]
  ? unknown
  : { readonly path: Readonly<Record<PathNames<O['path']>, string>> };
type QueryInput<O> = O extends { readonly query: z.ZodType<unknown, infer Query> }
  ? { readonly query?: Query }
  : unknown;
/** `bytes` are sent as they are: a body that was journaled before. */
type BodyInput<O> = O extends { readonly body: z.ZodType<unknown, infer Body> }
  ? { readonly body: Body } | { readonly bytes: string }
  : unknown;
type KeyInput<O extends Operation> = O['idempotent'] extends 'key' ? { readonly key: string } : unknown;

export type Input<N extends OperationName> = PathInput<Operations[N]> &
  QueryInput<Operations[N]> &
  BodyInput<Operations[N]> &
  KeyInput<Operations[N]>;
export type Output<N extends OperationName> = z.output<Operations[N]['output']>;
export type ListName = { [N in OperationName]: Operations[N]['wrapper'] extends 'list' ? N : never }[OperationName];
export type CallName = Exclude<OperationName, ListName>;

export interface TelnyxClient {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** With the server's clock (wall ms) beside the answer. */
  callDated<N extends CallName>(
    name: N,
    input: Input<N>,
  ): Promise<{ readonly value: Output<N>; readonly serverTime?: number }>;
  /** Items of all pages, each once; stop iterating to stop asking. */
  list<N extends ListName>(
    name: N,
    input: Input<N>,
    idOf: (item: Output<N>) => string | undefined,
  ): AsyncGenerator<Output<N>>;
}

/** What any entry of the table may be given, for the parts that treat all alike. */
interface AnyInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly bytes?: string;
  readonly key?: string;
}

export function createTelnyxClient(http: Http): TelnyxClient {
  async function exchange(name: OperationName, input: AnyInput, page?: number) {
    const request = toRequest(name, operations[name], input, page);
    const answer = await http.send(request);
    return { request, answer };
  }

  async function callDated<N extends CallName>(name: N, input: Input<N>) {
    const { request, answer } = await exchange(name, input as AnyInput);
    const value = readBody(http, request, operations[name], answer.text);
    const serverTime = serverTimeOf(answer.headers);
    // The table ties the schema that was just applied to this name; TypeScript cannot follow that through the index.
    return { value: value as Output<N>, ...(serverTime === undefined ? {} : { serverTime }) };
  }

  async function readPage<N extends ListName>(name: N, input: Input<N>, page: number): Promise<Page<Output<N>>> {
    const { request, answer } = await exchange(name, input as AnyInput, page);
    const item: z.ZodType = operations[name].output;
    const body = z.object({ data: z.array(item), meta: metaOut.nullish().catch(null) });
    const parsed = body.safeParse(parseJson(answer.text));
    if (!parsed.success) throw http.unreadable(request, whyNot(parsed.error));
    const { data, meta } = parsed.data;
    return { items: data as readonly Output<N>[], ...(meta ? { totalPages: meta.total_pages } : {}) };
  }

  return {
    callDated,
    call: async (name, input) => (await callDated(name, input)).value,
    list: (name, input, idOf) => walkPages((page) => readPage(name, input, page), { what: name, idOf }),
  };
}

function toRequest(name: string, operation: Operation, input: AnyInput, page: number | undefined): HttpRequest {
  const asked = operation.query === undefined ? {} : checked(name, operation.query, input.query ?? {});
  const query = Object.entries({ ...asked, ...pageQuery(operation, page) });
  const search = new URLSearchParams(query.map(([key, value]): [string, string] => [key, String(value)])).toString();
  const body =
    input.bytes ??
    (operation.body === undefined ? undefined : JSON.stringify(checked(name, operation.body, input.body)));
  if (operation.idempotent === 'key') checkKey(name, input.key);
  return {
    operation: name,
    method: operation.method,
    path: `${fillPath(name, operation.path, input.path ?? {})}${search === '' ? '' : `?${search}`}`,
    repeat: repeatOf(operation),
    ...(operation.mayRefuse === true ? { mayRefuse: true } : {}),
    ...(body === undefined ? {} : { body }),
    ...(input.key === undefined ? {} : { key: input.key }),
  };
}

/** An empty id would silently address the collection, so it is refused. */
function fillPath(name: string, path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, parameter: string) => {
    const value = values[parameter];
    if (value === undefined || /^\.{0,2}$/.test(value)) throw ourFault(name, `the id of its ${parameter} is missing`);
    // A segment may hold these marks as they are; call control ids begin with `v3:`.
    return encodeURIComponent(value).replace(/%(3A|3B|3D|40|24|26|2B|2C)/g, decodeURIComponent);
  });
}

/** What Telnyx would refuse is not sent: the field is named, never its value (R81). */
function checked(name: string, shape: z.ZodType, value: unknown): object {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw ourFault(name, `its ${whyNot(parsed.error)} is missing or not what Telnyx takes`);
  return Object(parsed.data);
}

function checkKey(name: string, key: string | undefined): void {
  if (!/^[\w:-]{1,255}$/.test(key ?? '')) throw ourFault(name, 'its idempotency key is missing or malformed');
}

function ourFault(name: string, what: string): BackendError {
  const sentence = `The request "${name}" was not sent: ${what}. This is a fault of the bot, please report it.`;
  return new BackendError({ code: 'malformed', sentence, retryable: false, uncertain: false });
}

function pageQuery({ pageSize }: Operation, page: number | undefined): Record<string, number> {
  return page === undefined || pageSize === undefined ? {} : { 'page[number]': page, 'page[size]': pageSize };
}

/** A POST is repeated by the transport only under an Idempotency-Key. */
function repeatOf({ idempotent, method, rings }: Operation): Repeat {
  // A call passes every check again before it is sent again, so only the caller may do it (what must hold, 3).
  if (rings === true) return 'by-caller';
  if (idempotent === 'no') return 'never';
  return idempotent === 'natural' && method === 'POST' ? 'by-caller' : 'freely';
}

function readBody(http: Http, request: HttpRequest, operation: Operation, text: string): unknown {
  if (operation.wrapper === 'none') return undefined;
  const schema = operation.wrapper === 'data' ? z.object({ data: operation.output }) : operation.output;
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw http.unreadable(request, whyNot(parsed.error));
  return operation.wrapper === 'data' ? (parsed.data as { data: unknown }).data : parsed.data;
}

/** Which field, never which value. */
function whyNot(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  return where === '' ? 'no such JSON' : `field ${where}`;
}
