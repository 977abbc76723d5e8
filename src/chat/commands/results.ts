/** Commands that put results right: a value, a whole result, or one that came another way. */
import { z } from 'zod';
import { addByCommand, correctByCommand, excludeByCommand, includeByCommand } from '../desk/corrections.ts';
import { type Command, defineForMission, mission, words } from './define.ts';

const named = z.object({ mission, text: words('Write whose result it is.') });

export const RESULT_COMMANDS: readonly Command[] = [
  defineForMission({
    name: 'correct',
    usage: '/mission correct M-104 Acme price 12500 because they meant thousands',
    help: 'Correct one answer, or confirm it by sending the value it has; ranking, open decision and report follow. Without more it asks in a form.',
    need: 'decide',
    args: z.object({ mission, text: z.string().max(2000, 'That is too long; keep it under 2000 letters.') }),
    run: (turn, view, args) => correctByCommand(turn, view, args.text),
  }),
  defineForMission({
    name: 'exclude',
    usage: '/mission exclude M-104 Acme because it is a branch of Borealis',
    help: 'Leave a result out of ranking and report; it stays readable.',
    need: 'decide',
    args: named,
    run: (turn, view, args) => excludeByCommand(turn, view, args.text),
  }),
  defineForMission({
    name: 'include',
    usage: '/mission include M-104 Acme',
    help: 'Count a result again that was left out.',
    need: 'decide',
    args: named,
    run: (turn, view, args) => includeByCommand(turn, view, args.text),
  }),
  defineForMission({
    name: 'add-result',
    usage: '/mission add-result M-104 Acme price 12500, lead time 14 because their offer came by e-mail',
    help: 'Tell the answers of somebody on the list that came another way.',
    need: 'decide',
    args: named,
    run: (turn, view, args) => addByCommand(turn, view, args.text),
  }),
];
