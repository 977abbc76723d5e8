import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/store/open.ts';
import { describeStore } from './suite.ts';

describeStore('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callsheet-store-'));
  return {
    open: () => openStore(`sqlite://${folder}/data/callsheet.sqlite`),
    bytes: async () =>
      readdirSync(join(folder, 'data'))
        .map((file) => readFileSync(join(folder, 'data', file), 'latin1'))
        .join('\n'),
    end: async () => rmSync(folder, { recursive: true }),
  };
});
