// The console's page: reads the messages, follows new ones, hands taps and words to the bot. Everything that is shown came
// from the bot, so a reload shows the same.
import { follow, get, post, readFile } from './api.js';
import { composer } from './composer.js';
import { showConnect } from './connect.js';
import { nameDialog } from './dialog.js';
import { byId, toast } from './dom.js';
import { showDoor } from './door.js';
import { acceptDrops } from './drop.js';
import { createLane } from './lane.js';
import { createThreads, drawMissions, inChat, threadLink } from './threads.js';

const NAME = 'callsheet.name';
const wide = matchMedia('(min-width: 900px)');
const threads = createThreads();
const title = document.title;
let user = localStorage.getItem(NAME) ?? 'Guest';
let last = 0;
let selected;
let unseen = 0;

const act = {
  press: async (message, action) =>
    finish(await post('/api/press', { user, message: message.id, action: action.id, value: action.value })),
  submit: async (message, values, files) => {
    const answer = await post('/api/form', { user, form: message.form.id, values, files });
    if (answer.ok) return finish(answer);
    if (answer.fields === undefined) toast(answer.error);
    return answer.fields ?? {};
  },
};

const chat = createLane(byId('chat-scroll'), byId('chat-messages'), act, 'chat');
const thread = createLane(byId('thread-scroll'), byId('thread-messages'), act, 'thread');

async function say({ text, files }, inThread) {
  return (
    finish(await post('/api/say', { user, text, files, ...(inThread === undefined ? {} : { thread: inThread }) })) ===
    undefined
  );
}

/** What was answered is brought into view; undefined when all is well. */
function finish(answer) {
  if (!answer.ok) {
    toast(answer.error);
    return answer.error;
  }
  for (const message of answer.messages) take(message, true);
  const form = answer.messages.findLast((message) => message.form !== undefined);
  const lane = form?.thread !== undefined && form.thread === selected ? thread : chat;
  const article = form === undefined ? undefined : lane.article(form.id);
  article?.scrollIntoView({ block: 'start' });
  article?.querySelector('[data-input]')?.focus({ preventScroll: true });
  return undefined;
}

/** Answers come by two ways, so one may come twice, and an older one late. */
function take(message, mine = false) {
  const before = threads.get(message.id);
  if (before !== undefined && before.seq >= message.seq) return;
  threads.keep(message);
  last = Math.max(last, message.seq);
  const root = message.thread ?? message.id;
  if (inChat(message)) chat.show(message, { follow: mine && before === undefined });
  if (root === selected) thread.show(message, { follow: mine && before === undefined });
  renewThread(root);
  if (selected === undefined && wide.matches && message.thread !== undefined) select(root, false);
  if (before === undefined && !mine) announce(message);
}

function renewThread(root) {
  const messages = threads.of(root);
  const article = chat.article(root);
  if (article !== undefined && messages[0]?.id === root) threadLink(article, messages, () => select(root, true));
  drawMissions(byId('missions'), threads.roots(), selected, (id) => select(id, true));
  if (root === selected) nameThread();
}

function announce(message) {
  byId('announce').textContent = message.card?.lock ?? message.text.split('\n')[0];
  if (!document.hidden) return;
  unseen += 1;
  document.title = `(${unseen}) ${title}`;
}

function nameThread() {
  const root = threads.get(selected);
  byId('thread-title').textContent =
    root === undefined ? '' : [root.card?.state, root.card?.name].filter(Boolean).join(' · ');
}

/** Shows a thread; on a phone in the place of the chat when somebody asked for it. */
function select(root, asked) {
  const before = selected;
  selected = root;
  // What is not on the screen cannot be scrolled to its end, so it is shown first.
  document.body.classList.add('has-thread');
  if (asked) document.body.dataset.view = 'thread';
  thread.reset(threads.of(root));
  renewThread(root);
  chat.article(before)?.classList.remove('beside');
  chat.article(root)?.classList.add('beside');
  if (asked) byId('thread-scroll').focus({ preventScroll: true });
}

async function showPage() {
  const isConnect = location.hash === '#connect';
  byId('connect').hidden = !isConnect;
  byId('main').classList.toggle('on-page', isConnect);
  if (!isConnect) return;
  await showConnect();
  byId('connect-title').focus({ preventScroll: true });
}

async function changeName() {
  const name = await nameDialog(user);
  if (name === undefined || name === user) return;
  localStorage.setItem(NAME, name);
  location.reload();
}

async function takeDropped(files) {
  const form = [thread.lastForm(), chat.lastForm()].find((one) => one?.querySelector('.file-or-text'));
  if (form !== undefined && files[0] !== undefined) {
    form.takeFile(files[0]);
    return form.scrollIntoView({ block: 'center' });
  }
  const read = await Promise.all(files.map(readFile));
  const bad = read.find((file) => file.error !== undefined);
  if (bad !== undefined) return toast(bad.error);
  await say({ text: '', files: read });
}

async function start() {
  const about = await get('/api/about');
  if (!about.ok) return toast(about.error);
  if (about.door !== 'open') return showDoor(about);
  user = about.user ?? user;
  const me = byId('me');
  me.textContent = user;
  me.setAttribute('aria-label', `You are ${user}`);
  if (about.user === undefined) me.addEventListener('click', changeName);
  else me.disabled = true;
  const known = await get(`/api/messages?user=${encodeURIComponent(user)}`);
  if (!known.ok) return toast(known.error);
  for (const message of known.messages) threads.keep(message);
  last = known.last;
  chat.reset(threads.main());
  for (const root of threads.roots().toReversed()) renewThread(root.id);
  const [newest] = threads.roots();
  if (newest !== undefined && wide.matches) select(newest.id, false);
  follow(user, last, {
    message: (message) => take(message),
    hello: ({ last: there }) => there < last && location.reload(),
    state: (state) => {
      byId('status').textContent = state === 'open' ? '' : 'Connection lost, trying again…';
    },
  });
  document.body.dataset.ready = 'true';
}

composer(byId('chat-composer'), {
  label: 'Message',
  placeholder: 'Message, or drop a list',
  send: (what) => say(what),
});
composer(byId('thread-composer'), {
  label: 'Reply in the thread',
  placeholder: 'Reply in this thread',
  send: (what) => say(what, selected),
});
byId('back').addEventListener('click', () => {
  document.body.dataset.view = 'chat';
  byId('chat-scroll').focus({ preventScroll: true });
});
addEventListener('hashchange', showPage);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = title;
});
acceptDrops(takeDropped);
await Promise.all([showPage(), start()]);
