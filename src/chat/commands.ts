/**
 * The one table of commands: name, arguments, who may, what it does. Slash commands, Telegram's menu, the console and the
 * help text come from it.
 */
import { z } from 'zod';
import { isPlaceKey, placeKey, ROLES } from './access.ts';
import { type Command, define, defineForMission, mission, nothing, words } from './commands/define.ts';
import { EDIT_COMMANDS } from './commands/edit.ts';
import { NOTE_COMMANDS } from './commands/notes.ts';
import { NUMBER_COMMANDS } from './commands/numbers.ts';
import { RESULT_COMMANDS } from './commands/results.ts';
import { TEMPLATE_COMMANDS } from './commands/templates.ts';
import { approveByCommand, changeRole, showHelp, showList } from './desk/command-handlers.ts';
import { block, samePerson, showBlocked, unblock } from './desk/do-not-call.ts';
import { findMission, findToVote } from './desk/find-mission.ts';
import { addNote, cancel, naming, pause, resume, showResults, showStatus } from './desk/mission-actions.ts';
import { admitPlace } from './desk/settings.ts';
import { stopOrAsk } from './desk/stop-question.ts';
import { note, post, say, command as sendCommand } from './desk/turn.ts';
import { doctorBlocks, doctorHeadline } from './doctor-text.ts';
import { choices } from './flow/choices.ts';
import { beginBlank } from './flow/flow.ts';

const list = z.number().int().positive().optional();
const onlyMission = z.object({ mission, text: nothing });
const missionAndReason = z.object({
  mission,
  text: z.string().max(2000, 'That is too long; keep it under 2000 letters.'),
});

export const COMMANDS: readonly Command[] = [
  define({
    name: 'new',
    usage: '/mission new',
    help: 'Begin a mission: from a template, or with your own list. Nothing is called before you tap Start.',
    need: 'operate',
    args: z.object({ text: z.string() }),
    run: async (turn, { text }) => {
      if (text === '') return choices(turn, 'What shall I do for you?');
      const draft = await beginBlank(turn, text);
      return choices(turn, 'I keep your words with the mission. How shall we begin?', draft);
    },
  }),
  ...TEMPLATE_COMMANDS,
  define({
    name: 'list',
    usage: '/mission list',
    help: 'Open missions and the last ones that ended.',
    need: 'look',
    args: z.object({ text: nothing }),
    run: (turn) => showList(turn),
  }),
  defineForMission({
    name: 'status',
    usage: '/mission status M-104',
    help: 'The live card of a mission. The number can be left out in its thread, or where only one is open.',
    need: 'look',
    args: onlyMission,
    run: (turn, view) => showStatus(turn, view),
  }),
  defineForMission({
    name: 'results',
    usage: '/mission results M-104',
    help: 'What was learnt so far, as a table and as a CSV file.',
    need: 'look',
    args: onlyMission,
    run: (turn, view) => showResults(turn, view),
  }),
  defineForMission({
    name: 'pause',
    usage: '/mission pause M-104',
    help: 'No further call; what is planned is taken back.',
    need: 'operate',
    args: missionAndReason,
    find: (turn, named) => findMission(turn, named, (view) => view.status !== 'paused'),
    run: (turn, view, args) => naming(turn, view, 'is paused', pause(turn, view, args.text)),
  }),
  defineForMission({
    name: 'resume',
    usage: '/mission resume M-104',
    help: 'Go on after a pause.',
    need: 'operate',
    args: onlyMission,
    find: (turn, named) => findMission(turn, named, (view) => view.status === 'paused'),
    run: (turn, view) => naming(turn, view, 'goes on', resume(turn, view)),
  }),
  defineForMission({
    name: 'cancel',
    usage: '/mission cancel M-104',
    help: 'Stop a mission for good; what was learnt stays. Without its number it asks first.',
    need: 'operate',
    args: missionAndReason,
    run: (turn, view, args) =>
      args.mission === undefined
        ? stopOrAsk(turn, view)
        : naming(turn, view, 'is stopped', cancel(turn, view, args.text)),
  }),
  defineForMission({
    name: 'approve',
    usage: '/mission approve M-104 list 2',
    help: 'Say yes to the list that a mission proposes.',
    need: 'decide',
    args: z.object({ mission, list, text: nothing }),
    find: findToVote,
    run: (turn, view, args) => approveByCommand(turn, view, args.list),
  }),
  defineForMission({
    name: 'reject',
    usage: '/mission reject M-104 too expensive',
    help: 'Say no to the list, with or without a reason.',
    need: 'decide',
    args: z.object({ mission, list, text: z.string().max(2000) }),
    find: findToVote,
    run: (turn, view, args) =>
      sendCommand(turn, view.id, {
        type: 'Reject',
        ...(args.list === undefined ? {} : { list: args.list }),
        ...(args.text === '' ? {} : { reason: args.text }),
      }),
  }),
  defineForMission({
    name: 'undo',
    usage: '/mission undo M-104',
    help: 'Take a decision back, until the first phone rings.',
    need: 'decide',
    args: onlyMission,
    run: (turn, view) =>
      naming(turn, view, 'has its decision taken back', sendCommand(turn, view.id, { type: 'UndoDecision' })),
  }),
  defineForMission({
    name: 'note',
    usage: '/mission note M-104 They close at noon',
    help: 'Keep a note with a mission.',
    need: 'look',
    args: z.object({ mission, text: words('Write the note behind it.') }),
    run: (turn, view, args) => addNote(turn, view, args.text),
  }),
  ...EDIT_COMMANDS,
  ...RESULT_COMMANDS,
  ...NOTE_COMMANDS,
  define({
    name: 'block',
    usage: '/mission block +49 30 1234567 asked by mail',
    help: 'Put a number, or a CSV file of numbers, on the do-not-call list of all missions.',
    need: 'operate',
    args: z.object({ text: z.string().max(20_000, 'That is too long; send it as a CSV file.') }),
    run: (turn, args) => block(turn, args.text),
  }),
  define({
    name: 'blocked',
    usage: '/mission blocked',
    help: 'The do-not-call list as a CSV file, for you alone (admins).',
    need: 'manage',
    args: z.object({ text: nothing }),
    run: (turn) => showBlocked(turn),
  }),
  define({
    name: 'same',
    usage: '/mission same +49 30 1234567 and +49 171 7654321',
    help: 'Two numbers of one person: one daily limit, one do-not-call entry. One number and "alone" takes it back.',
    need: 'operate',
    args: z.object({ text: words('Write the two numbers behind it.') }),
    run: (turn, args) => samePerson(turn, args.text),
  }),
  define({
    name: 'unblock',
    usage: '/mission unblock +49 30 1234567 that was a misunderstanding',
    help: 'Take a number off the do-not-call list; the reason is kept (admins).',
    need: 'manage',
    args: z.object({ text: words('Write the number behind it, and the reason.') }),
    run: (turn, args) => unblock(turn, args.text),
  }),
  ...NUMBER_COMMANDS,
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
