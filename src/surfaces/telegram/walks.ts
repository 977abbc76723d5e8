/**
 * Forms under way: keeps each walk durable before the update is confirmed, shows its questions, hands the answers in. The key
 * is chat and person, so that nobody else's message answers a form; after a restart the open question is asked again.
 */
import type { Form } from '../../chat/card.ts';
import type { Desk, FileIn, Inbound } from '../../chat/surface.ts';
import { createKeyedQueue } from '../../lib/keyed-queue.ts';
import { plain } from './html.ts';
import type { Outbox } from './outbox.ts';
import type { Actor, Place } from './place.ts';
import { closedQuestion, questionOf } from './question.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import { type Answer, answerWalk, askAgain, beginWalk, type Walk, wordKey } from './walk.ts';

export interface WalkPorts extends Pick<TelegramDeps, 'tables' | 'wall' | 'random'> {
  readonly outbox: Outbox;
  desk(): Desk;
  /** Throws when it could not be written down. False when it was before. */
  accept(inbound: Inbound): Promise<boolean>;
  carryOut(inbound: Inbound): void;
  /** Work that comes after the acknowledgement. */
  later(place: Place, work: () => Promise<void>): void;
}

/** After that, only a reply to the question or a tap answers it: a "yes" to something else may not end up in a form. */
const FRESH_MS = 12 * 60 * 60_000;

const keyOf = (place: Place, actor: Actor): string => `${place.channel}/${actor.id.replace(/^telegram:/, '')}`;
const isGroup = (place: Place): boolean => place.channel.startsWith('-') || place.channel.startsWith('@');

export class Walks {
  private readonly ports: WalkPorts;
  private readonly lanes = createKeyedQueue();

  constructor(ports: WalkPorts) {
    this.ports = ports;
  }

  async begin(form: Form, place: Place, actor: Actor, cause: string): Promise<void> {
    const key = keyOf(place, actor);
    const id = Math.floor(this.ports.random() * 36 ** 6).toString(36);
    const walk = beginWalk(form, { id, place, actor, lastId: cause, at: this.ports.wall() });
    const before = await this.lanes.run(key, async () => {
      const known = await this.ports.tables.walks.get(key);
      await this.ports.tables.walks.set(key, walk);
      return known;
    });
    if (before?.kind === 'open') await this.close(before, 'Put aside for another form.');
    await this.ask(walk);
  }

  /** Into the message it stands in when a key was tapped; after words of the person below them. */
  private async ask(walk: Walk, anew = false): Promise<void> {
    const { text, keys } = questionOf(walk, isGroup(walk.place));
    const shown = walk.question;
    const edited = shown !== undefined && !anew && (await this.ports.outbox.rewrite(walk.place, shown.id, text, keys));
    const id = edited ? shown.id : await this.ports.outbox.send(walk.place, text, keys);
    if (shown !== undefined && !edited)
      await this.ports.outbox.rewrite(walk.place, shown.id, this.answeredText(walk), []);
    const key = keyOf(walk.place, walk.actor);
    await this.lanes.run(key, async () => {
      const now = await this.ports.tables.walks.get(key);
      if (now?.kind === 'open' && now.id === walk.id)
        await this.ports.tables.walks.set(key, { ...now, question: { id, step: walk.step } });
    });
  }

  private answeredText(walk: Walk) {
    return closedQuestion({ ...walk, left: [] }, 'Answered. It goes on below.');
  }

  private async close(walk: Walk, words: string): Promise<void> {
    const text = closedQuestion({ ...walk, left: [] }, words);
    if (walk.question !== undefined) await this.ports.outbox.rewrite(walk.place, walk.question.id, text, []);
    else await this.ports.outbox.send(walk.place, text, []);
  }

  async answer(
    place: Place,
    actor: Actor,
    id: string,
    given: Answer,
    of?: { readonly walk: string; readonly step: number },
  ): Promise<string | undefined> {
    const key = keyOf(place, actor);
    const row = await this.ports.tables.walks.get(key);
    if (row?.lastId === id) return undefined;
    if (row?.kind !== 'open' || (of !== undefined && of.walk !== row.id)) return 'That form is closed.';
    if (of !== undefined && of.step !== row.step) return 'That question was answered already.';
    const walked = answerWalk(row, given);
    if (walked.to === 'say') {
      if (given.kind === 'tap') return walked.words;
      this.ports.later(place, async () => void (await this.ports.outbox.send(place, plain(walked.words), [])));
      return undefined;
    }
    if (walked.to === 'cancel') {
      await this.ports.tables.walks.set(key, { kind: 'closed', lastId: id });
      this.ports.later(place, () => this.close(row, 'Cancelled. Nothing was sent off.'));
      return 'Cancelled.';
    }
    const walk: Walk = { ...walked.walk, lastId: id, at: this.ports.wall() };
    if (walked.to === 'submit') return this.handIn(key, walk, id, given);
    await this.keepAndShow(key, walk, given.kind !== 'tap');
    return undefined;
  }

  private async keepAndShow(key: string, walk: Walk, anew: boolean): Promise<void> {
    await this.lanes.run(key, () => this.ports.tables.walks.set(key, walk));
    this.ports.later(walk.place, () => this.ask(walk, anew));
  }

  private async handIn(key: string, walk: Walk, id: string, given: Answer): Promise<string> {
    const files = walk.files.map(({ name, base64 }): FileIn => ({ name, base64 }));
    const errors = await this.ports.desk().check(walk.form.id, walk.values, files, walk.actor);
    if (Object.keys(errors).length > 0) {
      await this.keepAndShow(key, askAgain(walk, errors), given.kind !== 'tap');
      return 'One more thing.';
    }
    const { actor, place, form, values } = walk;
    const submitted: Inbound = { kind: 'submitted', id, actor, place, form: form.id, values, files };
    const isNew = await this.ports.accept(submitted);
    await this.lanes.run(key, () => this.ports.tables.walks.set(key, { kind: 'closed', lastId: id }));
    this.ports.later(place, () => this.close(walk, 'Sent off.'));
    if (isNew) this.ports.carryOut(submitted);
    return 'Sent off.';
  }

  async isAnswer(
    place: Place,
    actor: Actor,
    said: { readonly id: string; readonly text: string; readonly replyTo?: string },
  ): Promise<boolean> {
    const row = await this.ports.tables.walks.get(keyOf(place, actor));
    if (row === undefined || row.lastId === said.id) return row !== undefined;
    if (row.kind === 'closed') return false;
    const isCommand = said.text.trimStart().startsWith('/');
    if (isCommand) return wordKey(said.text) !== undefined;
    if (said.replyTo !== undefined) return said.replyTo === row.question?.id;
    return !isGroup(place) && this.ports.wall() - row.at < FRESH_MS;
  }

  async resume(): Promise<void> {
    for (const [, row] of await this.ports.tables.walks.entries()) {
      if (row.kind === 'open' && row.question?.step !== row.step) this.ports.later(row.place, () => this.ask(row));
    }
  }
}
