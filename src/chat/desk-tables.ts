/** The desk's durable tables under their fixed names; `table` is the store's. */
import type { DeskDeps, DeskTable } from './desk-deps.ts';

export const deskTables = (table: <V>(name: string) => DeskTable<V>): DeskDeps['tables'] => ({
  inbox: table('inbox'),
  drafts: table('drafts'),
  settings: table('settings'),
  threads: table('notes'),
  edits: table('edits'),
  templates: table('templates'),
});
