import { Journal } from './journal.ts'; // caught: lint/style/useImportType
import { append } from './journal'; // caught: lint/correctness/useImportExtensions
import leftPad from 'left-pad'; // caught: lint/correctness/noUndeclaredDependencies

export enum Colour { Red } // caught: lint/style/noEnum

export const key = process.env.TELNYX_API_KEY; // caught: lint/style/noProcessEnv

export function first(values: readonly string[], journal: Journal): string {
  console.log(leftPad, journal); // caught: lint/suspicious/noConsole
  return values[0]!; // caught: lint/style/noNonNullAssertion
}

export function loose(value: any): unknown { // caught: lint/suspicious/noExplicitAny
  append(value); // caught: lint/nursery/noFloatingPromises
  if (append('ready')) return value; // caught: lint/nursery/noMisusedPromises
  return Date.now();
}

export default first; // caught: lint/style/noDefaultExport
