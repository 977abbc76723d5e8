/** Whether the texts can be filled in, and whether everything that is asked for is said somewhere. */
import { renderTemplate } from '../../missions/template-text.ts';
import { type Complaint, ORGANISATION, type Path, when } from './complaint.ts';
import type { TemplateFile } from './file.ts';

/** Variables that every call has by itself, and the organisation. */
const RESERVED: ReadonlySet<string> = new Set([
  'name',
  'notes',
  'keys',
  'on_behalf_of',
  'best_quote',
  'best_company',
  'may_book',
  'must_cancel',
  'alternative',
  'voicemail_left',
  'earlier_call',
]);

export function askComplaints(file: TemplateFile): readonly Complaint[] {
  const texts = textsOf(file);
  return file.asks.flatMap(({ name }, index) => {
    const path = ['asks', index, 'name'];
    const said = new RegExp(`\\{\\{\\s*[#^]?\\s*${name}\\s*\\}\\}`);
    return [
      ...when(RESERVED.has(name), path, `"${name}" is a name that every call has by itself. Choose another one.`),
      ...when(
        file.asks.slice(0, index).some((one) => one.name === name),
        path,
        `"${name}" is asked twice. Choose another name.`,
      ),
      ...when(
        !texts.some(({ text }) => said.test(text)),
        path,
        `is asked for and then said nowhere. Write {{${name}}} in say.`,
      ),
    ];
  });
}

interface Text {
  readonly path: Path;
  readonly text: string;
}

/** All that somebody will hear or read. */
function textsOf({ rounds, mandate, action, text }: TemplateFile): readonly Text[] {
  const found: readonly { readonly path: Path; readonly text: string | undefined }[] = [
    ...rounds.flatMap(({ purpose, opening, say, about, fields }, index) => {
      const at: Path = ['rounds', index];
      return [
        { path: [...at, 'purpose'], text: purpose },
        { path: [...at, 'opening'], text: opening },
        { path: [...at, 'say'], text: say },
        ...Object.entries(about ?? {}).map(([language, text]) => ({ path: [...at, 'about', language], text })),
        ...fields.map(({ question }, place) => ({ path: [...at, 'fields', place, 'question'], text: question })),
      ];
    }),
    { path: ['text'], text },
    { path: ['mandate', 'maySay'], text: mandate?.maySay },
    { path: ['mandate', 'mayPromise'], text: mandate?.mayPromise },
    { path: ['action', 'what'], text: action?.what },
    { path: ['action', 'alternative'], text: action?.alternative },
  ];
  return found.flatMap((one) => (one.text === undefined ? [] : [{ path: one.path, text: one.text }]));
}

function complaintsOf(path: Path, text: string): readonly Complaint[] {
  return [
    ...renderTemplate(text, {}).faults.map((problem) => ({ path, problem })),
    ...when(
      /\{\{\s*[#^]\s*on_behalf_of/.test(text),
      path,
      `has a section for the organisation, which is always there. Write ${ORGANISATION} alone.`,
    ),
  ];
}

export const textComplaints = (file: TemplateFile): readonly Complaint[] =>
  textsOf(file).flatMap(({ path, text }) => complaintsOf(path, text));
