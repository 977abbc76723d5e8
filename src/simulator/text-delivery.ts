// How a text ends: delivered, unless the last four digits of the number with a 4 before them are a delivery code of Telnyx.
// +1 312 555 0300 answered STOP before (40300), +1 312 555 0001 is a landline (40001).

const CODES: Readonly<Record<string, string>> = {
  40001: 'Not routable: the destination is a landline or not reachable',
  40002: 'Blocked as spam (temporary)',
  40003: 'Blocked as spam (permanent)',
  40006: 'Recipient server unavailable',
  40008: 'Undeliverable',
  40010: 'Message not sent: the sender is not registered for 10DLC',
  40011: 'Too many requests',
  40012: 'Invalid destination number',
  40013: 'Invalid source number',
  40100: 'The source number is not enabled for messaging',
  40300: 'Blocked due to STOP message',
  40305: "Invalid 'from' address",
  40310: "Invalid 'to' address",
  40314: 'Messaging is disabled for the account',
  40329: 'The toll-free number is not verified',
};

/** As the errors of a scheduled event say it; `undefined` = delivered. */
export function textError(number: string): string | undefined {
  const code = `4${number.slice(-4)}`;
  const title = CODES[code];
  return title === undefined ? undefined : `${code}: ${title}`;
}
