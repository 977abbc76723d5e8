// The end of every exhaustive `switch`: the compiler refuses a forgotten case here.
// At run time it only fires on data that nobody declared, such as a record of a newer version.

/** Throws; `what` names the union in the message, e.g. `assertNever(event, 'event')`. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
