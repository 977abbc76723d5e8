/** Commands around the numbers we call from (playbook R107, R111, P35). */
import { z } from 'zod';
import { setPool, showNumbers } from '../desk/numbers.ts';
import { type Command, define } from './define.ts';

const text = z.string().max(2000, 'That is too long; keep it under 2000 letters.');

export const NUMBER_COMMANDS: readonly Command[] = [
  define({
    name: 'numbers',
    usage: '/mission numbers',
    help: 'The numbers we call from: free, used by whom until when; "hd off" behind it asks for no HD voice (admins).',
    need: 'operate',
    args: z.object({ text }),
    run: (turn, args) => showNumbers(turn, args.text),
  }),
  define({
    name: 'pool',
    usage: '/mission pool +1 312 555 0102, +1 312 555 0103',
    help: 'The only numbers missions may use; they move between our own assistants. "off" ends it (admins).',
    need: 'manage',
    args: z.object({ text }),
    run: (turn, args) => setPool(turn, args.text),
  }),
];
