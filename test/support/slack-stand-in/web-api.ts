// The methods of the Web API that the bot uses, each with the permission Slack asks for and the refusals it is known for.
import { blockViolations, viewViolations } from './rules.ts';
import { BOT_ID, BOT_USER, type Fields, type Post, TEAM, type World } from './world.ts';

interface Method {
  /** One of these must be granted. */
  readonly scopes: readonly string[];
  answer(world: World, params: Fields, origin: string): Fields;
}

const refuse = (error: string, detail?: readonly string[]): Fields => ({
  ok: false,
  error,
  ...(detail === undefined ? {} : { response_metadata: { messages: detail.map((one) => `[ERROR] ${one}`) } }),
});

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
const blocksOf = (params: Fields): readonly Fields[] => {
  const read = 'blocks' in params ? json(params.blocks) : [];
  return Array.isArray(read) ? read : [];
};

function placed(world: World, params: Fields, more: Partial<Post> = {}): Fields {
  const channel = str(params.channel);
  if (world.strange.has(channel)) return refuse('not_in_channel');
  const blocks = blocksOf(params);
  const wrong = blockViolations(blocks, 'message');
  if (wrong.length > 0)
    return refuse(wrong.some((one) => one.startsWith('msg_blocks')) ? 'msg_blocks_too_long' : 'invalid_blocks', wrong);
  if (str(params.text) === '' && blocks.length === 0) return refuse('no_text');
  const ts = world.nextTs();
  const thread = str(params.thread_ts);
  const post: Post = {
    channel,
    ts,
    ...(thread === '' ? {} : { thread_ts: thread }),
    user: BOT_USER,
    bot_id: BOT_ID,
    text: str(params.text),
    blocks,
    edits: 0,
    ...more,
  };
  world.messages.push(post);
  return { ok: true, channel, ts, message_ts: ts, message: post };
}

const update = (world: World, params: Fields): Fields => {
  const post = world.messages.find((one) => one.channel === params.channel && one.ts === params.ts);
  if (post === undefined || post.ephemeralFor !== undefined) return refuse('message_not_found');
  if (post.user !== BOT_USER) return refuse('cant_update_message');
  const blocks = blocksOf(params);
  const wrong = blockViolations(blocks, 'message');
  if (wrong.length > 0) return refuse('invalid_blocks', wrong);
  post.text = str(params.text);
  post.blocks = blocks;
  post.edits += 1;
  return { ok: true, channel: post.channel, ts: post.ts };
};

function replies(world: World, params: Fields): Fields {
  const { channel, ts, oldest } = { channel: str(params.channel), ts: str(params.ts), oldest: str(params.oldest) };
  if (world.strange.has(channel)) return refuse('channel_not_found');
  const thread = world.messages.filter(
    (one) => one.channel === channel && one.ephemeralFor === undefined && (one.ts === ts || one.thread_ts === ts),
  );
  if (thread.length === 0) return refuse('thread_not_found');
  // The first message always comes along, whatever `oldest` says.
  const later = thread.filter((one) => one.ts !== ts && one.ts > oldest);
  const from = Number(str(params.cursor) || '0');
  const size = Math.min(Number(params.limit ?? 100), 15);
  const page = later.slice(from, from + size);
  const more = from + size < later.length;
  return {
    ok: true,
    messages: [...thread.filter((one) => one.ts === ts), ...page].map((one) => ({
      type: 'message',
      team: TEAM,
      ...one,
    })),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + size) : '' },
  };
}

function openView(world: World, params: Fields): Fields {
  const trigger = world.triggers.get(str(params.trigger_id));
  if (trigger === undefined) return refuse('invalid_trigger_id');
  if (trigger.used) return refuse('exchanged_trigger_id');
  if (trigger.until < Date.now()) return refuse('expired_trigger_id');
  const view = json(params.view);
  const wrong = viewViolations(view);
  if (wrong.length > 0) return refuse('invalid_arguments', wrong);
  trigger.used = true;
  const id = world.id('V');
  const fields = typeof view === 'object' && view !== null ? { ...view } : {};
  world.views.push({ id, user: trigger.user, view: fields, open: true });
  return { ok: true, view: { id, ...fields } };
}

function complete(world: World, params: Fields): Fields {
  const files = json(params.files);
  const channel = str(params.channel_id);
  const shared = (Array.isArray(files) ? files : []).flatMap((one: Fields) => world.uploads.get(str(one.id)) ?? []);
  if (world.strange.has(channel)) return refuse('not_in_channel');
  for (const upload of shared) {
    upload.channel = channel;
    const thread = str(params.thread_ts);
    if (thread !== '') upload.thread = thread;
  }
  return { ok: true, files: shared.map(({ id, name }) => ({ id, title: name })) };
}

export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': {
    scopes: [],
    answer: () => ({
      ok: true,
      team_id: TEAM,
      team: 'Northwind',
      user_id: BOT_USER,
      user: 'callsheet',
      bot_id: BOT_ID,
      url: 'https://northwind.slack.com/',
    }),
  },
  'chat.postMessage': { scopes: ['chat:write'], answer: (world, params) => placed(world, params) },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    answer: (world, params) => placed(world, params, { ephemeralFor: str(params.user) }),
  },
  'chat.update': { scopes: ['chat:write'], answer: update },
  'conversations.replies': { scopes: ['channels:history', 'groups:history', 'im:history'], answer: replies },
  'conversations.open': {
    scopes: ['im:write'],
    answer: (_, params) => ({ ok: true, channel: { id: `D${str(params.users)}` } }),
  },
  'conversations.info': {
    scopes: ['channels:read', 'groups:read', 'im:read'],
    answer: (world, params) => ({
      ok: true,
      channel: {
        id: params.channel,
        name: str(params.channel).toLowerCase(),
        is_member: !world.strange.has(str(params.channel)),
      },
    }),
  },
  'users.info': {
    scopes: ['users:read'],
    answer: (world, params) => {
      const id = str(params.user);
      const name = world.people.get(id) ?? `Person ${id}`;
      return {
        ok: true,
        user: { id, team_id: TEAM, name: id.toLowerCase(), profile: { display_name: name, real_name: name } },
      };
    },
  },
  'views.open': { scopes: [], answer: openView },
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    answer: (world, params, origin) => {
      const id = world.id('F');
      world.uploads.set(id, { id, name: str(params.filename), content: Buffer.alloc(0) });
      return { ok: true, file_id: id, upload_url: `${origin}/upload/${id}` };
    },
  },
  'files.completeUploadExternal': { scopes: ['files:write'], answer: complete },
  'files.info': {
    scopes: ['files:read'],
    answer: (world, params, origin) => {
      const upload = world.uploads.get(str(params.file));
      return upload === undefined ? refuse('file_not_found') : { ok: true, file: fileOf(upload, origin) };
    },
  },
};

export const fileOf = (
  { id, name, content }: { id: string; name: string; content: Buffer },
  origin: string,
): Fields => ({
  id,
  name,
  size: content.length,
  url_private: `${origin}/files/${id}`,
  url_private_download: `${origin}/files/${id}?download`,
});
