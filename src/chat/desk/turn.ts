/** One thing that one person did, with all a handler needs to answer it; and the ways to answer. */
import type { PersonCommand, Rejection } from '../../missions/command.ts';
import type { Actor, Place } from '../../missions/terms.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { plainWords } from '../../projections/plain-words.ts';
import type { Need, Standing } from '../access.ts';
import { refusal } from '../access.ts';
import type { Button, FileOut, Form, Message, Note, Text } from '../card.ts';
import type { DeskDeps } from '../desk-deps.ts';
import type { FileIn, Reply } from '../surface.ts';
import type { CardOptions } from '../wording.ts';

export interface Turn {
  readonly deps: DeskDeps;
  readonly actor: Actor;
  readonly place: Place;
  /** Id of the inbound: the cause of what follows from it. */
  readonly cause: string;
  readonly standing: Standing;
  /** What came with a command. */
  readonly files?: readonly FileIn[];
}

export type Replies = readonly Reply[];

export const NOTHING: Replies = [];

export const optionsOf = ({ deps }: Turn): CardOptions => ({ zone: deps.zone, lines: deps.lines() });

export function note(
  turn: Turn,
  text: string | Text,
  more: {
    readonly buttons?: readonly Button[];
    readonly files?: readonly FileOut[];
    readonly blocks?: Note['blocks'];
    readonly asks?: true;
  } = {},
): Note {
  return {
    kind: 'note',
    text: typeof text === 'string' ? [text] : text,
    sandbox: turn.deps.origin.sandbox,
    ...(more.buttons === undefined || more.buttons.length === 0 ? {} : { buttons: more.buttons }),
    ...(more.files === undefined ? {} : { files: more.files }),
    ...(more.blocks === undefined ? {} : { blocks: more.blocks }),
    ...(more.asks === undefined ? {} : { asks: more.asks }),
  };
}

export const post = (turn: Turn, message: Message): Replies => [{ how: 'post', place: turn.place, message }];

export const say = (turn: Turn, text: string | Text, buttons: readonly Button[] = []): Replies =>
  post(turn, note(turn, text, { buttons }));

const toThem = (turn: Turn, message: Note): Replies => [
  { how: 'private', place: turn.place, actor: turn.actor, message },
];

/** Only for the person who acted. */
export const whisper = (turn: Turn, text: string | Text, buttons: readonly Button[] = []): Replies =>
  toThem(turn, note(turn, text, { buttons }));

/** Asks the person who acted what was meant. */
export const ask = (turn: Turn, text: string, buttons: readonly Button[] = []): Replies =>
  toThem(turn, note(turn, text, { buttons, asks: true }));

/** In the place of the message that was pressed. */
export const replace = (turn: Turn, message: Message): Replies => [{ how: 'replace', place: turn.place, message }];

export const openForm = (turn: Turn, form: Form): Replies => [
  { how: 'form', place: turn.place, actor: turn.actor, form },
];

/** The refusal, when this person may not; undefined when they may. */
export function barred(turn: Turn, need: Need): Replies | undefined {
  const sentence = refusal(turn.standing, need);
  return sentence === undefined ? undefined : whisper(turn, sentence);
}

export const isRefused = (answer: { readonly view: MissionView } | Rejection): answer is Rejection =>
  'rejected' in answer;

/** Sends a command; what it leads to is announced by the bot itself, so only a refusal, or `done`, is said here. */
export async function command(
  turn: Turn,
  missionId: string,
  what: PersonCommand,
  done?: (view: MissionView) => Replies,
): Promise<Replies> {
  const answer = await turn.deps.send(missionId, turn.actor, turn.cause, what);
  if (isRefused(answer)) return whisper(turn, plainWords(answer.sentence));
  return done?.(answer.view) ?? NOTHING;
}
