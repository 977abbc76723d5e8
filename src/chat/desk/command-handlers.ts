/** What the longer commands of the table do: help, the list of missions, a typed yes, roles. */
import { missionList } from '../../projections/mission-list.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import { isRole, ROLES } from '../access.ts';
import { choices } from '../flow/choices.ts';
import { readPeople } from '../flow/people.ts';
import { moment } from '../times.ts';
import { stopped } from '../wording.ts';
import { approveButton, confirmQuestion } from './gate-answers.ts';
import { approve } from './gate-buttons.ts';
import { gateOf, namesOf } from './gate-list.ts';
import { readGrants, setRole } from './settings.ts';
import { note, post, type Replies, say, type Turn, whisper } from './turn.ts';

/** `commands` is the table itself: what is not in it is not in the help. */
export function showHelp(turn: Turn, commands: readonly { readonly usage: string; readonly help: string }[]): Replies {
  const rows = commands.map((one) => ({ label: one.usage, text: [one.help] }));
  const real = turn.deps.origin.sandbox ? 'This is the SANDBOX: nobody is really called.' : 'Real people are called.';
  return post(
    turn,
    note(turn, `I make phone calls for you and bring back what was said. ${real}`, {
      blocks: [{ kind: 'facts', rows }],
    }),
  );
}

export async function showList(turn: Turn): Promise<Replies> {
  const lines = missionList(await turn.deps.views.list());
  if (lines.length === 0) return choices(turn, 'There is no mission yet. Begin with one of these:');
  const { zone } = turn.deps;
  const rows = lines.map((line) => ({
    label: line.id,
    text: [
      { bold: line.name },
      ` · ${line.standing} · ${line.owner}`,
      ...(line.nextAt === undefined || line.endedAt !== undefined
        ? []
        : [' · next ', moment(line.nextAt, turn.deps.now(), zone)]),
    ],
  }));
  return post(turn, note(turn, 'Missions, those that wait for somebody first:', { blocks: [{ kind: 'facts', rows }] }));
}

/** Whoever types it may have an older list before their eyes: without its number, only the first one is taken for granted. */
export function approveByCommand(turn: Turn, view: MissionView, named: number | undefined): Promise<Replies> | Replies {
  const gate = gateOf(view);
  if (gate === undefined) return whisper(turn, `${view.id} "${view.brief.name}" waits for no decision.`);
  const change = gate.pendingChange;
  if (named === undefined && change?.by.id === turn.actor.id) return confirmQuestion(turn, view, gate, change.targets);
  if (named === undefined && gate.list > 1) {
    return say(
      turn,
      `${stopped(`It is list ${gate.list} by now: ${namesOf(view, gate.proposed)}`)} Do you approve that one?`,
      [approveButton(view, gate)],
    );
  }
  return approve(turn, view, gate, named ?? gate.list);
}

export async function changeRole(turn: Turn, text: string): Promise<Replies> {
  const parts = text.split(/\s+/);
  const role = (parts.at(-1) ?? '').toLowerCase();
  const people = readPeople(parts.slice(0, -1).join(' '), turn.actor.id);
  if (!isRole(role) || parts.length < 2)
    return whisper(
      turn,
      `Say whose role and which one, for example: /mission role @ana operator. Roles are ${ROLES.join(', ')}.`,
    );
  if (!people.ok) return whisper(turn, people.error);
  const { settings } = turn.deps.tables;
  for (const person of people.value) {
    if (person === turn.actor.id && role !== 'admin' && (await isLastAdmin(turn))) {
      return whisper(turn, 'You are the only admin; make somebody else admin first.');
    }
    await setRole(settings, person, role);
  }
  return say(
    turn,
    `${people.value.join(', ')} ${people.value.length === 1 ? 'is' : 'are'} ${role} now, by ${turn.actor.name}.`,
  );
}

async function isLastAdmin({ deps, actor }: Turn): Promise<boolean> {
  const { roles } = await readGrants(deps.tables.settings);
  const ids = new Set([...deps.roles.admins, ...Object.keys(roles)]);
  return ![...ids].some(
    (id) => id !== actor.id && (roles[id] ?? (deps.roles.admins.includes(id) ? 'admin' : '')) === 'admin',
  );
}
