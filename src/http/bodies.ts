/** What the console's requests may hold, and what is said when they hold something else. */
import { z } from 'zod';

/** Of the whole request, files in base64 included. */
export const BODY_LIMIT = 8 * 1024 * 1024;

const MAX_TEXT = 200_000;
const MAX_FILES = 5;

/** A plain name; `Mira` and `mira` are one person. */
const user = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_.-]{1,40}$/u, 'must be a name of letters, digits, dot, dash or underscore');
const id = z.string().min(1).max(100).optional();
const reference = z.string().min(1).max(200);
const files = z
  .array(
    z.object({
      name: z.string().trim().min(1).max(200),
      base64: z.string().regex(/^[A-Za-z0-9+/\s]*={0,2}\s*$/, 'must be base64'),
    }),
  )
  .max(MAX_FILES)
  .optional();

export const userName = user;

export const sayBody = z
  .object({
    user,
    id,
    text: z.string().max(MAX_TEXT).default(''),
    thread: reference.optional(),
    answers: reference.optional(),
    files,
  })
  .refine((body) => body.text.trim() !== '' || (body.files ?? []).length > 0, {
    path: ['text'],
    message: 'must say something, or come with a file',
  });

export const pressBody = z.object({
  user,
  id,
  message: reference,
  action: reference,
  value: z.string().max(500).optional(),
});

export const formBody = z.object({
  user,
  id,
  form: reference,
  values: z.record(z.string().max(100), z.string().max(MAX_TEXT)),
  files,
});

/** One sentence on the first thing that does not fit: `"user" must be a name of …`. */
export function complaint(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'The request does not fit.';
  const where = issue.path.length === 0 ? 'The body' : `"${issue.path.join('.')}"`;
  const what = issue.message.startsWith('must') ? issue.message : `does not fit: ${issue.message}`;
  return `${where} ${what}.`;
}
