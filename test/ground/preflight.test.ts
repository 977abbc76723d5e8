// The preflight: one sentence where it cannot work, and otherwise the script as if it had been started by itself.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const preflight = fileURLToPath(new URL('../../tools/preflight.cjs', import.meta.url));
const manifest = { type: 'module' };

/** A project with nothing but the preflight. */
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'preflight-'));
  mkdirSync(`${project}/tools`);
  mkdirSync(`${project}/node_modules`);
  cpSync(preflight, `${project}/tools/preflight.cjs`);
  writeFileSync(`${project}/package.json`, JSON.stringify(manifest));
});

afterEach(() => rmSync(project, { recursive: true }));

function write(name: string, source: string): string {
  writeFileSync(`${project}/${name}`, source);
  return join(project, name);
}

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Makes this Node say that it is another one, before the preflight looks. */
function asNode(version: string): string {
  const versions = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  return `--require=${write(`as-${version}.cjs`, versions)}`;
}

test.each(['20.20.2', '22.18.0', '0.10.48'])('Node %s gets one sentence with the cure', (version) => {
  const { status, stderr, stdout } = run(asNode(version), 'tools/preflight.cjs', write('main.ts', 'console.log(1)'));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^Callsheet needs Node 22.19 or newer and this is ${version}: run "npm ci" .+\n$`));
});

test('where npm has brought Node 24, an old Node is told to go through npm', () => {
  mkdirSync(`${project}/node_modules/.bin`);
  writeFileSync(`${project}/node_modules/.bin/node`, '');
  const { stderr } = run(asNode('20.20.2'), 'tools/preflight.cjs', write('main.ts', ''));
  expect(stderr).toContain('start it through npm ("npm start", "npm test")');
});

test.each(['22.19.0', '24.0.0'])('Node %s is let through', (version) => {
  const { status, stdout } = run(asNode(version), 'tools/preflight.cjs', write('main.ts', 'console.log("ran")'));
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'ran\n' });
});

test('a missing script and missing packages get one sentence each', () => {
  expect(run('tools/preflight.cjs', 'src/gone.ts').stderr).toMatch(/^There is no .+gone\.ts: .+\n$/);
  rmSync(`${project}/node_modules`, { recursive: true });
  expect(run('tools/preflight.cjs', 'src/gone.ts').stderr).toMatch(
    /^The packages are not installed: run "npm ci" in .+\n$/,
  );
});

test('the script is the entry point, with its own arguments and exit code, and no word about type stripping', () => {
  const script = write(
    'main.ts',
    'const main: boolean = import.meta.main; console.log(main, ...process.argv.slice(2)); process.exitCode = 7;',
  );
  expect(run('tools/preflight.cjs', script, 'doctor', '--json')).toEqual({
    status: 7,
    stdout: 'true doctor --json\n',
    stderr: '',
  });
});

test('the script has the IPC channel and gets the signals of the one process there is', async () => {
  const script = write(
    'main.ts',
    `process.on('SIGTERM', () => { console.log('stopping'); process.exit(3); });
     process.send?.({ pid: process.pid });
     setInterval(() => undefined, 1000);`,
  );
  const child = spawn(process.execPath, ['tools/preflight.cjs', script], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [message] = await once(child, 'message');
  expect(message).toEqual({ pid: child.pid });
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([3, null]);
});
