/**
 * The texts of a mission with their variables, as the backend will fill them: `{{name}}`, `{{#notes}}…{{/notes}}` and
 * `{{^notes}}…{{/notes}}`. Pure; used to look at a text before anybody hears it, so it reports gaps instead of hiding them.
 */

export interface Rendered {
  readonly text: string;
  /** Variables that the row does not have at all, in the order of the text. */
  readonly unknown: readonly string[];
  /** Variables that the row has without a word in them. */
  readonly empty: readonly string[];
  /** What cannot be read: one sentence each. */
  readonly faults: readonly string[];
}

type Variables = Readonly<Record<string, string>>;

interface Findings {
  readonly unknown: Set<string>;
  readonly empty: Set<string>;
  readonly faults: Set<string>;
}

const TAG = /\{\{\{?\s*([#^/]?)\s*([^{}]*?)\s*\}?\}\}/g;
const VARIABLE = /^[a-zA-Z][a-zA-Z0-9_]*$/;

/** Fills a text for one row. A section is left out, or kept, by whether its variable holds a word. */
export function renderTemplate(text: string, variables: Variables): Rendered {
  const findings: Findings = { unknown: new Set(), empty: new Set(), faults: new Set() };
  const rendered = renderPart(text, variables, findings);
  if (/\{\{|\}\}/.test(text.replace(TAG, '')))
    findings.faults.add('A variable has only one pair of braces closed; write {{name}}.');
  return { text: rendered, unknown: [...findings.unknown], empty: [...findings.empty], faults: [...findings.faults] };
}

function renderPart(text: string, variables: Variables, findings: Findings): string {
  let out = '';
  let at = 0;
  for (;;) {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) return out + text.slice(at);
    out += text.slice(at, tag.index);
    at = tag.index + tag[0].length;
    const mark = tag[1] ?? '';
    const name = tag[2] ?? '';
    if (mark === '/') {
      findings.faults.add(`{{/${name}}} closes something that was not opened.`);
    } else if (!VARIABLE.test(name)) {
      findings.faults.add(
        `{{${mark}${name}}} is not understood; write {{name}} for a value and {{#name}}…{{/name}} for a part that needs it.`,
      );
    } else if (mark === '') {
      out += fill(name, variables, findings);
    } else {
      const section = sectionAt(text, at, name);
      if (section === undefined) {
        findings.faults.add(`{{${mark}${name}}} is never closed; write {{/${name}}} where the part ends.`);
        continue;
      }
      const filled = (variables[name] ?? '').trim() !== '';
      if (filled === (mark === '#')) out += renderPart(section.inner, variables, findings);
      at = section.end;
    }
  }
}

function fill(name: string, variables: Variables, findings: Findings): string {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined) findings.unknown.add(name);
  else if (value.trim() === '') findings.empty.add(name);
  return value ?? '';
}

/** The part up to the tag that closes `name`, with equal sections inside it counted. */
function sectionAt(
  text: string,
  from: number,
  name: string,
): { readonly inner: string; readonly end: number } | undefined {
  let depth = 1;
  const tags = new RegExp(TAG.source, 'g');
  tags.lastIndex = from;
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    if (tag[2] !== name) continue;
    if (tag[1] === '/') depth -= 1;
    else if (tag[1] !== '') depth += 1;
    if (depth === 0) return { inner: text.slice(from, tag.index), end: tag.index + tag[0].length };
  }
  return undefined;
}
