/**
 * `npm run -s gate -- FILE`: verdicts for a file of replies, one JSON line a reply, so that any list of labelled
 * replies can be held against the reader. FILE is JSON `{proposed: [names], reserve: [names], replies: [texts]}`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readGateReply } from '../src/missions/gate-reply.ts';

const NAMES = 'must be a list of names';
const names = z.array(z.string(NAMES).min(1, NAMES), NAMES);
const gateFile = z.object(
  {
    proposed: names.min(1, 'must hold at least one name'),
    reserve: names.default([]),
    replies: z.array(z.string('must be a list of texts'), 'must be a list of texts'),
  },
  'must be one object',
);
/** Said with every fault of the file. */
const SHAPE = 'it must hold {"proposed": [names], "reserve": [names], "replies": [texts]}';

const HELP = `npm run -s gate -- FILE: how replies to a decision are read, one JSON line a reply, in their order.

FILE is JSON: {"proposed": ["Acme", "Bly"], "reserve": ["Cox"], "replies": ["yes", "Cox instead of 2"]}
A line is {"verdict": "approve"}, {"verdict": "reject"}, {"verdict": "ask"} or {"verdict": "list", "list": [names]}.
`;

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function load(path: string | undefined): z.infer<typeof gateFile> {
  if (path === undefined) return fail(`No file given: run npm run -s gate -- FILE; ${SHAPE}.`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return fail(`${path} cannot be read: check the path and that it is a file.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return fail(`${path} is not valid JSON: ${SHAPE}.`);
  }
  const parsed = gateFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path[0] === undefined ? 'the file' : `"${String(issue.path[0])}"`;
  return fail(`${path} is not a gate: ${where} ${issue?.message}; ${SHAPE}.`);
}

const [argument] = process.argv.slice(2);
if (argument === '--help' || argument === '-h') {
  process.stdout.write(HELP);
  process.exit(0);
}
const { proposed, reserve, replies } = load(argument);
const lines = replies.map((reply) => {
  const answer = readGateReply(reply, { proposed, reserve });
  return JSON.stringify(
    answer.verdict === 'list' ? { verdict: answer.verdict, list: answer.list } : { verdict: answer.verdict },
  );
});
// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.stdout.write(lines.map((line) => `${line}\n`).join(''));
