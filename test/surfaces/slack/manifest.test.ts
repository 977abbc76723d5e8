// The manifest asks for what the code uses, no more and no less; the guide names what a person has to do.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND, EVENTS } from '../../../src/surfaces/slack/listeners.ts';
import { BOT_SCOPES } from '../../../src/surfaces/slack/scopes.ts';
import { manifestScopes } from '../../support/slack-stand-in/slack-stand-in.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const manifest = read('manifest.yml');
const folder = new URL('../../../src/surfaces/slack/', import.meta.url);
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

/** What each method of the Web API asks for; several where it depends on the kind of channel. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  'views.open': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.open': ['im:write'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read'],
  'users.info': ['users:read'],
  'files.uploadV2': ['files:write'],
  'files.info': ['files:read'],
};

describe('manifest.yml', () => {
  it('asks for the scopes that the methods, events and commands in use need', () => {
    const methods = new Set(
      [
        ...source.matchAll(/\bclient\s*\.((?:auth|apps\.connections|views|chat|conversations|users|files)\.\w+)\(/g),
      ].map((match) => match[1] ?? ''),
    );
    expect([...methods].filter((method) => NEEDED[method] === undefined)).toEqual([]);
    expect(Object.keys(NEEDED).filter((method) => !methods.has(method))).toEqual([]);
    const scopes = new Set([...methods].flatMap((method) => NEEDED[method] ?? []));
    for (const scope of ['app_mentions:read', 'commands']) scopes.add(scope);
    expect([...manifestScopes()].sort()).toEqual([...scopes].sort());
    expect(Object.keys(BOT_SCOPES).sort()).toEqual([...scopes].sort());
  });

  it('subscribes to the events and commands that are listened to, over a socket', () => {
    const events = [...(/bot_events:\n((?: {6}- .+\n)+)/.exec(manifest)?.[1] ?? '').matchAll(/- (\S+)/g)].map(
      (match) => (match[1] ?? '').split('.')[0],
    );
    expect([...new Set(events)].sort()).toEqual([...EVENTS].sort());
    expect([...manifest.matchAll(/- command: (\S+)/g)].map((match) => match[1])).toEqual([COMMAND]);
    expect(manifest).toMatch(/interactivity:\n {4}is_enabled: true/);
    expect(manifest).toContain('socket_mode_enabled: true');
    expect(manifest).toContain('messages_tab_read_only_enabled: false');
  });

  it('is explained: both tokens, the manifest, the invitation', () => {
    const guide = read('docs/slack.md');
    for (const word of ['manifest.yml', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'connections:write', '/invite', COMMAND])
      expect(guide).toContain(word);
    expect(guide.split('\n').length).toBeLessThanOrEqual(45);
  });
});
