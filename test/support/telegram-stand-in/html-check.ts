/**
 * Reads Telegram's HTML as strictly as its server does: known tags only, closed in order, known entities only. Answers the
 * plain text and how many entities it holds, or the sentence of the error 400.
 */
export type Parsed = { readonly text: string; readonly entities: number } | { readonly error: string };

const TAGS = new Set('b strong i em u ins s strike del tg-spoiler a code pre blockquote tg-emoji span'.split(' '));
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export function parseHtml(html: string): Parsed {
  const open: string[] = [];
  let text = '';
  let entities = 0;
  let at = 0;
  while (at < html.length) {
    const sign = html.charAt(at);
    if (sign === '&') {
      const named = /^&(lt|gt|amp|quot|#\d+|#x[0-9a-f]+);/i.exec(html.slice(at));
      // An ampersand that begins no known entity is shown as it is.
      text += named === null ? '&' : decode(named[1] ?? '');
      at += named?.[0].length ?? 1;
      continue;
    }
    if (sign !== '<') {
      text += sign;
      at += 1;
      continue;
    }
    const tag = /^<(\/?)([a-z-]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/i.exec(html.slice(at));
    if (tag === null) return { error: `can't parse entities: Unclosed start tag at byte offset ${at}` };
    const name = (tag[2] ?? '').toLowerCase();
    if (tag[1] === '/') {
      const expected = open.pop();
      if (expected !== name) {
        return {
          error: `can't parse entities: Unmatched end tag at byte offset ${at}, expected "</${expected ?? ''}>", found "</${name}>"`,
        };
      }
    } else {
      if (!TAGS.has(name))
        return { error: `can't parse entities: Unsupported start tag "${name}" at byte offset ${at}` };
      if (name === 'blockquote' && open.includes('blockquote'))
        return { error: "can't parse entities: nested blockquote" };
      open.push(name);
      entities += 1;
    }
    at += tag[0].length;
  }
  const left = open.at(-1);
  if (left !== undefined)
    return { error: `can't parse entities: Can't find end tag corresponding to start tag "${left}"` };
  return { text, entities };
}

function decode(name: string): string {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? '';
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCodePoint(code);
}
