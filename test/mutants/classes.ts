/** Mutants of the mission classes and their decisions. */
import { type Mutant, mutant } from './mutant.ts';

const NEGOTIATION = 'src/missions/classes/negotiation.ts';
const NEGOTIATION_TEST = 'test/missions/classes/negotiation.test.ts';
const ACTION = 'src/missions/classes/action.ts';
const ACTION_TEST = 'test/missions/classes/action.test.ts';
const ROUNDS_TEST = 'test/missions/rounds.test.ts';
const NUMBERS = 'src/engine/effects/number-candidates.ts';
const NUMBERS_TEST = 'test/engine/numbers.test.ts';

export const classMutants: readonly Mutant[] = [
  mutant(
    'R214',
    'calls the next one while a negotiation is still going on',
    [NEGOTIATION, 'if (!nothingIsOut(state) || ', 'if ('],
    [NEGOTIATION_TEST, 'R214 R215 never two at once: the next call waits until the insight of the one before is read'],
  ),
  mutant(
    'R217',
    'forgets what the calls before have brought',
    [NEGOTIATION, 'return state.brief.mandate?.nameCompetitor === true', 'return state.brief.mandate === undefined'],
    [NEGOTIATION_TEST, 'R216 R217 R219 R222 quotes 500, 420, 450: the variables carry the best so far as text'],
  ),
  mutant(
    'R218',
    'claims an offer in the very first call',
    [NEGOTIATION, 'if (best === undefined) return {};', "if (best === undefined) return { best_quote: '$1' };"],
    [NEGOTIATION_TEST, 'R218 the first call knows of no offer'],
  ),
  mutant(
    'R219',
    'takes the last offer for the best one',
    [NEGOTIATION, 'if (best === undefined || isBetter(state.brief, amount, best.amount)) best', 'best'],
    [NEGOTIATION_TEST, 'R216 R217 R219 R222 quotes 500, 420, 450: the variables carry the best so far as text'],
  ),
  mutant(
    'R223',
    'calls the next one while a retry is due',
    [
      NEGOTIATION,
      "progress.find((one) => one.status === 'open');",
      "progress.find((one) => one.status === 'open' && one.attempts === 0);",
    ],
    [NEGOTIATION_TEST, 'R223 the chain waits for the retry of a call that was not answered'],
  ),
  mutant(
    'R226',
    'goes on to the next round without asking',
    ['src/missions/settle.ts', '...openShortlistGate(state, round, ranking, next.shortlist, now)]', '...[]]'],
    [
      ROUNDS_TEST,
      'R226 R229 R245 R247 P20 opens the gate when round 1 is over and does nothing until somebody decides',
    ],
  ),
  mutant(
    'R245',
    'lets time run on while a person is being asked',
    ['src/missions/work.ts', '(openGate(state) !== undefined || state.paused)', 'state.paused'],
    [
      ROUNDS_TEST,
      'R226 R229 R245 R247 P20 opens the gate when round 1 is over and does nothing until somebody decides',
    ],
  ),
  mutant(
    'R247',
    'takes no answer for a yes',
    ['src/missions/gate.ts', 'if (yes.length < gate.quorum ||', 'if ('],
    [
      ROUNDS_TEST,
      'R226 R229 R245 R247 P20 opens the gate when round 1 is over and does nothing until somebody decides',
    ],
  ),
  mutant(
    'R230',
    'lets anybody confirm the change of another',
    [
      'src/missions/decide-gate.ts',
      'if (pending.by.id !== meta.by.id) return reject',
      'if (pending.by.id === undefined) return reject',
    ],
    [ROUNDS_TEST, 'R230 a change counts when its author confirms it, and for nobody else'],
  ),
  mutant(
    'R235',
    'goes on asking others once somebody can',
    [
      ACTION,
      "return { kind: 'stop', because: 'somebody can do it and is called about it', all: false };",
      "return { kind: 'go-on' };",
    ],
    [ACTION_TEST, 'R235 R243 once somebody can, what has not rung is taken back and nobody else is asked'],
  ),
  mutant(
    'P30',
    'gives up what is on the phone without naming it',
    ['src/missions/settle.ts', "call.phase === 'in-progress' ||", ''],
    [
      'test/missions/early-end.test.ts',
      'P30 takes back what is pending, names what is on the phone, hears it out and keeps what it brought',
    ],
  ),
  mutant(
    'R237',
    'lets every call book',
    [
      ACTION,
      "if (dial.purpose === 'act') return { may_book: 'yes', ...widened };",
      "return { may_book: 'yes', ...widened };",
    ],
    [ACTION_TEST, 'R237 the same assistant asks and acts: a variable says what this call may do'],
  ),
  mutant(
    'R239',
    'starts a booking without knowing for how many',
    ['src/chat/preview/class-checks.ts', 'if (open.length === 0) return [];', 'if (open.length >= 0) return [];'],
    [
      'test/chat/flow/templates-in-chat.test.ts',
      'R239 is asked before anything is scheduled, and until when it must be done',
    ],
  ),
  mutant(
    'R240',
    'takes a free table for a booked one',
    [ACTION, '(one) => one.values?.[done] === true &&', '(one) => one.values?.[actionOf(state).available] === true &&'],
    [ACTION_TEST, 'R234 R240 a free table alone does not end it, the confirmed booking does'],
  ),
  mutant(
    'R242',
    'keeps quiet about a second booking',
    [ACTION, "if (unasked !== undefined) return { kind: 'double-booking', first, target: unasked };", ''],
    [ACTION_TEST, 'R242 is found and put before a person with a proposed call; nobody is called about it before a yes'],
  ),
  mutant(
    'R85',
    'calls on with the assistant of the old words',
    [
      'src/missions/provision.ts',
      '.map((part) => resource(id, part, revision))',
      '.map((part) => resource(id, part, revision === undefined ? 0 : 0))',
    ],
    [
      'test/missions/edit.test.ts',
      'R85 new words of the round being called mean a new assistant; until it is ready nobody is called',
    ],
  ),
  mutant(
    'R92',
    'takes a number that serves somebody else',
    [
      NUMBERS,
      'const isFree = ({ number }: Candidate): boolean => number.voiceConnectionId === undefined;',
      'const isFree = (_: Candidate): boolean => true;',
    ],
    [NUMBERS_TEST, 'R92 R85 P16 P35 only numbers of the pool are taken, and of others none is ever patched'],
  ),
  mutant(
    'P35',
    'takes numbers that no admin named',
    [
      NUMBERS,
      'const allowed = pool === undefined || pool.some((named) => samePhone(named, number.phone));',
      'const allowed = pool === undefined || number.active;',
    ],
    [NUMBERS_TEST, 'R92 R85 P16 P35 only numbers of the pool are taken, and of others none is ever patched'],
  ),
  mutant(
    'R108',
    'holds for want of a number and does not say where to get one',
    ['src/engine/effects/number-wait.ts', ' under Numbers; then this goes on', ' and this goes on'],
    [
      'test/engine/cases.test.ts',
      'R108 R311 without a number it stops and says where to buy one; then it goes on by itself',
    ],
  ),
];
