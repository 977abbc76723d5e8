/** People's own words inside our sentences: the full stop is the sentence's, so that none ends twice. */

const FULL_STOP = /[.\s]+$/;

export const withoutStop = (text: string): string => text.trim().replace(FULL_STOP, '');

export const quoted = (text: string): string => `"${withoutStop(text)}"`;

/** `: "they meant thousands"`; empty without a reason. */
export const because = (reason: string | undefined): string =>
  reason === undefined || reason.trim() === '' ? '' : `: ${quoted(reason)}`;
