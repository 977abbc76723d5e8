// The setup files of the suite are guards too: planted test files show that they fail what they must, and nothing else.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isFullRun } from '../support/counts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Outcome {
  readonly status: string;
  readonly message: string;
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
  }[];
}

/** Runs the planted files with the project's configuration; outcome by file name. */
function runPlanted(): ReadonlyMap<string, Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'planted-leaks-'));
  try {
    const options = ['--config=test/ground/planted/leaks/vitest.config.ts', '--root=.', '--reporter=json'];
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...options, `--outputFile=${folder}/report.json`];
    spawnSync(process.execPath, vitest, { cwd: root });
    const report: JsonReport = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8'));
    return new Map(report.testResults.map((result) => [basename(result.name, '.test.ts'), outcomeOf(result)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outcomeOf({ status, message, assertionResults }: JsonReport['testResults'][number]): Outcome {
  const failures = assertionResults.flatMap(({ failureMessages }) => failureMessages);
  return { status, message: [message, ...failures].filter((text) => text !== '').join('\n') };
}

test.runIf(isFullRun)(
  'a timer, a server and a hidden connection fail their file; a file that closes what it opens passes',
  () => {
    const outcomes = runPlanted();
    expect(outcomes.get('clean')).toEqual({ status: 'passed', message: '' });
    expect(outcomes.get('open-timer')).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Left open: a timer made at '),
    });
    expect(outcomes.get('open-server')).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Left open: 1 TCPServerWrap'),
    });
    expect(outcomes.get('reaches-out')).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('This test reached beyond loopback: 192.0.2.1:80'),
    });
    expect(outcomes.size).toBe(4);
  },
);
