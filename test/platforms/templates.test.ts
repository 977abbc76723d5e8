// Each of the ten templates from the first tap to its result, on each surface: the bot as a process, a person's own hands.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUSE_ORDER } from '../../src/chat/templates/all.ts';
import type { Template } from '../../src/chat/templates/template.ts';
import { closings, finished, instructionsIn, planOf, story, toldToCalls } from '../e2e/wire.ts';
import type { Bot } from '../support/bot.ts';
import { isFullRun } from '../support/counts.ts';
import { houseTemplate } from '../support/house-templates.ts';
import { stateFolder } from '../support/programs.ts';
import type { LogEntry } from '../support/sandbox.ts';
import { keepTranscript, MISSION_MS, startPlatformBot } from './platform-bot.ts';
import { consoleHands, type Hands, slackHands, telegramHands } from './template-hands.ts';

/** Not faster: a busy machine would be too late for the minute before a call. */
const SPEED = '240';

const SURFACES = { console: consoleHands, slack: slackHands, telegram: telegramHands };
type Surface = keyof typeof SURFACES;

/** The plan steps that Telnyx is shown (R207, R220, R225, R241), and how often somebody is asked for a yes. */
const SWEEP = ['setup', 'calls', 'poll', 'analyze'];
const SCREENING = ['setup', 'calls', 'poll', 'rank'];
const ROUNDS = [
  'setup',
  'round-1-calls',
  'round-1-analysis',
  'human-approval',
  'round-2-setup',
  'round-2-calls',
  'final-analysis',
];
const ACTION = ['setup', 'screen', 'book'];
const calls = (count: number): readonly string[] => [
  'setup',
  ...Array.from({ length: count }, (_, index) => `call-${index + 1}`),
  'analyze',
];
const EXPECTED: Readonly<Record<string, { readonly steps: readonly string[]; readonly asked: number }>> = {
  'vendor-selection': { steps: ROUNDS, asked: 1 },
  'store-hours': { steps: SWEEP, asked: 0 },
  'restaurant-booking': { steps: ACTION, asked: 0 },
  'dentist-appointment': { steps: ACTION, asked: 0 },
  'roofer-quotes': { steps: calls(5), asked: 0 },
  'car-insurance': { steps: calls(4), asked: 0 },
  'restaurant-scout': { steps: SCREENING, asked: 0 },
  'interview-screening': { steps: SCREENING, asked: 0 },
  'candidate-recruiting': { steps: ROUNDS, asked: 1 },
  'weather-sweep': { steps: SWEEP, asked: 0 },
};

/** For every change one of them on one surface; in the full set all of them on all surfaces. */
const PLAYED: readonly Surface[] = isFullRun ? (Object.keys(SURFACES) as Surface[]) : ['slack'];
const PLAYED_TEMPLATES: readonly string[] = isFullRun ? HOUSE_ORDER : ['restaurant-booking'];

describe.each(PLAYED)('on %s', (surface) => {
  let folder: ReturnType<typeof stateFolder>;
  let hands: Hands;
  let bot: Bot | undefined;

  beforeEach(async () => {
    folder = stateFolder();
    hands = await SURFACES[surface]();
    bot = await startPlatformBot(folder.path, { ...hands.env, CLOCK_SPEED: SPEED });
  });
  afterEach(async ({ task }) => {
    await bot?.killGroup();
    bot = undefined;
    await hands.close();
    keepTranscript(task.name, hands.transcript());
    folder.remove();
  });

  test.each(PLAYED_TEMPLATES)(
    'R207 R220 R225 R239 R241 %s runs from the first tap to its end',
    { timeout: MISSION_MS },
    async (id) => {
      if (bot === undefined) throw new Error('no bot');
      const template = houseTemplate(id);
      const preview = await hands.begin(bot, template.label);
      expect(preview).toContain('SANDBOX');
      expect(preview).toContain(template.name);
      const { asked, end } = await hands.untilTheEnd(bot);
      expect(end).toContain('DONE');
      expect(end).toContain(template.name);
      const log = await finished(bot.stage());
      expect({ steps: planOf(log), asked }).toEqual(EXPECTED[id]);
      expect(story(log)).toEqual(['mission', 'run', 'plan', 'running', 'calls', 'succeeded']);
      expect(closings(log)).toEqual([{ status: 'succeeded', summary: expect.any(String), payload: expect.anything() }]);
      checkCalls(template, log);
    },
  );
});

/** What is asked before goes along with each call and stands in no assistant; the rest is what the class makes of it. */
function checkCalls(template: Template, log: readonly LogEntry[]): void {
  const told = toldToCalls(log);
  const instructions = instructionsIn(log);
  expect(instructions).toHaveLength(template.rounds.length);
  for (const { name, type } of template.asks) {
    expect(
      told.every((one) => (one[name] ?? '') !== ''),
      name,
    ).toBe(true);
    if (type === 'birth-date') expect(instructions.some((one) => one.includes(told[0]?.[name] ?? ''))).toBe(false);
  }
  if (template.class === 'negotiation') {
    expect(told[0]).not.toHaveProperty('best_quote');
    expect(told.at(-1)?.best_quote).toMatch(/^\$\d+/);
    expect(told.filter((one) => 'best_company' in one)).toEqual([]);
  }
  if (template.class === 'action') expect(told.filter((one) => 'may_book' in one)).not.toEqual([]);
}
