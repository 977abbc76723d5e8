/** Bolt's listeners: what is listened to, each in a few lines. The manifest subscribes to exactly these. */
import type { App } from '@slack/bolt';
import type { Inbound } from '../../chat/surface.ts';
import type { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { Act } from './answers.ts';
import { FORM_CALLBACK, readOrigin, readValues, toBlockErrors } from './block-kit/modal.ts';
import { unescapeText } from './block-kit/text.ts';
import { createHearing, type Hearing, type HearingDeps } from './hearing.ts';
import { placeOf, pressId, slashId, submitted, viewId } from './inbound.ts';
import { fileErrors, type Press, toPress, toSaid } from './payloads.ts';

export const COMMAND = '/mission';
/** `message` is subscribed to as message.channels, message.groups and message.im. */
export const EVENTS = ['app_mention', 'message'] as const;
/** A modal is acknowledged within three seconds, its file included. */
const MODAL_FILE_MS = 1500;

export interface ListenerDeps extends HearingDeps {
  /** Messages of a channel are accepted in the order they came. */
  readonly lanes: KeyedQueue;
}

export function listen(app: App, deps: ListenerDeps): Hearing {
  const hearing = createHearing(deps);
  for (const name of EVENTS) {
    app.event(name, async ({ event }) => {
      const message = toSaid(event);
      if (message !== undefined) await deps.lanes.run(message.channel, () => hearing.hear(message));
    });
  }
  listenToCommands(app, deps, hearing);
  listenToButtons(app, deps, hearing);
  listenToForms(app, deps, hearing);
  return hearing;
}

function listenToCommands(app: App, { people, identity }: ListenerDeps, hearing: Hearing): void {
  app.command(COMMAND, async ({ command, ack, respond }) => {
    const actor = await people.actor(identity.team, command.user_id, command.user_name);
    const place = placeOf(command.channel_id, undefined);
    const text = `${COMMAND} ${unescapeText(command.text)}`.trim();
    const id = slashId(identity, command.trigger_id);
    const inbound: Inbound = { kind: 'said', id, actor, place, text, files: [], addressed: true };
    await hearing.acceptThen(inbound, ack, { place, actor, trigger: command.trigger_id, respond });
  });

  // Unanswered, Slack would show an error to whoever tried it.
  app.command(/^\/(?!mission$)/, ({ ack }) =>
    ack({ response_type: 'ephemeral', text: `I know ${COMMAND} only. "${COMMAND} help" says what it can do.` }),
  );
}

function listenToButtons(app: App, { desk, people, identity, answers }: ListenerDeps, hearing: Hearing): void {
  async function pressed(press: Press, ack: () => Promise<void>): Promise<void> {
    const actor = await people.actor(press.team ?? identity.team, press.user, press.named);
    const act: Act = { ...press.act, actor };
    const form = await desk.form(press.action, press.value, actor);
    if (form !== undefined) {
      await ack();
      return answers.openForm(form, act);
    }
    const { place } = act;
    const { action, value, message } = press;
    const id = pressId(identity, place.channel, message, press.user, press.at);
    await hearing.acceptThen({ kind: 'pressed', id, actor, place, message, action, value }, ack, act);
  }

  app.action(/[\s\S]*/, async ({ action, body, ack, respond }) => {
    const press = 'action_id' in action ? toPress(action, body, respond) : undefined;
    return press === undefined ? ack() : pressed(press, ack);
  });
}

function listenToForms(app: App, deps: ListenerDeps, hearing: Hearing): void {
  const { desk, people, files, identity } = deps;
  app.view(/[\s\S]*/, async ({ body, view, ack }) => {
    const origin = view.callback_id === FORM_CALLBACK ? readOrigin(view.private_metadata) : undefined;
    if (origin === undefined || body.type !== 'view_submission') return ack();
    const state = view.state.values;
    const typed = readValues(state);
    const [actor, loaded] = await Promise.all([
      people.actor(body.user.team_id ?? identity.team, body.user.id, body.user.name),
      files.fetchAll(typed.files, { maxBytes: deps.maxFileBytes, withinMs: MODAL_FILE_MS }),
    ]);
    const found =
      loaded.problems.length > 0
        ? fileErrors(state, loaded.problems)
        : await desk.check(origin.form, typed.values, loaded.files, actor);
    const errors = toBlockErrors(found, state);
    if (errors !== undefined) return ack({ response_action: 'errors', errors });
    const inbound = submitted(viewId(identity, view.id), actor, origin, typed.values, loaded.files);
    const { place } = inbound;
    await hearing.acceptThen(inbound, ack, { place, actor, trigger: body.trigger_id, message: origin.message });
  });
}
