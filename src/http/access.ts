/**
 * Who may speak to the console over HTTP. A page of another site must not reach it: Host and Origin are checked, which
 * also ends DNS rebinding. With real calls, or beyond loopback, only who knows the token is let in.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

export interface AccessConfig {
  /** What the server listens on. */
  readonly host: string;
  readonly sandbox: boolean;
  readonly token?: string | undefined;
  /** PUBLIC_URL: under this name too. */
  readonly publicUrl?: string | undefined;
}

export type Entry =
  | {
      readonly may: true /** The one user there is behind a token; absent = who the request says. */;
      readonly user?: string;
    }
  | { readonly may: false; readonly status: 401 | 403; readonly error: string };

export interface Access {
  /** Undefined = this address and this page may; else a sentence. */
  stranger(host: string | undefined, origin: string | undefined): string | undefined;
  /** `authorization` header and the value of the cookie. */
  enter(authorization: string | undefined, cookie: string | undefined): Entry;
  /** The cookie of somebody who showed the token; undefined when it is wrong. */
  cookieFor(token: string): string | undefined;
  /** `open`, `token` = ask for it, `closed` = there is none to ask for. */
  readonly door: 'open' | 'token' | 'closed';
}

export const ADMIN = 'admin';
export const COOKIE = 'callsheet';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '');

/** `[::1]:3000` is `::1`; undefined when it is no host at all. */
function hostName(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? bare(new URL(`http://${host}`).hostname) : undefined;
}

export function createAccess({ host, sandbox, token, publicUrl }: AccessConfig): Access {
  const own = new Set([
    'localhost',
    bare(host),
    ...(publicUrl === undefined ? [] : [bare(new URL(publicUrl).hostname)]),
  ]);
  const door = token !== undefined ? 'token' : sandbox && isLoopback(bare(host)) ? 'open' : 'closed';
  const session = createHmac('sha256', token ?? '')
    .update('callsheet console')
    .digest('base64url');

  function stranger(asked: string | undefined, origin: string | undefined): string | undefined {
    const name = hostName(asked ?? '');
    // Another site can point its name here, but never a bare address; behind a token its visitors would lack the cookie.
    const known = name !== undefined && (own.has(name) || (door === 'token' ? isIP(name) !== 0 : isLoopback(name)));
    if (!known)
      return `This console does not go by the name "${asked ?? ''}": open it under the address it printed at its start.`;
    if (origin === undefined || sameHost(origin, asked ?? '')) return undefined;
    return 'Another web page tried to use this console. Open the console itself instead.';
  }

  function enter(authorization: string | undefined, cookie: string | undefined): Entry {
    if (door === 'open') return { may: true };
    if (token === undefined) {
      const why = sandbox ? 'beyond this machine' : 'with real calls';
      return { may: false, status: 403, error: `The console is closed ${why}: set CONSOLE_TOKEN and start again.` };
    }
    const shown = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    const known = shown === undefined ? cookie !== undefined && isEqual(cookie, session) : isEqual(shown, token);
    return known
      ? { may: true, user: ADMIN }
      : { may: false, status: 401, error: 'Enter the console token (CONSOLE_TOKEN) first.' };
  }

  return {
    stranger,
    enter,
    door,
    cookieFor: (shown) => (token !== undefined && isEqual(shown, token) ? session : undefined),
  };
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(`http://${host}`).host;
}

/** In time that tells nothing of where they differ. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
