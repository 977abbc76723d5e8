/** Reads a Bot API call as Telegram does: JSON, a query, a form, or multipart with files (a real multipart parser). */
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';

export interface ApiCall {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** By the name of the part, which `attach://name` refers to. */
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Buffer }>;
}

export async function readCall(request: IncomingMessage, method: string, query: URLSearchParams): Promise<ApiCall> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(request, method);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  const fields = body === '' ? Object.fromEntries(query) : JSON.parse(body);
  return { method, fields, files: new Map() };
}

function readMultipart(request: IncomingMessage, method: string): Promise<ApiCall> {
  const fields: Record<string, unknown> = {};
  const files = new Map<string, { name: string; bytes: Buffer }>();
  const { promise, resolve, reject } = Promise.withResolvers<ApiCall>();
  const parser = busboy({ headers: request.headers });
  parser.on('field', (name, value) => {
    fields[name] = parsedField(value);
  });
  parser.on('file', (name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => files.set(name, { name: info.filename, bytes: Buffer.concat(chunks) }));
  });
  parser.on('close', () => resolve({ method, fields, files }));
  parser.on('error', reject);
  request.pipe(parser);
  return promise;
}

/** Objects are sent as JSON text; plain text stays text. */
function parsedField(value: string): unknown {
  if (!/^[[{]|^-?\d+$|^(true|false)$/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
