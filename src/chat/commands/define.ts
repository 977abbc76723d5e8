/** What an entry of the table of commands is made of; the table itself is commands.ts, its longer entries lie beside this file. */
import { z } from 'zod';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Need } from '../access.ts';
import { findMission, isMission } from '../desk/find-mission.ts';
import { barred, type Replies, type Turn, whisper } from '../desk/turn.ts';
import type { RawArguments } from '../intent.ts';

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  readonly need: Need;
  /** Where it is about one mission: the one that is meant here, or the sentence that asks for it. */
  readonly find?: Find;
  /** Checks arguments and rights, then does it. */
  act(turn: Turn, raw: RawArguments): Promise<Replies>;
}

type Find = (turn: Turn, named: string | undefined) => Promise<MissionView | Replies>;

interface Spec<A> {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  readonly need: Need;
  readonly args: z.ZodType<A>;
  readonly run: (turn: Turn, args: A) => Promise<Replies> | Replies;
}

export function define<A>({ args, run, ...shown }: Spec<A>): Command {
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

export const mission = z.string().optional();
export const nothing = z.string().max(0, 'There is more in it than I understand.');
export const words = (missing: string) =>
  z.string().min(1, missing).max(2000, 'That is too long; keep it under 2000 letters.');

interface MissionSpec<A> extends Omit<Spec<A>, 'run'> {
  /** Left out: any open mission can be meant. */
  readonly find?: Find;
  readonly run: (turn: Turn, view: MissionView, args: A) => Promise<Replies> | Replies;
}

/** A command about one mission: with that mission in hand, or with the sentence that asks for it. */
export function defineForMission<A extends { readonly mission?: string | undefined }>({
  find = findMission,
  run,
  ...spec
}: MissionSpec<A>): Command {
  const command = define({
    ...spec,
    run: async (turn, args) => {
      const view = await find(turn, args.mission);
      return isMission(view) ? run(turn, view, args) : view;
    },
  });
  return { ...command, find };
}
