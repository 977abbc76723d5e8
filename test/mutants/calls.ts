/** Mutants of single calls: placing, following, what is said and what is learnt. */
import { type Mutant, mutant } from './mutant.ts';

const PLACE = 'src/engine/effects/place.ts';
const CRASH_TEST = 'test/engine/crash.test.ts';
const WORLD = 'src/missions/decide-world.ts';
const RESULTS_TEST = 'test/missions/results.test.ts';
const READ_CALL = 'src/chat/desk/read-call.ts';
const READ_CALL_TEST = 'test/chat/desk/read-call.test.ts';
const SCRIPT = 'src/missions/script.ts';
const PROVISION = 'src/engine/effects/provision.ts';
const VOICEMAIL_TEST = 'test/engine/voicemail.test.ts';

export const callMutants: readonly Mutant[] = [
  mutant(
    'R42',
    'sends an intent of which it does not know the answer under a new key',
    [PLACE, 'placeCall(assistant, call.body, call.key)', 'placeCall(assistant, call.body, context.newId())'],
    [CRASH_TEST, 'R42 answers lost while placing: the intents are found again, nobody is called twice'],
  ),
  mutant(
    'R164',
    'sends a call again when its time is too near instead of looking for it',
    [PLACE, 'if (!mayRing || call.dueAt - now < TOO_LATE_MS ||', 'if (!mayRing ||'],
    [CRASH_TEST, 'R164 killed between the request and its answer: the call is adopted, not placed again'],
  ),
  mutant(
    'R166',
    'calls people who were given up',
    [
      'src/missions/classes/round.ts',
      "one.status === 'open' && !busy.has(one.target)",
      "one.status !== 'answered' && !busy.has(one.target)",
    ],
    [
      'test/missions/rules/background.test.ts',
      'R165 R166 R269 whatever became of the calls, whom it would call is open, below the limit and alone on the line',
    ],
  ),
  mutant(
    'R167',
    'takes a call for handed over a second time',
    [WORLD, "return call.phase === 'intended'\n", "return call.phase !== 'taken-back'\n"],
    ['test/missions/sweep.test.ts', 'R132 R167 the same answer twice changes nothing'],
  ),
  mutant(
    'R134',
    'takes a completed event for a completed call',
    [
      'src/gateways/telnyx/map.ts',
      "return callStatus === 'completed' ? 'completed' : 'failed';",
      "return status ?? (callStatus === 'completed' ? 'completed' : 'failed');",
    ],
    ['test/gateways/map.test.ts', 'R134 status completed with call_status busy is failed'],
  ),
  mutant(
    'R137',
    'takes a completed call for an answer',
    [
      'src/missions/outcome/line.ts',
      "case 'completed':\n      return undefined;",
      "case 'completed':\n      return [{ type: 'PersonAnswered', values: { private: {} } }, 'It was completed.'];",
    ],
    [RESULTS_TEST, 'R137 P43 completed'],
  ),
  mutant(
    'P43',
    'takes a talk without anything needed for an answer',
    ['src/missions/outcome.ts', 'told.length > 0;', 'true;'],
    [
      'test/missions/outcome.test.ts',
      'R137 R267 P43 a completed call is a success only when its answers say so: false successes stay under 1 in 100',
    ],
  ),
  mutant(
    'R184',
    'believes an insight that is not completed',
    ['src/engine/effects/look.ts', "runs.filter((run) => run.status === 'completed').flatMap", 'runs.flatMap'],
    ['test/engine/insights.test.ts', 'R182 R184 what is pending or in progress changes nothing, even with data in it'],
  ),
  mutant(
    'R193',
    'takes a talk without an insight for a technical failure',
    [
      'src/missions/outcome.ts',
      "return { type: 'NothingLearnt', evidence: { private: { because: 'Nothing could be read",
      "return { type: 'CallFailed', detail: '', evidence: { private: { because: 'Nothing could be read",
    ],
    [RESULTS_TEST, 'P18 R193 no insight, a failed one or an empty one is nothing learnt, not a failed call'],
  ),
  mutant(
    'P48',
    'goes on with the next one while nobody knows how the call before ended',
    ['src/missions/classes/negotiation.ts', "progress.some((one) => one.status === 'unknown') ||", ''],
    [
      'test/missions/classes/negotiation.test.ts',
      'P48 after a call whose end nobody knows there is no next one before a person says so',
    ],
  ),
  mutant(
    'R181',
    'shows the words of a call to the whole channel',
    [READ_CALL, 'return view.sandbox ? post(turn, message) :', 'return view !== undefined ? post(turn, message) :'],
    [
      READ_CALL_TEST,
      'R181 P37 the words are fetched on a tap only, and shown to that person alone with numbers masked',
    ],
  ),
  mutant(
    'P37',
    'shows the numbers that were said on the phone',
    [READ_CALL, 'text: withoutNumbers(text) }', 'text }'],
    [
      READ_CALL_TEST,
      'R181 P37 the words are fetched on a tap only, and shown to that person alone with numbers masked',
    ],
  ),
  mutant(
    'R98',
    'starts with an opening line that hides the machine',
    ['src/chat/preview/checks.ts', '!heard.every((text) => saysAi(text, draft.language))', 'heard.length === 0'],
    [
      'test/chat/preview/preview.test.ts',
      'R98 on an opening line that does not say it is an AI: en-US Hello, this is Anna from Northwind.',
    ],
  ),
  mutant(
    'R98',
    'starts with an opening line that does not say for whom',
    ['src/chat/preview/checks.ts', '!heard.every((text) => text.toLowerCase().includes(who))', 'heard.length === 0'],
    ['test/chat/preview/preview.test.ts', 'R98 on an opening line that does not say for whom'],
  ),
  mutant(
    'R104',
    'dials the keys behind a number',
    [
      'src/intake/phone.ts',
      'const { number, keys } = splitKeys(text);',
      'const { number, keys } = { number: text, keys: undefined };',
    ],
    ['test/intake/phone.test.ts', 'R104 602-275-0073(#4): only the number is dialled, # and 4 are pressed'],
  ),
  mutant(
    'R259',
    'leaves a message that does not say who called',
    [
      SCRIPT,
      'Say in one or two sentences that you are an AI assistant calling for',
      'Say in one or two sentences that you call for',
    ],
    [VOICEMAIL_TEST, 'R259 the message is short, says who called and why, and asks for a call back'],
  ),
  mutant(
    'R261',
    'leaves the detection of machines empty',
    [
      'src/gateways/telnyx/assistant-body.ts',
      "if (wish === 'continue') return { action: 'continue_assistant' };",
      "if (wish === 'continue') return JSON.parse('null');",
    ],
    [VOICEMAIL_TEST, 'R261 detection is always said, never left empty'],
  ),
  mutant(
    'R262',
    'hangs up on the menus of hotlines',
    [
      PROVISION,
      "if (state.brief.recipients !== 'professional') return 'continue';",
      "if (state.brief.recipients !== 'professional') return 'hang-up';",
    ],
    [VOICEMAIL_TEST, 'R260 R262 hotlines, shops, and whoever has no kind: whatever answers is talked to'],
  ),
  mutant(
    'R263',
    'leaves no message for a professional',
    [PROVISION, 'return { leave: voicemailWords(state.brief, round, answersCallers(state)) };', "return 'hang-up';"],
    [VOICEMAIL_TEST, 'R257 R263 R291 professionals: the machine is noticed, gets a message and is hung up on'],
  ),
  mutant(
    'R294',
    'leaves a second message',
    [SCRIPT, "voicemail_left: voicemails > 0 ? 'yes' : ''", "voicemail_left: voicemails > 9 ? 'yes' : ''"],
    [RESULTS_TEST, 'R283 R294 one message on a mailbox at most'],
  ),
  mutant(
    'R309',
    'shows keys and numbers in the words of a refusal',
    [
      'src/gateways/refusal.ts',
      "facts.texts.filter((text) => text !== '').map(maskText)",
      "facts.texts.filter((text) => text !== '')",
    ],
    ['test/gateways/refusals.test.ts', 'R309 neither key nor numbers reach a sentence or the log'],
  ),
];
