/**
 * The one table of commands: name, arguments, who may, what it does. Slash commands, Telegram's menu, the console and the
 * help text come from it.
 */
import { z } from 'zod';
import type { MissionView } from '../projections/mission-view.ts';
import { isPlaceKey, type Need, placeKey, ROLES } from './access.ts';
import { approveByCommand, changeRole, showHelp, showList } from './desk/command-handlers.ts';
import { block, unblock } from './desk/do-not-call.ts';
import { findMission, findNamedMission, isMission } from './desk/find-mission.ts';
import { addNote, cancel, pause, resume, showResults, showStatus } from './desk/mission-actions.ts';
import { admitPlace } from './desk/settings.ts';
import { stopOrAsk } from './desk/stop-question.ts';
import { barred, note, post, type Replies, say, command as sendCommand, type Turn, whisper } from './desk/turn.ts';
import { doctorBlocks, doctorHeadline } from './doctor-text.ts';
import { beginBlank, choices } from './flow/flow.ts';
import type { RawArguments } from './intent.ts';

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  readonly need: Need;
  /** Checks arguments and rights, then does it. */
  act(turn: Turn, raw: RawArguments): Promise<Replies>;
}

interface Spec<A> {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  readonly need: Need;
  readonly args: z.ZodType<A>;
  readonly run: (turn: Turn, args: A) => Promise<Replies> | Replies;
}

function define<A>({ args, run, ...shown }: Spec<A>): Command {
  return {
    ...shown,
    async act(turn, raw) {
      const refused = barred(turn, shown.need);
      if (refused !== undefined) return refused;
      const parsed = args.safeParse(raw);
      if (parsed.success) return run(turn, parsed.data);
      const why = parsed.error.issues[0]?.message ?? 'That is not understood.';
      return whisper(turn, `${why} Write it like: ${shown.usage}`);
    },
  };
}

const mission = z.string().optional();
const list = z.number().int().positive().optional();
const nothing = z.string().max(0, 'There is more in it than I understand.');
const words = (missing: string) =>
  z.string().min(1, missing).max(2000, 'That is too long; keep it under 2000 letters.');
const onlyMission = z.object({ mission, text: nothing });
const missionAndReason = z.object({
  mission,
  text: z.string().max(2000, 'That is too long; keep it under 2000 letters.'),
});

/** With the mission in hand, or with the sentence that asks for it. */
async function withMission(
  _turn: Turn,
  found: Promise<Replies | MissionView>,
  run: (view: MissionView) => Promise<Replies> | Replies,
): Promise<Replies> {
  const view = await found;
  return isMission(view) ? run(view) : view;
}

export const COMMANDS: readonly Command[] = [
  define({
    name: 'new',
    usage: '/mission new',
    help: 'Begin a mission: an example, or your own list. Nothing is called before you tap Start.',
    need: 'operate',
    args: z.object({ text: z.string() }),
    run: async (turn, { text }) => {
      if (text === '') return choices(turn, 'What shall I do for you?');
      const draft = await beginBlank(turn, text);
      return choices(turn, 'I keep your words with the mission. How shall we begin?', draft);
    },
  }),
  define({
    name: 'list',
    usage: '/mission list',
    help: 'Open missions and the last ones that ended.',
    need: 'look',
    args: z.object({ text: nothing }),
    run: (turn) => showList(turn),
  }),
  define({
    name: 'status',
    usage: '/mission status M-104',
    help: 'The live card of a mission. In its thread the number can be left out, here and below.',
    need: 'look',
    args: onlyMission,
    run: (turn, args) => withMission(turn, findMission(turn, args.mission), (view) => showStatus(turn, view)),
  }),
  define({
    name: 'results',
    usage: '/mission results M-104',
    help: 'What was learnt so far, as a table and as a CSV file.',
    need: 'look',
    args: onlyMission,
    run: (turn, args) => withMission(turn, findMission(turn, args.mission), (view) => showResults(turn, view)),
  }),
  define({
    name: 'pause',
    usage: '/mission pause M-104',
    help: 'No further call; what is planned is taken back.',
    need: 'operate',
    args: missionAndReason,
    run: (turn, args) => withMission(turn, findMission(turn, args.mission), (view) => pause(turn, view, args.text)),
  }),
  define({
    name: 'resume',
    usage: '/mission resume M-104',
    help: 'Go on after a pause.',
    need: 'operate',
    args: onlyMission,
    run: (turn, args) =>
      withMission(
        turn,
        findMission(turn, args.mission, (view) => view.status === 'paused'),
        (view) => resume(turn, view),
      ),
  }),
  define({
    name: 'cancel',
    usage: '/mission cancel M-104',
    help: 'Stop a mission for good; what was learnt stays. Without its number it asks first.',
    need: 'operate',
    args: missionAndReason,
    run: (turn, args) =>
      withMission(turn, findNamedMission(turn, args.mission), (view) =>
        args.mission === undefined ? stopOrAsk(turn, view) : cancel(turn, view, args.text),
      ),
  }),
  define({
    name: 'approve',
    usage: '/mission approve M-104 list 2',
    help: 'Say yes to the list that a mission proposes.',
    need: 'decide',
    args: z.object({ mission, list, text: nothing }),
    run: (turn, args) =>
      withMission(turn, findNamedMission(turn, args.mission), (view) => approveByCommand(turn, view, args.list)),
  }),
  define({
    name: 'reject',
    usage: '/mission reject M-104 too expensive',
    help: 'Say no to the list, with or without a reason.',
    need: 'decide',
    args: z.object({ mission, list, text: z.string().max(2000) }),
    run: (turn, args) =>
      withMission(turn, findNamedMission(turn, args.mission), (view) =>
        sendCommand(turn, view.id, {
          type: 'Reject',
          ...(args.list === undefined ? {} : { list: args.list }),
          ...(args.text === '' ? {} : { reason: args.text }),
        }),
      ),
  }),
  define({
    name: 'undo',
    usage: '/mission undo M-104',
    help: 'Take a decision back, until the first phone rings.',
    need: 'decide',
    args: onlyMission,
    run: (turn, args) =>
      withMission(turn, findNamedMission(turn, args.mission), (view) =>
        sendCommand(turn, view.id, { type: 'UndoDecision' }),
      ),
  }),
  define({
    name: 'note',
    usage: '/mission note M-104 They close at noon',
    help: 'Keep a note with a mission.',
    need: 'look',
    args: z.object({ mission, text: words('Write the note behind it.') }),
    run: (turn, args) => withMission(turn, findMission(turn, args.mission), (view) => addNote(turn, view, args.text)),
  }),
  define({
    name: 'block',
    usage: '/mission block +49 30 1234567 asked by mail',
    help: 'Put a number on the do-not-call list of all missions, with or without a reason.',
    need: 'operate',
    args: z.object({ text: words('Write the number behind it.') }),
    run: (turn, args) => block(turn, args.text),
  }),
  define({
    name: 'unblock',
    usage: '/mission unblock +49 30 1234567 that was a misunderstanding',
    help: 'Take a number off the do-not-call list; the reason is kept (admins).',
    need: 'manage',
    args: z.object({ text: words('Write the number behind it, and the reason.') }),
    run: (turn, args) => unblock(turn, args.text),
  }),
  define({
    name: 'doctor',
    usage: '/mission doctor',
    help: 'What is wrong with the set-up, each with its cure.',
    need: 'operate',
    args: z.object({ text: nothing }),
    run: async (turn) => {
      const findings = await turn.deps.doctor();
      return post(turn, note(turn, doctorHeadline(findings), { blocks: doctorBlocks(findings) }));
    },
  }),
  define({
    name: 'admit',
    usage: '/mission admit',
    help: 'Admit this workspace or chat, or another one by its id (admins).',
    need: 'manage',
    args: z.object({
      text: z.string().refine((text) => text === '' || isPlaceKey(text), 'That is no workspace or chat.'),
    }),
    run: async (turn, { text }) => {
      const key = text === '' ? placeKey(turn.actor, turn.place) : text;
      await admitPlace(turn.deps.tables.settings, key, turn.actor.id);
      const what = text === '' ? 'This place' : key;
      return say(
        turn,
        `${what} is admitted, by ${turn.actor.name}. Everybody with a role can use it now; the others can look on.`,
      );
    },
  }),
  define({
    name: 'role',
    usage: '/mission role @ana operator',
    help: `Give somebody a role: ${ROLES.join(', ')} (admins).`,
    need: 'manage',
    args: z.object({ text: words('Say whose role, and which one.') }),
    run: (turn, args) => changeRole(turn, args.text),
  }),
  define({
    name: 'help',
    usage: '/mission help',
    help: 'This list.',
    need: 'look',
    args: z.object({ text: z.string() }),
    run: (turn) => showHelp(turn, COMMANDS),
  }),
];

export const COMMAND_NAMES: readonly string[] = COMMANDS.map((one) => one.name);
