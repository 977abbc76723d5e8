// The Connect page: what is right and what is not, each with its cure, and what has to be copied where.
import { get } from './api.js';
import { byId, h, toast } from './dom.js';

export async function showConnect() {
  await Promise.all([check(), manifest()]);
}

byId('check-again').addEventListener('click', check);
byId('copy-manifest').addEventListener('click', copyManifest);

async function check() {
  const list = byId('findings');
  list.setAttribute('aria-busy', 'true');
  const { ok, findings = [], error } = await get('/api/doctor');
  list.removeAttribute('aria-busy');
  if (!ok) return toast(error);
  const ordered = [...findings.filter((one) => !one.ok), ...findings.filter((one) => one.ok)];
  list.replaceChildren(
    ...ordered.map((one) => item(one.ok ? 'fine' : 'wrong', one.ok ? 'OK' : 'TO DO', one.what, one.sentence)),
    ...WAYS.filter(({ isConnected }) => !isConnected(findings)).map(({ name, way, section }) =>
      item('open', 'NOT YET', name, `Not connected yet: ${way}`, wayTo(section)),
    ),
  );
}

const speaksOf = (name) => (findings) => findings.some(({ what }) => what.startsWith(name));

/** What can be connected, and where this page says how. */
const WAYS = [
  {
    name: 'Slack',
    way: 'a manifest and two tokens, about 4 minutes.',
    section: 'slack-title',
    isConnected: speaksOf('Slack'),
  },
  {
    name: 'Telegram',
    way: 'one token from @BotFather, one minute.',
    section: 'telegram-title',
    isConnected: speaksOf('Telegram'),
  },
  {
    name: 'Telnyx',
    way: 'one API key, and from then on real phones ring. Until then calls are simulated.',
    section: 'telnyx-title',
    isConnected: () => document.documentElement.dataset.mode === 'real',
  },
];

const item = (kind, state, what, sentence, ...more) =>
  h(
    'li',
    { class: `finding ${kind}` },
    h('span', { class: 'state' }, state),
    h('div', {}, h('strong', {}, what), h('p', {}, sentence), ...more),
  );

const wayTo = (section) =>
  h('button', { type: 'button', class: 'way', onclick: () => byId(section).scrollIntoView({ block: 'start' }) }, 'How');

async function manifest() {
  const { ok, slackManifest } = await get('/api/connect');
  if (ok) byId('manifest').value = slackManifest;
}

async function copyManifest() {
  const area = byId('manifest');
  try {
    await navigator.clipboard.writeText(area.value);
    toast('The manifest is copied.');
  } catch {
    area.select();
    toast('It is marked now: copy it with Ctrl+C or Cmd+C.');
  }
}
