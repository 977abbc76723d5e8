/** What the bot may do in Slack, and what for. The manifest asks for exactly these; `doctor` names what is missing. */

export const BOT_SCOPES = {
  'app_mentions:read': 'hears when it is mentioned',
  'channels:history': 'hears replies in the threads of public channels',
  'channels:read': 'sees whether it is a member of a public channel',
  'chat:write': 'posts and edits its cards',
  commands: 'answers to /mission',
  'files:read': 'reads the lists that are dropped into a chat',
  'files:write': 'hands out results as files',
  'groups:history': 'hears replies in the threads of private channels',
  'groups:read': 'sees whether it is a member of a private channel',
  'im:history': 'hears what is said to it directly',
  'im:read': 'sees direct chats',
  'im:write': 'answers one person alone',
  'users:read': 'knows the names of people',
} as const;
