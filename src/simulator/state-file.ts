// The state file: one JSON line a change, appended with a plain write (a killed process loses nothing that the kernel
// has), read back and rewritten as one line at the next start. A line torn by a kill was never answered and is dropped.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The file cannot be read or written; the message is for people. */
export class StateFileError extends Error {}

export interface StateFile<Line> {
  lines(): readonly Line[];
  append(line: Line): void;
  /** Puts `lines` in the place of everything, atomically. */
  replace(lines: readonly Line[]): void;
  close(): void;
}

export function openStateFile<Line>(path: string): StateFile<Line> {
  const read = orSay(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return existsSync(path) ? parseLines<Line>(path, readFileSync(path, 'utf8')) : [];
  });
  const rewrite = (lines: readonly Line[]) => {
    const fresh = `${path}.new`;
    const out = openSync(fresh, 'w');
    writeFileSync(out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    fsyncSync(out);
    closeSync(out);
    renameSync(fresh, path);
    return openSync(path, 'a');
  };
  // A torn last line must not be glued to the next one: the file is rewritten before anything is appended.
  let handle = orSay(path, () => rewrite(read));
  return {
    lines: () => read,
    append: (line) => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    },
    replace: (lines) => {
      closeSync(handle);
      handle = rewrite(lines);
    },
    close: () => closeSync(handle),
  };
}

function orSay<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof StateFileError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StateFileError(`The state file ${path} cannot be used (${why}): name another one with --state.`, {
      cause,
    });
  }
}

function parseLines<Line>(path: string, text: string): Line[] {
  const parts = text.split('\n');
  const torn = parts.pop();
  const lines: Line[] = [];
  for (const [index, part] of parts.entries()) {
    const line: Line | undefined = parseLine(part);
    if (line === undefined) {
      throw new StateFileError(
        `Line ${index + 1} of the state file ${path} is not readable: delete the file to begin a new world, or name another one with --state.`,
      );
    }
    lines.push(line);
  }
  const last: Line | undefined = torn === undefined || torn === '' ? undefined : parseLine(torn);
  return last === undefined ? lines : [...lines, last];
}

function parseLine<Line>(text: string): Line | undefined {
  try {
    // Written by this very program: the shape is ours.
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
