// Takes secrets and phone numbers out of text and data before they reach a log, a card or an error.
// Everything that leaves the process for a reader passes here; what is unknown is masked rather than shown.

/** Calling codes of two digits; 1 and 7 have one digit, all others three (ITU-T E.164). */
const TWO_DIGIT_CODES = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

/** Property names whose whole value is a secret, however it looks. Case, dashes and underscores do not matter. */
const SECRET_NAME = /(authorization|cookie|password|passwd|secret|token|apikey|privatekey|signature)$/;

/** Secrets as they appear inside text: each is replaced, its kind stays readable. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w\-.~+/=:]{4,}/gi, '$1 •••'],
  [/\b(xox[a-z]|xapp)-[\w-]+/gi, '$1-•••'],
  [/\bbot\d{5,}:[\w-]{20,}/g, 'bot•••'],
  [/\b\d{5,}:[\w-]{20,}/g, '•••'],
  [/\bKEY[0-9A-Z]{8,}(_[\w-]+)?/gi, 'KEY•••'],
  [/\bsk-[\w-]{8,}/g, 'sk-•••'],
  [/(\/\/[^/\s:@]*):[^/\s@]+@/g, '$1:•••@'],
  [/([?&](?:token|api_?key|secret|signature)=)[^&\s#]+/gi, '$1•••'],
];

/** E.164 inside running text; not a part of a longer word or number. */
const PHONE_TEXT = /(?<![\w+])\+[1-9]\d{6,14}(?!\d)/g;

/** `+493012345612` -> `+49 30 ••12`. Anything that is not E.164 becomes `••` and its last two digits, or `••`. */
export function maskPhone(number: string): string {
  const digits = number.replace(/[\s().\-/]/g, '');
  if (!/^\+[1-9]\d{6,14}$/.test(digits)) {
    const known = digits.replace(/\D/g, '');
    return known.length >= 6 ? `••${known.slice(-2)}` : '••';
  }
  const bare = digits.slice(1);
  const codeLength = bare[0] === '1' || bare[0] === '7' ? 1 : TWO_DIGIT_CODES.has(bare.slice(0, 2)) ? 2 : 3;
  const areaEnd = codeLength + (codeLength === 1 ? 3 : 2);
  return `+${bare.slice(0, codeLength)} ${bare.slice(codeLength, areaEnd)} ••${bare.slice(-2)}`;
}

/** Masks every secret and every E.164 number in running text; the rest stays as it is. */
export function redactText(text: string): string {
  const withoutSecrets = SECRET_TEXT.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), text);
  return withoutSecrets.replace(PHONE_TEXT, (number) => maskPhone(number));
}

/** A copy of plain data with secrets and numbers masked: by property name, and inside every string. Cycles become `[circular]`. */
export function redactData(value: unknown): unknown {
  return redactNested(value, []);
}

function redactNested(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((item) => redactNested(item, path));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return redactError(value, path);
  return redactEntries(value, path);
}

function redactEntries(value: object, path: readonly object[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) && inner ? '•••' : redactNested(inner, path),
    ]),
  );
}

/** Message, stack and cause are not enumerable, yet they are what a log of an error is read for. */
function redactError(error: Error, path: readonly object[]): Record<string, unknown> {
  return {
    name: error.name,
    message: redactText(error.message),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redactNested(error.cause, path) }),
    ...redactEntries(error, path),
  };
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/[-_]/g, '').toLowerCase());
}
