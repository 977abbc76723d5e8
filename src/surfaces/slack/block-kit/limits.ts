/**
 * What Slack takes, in one place beside the encoder: every text that leaves goes through `clip`, every message through
 * `fit`. A payload over a limit is refused as a whole, so too long is cut with an ellipsis, never sent on trust.
 */

export const LIMITS = {
  messageBlocks: 50,
  modalBlocks: 100,
  /** All text of a message together; above it Slack answers msg_blocks_too_long. Undocumented, seen near 13,200. */
  messageChars: 12_000,
  text: 3000,
  header: 150,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  id: 255,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  selectOptions: 100,
  checkboxOptions: 10,
  placeholder: 150,
  inputLabel: 2000,
  inputValue: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  privateMetadata: 3000,
  /** The notification line; Slack takes 4,000 and more, a lock screen shows far less. */
  lockLine: 300,
} as const;

/** A date, an escape or one character: what may not be cut in two. */
const ATOMS = /<[^<>]*>|&(?:amp|lt|gt);|[\s\S]/gu;

/** At most `max` UTF-16 units, ending in an ellipsis when something was cut; escapes and dates stay whole. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const [atom] of text.matchAll(ATOMS)) {
    if (kept.length + atom.length > max - 1) break;
    kept += atom;
  }
  return `${kept.trimEnd()}…`;
}

/** Like `clip`, for text that Slack refuses when it is empty. */
export const clipFilled = (text: string, max: number): string => clip(text.trim() === '' ? '–' : text, max);
