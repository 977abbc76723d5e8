/**
 * A template out of the text of its file, or everything that is wrong with it: file, line, field and what to do. Pure; who reads
 * the files is handed the text in.
 */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { editDistance } from '../../lib/names.ts';
import { complaintsOf } from './check.ts';
import type { Complaint } from './complaint.ts';
import { templateFile, toTemplate } from './file.ts';
import { keyAt, keysIn } from './keys.ts';
import type { Template, TemplateFault } from './template.ts';

export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] };

/** Far more than any mission needs; what is larger is no template. */
const MOST_LETTERS = 100_000;
const NAME = /(?:^|\/)(?<id>[a-z0-9][a-z0-9-]{0,59})\.ya?ml$/;

/**
 * `file`: as it is said to people, `templates/plumbers.yaml`; its name is the template's id. `examples`: the lists there are; without
 * them nobody looks whether the one that is named is there.
 */
export function parseTemplate(text: string, file: string, examples?: ReadonlySet<string>): ParsedTemplate {
  const fail = (line: number, field: string, problem: string): ParsedTemplate => ({
    ok: false,
    faults: [{ file, line, field, problem }],
  });
  const id = NAME.exec(file)?.groups?.id;
  if (id === undefined)
    return fail(
      1,
      '',
      'The name of the file must be small letters, digits and hyphens, for example plumber-quotes.yaml. Rename it.',
    );
  if (text.length > MOST_LETTERS) return fail(1, '', 'This is too long for a template. Keep it under 100,000 letters.');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line ?? 1;
    return fail(
      line,
      '',
      `This is not YAML: ${firstSentence(broken.message)} Look at the indentation and the quotes there.`,
    );
  }
  if (!isMap(document.contents))
    return fail(
      1,
      '',
      'There are no keys in this file. Begin with name: and the name of the mission; docs/templates.md shows a whole one.',
    );
  const read = readShape(document, examples);
  if (read.ok) return { ok: true, template: toTemplate(id, read.file) };
  const faults = read.complaints.map(({ path, problem }) => ({
    file,
    line: lineOf(document, lines, path),
    field: fieldName(path),
    problem,
  }));
  return { ok: false, faults: faults.toSorted((a, b) => a.line - b.line) };
}

type Shape =
  | { readonly ok: true; readonly file: z.output<typeof templateFile> }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

function readShape(document: Document, examples: ReadonlySet<string> | undefined): Shape {
  const value = unfold(document);
  if ('problem' in value) return { ok: false, complaints: [{ path: [], problem: value.problem }] };
  const written = withoutCall(value.value);
  const read = templateFile.safeParse(written);
  if (!read.success) return { ok: false, complaints: shapeComplaints(read.error.issues, written) };
  const found = [...complaintsOf(read.data), ...exampleMissing(read.data.example, examples)];
  return found.length === 0 ? { ok: true, file: read.data } : { ok: false, complaints: found };
}

function exampleMissing(name: string | undefined, examples: ReadonlySet<string> | undefined): readonly Complaint[] {
  if (name === undefined || examples === undefined || examples.has(name)) return [];
  return [{ path: ['example'], problem: `There is no examples/${name}. Put the list there, or take this line out.` }];
}

/** `channel: call` was a key once and says nothing: every mission calls. */
function withoutCall(value: unknown): unknown {
  if (Object(value).channel !== 'call') return value;
  const { channel: _, ...rest }: Readonly<Record<string, unknown>> = Object(value);
  return rest;
}

const BY_TEXT_ALONE =
  'asks for something that does not exist: no mission goes by text alone. Take this line out; what stands under text is sent to whoever could not be reached.';

/** Aliases that unfold to more than anybody could mean are refused by the YAML library with an error. */
function unfold(document: Document): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: document.toJS() };
  } catch {
    return { problem: 'The references (& and *) in this file cannot be followed. Write the values out.' };
  }
}

/** A key that is there with a slip is not missing besides. */
function shapeComplaints(issues: readonly z.core.$ZodIssue[], value: unknown): readonly Complaint[] {
  const found = issues.flatMap((issue) => complaints(issue, value));
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => fieldName([...pathOf(issue), meantBy([...pathOf(issue), key]) ?? key]))
        : [],
    ),
  );
  return found.filter(({ path }) => !meant.has(fieldName(path)) || at(value, path) !== undefined);
}

const pathOf = ({ path }: z.core.$ZodIssue): Complaint['path'] => path.filter((part) => typeof part !== 'symbol');

const at = (value: unknown, path: Complaint['path']): unknown =>
  path.reduce<unknown>((one, part) => Object(one)[part], value);

function complaints(issue: z.core.$ZodIssue, value: unknown): readonly Complaint[] {
  const path = pathOf(issue);
  if (issue.code === 'custom') return [{ path, problem: issue.message }];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key]));
  const must = keyAt(fieldName(path))?.must ?? 'something else';
  const found = at(value, path);
  return [{ path, problem: `${found === undefined ? 'is missing' : notUnderstood(found)}. Write ${must}.` }];
}

function notUnderstood(found: unknown): string {
  if (found === null) return 'is empty';
  if (typeof found === 'object') return 'is not what belongs here';
  const text = String(found);
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}" is not what belongs here`;
}

function unknownKey(path: Complaint['path']): Complaint {
  if (fieldName(path) === 'channel') return { path, problem: BY_TEXT_ALONE };
  const meant = meantBy(path);
  const cure =
    meant === undefined
      ? `Known here are: ${keysIn(fieldName(path.slice(0, -1))).join(', ')}.`
      : `Did you mean ${meant}?`;
  return { path, problem: `is no key that is known. ${cure}` };
}

/** The key that this one is a slip of: two letters at most, and not half of the word. */
function meantBy(path: Complaint['path']): string | undefined {
  const key = String(path.at(-1)).toLowerCase();
  return keysIn(fieldName(path.slice(0, -1)))
    .map((known) => ({ known, distance: editDistance(key, known.toLowerCase()) }))
    .filter(({ known, distance }) => distance <= 2 && distance * 2 < known.length)
    .toSorted((a, b) => a.distance - b.distance)[0]?.known;
}

const firstSentence = (message: string): string =>
  `${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''}.`;

/** `rounds[0].fields[2].type` */
const fieldName = (path: Complaint['path']): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');

/** The line of the key, or, where there is none, of what it should stand in. */
function lineOf(document: Document, lines: LineCounter, path: Complaint['path']): number {
  for (let length = path.length; length > 0; length -= 1) {
    const at = startOf(document, path.slice(0, length));
    if (at !== undefined) return lines.linePos(at).line;
  }
  return 1;
}

function startOf(document: Document, path: Complaint['path']): number | undefined {
  const key = path.at(-1);
  const holder = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(holder)) {
    const pair = holder.items.find((one) => isScalar(one.key) && one.key.value === key);
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
