// The variables of greetings, as far as the live renderer is known: {{name}}, {{{name}}}, sections {{#name}}…{{/name}} and
// {{^name}}…{{/name}}. Anything else, such as {{#if name}}, is a parse error as in mustache, and then the text is spoken raw.

class ParseError extends Error {}

/** The text with its variables filled in; unchanged when it does not parse. */
export function renderMustache(template: string, variables: Readonly<Record<string, unknown>>): string {
  try {
    return section(template, variables);
  } catch (error) {
    if (error instanceof ParseError) return template;
    throw error;
  }
}

function section(template: string, variables: Readonly<Record<string, unknown>>): string {
  let out = '';
  let rest = template;
  for (let tag = nextTag(rest); tag !== undefined; tag = nextTag(rest)) {
    out += rest.slice(0, tag.start);
    rest = rest.slice(tag.end);
    if (tag.sign === '/') throw new ParseError(`{{/${tag.name}}} closes nothing`);
    if (tag.sign === '#' || tag.sign === '^') {
      const { inner, after } = upToClosing(rest, tag.name);
      const shown = isThere(variables[tag.name]) === (tag.sign === '#');
      // Rendered even when it is left out, so that an error inside never hides.
      const rendered = section(inner, variables);
      out += shown ? rendered : '';
      rest = after;
    } else {
      const value = variables[tag.name];
      out += value === undefined || value === null ? '' : String(value);
    }
  }
  return out + rest;
}

interface Tag {
  readonly sign: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function nextTag(text: string): Tag | undefined {
  const match = /\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{\s*([#^/&]?)\s*([^{}]*?)\s*\}\}/.exec(text);
  if (match === null) return undefined;
  const start = match.index;
  return { sign: match[2] ?? '', name: match[1] ?? match[3] ?? '', start, end: start + match[0].length };
}

function upToClosing(text: string, name: string): { readonly inner: string; readonly after: string } {
  let depth = 1;
  let from = 0;
  for (let tag = nextTag(text); tag !== undefined; tag = nextTag(text.slice(from))) {
    if (tag.name === name && (tag.sign === '#' || tag.sign === '^')) depth += 1;
    if (tag.name === name && tag.sign === '/') depth -= 1;
    if (depth === 0) return { inner: text.slice(0, from + tag.start), after: text.slice(from + tag.end) };
    from += tag.end;
  }
  throw new ParseError(`Unclosed section ${name}`);
}

function isThere(value: unknown): boolean {
  return Boolean(value) && !(Array.isArray(value) && value.length === 0);
}
