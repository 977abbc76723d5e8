/**
 * The console's way out: a message of the bot or of a person becomes an entry of the log. New ones go to the end of their
 * thread, edits stay where the message stands and with whom it was for; a form that was sent or opened anew is closed.
 */
import { randomUUID } from 'node:crypto';
import type { FileOut, Form, Message, Note } from '../../chat/card.ts';
import type { DeskTable } from '../../chat/desk-deps.ts';
import type { Reply } from '../../chat/surface.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { ConsoleMessage, KeptFile, MessageBody } from './message.ts';
import { isFor, type MessageLog } from './message-log.ts';
import { renderMessage } from './render.ts';

/** Where a message goes: a thread or the main chat, to all or to one; with the id of an earlier one, in its place. */
export interface Spot {
  readonly id?: string;
  readonly thread?: string | undefined;
  readonly to?: string | undefined;
  readonly cause?: string | undefined;
  /** Stands in the main chat besides its thread; an edit keeps it there. */
  readonly broadcast?: boolean | undefined;
}

export interface Outlet {
  show(message: Message, spot: Spot): Promise<ConsoleMessage>;
  /** What a person said. */
  echo(text: string, from: string, spot: Spot): Promise<ConsoleMessage>;
  change(message: ConsoleMessage, body: MessageBody, cause?: string): Promise<ConsoleMessage>;
  openForm(form: Form, spot: Spot): Promise<ConsoleMessage>;
  /** Forms with this id that a person has not sent yet, oldest first. */
  openForms(form: string, viewer: string | undefined): readonly ConsoleMessage[];
  closeForm(message: ConsoleMessage, why: string): Promise<ConsoleMessage>;
  /** `acted`: what was pressed or sent, which a `replace` takes the place of. */
  reply(reply: Reply, cause: string, acted: ConsoleMessage | undefined): Promise<ConsoleMessage>;
}

export interface OutletOptions {
  readonly log: MessageLog;
  readonly files: DeskTable<KeptFile>;
  readonly zone: string;
  readonly sandbox: boolean;
  now(): number;
  wall(): number;
}

const BOT = 'Callsheet';
const FILES_KEPT = 500;

export function createOutlet({ log, files, zone, sandbox, now, wall }: OutletOptions): Outlet {
  /** An edit that changes nothing is none: the live card is handed in after every record. */
  async function write(body: MessageBody, from: string, spot: Spot): Promise<ConsoleMessage> {
    const before = spot.id === undefined ? undefined : log.find(spot.id);
    if (before !== undefined && isSame(before, body)) return before;
    return log.append({
      ...body,
      id: spot.id ?? randomUUID(),
      at: new Date(wall()).toISOString(),
      clock: new Date(now()).toISOString(),
      from,
      ...(spot.thread === undefined ? {} : { thread: spot.thread }),
      ...(spot.to === undefined ? {} : { to: spot.to }),
      ...(spot.broadcast === true || before?.broadcast === true ? { broadcast: true } : {}),
      ...(spot.cause === undefined ? {} : { cause: spot.cause }),
    });
  }

  async function show(message: Message, spot: Spot): Promise<ConsoleMessage> {
    const shelved = message.kind === 'note' ? await shelve(files, message.files ?? [], wall()) : [];
    return write(renderMessage(message, { zone, files: shelved }), BOT, spot);
  }

  const change: Outlet['change'] = (message, body, cause) => write(body, message.from, { ...spotOf(message), cause });

  const openForms: Outlet['openForms'] = (form, viewer) =>
    log.current().filter((message) => message.form?.id === form && isFor(message, viewer));

  function closeForm(message: ConsoleMessage, why: string): Promise<ConsoleMessage> {
    const text = [`${message.form?.title ?? 'Form'}: ${why}`];
    const closed: Note = { kind: 'note', text: [], blocks: [{ kind: 'line', text, quiet: true }], sandbox };
    return change(message, renderMessage(closed, { zone, files: [] }));
  }

  /** At the end of the chat, where the person looks. */
  async function openForm(form: Form, spot: Spot): Promise<ConsoleMessage> {
    const before = openForms(form.id, spot.to);
    const shown = await show(form, spot);
    for (const old of before) await closeForm(old, 'opened again below.');
    return shown;
  }

  function reply(answer: Reply, cause: string, acted: ConsoleMessage | undefined): Promise<ConsoleMessage> {
    const { thread } = answer.place;
    switch (answer.how) {
      case 'post':
        return show(answer.message, { thread, cause });
      case 'private':
        return show(answer.message, { thread, to: answer.actor.id, cause });
      case 'form':
        return openForm(answer.form, { thread, to: answer.actor.id, cause });
      case 'replace':
        return show(answer.message, { ...(acted === undefined ? { thread } : spotOf(acted)), cause });
      default:
        return assertNever(answer, 'answer');
    }
  }

  const echo: Outlet['echo'] = (text, from, spot) =>
    write({ kind: 'said', text, sandbox, actions: [], files: [] }, from, spot);

  return { show, echo, change, openForm, openForms, closeForm, reply };
}

const CONTENT = ['kind', 'text', 'card', 'note', 'form', 'actions', 'files'] as const;

const isSame = (one: MessageBody, other: MessageBody): boolean =>
  CONTENT.every((part) => JSON.stringify(one[part]) === JSON.stringify(other[part]));

const spotOf = ({ id, thread, to }: ConsoleMessage): Spot => ({ id, thread, to });

/** Puts files where their address leads; beyond the bound the oldest go. */
async function shelve(
  table: DeskTable<KeptFile>,
  files: readonly FileOut[],
  at: number,
): Promise<MessageBody['files']> {
  if (files.length === 0) return [];
  const shelved = [];
  for (const file of files) {
    const id = randomUUID();
    await table.set(id, { ...file, at });
    shelved.push({ name: file.name, url: `/files/${id}/${encodeURIComponent(file.name)}` });
  }
  const entries = await table.entries();
  const oldestFirst = entries.toSorted(([, one], [, other]) => one.at - other.at);
  for (const [id] of oldestFirst.slice(0, Math.max(0, entries.length - FILES_KEPT))) await table.delete(id);
  return shelved;
}
