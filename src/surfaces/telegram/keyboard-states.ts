/**
 * Which keyboards somebody has opened ("More…") or is about to confirm. A live card is edited every few seconds; without
 * this an edit would take the second tap away from under the finger. In memory: after a restart they are shut.
 */
import type { Button } from '../../chat/card.ts';
import { findButton, type Shown } from './keyboard.ts';

const CONFIRM_MS = 30_000;
const OPEN_MS = 5 * 60_000;
const MOST = 500;

export interface KeyboardStates {
  set(message: string, shown: Shown): void;
  /** As the buttons are now: a confirmation whose button is gone is over. */
  of(message: string, buttons: readonly Button[]): Shown;
}

export function createKeyboardStates(wall: () => number): KeyboardStates {
  const states = new Map<string, { readonly shown: Shown; readonly until: number }>();
  return {
    set(message, shown) {
      states.delete(message);
      if (shown.how === 'first') return;
      states.set(message, { shown, until: wall() + (shown.how === 'confirm' ? CONFIRM_MS : OPEN_MS) });
      const [oldest] = states.keys();
      if (states.size > MOST && oldest !== undefined) states.delete(oldest);
    },
    of(message, buttons) {
      const state = states.get(message);
      if (state === undefined || state.until < wall()) return { how: 'first' };
      const { shown } = state;
      if (shown.how !== 'confirm' || findButton(buttons, shown.action, shown.value) !== undefined) return shown;
      return { how: 'first' };
    },
  };
}
