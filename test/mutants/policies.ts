/** Mutants of hours, pacing and what is proposed to be called. */
import { type Mutant, mutant } from './mutant.ts';

const HOURS = 'src/missions/policies/hours.ts';
const HOURS_TEST = 'test/missions/policies/hours.test.ts';
const PACING = 'src/missions/policies/pacing.ts';
const PACING_TEST = 'test/missions/policies/pacing-and-polling.test.ts';
const PLACING = 'src/missions/placing.ts';

export const policyMutants: readonly Mutant[] = [
  mutant(
    'R122',
    'rings at 17:00 sharp, when they close',
    [HOURS, 'return at < open.to ? at : undefined;', 'return at <= open.to ? at : undefined;'],
    [HOURS_TEST, 'R122 2026-11-24T17:00:00 is open: false'],
  ),
  mutant(
    'R123',
    'rings on Saturdays',
    [HOURS, 'hours.days.includes(weekday) &&', ''],
    [HOURS_TEST, 'R123 outside hours means the next business day'],
  ),
  mutant(
    'R123',
    'rings on holidays',
    [HOURS, 'holidayOn(dateOfDay(day), hours, region) === undefined', 'true'],
    [HOURS_TEST, 'R123 nobody is called on a holiday of their country; the next business day is the one after'],
  ),
  mutant(
    'R293',
    'takes the clock of UTC for theirs',
    [
      HOURS,
      'const offset = offsetAt(at, zone);\n  if (Number.isNaN(offset)) return Number',
      'const offset = 0 * offsetAt(at, zone);\n  if (Number.isNaN(offset)) return Number',
    ],
    [HOURS_TEST, 'R293 the hours are those of the recipient, wherever the bot is'],
  ),
  mutant(
    'R281',
    'rings a restaurant at lunch',
    [HOURS, 'if (inside(at, closed)) at = closed.to;', ''],
    [HOURS_TEST, 'R281 stays out of the peaks, also where they touch or overlap'],
  ),
  mutant(
    'P33',
    'lets a brief call at night',
    [
      HOURS,
      'const open = { from: Math.max(hours.open.from, LEGAL_WINDOW.from), to: Math.min(hours.open.to, LEGAL_WINDOW.to) };',
      'const { open } = hours;',
    ],
    [
      'test/missions/policies/hours-property.test.ts',
      'R122 P33 asked right before a call, the answer is that of the clocks: no brief widens the legal window',
    ],
  ),
  mutant(
    'R124',
    'hands calls over for right now',
    [PACING, 'LEAD_MS = 75_000', 'LEAD_MS = 30_000'],
    [PACING_TEST, 'R124 59 s ahead is moved to a minute or later, 61 s after the lead is taken as it is'],
  ),
  mutant(
    'R129',
    'rings all at the same minute',
    [PACING, ', input.lastDueAt + input.spacingMs)', ', input.lastDueAt)'],
    [PACING_TEST, 'R129 the next one begins a spacing after the last, also when that one was taken back'],
  ),
  mutant(
    'P32',
    'hands calls over hours ahead',
    [PACING, 'HORIZON_MS = 10 * 60_000', 'HORIZON_MS = 600 * 60_000'],
    [PACING_TEST, 'P32 nothing is handed over more than ten minutes before it is due'],
  ),
  mutant(
    'R158',
    'lets a call hang for an hour',
    ['src/missions/policies/polling.ts', 'HANGING_MS = 30 * MINUTE_MS', 'HANGING_MS = 60 * MINUTE_MS'],
    [PACING_TEST, 'R158 after 30 minutes in-progress it is not waited for any more'],
  ),
  mutant(
    'R251',
    'forgets the batch size',
    [PLACING, 'probing(state) ? 1 : ', 'probing(state) ? 1 : 99 + 0 * '],
    [PACING_TEST, 'R250 R251 R256 never more than the batch, never more than free lines'],
  ),
  mutant(
    'R256',
    'proposes everybody at once',
    [PLACING, 'earliestFirst(state, look, callsOf).slice(0, lines)', 'earliestFirst(state, look, callsOf)'],
    [PACING_TEST, 'R250 R251 R256 never more than the batch, never more than free lines'],
  ),
  mutant(
    'R253',
    'goes on as fast as before after a 429',
    [
      'src/missions/pace/decide.ts',
      "changed(slower(pace ?? state.brief), 'refused')",
      "changed(pace ?? state.brief, 'refused')",
    ],
    [
      'test/missions/pace.test.ts',
      'R253 after a 429 the batch is half and the spacing double, down to one call and eight minutes',
    ],
  ),
];
