import { expect, test } from 'vitest';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import { resultsCard, resultsCsv } from '../../../src/chat/results.ts';
import { plain, readMessage } from '../../support/card-text.ts';
import { Story } from '../../support/mission-story.ts';

const done = (sandbox = false): Story => {
  const story = new Story({ rounds: 1, sandbox, people: 3 }).opens('round-1', ['t1', 't2', 't3']);
  story.answers('t1', 14, 7, '=HYPERLINK("http://x","open")').answers('t2', 11, 3, 'a week, "at most"').fails('t3');
  return story.happens(
    {
      type: 'RoundFinished',
      round: 'round-1',
      ranking: [{ target: 't2', score: 10 }, { target: 't1', score: 1 }, { target: 't3' }],
    },
    {
      type: 'MissionFinished',
      status: 'succeeded',
      reason: 'all-called',
      summary: { private: '' },
      payload: { private: {} },
    },
  );
};

test('R298 R301 the report names the counts, the choice, its values and its score, and who is behind', () => {
  const { ours } = readMessage(resultCard(done().view, 0, { zone: 'Europe/Berlin' }));
  expect(ours).toContain('Borealis: $11 · 3 days. 2 of 3 people answered.');
  expect(ours).toContain('Done: Vendor selection. Recommended: Borealis');
  expect(ours.join(' | ')).toContain('1 | Borealis | 10.0 | $11 | 3 days | 2 | Acme Print | 1.0 | $14 | 7 days');
  expect(ours).toContain('3 people, 3 calls, 3 min on the phone');
});

test('the CSV has one line a person, best first, with every field, words and tries; nothing becomes a formula', () => {
  const file = resultsCsv(done().view);
  expect(file.name).toBe('M-104-vendor-selection.csv');
  const lines = file.text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe(
    'Name,Number,Status,Why,Round,Rank,Score,Price (USD),Lead time (days),Their words,Tries,Rows of the file,Also named,Numbers as they were said,To be checked,By hand,Counted as the worst,Evidence,Next call (their time),Waits because',
  );
  expect(lines[1]).toBe('Borealis,+13125551001,answered,,1,1,10.0,11,3,"a week, ""at most""",1,3,,,,,,,,');
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://x"",""open"")"`);
  expect(lines[3]).toBe('Cobalt Press,+13125551002,not reached,no answer,1,,,,,,1,4,,,,,,,,');
  expect(lines).toHaveLength(4);
});

test('of the sandbox the file name and every line say so', () => {
  const file = resultsCsv(done(true).view);
  expect(file.name).toBe('SANDBOX-M-104-vendor-selection.csv');
  const [head, ...lines] = file.text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  expect(head).toMatch(/^Sandbox,Name,/);
  for (const line of lines) expect(line).toMatch(/^SANDBOX,/);
});

test('the results card lists everybody without a number', () => {
  const card = resultsCard(done().view, 0, { zone: 'Europe/Berlin' });
  expect(plain(card.headline)).toBe('2 of 3 people answered.');
  const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
  expect(entries.map((one) => one.title)).toEqual(['Borealis', 'Acme Print', 'Cobalt Press']);
  expect(JSON.stringify(card)).not.toContain('+1312');
});

test('who is on the phone, and whose words are still being read, is not called not reached', () => {
  const story = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2', 't3', 't4', 't5']);
  for (const target of ['t1', 't2', 't3', 't4']) story.places(`${target}:1`, target);
  story.happens(
    { type: 'CallEnded', call: 't1:1', status: 'no-answer' },
    { type: 'CallWentUnanswered', call: 't1:1', target: 't1' },
    { type: 'TargetGivenUp', target: 't1', reason: 'no-answer' },
    { type: 'CallProgressed', call: 't2:1', status: 'ringing' },
    { type: 'CallProgressed', call: 't3:1', status: 'in-progress', conversationId: 'c3' },
    { type: 'CallEnded', call: 't3:1', status: 'completed', seconds: 40 },
  );
  const entries = resultsCard(story.view, story.at, { zone: 'Europe/Berlin' }).blocks.flatMap((block) =>
    block.kind === 'entries' ? block.entries : [],
  );
  expect(entries.slice(0, 3).map((one) => [one.title, one.facts[0]])).toEqual([
    ['Acme Print', 'no answer'],
    ['Borealis', 'on the phone'],
    ['Cobalt Press', 'the answer is being read'],
  ]);
  const cells = resultsCsv(story.view).text.trimEnd().split('\r\n').slice(1);
  expect(cells.map((line) => line.split(',').slice(2, 4))).toEqual([
    ['not reached', 'no answer'],
    ['on the phone', ''],
    ['the answer is being read', ''],
    ['call is due', ''],
    ['to be called', ''],
  ]);
});
