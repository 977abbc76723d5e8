/**
 * What a button does and what it is about: the names and the value grammar shared by cards (which write them) and the
 * desk (which reads them). `M-104:gate-1:2` = mission, decision, list. Pure text; platforms carry it unread.
 */

/** What the value of each action names. */
const ABOUT = {
  // A decision, with the list number the person saw.
  approve: 'gate',
  change: 'gate',
  reject: 'gate',
  undo: 'gate',
  object: 'gate',
  'confirm-list': 'gate',
  'drop-list': 'gate',
  'next-list': 'gate',
  'end-here': 'gate',
  // A mission.
  status: 'mission',
  pause: 'mission',
  resume: 'mission',
  cancel: 'mission',
  results: 'mission',
  csv: 'mission',
  calls: 'mission',
  note: 'mission',
  again: 'mission',
  // The same words for other people; the words kept as a template.
  clone: 'mission',
  save: 'mission',
  'look-again': 'mission',
  // A change of a running mission: what can be changed, one page of it, a change that waits for its yes.
  'edit-mission': 'edit',
  'confirm-edit': 'edit',
  'drop-edit': 'edit',
  // One call, one person.
  'read-call': 'call',
  'settle-retry': 'call',
  'settle-end': 'call',
  'show-number': 'person',
  // A result that a person puts right: of anybody, or of one.
  correct: 'mission',
  'correct-of': 'person',
  'confirm-of': 'person',
  'leave-out': 'person',
  'take-in': 'person',
  'tell-of': 'person',
  // An unlikely answer by hand, after the question whether it is right; `part` marks the answer.
  'keep-answer': 'edit',
  // A mission that is being written.
  new: 'draft',
  start: 'draft',
  // Its name is in use: under another one.
  'start-anew': 'draft',
  discard: 'draft',
  'call-me': 'draft',
  edit: 'draft',
  preview: 'draft',
  'refused-rows': 'draft',
  // A list that came while a draft had one: into that draft (`D-2:D-3`), or a draft of its own.
  'replace-list': 'draft',
  'own-list': 'draft',
  // A template kept from chat, by its id: `:roof-quotes`.
  'template-file': 'draft',
  'template-delete': 'draft',
  // A way out where the deadline does not fit: `D-7:first-29`.
  fit: 'draft',
} as const;

export type Action = keyof typeof ABOUT;
export type About = (typeof ABOUT)[Action];
/** The actions whose value names such a thing: what handles them is complete, or does not compile. */
export type ActionAbout<A extends About> = { [K in Action]: (typeof ABOUT)[K] extends A ? K : never }[Action];

/** Slack allows more, Telegram 64 bytes for both; the rest is left to its renderer. */
export const BUTTON_BYTES = 60;

export type ActionSubject =
  | { readonly about: 'mission'; readonly mission: string }
  | { readonly about: 'gate'; readonly mission: string; readonly gate: string; readonly list: number }
  | { readonly about: 'call'; readonly mission: string; readonly call: string }
  | { readonly about: 'person'; readonly mission: string; readonly target: string }
  /** `part` is the page (`M-104:words-2`) or the mark of the change or the answer. */
  | { readonly about: 'edit'; readonly mission: string; readonly part?: string }
  /** `part` says which page or example: `D-7:words`, `:vendors`. */
  | { readonly about: 'draft'; readonly draft: string; readonly part?: string };

/** Every action there is. */
export const ACTIONS: readonly Action[] = Object.keys(ABOUT).filter(isAction);

export function isAction(text: string): text is Action {
  return Object.hasOwn(ABOUT, text);
}

export function aboutOf(action: Action): About {
  return ABOUT[action];
}

export function isAbout<A extends About>(action: Action, about: A): action is ActionAbout<A> {
  return ABOUT[action] === about;
}

/** The value of a button. A call id may itself hold a colon, so it stands last. */
export function formatValue(subject: ActionSubject): string {
  switch (subject.about) {
    case 'mission':
      return subject.mission;
    case 'gate':
      return `${subject.mission}:${subject.gate}:${subject.list}`;
    case 'call':
      return `${subject.mission}:${subject.call}`;
    case 'person':
      return `${subject.mission}:${subject.target}`;
    case 'edit':
      return subject.part === undefined ? subject.mission : `${subject.mission}:${subject.part}`;
    case 'draft':
      return subject.part === undefined ? subject.draft : `${subject.draft}:${subject.part}`;
  }
}

/** What a pressed button is about; undefined when the value is not one that this action can carry. */
export function parseValue(action: Action, value: string): ActionSubject | undefined {
  const about = ABOUT[action];
  const [head, rest] = splitOnce(value);
  if (about === 'draft') return { about, draft: head, ...(rest === undefined ? {} : { part: rest }) };
  if (head === '') return undefined;
  if (about === 'edit') return { about, mission: head, ...(rest === undefined ? {} : { part: rest }) };
  if (about === 'mission') return rest === undefined ? { about, mission: head } : undefined;
  if (rest === undefined || rest === '') return undefined;
  if (about === 'call') return { about, mission: head, call: rest };
  if (about === 'person') return { about, mission: head, target: rest };
  const match = /^([^:]+):([1-9]\d{0,5})$/.exec(rest);
  const gate = match?.[1];
  return gate === undefined ? undefined : { about, mission: head, gate, list: Number(match?.[2]) };
}

/** Bytes that `action` and `value` take together, with the separator a platform puts between them. */
export function buttonBytes(action: string, value: string): number {
  return new TextEncoder().encode(`${action}|${value}`).length;
}

function splitOnce(value: string): readonly [string, string | undefined] {
  const at = value.indexOf(':');
  return at < 0 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)];
}
