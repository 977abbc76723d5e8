/** Debian's Chromium for tests of the page. Without it they are skipped with a word, unless REQUIRE_BROWSER is set. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = PLACES.find((place) => existsSync(place));

/** Why the page cannot be tested here; undefined = it can. */
export const noBrowser =
  found === undefined && process.env.REQUIRE_BROWSER !== '1'
    ? 'Chromium is not installed (apt-get install chromium); the page was not tested.'
    : undefined;

export async function launch(): Promise<Browser> {
  if (found === undefined) throw new Error('REQUIRE_BROWSER is set and there is no Chromium: apt-get install chromium');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: found, args });
}
