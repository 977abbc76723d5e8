/**
 * The two sides of every chat platform: `Desk` is what a surface hands people's words and taps to, `Surface` is what the
 * rest of the bot posts through. A surface acknowledges, translates and nothing else.
 *
 * Order that loses no yes (what must hold, 6): `desk.accept` (one durable write, at most 2.5 s) -> acknowledge the
 * platform -> `desk.handle`. When `accept` throws there is no acknowledgement and the person sees that it did not work.
 */
import type { Actor, Place } from '../missions/terms.ts';
import type { Form, Message } from './card.ts';

export interface FileIn {
  readonly name: string;
  readonly base64: string;
}

interface InboundBase {
  /** The platform's own event, update or action id: a redelivery has the same. */
  readonly id: string;
  readonly actor: Actor;
  readonly place: Place;
}

export type Inbound =
  | (InboundBase & {
      readonly kind: 'said';
      readonly text: string;
      /** Id of the message this is an explicit reply to, where the platform knows it. */
      readonly answers?: string;
      readonly files: readonly FileIn[];
      /** The bot was addressed: direct chat, mention, slash command, or a reply in one of its threads. */
      readonly addressed: boolean;
    })
  | (InboundBase & {
      readonly kind: 'pressed';
      readonly message: string;
      readonly action: string;
      readonly value: string;
    })
  | (InboundBase & {
      readonly kind: 'submitted';
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
      readonly files: readonly FileIn[];
    });

/** What the person who acted gets to see. */
export type Reply =
  /** For all in that place (the channel or the thread). */
  | { readonly how: 'post'; readonly place: Place; readonly message: Message }
  /** Only for the person: ephemeral in Slack, a direct message in Telegram, the own view in the console. */
  | { readonly how: 'private'; readonly place: Place; readonly actor: Actor; readonly message: Message }
  /** Opens a form for the person: a Slack modal where a trigger is at hand, else a message with a button that opens it. */
  | { readonly how: 'form'; readonly place: Place; readonly actor: Actor; readonly form: Form }
  /** Replaces the message that was pressed or submitted. */
  | { readonly how: 'replace'; readonly place: Place; readonly message: Message };

export interface Desk {
  /** Durable before it resolves. False when this id was accepted before. Throws when it cannot be written in time. */
  accept(inbound: Inbound): Promise<boolean>;
  /** Errors by field name, empty when the values can be taken; called before `accept` so that a modal can show them. */
  check(
    form: string,
    values: Readonly<Record<string, string>>,
    files: readonly FileIn[],
    actor: Actor,
  ): Promise<Readonly<Record<string, string>>>;
  /** Carries it out; what is answered is shown by the surface that asked. Never throws: faults become a sentence. */
  handle(inbound: Inbound): Promise<readonly Reply[]>;
  /**
   * The form behind an action that opens one, at once, without side effects (Slack's trigger lives 3 s); undefined = no
   * form, press it. `form('open', form.id)` is any form once more as it stands now: for a button that opens a form which
   * came as a reply.
   */
  form(action: string, value: string, actor: Actor): Promise<Form | undefined>;
  /** Names, arguments and help of the commands, for the platform's own command menus. */
  readonly commands: readonly { readonly name: string; readonly usage: string; readonly help: string }[];
}

export interface Posted {
  /** The platform's message id (Slack ts, Telegram message id, console id). */
  readonly id: string;
  /** Where it stands, with the thread that replies to it belong to. */
  readonly place: Place;
}

/** One thing that is wrong with the set-up, with its cure; or that is right. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  /** One sentence; when not ok it names the cure. */
  readonly sentence: string;
}

export interface Surface {
  readonly name: Place['surface'];
  start(desk: Desk): Promise<void>;
  stop(): Promise<void>;
  /**
   * Throws when the platform did not take it; the announcer tries again. `broadcast`: it stands in the mission's thread and
   * rings in the channel besides (a decision, the final result), so that a mission has one thread and nobody misses it.
   */
  post(place: Place, message: Message, broadcast?: boolean): Promise<Posted>;
  edit(posted: Posted, message: Message): Promise<void>;
  whisper(place: Place, actor: Actor, message: Message): Promise<void>;
  /** Tokens, scopes, membership: for `doctor` and the Connect page. */
  check(): Promise<readonly Finding[]>;
}

/** Handed to surfaces that must look up what was said while they were away: threads of open decisions. */
export type OpenThreads = () => Promise<readonly Place[]>;
