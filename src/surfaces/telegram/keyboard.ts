/**
 * Buttons as an inline keyboard: two a row, three of them at first and the rest under "More…"; a dangerous one asks for a
 * second tap that says what it does. The state of a keyboard is which of the three it shows.
 */
import type { InlineKeyboardButton } from 'grammy/types';
import type { Button } from '../../chat/card.ts';
import type { DeskTable } from '../../chat/desk-deps.ts';
import { BACK, MORE, pressData } from './callback-data.ts';
import { flat } from './html.ts';
import { cutTo, LIMITS } from './limits.ts';
import type { TapRow } from './telegram-deps.ts';

export type Keys = InlineKeyboardButton.CallbackButton[][];

export type Shown =
  | { readonly how: 'first' }
  | { readonly how: 'all' }
  | { readonly how: 'confirm'; readonly action: string; readonly value: string };

const VISIBLE = 3;
/** Longer ones take a row of their own, or a phone cuts them. */
const HALF_ROW = 26;

export const isDangerous = (button: Button): boolean => button.style === 'danger' || button.confirm !== undefined;

/** The message must keep its buttons: not all of them can be read back from its keyboard. */
export const hasHiddenParts = (buttons: readonly Button[]): boolean =>
  buttons.length > VISIBLE || buttons.some(isDangerous);

export const findButton = (buttons: readonly Button[], action: string, value: string): Button | undefined =>
  buttons.find((button) => button.action === action && button.value === value);

export async function keyboardOf(
  taps: DeskTable<TapRow>,
  buttons: readonly Button[],
  shown: Shown = { how: 'first' },
): Promise<Keys> {
  if (shown.how === 'confirm') {
    const asked = findButton(buttons, shown.action, shown.value);
    if (asked !== undefined) return confirmKeys(taps, asked);
  }
  const open = shown.how === 'all' ? buttons.slice(0, LIMITS.buttons) : buttons.slice(0, VISIBLE);
  const keys = await Promise.all(
    open.map(async (button) => ({
      text: labelOf(button.label),
      callback_data: await pressData(taps, button.action, button.value, isDangerous(button)),
      ...(button.style === undefined ? {} : { style: button.style }),
    })),
  );
  const more = open.length < buttons.length && shown.how !== 'all' ? [{ text: 'More…', callback_data: MORE }] : [];
  return inRows([...keys, ...more]);
}

async function confirmKeys(taps: DeskTable<TapRow>, { action, value, label }: Button): Promise<Keys> {
  const yes = labelOf(`Yes, ${label.charAt(0).toLowerCase()}${label.slice(1)}`);
  return [
    [{ text: yes, callback_data: await pressData(taps, action, value, false), style: 'danger' }],
    [{ text: 'No, go back', callback_data: BACK }],
  ];
}

const labelOf = (label: string): string => cutTo(flat(label), LIMITS.buttonText) || '·';

export function inRows(keys: readonly InlineKeyboardButton.CallbackButton[]): Keys {
  const rows: Keys = [];
  let open: InlineKeyboardButton.CallbackButton[] | undefined;
  for (const key of keys) {
    const long = key.text.length > HALF_ROW;
    if (open !== undefined && !long && open.length < 2) open.push(key);
    else {
      rows.push([key]);
      open = long ? undefined : rows.at(-1);
    }
  }
  return rows;
}
