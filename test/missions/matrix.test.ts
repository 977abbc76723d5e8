/** Every state against every command of a person: what happens, or with which code it is refused. */
import { describe, expect, test } from 'vitest';
import type { PersonCommand } from '../../src/missions/command.ts';
import { isRejection } from '../../src/missions/decision.ts';
import { MINUTE, Play, starting } from '../support/given.ts';
import { people, roundsBrief } from '../support/sandbox.ts';

const calling = (): Play => {
  const play = new Play(roundsBrief(), people(5)).provision();
  play.handOver();
  return play;
};
const gate = (): Play => new Play(roundsBrief(), people(5)).provision().answerAll();
const unknown = (): Play => {
  const play = calling();
  const [call] = play.state.calls.keys();
  return play.world({ type: 'RecordFact', call: call ?? '', fact: { type: 'CallBecameUnknown', detail: 'gone' } });
};

const STATES = {
  none: undefined,
  preparing: () => new Play(roundsBrief(), people(5)),
  held: () => new Play(roundsBrief(), people(5)).world({ type: 'HoldMission', what: 'mission', reason: 'No key.' }),
  calling,
  unknown,
  paused: () => calling().tell({ type: 'PauseMission' }),
  cancelled: () => calling().after(30_000).tell({ type: 'CancelMission' }),
  gate,
  changed: () => gate().tell({ type: 'ProposeList', targets: ['t5'], said: '' }),
  rejected: () => gate().tell({ type: 'Reject' }),
  approved: () => gate().tell({ type: 'Approve' }),
  rung: () => {
    const play = gate().tell({ type: 'Approve' }).provision();
    const call = play.handOver();
    return play.after(2 * MINUTE).world({ type: 'RecordProgress', call, status: 'ringing' });
  },
  finished: () => gate().tell({ type: 'EndHere' }),
} as const;

const COMMANDS: Readonly<Partial<Record<PersonCommand['type'], PersonCommand>>> = {
  StartMission: starting(roundsBrief(), people(5)) as Extract<PersonCommand, { type: 'StartMission' }>,
  PauseMission: { type: 'PauseMission' },
  ResumeMission: { type: 'ResumeMission' },
  CancelMission: { type: 'CancelMission' },
  Approve: { type: 'Approve' },
  Reject: { type: 'Reject' },
  ProposeList: { type: 'ProposeList', targets: ['t4'], said: 'only t4' },
  ConfirmList: { type: 'ConfirmList' },
  DropList: { type: 'DropList' },
  UndoDecision: { type: 'UndoDecision' },
  EndHere: { type: 'EndHere' },
  NoteObjection: { type: 'NoteObjection', said: 'hm' },
  LookAgain: { type: 'LookAgain' },
  SettleCall: { type: 'SettleCall', call: 'round-1/t1:1', retry: true },
  AddNote: { type: 'AddNote', note: 'call the boss' },
  EditMission: { type: 'EditMission', change: { words: { round: 'round-2', say: 'Ask for references.' } }, add: [] },
  SaveMemory: { type: 'SaveMemory', key: 'parking', value: 'behind the house' },
  AppendMemory: { type: 'AppendMemory', key: 'parking', item: 'ring twice' },
  CorrectValue: { type: 'CorrectValue', target: 't1', field: 'price', value: 19, reason: 'misheard' },
  ExcludeResult: { type: 'ExcludeResult', target: 't1', reason: 'twice on the list' },
  IncludeResult: { type: 'IncludeResult', target: 't1' },
  AddResult: { type: 'AddResult', target: 't5', values: { price: 9 }, reason: 'came by e-mail' },
};

type Wanted = Readonly<Partial<Record<PersonCommand['type'], string>>>;

/** Before the first round there is nothing to put right; while it is called, somebody's answers may come another way. */
const NO_RESULTS: Wanted = {
  CorrectValue: 'invalid',
  ExcludeResult: 'invalid',
  IncludeResult: 'invalid',
  AddResult: 'invalid',
};
const BEING_CALLED: Wanted = { ...NO_RESULTS, IncludeResult: 'no-change', AddResult: 'ResultAdded' };
/** Everybody has answered; `more` follows the new ranking. */
const answered = (more = ''): Wanted => ({
  CorrectValue: `ValueCorrected+RankingRevised${more}`,
  ExcludeResult: `ResultExcluded+RankingRevised${more}`,
  IncludeResult: 'no-change',
  AddResult: 'no-change',
});

/** A lower-case code is a refusal, event types are joined by `+`, `-` = nothing happens. */
const WANTED: Readonly<Record<keyof typeof STATES, Wanted>> = {
  none: { StartMission: 'MissionStarted' },
  preparing: {
    ...NO_RESULTS,
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×7+MissionFinished',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  held: {
    ...NO_RESULTS,
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×7+MissionFinished',
    LookAgain: 'HoldLifted',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  calling: {
    ...BEING_CALLED,
    PauseMission: 'MissionPaused+TakeBackStarted',
    CancelMission: 'MissionCancelled+TakeBackStarted',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  unknown: {
    ...BEING_CALLED,
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×6+MissionFinished',
    LookAgain: '-',
    SettleCall: 'RetryPlanned',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  paused: {
    ...BEING_CALLED,
    ResumeMission: 'MissionResumed',
    CancelMission: 'MissionCancelled',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  cancelled: {
    ...BEING_CALLED,
    PauseMission: 'no-change',
    CancelMission: 'no-change',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'no-change',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  gate: {
    ...answered('+ListChanged'),
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×4+MissionFinished',
    Approve: 'VoteCast+GateApproved+StepCompleted+StepStarted',
    Reject: 'VoteCast+GateRejected',
    ProposeList: 'ListChangeProposed',
    ConfirmList: 'nothing-to-confirm',
    DropList: 'nothing-to-confirm',
    EndHere: 'StepCompleted+StepSkipped×3+MissionFinished',
    NoteObjection: 'ObjectionNoted',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited+ListChanged',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  changed: {
    ...answered(),
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×4+MissionFinished',
    Approve: 'nothing-to-confirm',
    Reject: 'VoteCast+GateRejected',
    ProposeList: 'ListChangeProposed',
    ConfirmList: 'ListChanged+VoteCast+GateApproved+StepCompleted+StepStarted',
    DropList: 'ListChangeDropped',
    EndHere: 'StepCompleted+StepSkipped×3+MissionFinished',
    NoteObjection: 'ObjectionNoted',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited+ListChanged',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  rejected: {
    ...answered(),
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×4+MissionFinished',
    ProposeList: 'ListChangeProposed',
    ConfirmList: 'nothing-to-confirm',
    DropList: 'nothing-to-confirm',
    UndoDecision: 'GateReopened',
    EndHere: 'StepCompleted+StepSkipped×3+MissionFinished',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  approved: {
    ...answered(),
    PauseMission: 'MissionPaused',
    CancelMission: 'MissionCancelled+StepSkipped×3+MissionFinished',
    UndoDecision: 'GateReopened',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited+GateReopened+ListChanged',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  rung: {
    ...answered(),
    PauseMission: 'MissionPaused+CallCouldNotBeTakenBack',
    CancelMission: 'MissionCancelled+CallCouldNotBeTakenBack',
    LookAgain: '-',
    AddNote: 'NoteAdded',
    EditMission: 'MissionEdited+CallCouldNotBeTakenBack',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
  finished: {
    ...answered('+ReportRevised'),
    AddNote: 'NoteAdded',
    SaveMemory: 'MemorySaved',
    AppendMemory: 'MemorySaved',
  },
};

/** A decision is open: there is nothing to take back. */
const UNDECIDED: readonly string[] = [
  'preparing',
  'held',
  'calling',
  'unknown',
  'paused',
  'gate',
  'changed',
  'cancelled',
];

/** What is refused when the table says nothing. */
function usual(state: keyof typeof STATES, command: PersonCommand['type']): string {
  if (command === 'StartMission') return 'already-exists';
  if (state === 'none') return 'no-such-mission';
  if (state === 'finished') return 'ended';
  if (command === 'ResumeMission' || command === 'PauseMission' || command === 'SettleCall') return 'no-change';
  if (command === 'UndoDecision') return UNDECIDED.includes(state) ? 'no-change' : 'too-late';
  return 'not-open';
}

function inShort(events: readonly { readonly type: string }[]): string {
  const runs: { type: string; count: number }[] = [];
  for (const { type } of events) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  return runs.length === 0 ? '-' : runs.map(({ type, count }) => (count === 1 ? type : `${type}×${count}`)).join('+');
}

describe.each(Object.keys(STATES) as (keyof typeof STATES)[])('%s', (name) => {
  test.each(Object.entries(COMMANDS))('%s', (type, command) => {
    const commandType = command.type;
    expect(commandType).toBe(type);
    const make = STATES[name];
    const answer = make === undefined ? begin(command) : make().try(command);
    const seen = isRejection(answer) ? answer.code : inShort(answer);
    expect(seen).toBe(WANTED[name][commandType] ?? usual(name, commandType));
    if (isRejection(answer)) expect(answer.sentence).toMatch(/^[A-Z].+[.?]$/s);
  });
});

function begin(command: PersonCommand) {
  const play = new Play(roundsBrief(), people(5));
  play.records.length = 0;
  return play.try(command);
}
