/** `npm run -s gate -- FILE` as a foreign script uses it: its lines, and one sentence when the file is wrong. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'gate-'));

function gate(content?: string) {
  const file = join(folder, 'gate.json');
  if (content !== undefined) writeFileSync(file, content);
  const run = spawnSync(process.execPath, ['tools/gate.ts', content === undefined ? join(folder, 'none.json') : file], {
    encoding: 'utf8',
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

test('one JSON line per reply, the list only where there is one', () => {
  const run = gate(
    JSON.stringify({
      proposed: ['A Co', 'Bly', 'Cox'],
      reserve: ['Dee'],
      replies: ['yes', 'no, too late', '4 instead of 2', '👍'],
    }),
  );
  expect(run.status).toBe(0);
  expect(
    run.out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { verdict: 'approve' },
    { verdict: 'reject' },
    { verdict: 'list', list: ['A Co', 'Cox', 'Dee'] },
    { verdict: 'ask' },
  ]);
});

test.each([
  ['a missing file', undefined, 'cannot be read'],
  ['no JSON', '{proposed', 'is not valid JSON'],
  ['a wrong shape', '{"proposed": "Acme"}', 'is not a gate: "proposed" must be a list of names;'],
  ['another JSON', '[1]', 'is not a gate: the file must be one object;'],
])('R313 %s is one sentence and exit code 1', (_, content, part) => {
  const run = gate(content);
  expect(run.status).toBe(1);
  expect(run.out).toBe('');
  expect(run.err.trimEnd().split('\n')).toHaveLength(1);
  expect(run.err).toContain(part);
});

test('R312 --help names the format of the file, and so does a call without one', () => {
  const help = spawnSync(process.execPath, ['tools/gate.ts', '--help'], { encoding: 'utf8' });
  expect(help.status).toBe(0);
  for (const key of ['"proposed"', '"reserve"', '"replies"', '"verdict"']) expect(help.stdout).toContain(key);
  const none = spawnSync(process.execPath, ['tools/gate.ts'], { encoding: 'utf8' });
  expect(none.status).toBe(1);
  expect(none.stderr).toContain('it must hold {"proposed"');
});
