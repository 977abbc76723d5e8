/** Files that people send: fetched before the message is accepted, because Telegram's links live for an hour only. */
import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import type { FileIn } from '../../chat/surface.ts';
import { LIMITS } from './limits.ts';

const DOWNLOAD_MS = 15_000;
const PUBLIC_API = 'https://api.telegram.org';

export type Downloaded = { readonly files: readonly FileIn[] } | { readonly sentence: string };

export async function download(
  api: Api,
  message: Message,
  from: { readonly token: string; readonly apiRoot?: string },
): Promise<Downloaded> {
  const { document } = message;
  if (document === undefined) return { files: [] };
  const name = document.file_name ?? 'file';
  const megabytes = LIMITS.downloadBytes / 1024 / 1024;
  const tooLarge = { sentence: `"${name}" is larger than ${megabytes} MB: send a smaller file, or split the list.` };
  if ((document.file_size ?? 0) > LIMITS.downloadBytes) return tooLarge;
  try {
    const { file_path } = await api.getFile(document.file_id);
    if (file_path === undefined) return { sentence: `Telegram did not hand out "${name}": please send it again.` };
    const answer = await fetch(`${from.apiRoot ?? PUBLIC_API}/file/bot${from.token}/${file_path}`, {
      signal: AbortSignal.timeout(DOWNLOAD_MS),
    });
    if (!answer.ok) return { sentence: `Telegram did not hand out "${name}": please send it again.` };
    const bytes = Buffer.from(await answer.arrayBuffer());
    return bytes.length > LIMITS.downloadBytes ? tooLarge : { files: [{ name, base64: bytes.toString('base64') }] };
  } catch (error) {
    const why = error instanceof Error && error.name === 'TimeoutError' ? 'in time' : 'completely';
    return { sentence: `"${name}" did not arrive ${why}: please send it again.` };
  }
}
