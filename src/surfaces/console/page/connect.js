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
    ...ordered.map((one) =>
      h(
        'li',
        { class: one.ok ? 'finding fine' : 'finding wrong' },
        h('span', { class: 'state' }, one.ok ? 'OK' : 'TO DO'),
        h('div', {}, h('strong', {}, one.what), h('p', {}, one.sentence)),
      ),
    ),
  );
}

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
