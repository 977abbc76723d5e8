// The page's way to the bot: the same requests that a script would send.

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    return { ok: false, error: 'The bot does not answer. Is it still running? Your words are still here.' };
  }
  const body = await response.json().catch(() => undefined);
  return body ?? { ok: false, error: `The bot answered with ${response.status} and nothing to read.` };
}

export const get = (path) => request(path);

const sent = new Set();

export function post(path, body) {
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  sent.add(id);
  return request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, ...body }),
  });
}

/** Whether a message answers something that was said, pressed or sent from this page, or is the words themselves. */
export const isOwn = ({ cause }) => cause !== undefined && sent.has(cause.slice(cause.lastIndexOf(':') + 1));

/**
 * Follows the messages; the browser itself reconnects after a cut, and after a refusal this does.
 * `handlers`: message(message), state('open' | 'lost'), hello({ last }).
 */
export function follow(user, since, handlers) {
  let last = since;
  let source;
  function open() {
    source = new EventSource(`/api/stream?user=${encodeURIComponent(user)}&since=${last}`);
    source.onopen = () => handlers.state('open');
    source.onmessage = (event) => {
      const message = JSON.parse(event.data);
      last = message.seq;
      handlers.message(message);
    };
    source.addEventListener('hello', (event) => handlers.hello(JSON.parse(event.data)));
    source.onerror = () => {
      handlers.state('lost');
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2_000);
    };
  }
  open();
  return () => source.close();
}

const MOST_BYTES = 5_500_000;

/** A chosen, dropped or pasted file as the bot takes it; an error sentence when it is too big. */
export async function readFile(file) {
  if (file.size > MOST_BYTES)
    return { error: `${file.name} is larger than 5.5 MB; split it and send its parts one after the other.` };
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { name: file.name || 'list.csv', base64: btoa(binary) };
}
