// The console's page: reads the messages, follows new ones, hands taps and words to the bot. Everything that is shown came
// from the bot, so a reload shows the same.
import { follow, get, isOwn, post, readFile } from './api.js';
import { composer } from './composer.js';
import { showConnect } from './connect.js';
import { nameDialog } from './dialog.js';
import { byId, toast } from './dom.js';
import { showDoor } from './door.js';
import { acceptDrops } from './drop.js';
import { createLane } from './lane.js';
import { createThreads, drawMissions, inChat, isOpenDecision, placeLink, threadLink } from './threads.js';

const NAME = 'callsheet.name';
const wide = matchMedia('(min-width: 900px)');
const threads = createThreads();
const title = document.title;
let user = localStorage.getItem(NAME) ?? 'Guest';
let last = 0;
let selected;
let unseen = 0;

const act = {
  press: async (message, action) => {
    begin();
    return finish(await post('/api/press', { user, message: message.id, action: action.id, value: action.value }));
  },
  submit: async (message, values, files) => {
    begin();
    const answer = await post('/api/form', { user, form: message.form.id, values, files });
    if (answer.ok) return finish(answer);
    if (answer.fields === undefined) toast(answer.error);
    return answer.fields ?? {};
  },
};

/** What rings in the chat besides its thread is drawn small where the thread stands beside it. */
function decorate(article, message) {
  if (message.thread === undefined) return;
  article.classList.toggle('beside', message.thread === selected);
  placeLink(article, () => {
    select(message.thread, true);
    thread.goTo(message.id);
  });
}

const chat = createLane(byId('chat-scroll'), byId('chat-messages'), act, 'chat', decorate);
const thread = createLane(byId('thread-scroll'), byId('thread-messages'), act, 'thread');

function begin() {
  chat.begin();
  thread.begin();
}

async function say({ text, files, answers }, inThread) {
  begin();
  const where = inThread === undefined ? {} : { thread: inThread };
  const about = answers === undefined ? {} : { answers };
  return finish(await post('/api/say', { user, text, files, ...where, ...about })) === undefined;
}

/** The decision right above the composer: words typed there are its answer. */
function decisionAbove() {
  const last = threads.get(chat.lastInView());
  return last !== undefined && isOpenDecision(last) ? last.id : undefined;
}

/** What was answered is brought into view; undefined when all is well. */
function finish(answer) {
  if (!answer.ok) {
    toast(answer.error);
    return answer.error;
  }
  for (const message of answer.messages) take(message);
  const form = answer.messages.findLast((message) => message.form !== undefined);
  const lane = form?.thread !== undefined && form.thread === selected ? thread : chat;
  const article = form === undefined ? undefined : lane.article(form.id);
  article?.scrollIntoView({ block: 'start' });
  article?.querySelector('[data-input]')?.focus({ preventScroll: true });
  return undefined;
}

/** Answers come by two ways, so one may come twice, and an older one late. */
function take(message) {
  const before = threads.get(message.id);
  if (before !== undefined && before.seq >= message.seq) return;
  threads.keep(message);
  last = Math.max(last, message.seq);
  const mine = isOwn(message);
  const isNew = before === undefined;
  const root = message.thread ?? message.id;
  if (isNew && mine && message.kind !== 'said') reveal(message);
  if (inChat(message)) chat.show(message, { follow: mine && isNew });
  if (root === selected) thread.show(message, { follow: mine && isNew });
  renewThread(root);
  if (selected === undefined && wide.matches && message.thread !== undefined) select(root, false);
  if (isNew && !mine) announce(message);
  chatComposer.renew();
}

/** An answer to this person goes where they look, or they are taken to where it is. */
function reveal(message) {
  const isHere = (root) => root === selected && (wide.matches || document.body.dataset.view === 'thread');
  if (message.thread !== undefined && isHere(message.thread)) return;
  if (!inChat(message)) select(message.thread, true);
  else if (!wide.matches) showChat();
}

function showChat() {
  document.body.dataset.view = 'chat';
  chat.shown();
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
  for (const one of threads.main()) {
    const isPart = (id) => id !== undefined && (one.id === id || one.thread === id);
    if (isPart(before) || isPart(root)) chat.article(one.id)?.classList.toggle('beside', isPart(root));
  }
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
  chatComposer.renew();
  follow(user, last, {
    message: (message) => take(message),
    hello: ({ last: there }) => there < last && location.reload(),
    state: (state) => {
      byId('status').textContent = state === 'open' ? '' : 'Connection lost, trying again…';
    },
  });
  document.body.dataset.ready = 'true';
}

const chatComposer = composer(byId('chat-composer'), {
  label: 'Message',
  placeholder: () => (decisionAbove() === undefined ? 'Message, or drop a list' : 'Answer the decision'),
  about: decisionAbove,
  send: (what) => say(what),
});
composer(byId('thread-composer'), {
  label: 'Reply in the thread',
  placeholder: () => 'Reply in this thread',
  send: (what) => say(what, selected),
});
byId('chat-scroll').addEventListener('scroll', () => chatComposer.renew());
byId('back').addEventListener('click', () => {
  showChat();
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
