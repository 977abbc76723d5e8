/**
 * Buttons as Slack has them: three in view, the rest under More; what asks before it counts keeps its question. The
 * action travels in the action id, what it is about in the value. `readPress` is the way back.
 */
import type { types } from '@slack/bolt';
import type { Button } from '../../../chat/card.ts';
import { clip, clipFilled, LIMITS } from './limits.ts';

const VISIBLE = 3;
const MORE_ID = 'more';

export function renderButtons(buttons: readonly Button[]): readonly types.ActionsBlock[] {
  const visible = buttons.slice(0, VISIBLE);
  const rest = buttons.slice(VISIBLE);
  // A menu has one question for all of its entries, so what asks first stays a button, in a row of its own.
  const asking = rest.filter((button) => button.confirm !== undefined);
  const quiet = rest.filter((button) => button.confirm === undefined);
  const first = [...visible.map((button, index) => toButton(button, index)), ...more(quiet)];
  const second = asking.slice(0, LIMITS.actionsElements).map((button, index) => toButton(button, VISIBLE + index));
  return [
    ...(first.length === 0 ? [] : [row('buttons', first)]),
    ...(second.length === 0 ? [] : [row('asking', second)]),
  ];
}

const row = (id: string, elements: types.ActionsBlockElement[]): types.ActionsBlock => ({
  type: 'actions',
  block_id: id,
  elements,
});

const plain = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clipFilled(text, max),
  emoji: false,
});

function toButton(button: Button, index: number): types.Button {
  return {
    type: 'button',
    action_id: clip(`${index}:${button.action}`, LIMITS.id),
    value: clip(button.value, LIMITS.buttonValue),
    text: plain(button.label, LIMITS.buttonText),
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.confirm === undefined ? {} : { confirm: toConfirm(button, button.confirm) }),
  };
}

const toConfirm = (button: Button, question: string): types.ConfirmationDialog => ({
  title: plain('Are you sure?', LIMITS.confirmTitle),
  text: plain(question, LIMITS.confirmText),
  confirm: plain(button.label, LIMITS.confirmButton),
  deny: plain('No', LIMITS.confirmButton),
  ...(button.style === undefined ? {} : { style: button.style }),
});

/** Five fit into the small menu, more into a select. */
function more(buttons: readonly Button[]): types.ActionsBlockElement[] {
  if (buttons.length === 0) return [];
  const options = buttons.slice(0, LIMITS.selectOptions).map((button) => ({
    text: plain(button.label, LIMITS.optionText),
    value: clip(`${button.action}|${button.value}`, LIMITS.optionValue),
  }));
  if (options.length <= LIMITS.overflowOptions) return [{ type: 'overflow', action_id: MORE_ID, options }];
  return [{ type: 'static_select', action_id: MORE_ID, placeholder: plain('More', LIMITS.placeholder), options }];
}

/** What of Slack's action is needed; the rest of the payload is left unread. */
export interface SlackAction {
  readonly action_id: string;
  readonly value?: string | undefined;
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined;
}

/** Undefined: not one of ours. */
export function readPress(action: SlackAction): { readonly action: string; readonly value: string } | undefined {
  if (action.action_id === MORE_ID) {
    const chosen = action.selected_option?.value ?? '';
    const at = chosen.indexOf('|');
    return at < 0 ? undefined : { action: chosen.slice(0, at), value: chosen.slice(at + 1) };
  }
  const name = /^\d+:(.+)$/s.exec(action.action_id)?.[1];
  return name === undefined ? undefined : { action: name, value: action.value ?? '' };
}
