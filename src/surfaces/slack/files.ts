/**
 * Files that people share, and files that the bot sends. The token goes to Slack's own hosts only: a shared file may be a
 * link to anywhere. A file that cannot be read is named with its reason, never dropped silently.
 */
import type { FileOut } from '../../chat/card.ts';
import type { FileIn } from '../../chat/surface.ts';
import type { SlackApi } from './api.ts';
import type { SlackFile } from './block-kit/modal.ts';
import { toFailure } from './failure.ts';

export interface FileLimits {
  readonly maxBytes: number;
  /** Wall time for one file. */
  readonly withinMs: number;
}

export interface Downloaded {
  readonly files: readonly FileIn[];
  /** One sentence for each file that could not be read. */
  readonly problems: readonly string[];
}

export interface Files {
  fetchAll(shared: readonly SlackFile[], limits: FileLimits): Promise<Downloaded>;
  send(channel: string, thread: string | undefined, files: readonly FileOut[]): Promise<void>;
}

export function createFiles(
  api: SlackApi,
  config: { readonly botToken: string; readonly apiUrl?: string | undefined },
): Files {
  const ownHost = config.apiUrl === undefined ? undefined : new URL(config.apiUrl).host;

  const isSlack = (url: URL): boolean =>
    url.host === ownHost || (url.protocol === 'https:' && /(?:^|\.)slack(?:-files)?\.com$/.test(url.hostname));

  async function fetchOne(file: SlackFile, { maxBytes, withinMs }: FileLimits): Promise<FileIn> {
    const named = await complete(api, file);
    const name = named.name ?? 'file';
    if ((named.size ?? 0) > maxBytes) throw new Error(tooLarge(maxBytes));
    const url = new URL(named.url_private_download ?? named.url_private ?? '');
    if (!isSlack(url)) throw new Error('it does not lie on Slack; download it and share the file itself');
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${config.botToken}` },
      signal: AbortSignal.timeout(withinMs),
    });
    // Without the right to read it Slack answers with its log-in page.
    const isPage = response.headers.get('content-type')?.includes('text/html') === true && !/\.html?$/i.test(name);
    if (!response.ok || isPage)
      throw new Error(`Slack did not hand it out (${isPage ? 'log-in page' : response.status})`);
    return { name, base64: Buffer.concat(await readUpTo(response, maxBytes)).toString('base64') };
  }

  async function fetchAll(shared: readonly SlackFile[], limits: FileLimits): Promise<Downloaded> {
    const results = await Promise.all(
      shared.map((file) =>
        fetchOne(file, limits).catch(
          (error: unknown) => `I could not read ${file.name ?? 'a file'}: ${reasonOf(error)}. Share it again.`,
        ),
      ),
    );
    return {
      files: results.filter((one) => typeof one !== 'string'),
      problems: results.filter((one) => typeof one === 'string'),
    };
  }

  async function send(channel: string, thread: string | undefined, files: readonly FileOut[]): Promise<void> {
    for (const file of files) {
      const upload = {
        channel_id: channel,
        filename: file.name,
        title: file.name,
        file: Buffer.from(file.text, 'utf8'),
      };
      await api.call('files.uploadV2', (client) =>
        client.files.uploadV2(thread === undefined ? upload : { ...upload, thread_ts: thread }),
      );
    }
  }

  return { fetchAll, send };
}

/** Files of other workspaces arrive as an id only. */
async function complete(api: SlackApi, file: SlackFile): Promise<SlackFile> {
  const { id } = file;
  if (file.url_private !== undefined || file.url_private_download !== undefined || id === undefined) return file;
  const { file: found } = await api.call('files.info', (client) => client.files.info({ file: id }), false);
  return { ...file, ...found };
}

async function readUpTo(response: Response, maxBytes: number): Promise<readonly Uint8Array[]> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new Error(tooLarge(maxBytes));
    parts.push(part);
  }
  return parts;
}

const tooLarge = (maxBytes: number): string => `it is larger than ${Math.floor(maxBytes / 1_000_000)} MB`;

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'Slack took too long to hand it out';
  if (error instanceof Error && error.name === 'Error') return error.message;
  return toFailure(error, 'the download').sentence.replace(/\.$/, '');
}
