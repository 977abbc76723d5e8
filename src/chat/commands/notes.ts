/** Commands around what a mission knows and keeps: its memory, and notes under keys (playbook R45). */
import { z } from 'zod';
import { keep, showMemory } from '../desk/memory.ts';
import { type Command, defineForMission, mission, words } from './define.ts';

const keyed = z.object({ mission, text: words('Write a key, a colon and what to keep.') });

export const NOTE_COMMANDS: readonly Command[] = [
  defineForMission({
    name: 'memory',
    usage: '/mission memory M-104 quotes',
    help: 'What a mission knows, all of it or one key, for you alone and as a file.',
    need: 'operate',
    args: z.object({ mission, text: z.string().max(60, 'That is no key.') }),
    run: (turn, view, args) => showMemory(turn, view, args.text),
  }),
  defineForMission({
    name: 'remember',
    usage: '/mission remember M-104 parking: behind the house',
    help: 'Keep something with a mission under a key; what stood there before is replaced.',
    need: 'operate',
    args: keyed,
    run: (turn, view, args) => keep(turn, view, args.text, 'SaveMemory'),
  }),
  defineForMission({
    name: 'append',
    usage: '/mission append M-104 parking: ring twice',
    help: 'Add something to what is kept under a key; one thing becomes a list.',
    need: 'operate',
    args: keyed,
    run: (turn, view, args) => keep(turn, view, args.text, 'AppendMemory'),
  }),
];
