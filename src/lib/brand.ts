// Branded primitives: a `MissionId` is a string that cannot be given where a `PersonId` is wanted.
// The brand exists for the compiler only; on the wire and in the journal the value is the bare string.

declare const brandName: unique symbol;

/** `type MissionId = Brand<string, 'MissionId'>`. */
export type Brand<Value extends string | number, Name extends string> = Value & { readonly [brandName]: Name };

/** The one place where a brand is put on; callers have checked the value or made it themselves. */
export function brand<Branded extends Brand<string, string> | Brand<number, string>>(
  value: Branded extends string ? string : number,
): Branded {
  return value as Branded;
}
