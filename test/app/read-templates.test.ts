// The template files of a folder: a broken one is left out and named, all others are there.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTemplates, TEMPLATE_FOLDERS, type TemplateFolders } from '../../src/app/read-templates.ts';
import { faultText } from '../../src/chat/templates/faults.ts';

let root = '';
let folders: TemplateFolders;
const SHOPS = readFileSync(join(TEMPLATE_FOLDERS.templates, 'store-hours.yaml'), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'templates-'));
  folders = { templates: join(root, 'templates'), examples: join(root, 'examples') };
  mkdirSync(folders.templates);
  mkdirSync(folders.examples);
  write('examples/shops.csv', 'name,phone\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
const faultsOf = (): readonly string[] => readTemplates(folders).faults.map(faultText);

describe('the template files', () => {
  test('of the house lie beside the source, whatever the working directory is', () => {
    const before = process.cwd();
    process.chdir(root);
    try {
      expect(readTemplates().all).toHaveLength(10);
    } finally {
      process.chdir(before);
    }
  });

  test('of a team stand behind those of the house, by their label; other files and folders are left alone', () => {
    const called = (label: string): string => SHOPS.replace(/^label: .*/m, `label: ${label}`);
    write('templates/zebra.yaml', called('Ask zebras'));
    write('templates/ants.yml', called('Ask ants'));
    write('templates/store-hours.yaml', SHOPS);
    write('templates/notes.txt', 'nothing');
    mkdirSync(join(folders.templates, 'calendars'));
    expect(readTemplates(folders).all.map((one) => one.id)).toEqual(['store-hours', 'ants', 'zebra']);
    expect(faultsOf()).toEqual([]);
  });

  test('a broken one is left out and named, with line and field; the others are there', () => {
    write('templates/good.yaml', SHOPS);
    write('templates/bad.yaml', SHOPS.replace('class: sweep', 'class: swoop'));
    write('templates/worse.yaml', 'name: [');
    write('templates/Own Words.yaml', SHOPS);
    expect(readTemplates(folders).all.map((one) => one.id)).toEqual(['good']);
    expect(faultsOf()).toEqual([
      expect.stringContaining('templates/Own Words.yaml, line 1: The name of the file must be'),
      'templates/bad.yaml, line 5, class: "swoop" is not what belongs here. Write one of sweep, screening, negotiation, rounds, action.',
      expect.stringContaining('templates/worse.yaml, line 1: This is not YAML'),
    ]);
  });

  test('a list that is not there, two of one name, one that may not be read', () => {
    write('templates/good.yaml', SHOPS.replace('shops.csv', 'shoops.csv'));
    write('templates/twice.yaml', SHOPS);
    write('templates/twice.yml', SHOPS);
    mkdirSync(join(folders.templates, 'folder.yaml'));
    expect(readTemplates(folders).all.map((one) => one.id)).toEqual(['twice']);
    expect(faultsOf()).toEqual([
      'templates/folder.yaml: The file cannot be read. Look at its permissions.',
      'templates/good.yaml, line 10, example: There is no examples/shoops.csv. Put the list there, or take this line out.',
      'templates/twice.yml: There is a twice.yaml as well. Rename one of them.',
    ]);
    rmSync(folders.templates, { recursive: true });
    expect(faultsOf()).toEqual(['templates/: The folder cannot be read. Look at its permissions.']);
  });
});
