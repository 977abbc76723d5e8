/** The command that changes a running mission. */
import { z } from 'zod';
import { editByWords } from '../desk/edit-mission.ts';
import { type Command, defineForMission, mission } from './define.ts';

export const EDIT_COMMANDS: readonly Command[] = [
  defineForMission({
    name: 'edit',
    usage: '/mission edit M-104 calls at once 3',
    help: 'Change a running mission: people, words, hours, deadline, who decides, calls at once. You see what it does first.',
    need: 'operate',
    args: z.object({ mission, text: z.string().max(20_000, 'That is too long; send the people as a CSV file.') }),
    run: (turn, view, args) => editByWords(turn, view, args.text),
  }),
];
