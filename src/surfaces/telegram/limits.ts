/**
 * What Telegram takes, in one place beside the renderer; test/surfaces/telegram holds every payload to it. Lengths are
 * UTF-16 units of the text after its markup was read, which is never less than what Telegram counts.
 */
export const LIMITS = {
  /** Of a message. */
  text: 4096,
  /** Of the words under a document. */
  caption: 1024,
  /** Of the short answer to a tap. */
  callbackAnswer: 200,
  /** Bytes, not characters. */
  callbackData: 64,
  /** Bold, italic, quotes and so on in one message; what is beyond is not marked up. */
  entities: 100,
  /** In one keyboard. */
  buttons: 100,
  /** No published limit; longer ones are cut by the apps. */
  buttonText: 64,
  commandDescription: 256,
  /** Commands in the menu. */
  commands: 100,
  /** Telegram lets bots fetch 20 MB; a list of people is far smaller. */
  downloadBytes: 10 * 1024 * 1024,
  /** What a notification shows for sure. */
  lockScreen: 60,
} as const;

/** `add_result` for `add-result`: Telegram takes letters, digits and underscores, at most 32. */
export const menuName = (command: string): string => command.replaceAll(/[^a-z0-9_]/g, '_').slice(0, 32);

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Cut to whole characters. */
export function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length - 1));
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
